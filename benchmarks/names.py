"""How well names are found and linked within one report.

`b3_given`: B-cubed F1 of linking MEANTIME's own name mentions (the mentions that are written as
names: capitalised throughout, an article apart). `b3_found`: the same mentions, each in the group
of the name that `names.find` has at its place, alone where it has none. `b3_gum`: the same as
`b3_found` on the named mentions of GUM dev's documents of news. `recall`, `precision`: GUM dev,
named mentions (head PROPN in the treebank) overlapped by a found name, and the reverse; each
sentence by itself. `kind`, `kind_gum`: of the named mentions that are annotated as a person, a
place or an organisation and that a found name overlaps, the share whose name has that kind
(MEANTIME; GUM dev by documents).
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.model import Block, BlockKind, Name, NameKind, Report
from twosource.reading import names
from twosource.reading.names_forms import Form, forms_in
from twosource.reading.names_link import link
from twosource.reading.parse import Parsed, ParsedBlock, parse

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

__all__ = ["Gold", "gum_figures", "meantime_figures", "measure"]

_KINDS = {
    "person": NameKind.PERSON,
    "place": NameKind.PLACE,
    "location": NameKind.PLACE,
    "organization": NameKind.ORGANISATION,
}

_SMALL = frozenset(
    {"of", "the", "and", "for", "de", "la", "van", "von", "al", "&", "'s", "on", "-"}
)
_ARTICLE = frozenset({"the", "a", "an"})
_NO_NAME = frozenset(
    {"he", "she", "it", "they", "i", "we", "his", "her", "its", "their", "our", "my"}
)


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated mention: where it stands, which entity it is, and of what kind."""

    start: int
    end: int
    entity: str
    kind: NameKind | None


def measure(shared: Path) -> dict[str, float]:
    """All figures, each between 0 and 1; `shared` is the folder of data."""
    return {
        **_meantime(shared / "claims"),
        **_gum(shared / "treebanks" / "en_gum_open-dev.conllu"),
    }


def _report(key: str, text: str) -> Report:
    blocks = tuple(
        Block(BlockKind.BODY, m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)
    )
    return Report(key, text, blocks)


def _is_name(text: str) -> bool:
    kept = text.split()
    while kept and kept[0].casefold() in _ARTICLE:
        kept.pop(0)
    if not kept or kept[0].casefold() in _NO_NAME:
        return False
    return all(w[0].isupper() or w in _SMALL for w in kept) and kept[0] not in _SMALL


def _meantime(folder: Path) -> dict[str, float]:
    with (folder / "meantime_en_docs.jsonl").open(encoding="utf-8") as lines:
        texts = {d["doc"]: d["text"] for d in map(json.loads, lines)}
    gold: dict[str, list[Gold]] = defaultdict(list)
    with (folder / "meantime_en_mentions.jsonl").open(encoding="utf-8") as lines:
        for m in map(json.loads, lines):
            if m["kind"] == "entity" and m["contiguous"] and _is_name(m["text"]):
                kind = _KINDS.get(m["type"].casefold())
                gold[m["doc"]].append(Gold(m["start"], m["end"], m["cluster"], kind))
    parsed = parse([_report(doc, text) for doc, text in texts.items() if doc in gold])
    return meantime_figures((p, gold[p.report.id]) for p in parsed)


def meantime_figures(documents: Iterable[tuple[Parsed, list[Gold]]]) -> dict[str, float]:
    """The figures of MEANTIME's documents and their mentions."""
    given: list[float] = []
    found: list[float] = []
    kinds: list[bool] = []
    for parsed, mentions in documents:
        mentions.sort(key=lambda m: (m.start, m.end, m.entity))
        right = [m.entity for m in mentions]
        ours = _in_found(parsed, mentions)
        given += _b3(right, _linked(parsed, mentions))
        found += _b3(right, _groups(ours))
        kinds += _kinds_right(mentions, ours)
    return {"b3_given": _f1(given), "b3_found": _f1(found), "kind": sum(kinds) / len(kinds)}


def _linked(parsed: Parsed, mentions: Sequence[Gold]) -> list[Hashable]:
    ours = forms_in(parsed)
    forms: list[Form] = []
    for start, end in ((m.start, m.end) for m in mentions):
        near = [f for f in ours if f.start < end and start < f.end]
        same = max(near, key=lambda f: min(f.end, end) - max(f.start, start), default=None)
        text = tuple(w for w in parsed.report.text[start:end].split() if w.casefold() != "the")
        if same is not None and same.title < same.first and same.title_start >= start:
            text = same.words
        kind = same.kind if same is not None else None
        forms.append(Form(0, 0, 0, start, end, text, kind, 0, start))
    return list(link(forms))


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


def _kinds_right(mentions: Sequence[Gold], ours: Sequence[Name | None]) -> list[bool]:
    return [
        name.kind is gold.kind
        for gold, name in zip(mentions, ours, strict=True)
        if gold.kind is not None and name is not None
    ]


def _b3(gold: Sequence[Hashable], ours: Sequence[Hashable]) -> list[float]:
    """B-cubed precision and recall of each mention, flattened in pairs."""
    out: list[float] = []
    for k, (g, o) in enumerate(zip(gold, ours, strict=True)):
        del k
        same_ours = [a for a, b in zip(gold, ours, strict=True) if b == o]
        same_gold = [b for a, b in zip(gold, ours, strict=True) if a == g]
        out += [same_ours.count(g) / len(same_ours), same_gold.count(o) / len(same_gold)]
    return out


def _f1(pairs: Sequence[float]) -> float:
    precision = sum(pairs[::2]) / (len(pairs) / 2)
    recall = sum(pairs[1::2]) / (len(pairs) / 2)
    return 2 * precision * recall / (precision + recall)


def _gum(path: Path) -> dict[str, float]:
    reports: list[Report] = []
    gold: list[list[Gold]] = []
    documents: list[str] = []
    for sentence in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = sentence.split("\n")
        text = next(line[9:] for line in lines if line.startswith("# text = "))
        named = next(line[12:] for line in lines if line.startswith("# sent_id = "))
        rows = [line.split("\t") for line in lines if line[:1].isdigit()]
        reports.append(_report(named, text))
        documents.append(named.rpartition("-")[0])
        gold.append(_named(text, [r for r in rows if r[0].isdigit()]))
    return gum_figures(list(zip(documents, parse(reports), gold, strict=True)))


def gum_figures(sentences: Sequence[tuple[str, Parsed, list[Gold]]]) -> dict[str, float]:
    """The figures of GUM's sentences; each with the name of its document."""
    hit = total = right = said = 0
    whole: dict[str, list[tuple[Parsed, list[Gold]]]] = defaultdict(list)
    for document, parsed, spans in sentences:
        whole[document].append((parsed, spans))
        ours = [
            (m.start, m.end)
            for n in names.find(parsed)
            for m in n.mentions
            if m.how not in {"pronoun", "role"}
        ]
        places = {(g.start, g.end) for g in spans}
        hit += sum(any(a < e and s < b for a, b in ours) for s, e in places)
        right += sum(any(a < e and s < b for a, b in places) for s, e in ours)
        total += len(places)
        said += len(ours)
    b3: list[float] = []
    kinds: list[bool] = []
    for document, parts in whole.items():
        together, mentions = _joined(document, parts)
        names_ = _in_found(together, mentions)
        kinds += _kinds_right(mentions, names_)
        if "_news_" in document:
            b3 += _b3([m.entity for m in mentions], _groups(names_))
    return {
        "recall": hit / total,
        "precision": right / said,
        "b3_gum": _f1(b3),
        "kind_gum": sum(kinds) / len(kinds),
    }


def _joined(document: str, parts: Sequence[tuple[Parsed, list[Gold]]]) -> tuple[Parsed, list[Gold]]:
    """The sentences of one document as the blocks of one report."""
    report = _report(document, "\n".join(parsed.report.text for parsed, _ in parts))
    blocks: list[ParsedBlock] = []
    gold: list[Gold] = []
    at = 0
    for parsed, mentions in parts:
        blocks += (
            ParsedBlock(len(blocks) + k, at + b.offset, b.doc) for k, b in enumerate(parsed.docs)
        )
        gold += (replace(m, start=at + m.start, end=at + m.end) for m in mentions)
        at += len(parsed.report.text) + 1
    return Parsed(report, tuple(blocks)), gold


def _named(text: str, rows: Sequence[Sequence[str]]) -> list[Gold]:
    """The proper-noun words around the head of each annotated entity whose head is PROPN."""
    places: list[tuple[int, int]] = []
    at = 0
    for row in rows:
        start = text.find(row[1], at)
        at = start + len(row[1]) if start >= 0 else at
        places.append((max(start, 0), at))
    spans: list[Gold] = []
    stack: list[tuple[int, str, str]] = []
    for k, row in enumerate(rows):
        marked = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        marks = re.findall(r"\((\d+)[^-()]*-(\w+)|(\))", marked.group(1)) if marked else ()
        for entity, kind, closing in marks:
            if not closing:
                stack.append((k, entity, kind))
            elif stack:
                first, which, what = stack.pop()
                core = _core(rows, first, k)
                if core is not None:
                    start, end = places[core[0]][0], places[core[1]][1]
                    spans.append(Gold(start, end, which, _KINDS.get(what)))
    return spans


def _core(rows: Sequence[Sequence[str]], first: int, last: int) -> tuple[int, int] | None:
    """The first and last proper noun around the head of the rows from `first` to `last`."""
    heads = [j for j in range(first, last + 1) if not first < int(rows[j][6]) <= last + 1]
    core = [j for j in heads if rows[j][3] == "PROPN"][:1]
    if not core:
        return None
    lo = hi = core[0]
    while lo > first and rows[lo - 1][3] == "PROPN":
        lo -= 1
    while hi < last and rows[hi + 1][3] == "PROPN":
        hi += 1
    return lo, hi


if __name__ == "__main__":
    for name, value in measure(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")).items():
        print(f"{name}\t{value:.3f}")
