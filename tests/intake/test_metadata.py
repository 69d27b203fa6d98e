"""Dates, bylines, outlets, agencies and language: found where they stand, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.intake import report_from_text
from twosource.intake.agencies import agency_names
from twosource.intake.dates import find_date, iso_date
from twosource.intake.furniture import is_byline, is_date_line
from twosource.intake.language import language_name, language_of

BODY = (
    "The harbour bridge in Portville was shut on Monday after a lorry hit one of its pillars, "
    "the city's police chief said in a statement.\n\n"
    "Nobody was hurt in the crash, but queues of cars reached back as far as the ring road until "
    "late in the evening, according to the traffic office.\n\n"
    "Engineers will look at the pillar on Tuesday and hope to open one lane by Friday, he added."
)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Published 3 December 2025", "2025-12-03"),
        ("Dec 3, 2025 10:15 GMT", "2025-12-03T10:15+00:00"),
        ("3rd of December 2025", "2025-12-03"),
        ("2025-12-03", "2025-12-03"),
        ("2025-12-03T10:15:00Z", "2025-12-03T10:15:00+00:00"),
        ("Wed, 03 Dec 2025 10:15:00 +0100", "2025-12-03T10:15+01:00"),
        ("Wednesday, Dec 3, 2025 | Updated 7:36 PM EDT", "2025-12-03T19:36-04:00"),
        ("Last updated 15:42 23 / 08 / 2019", "2019-08-23T15:42"),
        ("Posted: 05 / 23 / 2017 07:14:25 AM PDT", "2017-05-23T07:14-07:00"),
        ("Thu 04/12/2025", "2025-12-04"),
        ("Sat 04/12/2025", "2025-04-12"),
        ("Friday 04/12/2025", None),
        ("03/12/2025", None),
        ("13/12/2025", "2025-12-13"),
        ("12/12/2025", "2025-12-12"),
        ("31 February 2025", None),
        ("3 December", None),
        ("December 2025", None),
        ("yesterday", None),
        ("7:15 am ET, Dec. 3, 2025", "2025-12-03T07:15"),
        ("25:99 3 December 2025", "2025-12-03"),
    ],
)
def test_full_dates_are_read_and_others_left(line: str, value: str | None) -> None:
    assert iso_date(line) == value


@given(st.text(max_size=80))
def test_any_line_has_a_date_or_none(line: str) -> None:
    found = find_date(line)
    assert found is None or found[:4].isdigit()


@given(st.dates(min_value=__import__("datetime").date(1950, 1, 1)))
def test_iso_dates_stay(day: object) -> None:
    assert iso_date(str(day)) == str(day)


@pytest.mark.parametrize(
    "line",
    ["3 December 2025", "10:15 GMT", "Updated: Dec 3, 2025 10:15", "2 hours ago", "9 / 10 / 2010"],
)
def test_date_lines(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize("line", ["10 days", "In March 2025 the bridge opened", "The 1931 bridge"])
def test_lines_with_a_date_in_them_are_no_date_lines(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize("line", ["By Ann Ames", "Written by Ann Ames and Ben Moss", "by Ann Ames"])
def test_bylines(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line", ["By force of arms", "By Monday the bridge was open again.", "By then it was too late"]
)
def test_other_lines_with_by(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    ("lines", "byline", "outlet", "published"),
    [
        (
            "By Ann Ames for The Portville Echo\n3 March 2025",
            "Ann Ames",
            "The Portville Echo",
            "2025-03-03",
        ),
        ("By Ann Ames, Echo News\nPublished March 3, 2025", "Ann Ames", "Echo News", "2025-03-03"),
        ("By Ann Ames, Political Correspondent", "Ann Ames", None, None),
        (
            "By Ann Ames\nUpdated 4 March 2025\nFirst published 3 March 2025",
            "Ann Ames",
            None,
            "2025-03-03",
        ),
        ("2 hours ago", None, None, None),
    ],
)
def test_the_lines_under_a_headline(
    lines: str, byline: str | None, outlet: str | None, published: str | None
) -> None:
    report = report_from_text(f"Harbour bridge shut after crash\n\n{lines}\n\n{BODY}")
    assert report.title == "Harbour bridge shut after crash"
    assert (report.byline, report.outlet, report.published) == (byline, outlet, published)


def test_a_date_within_the_body_is_not_the_report_s() -> None:
    text = BODY.replace("on Monday", "on 3 March 2025")
    assert report_from_text(f"Harbour bridge shut\n\n{text}").published is None


def test_what_the_caller_says_goes_first() -> None:
    report = report_from_text(
        f"Bridge shut after crash\n\nBy Ann Ames for The Echo\n3 March 2025\n\n{BODY}",
        title="Another title",
        outlet="The Gazette",
        published="2025-03-05",
    )
    assert (report.title, report.outlet, report.published) == (
        "Another title",
        "The Gazette",
        "2025-03-05",
    )


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        (f"PORTVILLE, Atlantis (Reuters) - {BODY}", ("Reuters",)),
        (f"(AP) — {BODY}", ("AP",)),
        (f"PORTVILLE, March 3 (Reuters/AFP) - {BODY}", ("Reuters", "AFP")),
        (f"Bridge shut after crash\n\nBy Ann Ames, Associated Press\n\n{BODY}", ("AP",)),
        (f"Bridge shut after crash\n\nBy Ann Ames | AP\n\n{BODY}", ("AP",)),
        (f"Bridge shut after crash\n\nAFP\n\n{BODY}", ("AFP",)),
        (f"{BODY} — AFP", ("AFP",)),
        (f"{BODY}\n\nWith reporting by Reuters and dpa", ("Reuters", "dpa")),
        (f"{BODY}\n\nThe Associated Press contributed to this report.", ("AP",)),
        (f"{BODY}\n\nSource: Xinhua", ("Xinhua",)),
        (f"{BODY}\n\nThe crash was loud, two witnesses told AFP.", ()),
        (f"{BODY}\n\nReuters reported that the driver was held.", ()),
        (f"Photo: Ann Ames/Reuters\n\n{BODY}", ()),
        (BODY, ()),
    ],
)
def test_agencies_are_credited_or_only_cited(text: str, agencies: tuple[str, ...]) -> None:
    assert report_from_text(text).agencies == agencies


def test_agencies_go_by_their_usual_names() -> None:
    assert agency_names("Agence France-Presse, The Associated Press and AP") == ("AFP", "AP")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        ("Le pont du port a été fermé lundi après un accident, a dit la police de la ville.", "fr"),
        (
            "El puente del puerto fue cerrado el lunes tras un accidente, dijo la policía local.",
            "es",
        ),
        ("港の橋は月曜日に事故のため閉鎖されたと警察が発表した。", "ja"),
        ("Bridge shut", None),
        (
            "Results: Arlen 3 Ketterby 1, Brannick 0 Sallow 2, Corvane 4 Dunmoor 4, Eddle 1",
            None,
        ),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_languages_have_names() -> None:
    assert language_name("de") == "German"
    assert "'xx'" in language_name("xx")


@pytest.mark.parametrize("given", ["gestern", "2025-99-99", "2025-02-30"])
def test_a_given_date_that_is_none_is_left_out_with_a_warning(given: str) -> None:
    report = report_from_text("The bridge was shut on Monday, police said.", published=given)
    assert report.published is None
    assert any(given in w and "no date" in w for w in report.warnings)


def test_a_given_date_is_kept() -> None:
    report = report_from_text("The bridge was shut on Monday.", published="2025-03-04T10:15")
    assert (report.published, report.warnings) == ("2025-03-04T10:15:00", ())
