"""Time line: when each origin's reports were published, and apart from it when things are said to
have happened.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from twosource.dossier.figures import axis as axes
from twosource.dossier.figures import markup, moments
from twosource.dossier.figures.axis import Axis, seconds
from twosource.dossier.figures.cited import Cited, Known, roots
from twosource.dossier.figures.strips import draw_ruler, grid
from twosource.dossier.plain import one_line
from twosource.model import OriginKind, Span, Standing

if TYPE_CHECKING:
    from twosource.dossier.figures.markup import Link
    from twosource.dossier.figures.moments import Spell
    from twosource.model import Dossier

__all__ = ["Event", "Lane", "Published", "TimeLine", "time_line", "timeline"]

FLAG = "M-1-8H1L9-4L1 0V8H-1Z"  # a flag on its staff, which stands at the time
MOST_EVENTS = 12  # event times drawn; the others are listed
FAR = 2  # event times this many times the reports' own range away from it squeeze them: listed
NEAR_DAYS = 2  # but those so near are always drawn


@dataclass(frozen=True, slots=True)
class Published:
    """One report at the time of its publication. `news` are claims whose later answer it was the
    first to give: their id, that answer, and the question.
    """

    cited: Cited
    spell: Spell
    news: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """One origin and its reports, by time."""

    label: str
    kind: str
    reports: tuple[Published, ...]

    @property
    def named(self) -> bool:
        """Whether the label says more than the name of its one report."""
        return len(self.reports) > 1 or self.reports[0].cited.name != self.label


@dataclass(frozen=True, slots=True)
class Event:
    """A time that claims give: `words` as the first report has it, `when` in plain words."""

    words: str
    when: str
    spell: Spell
    cited: tuple[Cited, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeLine:
    lanes: tuple[Lane, ...]
    events: tuple[Event, ...]
    others: tuple[Event, ...]  # outside the axis, or more than it holds
    undated: tuple[Cited, ...]
    axis: Axis | None
    zone: str


def timeline(dossier: Dossier, *, link: Link) -> Markup:
    """The figure as HTML, empty where no report is dated and no claim gives a time."""
    view = time_line(dossier)
    if not view.lanes and not view.events and not view.others:
        return Markup()
    return markup.macro(
        "timeline",
        view=view,
        ruler=draw_ruler(view.axis) if view.axis else Markup(),
        lanes=[(lane, _lane_track(view, lane)) for lane in view.lanes],
        events=[(event, _event_track(view, event)) for event in view.events],
        link=link,
    )


# ---------------------------------------------------------------- view data


def time_line(dossier: Dossier) -> TimeLine:
    """Lanes in the order of their first report, event times in theirs."""
    known = Known(dossier)
    spells = moments.of_reports(dossier.reports)
    news = _news(dossier, spells)
    lanes: dict[str, list[Published]] = {}
    for report, root in roots(dossier).items():
        if report in spells:
            cited = known.cited(report, known.span_of(report) or Span(0, 0))
            lanes.setdefault(root, []).append(
                Published(cited, spells[report], tuple(news.get(report, ())))
            )
    made = [
        Lane(*_label(known, root), tuple(sorted(those, key=lambda p: p.spell)))
        for root, those in lanes.items()
    ]
    made.sort(key=lambda lane: lane.reports[0].spell)
    events, others = _chosen(_events(dossier, known), list(spells.values()))
    drawn = [*spells.values(), *(e.spell for e in events)]
    return TimeLine(
        lanes=tuple(made),
        events=tuple(events),
        others=tuple(others),
        undated=tuple(
            known.cited(r, known.span_of(r) or Span(0, 0)) for r in known.reports if r not in spells
        ),
        axis=axes.of_times(m for s in drawn for m in (s.start, s.end)) if drawn else None,
        zone=_zone(moments.zone_of(dossier.reports)),
    )


def _label(known: Known, root: str) -> tuple[str, str]:
    origin = known.origins.get(root)
    if origin is None:
        return known.names.get(root, root), "own report"
    if origin.kind is OriginKind.COPY:
        names = [known.names.get(r, r) for r in origin.reports]
        return f"{names[0]} and {len(names) - 1} more", "the same text"
    kind = "agency" if origin.kind is OriginKind.AGENCY else "own report"
    return origin.label, kind


def _zone(offset: timedelta | None) -> str:
    if offset is None:
        return ""
    minutes = int(offset.total_seconds() // 60)
    sign = "+" if minutes >= 0 else "−"  # noqa: RUF001 - a minus, as it is set in print
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _news(dossier: Dossier, spells: dict[str, Spell]) -> dict[str, list[tuple[str, str, str]]]:
    """By report the updated claims of which it was the first to give a later answer."""
    out: dict[str, list[tuple[str, str, str]]] = {}
    for claim in dossier.claims:
        if claim.standing is not Standing.UPDATED:
            continue
        dated = sorted(
            (e for e in claim.evidence if e.value and e.report in spells),
            key=lambda e: spells[e.report],
        )
        seen: set[str] = set()
        for e in dated:
            number = _bare(e.value)
            if seen and number not in seen and spells[e.report] > spells[dated[0].report]:
                out.setdefault(e.report, []).append((claim.id, e.value, claim.question))
            seen.add(number)
    return out


def _bare(value: str) -> str:
    """An answer without its noun: "4 people" and "4" are one."""
    return next((w for w in value.split() if any(c.isdigit() for c in w)), value)


def _events(dossier: Dossier, known: Known) -> list[Event]:
    """The times in the evidence of claims that differ or stand in two reports, each once."""
    readings = {r.report.id: r for r in dossier.readings}
    found: dict[Spell, _Found] = {}
    for claim in dossier.claims:
        if len({e.report for e in claim.evidence}) < 2 and claim.kind != "time":
            continue
        for e in claim.evidence:
            reading = readings.get(e.report)
            if reading is None:
                continue
            for time in reading.times:
                spell = moments.of_expression(time)
                if spell is not None and e.span.contains(time.span):
                    place = found.setdefault(spell, _Found(time.span.of(reading.report.text)))
                    place.cited.setdefault(e.report, known.cited(e.report, time.span))
                    place.claims[claim.id] = None
    return [
        Event(
            one_line(place.words),
            moments.wording(spell),
            spell,
            tuple(place.cited.values()),
            tuple(place.claims),
        )
        for spell, place in sorted(found.items(), key=lambda pair: (pair[0].start, pair[0].end))
    ]


@dataclass(slots=True)
class _Found:
    words: str
    cited: dict[str, Cited] = field(default_factory=dict)
    claims: dict[str, None] = field(default_factory=dict)


def _chosen(events: list[Event], published: list[Spell]) -> tuple[list[Event], list[Event]]:
    """The events to draw, by time, and the others: too far, too wide, or too many."""
    if published:
        low, high = min(s.start for s in published), max(s.end for s in published)
        room = max((high - low) * FAR, timedelta(days=NEAR_DAYS))
        inside = [
            e
            for e in events
            if _gap(e.spell, low, high) <= room and e.spell.end - e.spell.start <= room * 2
        ]
    else:
        inside = list(events)
    most = sorted(inside, key=lambda e: (-len(e.cited), e.spell))[:MOST_EVENTS]
    kept = [e for e in events if e in most]
    return kept, [e for e in events if e not in most]


def _gap(spell: Spell, low: datetime, high: datetime) -> timedelta:
    return max(low - spell.end, spell.start - high, timedelta())


# ---------------------------------------------------------------- drawing


def _ends(axis: Axis, spell: Spell) -> tuple[float, float]:
    return axis.place(seconds(spell.start)), axis.place(seconds(spell.end))


def _lane_track(view: TimeLine, lane: Lane) -> Markup:
    if view.axis is None:
        return Markup()
    drawn = grid(view.axis)
    spans = [_ends(view.axis, p.spell) for p in lane.reports]
    left, right = min(s[0] for s in spans), max(s[1] for s in spans)
    drawn += markup.element(
        "line", class_="fig-thread", x1=markup.at(left), x2=markup.at(right), y1="50%", y2="50%"
    )
    for one, (low, high) in zip(lane.reports, spans, strict=True):
        if not one.spell.instant:
            drawn += markup.element(
                "line", class_="fig-day", x1=markup.at(low), x2=markup.at(high), y1="50%", y2="50%"
            )
        shape = (
            markup.element("path", class_="fig-dot", d="M0-7L7 0L0 7L-7 0Z")
            if one.news
            else markup.element("circle", class_=_style(one), r=5)
        )
        drawn += markup.pin((low + high) / 2, shape)
    told = "; ".join(
        f"{one.cited.name}, {one.cited.time}{', a later answer' if one.news else ''}"
        for one in lane.reports
    )
    return _picture(f"{lane.label}: published", told, drawn)


def _style(one: Published) -> str:
    return "fig-dot" if one.spell.instant else "fig-dot fig-hollow"


def _event_track(view: TimeLine, event: Event) -> Markup:
    if view.axis is None:
        return Markup()
    low, high = _ends(view.axis, event.spell)
    drawn = grid(view.axis)
    if event.spell.instant:
        drawn += markup.pin(low, markup.element("path", class_="fig-event", d=FLAG))
    else:
        drawn += markup.element(
            "line", class_="fig-span", x1=markup.at(low), x2=markup.at(high), y1="50%", y2="50%"
        )
        for x in (low, high):
            drawn += markup.pin(x, markup.element("line", class_="fig-end", y1=-6, y2=6))
    return _picture(f"Event time: {event.words}", event.when, drawn)


def _picture(title: str, description: str, drawn: Markup) -> Markup:
    return markup.picture(
        title, description, drawn, class_="fig-track", width="100%", height="100%"
    )
