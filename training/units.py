"""Sets the factors of the units of measure from `pint`: `python -m training.units`.

data/units.tsv names each unit as pint does; its factor is what pint turns one of it into, in the
unit of its base, with twelve figures. pint (BSD 3-clause) is the field's library of units, but its
import and its registry take about half a second, more than reading a report does: so what is needed
of it is written down here once, and a test holds the table to it. Words and symbols stay by hand:
pint takes "in" for inches and "at" for atmospheres, which news does not.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pint

TABLE = Path("src/twosource/reading/data/units.tsv")
_NAME, _BASE, _FACTOR, _PINT = 0, 1, 2, 4


def with_factors(table: str) -> str:
    """The text of units.tsv with every factor that pint knows."""
    registry: Any = pint.UnitRegistry()
    rows = [line.split("\t") for line in table.splitlines()]
    bases = {row[_NAME]: row[_PINT] for row in rows if not row[0].startswith("#")}
    for row in rows:
        if row[0].startswith("#") or not row[_PINT] or not bases.get(row[_BASE]):
            continue
        base = registry(bases[row[_BASE]]).units
        row[_FACTOR] = f"{registry(f'1*{row[_PINT]}').to(base).magnitude:.12g}"
    return "\n".join("\t".join(row) for row in rows) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--table", type=Path, default=TABLE)
    table: Path = parser.parse_args().table
    before = table.read_text(encoding="utf-8")
    after = with_factors(before)
    table.write_text(after, encoding="utf-8")
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    print(f"{sum(one != two for one, two in pairs)} factors changed")


if __name__ == "__main__":
    main()
