"""How well copied text is told, and how well names are linked across reports.

`dependent`: of the labelled pairs of news reports (copied narrative against shared quotation,
caption or page furniture only), the share judged right when a pair with a tie of copied words is
dependent, texts read by the intake as pasted text, outlets given. `dependent_loo`: the same with
the best threshold on the share of copied words, chosen without the pair in question.

Clough and Stevenson's short answers, each beside the article that it was to be taken from or not:
`copied_or_not` is the accuracy over all 95 (57 cut and pasted, lightly or heavily revised; 38
written afresh), `copied_light_or_not` that without the heavily revised ones (76); `revised_found`
the share of the cut and lightly revised ones that have a passage of their source, `heavy_found`
that of the heavily revised, `original_kept` the share of the others that have none.

`ecb_pairs_caught`: of the pairs of ECB+ reports of one event of which one shares a tenth of its
runs of eight words, outside quotation marks, with the other, the share with a tie of copied words;
`ecb_runs_caught`: of these runs the share whose two places have one root origin.

`names_b3`: B-cubed F1 of linking names across the ECB+ reports of one event, each report's names
and what they mean given; `names_b3_identical`: the same where only identical strings are linked.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twosource.intake import report_from_text
from twosource.model import (
    Block,
    BlockKind,
    Mention,
    Name,
    NameKind,
    Reading,
    Report,
    Span,
    TieKind,
)
from twosource.origins.tracing import trace
from twosource.stories.entities import link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.origins.independence import Tracing

__all__ = ["measure"]

_KINDS = {"HUM": NameKind.PERSON, "LOC": NameKind.PLACE}
_RUN = 8  # words
_QUOTATION = re.compile(r"(?:[\"“]|``)(?:(?!'')[^\"“”])*(?:[\"”]|'')")  # ECB+ closes many with ''
_SMALL = frozenset({"of", "the", "and", "for", "de", "la", "van", "von", "al", "&", "in"})


def measure(shared: Path) -> dict[str, float]:
    """All figures, each between 0 and 1; `shared` is the folder of data."""
    any_passage, leave_one_out = _pairs(shared / "reuse")
    pairs, runs = _events(shared / "claims" / "ecbplus_docs.jsonl")
    linked, identical = _names(shared / "claims")
    return {
        "dependent": any_passage,
        "dependent_loo": leave_one_out,
        **_answers(shared / "reuse" / "clough_stevenson.jsonl"),
        "ecb_pairs_caught": pairs,
        "ecb_runs_caught": runs,
        "names_b3": linked,
        "names_b3_identical": identical,
    }


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _pairs(folder: Path) -> tuple[float, float]:
    pairs = [p for p in _lines(folder / "oneday_pairs_open.jsonl") if p["dependent"] is not None]
    wanted = {p[side] for p in pairs for side in ("id1", "id2")}
    reports = {
        d["id"]: report_from_text(
            d["text"], id=d["id"], title=d["title"], outlet=d["outlet"], published=d["date"]
        )
        for d in _lines(folder / "oneday_events.jsonl")
        if d["id"] in wanted
    }
    scored = [(_share(reports[p["id1"]], reports[p["id2"]]), bool(p["dependent"])) for p in pairs]
    plain = sum((share > 0) == gold for share, gold in scored) / len(scored)
    right = 0
    for k, (share, gold) in enumerate(scored):
        right += (share >= _threshold(scored[:k] + scored[k + 1 :])) == gold
    return plain, right / len(scored)


def _traced(reports: Sequence[Report]) -> Tracing:
    """The tracing of reports by their words alone."""
    readings = [Reading(report, (), (), (), (), (), ()) for report in reports]
    return trace(readings, link(readings))


def _share(a: Report, b: Report) -> float:
    """Copied words, as the larger of the two reports' shares; 0 where no tie is of copied words."""
    ties = [t for t in _traced([a, b]).ties if t.kind is TieKind.COPIED]
    return max((max(t.share_a, t.share_b) for t in ties), default=0.0)


def _threshold(scored: list[tuple[float, bool]]) -> float:
    values = sorted({share for share, _ in scored})
    middles = [(x + y) / 2 for x, y in pairwise(values)]
    return max(middles, key=lambda t: (sum((share >= t) == gold for share, gold in scored), -t))


def _answers(path: Path) -> dict[str, float]:
    answers = list(_lines(path))
    sources = {a["id"]: a["text"] for a in answers if a["category"] == "orig"}
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for a in answers:
        if a["category"] != "orig" and a["source"] in sources:
            pair = [_plain("source", sources[a["source"]]), _plain("answer", a["text"])]
            found[a["category"]].append(any(t.passages for t in _traced(pair).ties))
    light, heavy, kept = found["cut"] + found["light"], found["heavy"], found["non"]
    clean = len(kept) - sum(kept)
    return {
        "copied_or_not": (sum(light) + sum(heavy) + clean) / len(light + heavy + kept),
        "copied_light_or_not": (sum(light) + clean) / len(light + kept),
        "revised_found": sum(light) / len(light),
        "heavy_found": sum(heavy) / len(heavy),
        "original_kept": clean / len(kept),
    }


def _plain(name: str, text: str) -> Report:
    return Report(name, text, (Block(BlockKind.BODY, 0, len(text)),))


def _events(path: Path) -> tuple[float, float]:
    """Shares of pairs and of runs that are caught, over all events of ECB+."""
    events: defaultdict[str, list[Report]] = defaultdict(list)
    for d in _lines(path):
        blocks = tuple(Block(BlockKind.BODY, *m.span()) for m in re.finditer(r"\S.*", d["text"]))
        events[d["subtopic"]].append(Report(d["doc"], d["text"], blocks))
    pairs: list[bool] = []
    runs: list[bool] = []
    for reports in events.values():
        tracing = _traced(reports)
        copied = {(t.report_a, t.report_b) for t in tracing.ties if t.kind is TieKind.COPIED}
        grams = {r.id: _runs(r.text) for r in reports}
        for a, b in combinations(sorted(grams), 2):
            common = sorted(grams[a].keys() & grams[b].keys())
            if common and 10 * len(common) >= min(len(grams[a]), len(grams[b])):
                pairs.append((a, b) in copied)
                runs += [_one_root(tracing, (a, grams[a][g]), (b, grams[b][g])) for g in common]
    return sum(pairs) / len(pairs), sum(runs) / len(runs)


def _runs(text: str) -> dict[tuple[str, ...], Span]:
    """All runs of eight words outside quotation marks, each with its first place."""
    out: dict[tuple[str, ...], Span] = {}
    at = 0
    for quotation in [*_QUOTATION.finditer(text), None]:
        end = quotation.start() if quotation else len(text)
        words = list(re.finditer(r"\w+", text[at:end]))
        for k in range(len(words) - _RUN + 1):
            run = words[k : k + _RUN]
            key = tuple(w.group().lower() for w in run)
            out.setdefault(key, Span(at + run[0].start(), at + run[-1].end()))
        at = quotation.end() if quotation else len(text)
    return out


def _one_root(tracing: Tracing, a: tuple[str, Span], b: tuple[str, Span]) -> bool:
    return len(tracing.independent([tracing.of(*a, ()), tracing.of(*b, ())])) == 1


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
