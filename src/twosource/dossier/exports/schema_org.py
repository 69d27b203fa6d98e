"""Claims and quotations as linked data in the words of schema.org (JSON-LD).

Each answer to a claim's question is one `Claim`: rival answers never share one. It appears in the
reports that give it and cites their words as `Quotation`s, with the speaker to whom the report
attributes them. Nothing here is a ClaimReview, and nothing is rated.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from twosource.dossier.as_json import dumps
from twosource.dossier.decided import why_of
from twosource.dossier.exports.identities import dossier_name, text_name, urn
from twosource.dossier.exports.references import reference
from twosource.dossier.wording import ORDER, STANDINGS, answers, ordered, sentence
from twosource.model import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twosource.model import Claim, Dossier, Evidence, Report

__all__ = ["schema_org", "schema_org_graph"]

CONTEXT = "https://schema.org"
_SPEAKERS = {NameKind.PERSON: "Person", NameKind.ORGANISATION: "Organization"}


def schema_org(dossier: Dossier) -> str:
    """The graph as JSON text; `<` stands as an escape, so that it can lie in a page."""
    return dumps(schema_org_graph(dossier)).replace("<", "\\u003c") + "\n"


def schema_org_graph(dossier: Dossier) -> dict[str, Any]:
    """The reports, then the claims, the differences first, each with its quotations."""
    maker = _Maker(dossier)
    claims = ordered(dossier.claims)
    return {
        "@context": CONTEXT,
        "@graph": [
            *(maker.report(r) for r in dossier.reports),
            *(node for s in ORDER for c in claims[s] for node in maker.claim(c)),
        ],
    }


class _Maker:
    """Names of one dossier's reports and speakers."""

    def __init__(self, dossier: Dossier) -> None:
        self.name = dossier_name(dossier)
        self.decisions = dossier.decisions
        self.reports = {r.id: r for r in dossier.reports}
        # A speaker's kind is told only where all readings of her name agree on it.
        kinds: dict[str, set[NameKind]] = {}
        for reading in dossier.readings:
            for found in reading.names:
                kinds.setdefault(found.text, set()).add(found.kind)
        self.kinds = {text: next(iter(k)) for text, k in kinds.items() if len(k) == 1}

    def report(self, report: Report) -> dict[str, Any]:
        known = reference(report)
        outlet = {"@type": "Organization", "name": known.outlet} if known.outlet else None
        node = {
            "@id": text_name(report),
            "@type": "NewsArticle",
            "headline": known.title,
            "publisher": outlet,
            "creditText": ", ".join(filter(None, (known.byline, *known.agencies))),
            "datePublished": report.published if _is_date(report.published) else None,
            "inLanguage": known.language,
            "url": known.url,
        }
        return _told(node)

    def claim(self, claim: Claim) -> Iterator[dict[str, Any]]:
        groups = list(answers(claim).items())
        whole = urn(self.name, claim.id)
        names = [whole] if len(groups) == 1 else [urn(whole, str(k)) for k in range(len(groups))]
        why = why_of(claim, self.decisions)
        said = {
            "description": f"{STANDINGS[claim.standing].badge}. {why}".strip(),
            "keywords": [claim.standing.value, claim.rule],
        }
        if len(groups) > 1:
            yield {
                "@id": whole,
                "@type": "Collection",
                "name": sentence(claim.question),
                **said,
                "hasPart": [{"@id": name} for name in names],
            }
        for name, (_, group) in zip(names, groups, strict=True):
            # One quotation for each piece of evidence of this answer.
            quotations = [self._quotation(e, urn(name, str(k))) for k, e in enumerate(group)]
            node = {
                "@id": name,
                "@type": "Claim",
                "name": sentence(claim.question),
                "text": self._text(claim, group[0]),
                **(said if len(groups) == 1 else {"isPartOf": {"@id": whole}}),
                "appearance": [{"@id": i} for i in dict.fromkeys(self._of(e) for e in group)],
                "citation": [{"@id": q["@id"]} for q in quotations],
            }
            yield _told(node)
            yield from quotations

    def _quotation(self, evidence: Evidence, name: str) -> dict[str, Any]:
        speaker = None
        if evidence.speaker:
            kind = _SPEAKERS.get(self.kinds.get(evidence.speaker, NameKind.OTHER))
            speaker = _told({"@type": kind, "name": evidence.speaker})
        node = {
            "@id": name,
            "@type": "Quotation",
            "text": evidence.span.of(self.reports[evidence.report].text),
            "spokenByCharacter": speaker,
            "isPartOf": {"@id": self._of(evidence)},
        }
        return _told(node)

    def _text(self, claim: Claim, evidence: Evidence) -> str:
        """The answer with its question, or the words where it is no value."""
        if evidence.value and evidence.stance == "asserts":
            return f"{sentence(claim.question)}: {evidence.value}"
        return evidence.span.of(self.reports[evidence.report].text)

    def _of(self, evidence: Evidence) -> str:
        # Not the address: two reports may be two states of one page.
        return text_name(self.reports[evidence.report])


def _told(node: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}


def _is_date(published: str | None) -> bool:
    try:
        datetime.fromisoformat(published or "")
    except ValueError:
        return False
    return True
