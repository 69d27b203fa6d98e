"""Numbers: for each thing that is counted or measured a strip with one mark an origin.

Rival figures stand in rows of their own on one axis; none is averaged, weighed or left out. A
hedge ("about", "at least") is drawn as the interval that it means.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from twosource.claims.wording import value_of_quantity
from twosource.dossier.figures import axis as axes
from twosource.dossier.figures import markup, moments
from twosource.dossier.figures.cited import Cited, Known, earliest
from twosource.dossier.wording import DIFFERENCES, STANDINGS, sentence
from twosource.model import OriginKind, Standing

if TYPE_CHECKING:
    from twosource.dossier.figures.axis import Axis
    from twosource.dossier.figures.markup import Link
    from twosource.dossier.figures.moments import Spell
    from twosource.model import Claim, Dossier, Evidence, Quantity, Reading

__all__ = ["Row", "Strip", "numbers", "strips"]

LABEL = 5  # letters of a tick's label that fit half on either side at the ends of the axis
FOLDED = 4  # strips whose origins agree that are open without asking


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of one origin. `value` is its words; `low`, `high`, `stated` are in the unit of
    the axis, infinite where open, None where the figure has no place on it; `since` is the first
    publication that gives it, for people, "" where no report of it is dated.
    """

    value: str
    who: str
    cited: tuple[Cited, ...]
    since: str
    denies: bool = False
    hedged: bool = False
    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False
    stated: float | None = None

    @property
    def exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Strip:
    """One measured thing: what is asked, how it stands, its rows by time, and their axis."""

    claim: str
    question: str
    badge: str
    standing: str
    differs: bool
    unit: str
    converted: bool
    rows: tuple[Row, ...]
    axis: Axis | None


def numbers(dossier: Dossier, *, link: Link) -> Markup:
    """The figure as HTML, empty where no claim of the dossier compares numbers."""
    found = strips(dossier)
    if not found:
        return Markup()
    return markup.macro(
        "numbers",
        differing=[(s, ruler(s), [track(s, r) for r in s.rows]) for s in found if s.differs],
        agreeing=[
            (s, ruler(s), [track(s, r) for r in s.rows])
            for s in found
            if not s.differs and len(s.rows) > 1
        ],
        single=[s for s in found if not s.differs and len(s.rows) == 1],
        folded=FOLDED,
        link=link,
    )


# ---------------------------------------------------------------- view data


def strips(dossier: Dossier) -> tuple[Strip, ...]:
    """The strips of all claims of numbers that differ or stand in two reports or more.

    Those that differ come first; the order is the dossier's otherwise.
    """
    known = Known(dossier)
    readings = {r.report.id: r for r in dossier.readings}
    spells = moments.of_reports(dossier.reports)
    made = [
        _strip(claim, known, readings, spells)
        for claim in dossier.claims
        if claim.kind == "quantity"
        and any(e.value for e in claim.evidence)
        and (claim.standing in DIFFERENCES or len({e.report for e in claim.evidence}) > 1)
    ]
    order = tuple(STANDINGS)
    return tuple(sorted(made, key=lambda s: (not s.differs, order.index(Standing(s.standing)))))


def _strip(
    claim: Claim, known: Known, readings: dict[str, Reading], spells: dict[str, Spell]
) -> Strip:
    quantities = [_quantity(readings.get(e.report), e) for e in claim.evidence]
    base = _base(quantities)
    groups: dict[tuple[object, ...], list[tuple[Evidence, Quantity | None]]] = {}
    for evidence, quantity in zip(claim.evidence, quantities, strict=True):
        if evidence.value:
            key = (evidence.origin, evidence.stance, *_extent(quantity, base, evidence.value))
            groups.setdefault(key, []).append((evidence, quantity))
    rows = [_row(group, base, known, spells) for group in _folded(groups, known)]
    rows.sort(key=lambda pair: (pair[0] is None, pair[0] or moments.NEVER))
    placed = [row for _, row in rows if row.stated is not None]
    ends = [v for r in placed for v in (r.low, r.high, r.stated) if v is not None]
    units = {q.unit for q in quantities if q is not None}
    return Strip(
        claim=claim.id,
        question=sentence(claim.question),
        badge=STANDINGS[claim.standing].badge,
        standing=claim.standing.value,
        differs=claim.standing in DIFFERENCES,
        unit=_unit(claim, quantities, base) if base and base.unit else "",
        converted=len(units) > 1,
        rows=tuple(row for _, row in rows),
        axis=axes.of_numbers(ends, whole=_whole(placed, base))
        if len(rows) > 1 and placed
        else None,
    )


def _whole(placed: list[Row], base: Quantity | None) -> bool:
    """Whether things are counted, so that there is nothing between two whole numbers."""
    return bool(base and not base.unit) and all(float(r.stated or 0).is_integer() for r in placed)


def _quantity(reading: Reading | None, evidence: Evidence) -> Quantity | None:
    """The number that a piece of evidence answers with: by its words, its marks, its place."""
    if reading is None or not evidence.value:
        return None
    text = reading.report.text
    around = [q for q in reading.quantities if evidence.sentence.contains(q.span)]
    same = [q for q in around if value_of_quantity(text, q) == evidence.value]
    return min(
        same,
        key=lambda q: (
            not evidence.span.contains(q.span),
            not any(m.overlaps(q.span) for m in evidence.marks),
            q.start,
        ),
        default=None,
    )


def _base(quantities: list[Quantity | None]) -> Quantity | None:
    """The first number in the unit that most have: the axis' own."""
    found = [q for q in quantities if q is not None]
    units = [q.unit for q in found]
    return max(found, key=lambda q: (units.count(q.unit), -units.index(q.unit)), default=None)


def _comparable(quantity: Quantity | None, base: Quantity | None) -> bool:
    """Whether a number has a place on the axis of another."""
    if quantity is None or base is None or not math.isfinite(quantity.value):
        return False
    return quantity.unit == base.unit or bool(
        quantity.base_unit and quantity.base_unit == base.base_unit and base.factor
    )


def _extent(
    quantity: Quantity | None, base: Quantity | None, value: str
) -> tuple[float | str, ...]:
    """What makes two figures of one origin the same mark."""
    if quantity is None or not _comparable(quantity, base):
        return (value,)
    return (quantity.low, quantity.high, quantity.unit, quantity.value)


_Group = list[tuple["Evidence", "Quantity | None"]]


def _folded(groups: dict[tuple[object, ...], _Group], known: Known) -> list[_Group]:
    """The groups, an outlet's own repetition of what its source says put under that source.

    docs/standings.md: a report's own words are no second origin beside a source that it names.
    """
    kept: dict[tuple[object, ...], _Group] = {}
    own: list[tuple[tuple[object, ...], _Group]] = []
    for key, group in groups.items():
        origin = known.origins.get(group[0][0].origin)
        speaks = bool(group[0][0].speaker) or (
            origin is not None and origin.kind in {OriginKind.SPEAKER, OriginKind.AGENCY}
        )
        if speaks:
            kept[key] = list(group)
        else:
            own.append((key, group))
    for key, group in own:
        reports = {e.report for e, _ in group}
        holder = next(
            (
                k
                for k, g in kept.items()
                if k[1:] == key[1:] and k in groups and reports <= {e.report for e, _ in groups[k]}
            ),
            key,
        )
        kept.setdefault(holder, []).extend(group)
    return list(kept.values())


def _row(
    group: _Group, base: Quantity | None, known: Known, spells: dict[str, Spell]
) -> tuple[Spell | None, Row]:
    evidence, quantity = group[0]
    cited = known.citations(e for e, _ in group)
    since = earliest(spells.get(c.report) for c in cited)
    first = next((c for c in cited if since and spells.get(c.report) == since), None)
    row = Row(
        value=evidence.value,
        who=known.who(evidence),
        cited=cited,
        since=first.time if first else "",
        denies=evidence.stance == "denies",
        hedged=any(e.hedged for e, _ in group),
    )
    if quantity is None or base is None or not _comparable(quantity, base):
        return since, row
    by = 1.0 if quantity.unit == base.unit else quantity.factor / base.factor
    low, high = sorted((quantity.low * by, quantity.high * by))
    stated = quantity.value * by
    return since, replace(
        row,
        low=low,
        high=high,
        low_open=quantity.low_open,
        high_open=quantity.high_open,
        stated=stated,
    )


_AFTER_NUMBER = re.compile(r".*\d[\d,.]*\s*(.*)", re.DOTALL)


def _unit(claim: Claim, quantities: list[Quantity | None], base: Quantity) -> str:
    """The unit of the axis in words, as the first figure in it has them ("kilometres")."""
    for evidence, quantity in zip(claim.evidence, quantities, strict=True):
        found = _AFTER_NUMBER.match(evidence.value)
        if quantity is not None and quantity.unit == base.unit and found:
            return found[1] or base.unit
    return base.unit


# ---------------------------------------------------------------- drawing


def ruler(strip: Strip) -> Markup:
    """The axis under the rows: ticks and their numbers; words beside it say what they count."""
    if strip.axis is None:
        return Markup()
    return draw_ruler(strip.axis)


def draw_ruler(axis: Axis) -> Markup:
    """Ticks and labels, for strips and lanes alike; screen readers have the words of the rows."""
    drawn = Markup()
    for tick in axis.ticks:
        x = axis.place(tick.value)
        wide = len(tick.label) > LABEL
        anchor = "start" if wide and x < 8 else "end" if wide and x > 92 else "middle"
        drawn += markup.element("line", x1=markup.at(x), x2=markup.at(x), y1=0, y2=5)
        drawn += markup.element("text", tick.label, x=markup.at(x), y=17, text_anchor=anchor)
    return markup.element(
        "svg", drawn, class_="fig-ruler", width="100%", height=20, aria_hidden="true"
    )


def grid(axis: Axis) -> Markup:
    """The axis' lines through a row of any height."""
    drawn = Markup()
    for tick in axis.ticks:
        x = markup.at(axis.place(tick.value))
        drawn += markup.element("line", class_="fig-grid", x1=x, x2=x, y1="0%", y2="100%")
    return drawn


def track(strip: Strip, row: Row) -> Markup:
    """One row's mark: a dot for a figure, a bar for what a hedge means, arrows where it is open."""
    axis = strip.axis
    if axis is None or row.stated is None:
        return Markup()
    left = axis.place(row.low) if math.isfinite(row.low) else 0.0
    right = axis.place(row.high) if math.isfinite(row.high) else 100.0
    x = axis.place(row.stated)
    drawn = grid(axis)
    if not row.exact:
        drawn += markup.element(
            "line", class_="fig-bar", x1=markup.at(left), x2=markup.at(right), y1="50%", y2="50%"
        )
        drawn += _end(left, row.low, low=True, out=row.low_open)
        drawn += _end(right, row.high, low=False, out=row.high_open)
    drawn += markup.pin(x, *_dot(row))
    title = f"{row.value}{', denied' if row.denies else ''}"
    ends = f"{axes.short(axis.low)} to {axes.short(axis.high)}"
    scale = "a logarithmic axis" if axis.log else "an axis"
    return markup.picture(
        title,
        f"{_extent_in_words(row)}, on {scale} from {ends} {strip.unit}".rstrip(),
        drawn,
        class_="fig-track",
        width="100%",
        height="100%",
    )


def _dot(row: Row) -> list[Markup]:
    if row.denies:
        return [markup.element("path", class_="fig-cross", d="M-5-5L5 5M-5 5L5-5")]
    stated_is_out = (row.low_open and row.low == row.stated) or (
        row.high_open and row.high == row.stated
    )
    style = "fig-dot fig-hollow" if stated_is_out or row.hedged else "fig-dot"
    return [markup.element("circle", class_=style, r=5)]


def _end(x: float, bound: float, *, low: bool, out: bool) -> Markup:
    """An arrow where the interval is open for ever, else a small bar across it."""
    turn = -1 if low else 1
    if not math.isfinite(bound):
        return markup.pin(
            x, markup.element("path", class_="fig-arrow", d=f"M{-9 * turn}-5L0 0L{-9 * turn} 5")
        )
    style = "fig-end fig-out" if out else "fig-end"
    return markup.pin(x, markup.element("line", class_=style, y1=-6, y2=6))


def _extent_in_words(row: Row) -> str:
    """The interval for a screen reader."""
    low, high = axes.short(row.low), axes.short(row.high)
    if row.exact:
        return f"A mark at {low}"
    if not math.isfinite(row.low):
        return f"Open downwards, {'below' if row.high_open else 'up to'} {high}"
    if not math.isfinite(row.high):
        return f"Open upwards, {'above' if row.low_open else 'from'} {low} on"
    return f"An interval from {low} to {high}"
