"""One claim explained in a terminal, from the standing down to the numbers behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from twosource.dossier.canvas import Canvas
from twosource.dossier.decided import decided_by
from twosource.dossier.explanation import in_words
from twosource.dossier.plain import one_line
from twosource.dossier.quoting import in_marks, quote
from twosource.dossier.terminal import NARROW, STYLES
from twosource.dossier.wording import (
    STANDINGS,
    count,
    full_sentence,
    joined,
    labels,
    sentence,
    when,
)
from twosource.model import DecisionKind, TieKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.dossier.explanation import Common, Explanation, Piece
    from twosource.model import Dossier, Reason, SharedPassage, Tie

__all__ = ["render_explanation"]

MOST_REASONS = 8  # of one link; the JSON has them all
MOST_LINKS = 6
MOST_PASSAGES = 4
MOST_PAIRS = 3  # that a heading names
STEP = 15  # columns of a standing's name
BAR = 8  # columns of the widest bar
LIMIT = 300  # characters of a quotation

TIES = {
    TieKind.COPIED: "same words",
    TieKind.AGENCY: "one agency",
    TieKind.SPEAKER: "one speaker",
    TieKind.OWNER: "one owner",
    TieKind.DECISION: "your decision",
}


def render_explanation(
    dossier: Dossier, found: Explanation, *, width: int = 80, color: bool = False
) -> str:
    """The explanation as lines of at most `width` columns, each ended by a newline."""
    view = _View(dossier, found, Canvas(width=max(width, 24), color=color))
    view.head()
    view.rule()
    view.evidence()
    view.same()
    view.different()
    view.origins()
    view.decided()
    view.change()
    return view.canvas.text()


class _View:
    """One explanation being drawn; each method draws one part of it."""

    def __init__(self, dossier: Dossier, found: Explanation, canvas: Canvas) -> None:
        self.found = found
        self.canvas = canvas
        self.texts = {r.id: r.text for r in dossier.reports}
        self.outlets = {r.id: r.outlet for r in dossier.reports}
        self.dates = {r.id: when(r) for r in dossier.reports}
        self.names = {name: one_line(label) for name, label in labels(dossier).items()}

    def head(self) -> None:
        claim = self.found.claim
        badge = (STANDINGS[claim.standing].badge, STYLES[claim.standing])
        question = (f"  {sentence(one_line(claim.question))}", "bold")
        self.canvas.put(Text.assemble((f"{one_line(claim.id)}  ", "dim"), badge, question))
        if claim.values:
            self.canvas.put(Text(one_line("; ".join(claim.values)), "bold"), indent=2)

    def rule(self) -> None:
        self._section("Why this standing", "the first that holds, in this order")
        for step in self.found.steps:
            mark = "✓" if step.holds else "·"
            style = STYLES[step.standing] if step.holds else "dim"
            words = Text(one_line(step.found), "" if step.holds else "dim")
            self._beside(Text(f"{mark} {step.standing}", style), words, STEP)

    def evidence(self) -> None:
        self._section("What the reports say", count(len(self.found.pieces), "piece") + " of words")
        for number, piece in enumerate(self.found.pieces, 1):
            head = Text.assemble((f"{number}  ", "bold"), (piece.label, "bold"))
            if piece.published:
                head.append(f"  {self.dates[piece.evidence.report]}", "dim")
            if piece.evidence.stance == "denies":
                head.append("  denies", STYLES[self.found.claim.standing])
            if piece.evidence.hedged:
                head.append("  with a reservation", "yellow")
            self.canvas.put(head, indent=2)
            self.canvas.put(self._quoted(piece), indent=5)
            said = [one_line(w) for w in piece.evidence.chain] or [one_line(piece.evidence.speaker)]
            if any(said):
                self.canvas.put(Text(f"said by {' → '.join(said)}", "dim"), indent=5)

    def same(self) -> None:
        links = sorted(self.found.links, key=lambda c: (-c.link.score, c.link.a, c.link.b))
        if len(self.found.pieces) < 2:
            return
        score = f"its weakest link has {self.found.claim.score:.2f} of 1"
        if any(common.link.reasons for common in links):
            score += "; each number adds to the log odds"
        self._section("Why taken for the same", score)
        if not links:
            words = "No link between its words was kept."
            if any(d.kind is DecisionKind.MERGE for d in self.found.decisions):
                words = "No link between its words was kept: you said that they belong together."
            self.canvas.put(Text(words, "dim"), indent=2)
        for number, common in enumerate(links[:MOST_LINKS]):
            if number:
                self.canvas.gap()
            self._link(common)
        if len(links) > MOST_LINKS:
            more = count(len(links) - MOST_LINKS, "more link")
            self.canvas.put(Text(f"and {more}, in the JSON", "dim"), indent=2)

    def _link(self, common: Common) -> None:
        link = common.link
        one, two = (self.found.pieces[k].label for k in (link.a, link.b))
        head = Text.assemble(
            (f"{link.a + 1} – {link.b + 1}", "bold"),
            f"  {one} and {two}  ",
            (f"{link.score:.2f}", "bold"),
        )
        self.canvas.put(head, indent=2)
        if common.same:
            pairs = [_pair(a, b) for a, b in dict.fromkeys(common.same)]
            self._beside(Text("the same", "green"), Text("  ".join(pairs)), 10, indent=5)
        for words in link.apart:
            self._beside(Text("not sure", "yellow"), Text(one_line(words)), 10, indent=5)
        reasons = sorted(link.reasons, key=lambda r: (-abs(r.adds), r.name))
        widest = max((abs(r.adds) for r in reasons), default=0.0)
        for reason in reasons[:MOST_REASONS]:
            self._reason(reason, widest)
        left = reasons[MOST_REASONS:]
        if left:
            rest = f"{count(len(left), 'other')} together {sum(r.adds for r in left):+.2f}"
            self.canvas.put(Text(rest, "dim"), indent=5)

    def _reason(self, reason: Reason, widest: float) -> None:
        for_it = reason.adds >= 0
        bar = "█" * max(1, round(BAR * abs(reason.adds) / widest)) if widest and reason.adds else ""
        style = "green" if for_it else "red"
        head = Text.assemble((f"{reason.adds:+6.2f} ", style), (bar, style))
        value = (f"  {reason.value:.2f}", "dim")
        self._beside(head, Text.assemble(one_line(in_words(reason)), value), 7 + BAR, indent=5)

    def different(self) -> None:
        pieces = self.found.pieces
        rows = [(k, p) for k, p in enumerate(pieces, 1) if p.interval or p.evidence.value]
        days = [(k, p) for k, p in enumerate(pieces, 1) if p.days]
        dated = self.found.claim.rule in {"days-exclude-each-other", "will-then-did"}
        if not rows and not (days and dated):
            return
        self._section("The answers", self._rivals())
        groups: dict[tuple[str, str], list[str]] = {}
        for number, piece in rows:
            answer = (one_line(piece.evidence.value), _meant(piece.interval))
            groups.setdefault(answer, []).append(f"{number} {piece.label}")
        widest = max((cell_len(value) for value, _ in groups), default=0)
        for (value, meant), who in groups.items():
            right = Text.assemble(f"{meant}  " if meant else "", (", ".join(who), "dim"))
            self._beside(Text(value, "bold"), right, min(widest, self.canvas.width // 3))
        for number, piece in days:
            self.canvas.put(Text(f"{number}  {'; '.join(piece.days)}", "dim"), indent=2, hang=3)

    def _rivals(self) -> str:
        rivals = self.found.rivals
        if not rivals:
            intervals = any(p.interval for p in self.found.pieces)
            return "the interval that each means" if intervals else "who gives which"
        pairs = [f"{a + 1} and {b + 1}" for a, b in rivals]
        if len(pairs) <= MOST_PAIRS:
            return f"no value is in both intervals of {joined(pairs)}"
        return f"no value is in both intervals of {len(pairs)} pairs, as {pairs[0]}"

    def origins(self) -> None:
        counted = joined(one_line(label) for label in self.found.counted)
        number = count(len(self.found.counted), "independent origin")
        self._section("Where it comes from", f"{number}: {counted}" if counted else "not known")
        groups: dict[tuple[str, str], list[str]] = {}
        for number_, piece in enumerate(self.found.pieces, 1):
            origin = piece.origin
            label = one_line(origin.label) if origin is not None else piece.evidence.origin
            why = piece.evidence.origin_why or (origin.why if origin is not None else "")
            key = (label or "unknown", full_sentence(one_line(why)))
            groups.setdefault(key, []).append(f"{number_} {piece.label}")
        for (label, why), drawing in groups.items():
            line = Text.assemble((label, "bold"), f"  {', '.join(drawing)}")
            self.canvas.put(line, indent=2, hang=2)
            if why:
                self.canvas.put(Text(why, "dim"), indent=4)
        if self.found.ties or self.found.passages:
            self.canvas.gap()
        left = list(self.found.passages)
        for tie in self.found.ties:
            self.canvas.put(self._tie(tie), indent=2, hang=3)
            if tie.kind is not TieKind.DECISION:
                pair = {tie.report_a, tie.report_b}
                self._passages([p for p in left if {p.report_a, p.report_b} == pair])
                left = [p for p in left if {p.report_a, p.report_b} != pair]
        self._passages(left)

    def _passages(self, passages: Sequence[SharedPassage]) -> None:
        for passage in passages[:MOST_PASSAGES]:
            words = one_line(passage.span_a.of(self.texts[passage.report_a]))
            who = f"{self.names[passage.report_a]} = {self.names[passage.report_b]}"
            line = Text.assemble((f"{who}, {passage.words} words: ", "dim"), f"“{_cut(words)}”")
            self.canvas.put(line, indent=5, hang=2)
        left = len(passages) - MOST_PASSAGES
        if left > 0:
            self.canvas.put(Text(f"and {count(left, 'more passage')}", "dim"), indent=5)

    def _tie(self, tie: Tie) -> Text:
        names = f"{self.names[tie.report_a]} – {self.names[tie.report_b]}"
        by_one = tie.kind is TieKind.OWNER and tie.label == self.outlets.get(tie.report_a)
        line = Text.assemble((names, "bold"), f"  {'one outlet' if by_one else TIES[tie.kind]}")
        if tie.label:
            line.append(f", {one_line(tie.label)}")
        if tie.share_a or tie.share_b:
            shares = f"{tie.share_a:.0%} and {tie.share_b:.0%} of their words"
            line.append(f", {shares}")
        if tie.first:
            line.append(f", first in {self.names.get(tie.first, one_line(tie.first))}")
        if tie.why:
            line.append(f"  {full_sentence(one_line(tie.why))}", "dim")
        return line

    def decided(self) -> None:
        if not self.found.claim.decided:
            return
        words = decided_by(self.found.claim, self.found.decisions)
        self._section("Your decisions", words)
        for decision in self.found.decisions:
            line = Text.assemble((f"{one_line(decision.id)}  ", "bold"), one_line(decision.outcome))
            self.canvas.put(line, indent=2, hang=4)
            if decision.note:
                self.canvas.put(Text(one_line(decision.note), "italic"), indent=6)

    def change(self) -> None:
        self._section("What would change it", "")
        for words in self.found.change:
            self.canvas.put(Text(f"- {words}"), indent=2, hang=2)
        self.canvas.gap()
        note = "A score says how sure the match is. Nothing here says what is true."
        self.canvas.put(Text(note, "dim"))

    # ------------------------------------------------------------ drawing

    def _section(self, title: str, meaning: str) -> None:
        self.canvas.section(Text(title, "bold"), meaning)

    def _beside(self, left: Text, right: Text, first: int, indent: int = 2) -> None:
        """Two columns, or one over the other where there is no room."""
        if self.canvas.width >= NARROW:
            self.canvas.beside(left, right, indent=indent, first=first)
        else:
            self.canvas.put(left, indent=indent)
            self.canvas.put(right, indent=indent + 2)

    def _quoted(self, piece: Piece) -> Text:
        text = self.texts[piece.evidence.report]
        first, last = in_marks(piece.text)
        out = Text(first)
        for words, marked in quote(text, piece.evidence.span, piece.evidence.marks, limit=LIMIT):
            out.append(words, "bold underline" if marked else "")
        return out.append(last)


def _pair(one: str, two: str) -> str:
    return f"“{one}”" if one == two else f"“{one}” = “{two}”"


def _meant(interval: str) -> str:
    """An interval as it is, a single value as "exactly": its number stands beside it."""
    if not interval:
        return ""
    return one_line(interval) if interval[0] in "[(" else "exactly"


def _cut(words: str, most: int = 160) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
