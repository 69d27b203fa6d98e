from __future__ import annotations

from dataclasses import replace

import mwparserfromhell
import pytest
from whole import WHOLE

from twosource.dossier.exports.references import cite, reference, web_address
from twosource.model import Report

COURIER = replace(
    WHOLE.reports[0], url="https://courier.example/news/1?a=b&c=d", agencies=("Halberd",)
)


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Hanna Ostrow", ("Hanna Ostrow",)),
        ("By Hanna Ostrow", ("Hanna Ostrow",)),
        ("Hanna Ostrow and Cato de la Brill", ("Hanna Ostrow", "Cato de la Brill")),
        ("A. Ostrow, Cato Brill and Selma Öst", ("A. Ostrow", "Cato Brill", "Selma Öst")),
        ("A. Ostrow, Cato Brill, and Selma Öst", ("A. Ostrow", "Cato Brill", "Selma Öst")),
        ("Hanna Ostrow, Port Arlen", ()),
        ("Hanna Ostrow and Cato Brill, Port Arlen", ()),
        ("Hanna Ostrow in Port Arlen", ()),
        ("Staff and Halberd", ()),
        ("Staff", ()),
        ("our own correspondent", ()),
        ("", ()),
    ],
)
def test_persons_of_a_byline(byline: str, authors: tuple[str, ...]) -> None:
    assert reference(Report("r", "x", byline=byline)).authors == authors


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/b?c=d&e=f#g", "https://a.example/b?c=d&e=f#g"),
        ("https://a.example/b c|d{e}[f]<g>\"h'i\\", "https://a.example/b%20c%7Cd%7Be%7D[f]%3Cg%3E%22h%27i%5C"),
        ("https://a.example/~~~~__TOC__~x_y", "https://a.example/%7E%7E%7E%7E%5F%5FTOC%5F%5F~x_y"),
        ("https://a.example/&lt;&#60;", "https://a.example/&lt%3B&#60%3B"),
        ("https://a.example/\u202ex\n\x00", "https://a.example/%E2%80%AEx%0A%00"),
        ("https://a.example/\ud800", "https://a.example/" + "%EF%BF%BD" * 3),
        ("javascript:alert(1)", ""),
        ("https:///x", ""),
        ("ftp://a.example/", ""),
        ("a.example", ""),
        (None, ""),
    ],
)  # fmt: skip
def test_addresses(url: str | None, safe: str) -> None:
    assert web_address(url) == safe.replace("[f]", "%5Bf%5D")


def test_plain_citation() -> None:
    assert cite(COURIER, quote="two  dead") == (
        "Hanna Ostrow, “Freight train leaves rails above Lower Sallow, two dead”, "
        "Brannick Courier, credits Halberd, 14 October 2025, "
        "https://courier.example/news/1?a=b&c=d: “two dead”"
    )


def test_wikitext_citation() -> None:
    [template] = mwparserfromhell.parse(
        cite(COURIER, quote="a | b}} c", style="wikitext")
    ).filter_templates()
    assert template.name.strip() == "cite news"
    assert {str(p.name): str(p.value).strip() for p in template.params} == {
        "title": "Freight train leaves rails above Lower Sallow, two dead",
        "author": "Hanna Ostrow",
        "work": "Brannick Courier",
        "agency": "Halberd",
        "date": "14 October 2025",
        "url": "https://courier.example/news/1?a=b&c=d",
        "quote": "a &#124; b&#125;&#125; c",
    }


def test_bibtex_citation() -> None:
    assert cite(COURIER, quote="50% {of}", style="bibtex") == (
        "@article{brannick-courier,\n"
        "  author = {Hanna Ostrow},\n"
        "  title = {{Freight train leaves rails above Lower Sallow, two dead}},\n"
        "  journal = {{Brannick Courier}},\n"
        "  year = {2025},\n"
        "  month = oct,\n"
        "  day = {14},\n"
        "  url = {https://courier.example/news/1?a=b&c=d},\n"
        "  note = {Credits Halberd. “50\\% {\\textbraceleft}of{\\textbraceright}”}\n"
        "}"
    )


def test_a_missing_title_is_how_the_text_begins() -> None:
    long = Report("r", "word " * 60, ())
    assert reference(long).title == "r", "nothing of it is compared"
    first = WHOLE.reports[4]
    assert reference(replace(first, title=None)).title == first.title
