"""Saved pages. The page is invented."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from twosource.intake import read_inputs

if TYPE_CHECKING:
    from pathlib import Path

    from twosource.model import Report

FIRST = (
    "The harbour bridge in Portville was shut on Monday after a lorry hit one of its pillars, "
    "the city's police chief said in a statement."
)
SECOND = (
    "Nobody was hurt in the crash, but queues of cars reached back as far as the ring road until "
    "late in the evening, according to the traffic office."
)
THIRD = "Engineers will look at the pillar on Tuesday and hope to open one lane soon, he added."
PARAGRAPHS = (FIRST, SECOND, THIRD)
LD = {
    "@graph": [
        {"@type": "WebSite", "name": "x"},
        {
            "@type": ["NewsArticle"],
            "headline": "Harbour bridge shut after crash",
            "datePublished": "2025-03-03T09:00:00Z",
            "author": [{"@type": "Person", "name": "Ann Ames"}, {"name": "Ben Moss"}],
            "publisher": {"name": "The Echo"},
        },
    ]
}


def page(*, head: str = "", h1: str = "Harbour bridge shut after crash") -> str:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
        f"<article><h1>{h1}</h1>{body}</article><footer>Cookies. Terms.</footer></body></html>"
    )


def read(tmp_path: Path, content: str, encoding: str = "utf-8") -> Report:
    path = tmp_path / "a.html"
    path.write_bytes(content.encode(encoding))
    got = read_inputs([str(path)])
    assert got.problems == ()
    return got.reports[0]


def test_headline_and_body_are_the_text(tmp_path: Path) -> None:
    report = read(tmp_path, page())
    assert report.text == "\n\n".join(("Harbour bridge shut after crash", *PARAGRAPHS))
    assert [str(b.kind) for b in report.blocks] == ["headline", "body", "body", "body"]
    assert report.language == "en"


def test_ld_json_comes_first(tmp_path: Path) -> None:
    head = (
        f"<script type='application/ld+json'>{json.dumps(LD)}</script>"
        "<meta property='og:site_name' content='Other'>"
        "<meta property='article:published_time' content='2024-01-01'>"
    )
    report = read(tmp_path, page(head=head))
    assert (report.outlet, report.byline) == ("The Echo", "Ann Ames, Ben Moss")
    assert report.published == "2025-03-03T09:00:00+00:00"


def test_meta_fields_come_second(tmp_path: Path) -> None:
    head = (
        "<script type='application/ld+json'>{broken</script>"
        "<title>Harbour bridge shut after crash | The Echo</title>"
        "<meta property='og:site_name' content='The Echo'>"
        "<meta name='author' content='Ann Ames'>"
        "<meta property='article:published_time' content='2025-03-03T09:00:00+01:00'>"
        "<link rel='canonical' href='https://echo.example/bridge'>"
    )
    report = read(tmp_path, page(head=head))
    assert (report.outlet, report.byline, report.url) == (
        "The Echo",
        "Ann Ames",
        "https://echo.example/bridge",
    )
    assert report.published == "2025-03-03T09:00:00+01:00"


def test_the_site_s_name_is_no_part_of_the_headline(tmp_path: Path) -> None:
    head = "<meta property='og:title' content='Bridge shut at Portville | The Echo'>"
    assert read(tmp_path, page(head=head, h1="Echo")).title == "Bridge shut at Portville"


def test_an_agency_as_author_is_credited(tmp_path: Path) -> None:
    assert read(tmp_path, page(head="<meta name='author' content='Reuters'>")).agencies == (
        "Reuters",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    content = page(h1="The café’s bridge").replace("charset='utf-8'", "charset='windows-1252'")
    assert read(tmp_path, content, encoding).title == "The café’s bridge"


@pytest.mark.parametrize(
    "content",
    ["<html></html>", "<!doctype html><html><body><nav>Home</nav></body></html>", "<html>" * 3000],
)
def test_a_page_without_a_report(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(content, encoding="utf-8")
    got = read_inputs([str(path)])
    assert got.reports == ()
    assert "no report was found" in got.problems[0].reason or "page" in got.problems[0].reason
