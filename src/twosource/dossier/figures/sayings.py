"""Quotations: one speaker's same words across outlets, with what each outlet changed in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from twosource.dossier.figures import markup, moments
from twosource.dossier.figures.cited import Cited, Known
from twosource.dossier.figures.versions import Version, groups, paraphrases, same_speaker
from twosource.dossier.figures.wordings import BETWEEN, Piece, compared
from twosource.dossier.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.dossier.figures.markup import Link
    from twosource.dossier.figures.moments import Spell
    from twosource.model import Dossier

__all__ = ["Saying", "Variant", "quotations", "sayings"]

SHOWN = 12  # quotations shown without opening the rest


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording, in one or more reports. `pieces` are its words against the base, `notes` name
    the differences; `given_to` is the speaker where it is another than the base's.
    """

    cited: tuple[Cited, ...]
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...]
    paraphrase: bool = False
    given_to: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """One quotation: who says it, the fullest wording and who prints it, the other wordings."""

    speaker: str
    words: str
    cited: tuple[Cited, ...]
    variants: tuple[Variant, ...]
    claims: tuple[str, ...]

    @property
    def reports(self) -> int:
        return len({c.report for c in (*self.cited, *(c for v in self.variants for c in v.cited))})


def quotations(dossier: Dossier, *, link: Link) -> Markup:
    """The figure as HTML, empty where no two reports quote the same words."""
    found = sayings(dossier)
    if not found:
        return Markup()
    return markup.macro("quotations", sayings=found[:SHOWN], more=found[SHOWN:], link=link)


def sayings(dossier: Dossier) -> tuple[Saying, ...]:
    """All quotations that two or more reports print; those with differences first, then those in
    the most reports.
    """
    known = Known(dossier)
    spells = moments.of_reports(dossier.reports)
    found = [_fullest_of_each(g) for g in groups(dossier)]
    told = paraphrases(dossier, found)
    out = []
    for group, reported in zip(found, told, strict=True):
        fullest = max(len(v.words) for v in group)
        whole = {v.report for v in group if len(v.words) == fullest}
        kept = [
            p
            for p in reported
            if p.report not in whole
            and not any(p.span.overlaps(v.span) for v in group if v.report == p.report)
        ]
        out.append(_saying(group, _outermost(kept), known, spells, dossier))
    return tuple(sorted(out, key=lambda s: (not s.variants, -s.reports)))


def _fullest_of_each(group: Sequence[Version]) -> list[Version]:
    """Of each report the fullest version: a headline repeats a part of what stands below it."""
    best: dict[str, Version] = {}
    for version in group:
        other = best.get(version.report)
        if other is None or _fullness(version) > _fullness(other):
            best[version.report] = version
    return list(best.values())


def _fullness(version: Version) -> tuple[bool, int]:
    return bool(version.speaker), len(version.words)


def _outermost(versions: Sequence[Version]) -> list[Version]:
    """Without those that lie inside another of the same report."""
    return [
        v
        for v in versions
        if not any(
            o is not v
            and o.report == v.report
            and o.span.contains(v.span)
            and (o.span != v.span or versions.index(o) < versions.index(v))
            for o in versions
        )
    ]


def _saying(
    group: Sequence[Version],
    reported: Sequence[Version],
    known: Known,
    spells: dict[str, Spell],
    dossier: Dossier,
) -> Saying:
    base = min(
        group, key=lambda v: (-len(v.words), not v.speaker, spells.get(v.report, moments.NEVER))
    )
    texts = {r: report.text for r, report in known.reports.items()}
    speaker = _name(group)
    same = [base]
    variants: dict[tuple[object, ...], Variant] = {}
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...]
    for version in sorted((*group, *reported), key=lambda v: spells.get(v.report, moments.NEVER)):
        if version is base:
            continue
        stranger = "" if same_speaker(version.speaker, speaker) else version.speaker
        if not version.paraphrase and version.keys == base.keys and not stranger:
            same.append(version)
            continue
        text = texts[version.report]
        if version.paraphrase:
            words = " ".join(version.span.of(text).split())
            pieces, notes = (Piece("same", words),), ("paraphrased",)
        else:
            pieces, notes = compared(base, texts[base.report], version, text)
        cited = known.cited(version.report, version.span)
        key = (pieces, notes, version.paraphrase, stranger)
        before = variants[key].cited if key in variants else ()
        variants[key] = Variant((*before, cited), pieces, notes, version.paraphrase, stranger)
    return Saying(
        speaker=sentence(speaker) or "Speaker not settled",
        words=BETWEEN.join(" ".join(s.of(texts[base.report]).split()) for s in base.spans),
        cited=tuple(known.cited(v.report, v.span) for v in same),
        variants=tuple(variants.values()),
        claims=_claims(dossier, group),
    )


def _name(group: Sequence[Version]) -> str:
    """What most reports call the speaker, the longest where as many do."""
    names = [v.speaker for v in group if v.speaker]
    return max(names, key=lambda n: (names.count(n), len(n)), default="")


def _claims(dossier: Dossier, group: Sequence[Version]) -> tuple[str, ...]:
    """The claims that have evidence in two or more of the quotations."""
    spans = {v.report: v.span for v in group}
    return tuple(
        claim.id
        for claim in dossier.claims
        if len(
            {
                e.report
                for e in claim.evidence
                if e.report in spans and spans[e.report].overlaps(e.span)
            }
        )
        > 1
    )
