"""What would give a claim another standing: plain sentences for whoever goes on reporting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.claims.weights import thresholds
from twosource.dossier.plain import one_line
from twosource.dossier.wording import count, joined
from twosource.model import OriginKind, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from twosource.model import Claim, Evidence, Origin

__all__ = ["would_change"]


def would_change(
    claim: Claim, names: Mapping[str, str], origins: Mapping[str, Origin]
) -> tuple[str, ...]:
    """Sentences, each with its full stop, on what would change a claim's standing."""
    return tuple(_sentences(claim, names, origins))


def _sentences(
    claim: Claim, names: Mapping[str, str], origins: Mapping[str, Origin]
) -> Iterator[str]:
    standing, rule = claim.standing, claim.rule
    told = joined(_label(o, origins) for o in claim.origins)
    if standing is Standing.SINGLE_SOURCE:
        yield "A second report that states it: then its origin decides."
        yield (
            "If another of these reports does state it in other words, `twosource decide merge` "
            "joins the two."
        )
    elif rule == "origin-unknown":
        yield from _unknown(claim, names, origins)
    elif rule == "match-uncertain":
        yield from _unsure(claim)
    elif standing is Standing.ONE_ORIGIN:
        yield f"A report that has it from somebody else than {told} would corroborate it."
        yield from _copies(claim, origins)
    elif standing is Standing.CORROBORATED:
        more = len(claim.origins) - 1
        yield (
            f"If {count(more, 'of its origins', 'of its origins')} turned out to rest on another, "
            "it would stand as one-origin; `twosource decide one-origin` says so."
        )
        yield "A report that denies it, or gives another answer, would come before this."
    elif standing is Standing.CONFLICTING:
        yield from _conflict(claim)
    elif standing is Standing.UPDATED:
        yield (
            "If the later answer were about something else, or only another's count, it would be "
            "a conflict or two claims; `twosource decide split` parts them."
        )
    elif standing is Standing.DENIED:
        who = joined(dict.fromkeys(e.speaker or names[e.report] for e in _denying(claim)))
        yield f"If {who or 'the denial'} denies something else, `twosource decide split` parts it."
        yield "Without the denial the rest would be decided by its values and origins."


def _unknown(
    claim: Claim, names: Mapping[str, str], origins: Mapping[str, Origin]
) -> Iterator[str]:
    unnamed = [
        e
        for e in claim.evidence
        if e.origin in origins
        and origins[e.origin].kind is OriginKind.SPEAKER
        and (e.origin not in claim.origins or len(claim.origins) > 1)
    ]
    who = joined(dict.fromkeys(f"“{e.speaker or names[e.report]}”" for e in unnamed))
    yield f"A name for {who or 'its sources'}: only a source that is named can be independent."
    yield "A further report that names a source of its own."


def _unsure(claim: Claim) -> Iterator[str]:
    sure = thresholds().sure
    apart = list(dict.fromkeys(words for link in claim.links for words in link.apart))
    if claim.score < sure:
        yield (
            f"A surer match: its weakest link has {claim.score:.2f}, and {sure:.2f} is needed "
            "before origins are counted."
        )
    if apart:
        yield f"Words without what keeps them apart: {joined(one_line(a) for a in apart)}."
    elif claim.score >= sure:
        yield (
            "Words that differ in no negation, hedge, state, amount, count, hour or name: "
            "something of that kind keeps them apart."
        )
    yield (
        "If they do say the same, that is yours to say: `twosource decide merge` of this claim "
        "alone; `split` takes off what does not belong."
    )


def _conflict(claim: Claim) -> Iterator[str]:
    if claim.rule == "values-exclude-each-other":
        yield (
            "A correction, or a later report with the higher count, would make it an update; a "
            "hedge (“about”, “at least”) that reaches the other value, an agreement."
        )
    elif claim.rule == "days-exclude-each-other":
        yield "A day that settles which is meant, or a report that takes its own back."
    elif claim.rule == "places-differ":
        yield "A report that says that one of the places lies in the other."
    else:
        yield "A report that takes its own words back, or tells the time of each."
    yield "If the answers are to two questions, `twosource decide split` parts them."


def _copies(claim: Claim, origins: Mapping[str, Origin]) -> Iterator[str]:
    kinds = {origins[o].kind for o in claim.origins if o in origins}
    if kinds & {OriginKind.COPY, OriginKind.AGENCY}:
        yield "More reports that print the same text change nothing."
    elif OriginKind.SPEAKER in kinds:
        yield "More reports that quote the same speaker change nothing: they show that he said it."


def _denying(claim: Claim) -> list[Evidence]:
    return [e for e in claim.evidence if e.stance == "denies"]


def _label(origin: str, origins: Mapping[str, Origin]) -> str:
    return one_line(origins[origin].label) if origin in origins else one_line(origin)
