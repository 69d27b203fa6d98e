"""How well copied text is told, and how well names are linked across reports.

`dependent`: of the labelled pairs of news reports (copied narrative against shared quotation,
caption or page furniture only), the share judged right when a pair with any copied passage is
dependent, texts read by the intake as pasted text. `dependent_loo`: the same with the best
threshold on the share of copied words, chosen without the pair in question. `revised_found`,
`original_kept`: Clough and Stevenson's short answers, those copied or lightly revised that have a
passage of their source, and those written afresh that have none. `names_b3`: B-cubed F1 of linking
names across the ECB+ reports of one event, each report's names and what they mean given;
`names_b3_identical`: the same where only identical strings are linked.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twosource.intake import report_from_text
from twosource.model import Block, BlockKind, Mention, Name, NameKind, Reading, Report
from twosource.origins.passages import find
from twosource.origins.wording import wording
from twosource.stories.entities import link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twosource.origins.wording import Wording

__all__ = ["measure"]

_KINDS = {"HUM": NameKind.PERSON, "LOC": NameKind.PLACE}
_SMALL = frozenset({"of", "the", "and", "for", "de", "la", "van", "von", "al", "&", "in"})


def measure(shared: Path) -> dict[str, float]:
    """All figures, each between 0 and 1; `shared` is the folder of data."""
    any_passage, leave_one_out = _pairs(shared / "reuse")
    revised, original = _answers(shared / "reuse" / "clough_stevenson.jsonl")
    linked, identical = _names(shared / "claims")
    return {
        "dependent": any_passage,
        "dependent_loo": leave_one_out,
        "revised_found": revised,
        "original_kept": original,
        "names_b3": linked,
        "names_b3_identical": identical,
    }


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _pairs(folder: Path) -> tuple[float, float]:
    pairs = [p for p in _lines(folder / "oneday_pairs_open.jsonl") if p["dependent"] is not None]
    wanted = {p[side] for p in pairs for side in ("id1", "id2")}
    wordings = {
        d["id"]: wording(report_from_text(d["text"], id=d["id"], title=d["title"]))
        for d in _lines(folder / "oneday_events.jsonl")
        if d["id"] in wanted
    }
    scored = [(_share(wordings[p["id1"]], wordings[p["id2"]]), bool(p["dependent"])) for p in pairs]
    plain = sum((share > 0) == gold for share, gold in scored) / len(scored)
    right = 0
    for k, (share, gold) in enumerate(scored):
        right += (share >= _threshold(scored[:k] + scored[k + 1 :])) == gold
    return plain, right / len(scored)


def _share(a: Wording, b: Wording) -> float:
    """Copied words, as a share of the shorter report's."""
    return sum(p.words for p in find([a, b])) / max(1, min(len(a), len(b)))


def _threshold(scored: list[tuple[float, bool]]) -> float:
    values = sorted({share for share, _ in scored})
    middles = [(x + y) / 2 for x, y in pairwise(values)]
    return max(middles, key=lambda t: (sum((share >= t) == gold for share, gold in scored), -t))


def _answers(path: Path) -> tuple[float, float]:
    answers = list(_lines(path))
    sources = {a["id"]: a["text"] for a in answers if a["category"] == "orig"}
    found: dict[bool, list[bool]] = {True: [], False: []}
    for a in answers:
        if a["category"] in ("cut", "light", "non") and a["source"] in sources:
            source, answer = (
                wording(Report(name, text, (Block(BlockKind.BODY, 0, len(text)),)))
                for name, text in (("source", sources[a["source"]]), ("answer", a["text"]))
            )
            found[a["category"] != "non"].append(bool(find([source, answer])))
    revised, kept = found[True], found[False]
    return sum(revised) / len(revised), 1 - sum(kept) / len(kept)


def _names(folder: Path) -> tuple[float, float]:
    events = {d["doc"]: d["subtopic"] for d in _lines(folder / "ecbplus_docs.jsonl")}
    meant: defaultdict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for m in _lines(folder / "ecbplus_mentions.jsonl"):
        if m["kind"] == "entity" and _is_name(m["text"]):
            meant[events[m["doc"]], m["doc"], m["cluster"]].append((m["text"], m["type"]))
    linked: list[float] = []
    identical: list[float] = []
    for event in sorted({key[0] for key in meant}):
        keys = sorted(key for key in meant if key[0] == event)
        by_doc: defaultdict[str, list[tuple[str, NameKind, str]]] = defaultdict(list)
        for key in keys:
            text, kind = max(meant[key], key=lambda m: (len(m[0]), m[0]))
            kinds = [v for k, v in _KINDS.items() if kind.startswith(k)]
            by_doc[key[1]].append((text, kinds[0] if kinds else NameKind.OTHER, key[2]))
        if len(by_doc) < 2:
            continue
        readings = [
            Reading(
                Report(doc, ""),
                (),
                tuple(Name(k, n[0], n[1], (Mention(0, 0, "full"),)) for k, n in enumerate(names)),
                (),
                (),
                (),
                (),
            )
            for doc, names in by_doc.items()
        ]
        entities = link(readings)
        gold = [n[2] for names in by_doc.values() for n in names]
        linked += _b3(gold, [entities.of(r.report.id, n.id) for r in readings for n in r.names])
        identical += _b3(gold, [n[0].lower() for names in by_doc.values() for n in names])
    return _f1(linked), _f1(identical)


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        bool(words) and words[0][0].isupper() and all(w[0].isupper() or w in _SMALL for w in words)
    )


def _b3(gold: list[str], found: list[Any]) -> list[float]:
    """Precision and recall of each item, one after the other."""
    out: list[float] = []
    for g, f in zip(gold, found, strict=True):
        both = sum(x == g and y == f for x, y in zip(gold, found, strict=True))
        out += [both / found.count(f), both / gold.count(g)]
    return out


def _f1(figures: list[float]) -> float:
    precision = sum(figures[::2]) / len(figures[::2])
    recall = sum(figures[1::2]) / len(figures[1::2])
    return 2 * precision * recall / (precision + recall)


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared")
    for name, figure in measure(folder).items():
        print(f"{name:20} {figure:.3f}")
