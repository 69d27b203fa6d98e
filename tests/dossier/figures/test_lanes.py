from __future__ import annotations

from dataclasses import replace

from drafts import Draft, claim, dossier, link, story

from twosource.dossier.figures.lanes import MOST_EVENTS, time_line, timeline
from twosource.model import Origin, OriginKind, Standing


def test_one_lane_an_origin_in_the_order_of_time() -> None:
    view = time_line(story())
    lanes = [(lane.label, lane.kind, [p.cited.name for p in lane.reports]) for lane in view.lanes]
    assert lanes == [
        ("Arlen Courier", "own report", ["Arlen Courier"]),
        ("Norland Wire and 1 more", "the same text", ["Norland Wire", "Quillon Herald"]),
        ("Radio", "own report", ["Radio"]),
        ("The Lantern", "own report", ["The Lantern"]),
    ]
    assert [c.name for c in view.undated] == ["The Ropewalk"]
    assert view.zone == "UTC+01:00"


def test_event_times_stand_apart_by_time() -> None:
    view = time_line(story())
    assert [(e.words, e.when, e.claims) for e in view.events] == [
        ("1 March", "1 Mar 2025", ("C3",)),
        ("4.20 a.m. on Tuesday", "4 Mar 2025, 04:20", ("C3",)),
        ("Tuesday morning", "4 Mar 2025, 05:00 to 12:00", ("C3",)),
    ]


def test_a_time_far_off_is_listed_and_does_not_squeeze_the_axis() -> None:
    old = Draft("old", "It was built in 1931.").timed("1931", "1931", "1931-01-01", "1931-12-31")
    new = Draft("new", "It was built in 1931.").timed("1931", "1931", "1931-01-01", "1931-12-31")
    made = claim("C1", old.evidence("built in 1931"), new.evidence("built in 1931"), kind="event")
    given = dossier(old, new, claims=(made,))
    view = time_line(given)
    assert (view.events, [e.words for e in view.others]) == ((), ["1931"])
    assert view.axis is not None
    assert view.axis.high - view.axis.low < 86400
    assert "1 Jan to 31 Dec 1931" in timeline(given, link=link)


def test_more_events_than_the_axis_holds_are_listed() -> None:
    hours = [f"at {h} o'clock" for h in range(1, 20)]
    draft = Draft("a", f"It was {', '.join(hours)}.")
    for k, words in enumerate(hours, 1):
        draft.timed(words, f"2025-03-04T{k:02}:00", "2025-03-04")
    made = claim("C1", draft.evidence(draft.text), kind="time")
    view = time_line(dossier(draft, claims=(made,)))
    assert (len(view.events), len(view.others)) == (MOST_EVENTS, len(hours) - MOST_EVENTS)


def test_the_first_with_a_later_answer_is_marked() -> None:
    early = Draft("early", "2 people died.", "2025-03-04T08:00").counted("2 people", 2)
    late = Draft("late", "4 people died.", "2025-03-04T12:00").counted("4 people", 4)
    later = Draft("later", "4 dead.", "2025-03-04T13:00").counted("4 dead", 4)
    made = claim(
        "C1",
        early.evidence("2 people died", "2 people"),
        late.evidence("4 people died", "4 people"),
        later.evidence("4 dead", "4"),
        standing=Standing.UPDATED,
    )
    view = time_line(dossier(early, late, later, claims=(made,)))
    news = {p.cited.report: p.news for lane in view.lanes for p in lane.reports}
    assert news == {
        "early": (), "late": (("C1", "4 people", "How many people?"),), "later": ()
    }  # fmt: skip


def test_an_agencys_reports_share_its_lane() -> None:
    one, two = Draft("one", "Text."), Draft("two", "Text too.")
    agency = Origin("agency:halberd", OriginKind.AGENCY, "Halberd", ("one", "two"))
    copy = Origin("copy:1", OriginKind.COPY, "shared text", ("one", "two"))
    view = time_line(dossier(one, two, origins=(copy, agency)))
    assert [(lane.label, lane.kind) for lane in view.lanes] == [("Halberd", "agency")]


def test_nothing_dated_nothing_drawn() -> None:
    assert timeline(dossier(Draft("one", "Text.", None)), link=link) == ""
    mixed = dossier(Draft("one", "Text.", None), Draft("two", "Text.", "2025-03-04"))
    assert "Not dated" in timeline(mixed, link=link)
    assert timeline(replace(mixed, readings=mixed.readings[1:]), link=link)
