"""The user's decisions in a terminal: by themselves, and with what a run made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from twosource.dossier.canvas import Canvas
from twosource.dossier.decided import sides
from twosource.dossier.plain import one_line
from twosource.dossier.wording import count, full_sentence, joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.model import Anchor, Decision, Dossier

__all__ = ["one_origin_by_you", "put_decisions", "render_decisions"]

LONGEST = 90  # characters of a quotation


def render_decisions(decisions: Sequence[Decision], *, width: int = 80, color: bool = False) -> str:
    """Decisions as they stand in their file: lines of at most `width` columns."""
    canvas = Canvas(width=max(width, 24), color=color)
    canvas.put(Text(count(len(decisions), "decision"), "bold"))
    for decision in decisions:
        canvas.gap()
        canvas.put(_head(decision))
        if decision.note:
            canvas.put(Text(one_line(decision.note), "italic"), indent=2)
        for title, anchors in sides(decision):
            canvas.put(Text(title, "dim"), indent=2)
            for anchor in anchors:
                canvas.put(_quoted(anchor), indent=4, hang=2)
    return canvas.text()


def put_decisions(canvas: Canvas, decisions: Sequence[Decision]) -> None:
    """What a run made of the decisions, as a section of a dossier."""
    canvas.section(Text(f"{count(len(decisions), 'decision')} of yours", "bold"))
    for decision in decisions:
        line = _head(decision)
        if not decision.applied:
            line.append("  not applied", "yellow")
        canvas.put(line, indent=2)
        canvas.put(Text(full_sentence(one_line(decision.outcome))), indent=4)
        if decision.note:
            canvas.put(Text(one_line(decision.note), "italic"), indent=4)


def one_origin_by_you(dossier: Dossier, names: Mapping[str, str]) -> list[str]:
    """As "Courier and Herald count as one origin: decided by you (D1)." for each such group."""
    groups: list[set[str]] = []
    for tie in dossier.ties:
        if tie.kind.value == "decision":
            group = {tie.report_a, tie.report_b}
            for other in [g for g in groups if g & group]:
                groups.remove(other)
                group |= other
            groups.append(group)
    order = [r.id for r in dossier.reports]
    out = []
    for group in groups:
        who = joined(names.get(r, r) for r in sorted(group, key=order.index))
        out.append(f"{who} count as one origin, decided by you.")
    return out


def _head(decision: Decision) -> Text:
    return Text.assemble((one_line(decision.id), "bold"), "  ", (decision.kind.value, "bold cyan"))


def _quoted(anchor: Anchor) -> Text:
    who = one_line(anchor.report)
    if not anchor.text:
        return Text(who)
    words = one_line(anchor.text)
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0] + " …"
    return Text.assemble(f"{who}: “{words}”", (f"  {one_line(anchor.value)}", "dim"))
