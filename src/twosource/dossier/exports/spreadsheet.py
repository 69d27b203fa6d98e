"""One row for each piece of evidence, as CSV that a spreadsheet may open.

After RFC 4180: commas, every cell in quotation marks, lines ended by CR LF; UTF-8 with a byte order
mark, without which Excel takes it for another encoding. A cell that a spreadsheet would take for a
formula gets an apostrophe in front (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from twosource.dossier.decided import why_of
from twosource.dossier.exports.references import web_address
from twosource.dossier.plain import one_line
from twosource.dossier.wording import ORDER, ordered

if TYPE_CHECKING:
    from twosource.model import Claim, Dossier, Evidence, Origin, Report

__all__ = ["COLUMNS", "safe_cell", "spreadsheet"]

COLUMNS = (
    "claim", "standing", "rule", "kind", "question", "value", "stance", "hedged", "words", "report",
    "outlet", "published", "speaker", "chain", "origin", "origin_kind", "start", "end", "why",
    "alignment", "url",
)  # fmt: skip
# The full-width forms are formulas, too, where Chinese or Japanese is set.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def spreadsheet(dossier: Dossier) -> str:
    """The rows under a row of COLUMNS, the differences first, as the page has them.

    `words` are on one line and without control characters; the exact ones are
    `text[start:end]` of the report.
    """
    reports = {r.id: r for r in dossier.reports}
    origins = {o.id: o for o in dossier.origins}
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    claims = ordered(dossier.claims)
    for claim in (c for standing in ORDER for c in claims[standing]):
        why = why_of(claim, dossier.decisions)
        for evidence in claim.evidence:
            origin = origins.get(evidence.origin)
            row = _row(claim, evidence, reports[evidence.report], origin, why)
            writer.writerow([safe_cell(row[column]) for column in COLUMNS])
    return out.getvalue()


def safe_cell(words: str) -> str:
    """The words on one line, with an apostrophe in front where they would be a formula."""
    # Before the line is made of them: a tab or a break in front is a sign, too.
    risky = words.startswith(_FORMULA) or one_line(words).startswith(_FORMULA)
    return ("'" if risky else "") + one_line(words)


def _row(
    claim: Claim, evidence: Evidence, report: Report, origin: Origin | None, why: str
) -> dict[str, str]:
    return {
        "claim": claim.id,
        "standing": claim.standing.value,
        "rule": claim.rule,
        "kind": claim.kind,
        "question": claim.question,
        "value": evidence.value,
        "stance": evidence.stance,
        "hedged": "yes" if evidence.hedged else "no",
        "words": evidence.span.of(report.text),
        "report": report.id,
        "outlet": report.outlet or "",
        "published": report.published or "",
        "speaker": evidence.speaker,
        "chain": " > ".join(evidence.chain),
        "origin": (origin.label if origin else "") or evidence.origin,
        "origin_kind": origin.kind.value if origin else "",
        "start": str(evidence.start),
        "end": str(evidence.end),
        "why": why,
        "alignment": f"{claim.score:g}",
        "url": web_address(report.url),
    }
