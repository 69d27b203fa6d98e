"""What a person set right about the reports of a folder: its `reports.json`.

It lies beside the reports and speaks of the files in its own folder. Labels are bound to the text
that they were given for, by its SHA-256; outlet, date and address to the file, or to its line.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from twosource.errors import UnreadableInput
from twosource.intake.dates import given_date
from twosource.model import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from twosource.intake.assemble import Known

__all__ = [
    "CORRECTIONS_FILE",
    "Correction",
    "Corrections",
    "Label",
    "Labels",
    "corrected",
    "relabelled",
    "text_of_corrections",
]

CORRECTIONS_FILE = "reports.json"
_SCHEMA = "twosource/reports/1"
_WHY = "labelled by you"
_CHANGED = (
    "its text has changed since its parts were labelled by hand, so they are labelled anew; "
    "look at them again"
)
_MOST = 64_000_000  # bytes; more is no file of ours


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """What the part `[start, end)` of a report's text is, in code points."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one text, which `sha256` names."""

    sha256: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What is set right about one report; "" and None leave what intake finds.

    `file` is the name of a file in the folder, `line` the line of a table's row, else 0.
    """

    file: str
    line: int = 0
    outlet: str = ""
    published: str = ""
    url: str = ""
    labels: Labels | None = None

    @property
    def empty(self) -> bool:
        """Whether it says nothing."""
        return not (self.outlet or self.published or self.url or self.labels)


@dataclass(frozen=True, slots=True)
class Corrections:
    """All of one folder. `title` is what people call the story."""

    title: str = ""
    corrections: tuple[Correction, ...] = ()

    @classmethod
    def of(cls, folder: Path) -> Corrections | None:
        """What the folder's file says, or None where there is none of ours.

        Raises UnreadableInput where it is ours and cannot be understood.
        """
        path = folder / CORRECTIONS_FILE
        try:
            with path.open("rb") as file:
                data = file.read(_MOST + 1)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None
        except OSError as error:
            raise UnreadableInput(
                str(path), f"it cannot be read ({error.strerror}), so no correction in it counts"
            ) from None
        return _parsed(data, str(path))

    def by_line(self, file: str) -> dict[int, Correction]:
        """Those of one file, by the line of a table's row, or 0 for the whole file."""
        return {c.line: c for c in self.corrections if c.file == file}

    def with_one(self, correction: Correction) -> Corrections:
        """These with `correction` in place of what was there for its report."""
        others = [
            c for c in self.corrections if (c.file, c.line) != (correction.file, correction.line)
        ]
        kept = others if correction.empty else [*others, correction]
        return replace(self, corrections=tuple(sorted(kept, key=lambda c: (c.file, c.line))))


def text_of_corrections(corrections: Corrections) -> str:
    """The file's text, stable and made to be read by people, too."""
    rows = [_as_dict(c) for c in corrections.corrections]
    data = {"schema": _SCHEMA, "title": corrections.title, "reports": rows}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def corrected(known: Known, correction: Correction | None) -> Known:
    """What is known of a report, the person's word before the file's."""
    if correction is None:
        return known
    day, doubts = given_date(correction.published)
    return replace(
        known,
        outlet=correction.outlet or known.outlet,
        published=day or known.published,
        url=correction.url or known.url,
        labels=correction.labels,
        warnings=(*known.warnings, *doubts),
    )


def relabelled(
    blocks: tuple[Block, ...], labels: Labels | None, sha256: str
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks under the person's labels, and a warning where these are of another text.

    A label holds for every block that lies inside its part.
    """
    if labels is None:
        return blocks, ()
    if labels.sha256 != sha256:
        return blocks, (_CHANGED,)
    return tuple(_under(b, labels.labels) for b in blocks), ()


def _under(block: Block, labels: Iterable[Label]) -> Block:
    for label in labels:
        if label.start <= block.start and block.end <= label.end:
            return block if label.kind is block.kind else replace(block, kind=label.kind, why=_WHY)
    return block


def _parsed(data: bytes, name: str) -> Corrections | None:
    try:
        value = json.loads(data[:_MOST].decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnreadableInput(
            name,
            "this is no JSON in UTF-8, so no correction in it counts; mend it, or move it away",
        ) from None
    if not isinstance(value, dict):
        return None
    schema = value.get("schema")
    if not isinstance(schema, str) or not schema.startswith("twosource/reports/"):
        return None  # somebody else's file of that name
    if schema != _SCHEMA:
        raise UnreadableInput(
            name,
            f"it is of the form {schema} and this version knows {_SCHEMA} only, so no correction "
            "in it counts; use the version that wrote it",
        )
    try:
        rows = tuple(_from_dict(row) for row in value.get("reports", ()))
        title = value.get("title") or ""
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise UnreadableInput(
            name,
            f"a line in it is wrong ({type(error).__name__}: {error}), so no correction in it "
            "counts; mend it (docs/serve.md shows the form)",
        ) from None
    return Corrections(title if isinstance(title, str) else "", rows)


def _from_dict(row: Mapping[str, Any]) -> Correction:
    labels, line = row.get("labels"), row.get("line")
    return Correction(
        file=_string(row["file"]),
        line=0 if line is None else _count(line),
        outlet=_string(row.get("outlet")),
        published=_string(row.get("date")),
        url=_string(row.get("url")),
        labels=Labels(
            _string(row["sha256"]),
            tuple(sorted(Label(_count(s), _count(e), BlockKind(kind)) for s, e, kind in labels)),
        )
        if labels
        else None,
    )


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"{value!r:.40} is no line and no offset: 0, 1, 2 …")
    return value


def _string(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no string")
    return value.strip()


def _as_dict(correction: Correction) -> dict[str, Any]:
    row: dict[str, Any] = {"file": correction.file}
    if correction.line:
        row["line"] = correction.line
    said = {"outlet": correction.outlet, "date": correction.published, "url": correction.url}
    row |= {name: value for name, value in said.items() if value}
    if correction.labels is not None:
        row["sha256"] = correction.labels.sha256
        row["labels"] = [[x.start, x.end, x.kind.value] for x in correction.labels.labels]
    return row
