"""What is said of a decision after a run: what it did, or why it could not be followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twosource.decisions.anchors import Place
    from twosource.model import Anchor, Claim, Standing

__all__ = [
    "already_apart",
    "already_one",
    "beside",
    "joined",
    "none_left",
    "not_held",
    "one_origin_said",
    "rejected",
    "taken_off",
]

LONGEST = 60  # characters of a quotation


def joined(members: Sequence[Claim], one: Claim) -> str:
    """After a merge."""
    reports = len({e.report for e in one.evidence})
    names = ", ".join(_quoted(c.question) for c in members)
    of = f"of {reports} reports" if reports > 1 else "of one report"
    return f"{names} are one claim {of}, which stands as {one.standing}"


def already_one(before: Standing, one: Claim) -> str:
    """After a merge of words that the program has in one claim, too."""
    stands = f"it stands as {one.standing}"
    if before is not one.standing:
        stands = f"by your word it stands as {one.standing} instead of {before}"
    return f"{_quoted(one.question)} is one claim, as the program has it; {stands}"


def already_apart() -> str:
    """After a split or a rejection of words that no claim holds together."""
    return "no claim holds these words together now, so nothing had to be done"


def taken_off(claim: Claim, own: Claim, left: Claim, labels: Mapping[str, str]) -> str:
    """After a split."""
    words = f"words of {_listed(dict.fromkeys(labels[e.report] for e in own.evidence))}"
    stand = f"they stand as {own.standing}, the rest as {left.standing}"
    return f"{words} are taken off {_quoted(claim.question)}; {stand}"


def rejected(gone: Sequence[Claim], left: Sequence[Claim]) -> str:
    """After a rejection."""
    names = ", ".join(f"{_quoted(c.question)} ({c.standing})" for c in gone)
    if left:
        return f"its words are taken out of {names}; the rest stays"
    return f"rejected: {names}"


def one_origin_said(names: Sequence[str], lowered: int) -> str:
    """After reports were made one origin."""
    if not lowered:
        return f"{_listed(names)} count as one origin; no claim counted them apart"
    claims = "1 claim rests" if lowered == 1 else f"{lowered} claims rest"
    return f"{_listed(names)} count as one origin; {claims} on fewer origins by that"


def none_left(lost: Sequence[Anchor], least: str = "") -> str:
    """Of a decision that cannot be followed, because its words or reports are not here."""
    need = f" ({least})" if least else ""
    return f"could not be applied{need}: {_missing(lost)}"


def not_held(places: Sequence[Place], labels: Mapping[str, str]) -> str:
    """Of a merge whose words stand where nothing is compared."""
    where = _listed(dict.fromkeys(labels[p.report] for p in places))
    return f"could not be applied: its words stand in parts of {where} that are not compared"


def beside(places: Sequence[Place], lost: Sequence[Anchor], labels: Mapping[str, str]) -> str:
    """What is said beside the rest: which words were found elsewhere or changed, or not at all."""
    out = ""
    changed: dict[str, list[str]] = {}
    for place in places:
        if place.changed:
            names = changed.setdefault(place.changed, [])
            names += [] if labels[place.report] in names else [labels[place.report]]
    for what, names in changed.items():
        out += f"; {_listed(names)}: {what}"
    return f"{out}; not found: {_missing(lost)}" if lost else out


def _missing(lost: Sequence[Anchor]) -> str:
    said = []
    for anchor in lost:
        words = f"{_quoted(anchor.text)} of {anchor.report}" if anchor.text else anchor.report
        said.append(words)
    if not said:
        return "the rest of it is in no report any more"
    verb = "is" if len(said) == 1 else "are"
    return f"{_listed(said)} {verb} not in these reports"


def _quoted(words: str) -> str:
    line = " ".join(words.split())
    if len(line) > LONGEST:
        line = line[:LONGEST].rsplit(" ", 1)[0] + " …"
    return f"“{line}”"


def _listed(names: Iterable[str]) -> str:
    parts = list(names)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
