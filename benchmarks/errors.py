"""What whole dossiers get wrong on the labelled stories, for people who want to know why.

    python -m benchmarks.errors [../shared] [--most 30] [--words]

Prints the labelled differences that no claim finds, the claimed differences that none of the
labels knows, and the facts of which most pairs of mentions in different reports stand in no claim
together: story, id, kind and relation of each. `--words` adds the words of the reports. The causes
are in docs/benchmarks.md; they were read, not computed.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.scorers import scorer
from benchmarks.stories import write_dossiers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

__all__ = ["Miss", "Story", "false_differences", "missed_differences", "missed_facts"]

MOST = 30
SHOWN = 110  # characters of a mention


@dataclass(frozen=True, slots=True)
class Story:
    """A labelled story and what the program made of it: facts, reports by id, claims, as JSON has
    them; `scorer` is the labels' own.
    """

    name: str
    facts: list[dict[str, Any]]
    reports: dict[str, dict[str, Any]]
    claims: list[dict[str, Any]]
    scorer: ModuleType

    @classmethod
    def read(cls, stories: Path, dossiers: Path, name: str) -> Story:
        """Read one story of the labels; raises OSError where a file is missing."""
        gold = json.loads((stories / "labels" / f"{name}.json").read_text(encoding="utf-8"))
        told = json.loads((stories / "stories" / f"{name}.json").read_text(encoding="utf-8"))
        claims = json.loads((dossiers / f"{name}.json").read_text(encoding="utf-8"))["claims"]
        reports = {r["id"]: r for r in told["reports"]}
        return cls(name, gold["facts"], reports, claims, scorer(stories / "score.py"))

    @property
    def differing(self) -> list[dict[str, Any]]:
        """The claims that say that the reports differ."""
        return [c for c in self.claims if c["standing"] in self.scorer.STANDING.values()]

    def touches(self, claim: dict[str, Any], mention: dict[str, Any]) -> bool:
        """Whether a claim's evidence reaches into the words of a mention."""
        start, end = self.scorer.mention_span(self.reports[mention["report"]], mention)
        return any(
            e["report"] == mention["report"] and e["start"] < end and start < e["end"]
            for e in claim["evidence"]
        )

    def finds(self, claim: dict[str, Any], fact: dict[str, Any]) -> bool:
        """Whether a claim touches two mentions of a fact that differ."""
        pairs = self.scorer.rivals(fact)
        return any(self.touches(claim, m) and self.touches(claim, n) for m, n in pairs)

    def joined(self) -> set[frozenset[tuple[str, int]]]:
        """The pairs of sentences of different reports that some claim joins."""
        out = set()
        for claim in self.claims:
            where = {
                (e["report"], k)
                for e in claim["evidence"]
                for k in self.scorer.sentence_of(self.reports[e["report"]], e["start"], e["end"])
            }
            out |= {frozenset(pair) for pair in combinations(where, 2) if len({*dict(pair)}) > 1}
        return out


@dataclass(frozen=True, slots=True)
class Miss:
    """A fact of which `missed` of `pairs` pairs of mentions in different reports are not joined."""

    story: str
    fact: dict[str, Any]
    missed: int
    pairs: int


def missed_differences(story: Story) -> Iterator[dict[str, Any]]:
    """The facts on which the reports differ and no claim says so."""
    for fact in story.facts:
        if fact["relation"] != "agree" and not any(story.finds(c, fact) for c in story.differing):
            yield fact


def false_differences(story: Story) -> Iterator[dict[str, Any]]:
    """The claims that say that the reports differ where the labels know of no such fact."""
    known = [f for f in story.facts if f["relation"] != "agree"]
    for claim in story.differing:
        if not any(story.finds(claim, fact) for fact in known):
            yield claim


def missed_facts(story: Story) -> Iterator[Miss]:
    """The facts that have pairs of mentions which no claim joins."""
    joined = story.joined()
    for fact in story.facts:
        pairs = [
            frozenset(((m["report"], m["sentence"]), (n["report"], n["sentence"])))
            for m, n in combinations(fact["mentions"], 2)
            if m["report"] != n["report"]
        ]
        missed = sum(pair not in joined for pair in pairs)
        if missed:
            yield Miss(story.name, fact, missed, len(pairs))


def _told(fact: dict[str, Any]) -> str:
    return f"{fact['id']:4} {fact['kind']:10} {fact['relation']:8} {fact['gist']}"


def _words(story: Story, fact: dict[str, Any]) -> Iterator[str]:
    for m in fact["mentions"]:
        start, end = story.reports[m["report"]]["sentences"][m["sentence"]]
        sentence = " ".join(story.reports[m["report"]]["text"][start:end].split())
        value = f" = {m['value']}" if m.get("value") is not None else ""
        yield f"      {m['report']}.{m['sentence']}{value}: «{m['text'][:SHOWN]}» in: {sentence}"


def _show(stories: list[Story], most: int, *, words: bool) -> None:
    for story in stories:
        print(f"== {story.name}")
        for fact in missed_differences(story):
            print("   missed:", _told(fact))
            if words:
                print(*_words(story, fact), sep="\n")
        for claim in false_differences(story):
            print(
                f"   false: {claim['id']} {claim['standing']} ({claim['rule']})", *claim["values"]
            )
            for e in claim["evidence"] if words else ():
                text = story.reports[e["report"]]["text"][e["start"] : e["end"]]
                print(f"      {e['report']} = {e['value']}: «{' '.join(text.split())}»")
    by_name = {story.name: story for story in stories}
    found = [miss for story in stories for miss in missed_facts(story)]
    print(f"== the {most} facts with most pairs of mentions that no claim joins")
    for miss in sorted(found, key=lambda m: -m.missed)[:most]:
        print(f"   {miss.story:10} {miss.missed:3} of {miss.pairs:3}  {_told(miss.fact)}")
        if words:
            print(*_words(by_name[miss.story], miss.fact), sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--most", type=int, default=MOST, help="how many facts (%(default)s)")
    parser.add_argument("--words", action="store_true", help="with the words of the reports")
    asked = parser.parse_args()
    folder = asked.shared / "stories"
    with tempfile.TemporaryDirectory() as temporary:
        write_dossiers(folder / "stories", Path(temporary))
        names = sorted(p.stem for p in (folder / "labels").glob("*.json"))
        stories = [Story.read(folder, Path(temporary), name) for name in names]
        _show(stories, asked.most, words=asked.words)


if __name__ == "__main__":
    main()
