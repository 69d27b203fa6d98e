"""How well names are found and linked within one report.

`b3_given`: B-cubed F1 of linking MEANTIME's own name mentions (the mentions that are written as
names: capitalised throughout, an article apart). `b3_found`: the same mentions, each in the group
of the name that `names.find` has at its place, alone where it has none. `recall`, `precision`: GUM
dev, named mentions (head PROPN in the treebank) overlapped by a found name, and the reverse.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.model import Block, BlockKind, Report
from twosource.reading import names
from twosource.reading.names_forms import Form, forms_in
from twosource.reading.names_link import link
from twosource.reading.parse import parse

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from twosource.reading.parse import Parsed

__all__ = ["measure"]

_SMALL = frozenset(
    {"of", "the", "and", "for", "de", "la", "van", "von", "al", "&", "'s", "on", "-"}
)
_ARTICLE = frozenset({"the", "a", "an"})
_NO_NAME = frozenset(
    {"he", "she", "it", "they", "i", "we", "his", "her", "its", "their", "our", "my"}
)


def measure(shared: Path) -> dict[str, float]:
    """All figures, each between 0 and 1; `shared` is the folder of data."""
    given, found = _meantime(shared / "claims")
    recall, precision = _gum(shared / "treebanks" / "en_gum_open-dev.conllu")
    return {"b3_given": given, "b3_found": found, "recall": recall, "precision": precision}


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


def _meantime(folder: Path) -> tuple[float, float]:
    with (folder / "meantime_en_docs.jsonl").open(encoding="utf-8") as lines:
        texts = {d["doc"]: d["text"] for d in map(json.loads, lines)}
    gold: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    with (folder / "meantime_en_mentions.jsonl").open(encoding="utf-8") as lines:
        for m in map(json.loads, lines):
            if m["kind"] == "entity" and m["contiguous"] and _is_name(m["text"]):
                gold[m["doc"]].append((m["start"], m["end"], m["cluster"]))
    reports = [_report(doc, text) for doc, text in texts.items() if doc in gold]
    given: list[float] = []
    found: list[float] = []
    for parsed in parse(reports):
        mentions = sorted(gold[parsed.report.id])
        right = [m[2] for m in mentions]
        given += _b3(right, _linked(parsed, mentions))
        found += _b3(right, _in_found(parsed, mentions))
    return _f1(given), _f1(found)


def _linked(parsed: Parsed, mentions: Sequence[tuple[int, int, str]]) -> list[Hashable]:
    ours = forms_in(parsed)
    forms: list[Form] = []
    for start, end, _ in mentions:
        near = [f for f in ours if f.start < end and start < f.end]
        same = max(near, key=lambda f: min(f.end, end) - max(f.start, start), default=None)
        text = tuple(w for w in parsed.report.text[start:end].split() if w.casefold() != "the")
        if same is not None and same.title < same.first and same.title_start >= start:
            text = same.words
        kind = same.kind if same is not None else None
        forms.append(Form(0, 0, 0, start, end, text, kind, 0, start))
    return list(link(forms))


def _in_found(parsed: Parsed, mentions: Sequence[tuple[int, int, str]]) -> list[Hashable]:
    places = [(m.start, m.end, n.id) for n in names.find(parsed) for m in n.mentions]
    out: list[Hashable] = []
    for k, (start, end, _) in enumerate(mentions):
        near = [(min(e, end) - max(s, start), n) for s, e, n in places if s < end and start < e]
        out.append(max(near, key=lambda n: n[0])[1] if near else ("alone", k))
    return out


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


def _gum(path: Path) -> tuple[float, float]:
    reports: list[Report] = []
    gold: list[set[tuple[int, int]]] = []
    for sentence in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = sentence.split("\n")
        text = next(line[9:] for line in lines if line.startswith("# text = "))
        rows = [line.split("\t") for line in lines if line[:1].isdigit()]
        reports.append(_report(str(len(reports)), text))
        gold.append(_named(text, [r for r in rows if r[0].isdigit()]))
    hit = total = right = said = 0
    for parsed, spans in zip(parse(reports), gold, strict=True):
        ours = [
            (m.start, m.end)
            for n in names.find(parsed)
            for m in n.mentions
            if m.how not in {"pronoun", "role"}
        ]
        hit += sum(any(a < e and s < b for a, b in ours) for s, e in spans)
        right += sum(any(a < e and s < b for a, b in spans) for s, e in ours)
        total += len(spans)
        said += len(ours)
    return hit / total, right / said


def _named(text: str, rows: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """The proper-noun words around the head of each annotated entity whose head is PROPN."""
    places: list[tuple[int, int]] = []
    at = 0
    for row in rows:
        start = text.find(row[1], at)
        at = start + len(row[1]) if start >= 0 else at
        places.append((max(start, 0), at))
    spans: set[tuple[int, int]] = set()
    stack: list[int] = []
    for k, row in enumerate(rows):
        entity = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for mark in re.findall(r"\(|\)", entity.group(1)) if entity else ():
            if mark == "(":
                stack.append(k)
            elif stack:
                first = stack.pop()
                heads = [j for j in range(first, k + 1) if not first < int(rows[j][6]) <= k + 1]
                core = [j for j in heads if rows[j][3] == "PROPN"][:1]
                if core:
                    lo = hi = core[0]
                    while lo > first and rows[lo - 1][3] == "PROPN":
                        lo -= 1
                    while hi < k and rows[hi + 1][3] == "PROPN":
                        hi += 1
                    spans.add((places[lo][0], places[hi][1]))
    return spans


if __name__ == "__main__":
    for name, value in measure(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")).items():
        print(f"{name}\t{value:.3f}")
