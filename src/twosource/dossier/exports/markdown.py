"""The claims to read and to pass on, in Markdown (CommonMark, without HTML)."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from twosource.dossier.decided import why_of
from twosource.dossier.exports.escapes import for_markdown, within_markdown
from twosource.dossier.exports.printed import printed
from twosource.dossier.exports.references import reference
from twosource.dossier.plain import one_line
from twosource.dossier.quoting import in_marks, quote
from twosource.dossier.wording import (
    ORDER,
    STANDINGS,
    answers,
    count,
    full_sentence,
    joined,
    labels,
    ordered,
    sentence,
    when,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twosource.model import Claim, Dossier, Evidence, Report

__all__ = ["markdown"]

CLOSING = (
    "This is what the reports say, not what is true. Statements are matched by rules and a small "
    "language model, which miss matches and make wrong ones: read the quoted words before you rely "
    "on a standing."
)
_ALL = 10**9  # no quotation is cut


def markdown(dossier: Dossier) -> str:
    """The dossier as Markdown text: the differences first, each with the words that it rests on.

    What a report says is escaped, so that nothing in it becomes a link, a picture or a heading.
    """
    return "\n".join(_Maker(dossier).lines()) + "\n"


class _Maker:
    """One dossier being written; each method gives the lines of one part."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.names = labels(dossier)
        self.texts = {r.id: r.text for r in dossier.reports}
        self.claims = ordered(dossier.claims)

    def lines(self) -> Iterator[str]:
        reports = self.dossier.reports
        compared = f"{count(len(reports), 'report')} compared"
        yield f"# {for_markdown(self.dossier.story or compared)}"
        yield ""
        yield full_sentence(
            ", ".join(
                f"{len(self.claims[s])} {STANDINGS[s].badge.lower()}"
                for s in ORDER
                if self.claims[s]
            )
            or "no claims"
        )
        for standing in ORDER:
            if self.claims[standing]:
                yield from ("", f"## {STANDINGS[standing].badge}", "", STANDINGS[standing].rule)
            for claim in self.claims[standing]:
                yield ""
                yield from self._claim(claim)
        yield from ("", "## Sources", "")
        for report in reports:
            yield f"- {self._source(report)}"
        yield from self._problems()
        yield from ("", CLOSING)

    def _claim(self, claim: Claim) -> Iterator[str]:
        yield f"### {for_markdown(sentence(one_line(claim.question)))}"
        yield ""
        why = for_markdown(why_of(claim, self.dossier.decisions))
        yield f"{why} ({for_markdown(claim.rule)})".strip()
        yield ""
        for answer, group in answers(claim).items():
            if answer:
                yield f"- **{for_markdown(answer) or '?'}**"
            for item in printed(group, self.texts):
                who = f"{joined(self.names[r] for r in item.reports)}{item.manner}"
                indent = "  " if answer else ""
                yield f"{indent}- {for_markdown(who)}: {self._quoted(item.evidence)}"

    def _quoted(self, evidence: Evidence) -> str:
        text = self.texts[evidence.report]
        first, last = in_marks(one_line(evidence.span.of(text)))
        parts = quote(text, evidence.span, evidence.marks, limit=_ALL)
        told = "".join(
            _emphasis(words) if marked else within_markdown(words)
            for marked, group in itertools.groupby(parts, key=lambda part: part[1])
            for words in ["".join(piece for piece, _ in group)]
        )
        return f"{first}{told.strip()}{last}"

    def _source(self, report: Report) -> str:
        known = reference(report)
        credit = f"credits {', '.join(known.agencies)}" if known.agencies else ""
        parts = [for_markdown(p) for p in (known.byline, f"“{known.title}”", when(report), credit)]
        parts.append(f"<{known.url}>" if known.url else "")
        told = ", ".join(part for part in parts if part)
        return f"**{for_markdown(self.names[report.id])}**: {told}"

    def _problems(self) -> Iterator[str]:
        if not self.dossier.problems:
            return
        yield from ("", "## Inputs with a problem", "")
        for problem in self.dossier.problems:
            head = "Not used" if problem.fatal else "Note"
            yield f"- {head}: {for_markdown(f'{problem.input}: {problem.reason}')}"


def _emphasis(words: str) -> str:
    """The differing words in italics, where Markdown would read the signs as such."""
    bare = words.strip()
    if not bare or not (bare[0].isalnum() and bare[-1].isalnum()):
        return within_markdown(words)
    start, end = words.index(bare), words.index(bare) + len(bare)
    return f"{words[:start]}*{within_markdown(bare)}*{words[end:]}"
