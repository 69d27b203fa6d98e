"""How well names are found and linked within one report.

Linking, B-cubed F1 over the named mentions (`names_gold` says which they are): `b3_given` on
MEANTIME and `b3_gum_given` on GUM's 24 documents of news (train, dev and test files), the mentions'
places given; `b3_found` and `b3_gum_found`, each mention in the group of the name that
`names.find` has at its place, alone where it has none, without mentions that are part of a longer
one (found names are not nested). Rules were developed on every second document of each; what ends
in `_unseen` is the other half by itself. `…_identical` is the baseline of identical strings.
`b3_instances` is `b3_given` with MEANTIME's instances whole: the file names one instance in up to
three ways (`cross_`, `intra_`, `cross_intra_`), by the relation that the annotators drew, so that
`b3_given` has 96 instances of a document in two clusters, and a perfect linker reaches .927. The
language model learned its tags from GUM's train file.

Finding: `recall` and `precision` on GUM's dev file, all genres: named mentions that a found name
overlaps, and found names (pronouns and descriptions in small letters apart) that overlap a named
mention. Times are no names here: GUM's entities of
the type "time" ("January", "Monday") are left out, and a found name at such a place counts neither
way; `recall_with_times` and `precision_with_times` count them as names. The same on the test file,
which no rule was developed on: `recall_test`, `precision_test`.

`kind`, `kind_gum`: of the named mentions that are annotated as a person, a place or an
organisation and that a found name overlaps, the share whose name has that kind (MEANTIME; GUM dev).
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.names_gold import Document, Gold, gum, meantime
from twosource.reading import names
from twosource.reading.names_at import forms_at
from twosource.reading.names_link import link
from twosource.reading.parse import Parsed, parse

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from twosource.model import Name

__all__ = ["Read", "figures", "measure", "read"]

# A parsed document with its mentions, in order of the text.
Read = tuple[Parsed, tuple[Gold, ...]]


def measure(shared: Path) -> dict[str, float]:
    """All figures, each between 0 and 1; `shared` is the folder of data."""
    treebanks = shared / "treebanks"
    files = [treebanks / f"en_gum_open-{part}.conllu" for part in ("train", "dev", "test")]
    return figures(read(meantime(shared / "claims")), *(read(gum(path)) for path in files))


def read(documents: Iterable[Document]) -> list[Read]:
    """The documents with their analysis."""
    kept = list(documents)
    parsed = parse(d.report for d in kept)
    return [(p, d.gold) for p, d in zip(parsed, kept, strict=True)]


def figures(
    meantime_: Sequence[Read], train: Sequence[Read], dev: Sequence[Read], test: Sequence[Read]
) -> dict[str, float]:
    """All figures of the read documents of MEANTIME and of GUM's three files."""
    news = [_without_times(r) for r in (*train, *dev, *test) if "_news_" in r[0].report.id]
    out: dict[str, float] = {}
    for name, documents in (("b3", meantime_), ("b3_gum", news)):
        given = [_pairs(gold, _linked(parsed, gold)) for parsed, gold in documents]
        outer = [(parsed, _outermost(gold)) for parsed, gold in documents]
        found = [_pairs(gold, _groups(_in_found(parsed, gold))) for parsed, gold in outer]
        same = [_pairs(gold, _identical(parsed, gold)) for parsed, gold in documents]
        for what, pairs in (("given", given), ("found", found), ("identical", same)):
            out[f"{name}_{what}"] = _f1(pairs)
            out[f"{name}_{what}_unseen"] = _f1(pairs[1::2])
    whole = [
        (p, tuple(replace(g, entity=_instance(g.entity)) for g in gold)) for p, gold in meantime_
    ]
    pairs = [_pairs(gold, _linked(parsed, gold)) for parsed, gold in whole]
    out["b3_instances"], out["b3_instances_unseen"] = _f1(pairs), _f1(pairs[1::2])
    out["recall"], out["precision"] = _found(dev, times=False)
    out["recall_with_times"], out["precision_with_times"] = _found(dev, times=True)
    out["recall_test"], out["precision_test"] = _found(test, times=False)
    out["kind"], out["kind_gum"] = _kinds(meantime_), _kinds(dev)
    return out


def _instance(cluster: str) -> str:
    return cluster.rpartition("_")[2]


def _without_times(document: Read) -> Read:
    return document[0], tuple(g for g in document[1] if not g.time)


def _outermost(mentions: Sequence[Gold]) -> list[Gold]:
    """Those that are no part of a longer one."""
    return [
        m
        for m in mentions
        if not any(
            o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start
            for o in mentions
        )
    ]


def _linked(parsed: Parsed, mentions: Sequence[Gold]) -> list[Hashable]:
    """The groups of `link` for the mentions as they are given."""
    return list(link(forms_at(parsed, [(m.start, m.end) for m in mentions])))


def _in_found(parsed: Parsed, mentions: Sequence[Gold]) -> list[Name | None]:
    """The found name that covers most of each mention."""
    places = [(m.start, m.end, n) for n in names.find(parsed) for m in n.mentions]
    out: list[Name | None] = []
    for gold in mentions:
        near = [
            (min(end, gold.end) - max(start, gold.start), -name.id, name)
            for start, end, name in places
            if start < gold.end and gold.start < end
        ]
        out.append(max(near)[2] if near else None)
    return out


def _groups(ours: Sequence[Name | None]) -> list[Hashable]:
    return [("alone", k) if name is None else name.id for k, name in enumerate(ours)]


def _identical(parsed: Parsed, mentions: Sequence[Gold]) -> list[Hashable]:
    return [parsed.report.text[m.start : m.end] for m in mentions]


def _pairs(gold: Sequence[Gold], ours: Sequence[Hashable]) -> list[tuple[float, float]]:
    """B-cubed precision and recall of each mention."""
    right = [g.entity for g in gold]
    both = Counter(zip(right, ours, strict=True))
    of_gold, of_ours = Counter(right), Counter(ours)
    return [
        (both[g, o] / of_ours[o], both[g, o] / of_gold[g]) for g, o in zip(right, ours, strict=True)
    ]


def _f1(documents: Sequence[Sequence[tuple[float, float]]]) -> float:
    pairs = [pair for document in documents for pair in document]
    precision = sum(p for p, _ in pairs) / len(pairs)
    recall = sum(r for _, r in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall)


def _found(documents: Sequence[Read], *, times: bool) -> tuple[float, float]:
    """Recall and precision of the found names."""
    hit = total = right = said = 0
    for parsed, mentions in documents:
        ours = [
            (m.start, m.end)
            for n in names.find(parsed)
            for m in n.mentions
            if m.how != "pronoun"
            and (m.how != "role" or parsed.report.text[m.start : m.end].split()[-1][0].isupper())
        ]
        places = [(g.start, g.end) for g in mentions if times or not g.time]
        neither = [] if times else [(g.start, g.end) for g in mentions if g.time]
        hit += sum(_overlaps(place, ours) for place in places)
        total += len(places)
        correct = [_overlaps(place, places) for place in ours]
        right += sum(correct)
        said += len(ours) - sum(
            _overlaps(place, neither) for place, good in zip(ours, correct, strict=True) if not good
        )
    return hit / total, right / said


def _overlaps(place: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in others)


def _kinds(documents: Sequence[Read]) -> float:
    right = [
        name.kind is gold.kind
        for parsed, mentions in documents
        for gold, name in zip(mentions, _in_found(parsed, mentions), strict=True)
        if gold.kind is not None and name is not None
    ]
    return sum(right) / len(right)


if __name__ == "__main__":
    for name, value in measure(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")).items():
        print(f"{name}\t{value:.3f}")
