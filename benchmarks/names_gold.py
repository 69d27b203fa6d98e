"""The annotated names of MEANTIME and GUM, as reports with the places of their mentions.

A mention is a *named* one: in MEANTIME it is written as a name (capitalised throughout, an article
apart); in GUM the head of the annotated entity is a proper noun (PROPN), and the mention is taken
as the capitalised words around that head ("the first President Ivo Soran of all" is "President Ivo
Soran"), over small words between them ("Bank of the North"). One place counts once, for the
innermost entity that has it. Names that stand once count too.

GUM's entities of the type "time" (a month or a weekday, which the treebank tags PROPN) are marked
`time`: twosource reads them as times and not as names, and the benchmark says for each figure
whether they are counted. Counted so (one place once, no times) identical strings reach a B-cubed
F1 of .89 on GUM's 24 documents of news.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.model import Block, BlockKind, NameKind, Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["Document", "Gold", "gum", "meantime"]

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
# "(12-person-new-…" opens entity 12, "12)" closes it, "(12-…)" does both; parts of a
# discontinuous one are numbered in square brackets.
_MARK = re.compile(r"\((\d+)(?:\[[^\]]*\])?-(\w+)[^()]*|(\d+)(?:\[[^\]]*\])?\)|\)")


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated mention: where it stands, which entity it is, and of what kind."""

    start: int
    end: int
    entity: str
    kind: NameKind | None
    time: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A report and its annotated mentions in the order of the text."""

    report: Report
    gold: tuple[Gold, ...]


def _report(key: str, text: str) -> Report:
    blocks = tuple(
        Block(BlockKind.BODY, m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)
    )
    return Report(key, text, blocks)


def meantime(folder: Path) -> Iterator[Document]:
    """MEANTIME's documents in the order of their names; `folder` is that of the claims."""
    with (folder / "meantime_en_docs.jsonl").open(encoding="utf-8") as lines:
        texts = {d["doc"]: d["text"] for d in map(json.loads, lines)}
    gold: dict[str, list[Gold]] = defaultdict(list)
    with (folder / "meantime_en_mentions.jsonl").open(encoding="utf-8") as lines:
        for m in map(json.loads, lines):
            if m["kind"] == "entity" and m["contiguous"] and _is_name(m["text"]):
                kind = _KINDS.get(m["type"].casefold())
                gold[m["doc"]].append(Gold(m["start"], m["end"], m["cluster"], kind))
    for name in sorted(gold):
        mentions = sorted(gold[name], key=lambda m: (m.start, m.end, m.entity))
        yield Document(_report(name, texts[name]), tuple(mentions))


def _is_name(text: str) -> bool:
    kept = text.split()
    while kept and kept[0].casefold() in _ARTICLE:
        kept.pop(0)
    if not kept or kept[0].casefold() in _NO_NAME:
        return False
    return all(w[0].isupper() or w in _SMALL for w in kept) and kept[0] not in _SMALL


def gum(path: Path) -> Iterator[Document]:
    """The documents of one of GUM's files; each sentence is a block of its report."""
    name, text = "", ""
    gold: list[Gold] = []
    for sentence in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = sentence.split("\n")
        opens = next((line[14:].strip() for line in lines if line.startswith("# newdoc id")), "")
        if opens:
            if name:
                yield _document(name, text, gold)
            name, text, gold = opens, "", []
        written = next(line[9:] for line in lines if line.startswith("# text = "))
        rows = [line.split("\t") for line in lines if line[:1].isdigit()]
        gold += _named(written, [r for r in rows if r[0].isdigit()], len(text))
        text += written + "\n"
    yield _document(name, text, gold)


def _document(name: str, text: str, gold: Sequence[Gold]) -> Document:
    by_place: dict[tuple[int, int], Gold] = {}
    for mention in gold:  # closed first, so the innermost first
        by_place.setdefault((mention.start, mention.end), mention)
    return Document(_report(name, text), tuple(by_place[place] for place in sorted(by_place)))


def _named(text: str, rows: Sequence[Sequence[str]], offset: int) -> list[Gold]:
    """The name in each annotated entity whose head is a proper noun."""
    places: list[tuple[int, int]] = []
    at = 0
    for row in rows:
        start = text.find(row[1], at)
        at = start + len(row[1]) if start >= 0 else at
        places.append((max(start, 0), at))
    spans: list[Gold] = []
    opened: list[tuple[int, str, str]] = []
    for k, row in enumerate(rows):
        marked = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for mark in _MARK.finditer(marked.group(1)) if marked else ():
            entity, kind, closed = mark.groups()
            if entity:
                opened.append((k, entity, kind))
                continue
            which = max(j for j, (_, e, _) in enumerate(opened) if closed in {None, e})
            first, entity, kind = opened.pop(which)
            core = _core(rows, first, k)
            if core is not None:
                start, end = offset + places[core[0]][0], offset + places[core[1]][1]
                spans.append(Gold(start, end, entity, _KINDS.get(kind), kind == "time"))
    return spans


def _core(rows: Sequence[Sequence[str]], first: int, last: int) -> tuple[int, int] | None:
    """The words around the head of the rows from `first` to `last` that are the name."""
    heads = [j for j in range(first, last + 1) if not first < int(rows[j][6]) <= last + 1]
    core = [j for j in heads if rows[j][3] == "PROPN"][:1]
    if not core:
        return None
    lo = hi = core[0]
    while (step := _step(rows, lo, -1, first)) is not None:
        lo = step
    while (step := _step(rows, hi, 1, last)) is not None:
        hi = step
    return lo, hi


def _step(rows: Sequence[Sequence[str]], at: int, way: int, end: int) -> int | None:
    """The next word of the name, over small words as in "Bank of the North"."""
    k = at
    for _ in range(3):
        k += way
        if k * way > end * way:
            return None
        word, pos = rows[k][1], rows[k][3]
        if pos == "PROPN" or (word[0].isupper() and pos not in {"DET", "PRON", "PUNCT"}):
            return k
        if word not in _SMALL | _ARTICLE:
            return None
    return None
