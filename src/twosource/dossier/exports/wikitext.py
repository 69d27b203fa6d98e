"""The claims with their references, in the wikitext of MediaWiki (Wikipedia)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.dossier.decided import why_of
from twosource.dossier.exports.escapes import for_wikitext
from twosource.dossier.exports.printed import printed
from twosource.dossier.exports.references import cite_news, keys, reference
from twosource.dossier.plain import one_line
from twosource.dossier.wording import (
    ORDER,
    STANDINGS,
    answers,
    joined,
    labels,
    ordered,
    sentence,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twosource.model import Claim, Dossier

__all__ = ["wikitext"]


def wikitext(dossier: Dossier) -> str:
    """A list of claims under their standings; each report is cited once and named after that."""
    return "\n".join(_Maker(dossier).lines()) + "\n"


class _Maker:
    """One dossier being written; it remembers which reports were cited in full."""

    def __init__(self, dossier: Dossier) -> None:
        self.claims = ordered(dossier.claims)
        self.texts = {r.id: r.text for r in dossier.reports}
        self.reports = {r.id: r for r in dossier.reports}
        self.names = labels(dossier)
        self.decisions = dossier.decisions
        self.keys = keys(dossier.reports)
        self.cited: set[str] = set()

    def lines(self) -> Iterator[str]:
        for standing in ORDER:
            if not self.claims[standing]:
                continue
            yield f"== {STANDINGS[standing].badge} =="
            yield STANDINGS[standing].rule
            yield ""
            for claim in self.claims[standing]:
                yield from self._claim(claim)
                yield ""
        yield "== References =="
        yield "{{reflist}}"

    def _claim(self, claim: Claim) -> Iterator[str]:
        why = for_wikitext(why_of(claim, self.decisions))
        yield f"=== {for_wikitext(sentence(one_line(claim.question)))} ==="
        yield f"{why} ({for_wikitext(claim.rule)})".strip()
        for answer, group in answers(claim).items():
            if answer:
                yield f"* '''{for_wikitext(answer)}'''"
            for item in printed(group, self.texts):
                who = f"{joined(self.names[r] for r in item.reports)}{item.manner}"
                words = for_wikitext(item.evidence.span.of(self.texts[item.evidence.report]))
                cited = "".join(self._reference(r) for r in item.reports)
                # Wikipedia's manual of style wants straight quotation marks.
                yield f'{"**" if answer else "*"} {for_wikitext(who)}: "{words}"{cited}'

    def _reference(self, report: str) -> str:
        name = self.keys[report]
        if report in self.cited:
            return f'<ref name="{name}" />'
        self.cited.add(report)
        return f'<ref name="{name}">{cite_news(reference(self.reports[report]))}</ref>'
