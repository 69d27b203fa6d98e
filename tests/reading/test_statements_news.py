"""Invented news sentences through the whole of the reading, against the propositions wanted.

    python -m tests.reading.test_statements_news    what is missed and what is too much

The figures are about the parser and the rules together; the rules by themselves are tested on
trees in `test_statements.py`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from twosource.model import (
    Argument,
    Block,
    BlockKind,
    Certainty,
    NameKind,
    Polarity,
    Reading,
    Report,
    Statement,
)
from twosource.reading.report import read_all

_SLOTS = {"place", "time", "n", "by"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One proposition of the table: alternatives of the predicate, and its slots."""

    predicates: tuple[str, ...]
    optional: bool
    slots: tuple[tuple[str, str], ...]
    held: frozenset[str]
    line: str


@dataclass(slots=True)
class Tally:
    """Counts by slot, and a line for each error."""

    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def f1(self, slot: str) -> float:
        return 2 * self.right[slot] / max(1, self.wanted[slot] + self.found[slot])


def _wanted(line: str) -> Wanted:
    head, _, rest = line.strip().partition(":")
    slots, _, held = rest.partition(";")
    pairs: list[tuple[str, str]] = []
    for row, words in ((pairs, slots), (pairs, held)):
        for word in words.split():
            if "=" in word:
                name, _, value = word.partition("=")
                row.append((name, value))
            elif row and words is slots:
                row[-1] = (row[-1][0], f"{row[-1][1]} {word}")
    flags = frozenset(w for w in held.split() if "=" not in w)
    names = tuple(head.rstrip("?").split("|"))
    return Wanted(names, head.endswith("?"), tuple(pairs), flags, line.strip())


def table() -> list[tuple[str, list[Wanted]]]:
    out: list[tuple[str, list[Wanted]]] = []
    path = Path(__file__).with_name("statements.news")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            out[-1][1].append(_wanted(line))
        elif line and not line.startswith("#"):
            out.append((line, []))
    return out


@cache
def readings() -> tuple[Reading, ...]:
    rows = (
        Report(str(k), text, (Block(BlockKind.BODY, 0, len(text)),), published="2024-06-14")
        for k, (text, _) in enumerate(table())
    )
    return tuple(read_all(rows))


def _slots_of(reading: Reading, s: Statement) -> list[tuple[str, str, str]]:
    """(slot, head, words) of everything that a statement has."""
    text = reading.report.text
    out = [
        (a.case if a.role == "oblique" else a.role, a.head, _words(reading, a)) for a in s.arguments
    ]
    out += [("place", "", reading.names[k].text) for k in s.place]
    out += [("time", "", text[slice(*_ends(reading.times[k]))]) for k in s.times]
    out += [("n", "", text[slice(*_ends(reading.quantities[k]))]) for k in s.quantities]
    out += [("by", "", reading.attributions[k].speaker_text) for k in s.attributions]
    return out


def _words(reading: Reading, a: Argument) -> str:
    words = reading.report.text[a.start : a.end]
    return words if a.name is None else f"{words} {reading.names[a.name].text}"


def _ends(thing: object) -> tuple[int, int]:
    return thing.start, thing.end  # type: ignore[attr-defined]


def _is(value: str, slot: str, head: str, words: str) -> bool:
    if slot == "time":
        return value.casefold() == words.casefold()
    if slot == "n":  # the hedge may stand outside of the number's span
        return value.casefold().endswith(words.casefold())
    if slot == "by":
        return value.casefold() in words.casefold()
    return value.casefold() == head.casefold() or (
        value[:1].isupper() and value in words.replace("'s", " ").split()
    )


def _circumstance(slot: str) -> bool:
    return slot not in {"agent", "patient", "attribute", *_SLOTS}


def _held(s: Statement) -> set[str]:
    out = {s.tense} if s.tense else set()
    if s.certainty is not Certainty.ASSERTED:
        out.add("maybe" if s.certainty is Certainty.HEDGED else "denied")
    if s.polarity is Polarity.NEGATIVE:
        out.add("not")
    return out


def _taken(have: list[tuple[str, str, str]], slot: str, value: str) -> bool:
    """Take what fills a wanted slot out of what there is; a place may stand in either form."""
    slots = {slot} if slot in _SLOTS else {slot, "place"}
    match = next((h for h in have if h[0] in slots and _is(value, *h)), None)
    if match is not None:
        have.remove(match)
    return match is not None


def _compare(tally: Tally, text: str, want: Wanted, reading: Reading, s: Statement) -> None:
    have = _slots_of(reading, s)
    for slot, value in want.slots:
        found = _taken(have, slot, value.rstrip("?"))
        if value.endswith("?"):
            continue
        name = "oblique" if _circumstance(slot) else slot
        tally.wanted[name] += 1
        tally.right[name] += found
        tally.found[name] += found
        if not found:
            tally.errors.append(f"MISSED {slot}={value} of {want.line!r} in {text!r}: {have}")
    said = any(slot == "by" for slot, _ in want.slots)
    for slot, _, words in have:
        # More circumstances than the table names do no harm; of speakers it names all or none.
        if _circumstance(slot) or (slot == "by" and not said):
            continue
        tally.found[slot] += 1
        tally.errors.append(f"TOO MUCH {slot}={words} of {want.line!r} in {text!r}")
    _compare_held(tally, text, want, s)


def _compare_held(tally: Tally, text: str, want: Wanted, s: Statement) -> None:
    held, wanted = _held(s), set(want.held)
    tenses = {"past", "present", "future"}
    for what, these in (
        ("negative", {"not"}),
        ("certainty", {"maybe", "denied"}),
        ("tense", tenses),
    ):
        if what == "tense" and not wanted & tenses:
            continue
        tally.wanted[what] += 1
        tally.found[what] += 1
        if held & these == wanted & these:
            tally.right[what] += 1
        else:
            tally.errors.append(f"{what.upper()} {held & these} of {want.line!r} in {text!r}")


def tally() -> Tally:
    out = Tally()
    for (text, wanted), reading in zip(table(), readings(), strict=True):
        left = list(reading.statements)
        for want in wanted:
            s = next((s for s in left if set(s.predicate.split()[:1]) & set(want.predicates)), None)
            if s is not None:
                left.remove(s)
            elif want.optional:
                continue
            if not want.optional:
                out.wanted["predicate"] += 1
            if s is None:
                out.errors.append(f"NO PREDICATE {want.line!r} in {text!r}")
            elif not want.optional:
                out.right["predicate"] += 1
                out.found["predicate"] += 1
                _compare(out, text, want, reading, s)
        for s in left:
            out.found["predicate"] += 1
            span = text[s.start : s.end]
            out.errors.append(f"NOT WANTED {s.predicate} [{span}] in {text!r}")
    return out


@cache
def _tallied() -> Tally:
    return tally()


# A hair below what was reached: a parser trained anew errs elsewhere.
@pytest.mark.parametrize(
    ("slot", "floor"),
    [
        ("predicate", 0.92),
        ("agent", 0.90),
        ("patient", 0.90),
        ("attribute", 0.80),
        ("oblique", 0.90),
        ("place", 0.90),
        ("time", 0.78),
        ("n", 0.92),
        ("by", 0.80),
        ("negative", 0.97),
        ("certainty", 0.95),
        ("tense", 0.94),
    ],
)
def test_slots_of_news_sentences(slot: str, floor: float) -> None:
    found = _tallied()
    assert found.wanted[slot] >= 10
    assert found.f1(slot) >= floor, "\n".join(found.errors)


def test_spans_of_news_sentences() -> None:
    for reading in readings():
        text = reading.report.text
        for s in reading.statements:
            assert text[s.start : s.end].strip() == text[s.start : s.end] != ""
            assert text[s.predicate_span.start : s.predicate_span.end]
            assert all(text[a.start : a.end].strip() for a in s.arguments)
            assert all(reading.names[k].kind is NameKind.PLACE for k in s.place)


if __name__ == "__main__":
    found = tally()
    print("\n".join(found.errors))  # noqa: T201 - the list is what the command is for
    for slot in found.wanted:
        right, wanted, had = found.right[slot], found.wanted[slot], found.found[slot]
        line = f"P {right / max(1, had):.3f} R {right / max(1, wanted):.3f} of {wanted}"
        line = f"P {right / max(1, had):.3f} R {right / max(1, wanted):.3f} of {wanted}"
        print(f"{slot:10} {line}")  # noqa: T201
