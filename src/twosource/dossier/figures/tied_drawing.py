"""The graph of origins, drawn twice: in columns for a wide page, in rows for a telephone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from twosource.dossier.figures import markup
from twosource.dossier.figures.layered import in_rows, layered, layers_of
from twosource.dossier.figures.told import NAMED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.dossier.figures.layered import Layers
    from twosource.dossier.figures.tied import Edge, Graph, Node

__all__ = ["rows", "thickness", "web"]

# Pixels of the drawing in columns.
NODE_WIDTH, NODE_HEIGHT = 196.0, 42.0
GAP = 12.0  # between two nodes of a column
PASS = 12.0  # height kept for an edge that passes a column
REACH, NEAREST = 340.0, 90.0  # from one column to the next, at most and at least
WIDEST = 1240.0
LETTERS = 26  # of a name in a node
EDGE = 4.0  # around the drawing

# Pixels of the drawing in rows.
ROW = 40.0
SHEET = 344.0
TRACK = 6.0  # from one edge's line to the next
STEP = 14.0  # from the last line to the nodes

FEW = 2  # shared speakers drawn in rows

THINNEST, THICKEST = 1.5, 9.0  # pixels of an edge for no and for all words copied


def thickness(edge: Edge) -> float:
    """Of an edge: by the share of words copied; what is only inferred is thin."""
    return THINNEST if edge.inferred else THINNEST + (THICKEST - THINNEST) * edge.share


def _described(graph: Graph) -> str:
    said = (
        f"{t.words[:-1]}: {', '.join(c.name for c in t.reports)}."
        if len(t.reports) > NAMED
        else t.words
        for t in graph.told
    )
    return "The list below says the same: " + " ".join(said)


# ---------------------------------------------------------------- in columns


def web(graph: Graph) -> Markup:
    """Columns from what was first to what draws on it; edges as wide as the share copied."""
    layers = layered(graph)
    many = len(layers.columns)
    reach = min(REACH, (WIDEST - NODE_WIDTH - 2 * EDGE) / max(1, many - 1))
    reach = max(reach, NODE_WIDTH + NEAREST)
    nodes = {n.id: n for n in graph.nodes}
    height = max(_tall(column) for column in layers.columns)
    spots = _spots(layers, reach, height)
    drawn = Markup()
    for edge, route in zip(graph.edges, layers.routes, strict=True):
        drawn += _curve(edge, [spots[name] for name in route])
    for name, node in nodes.items():
        drawn += _node(node, spots[name])
    width = EDGE * 2 + NODE_WIDTH + reach * (many - 1) + (30 if many == 1 else 0)
    for edge, route in zip(graph.edges, layers.routes, strict=True):
        drawn += _share(edge, [spots[name] for name in route])
    return markup.picture(
        "Which reports draw on which",
        _described(graph),
        drawn,
        class_="fig-web",
        viewBox=f"0 0 {markup.number(width)} {markup.number(height + 2 * EDGE)}",
        width=width,
        height=height + 2 * EDGE,
    )


def _tall(column: Sequence[str]) -> float:
    return sum((PASS if "\0" in name else NODE_HEIGHT) + GAP for name in column) - GAP


def _spots(layers: Layers, reach: float, height: float) -> dict[str, tuple[float, float]]:
    """The left middle of every node and passing place. A column is spread over the height, but no
    further than three nodes' room between two.
    """
    out: dict[str, tuple[float, float]] = {}
    for k, column in enumerate(layers.columns):
        tall = _tall(column)
        spread = min(GAP * 3, (height - tall) / max(1, len(column) - 1)) if len(column) > 1 else 0.0
        y = EDGE + (height - tall - spread * (len(column) - 1)) / 2
        for name in column:
            here = PASS if "\0" in name else NODE_HEIGHT
            out[name] = (EDGE + k * reach, y + here / 2)
            y += here + GAP + spread
    return out


def _curve(edge: Edge, spots: Sequence[tuple[float, float]]) -> Markup:
    style = "fig-edge fig-inferred" if edge.inferred else "fig-edge"
    width = thickness(edge)
    (x, y), *rest = spots
    if rest[-1][0] <= x:  # two of one column: a bow on their right
        right, bow = x + NODE_WIDTH, x + NODE_WIDTH + 28
        end = rest[-1]
        d = f"M{_p(right, y)}C{_p(bow, y)} {_p(bow, end[1])} {_p(right, end[1])}"
        return markup.element("path", class_=style, d=d, stroke_width=width)
    at = x + NODE_WIDTH
    d = f"M{_p(at, y)}"
    head = 8.0 if edge.directed else 0.0
    for k, (to, down) in enumerate(rest):
        last = k == len(rest) - 1
        stop = to - (head if last else 0.0)
        middle = (at + stop) / 2
        d += f"C{_p(middle, y)} {_p(middle, down)} {_p(stop, down)}"
        if not last:
            d += f"H{markup.number(to + NODE_WIDTH)}"
            at = to + NODE_WIDTH
        y = down
    drawn = markup.element("path", class_=style, d=d, stroke_width=width)
    return drawn + (_head(*rest[-1], width) if edge.directed else Markup())


def _p(x: float, y: float) -> str:
    return f"{markup.number(x)} {markup.number(y)}"


def _head(x: float, y: float, width: float) -> Markup:
    """An arrow's head with its point at (x, y)."""
    half = max(4.0, width / 2 + 2)
    d = f"M{_p(x, y)}L{_p(x - 9, y - half)}V{markup.number(y + half)}Z"
    return markup.element("path", class_="fig-head", d=d)


def _share(edge: Edge, spots: Sequence[tuple[float, float]]) -> Markup:
    """The share in figures on an edge, near its end."""
    if edge.inferred or not edge.share:
        return Markup()
    (x, y), (to, down) = spots[-2], spots[-1]
    words = f"{max(1, round(100 * edge.share))} %"
    if to <= x:
        spot = (x + NODE_WIDTH + 6, (y + down) / 2 + 4)
        return markup.element("text", words, class_="fig-share", x=spot[0], y=spot[1])
    return markup.element(
        "text",
        words,
        class_="fig-share",
        x=to - 14,
        y=down - thickness(edge) / 2 - 5,
        text_anchor="end",
    )


def _node(node: Node, spot: tuple[float, float]) -> Markup:
    x, y = spot
    top = y - NODE_HEIGHT / 2
    round_ = 3 if node.kind == "report" else NODE_HEIGHT / 2
    inset = 10.0 if node.kind == "report" else 20.0
    letters = LETTERS if node.kind == "report" else LETTERS - 3
    return markup.element(
        "g",
        markup.element(
            "rect", x=x, y=top, width=NODE_WIDTH, height=NODE_HEIGHT, rx=round_,
            class_=f"fig-node fig-{node.kind}",
        ),
        markup.element("text", markup.label(node.label, letters), class_="fig-label",
                       x=x + inset, y=top + 18),
        markup.element("text", markup.label(node.note, letters + 4), class_="fig-note",
                       x=x + inset, y=top + 33),
    )  # fmt: skip


# ---------------------------------------------------------------- in rows


def rows(graph: Graph) -> Markup:
    """One row a node, each edge an angled line at their left with its own track.

    Many shared speakers would be a thicket here: they stand in the list alone.
    """
    graph = without_speakers(graph)
    layer = layers_of(graph)
    order = in_rows(graph)
    at = {name: ROW / 2 + k * ROW for k, name in enumerate(order)}
    tracks: dict[int, list[str]] = defaultdict(list)
    for edge in graph.edges:
        lane = tracks[layer[edge.target]]
        if edge.source not in lane:
            lane.append(edge.source)
    columns: list[float] = []
    x = 8.0
    for k in range(max(layer.values()) + 1):
        x += TRACK * len(tracks[k]) + (STEP if tracks[k] else 0.0) + (6.0 if k else 0.0)
        columns.append(x)
    labels = x + 16
    drawn = Markup()
    for edge in graph.edges:
        column = layer[edge.target]
        track = columns[column] - STEP - TRACK * tracks[column].index(edge.source)
        drawn += _angled(
            edge, (columns[layer[edge.source]], at[edge.source]), track,
            (columns[column], at[edge.target]),
        )  # fmt: skip
    letters = int((SHEET - labels) / 7.4)
    for node in graph.nodes:
        drawn += _row(node, columns[layer[node.id]], at[node.id], labels, letters, graph)
    height = ROW * len(order)
    return markup.picture(
        "Which reports draw on which",
        _described(graph),
        drawn,
        class_="fig-rows",
        viewBox=f"0 0 {markup.number(SHEET)} {markup.number(height)}",
        width=SHEET,
        height=height,
    )


def without_speakers(graph: Graph) -> Graph:
    """The graph as it is drawn in rows: without its speakers where they are many."""
    speakers = {n.id for n in graph.nodes if n.kind == "speaker"}
    if len(speakers) <= FEW:
        return graph
    return replace(
        graph,
        nodes=tuple(n for n in graph.nodes if n.id not in speakers),
        edges=tuple(e for e in graph.edges if e.source not in speakers),
        unseen=graph.unseen + len(speakers),
    )


def _angled(
    edge: Edge, start: tuple[float, float], track: float, end: tuple[float, float]
) -> Markup:
    (x, y), (to, down) = start, end
    style = "fig-edge fig-inferred" if edge.inferred else "fig-edge"
    width = min(thickness(edge), TRACK - 1)
    turn = min(4.0, abs(down - y) / 2)
    sign = 1 if down > y else -1
    side = 1 if track > x else -1
    stop = to - (11 if edge.directed else 5)
    d = (
        f"M{_p(x, y)}H{markup.number(track - side * turn)}"
        f"Q{_p(track, y)} {_p(track, y + sign * turn)}V{markup.number(down - sign * turn)}"
        f"Q{_p(track, down)} {_p(track + turn, down)}H{markup.number(stop)}"
    )
    drawn = markup.element("path", class_=style, d=d, stroke_width=width)
    return drawn + (_head(to - 4, down, width) if edge.directed else Markup())


def _row(node: Node, x: float, y: float, labels: float, letters: int, graph: Graph) -> Markup:
    shape = (
        markup.element("circle", cx=x, cy=y, r=4.5, class_="fig-node fig-report")
        if node.kind == "report"
        else markup.element("rect", x=x - 4.5, y=y - 4.5, width=9, height=9,
                            class_=f"fig-node fig-{node.kind}")
    )  # fmt: skip
    best = max((e.share for e in graph.edges if e.target == node.id and not e.inferred), default=0)
    note = f"{node.note} · {max(1, round(100 * best))} % copied" if best else node.note
    return shape + markup.element(
        "g",
        markup.element("text", markup.label(node.label, letters), class_="fig-label",
                       x=labels, y=y - 2),
        markup.element("text", markup.label(note, letters + 4), class_="fig-note",
                       x=labels, y=y + 13),
    )  # fmt: skip
