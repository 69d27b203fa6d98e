"""Makes the table of everyday words: `python -m training.frequency --shared ../shared`.

Counts of lemmas in the training parts of UD English EWT (CC BY-SA 4.0) and of the commercially
usable genres of GUM (CC BY 4.0). A word that people use all the time says little about an event.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from pathlib import Path

LEAST = 3  # rarer lemmas are as rare as unknown ones


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument(
        "--out", type=Path, default=Path("src/twosource/claims/data/frequency.tsv.gz")
    )
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    for name in ("en_ewt-train", "en_gum_open-train"):
        path = args.shared / "treebanks" / f"{name}.conllu"
        for line in path.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if len(columns) == 10 and columns[0].isdigit() and columns[2].isalpha():
                counts[columns[2].lower()] += 1
    kept = {lemma: n for lemma, n in sorted(counts.items()) if n >= LEAST}
    lines = [f"\t{sum(counts.values())}", *(f"{lemma}\t{n}" for lemma, n in kept.items())]
    with gzip.GzipFile(args.out, "wb", mtime=0) as out:
        out.write(("\n".join(lines) + "\n").encode())
    print(f"{len(kept)} lemmas, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
