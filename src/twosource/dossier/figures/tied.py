"""Origins: which reports draw on which, on one agency or one speaker; in words and as a graph.

The list in words is the figure; the drawing beside it shows the same at a glance and is left out
where it would be a tangle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from twosource.dossier.figures import markup, moments
from twosource.dossier.figures.cited import Cited, Known
from twosource.dossier.figures.told import (
    SAID,
    Hub,
    Kind,
    Told,
    by_copier,
    citing,
    opening,
    share_of_later,
    shared,
    sides,
)
from twosource.dossier.plain import one_line
from twosource.dossier.wording import full_sentence
from twosource.model import OriginKind, TieKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.dossier.figures.markup import Link
    from twosource.dossier.figures.moments import Spell
    from twosource.model import Dossier, Tie

__all__ = ["Edge", "Graph", "Node", "graph", "origins"]

MOST_NODES = 40  # drawn; beyond it the list alone is shown
MOST_SPEAKERS = 6  # shared speakers drawn, those of the most reports; the others are listed
MOSTLY = 0.5  # a report that is copied to this share cites by what it copies
WEAK = 0.1  # a second source of copied words is drawn from this share on


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
    def said_by_user(self) -> bool:
        return any(n.kind in {"owner", "decision"} for n in self.nodes)

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
    cite = [t for t in dossier.ties if _cites(t)]
    told = by_copier(copied, known, spells)
    told += [citing(t, known) for t in cite]
    told += [shared(kind, label, hub, known) for (kind, label), hub in hubs.items()]
    edges = _strongest([_edge(t, spells) for t in (*copied, *cite)])
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
                Edge(node.id, r, 0.0, directed=kind not in _EVEN, inferred=True) for r in drawn
            ]
    tied = {c.report for t in told for c in t.reports}
    tied |= {c.report for t in told for _, c in t.also}
    return Graph(
        nodes=tuple(nodes.values()),
        edges=tuple(edges),
        told=tuple(told),
        alone=tuple(opening(known, r) for r in order if r not in tied),
        unseen=len(unseen),
    )


_EVEN: frozenset[Kind] = frozenset({"outlet", "owner", "decision"})  # nobody draws on these
_KINDS: dict[Kind, str] = {
    "agency": "agency",
    "speaker": "speaker",
    "outlet": "one outlet",
    "owner": "one owner",
    "decision": "your decision",
    "copy": "shared text",
}


def _cites_by(report: str, hub: Hub, copies: dict[str, str]) -> bool:
    return copies.get(report, "") in hub.reports


def _hubs(dossier: Dossier) -> dict[tuple[Kind, str], Hub]:
    """Agencies, speakers, owners and decisions, each with its reports."""
    ids = {r.id for r in dossier.reports}
    out: dict[tuple[Kind, str], Hub] = {}
    names: dict[tuple[Kind, str], str] = {}
    for kind, given, reports, why in (*_tied(dossier), *_rooted(dossier)):
        label = one_line(given)
        said = names.setdefault((kind, label.casefold()), label)
        hub = out.setdefault((kind, said), Hub({}, {}))
        hub.reports |= dict.fromkeys(r for r in reports if r in ids)
        if why:
            hub.why[full_sentence(why)] = None
    cited = _cited(dossier)
    return {
        key: hub
        for key, hub in out.items()
        if hub.reports and not hub.reports.keys() <= cited.get(key[1].casefold(), set())
    }


def _cited(dossier: Dossier) -> dict[str, set[str]]:
    """By the name of a compared outlet its reports and those that cite them: a line from report to
    report says so, and the outlet is no speaker beside.
    """
    out: dict[str, set[str]] = {}
    for tie in dossier.ties:
        if _cites(tie):
            name = one_line(tie.label).casefold()
            out.setdefault(name, set()).update((tie.report_a, tie.report_b))
    return out


_TIES: dict[TieKind, Kind] = {
    TieKind.AGENCY: "agency",
    TieKind.SPEAKER: "speaker",
    TieKind.OWNER: "owner",
    TieKind.DECISION: "decision",
}
_Shared = tuple["Kind", str, tuple[str, ...], str]


def _cites(tie: Tie) -> bool:
    """Whether one of the two reports cites the other: no third one is shared."""
    return tie.kind is TieKind.SPEAKER and tie.first in {tie.report_a, tie.report_b}


def _tied(dossier: Dossier) -> Iterator[_Shared]:
    """What ties name as shared: kind, label, reports, reason. A label names several by "; "."""
    outlets = {r.id: r.outlet for r in dossier.reports}
    for tie in dossier.ties:
        if tie.kind not in _TIES or _cites(tie):
            continue
        by_one = tie.kind is TieKind.OWNER and tie.label == outlets.get(tie.report_a)
        kind: Kind = "outlet" if by_one else _TIES[tie.kind]
        none = "One origin" if kind == "decision" else "not named"
        labels = tie.label.split("; ") if kind in SAID else [tie.label]
        for label in labels:
            why = "" if len(labels) > 1 else tie.why
            yield kind, label or none, (tie.report_a, tie.report_b), why


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


def _edge(tie: Tie, spells: dict[str, Spell]) -> Edge:
    one, two, _, directed = sides(tie, spells)
    inferred = tie.kind is not TieKind.COPIED
    share = 0.0 if inferred else share_of_later(tie, spells)
    return Edge(one, two, share, directed=directed, inferred=inferred)


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
        if apart and (first or edge.inferred or edge.share >= WEAK):
            kept.append(edge)
            group[top(edge.target)] = top(edge.source)
    return kept
