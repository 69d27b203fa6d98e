"""A dossier in a terminal: differences first, then what is corroborated, the rest in counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from twosource.dossier.as_json import words_compared
from twosource.dossier.canvas import Canvas
from twosource.dossier.decided import decided_by
from twosource.dossier.decisions_terminal import (
    one_origin_by_you,
    put_decisions,
)
from twosource.dossier.plain import one_line
from twosource.dossier.quoting import in_marks, quote
from twosource.dossier.tying import copying, owned
from twosource.dossier.wording import (
    DIFFERENCES,
    STANDINGS,
    answers,
    carriers,
    count,
    full_sentence,
    joined,
    labels,
    ordered,
    sentence,
    when,
)
from twosource.model import OriginKind, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Claim, Dossier, Evidence

__all__ = ["render"]

MOST_QUOTED = 4  # for one answer; the others are named
MOST_AGREEING = 20  # the page and the JSON have them all
TELLING = 30  # characters: shorter quotations are seldom understood alone
NARROW = 60  # below it nothing stands in columns

STYLES = {
    Standing.DENIED: "bold red",
    Standing.CONFLICTING: "bold magenta",
    Standing.UPDATED: "bold yellow",
    Standing.CORROBORATED: "bold green",
    Standing.ONE_ORIGIN: "bold cyan",
    Standing.SINGLE_SOURCE: "bold",
}


def render(dossier: Dossier, *, width: int = 80, color: bool = False) -> str:
    """The dossier as lines of at most `width` columns, each ended by a newline.

    Control characters of the reports are left out. Colours are those of the terminal's own
    palette, and only there when `color` is true.
    """
    canvas = Canvas(width=max(width, 24), color=color)
    view = _View(dossier, canvas)
    view.reports()
    view.origins()
    view.ties()
    view.differences()
    view.agreeing(Standing.CORROBORATED, "by two or more independent origins")
    view.agreeing(Standing.ONE_ORIGIN, "in several reports, but from no second origin")
    view.rest()
    if dossier.decisions:
        put_decisions(canvas, dossier.decisions)
    view.problems()
    view.close()
    return canvas.text()


class _View:
    """One dossier being drawn; each method draws one part of it."""

    def __init__(self, dossier: Dossier, canvas: Canvas) -> None:
        self.dossier = dossier
        self.canvas = canvas
        self.claims = ordered(dossier.claims)
        self.texts = {r.id: r.text for r in dossier.reports}
        self.names = {name: one_line(label) for name, label in labels(dossier).items()}

    def reports(self) -> None:
        reports = self.dossier.reports
        title = f"{count(len(reports), 'report')} compared"
        if self.dossier.story:
            title = f"{one_line(self.dossier.story)}: {title}"
        self.canvas.put(Text(title, "bold"))
        self.canvas.gap()
        rows = [
            (
                Text(self.names[r.id]),
                Text(when(r) or "no date", "" if r.published else "dim"),
                Text(f"{count(words_compared(r), 'word')}", "dim"),
                Text(one_line(r.id) if self.names[r.id] != one_line(r.id) else "", "dim"),
            )
            for r in reports
        ]
        if self.canvas.width < NARROW:
            for name, *rest in rows:
                self.canvas.put(name, indent=2)
                self.canvas.put(Text(", ").join([t for t in rest[:2] if t.plain]), indent=4)
        else:
            self.canvas.table(rows, indent=2)

    def origins(self) -> None:
        shared = [
            o
            for o in self.dossier.origins
            if len(o.reports) > 1 and o.kind in (OriginKind.AGENCY, OriginKind.COPY)
        ]
        by_you = one_origin_by_you(self.dossier, self.names)
        if shared or by_you:
            self.canvas.gap()
        for origin in shared:
            who = joined(self.names.get(r, one_line(r)) for r in origin.reports)
            named = origin.label and origin.kind is OriginKind.AGENCY
            label = f", {one_line(origin.label)}." if named else "."
            why = (f" {one_line(origin.why)}", "dim")
            line = Text.assemble((f"{who} share one origin", "bold"), label, why)
            self.canvas.put(line, indent=2)
        for words in by_you:
            self.canvas.put(Text(words, "bold"), indent=2)

    def ties(self) -> None:
        lines = [*copying(self.dossier, self.names), *owned(self.dossier, self.names)]
        if lines:
            self.canvas.gap()
        for line in lines:
            self.canvas.put(Text(one_line(line)), indent=2, hang=2)

    def differences(self) -> None:
        found = [(s, c) for s in DIFFERENCES for c in self.claims[s]]
        if not found:
            if len(self.dossier.reports) > 1:
                self.canvas.section(Text("No differences found", "bold"))
            return
        self.canvas.section(
            Text(f"{count(len(found), 'difference')}", "bold"),
            joined(f"{len(self.claims[s])} {s.value}" for s in DIFFERENCES if self.claims[s]),
        )
        for number, (standing, claim) in enumerate(found):
            if number:
                self.canvas.gap()
            self._difference(standing, claim)

    def _difference(self, standing: Standing, claim: Claim) -> None:
        badge = (STANDINGS[standing].badge, STYLES[standing])
        question = sentence(one_line(claim.question))
        name = (f"  {one_line(claim.id)}", "dim")
        self.canvas.put(Text.assemble(badge, (f"  {question}", "bold"), name))
        if claim.why:
            self.canvas.put(Text(full_sentence(one_line(claim.why)), "dim"), indent=2)
        self._by_you(claim, indent=2)
        groups = {one_line(answer): group for answer, group in answers(claim).items()}
        silent = groups.pop("", []) if len(groups) > 1 else []
        widest = max(cell_len(answer) for answer in groups)
        columns = self.canvas.width >= NARROW and widest <= self.canvas.width // 4
        for answer, group in groups.items():
            self._answer(answer, group, widest if columns else None)
        if silent:
            given = {e.report for group in groups.values() for e in group}
            quiet = dict.fromkeys(self.names[e.report] for e in silent if e.report not in given)
            if quiet:
                self.canvas.put(Text(f"No answer in {joined(quiet)}.", "dim"), indent=2)

    def _answer(self, answer: str, group: list[Evidence], first: int | None) -> None:
        """One answer beside the words that give it, or over them where `first` is None."""
        head = Text(answer, "bold")
        if first is None and answer:
            self.canvas.put(head, indent=2)
        merged = _merged(group, self.texts)
        for evidence, reports in merged[:MOST_QUOTED]:
            line = self._who(reports, evidence).append(": ")
            line.append_text(self._quoted(evidence))
            self._put(head, line, first)
            head = Text("")
        more = dict.fromkeys(self.names[r] for _, reports in merged[MOST_QUOTED:] for r in reports)
        if more:
            self._put(head, Text(f"and in {joined(more)}", "dim"), first)

    def _put(self, head: Text, line: Text, first: int | None) -> None:
        if first is None:
            self.canvas.put(line, indent=4)
        else:
            self.canvas.beside(head, line, indent=2, first=first)

    def agreeing(self, standing: Standing, meaning: str) -> None:
        claims = self.claims[standing]
        if not claims:
            return
        self.canvas.section(
            Text(f"{len(claims)} {STANDINGS[standing].badge.lower()}", STYLES[standing]),
            meaning,
        )
        for claim in claims[:MOST_AGREEING]:
            if claim.values:
                values = (one_line("; ".join(claim.values)), "bold")
                line = Text.assemble(f"{sentence(one_line(claim.question))}  ", values)
                self.canvas.put(line, indent=2, hang=2)
            indent = 4 if claim.values else 2
            self.canvas.put(self._quoted(_short(claim.evidence), limit=140), indent=indent, hang=1)
            sources = f"{one_line(claim.id)}  {self._sources(claim)}"
            self.canvas.put(Text(sources, "dim"), indent=4)
            self._by_you(claim, indent=4)
        left = len(claims) - MOST_AGREEING
        if left > 0:
            self.canvas.put(Text(f"and {left} more, in the page and the JSON", "dim"), indent=2)

    def _by_you(self, claim: Claim, indent: int) -> None:
        if claim.decided:
            words = decided_by(claim, self.dossier.decisions)
            self.canvas.put(Text(words, "blue"), indent=indent)

    def rest(self) -> None:
        claims = self.claims[Standing.SINGLE_SOURCE]
        if not claims:
            return
        self.canvas.section(Text(f"{len(claims)} in one report only", "bold"))
        per: dict[str, int] = dict.fromkeys(self.texts, 0)
        for claim in claims:
            per[claim.evidence[0].report] += 1
        rows = (f"{self.names[r]} {n}" for r, n in per.items() if n)
        self.canvas.put(Text(", ".join(rows), "dim"), indent=2)

    def problems(self) -> None:
        warnings = [(r, w) for r in self.dossier.reports for w in r.warnings]
        if not self.dossier.problems and not warnings:
            return
        self.canvas.section(Text("Inputs with a problem", "bold"))
        for problem in self.dossier.problems:
            head = ("Not used: ", "red") if problem.fatal else "Note: "
            line = Text.assemble(head, one_line(f"{problem.input}: {problem.reason}"))
            self.canvas.put(line, indent=2, hang=2)
        for report, warning in warnings:
            self.canvas.put(
                Text(f"Note: {self.names[report.id]}: {one_line(warning)}"), indent=2, hang=2
            )

    def close(self) -> None:
        self.canvas.gap()
        self.canvas.put(Text("This is what the reports say, not what is true.", "dim"))

    def _quoted(self, evidence: Evidence, limit: int = 220) -> Text:
        text = self.texts[evidence.report]
        first, last = in_marks(one_line(evidence.span.of(text)))
        out = Text(first)
        for words, marked in quote(text, evidence.span, evidence.marks, limit=limit):
            out.append(words, "bold underline" if marked else "")
        return out.append(last)

    def _who(self, reports: list[str], evidence: Evidence) -> Text:
        out = Text(", ".join(self.names[r] for r in reports))
        if evidence.speaker:
            out.append(f", citing {one_line(evidence.speaker)}", "dim")
        return out

    def _sources(self, claim: Claim) -> str:
        if claim.standing is Standing.ONE_ORIGIN:
            carried = dict.fromkeys(self.names[e.report] for e in claim.evidence)
            return f"{joined(carried)}. {full_sentence(one_line(claim.why))}"
        parts = []
        for label, reports in carriers(claim, self.dossier):
            names = " + ".join(self.names[r] for r in reports)
            told = one_line(label)
            parts.append(f"{names} ({told})" if told and names else names or told)
        number = count(len(claim.origins), "origin")
        return f"{number}: {', '.join(parts)}" if any(parts) else number


def _short(evidence: Sequence[Evidence]) -> Evidence:
    """The briefest words that still say something by themselves."""
    ordered_by_length = sorted(evidence, key=lambda e: (e.end - e.start, e.report, e.start))
    return next((e for e in ordered_by_length if e.end - e.start >= TELLING), ordered_by_length[-1])


def _merged(group: list[Evidence], texts: dict[str, str]) -> list[tuple[Evidence, list[str]]]:
    """Evidence with the reports that have the very same words from the same speaker."""
    seen: dict[tuple[str, str], tuple[Evidence, list[str]]] = {}
    for evidence in group:
        words = one_line(texts[evidence.report][evidence.start : evidence.end])
        first = seen.setdefault((words, evidence.speaker), (evidence, []))
        if evidence.report not in first[1]:
            first[1].append(evidence.report)
    return list(seen.values())
