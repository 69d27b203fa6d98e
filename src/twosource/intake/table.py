"""JSONL and CSV: one report a line, streamed; a bad line is a problem and the rest go on."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from twosource.errors import EmptyInput, InputError, TableError
from twosource.intake.assemble import Known, build_report
from twosource.intake.corrections import Correction, corrected
from twosource.intake.csv_rows import csv_rows
from twosource.intake.dates import given_date
from twosource.intake.encodings import decode
from twosource.intake.settings import limits, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import WriteableBuffer

    from twosource.intake.sources import Source
    from twosource.model import Report

__all__ = ["Rejoined", "read_table"]


def read_table(
    stream: BinaryIO, source: Source, kind: Literal["jsonl", "csv"]
) -> Iterator[Report | InputError]:
    """The reports of a table and the errors of its lines, named `file:line`.

    JSONL objects and CSV columns: `text`, and where there are any `id`, `date`, `outlet`,
    `story`, `url`, `title`, `byline`. Raises TableError where a CSV file has no text column,
    EmptyInput where there is no line at all.
    """
    rows = _objects(stream, source.name) if kind == "jsonl" else _rows(stream, source.name)
    seen = False
    for line, row in rows:
        seen = True
        if isinstance(row, InputError):
            yield row
            continue
        try:
            where = f"{source.name}:{line}"
            yield _report(row, where, f"{source.stem}-{line}", source.corrections.get(line))
        except InputError as error:
            yield error
    if not seen:
        raise EmptyInput(source.name, "there is no line in it; give one report a line")


def _report(
    row: dict[str, Any], name: str, spare_id: str, correction: Correction | None = None
) -> Report:
    fields = {str(k).strip().lower(): v for k, v in row.items() if k is not None}
    text = _field(fields, "text")
    if text is None and any(fields.get(column) == "" for column in table("columns")["text"]):
        text = ""
    if text is None:
        given = ", ".join(sorted(fields)) or "nothing"
        raise TableError(name, f"there is no text in it (it has {given}); add the field 'text'")
    if not isinstance(text, str):
        raise TableError(name, "its text is not a string; put the text in quotation marks")
    if not text.strip():
        raise EmptyInput(name, "its text is empty; give the report's text, or leave the row out")
    published, warnings = given_date(_plain(fields, "date"))
    known = Known(
        title=_plain(fields, "title"),
        outlet=_plain(fields, "outlet"),
        byline=_plain(fields, "byline"),
        published=published,
        url=_plain(fields, "url"),
        source=name,
        story=_plain(fields, "story"),
        warnings=warnings,
    )
    known = corrected(known, correction)
    return build_report(text, id=_plain(fields, "id") or spare_id, known=known, markup="row")


def _field(fields: dict[str, Any], noun: str) -> object:
    """The first column of that meaning that holds something, or None."""
    for column in table("columns")[noun]:
        value = fields.get(column)
        if value is not None and value != "":
            return value
    return None


def _plain(fields: dict[str, Any], noun: str) -> str | None:
    value = _field(fields, noun)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value).strip() or None
    return None


def _objects(stream: BinaryIO, name: str) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    longest = limits().table_line_bytes
    line = 0
    while raw := stream.readline(longest + 1):
        line += 1
        where = f"{name}:{line}"
        if len(raw) > longest:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(longest)
            yield line, TableError(where, f"the line is longer than {longest:,} bytes; split it")
            continue
        if not raw.strip() or raw == b"\xef\xbb\xbf":
            continue
        yield line, _object(raw, where)


def _object(raw: bytes, where: str) -> dict[str, Any] | InputError:
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        try:
            value = json.loads(decode(raw, where).text)
        except InputError as error:
            return error
        except ValueError:
            return TableError(where, "this is no JSON in UTF-8; write one object a line in UTF-8")
    except RecursionError:
        return TableError(where, "the JSON is nested too deep; write one flat object a line")
    except ValueError as error:
        return TableError(where, f"this is no JSON ({error}); write one object a line")
    if not isinstance(value, dict):
        return TableError(where, 'this is no JSON object; write {"id": …, "text": …} a line')
    return value


def _rows(stream: BinaryIO, name: str) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    head = stream.read(200_000)
    decoded = decode(head[: head.rfind(b"\n") + 1] or head, name)
    csv.field_size_limit(limits().table_line_bytes)
    encoding = "utf-8-sig" if decoded.encoding == "utf-8" else decoded.encoding
    lines = io.TextIOWrapper(
        io.BufferedReader(Rejoined(head, stream)), encoding, errors="replace", newline=""
    )
    rows = csv_rows(lines, _dialect(decoded.text), limits().table_line_bytes)
    top, header = next(rows, (1, []))
    if isinstance(header, str):
        raise TableError(f"{name}:{top}", header)
    columns = [c.strip().lower() for c in header if c]
    if not any(c in columns for c in table("columns")["text"]):
        raise TableError(
            f"{name}:1",
            f"no column is called 'text' (there are {', '.join(columns) or 'none'}); "
            "name the column that holds the reports 'text' in the first line",
        )
    for line, row in rows:
        if isinstance(row, str):
            yield line, TableError(f"{name}:{line}", row)
        else:
            yield line, dict(zip(header, row, strict=False))


def _dialect(head: str) -> type[csv.Dialect]:
    """The delimiter that the first line holds most often; quoting as in RFC 4180."""
    first = head.split("\n", 1)[0]
    found = max(",;\t|", key=first.count)

    class Found(csv.excel):
        delimiter = found

    return Found


class Rejoined(io.RawIOBase):
    """A stream with the bytes that were read from it put back in front."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer).cast("B")
        if self._head:
            part = self._head[: len(room)]
            self._head = self._head[len(part) :]
        else:
            part = memoryview(self._rest.read(len(room)))
        room[: len(part)] = part
        return len(part)
