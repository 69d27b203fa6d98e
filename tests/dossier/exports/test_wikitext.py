"""The wikitext, read by a parser of MediaWiki's."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import mwparserfromhell
import pytest
from hypothesis import given
from whole import HOSTILE_WORDS, WHOLE, WORDS, with_words

from twosource.dossier.exports.escapes import for_wikitext
from twosource.dossier.exports.wikitext import wikitext
from twosource.dossier.plain import one_line

if TYPE_CHECKING:
    from twosource.model import Dossier


def _check(dossier: Dossier) -> None:
    code = mwparserfromhell.parse(wikitext(dossier))
    cited = {e.report for c in dossier.claims for e in c.evidence}
    names = [str(t.name).strip() for t in code.filter_templates(recursive=True)]
    assert sorted(names) == ["cite news"] * len(cited) + ["reflist"]
    assert not code.filter_wikilinks()
    assert not code.filter_comments()
    assert not code.filter_arguments()
    for link in code.filter_external_links():
        assert str(link.url).startswith("https://news.example/")
    tags = {str(t.tag) for t in code.filter_tags()}
    assert tags <= {"ref", "b", "li"}
    refs = [t for t in code.filter_tags() if t.tag == "ref"]
    assert len([t for t in refs if not t.self_closing]) == len(cited)
    assert len(code.filter_headings()) == len(
        mwparserfromhell.parse(wikitext(WHOLE)).filter_headings()
    )


def test_the_sample_cites_each_report_once() -> None:
    _check(WHOLE)
    text = wikitext(WHOLE)
    assert text.count('<ref name="eastern-post">') == 1
    assert text.count('<ref name="eastern-post" />') >= 1
    assert "|agency=Halberd" in text
    assert "|date=14 October 2025" in text
    assert text.endswith("== References ==\n{{reflist}}\n")


@pytest.mark.parametrize("words", HOSTILE_WORDS)
def test_hostile_words_are_shown_and_not_obeyed(words: str) -> None:
    _check(with_words(words))


@given(WORDS)
def test_any_words_come_back(words: str) -> None:
    safe = for_wikitext(words)
    code = mwparserfromhell.parse(safe)
    assert all(type(node).__name__ in ("Text", "HTMLEntity") for node in code.nodes)
    inside = mwparserfromhell.parse(f"{{{{cite news |title={safe} |date=x}}}}")
    [template] = inside.filter_templates()
    assert str(template.get("title").value).strip() == safe
    if "&" not in words:
        assert html.unescape(safe) == one_line(words)
