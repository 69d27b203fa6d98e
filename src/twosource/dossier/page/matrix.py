"""Statements against origins: what each origin does with each shared statement."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from twosource.dossier.page.claims import GROUPS, answers_in_time
from twosource.dossier.wording import count
from twosource.model import OriginKind, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from twosource.dossier.page.claims import ClaimView
    from twosource.dossier.page.index import Column, Index
    from twosource.model import Claim, Evidence

__all__ = ["ACTS", "Cell", "Head", "Matrix", "Row", "RowGroup", "matrix_of"]

# What an origin does with a statement: the word, its glyph, and what it means.
ACTS = {
    "denies": ("✕", "rejects it"),
    "changed": ("↻", "gives a later figure or state than the report that was first"),
    "differs": ("≠", "gives another answer than the report that was first"),
    "hedged": ("◐", "says it with a reservation"),
    "says": ("●", "says it, or gave the first answer"),
    "silent": ("·", "says nothing of it that was found"),
}
_COLUMNS = 16  # origins with a column of their own; the rest share one
_ROWS = 240  # statements in the table; the rest is listed under it
_ANSWERS = 3  # in one cell, the latest


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head. `reports` are `(key, name)`; where there are several, it opens into them."""

    key: str
    label: str
    note: str
    kind: str
    reports: tuple[tuple[str, str], ...]

    @property
    def subs(self) -> tuple[tuple[str, str], ...]:
        return self.reports if len(self.reports) > 1 else ()


class Cell(NamedTuple):
    """What one column does with one row's statement."""

    column: str
    act: str
    glyph: str
    answers: tuple[str, ...]
    also: str  # a second act: an origin may say it and report its denial
    sub: bool  # of a report within an origin that is closed at first


class Row(NamedTuple):
    claim: ClaimView
    cells: tuple[Cell, ...]
    silent: int


class RowGroup(NamedTuple):
    name: str
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    heads: tuple[Head, ...]
    groups: tuple[RowGroup, ...]
    folded: tuple[ClaimView, ...]  # shared, and past what a table can show
    width: int  # of the table in columns, all opened

    @property
    def rows(self) -> int:
        return sum(len(g.rows) for g in self.groups)


_WEIGHT = {s: k for k, s in enumerate(
    (Standing.CONFLICTING, Standing.DENIED, Standing.UPDATED, Standing.CORROBORATED,
     Standing.ONE_ORIGIN, Standing.SINGLE_SOURCE)
)}  # fmt: skip


def matrix_of(claims: Sequence[tuple[Claim, ClaimView]], index: Index) -> Matrix:
    """The table of all claims that more than one report carries; `claims` are these."""
    ranked = sorted(
        claims,
        key=lambda pair: (_WEIGHT[pair[0].standing], -len({e.report for e in pair[0].evidence})),
    )
    inside, over = ranked[:_ROWS], ranked[_ROWS:]
    own, rest = _chosen(index.columns, claims, index)
    heads = tuple(_heads(own, rest, index))
    groups = tuple(
        RowGroup(name, heading, rows)
        for name, heading, _ in GROUPS
        for rows in (tuple(_row(c, v, own, rest, index) for c, v in inside if v.group == name),)
        if rows
    )
    width = 1 + sum(1 + len(h.subs) for h in heads)
    return Matrix(heads, groups, tuple(v for _, v in over), width)


def _chosen(
    columns: Sequence[Column], claims: Iterable[tuple[Claim, ClaimView]], index: Index
) -> tuple[list[Column], list[Column]]:
    """The columns with a place of their own, in their order, and those that share one."""
    if len(columns) <= _COLUMNS:
        return list(columns), []
    weight = Counter(
        key for c, _ in claims for key in {index.column_of[e.report].key for e in c.evidence}
    )
    most = {c.key for c in sorted(columns, key=lambda c: -weight[c.key])[: _COLUMNS - 1]}
    return [c for c in columns if c.key in most], [c for c in columns if c.key not in most]


def _heads(own: Sequence[Column], rest: Sequence[Column], index: Index) -> Iterator[Head]:
    kinds = {OriginKind.AGENCY: "agency", OriginKind.COPY: "copy"}
    for column in own:
        first, many = column.reports[0], len(column.reports) > 1
        yield Head(
            key=column.key,
            label=column.label,
            note=count(len(column.reports), "report") if many else index.times[first],
            kind=kinds.get(column.kind, "report"),
            reports=tuple((index.keys[r], index.names[r]) for r in column.reports),
        )
    if rest:
        yield Head("rest", count(len(rest), "other origin"), "", "rest", ())


def _row(
    claim: Claim,
    view: ClaimView,
    own: Sequence[Column],
    rest: Sequence[Column],
    index: Index,
) -> Row:
    answers = {id(e): a for a, found in answers_in_time(claim, index).items() for e in found}
    leading = answers[id(index.first(claim.evidence))] if claim.evidence else ""
    by_report: dict[str, list[tuple[str, str]]] = {}
    for evidence in claim.evidence:
        answer = answers[id(evidence)] if evidence.value else ""
        act = _act(evidence, claim, answers[id(evidence)], leading)
        by_report.setdefault(evidence.report, []).append((act, answer))
    cells: list[Cell] = []
    for column in own:
        cells.append(_cell(column.key, column.reports, by_report, index))
        if len(column.reports) > 1:
            cells += [_cell(column.key, (r,), by_report, index, sub=True) for r in column.reports]
    if rest:
        among = tuple(r for c in rest for r in c.reports)
        cells.append(_cell("rest", among, by_report, index))
    silent = sum(1 for c in cells if not c.sub and c.act == "silent")
    return Row(view, tuple(cells), silent)


def _act(evidence: Evidence, claim: Claim, answer: str, leading: str) -> str:
    if evidence.stance == "denies":
        return "denies"
    if evidence.value and answer != leading:
        if claim.standing is Standing.UPDATED:
            return "changed"
        if claim.standing is Standing.CONFLICTING:
            return "differs"
    return "hedged" if evidence.hedged else "says"


def _cell(
    key: str,
    reports: Iterable[str],
    by_report: Mapping[str, Sequence[tuple[str, str]]],
    index: Index,
    *,
    sub: bool = False,
) -> Cell:
    done = [
        pair
        for report in sorted(reports, key=index.rank.__getitem__)
        for pair in by_report.get(report, ())
    ]
    if not done:
        return Cell(key, "silent", ACTS["silent"][0], (), "", sub)
    acts = sorted({act for act, _ in done}, key=list(ACTS).index)
    act, *others = acts
    # The answers in the order of time, so that what an origin said first is not hidden.
    answers = tuple(dict.fromkeys(answer for _, answer in done if answer))[-_ANSWERS:]
    also = others[0] if act == "denies" and others else ""
    return Cell(key, act, ACTS[act][0], answers, also, sub)
