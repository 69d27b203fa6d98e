"""BibTeX and RIS, read by readers of their own."""

from __future__ import annotations

import re
from dataclasses import replace

import bibtexparser
import pytest
import rispy
from bibtexparser.bparser import BibTexParser
from hypothesis import given, settings
from whole import HOSTILE_WORDS, WHOLE, WORDS, one_report, with_words

from twosource.dossier.exports.bibtex import bibtex
from twosource.dossier.exports.references import keys
from twosource.dossier.exports.ris import ris
from twosource.dossier.plain import one_line
from twosource.model import Dossier, Report

COMMANDS = {
    r"{\textbackslash}": "\\", r"{\textbraceleft}": "{", r"{\textbraceright}": "}",
    r"{\textasciitilde}": "~", r"{\textasciicircum}": "^",
    **{f"\\{sign}": sign for sign in "$&%#_"},
}  # fmt: skip


def entries(text: str) -> list[dict[str, str]]:
    parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    found: list[dict[str, str]] = bibtexparser.loads(text, parser).entries
    return found


def shown(field: str) -> str:
    """What TeX would show of a field's value."""
    bare = field[1:-1] if field.startswith("{") and field.endswith("}") else field
    return re.sub("|".join(map(re.escape, COMMANDS)), lambda found: COMMANDS[found[0]], bare)


def test_bibtex_of_the_sample() -> None:
    found = {e["ID"]: e for e in entries(bibtex(WHOLE))}
    assert list(found) == [r.id for r in WHOLE.reports]
    courier = found["brannick-courier"]
    assert courier["ENTRYTYPE"] == "article"
    assert courier["author"] == "Hanna Ostrow"
    assert courier["journal"] == "{Brannick Courier}"
    assert (courier["year"], courier["month"], courier["day"]) == ("2025", "October", "14")
    gazette = found["harbour-gazette"]
    assert gazette["author"] == "{Staff and Halberd}", "no person, so taken as it is"
    assert gazette["note"] == "Credits Halberd."


def test_ris_of_the_sample() -> None:
    text = ris(WHOLE)
    assert text.count("\r\n") == text.count("\n")
    found = rispy.loads(text)
    assert [r["id"] for r in found] == [r.id for r in WHOLE.reports]
    courier, gazette = found[0], found[2]
    assert courier["type_of_reference"] == "NEWS"
    assert courier["authors"] == ["Hanna Ostrow"]
    assert courier["secondary_title"] == "Brannick Courier"
    assert (courier["year"], courier["date"]) == ("2025", "2025/10/14/")
    assert gazette["notes"] == ["Byline: Staff and Halberd", "Credits: Halberd"]


def _check(dossier: Dossier, words: str) -> None:
    title = one_line(words)
    told = entries(bibtex(dossier))
    assert [e["ID"] for e in told] == list(keys(dossier.reports).values())
    records = rispy.loads(ris(dossier))
    assert len(records) == len(dossier.reports)
    if title:
        assert [shown(e["title"]) for e in told] == [title] * len(told)
        assert [r["title"] for r in records] == [title] * len(records)


@pytest.mark.parametrize("words", HOSTILE_WORDS)
def test_hostile_words_stay_in_their_field(words: str) -> None:
    dossier = with_words(words)
    _check(dossier, words)
    outlets = [shown(e["journal"]) for e in entries(bibtex(dossier))]
    assert outlets == [one_line(f"{words}{k}") for k in range(len(outlets))]


@settings(deadline=None)
@given(WORDS)
def test_any_title_comes_back(words: str) -> None:
    dossier = one_report("A man crossed the bridge.", title=words)
    _check(dossier, words)


def test_what_is_not_known_is_left_out() -> None:
    dossier = one_report("Bridge shut\n\nIt is.", outlet=None)
    assert bibtex(dossier) == "@misc{courier,\n  title = {{Bridge shut It is.}}\n}\n"
    assert (
        ris(dossier) == "TY  - NEWS\r\nID  - courier\r\nTI  - Bridge shut It is.\r\nER  - \r\n\r\n"
    )


def test_part_of_a_date() -> None:
    dossier = one_report("Bridge shut.", published="2025-10")
    assert "month = oct" in bibtex(dossier)
    assert "day =" not in bibtex(dossier)
    assert "DA  - 2025///" in ris(dossier)
    undated = one_report("Bridge shut.", published="yesterday")
    assert "year" not in bibtex(undated)
    assert "PY" not in ris(undated)


def test_keys_are_plain_and_each_once() -> None:
    reports = [Report(name, "x") for name in ("R1", "r1", "Ünïx (2)", "7", "…", "…?")]
    assert list(keys(reports).values()) == ["r1", "r1-2", "unix-2", "r7", "report", "report-2"]
    read = replace(WHOLE.readings[0])
    many = replace(WHOLE, readings=tuple(replace(read, report=r) for r in reports), claims=())
    assert len(entries(bibtex(many))) == len(reports)
