"""Every room's quality figures against the floors in floors.toml.

    python -m benchmarks.floors [--shared ../shared] [--room NAME ...] [--raise] [--write FILE]

Leaves with status 1 where a figure lies below its floor. `--raise` lifts the floors to a hair below
what was reached just now; it never lowers one: that is done by hand, with the reason beside it.
`--write` puts the figures into the table of a Markdown file, between the two marks.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import math
import re
import sys
import time
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.document import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["FLOORS", "Floor", "Room", "failures", "raised", "read", "table"]

FLOORS = Path(__file__).with_name("floors.toml")
HAIR = {"share": 0.003, "percent": 0.3}  # below what was reached: rounding, another BLAS
WHOLE = {"share": 1.0, "percent": 100.0}  # nothing is taken off what cannot be better


@dataclass(frozen=True, slots=True)
class Floor:
    """One figure: what it may not fall below, what was last reached, when; `figure` is None
    until it is measured.
    """

    name: str
    floor: float
    reached: float
    date: dt.date
    reason: str = ""  # why it was lowered, where it ever was
    figure: float | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """The figures of one module of this folder, with its data and command."""

    name: str
    about: str
    data: str
    command: str
    scale: str  # "share" (0 to 1) or "percent"
    floors: tuple[Floor, ...]


def read(path: Path = FLOORS) -> tuple[Room, ...]:
    """The rooms of floors.toml, in its order."""
    with path.open("rb") as file:
        tables = tomllib.load(file)
    return tuple(
        Room(
            name,
            told["about"],
            told["data"],
            told["command"],
            told["scale"],
            tuple(Floor(figure, **row) for figure, row in told["floors"].items()),
        )
        for name, told in tables.items()
    )


def measured(room: Room, shared: Path) -> Room:
    """The room with what its module measures now. Raises KeyError for a floor without a figure."""
    module: Any = importlib.import_module(f"benchmarks.{room.name}")
    found: Mapping[str, float] = module.measure(shared)
    return replace(room, floors=tuple(replace(f, figure=found[f.name]) for f in room.floors))


def failures(rooms: Iterable[Room]) -> list[str]:
    """A sentence for each figure that lies below its floor."""
    return [
        f"{room.name}.{f.name} is {f.figure:.4f}, below its floor {f.floor}; mend what lowered it"
        for room in rooms
        for f in room.floors
        if f.figure is not None and f.figure < f.floor
    ]


def raised(text: str, rooms: Iterable[Room], today: dt.date) -> str:
    """The text of floors.toml with the floors of what was measured lifted, none lowered."""
    section = ""
    known = {(f"{r.name}.floors", f.name): (r, f) for r in rooms for f in r.floors}
    out = []
    for line in text.splitlines(keepends=True):
        if head := re.match(r"\[(.+)\]", line):
            section = head[1]
        row = re.match(r'"?([^"=]+?)"?\s*=\s*\{\s*floor = ', line)
        room, floor = known.get((section, row[1]), (None, None)) if row else (None, None)
        if room is None or floor is None or floor.figure is None:
            out.append(line)
            continue
        reached = math.floor(floor.figure * 1000) / 1000
        hair = 0.0 if floor.figure >= WHOLE[room.scale] else HAIR[room.scale]
        new = round(reached - hair, 3)
        if new > floor.floor:
            values = f"floor = {new}, reached = {reached}, date = {today}"
            line = re.sub(r"floor = .*?, reached = .*?, date = [\d-]+", values, line)  # noqa: PLW2901
        out.append(line)
    return "".join(out)


def table(rooms: Iterable[Room]) -> str:
    """The figures as Markdown: one heading and one table a room."""
    out = []
    for room in rooms:
        out += [
            f"### {room.name}",
            "",
            room.about,
            "",
            f"Data: {room.data}. Command: `{room.command}`.",
            "",
            f"| figure ({room.scale}) | reached | floor | since |",
            "|---|---:|---:|---|",
        ]
        digits = 3 if room.scale == "share" else 1
        out += [
            f"| `{f.name}` | {f.reached if f.figure is None else f.figure:.{digits}f} "
            f"| {f.floor} | {f.date}{f' ({f.reason})' if f.reason else ''} |"
            for f in room.floors
        ]
        out.append("")
    return "\n".join(out)


def _show(room: Room, seconds: float) -> None:
    print(f"{room.name}: {seconds:.0f} s")
    for f in room.floors:
        assert f.figure is not None
        mark = "  BELOW" if f.figure < f.floor else ""
        print(f"  {f.name:38} {f.figure:9.4f}   floor {f.floor}{mark}")


def _measured(rooms: Sequence[Room], names: Sequence[str], shared: Path) -> list[Room]:
    out = []
    for room in rooms:
        if names and room.name not in names:
            out.append(room)
            continue
        began = time.perf_counter()
        out.append(measured(room, shared))
        _show(out[-1], time.perf_counter() - began)
        sys.stdout.flush()
    return out


def today() -> dt.date:
    """The date that stands beside what is measured now."""
    return dt.datetime.now(dt.UTC).date()


def _refreshed(measured_before: Room, read_anew: Room) -> Room:
    pairs = zip(read_anew.floors, measured_before.floors, strict=True)
    return replace(read_anew, floors=tuple(replace(new, figure=old.figure) for new, old in pairs))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit status."""
    rooms = read()
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--room", action="append", default=[], choices=[r.name for r in rooms])
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--write", type=Path, metavar="FILE")
    asked = parser.parse_args(arguments)
    if not asked.shared.is_dir():
        print(f"SKIPPED: {asked.shared} is missing, so no quality figure was measured")
    else:
        rooms = tuple(_measured(rooms, asked.room, asked.shared))
    below = failures(rooms)
    if asked.lift:
        text = raised(FLOORS.read_text(encoding="utf-8"), rooms, today())
        FLOORS.write_text(text, encoding="utf-8")
        rooms = tuple(_refreshed(old, new) for old, new in zip(rooms, read(), strict=True))
    if asked.write:
        document = asked.write.read_text(encoding="utf-8")
        asked.write.write_text(written(document, "figures", table(rooms)), encoding="utf-8")
    for sentence in below:
        print(f"FLOOR: {sentence}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
