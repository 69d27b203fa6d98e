"""Origins: which reports draw on which, on one agency or one speaker; in words and as a graph.

The list in words is the figure; the drawing beside it shows the same at a glance and is left out
where it would be a tangle.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from twosource.dossier.figures import markup, moments
from twosource.dossier.figures.cited import Cited, Known
from twosource.dossier.plain import one_line
from twosource.dossier.wording import count, full_sentence, joined
from twosource.model import OriginKind, Span, TieKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.dossier.figures.markup import Link
    from twosource.dossier.figures.moments import Spell
    from twosource.model import Dossier, SharedPassage, Tie

__all__ = ["Edge", "Graph", "Node", "Told", "graph", "origins"]

MOST_NODES = 40  # drawn; beyond it the list alone is shown
MOST_SPEAKERS = 6  # shared speakers drawn, those of the most reports; the others are listed
MOST_PASSAGES = 4  # shown of one pair of reports
WORDS_SHOWN = 120  # code points of a passage that is quoted
MOSTLY = 0.5  # a report that is copied to this share cites by what it copies
WEAK = 0.1  # a second source of copied words is drawn from this share on

Kind = Literal["report", "agency", "speaker", "owner", "decision", "copy"]


@dataclass(frozen=True, slots=True)
class Node:
    """A report, or what several reports share. `note` is a report's time, or the kind in words."""

    id: str
    label: str
    kind: Kind
    note: str


@dataclass(frozen=True, slots=True)
class Edge:
    """From what had it first to what has it from there; `directed` is False where nothing tells.

    `share`, 0 to 1, is the part of the later report's own words; 0 where it is inferred.
    """

    source: str
    target: str
    share: float
    directed: bool
    inferred: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Words that two reports share, where they stand in each."""

    one: Cited
    other: Cited
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Told:
    """One tie in words: what joins `reports`, the reasons, and the passages that show it."""

    kind: Kind
    words: str
    why: tuple[str, ...]
    reports: tuple[Cited, ...]
    passages: tuple[Shown, ...] = ()
    more: int = 0
    inferred: bool = False
    also: tuple[tuple[str, Cited], ...] = ()  # weaker ties of the same report: share, and where


@dataclass(frozen=True, slots=True)
class Graph:
    """`nodes` in the order of time, `edges` as drawn; `told` says all; `alone` are the reports of
    which nothing shows that they draw on anything; `unseen` counts shared speakers not drawn.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    told: tuple[Told, ...]
    alone: tuple[Cited, ...]
    unseen: int = 0

    @property
    def drawable(self) -> bool:
        return bool(self.edges) and len(self.nodes) <= MOST_NODES


def origins(dossier: Dossier, *, link: Link) -> Markup:
    """The figure as HTML, empty where there is but one report."""
    from twosource.dossier.figures.tied_drawing import rows, web, without_speakers  # noqa: PLC0415

    if len(dossier.readings) < 2:
        return Markup()
    view = graph(dossier)
    return markup.macro(
        "origins",
        view=view,
        web=web(view) if view.drawable else Markup(),
        rows=rows(view) if view.drawable else Markup(),
        unseen=without_speakers(view).unseen,
        most=MOST_NODES,
        link=link,
    )


# ---------------------------------------------------------------- view data


def graph(dossier: Dossier) -> Graph:
    """What ties the reports of a dossier, from its ties and its origins."""
    known = Known(dossier)
    spells = moments.of_reports(dossier.reports)
    order = sorted(known.reports, key=lambda r: (r not in spells, spells.get(r, moments.NEVER)))
    copied = [t for t in dossier.ties if t.kind is TieKind.COPIED]
    hubs = _hubs(dossier)
    told = _by_copier(copied, known, spells)
    told += [_hub(kind, label, hub, known) for (kind, label), hub in hubs.items()]
    edges = _strongest([_edge(t, spells) for t in copied])
    copies = {e.target: e.source for e in edges if e.directed and e.share >= MOSTLY}
    nodes: dict[str, Node] = {
        r: Node(r, known.names[r], "report", known.time(r) or "not dated") for r in order
    }
    speakers = [key for key in hubs if key[0] == "speaker"]
    unseen = sorted(speakers, key=lambda k: -len(hubs[k].reports))[MOST_SPEAKERS:]
    for key, hub in hubs.items():
        if key not in unseen:
            kind, label = key
            node = Node(f"{kind}\x01{label}", label, kind, _KINDS[kind])
            nodes[node.id] = node
            # What a copied text cites is drawn once, at the text that it was copied from.
            drawn = [r for r in order if r in hub.reports and not _cites_by(r, hub, copies)]
            edges += [
                Edge(node.id, r, 0.0, directed=kind not in {"owner", "decision"}, inferred=True)
                for r in drawn
            ]
    tied = {c.report for t in told for c in t.reports}
    tied |= {c.report for t in told for _, c in t.also}
    return Graph(
        nodes=tuple(nodes.values()),
        edges=tuple(edges),
        told=tuple(told),
        alone=tuple(_cited(known, r) for r in order if r not in tied),
        unseen=len(unseen),
    )


_KINDS: dict[Kind, str] = {
    "agency": "agency",
    "speaker": "speaker",
    "owner": "one owner",
    "decision": "your decision",
    "copy": "shared text",
}


def _cited(known: Known, report: str) -> Cited:
    return known.cited(report, known.span_of(report) or Span(0, 0))


@dataclass(slots=True)
class _Hub:
    reports: dict[str, None]
    why: dict[str, None]


def _cites_by(report: str, hub: _Hub, copies: dict[str, str]) -> bool:
    return copies.get(report, "") in hub.reports


def _hubs(dossier: Dossier) -> dict[tuple[Kind, str], _Hub]:
    """Agencies, speakers, owners and decisions, each with its reports."""
    ids = {r.id for r in dossier.reports}
    out: dict[tuple[Kind, str], _Hub] = {}
    names: dict[tuple[Kind, str], str] = {}
    for kind, given, reports, why in (*_tied(dossier), *_rooted(dossier)):
        label = one_line(given)
        said = names.setdefault((kind, label.casefold()), label)
        hub = out.setdefault((kind, said), _Hub({}, {}))
        hub.reports |= dict.fromkeys(r for r in reports if r in ids)
        if why:
            hub.why[full_sentence(why)] = None
    return {key: hub for key, hub in out.items() if hub.reports}


_TIES: dict[TieKind, Kind] = {
    TieKind.AGENCY: "agency",
    TieKind.SPEAKER: "speaker",
    TieKind.OWNER: "owner",
    TieKind.DECISION: "decision",
}
_Shared = tuple["Kind", str, tuple[str, ...], str]


def _tied(dossier: Dossier) -> Iterator[_Shared]:
    """What ties name as shared: kind, label, reports, reason."""
    for tie in dossier.ties:
        if tie.kind in _TIES:
            label = tie.label or ("One origin" if tie.kind is TieKind.DECISION else "not named")
            yield _TIES[tie.kind], label, (tie.report_a, tie.report_b), tie.why


def _rooted(dossier: Dossier) -> Iterator[_Shared]:
    """What origins tell beside the ties."""
    copied = {r for t in dossier.ties if t.kind is TieKind.COPIED for r in (t.report_a, t.report_b)}
    for origin in dossier.origins:
        several = len(origin.reports) > 1
        if origin.kind is OriginKind.AGENCY:
            yield "agency", origin.label, origin.reports, ""
        # Of an unnamed speaker nothing tells that two reports mean the same one.
        elif origin.kind is OriginKind.SPEAKER and several and ":unnamed" not in origin.id:
            yield "speaker", origin.label, origin.reports, ""
        elif origin.kind is OriginKind.COPY and several and not copied.issuperset(origin.reports):
            yield "copy", "Shared text", origin.reports, origin.why


# ---------------------------------------------------------------- copied words


def _sides(tie: Tie, spells: dict[str, Spell]) -> tuple[str, str, float, bool]:
    """Which report of a tie is drawn first and which second, the second's share, and whether time
    tells which had the words first.
    """
    if tie.first in {tie.report_a, tie.report_b}:
        first_is_a = tie.first == tie.report_a
    else:
        first_is_a = spells.get(tie.report_a, moments.NEVER) <= spells.get(
            tie.report_b, moments.NEVER
        )
    one, two = (tie.report_a, tie.report_b) if first_is_a else (tie.report_b, tie.report_a)
    share = tie.share_b if first_is_a else tie.share_a
    return one, two, share, tie.first in {tie.report_a, tie.report_b}


def _edge(tie: Tie, spells: dict[str, Spell]) -> Edge:
    one, two, share, directed = _sides(tie, spells)
    if not directed:
        share = max(tie.share_a, tie.share_b)
    return Edge(one, two, min(1.0, max(0.0, share)), directed=directed, inferred=False)


def _strongest(edges: Sequence[Edge]) -> list[Edge]:
    """Each report's strongest source, and further ones that are joined to it by nothing drawn."""
    kept: list[Edge] = []
    group: dict[str, str] = {}

    def top(node: str) -> str:
        while group.setdefault(node, node) != node:
            node = group[node]
        return node

    for edge in sorted(edges, key=lambda e: -e.share):
        first = not any(e.target == edge.target for e in kept)
        apart = top(edge.source) != top(edge.target)
        if apart and (first or edge.share >= WEAK):
            kept.append(edge)
            group[top(edge.target)] = top(edge.source)
    return kept


def _percent(share: float) -> str:
    """A share for people; what is more than nothing is never said to be nothing."""
    whole = round(100 * share)
    return f"{whole} %" if whole or not share else "less than 1 %"


def _copied(tie: Tie, known: Known, spells: dict[str, Spell]) -> Told:
    one, two, share, directed = _sides(tie, spells)
    a, b = known.names.get(one, one), known.names.get(two, two)
    other = tie.share_a if one == tie.report_a else tie.share_b
    if directed:
        time = known.time(one)
        words = (
            f"{_percent(share)} of {b}’s own words stand in {a} too, which had them first"
            f"{f' ({time})' if time else ''}."
        )
    else:
        words = (
            f"{_percent(other)} of {a}’s own words and {_percent(share)} of {b}’s stand in both; "
            "nothing tells which had them first."
        )
    passages = sorted(tie.passages, key=lambda p: -p.words)
    return Told(
        kind="copy",
        words=words,
        why=(full_sentence(tie.why),) if tie.why else (),
        reports=(_cited(known, one), _cited(known, two)),
        passages=tuple(_shown(p, known) for p in passages[:MOST_PASSAGES]),
        more=max(0, len(passages) - MOST_PASSAGES),
    )


def _by_copier(ties: Sequence[Tie], known: Known, spells: dict[str, Spell]) -> list[Told]:
    """Each copier's strongest tie in full, with its weaker ones named."""
    out: dict[str, Told] = {}
    for tie in sorted(ties, key=lambda t: -_edge(t, spells).share):
        one, two, share, directed = _sides(tie, spells)
        if two not in out or not directed:
            out[two if directed else f"{one}\0{two}"] = _copied(tie, known, spells)
            continue
        longest = max(tie.passages, key=lambda p: p.words, default=None)
        there = _cited(known, one)
        if longest is not None:
            there = known.cited(one, longest.span_a if longest.report_a == one else longest.span_b)
        out[two] = replace(out[two], also=(*out[two].also, (_percent(share), there)))
    return list(out.values())


def _shown(passage: SharedPassage, known: Known) -> Shown:
    text = known.reports[passage.report_a].text if passage.report_a in known.reports else ""
    return Shown(
        known.cited(passage.report_a, passage.span_a),
        known.cited(passage.report_b, passage.span_b),
        markup.label(passage.span_a.of(text), WORDS_SHOWN),
        passage.words,
    )


def _hub(kind: Kind, label: str, hub: _Hub, known: Known) -> Told:
    reports = tuple(_cited(known, r) for r in hub.reports)
    names = joined(c.name for c in reports)
    one = len(reports) == 1
    words = {
        "agency": f"{names} {'credits' if one else 'credit'} the agency {label}.",
        "speaker": f"{names} {'rests' if one else 'rest'} on one speaker, {label}, in part.",
        "owner": f"{names} have one owner by the table that was given: {label}.",
        "decision": f"{names} are one origin by your decision.",
        "copy": f"{names} share the same words: {count(len(reports), 'report')}.",
    }
    return Told(
        kind=kind,
        words=words[kind],
        why=tuple(hub.why),
        reports=reports,
        inferred=kind != "copy",
    )
