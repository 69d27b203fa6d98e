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
from collections import defaultdict
from pathlib import Path

SENSES = {"n": 3, "v": 4, "a": 2, "r": 2}  # senses read of each lemma, the most frequent first
DERIVED = {"+", ">", "*", "$"}  # derivation; verbs: cause, entailment, group
HYPERNYM = {"@"}
TYPES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}

Key = tuple[str, int]


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"))
    parser.add_argument(
        "--out", type=Path, default=Path("src/twosource/claims/data/related.tsv.gz")
    )
    args = parser.parse_args()
    known = frequent(args.wordnet)
    data = {pos: read_data(args.wordnet, pos) for pos in TYPES}
    own: dict[str, set[Key]] = defaultdict(set)
    derived: dict[str, set[Key]] = defaultdict(set)
    hypernyms: dict[str, set[Key]] = defaultdict(set)
    for pos in TYPES:
        for lemma, offsets in read_index(args.wordnet, pos).items():
            if "_" in lemma or not lemma.isascii() or len(lemma) < 3:
                continue
            for offset in offsets:
                words, pointers = data[pos][offset]
                own[lemma].add((pos, offset))
                for symbol, target, source in pointers:
                    if symbol in DERIVED and source in (0, words.index(lemma) + 1):
                        derived[lemma].add(target)
                    elif symbol in HYPERNYM:
                        hypernyms[lemma].add(target)
    holders: dict[Key, int] = defaultdict(int)
    for lemma, synsets in own.items():
        for synset in synsets | derived[lemma] | hypernyms[lemma]:
            holders[synset] += 1
    # A synset that only one word of the table points at relates it to nothing.
    numbers: dict[Key, str] = {}
    lines = []
    for lemma in sorted(own):
        columns = []
        for table in (own, derived, hypernyms):
            keep = sorted(s for s in table[lemma] if 1 < holders[s] <= 400)
            columns.append(" ".join(numbers.setdefault(s, base36(len(numbers))) for s in keep))
        if lemma in known or columns[0]:
            if any(columns):
                lines.append("\t".join([lemma, *columns]))
    with gzip.GzipFile(args.out, "wb", mtime=0) as out:
        out.write(("\n".join(lines) + "\n").encode())
    print(f"{len(lines)} lemmas, {len(numbers)} synsets, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
