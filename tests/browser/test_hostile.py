"""What a report says is shown, and does nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

import twosource
from twosource.dossier.fulltext import text_of
from twosource.dossier.page import page as page_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Open = Callable[..., Any]

WORDS = [
    "<script>document.title = 'taken'</script>",
    "</style></script><script>document.title = 'taken'</script>",
    "<img src=x onerror=\"document.title = 'taken'\">",
    "<a href=\"javascript:document.title = 'taken'\">here</a>",
    "' onmouseover='document.title = `taken`",
    "<!--<script>",
    "\u202esdrow ruof\u202c and \u2066turned",
    "\U0001f469\u200d\U0001f680 e\u0301a\u0308 \U0001f1fa\U0001f1e6 \U0001f44d\U0001f3fd",
    "W" * 100_000,
]


@pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
def test_hostile_words_are_inert(opened: Open, tmp_path: Path, words: str) -> None:
    head = f"Two die in mill fire {words[:200]}"
    texts = [
        f"{head}\n\nTwo people died in the {words} mill fire in Port Arlen, Ann Roe said.",
        f"{head}\n\n{words} Three people died in the mill fire in Port Arlen on Monday.",
    ]
    reports = [
        twosource.report(text, id=f"{words[:100]}{k}", url="javascript:alert(1)", outlet=words[:99])
        for k, text in enumerate(texts)
    ]
    dossier = twosource.compare(reports)
    dossier = replace(dossier, story="Mill fire")
    path = tmp_path / "hostile.html"
    path.write_text(page_of(dossier), "utf-8")
    page = opened("#r1", path=path)
    text = page.locator(".report.open .text")
    assert text.evaluate("t => t.textContent") == text_of(dossier.reports[0].text)
    for place in page.locator(".report.open .m").all()[:5]:
        place.hover()
    assert page.locator("script").count() == 2
    assert page.locator("img").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.title() == "Mill fire – twosource dossier"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1400
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_highlights_land_on_the_right_characters(opened: Open, tmp_path: Path) -> None:
    text = (
        "\U0001f525\U0001f469\u200d\U0001f692 Fire kills 12 in Port Arlen\n\n"
        "Ole\u0301 \U0001f1fa\U0001f1e6: 12 people died in Port Arlen on Monday "
        "\U0001f44d\U0001f3fd, Tomas Kerrigan said. \U0001f600 "
        "He said 1,400 people fled to Brannick by 5 p.m."
    )
    dossier = twosource.compare(
        [twosource.report(text, id="a"), twosource.report(text.replace("12", "14"), id="b")]
    )
    path = tmp_path / "emoji.html"
    path.write_text(page_of(dossier), "utf-8")
    reading = dossier.readings[0]
    page = opened("#r1", path=path)
    for name, spans in (
        ("numbers", [(q.start, q.end) for q in reading.quantities]),
        ("times", [(t.start, t.end) for t in reading.times]),
        ("names", [(m.start, m.end) for n in reading.names for m in n.mentions if m.how == "full"]),
    ):
        page.locator(f"#tools [data-layer={name}]").click()
        lit = page.evaluate(f"Array.from(CSS.highlights.get('{name}'), (r) => r.toString())")
        assert spans
        assert {text[a:b] for a, b in spans} <= set(lit)
    for claim in dossier.claims:
        for evidence in claim.evidence:
            if evidence.report == "a":
                page.goto(f"{path.as_uri()}#r1-{evidence.start}-{evidence.end}")
                expect(page.locator(".report.open .lit").first).to_be_visible()
                words = "".join(page.locator(".report.open .lit").all_text_contents())
                assert words == text[evidence.start : evidence.end]
