from __future__ import annotations

from datetime import timedelta

import pytest

from twosource.dossier.figures import moments
from twosource.model import Report, TimeExpression


def reports(*published: str | None) -> list[Report]:
    return [Report(f"r{k}", "Text.", published=p) for k, p in enumerate(published)]


@pytest.mark.parametrize(
    ("published", "said"),
    [
        (["2025-03-04T08:10"], ["4 Mar 2025, 08:10"]),
        (["2025-03-04"], ["4 Mar 2025"]),
        (["2025-03-04T08:10:59.5"], ["4 Mar 2025, 08:10"]),
        # Zones that differ are turned to the one that most state; none stated is taken as that.
        (
            ["2025-03-04T08:00+01:00", "2025-03-04T08:00Z", "2025-03-04T08:00+01:00",
             "2025-03-04T08:00"],
            ["4 Mar 2025, 08:00", "4 Mar 2025, 09:00", "4 Mar 2025, 08:00", "4 Mar 2025, 08:00"],
        ),
    ],
)  # fmt: skip
def test_when_reports_were_published(published: list[str], said: list[str]) -> None:
    found = moments.of_reports(reports(*published))
    assert [moments.wording(s) for s in found.values()] == said


def test_what_cannot_be_read_is_missing() -> None:
    given = reports(None, "", "yesterday", "2025-13-40", "9999-12-31", "2025-03-04")
    assert set(moments.of_reports(given)) == {"r4", "r5"}


def test_the_zone_of_most() -> None:
    assert moments.zone_of(reports("2025-03-04T08:00")) is None
    two = reports("2025-03-04T08:00Z", "2025-03-04T08:00-05:00")
    assert moments.zone_of(two) == timedelta(hours=-5)  # as many of each: always the same one


def test_a_day_comes_before_nothing_of_that_day() -> None:
    hour, day = moments.of_reports(reports("2025-03-04T17:00", "2025-03-04")).values()
    assert hour < day
    assert sorted([day, hour]) == [hour, day]


@pytest.mark.parametrize(
    ("type_", "value", "first", "last", "said"),
    [
        ("TIME", "2025-03-04T04:20", "2025-03-04", "2025-03-04", "4 Mar 2025, 04:20"),
        ("TIME", "2025-03-04TMO", "2025-03-04", "2025-03-04", "4 Mar 2025, 05:00 to 12:00"),
        ("TIME", "2025-03-04TNI", "2025-03-04", "2025-03-04", "4 Mar 2025, 20:00 to 24:00"),
        ("TIME", "2025-03-04TXX", "2025-03-04", "2025-03-04", "4 Mar 2025"),
        ("DATE", "2025-03-04", "2025-03-04", "2025-03-04", "4 Mar 2025"),
        ("DATE", "2025-W10", "2025-03-03", "2025-03-09", "3 to 9 Mar 2025"),
        ("DATE", "2025-SP", "2025-03-01", "2025-05-31", "1 Mar to 31 May 2025"),
        ("DATE", "2024-WI", "2024-12-01", "2025-02-28", "1 Dec 2024 to 28 Feb 2025"),
        ("DATE", "PRESENT_REF", None, None, ""),
        ("DURATION", "PT5H", None, None, ""),
        ("DATE", "2025-02-30", "2025-02-30", "2025-02-30", ""),
    ],
)
def test_when_things_happened(
    type_: str, value: str, first: str | None, last: str | None, said: str
) -> None:
    time = TimeExpression(0, 1, type_, value, first, last, "text")  # type: ignore[arg-type]
    spell = moments.of_expression(time)
    assert (moments.wording(spell) if spell else "") == said
