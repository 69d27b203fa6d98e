"""Words found again in reports that have changed, and never where they are not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from twosource.decisions import about, locate
from twosource.decisions.anchors import find
from twosource.model import Anchor, Decision, DecisionKind, Report

if TYPE_CHECKING:
    from twosource.decisions.anchors import Place

TEXT = (
    "The mill burned down. Five people were killed in the mill fire on Monday. "
    "The mill burned down. Nobody was charged."
)
REPORT = Report("courier", TEXT)


def anchor(words: str, after: int = 0, report: Report = REPORT) -> Anchor:
    start = report.text.index(words, after)
    return Anchor(report.sha256, report.id, start, start + len(words), words)


def words(place: Place | None, report: Report) -> str:
    assert place is not None
    assert place.report == report.id
    assert place.span is not None
    return place.span.of(report.text)


def test_the_same_text_has_them_in_the_same_place() -> None:
    place = find(anchor("Nobody was charged"), [REPORT])
    assert words(place, REPORT) == "Nobody was charged"
    assert place is not None
    assert place.changed == ""


def test_a_report_under_another_id_is_known_by_its_text() -> None:
    moved = replace(REPORT, id="courier-2")
    assert words(find(anchor("Nobody was charged"), [moved]), moved) == "Nobody was charged"


def test_of_several_the_nearest_to_where_they_stood() -> None:
    later = replace(REPORT, text="Updated at noon.\n\n" + TEXT)
    second = anchor("The mill burned down", 20)
    place = find(second, [later])
    assert words(place, later) == "The mill burned down"
    assert place is not None
    assert place.span is not None
    assert place.span.start == TEXT.rindex("The mill burned down") + len("Updated at noon.\n\n")
    assert "another place" in place.changed


@pytest.mark.parametrize(
    "now",
    [
        "NEW: five people were killed\nin the mill fire, on Monday",
        "“Five people were killed in the “mill fire” on Monday",
    ],
)
def test_other_spaces_case_and_marks_are_the_same_words(now: str) -> None:
    later = Report("courier", now + ".")
    place = find(anchor("Five people were killed in the mill fire on Monday"), [later])
    assert words(place, later).casefold().startswith("five people were killed")
    assert words(place, later).endswith("on Monday")


def test_a_few_changed_words_are_found_and_said() -> None:
    later = Report("courier", "Five people were killed in the paper fire on Monday, police said.")
    place = find(anchor("Five people were killed in the mill fire on Monday"), [later])
    assert words(place, later) == "Five people were killed in the paper fire on Monday"
    assert place is not None
    assert place.changed == "a few of the words have changed"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (
            "About 1,200 people were moved out on Monday",
            "About 2,000 people were moved out on Monday",
        ),
        ("Nobody was charged", "Nobody was hurt"),
        ("The mill burned down", "The school stood for years"),
    ],
)
def test_other_words_are_not_found(was: str, now: str) -> None:
    before = Report("courier", was)
    assert find(anchor(was, report=before), [Report("courier", now)]) is None


def test_a_copy_in_another_report_is_not_taken_for_it() -> None:
    assert find(anchor("Nobody was charged"), [Report("herald", TEXT + " So far.")]) is None


def one_origin(number: int, *names: str) -> Decision:
    anchors = tuple(Anchor(Report(n, n).sha256, n) for n in names)
    return Decision(f"D{number}", DecisionKind.ONE_ORIGIN, anchors)


def test_one_origin_runs_on_through_others() -> None:
    reports = [Report(n, n) for n in ("a", "b", "c", "d")]
    located = locate([one_origin(1, "a", "b"), one_origin(2, "b", "c")], reports)
    assert located.groups == ({"a", "b", "c"},)
    assert located.group("c") == {"a", "b", "c"}
    assert located.group("d") == {"d"}
    assert {(t.report_a, t.report_b, t.kind.value) for t in located.ties} == {
        ("a", "b", "decision"),
        ("a", "c", "decision"),
        ("b", "c", "decision"),
    }
    assert all("D1, D2" in t.why for t in located.ties)


def test_a_report_that_is_not_here_ties_nothing() -> None:
    located = locate([one_origin(1, "a", "b")], [Report("a", "a")])
    assert located.groups == ()
    assert [a.report for a in located.found[0].lost] == ["b"]


def test_decisions_about_other_stories_are_told_apart() -> None:
    both = one_origin(1, "a", "b"), one_origin(2, "c", "d")
    assert about(both, [Report("c", "other text"), Report("e", "e")]) == both[1:]
