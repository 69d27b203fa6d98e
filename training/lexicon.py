"""Makes the table of related words from WordNet 3.0: `python -m training.lexicon`.

WordNet 3.0 comes with Debian's package `wordnet-base`; its licence allows a derived table with
its notice (src/twosource/claims/data/LICENSE.wordnet). For each lemma the table holds the synsets
of its frequent senses, those one derivational or causal step away, and the direct hypernyms:

    lemma TAB own synsets TAB derived synsets TAB hypernyms

Synsets are numbered anew (base 36) so that the file stays small; the numbers mean nothing else.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

SENSES = {"n": 3, "v": 4, "a": 2, "r": 2}  # senses read of each lemma, the most frequent first
DERIVED = {"+", ">", "*", "$"}  # derivation; verbs: cause, entailment, group
HYPERNYM = {"@"}
TYPES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}

SHORTEST = 3  # letters; shorter lemmas are mostly abbreviations
WIDEST = 400  # a synset above more lemmas than this says nothing of them

Key = tuple[str, int]  # part of speech, offset of the synset


@dataclass(frozen=True, slots=True)
class Senses:
    """The synsets of one lemma."""

    own: set[Key] = field(default_factory=set)
    derived: set[Key] = field(default_factory=set)
    hypernyms: set[Key] = field(default_factory=set)


def read_index(folder: Path, pos: str) -> dict[str, list[int]]:
    """Lemma to its synset offsets, most frequent first."""
    out: dict[str, list[int]] = {}
    for line in (folder / f"index.{TYPES[pos]}").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        parts = line.split()
        synsets, pointers = int(parts[2]), int(parts[3])
        tagged = int(parts[5 + pointers])
        offsets = [int(o) for o in parts[6 + pointers :]][:synsets]
        # A sense that no annotator ever met is noise, unless the word has no other.
        out[parts[0]] = offsets[: max(1, min(SENSES[pos], tagged))]
    return out


def read_data(folder: Path, pos: str) -> dict[int, tuple[list[str], list[tuple[str, Key, int]]]]:
    """Offset to its words and its pointers (symbol, target synset, number of the source word)."""
    out = {}
    for line in (folder / f"data.{TYPES[pos]}").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        parts = line.split(" | ")[0].split()
        count = int(parts[3], 16)
        words = [parts[4 + 2 * k].split("(")[0].lower() for k in range(count)]
        at = 4 + 2 * count
        pointers = []
        for k in range(int(parts[at])):
            symbol, offset, kind, ends = parts[at + 1 + 4 * k : at + 5 + 4 * k]
            pointers.append(
                (symbol, ("a" if kind == "s" else kind, int(offset)), int(ends[:2], 16))
            )
        out[int(parts[0])] = (words, pointers)
    return out


def base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    out = ""
    while True:
        number, rest = divmod(number, 36)
        out = digits[rest] + out
        if not number:
            return out


def frequent(folder: Path) -> set[str]:
    """Lemmas that WordNet's own annotated texts hold at least once."""
    out = set()
    for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        out.add(line.split("%")[0].lower())
    return out


def senses(folder: Path) -> dict[str, Senses]:
    """Each plain lemma with its own synsets, the derived ones and the hypernyms."""
    out: dict[str, Senses] = defaultdict(Senses)
    for pos in TYPES:
        data = read_data(folder, pos)
        for lemma, offsets in read_index(folder, pos).items():
            if "_" in lemma or not lemma.isascii() or len(lemma) < SHORTEST:
                continue
            for offset in offsets:
                words, pointers = data[offset]
                out[lemma].own.add((pos, offset))
                for symbol, target, source in pointers:
                    # A pointer of word 0 holds for every word of the synset.
                    if symbol in DERIVED and source in (0, words.index(lemma) + 1):
                        out[lemma].derived.add(target)
                    elif symbol in HYPERNYM:
                        out[lemma].hypernyms.add(target)
    return out


def rows(table: dict[str, Senses], known: set[str]) -> tuple[list[str], int]:
    """The lines of the table, and how many synsets they number."""
    holders = Counter(s for one in table.values() for s in one.own | one.derived | one.hypernyms)
    numbers: dict[Key, str] = {}
    lines = []
    for lemma, one in sorted(table.items()):
        columns = []
        for synsets in (one.own, one.derived, one.hypernyms):
            # A synset that only one word of the table points at relates it to nothing.
            keep = sorted(s for s in synsets if 1 < holders[s] <= WIDEST)
            columns.append(" ".join(numbers.setdefault(s, base36(len(numbers))) for s in keep))
        if any(columns) and (lemma in known or columns[0]):
            lines.append("\t".join([lemma, *columns]))
    return lines, len(numbers)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"))
    parser.add_argument(
        "--out", type=Path, default=Path("src/twosource/claims/data/related.tsv.gz")
    )
    args = parser.parse_args()
    lines, count = rows(senses(args.wordnet), frequent(args.wordnet))
    with gzip.GzipFile(args.out, "wb", mtime=0) as out:
        out.write(("\n".join(lines) + "\n").encode())
    print(f"{len(lines)} lemmas, {count} synsets, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
