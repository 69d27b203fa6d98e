from __future__ import annotations

from dataclasses import replace

import bibtexparser
import mwparserfromhell
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.dossier.exports.references import STYLES, cite, escaped_quote
from twosource.dossier.plain import one_line
from twosource.model import Report

REPORT = Report(
    "northern-ledger",
    "Nine killed.",
    title="Nine killed in ferry fire",
    outlet="Northern Ledger",
    byline="Ann Ames and Bo Reed",
    agencies=("Halberd",),
    published="2026-03-04T09:20",
    url="https://ledger.example/ferry?a=1&b={x}|y",
)
ADDRESS = "https://ledger.example/ferry?a=1&b=%7Bx%7D%7Cy"


def test_a_plain_citation_is_a_line_for_a_footnote() -> None:
    assert cite(REPORT, style="plain") == (
        "Ann Ames and Bo Reed, “Nine killed in ferry fire”, Northern Ledger, credits Halberd, "
        f"4 March 2026, {ADDRESS}"
    )
    assert cite(REPORT, quote="nine\n killed", style="plain").endswith("y: “nine killed”")


def fields_of(text: str) -> dict[str, str]:
    code = mwparserfromhell.parse(text)
    [template] = code.filter_templates(recursive=False)
    assert str(template) == text
    assert str(template.name).strip() == "cite news"
    return {str(p.name).strip(): str(p.value).strip() for p in template.params}


def test_wikitext_is_one_cite_news() -> None:
    fields = fields_of(cite(REPORT, quote="nine killed", style="wikitext"))
    assert fields == {
        "title": "Nine killed in ferry fire",
        "url": ADDRESS,
        "work": "Northern Ledger",
        "author": "Ann Ames and Bo Reed",
        "agency": "Halberd",
        "date": "4 March 2026",
        "quote": "nine killed",
    }


def entry_of(text: str) -> dict[str, str]:
    [entry] = bibtexparser.loads(text).entries
    return {k: v.strip("{}") for k, v in entry.items()}


def test_what_a_report_does_not_say_is_left_out() -> None:
    bare = Report("notes", "x")
    assert cite(bare, style="plain") == "“notes”"
    assert fields_of(cite(bare, style="wikitext")) == {"title": "notes"}
    assert set(entry_of(cite(bare, style="bibtex"))) == {"ID", "ENTRYTYPE", "title"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https:///", "a b"])
def test_only_web_addresses_are_cited(url: str) -> None:
    for style in STYLES:
        assert url not in cite(replace(REPORT, url=url), style=style)


hostile = st.text(
    alphabet=st.one_of(st.sampled_from("{}[]|<>'\"\\%#$&_^~=\n\r@,"), st.characters()), max_size=30
)


@given(hostile, hostile, hostile, hostile)
def test_no_value_breaks_out_of_wikitext(title: str, outlet: str, byline: str, quote: str) -> None:
    report = replace(REPORT, title=title, outlet=outlet, byline=byline, url=None)
    fields = fields_of(cite(report, quote=quote, style="wikitext"))
    known = {"title", "work", "author", "agency", "date", "quote"}
    assert set(fields) <= known
    assert len(mwparserfromhell.parse(cite(report, style="wikitext")).filter_templates()) == 1
    for value in fields.values():
        code = mwparserfromhell.parse(value)
        assert not code.filter_tags()
        assert not code.filter_wikilinks()


@given(hostile, hostile, hostile)
def test_no_value_breaks_out_of_bibtex(title: str, outlet: str, quote: str) -> None:
    report = replace(REPORT, title=title, outlet=outlet, url=None)
    text = cite(report, quote=quote, style="bibtex")
    depth = 0
    for k, c in enumerate(text):
        escaped = text[:k].endswith("\\") and not text[:k].endswith("\\\\")
        depth += (c == "{" and not escaped) - (c == "}" and not escaped)
        assert depth >= 0
        # One entry: it closes at its end, and nowhere before.
        assert depth > 0 or k < text.index("{") or k == len(text) - 1
    assert depth == 0


@given(hostile)
def test_a_quote_stands_in_the_citation_as_it_is_escaped_alone(words: str) -> None:
    for style in STYLES:
        quote = escaped_quote(words, style)
        if one_line(words):
            assert quote in cite(REPORT, quote=words, style=style)
        assert "\n" not in quote
