"""Whole dossiers against the labelled stories: alignment, differences, their kinds, spans.

    python -m benchmarks.stories [../shared] [--facts STORY]

The reports of all stories go through the command `twosource compare` as JSONL, as a user's would;
what it prints is scored by the scorer that lies beside the labels. `--facts` lists for one story
which labelled facts the dossier joins across reports, and which it misses.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.scorers import scorer

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["measure", "write_dossiers", "write_table"]

COMMAND = (sys.executable, "-c", "from twosource.app.cli import main; main()")


def write_table(stories: Path, table: Path) -> int:
    """Write the reports of all stories of a folder as JSONL; gives how many there are."""
    count = 0
    with table.open("w", encoding="utf-8") as rows:
        for path in sorted(stories.glob("*.json")):
            story = json.loads(path.read_text(encoding="utf-8"))
            for report in story["reports"]:
                row = {key: report.get(key) for key in ("id", "text", "outlet", "url")}
                row |= {"story": story["story"], "date": report.get("published")}
                rows.write(json.dumps({k: v for k, v in row.items() if v}) + "\n")
                count += 1
    return count


def write_dossiers(stories: Path, folder: Path) -> None:
    """Compare the reports of every story by the command; write each dossier to `folder`."""
    table = folder / "reports.jsonl"
    write_table(stories, table)
    ran = subprocess.run([*COMMAND, "compare", str(table)], stdout=subprocess.PIPE, check=True)
    for line in ran.stdout.decode("utf-8").splitlines():
        (folder / f"{json.loads(line)['story']}.json").write_text(line, encoding="utf-8")


def _scored(shared: Path, folder: Path) -> dict[str, Any]:
    stories = shared / "stories"
    write_dossiers(stories / "stories", folder)
    found: dict[str, Any] = scorer(stories / "score.py").score(
        stories / "labels", stories / "stories", folder
    )
    return found


def _figures(found: dict[str, Any]) -> dict[str, float]:
    out: dict[str, float] = {}
    for what in ("alignment", "difference"):
        for name, figure in zip(("precision", "recall", "f1"), found[what], strict=True):
            out[f"{what}_{name}"] = figure
    return out | {"kind": found["kind"] or 0.0, "spans": found["spans"] or 0.0}


def measure(shared: Path) -> dict[str, float]:
    """Every figure by its name, 0 to 1, micro over the stories."""
    with tempfile.TemporaryDirectory() as folder:
        return _figures(_scored(shared, Path(folder)))


def _joined(claims: list[dict[str, Any]], places: list[tuple[str, int, int]]) -> Iterator[str]:
    """The standings of the claims that join two reports' mentions of a fact."""
    for claim in claims:
        touched = {
            report
            for report, start, end in places
            for e in claim["evidence"]
            if e["report"] == report and e["start"] < end and start < e["end"]
        }
        if len(touched) > 1:
            yield f"{claim['standing']} ({claim['rule']})"


def _facts(shared: Path, folder: Path, name: str) -> None:
    stories = shared / "stories"
    gold = json.loads((stories / "labels" / f"{name}.json").read_text(encoding="utf-8"))
    story = json.loads((stories / "stories" / f"{name}.json").read_text(encoding="utf-8"))
    claims = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))["claims"]
    place = scorer(stories / "score.py").mention_span
    reports = {r["id"]: r for r in story["reports"]}
    found = 0
    for number, fact in enumerate(gold["facts"], 1):
        places = [(m["report"], *place(reports[m["report"]], m)) for m in fact["mentions"]]
        if not any(a[0] != b[0] for a, b in combinations(places, 2)):
            continue
        how = list(dict.fromkeys(_joined(claims, places)))
        found += bool(how)
        told = ", ".join(how) or "NOT FOUND"
        print(f"{number:4} {fact['relation']:9} {told:60} {fact['gist']}")
    print(f"{found} of {len(gold['facts'])} facts of {name} are joined across reports")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--facts", metavar="STORY", help="list what is found of one story's facts")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        found = _scored(asked.shared, folder)
        for story, figures in found["stories"].items():
            precision, recall, f1 = figures["alignment"]
            shown = f"alignment P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
            print(f"{story:12} {shown}   differences {figures['differences']}")
        for name, figure in _figures(found).items():
            print(f"{name:24} {figure:.3f}")
        if asked.facts:
            _facts(asked.shared, folder, asked.facts)


if __name__ == "__main__":
    main()
