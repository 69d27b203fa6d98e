"""Whether the events of labelled news, and who, where and when, stand in statements.

    python -m benchmarks.statements [../shared] [--developed]

On sentences with labels of ECB+ (its dev part) and MEANTIME (the texts on General Motors and the
stock market). `_events`: labelled events (single or first word) that are the predicate of a
statement or the head of a participant; `_predicates`: those that are a predicate; `_precision`: of
the predicates of labelled sentences, those that are a labelled event. ECB+ leaves out what has no
part in its seminal event, so the last is a lower bound. `_who`, `_where`, `_when`: persons, places
and times of sentences with a labelled event that overlap a participant (a place: or the slot
`place`; a time: or the slot `times`); `_times`: times in the slot `times`; `_place`: of the places
that are called by a name, those in the slot `place` (what leads to a place or comes from it, too,
is labelled as one, and is not in the slot).
`covered`: share of the words of the twelve stories' compared text that some statement covers.

`--developed` measures the other parts, those that the rules were developed on.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.stories import write_table
from twosource.intake import read_inputs
from twosource.model import Block, BlockKind, Report, Span
from twosource.pipeline import read_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from twosource.model import Reading, Statement

__all__ = ["events_and_slots", "measure"]

_UNSEEN = ("corpus_gm", "corpus_stock")
_SLOTS = {
    "HUM": "who",
    "PERSON": "who",
    "ORGANIZATION": "who",
    "LOC": "where",
    "LOCATION": "where",
    "TIM": "when",
}


def measure(shared: Path, *, developed: bool = False) -> dict[str, float]:
    """All figures, each between 0 and 1; `shared` is the folder of data."""
    claims = shared / "claims"
    ecb = _labelled(claims, "ecbplus", lambda d: (d["split"] == "train") is developed)
    meantime = _labelled(
        claims, "meantime_en", lambda d: (not d["doc"].startswith(_UNSEEN)) is developed
    )
    out = {f"ecb_{name}": value for name, value in events_and_slots(ecb).items()}
    out |= {f"meantime_{name}": value for name, value in events_and_slots(meantime).items()}
    return out | {"covered": _covered(shared / "stories" / "stories")}


def _labelled(
    folder: Path, name: str, chosen: Callable[[dict[str, Any]], bool]
) -> list[tuple[Reading, list[dict[str, Any]]]]:
    with (folder / f"{name}_docs.jsonl").open(encoding="utf-8") as lines:
        texts = {d["doc"]: d["text"] for d in map(json.loads, lines) if chosen(d)}
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with (folder / f"{name}_mentions.jsonl").open(encoding="utf-8") as lines:
        for mention in map(json.loads, lines):
            if mention["doc"] in texts:
                gold[mention["doc"]].append(mention)
    reports = [_report(doc, texts[doc], mentions) for doc, mentions in gold.items()]
    return [(reading, gold[reading.report.id]) for reading in read_many(reports)]


def _report(key: str, text: str, mentions: list[dict[str, Any]]) -> Report:
    """The lines that hold a label: few of ECB+'s do, and only those are measured."""
    starts = {m["start"] for m in mentions}
    lines = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    chosen = [(a, b) for a, b in lines if any(a <= start < b for start in starts)]
    return Report(key, text, tuple(Block(BlockKind.BODY, a, b) for a, b in chosen))


def events_and_slots(
    documents: Iterable[tuple[Reading, list[dict[str, Any]]]],
) -> dict[str, float]:
    """The figures of labelled documents; a mention has kind, type, start, end, head_lemma."""
    count: Counter[str] = Counter()
    for reading, mentions in documents:
        for number, sentence in enumerate(reading.sentences):
            inside = [m for m in mentions if sentence.start <= m["start"] < sentence.end]
            events = [m for m in inside if m["kind"] == "event"]
            if not events:
                continue
            statements = [s for s in reading.statements if s.sentence == number]
            _count_events(count, events, statements)
            for mention in inside:
                if slot := _SLOTS.get(mention["type"]):
                    _count_slot(count, slot, mention, reading, statements)
    shares = {
        "events": ("event", "all events"),
        "predicates": ("predicate", "all events"),
        "precision": ("labelled", "all statements"),
        "who": ("who", "all who"),
        "where": ("where", "all where"),
        "place": ("place", "all named places"),
        "when": ("when", "all when"),
        "times": ("times", "all when"),
    }
    # MEANTIME labels no times.
    return {k: count[part] / count[whole] for k, (part, whole) in shares.items() if count[whole]}


def _count_events(
    count: Counter[str], events: list[dict[str, Any]], statements: list[Statement]
) -> None:
    for event in events:
        span = Span(event["start"], event["end"])
        head = (event["head_lemma"] or event["text"].split()[-1]).lower()
        predicate = any(s.predicate_span.overlaps(span) for s in statements)
        near = [a for s in statements for a in s.arguments if a.span.overlaps(span)]
        participant = any(a.head.lower() == head for a in near)
        count["all events"] += 1
        count["predicate"] += predicate
        count["event"] += predicate or participant
    spans = [Span(e["start"], e["end"]) for e in events]
    for s in statements:
        count["all statements"] += 1
        count["labelled"] += any(s.predicate_span.overlaps(span) for span in spans)


def _count_slot(
    count: Counter[str],
    slot: str,
    mention: dict[str, Any],
    reading: Reading,
    statements: list[Statement],
) -> None:
    span = Span(mention["start"], mention["end"])
    count[f"all {slot}"] += 1
    found = any(a.span.overlaps(span) for s in statements for a in s.arguments)
    if slot == "where":
        places = [m.span for s in statements for k in s.place for m in reading.names[k].mentions]
        place = any(p.overlaps(span) for p in places)
        named = any(word[0].isupper() for word in mention["text"].split())
        count["all named places"] += named
        count["place"] += place and named
        found |= place
    if slot == "when":
        times = any(reading.times[k].span.overlaps(span) for s in statements for k in s.times)
        count["times"] += times
        found |= times
    count[slot] += found


def _covered(stories: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "reports.jsonl"
        write_table(stories, table)
        reports = list(read_inputs([str(table)]).reports)
    words = covered = 0
    for reading in read_many(reports):
        spans = [s.span for s in reading.statements]
        for sentence in reading.sentences:
            near = [s for s in spans if s.overlaps(sentence.span)]
            for token in sentence.tokens:
                if any(c.isalnum() for c in token.text):
                    words += 1
                    covered += any(s.start <= token.start < s.end for s in near)
    return covered / words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--developed", action="store_true", help="measure the other parts")
    asked = parser.parse_args()
    for name, figure in measure(asked.shared, developed=asked.developed).items():
        print(f"{name:24} {figure:.3f}")


if __name__ == "__main__":
    main()
