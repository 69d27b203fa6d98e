from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from dataclasses import replace
from importlib import resources
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup
from sample import DOSSIER, READINGS, REPORTS

from twosource.dossier.as_json import to_dict
from twosource.dossier.fulltext import text_of
from twosource.dossier.page import page
from twosource.dossier.page.embedding import embedded
from twosource.dossier.page.sections import FIGURES, figures_of
from twosource.dossier.wording import LIMITS, STANDINGS
from twosource.model import (
    Anchor,
    Block,
    BlockKind,
    Claim,
    Decision,
    DecisionKind,
    Dossier,
    Evidence,
    Link,
    Origin,
    OriginKind,
    Problem,
    Reading,
    Reason,
    Report,
    Span,
    Standing,
)


def parsed(text: str) -> Any:
    return html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True))


def words_of(node: Any) -> str:
    return " ".join(node.text_content().split())


@pytest.fixture(scope="module")
def tree() -> Any:
    return parsed(page(DOSSIER))


def test_same_dossier_same_page() -> None:
    assert page(DOSSIER) == page(DOSSIER)


def test_parts_stand_in_their_order() -> None:
    drawn = {
        name: Markup('<section class="fig" id="{}"><h3>{}</h3></section>').format(name, heading)
        for name, heading in reversed(FIGURES)
    }
    tree = parsed(page(DOSSIER, sections=drawn))
    order = ["top", "attention", "statements", "opened", "figures"]
    order += [name for name, _ in FIGURES] + ["reports", "problems", "method", "sources"]
    assert [n.get("id") for n in tree.cssselect("header.mast, main section[id]")] == order
    linked = [a.get("href")[1:] for a in tree.cssselect("nav.parts a")]
    assert linked == [n for n in order if n in linked]
    assert {name for name, _ in FIGURES} <= set(linked)


def test_every_piece_of_evidence_leads_to_its_words(tree: Any) -> None:
    keys = {report.id: f"r{k}" for k, report in enumerate(DOSSIER.reports, 1)}
    links = {link.get("href") for link in tree.cssselect("a.place")}
    seen = 0
    for claim in DOSSIER.claims:
        for evidence in claim.evidence:
            anchor = f"{keys[evidence.report]}-{evidence.start}-{evidence.end}"
            assert f"#{anchor}" in links
            [target] = tree.cssselect(f"#{anchor}")
            assert target.xpath("ancestor::div[@class='text']")
            pieces = tree.cssselect(f"[data-p~='{anchor}']")
            words = REPORTS[evidence.report].text[evidence.start : evidence.end]
            assert "".join(p.text_content() for p in pieces) == words
            seen += 1
    assert seen > 20


def test_ids_are_unique_and_every_inner_link_has_its_target(tree: Any) -> None:
    ids = [node.get("id") for node in tree.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    inner = [a.get("href")[1:] for a in tree.cssselect("a[href^='#']")]
    assert set(inner) <= set(ids)
    labelled = [node.get("aria-labelledby") for node in tree.cssselect("[aria-labelledby]")]
    assert set(labelled) <= set(ids)
    claims = [node.get("data-claim") for node in tree.cssselect("[data-claim]")]
    cites = [node.get("data-cite") for node in tree.cssselect("[data-cite]")]
    assert set(claims) | set(cites) <= set(ids)


def test_full_texts_are_whole(tree: Any) -> None:
    for k, report in enumerate(DOSSIER.reports, 1):
        [text] = tree.cssselect(f"#r{k} .text")
        assert text.text_content() == report.text


def test_standings_rules_and_limits_are_said(tree: Any) -> None:
    text = words_of(tree)
    for wording in STANDINGS.values():
        assert wording.badge in text
        assert wording.rule in text
    for limit in LIMITS:
        assert limit in text
    for claim in DOSSIER.claims:
        if claim.standing is not Standing.SINGLE_SOURCE:
            assert claim.why in text
            assert f"Rule: {claim.rule}" in text
    assert "never says what is true" in text


def test_head_says_what_was_compared(tree: Any) -> None:
    [head] = tree.cssselect("header.mast")
    said = words_of(head)
    assert "5 reports, 4 origins" in said
    assert "14 Oct 2025, 08:10 to 17:45" in said
    tallies = {words_of(li) for li in head.cssselect(".tally li")}
    assert {"1 Denied", "2 Conflicting", "1 Updated", "2 Corroborated"} <= tallies
    for report in DOSSIER.reports:
        assert report.sha256 in said
    settings_of = replace(DOSSIER, settings=(("same owner", "owners.toml"),))
    assert "same owner owners.toml" in words_of(parsed(page(settings_of)).cssselect(".mast")[0])


def test_problems_and_sources_are_listed(tree: Any) -> None:
    assert "notes/scan.pdf" in tree.cssselect(".problems")[0].text_content()
    sources = [li.text for li in tree.cssselect("#sources li")]
    assert len(sources) == len(DOSSIER.reports)
    assert sources[0].startswith("Hanna Ostrow, “Freight train leaves rails")
    numbers = {fn.text for fn in tree.cssselect(".claim figcaption .fn")}
    assert numbers == {f"[{k}]" for k in range(1, 6)}


def test_policy_allows_this_style_and_script_and_nothing_else(tree: Any) -> None:
    [meta] = tree.cssselect("meta[http-equiv='Content-Security-Policy']")
    policy = dict(part.strip().split(" ", 1) for part in meta.get("content").split(";"))
    [style] = tree.cssselect("style")
    [script] = tree.cssselect("script:not([type])")

    def of(node: Any) -> str:
        digest = hashlib.sha256(node.text_content().encode()).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"

    assert policy == {
        "default-src": "'none'",
        "style-src": of(style),
        "script-src": of(script),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert meta.getparent().index(meta) == 1  # before anything that it rules


def test_nothing_is_loaded(tree: Any) -> None:
    assert not tree.cssselect("img, link, iframe, object, embed, video, audio, source, base")
    assert not tree.xpath("//@src | //@srcset | //@style | //@action | //@formaction")
    assert not [a for a in tree.xpath("//@*") if getattr(a, "attrname", "").startswith("on")]
    assert "url(" not in tree.cssselect("style")[0].text_content()
    assert "@import" not in tree.cssselect("style")[0].text_content()
    script = tree.cssselect("script:not([type])")[0].text_content()
    assert not re.search(
        r"fetch|XMLHttp|import\s*\(|WebSocket|sendBeacon|innerHTML|https?:|eval", script
    )


def test_landmarks_and_headings(tree: Any) -> None:
    for landmark in ("header.mast", "nav.parts[aria-label]", "main", "footer"):
        assert len(tree.cssselect(landmark)) == 1
    assert len(tree.cssselect("h1")) == 1
    levels = [int(node.tag[1]) for node in tree.cssselect("h1, h2, h3, h4")]
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    assert tree.get("lang") == "en"
    assert tree.cssselect("title")[0].text.strip()


def channels(colour: str) -> list[float]:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def contrast(one: str, two: str) -> float:
    """WCAG 2.2's contrast ratio."""
    lights = sorted(
        0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (channels(one), channels(two))
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast_is_aa(scheme: int) -> None:
    style = (resources.files("twosource.dossier") / "templates/page.css").read_text()
    names = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", style.split(":root {")[1 + scheme]))
    standings = [s.value for s in Standing]
    for name in ("ink", "soft", "faint", "quiet", "link", *standings):
        assert contrast(names[name], names["paper"]) >= 4.5, name
    for name in ("ink", "soft", "faint", "quiet", "link", *standings):
        assert contrast(names[name], names["shade"]) >= 4.5, name
    for ground in ("mark", "lit"):
        assert contrast(names["ink"], names[ground]) >= 4.5, ground


# ---------------------------------------------------------------- the data inside


def test_the_dossier_is_inside(tree: Any) -> None:
    [data] = tree.cssselect("script#dossier[type='application/json']")
    assert json.loads(data.text_content()) == to_dict(DOSSIER)


breaking = st.text(
    alphabet=st.one_of(
        st.sampled_from("</script><!--&\x85\u2028\ufffe\ud800\x00\r"), st.characters()
    ),
    max_size=40,
)


@given(breaking, breaking)
@settings(max_examples=200, deadline=None)
def test_nothing_breaks_out_of_the_data(text: str, title: str) -> None:
    report = Report("r", text, (Block(BlockKind.BODY, 0, len(text)),) if text else (), title=title)
    dossier = Dossier((Reading(report, (), (), (), (), (), ()),), (), (), story=title)
    written = embedded(dossier)
    assert not re.search(r"[<>&]", written)
    assert text_of(written) == written  # the page changes nothing in it
    data = json.loads(str(written))
    assert data["reports"][0]["text"] == text
    assert data["story"] == title


# ---------------------------------------------------------------- hostile reports

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- --><a href='javascript:alert(1)'>x</a>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;amp; &#x3c;",
    "\x00\x0c\x1b[31m \ud800 \r\n\t tail\r",
    "\u202e\u2066sdrawkcab\u2069 \u200f",
    "e\u0301\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1fa\U0001f1e6",
    "x" * 100_000,
]  # fmt: skip


def everything(words: str) -> Dossier:
    """A dossier in which these words stand wherever words may stand."""
    report = Report(
        words, words, (Block(BlockKind.BODY, 0, len(words)),), title=words, outlet=words,
        byline=words, agencies=(words,), published=words, url=f"javascript:{words}",
        source=words, warnings=(words,),
    )  # fmt: skip
    second = replace(report, id="second", outlet="Second")
    whole = Span(0, len(words))
    pieces = tuple(
        Evidence(r, 0, len(words), whole, words, "denies", words, words, (whole,), True,
                 (words, words), words)
        for r in (words, "second")
    )  # fmt: skip
    link = Link(0, 1, 0.5, ((whole, whole),), (words,), (Reason(words, 1.0, 1.0),))
    claims = tuple(
        Claim(f"{words}{k}", s, words, words, pieces, (words,), words, words, (words,), 0.5,
              (link,), (words,))
        for k, s in enumerate(Standing)
    )  # fmt: skip
    origin = Origin(words, OriginKind.AGENCY, words, (words,), (), words)
    decision = Decision(
        words, DecisionKind.SPLIT, (Anchor("", words, 0, 1, words),), words, True, words
    )
    return Dossier(
        tuple(Reading(r, (), (), (), (), (), ()) for r in (report, second)), (origin,), claims,
        (Problem(words, words),), story=words, decisions=(decision,), settings=((words, words),),
    )  # fmt: skip


def drawn(words: str) -> int:
    """How many drawings the figures of the same dossier are by themselves."""
    made = figures_of(everything(words), lambda name, span=None: f"#{name}-{span}")
    return sum(str(figure).count("<svg") for figure in made.values())


@pytest.mark.parametrize("actions", [False, True])
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(words: str, *, actions: bool) -> None:
    text = page(everything(words), actions=actions)
    tree = parsed(text)
    assert text.encode("utf-8")
    assert len(tree.cssselect("script")) == 2
    assert len(tree.cssselect("style")) == 1
    assert not tree.cssselect("img, base, link, iframe")
    assert tree.cssselect("svg") == tree.cssselect("#figures .fig svg")
    assert len(tree.cssselect("svg")) == drawn(words)
    assert not [a for a in tree.xpath("//@*") if getattr(a, "attrname", "").startswith("on")]
    assert not [h for h in tree.xpath("//@href") if not h.startswith("#")]
    shown = tree.cssselect(".text")
    assert [s.text_content() for s in shown] == [text_of(words)] * 2


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://courier.example/a?b=1&c=2", True),
        ("HTTP://courier.example/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("//courier.example/", False),
        ("file:///etc/passwd", False),
        ("https:///", False),
    ],
)
def test_only_web_addresses_are_linked(url: str, *, linked: bool) -> None:
    reading = replace(READINGS["the-lantern"], report=replace(REPORTS["the-lantern"], url=url))
    tree = parsed(page(Dossier((reading,), (), ())))
    out = [a for a in tree.cssselect("a") if not a.get("href").startswith("#")]
    assert [a.get("href") for a in out] == ([url] if linked else [])
    assert all("noreferrer" in a.get("rel") for a in out)
    assert url in tree.cssselect("#r1")[0].text_content()


def test_empty_dossier_of_one_report() -> None:
    tree = parsed(page(Dossier((READINGS["the-lantern"],), (), ())))
    assert "1 report, statement by statement" in tree.cssselect("h1")[0].text
    assert "No statement was found" in tree.cssselect("main")[0].text_content()


def test_no_reports_at_all_are_a_page_too() -> None:
    assert "0 reports" in parsed(page(Dossier((), (), ()))).cssselect("h1")[0].text
