"""All inputs as one stream of reports and problems, ids made unique, the same text once."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from twosource.errors import EmptyInput, InputError, UnreadableInput
from twosource.intake.assemble import Known
from twosource.intake.corrections import corrected
from twosource.intake.encodings import Decoded, decode
from twosource.intake.kinds import Kind, kind_of
from twosource.intake.markdown import read_markdown
from twosource.intake.paste import read_paste
from twosource.intake.settings import limits
from twosource.intake.sources import Source, find_sources
from twosource.intake.table import Rejoined, read_table
from twosource.model import Problem, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["admitted", "iter_inputs"]


def iter_inputs(
    inputs: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    kind: Kind | None = None,
    as_given: bool = False,
) -> Iterator[Report | Problem]:
    """Reports and problems one by one, in the order given, so that a big table is never held
    whole. The arguments are those of `read_inputs`.

    With `as_given` ids stay as they are and a text comes as often as it is there, for whoever
    looks at each report by itself; then nothing is remembered of those before.
    """
    each = _each(inputs, stdin=stdin, kind=kind)
    return each if as_given else admitted(each)


def admitted(items: Iterable[Report | Problem]) -> Iterator[Report | Problem]:
    """The same items as one run: ids made unique, and a Problem where a text was there before."""
    run = _Run()
    for item in items:
        yield run.admit(item) if isinstance(item, Report) else item


def _each(
    inputs: Sequence[str], *, stdin: BinaryIO | None, kind: Kind | None
) -> Iterator[Report | Problem]:
    for source in find_sources(inputs, stdin=stdin, kind=kind):
        if isinstance(source, InputError):
            yield Problem(source.name, source.reason)
            continue
        try:
            for item in _read(source):
                if isinstance(item, InputError):
                    yield Problem(item.name, item.reason)
                else:
                    yield item
        except InputError as error:
            yield Problem(error.name, error.reason)
        except OSError as error:
            yield Problem(source.name, f"it cannot be read: {error.strerror or error}")


_HEAD = 65_536  # bytes that show what kind an input without an ending is


class _Run:
    """What one run has seen: ids and texts, each apart for every story."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str | None, str], int] = {}
        self._texts: dict[tuple[str | None, str], str] = {}

    def admit(self, report: Report) -> Report | Problem:
        """The report under an id of its own, or the Problem that its text was there already."""
        text = (report.story, report.sha256)
        first = self._texts.get(text)
        if first is not None:
            return Problem(
                report.source or report.id,
                f"its text is the same as that of {first}, so it counts as one report",
                fatal=False,
            )
        new = self._new_id(report)
        self._texts[text] = report.source or new
        if new == report.id:
            return report
        from dataclasses import replace  # noqa: PLC0415

        return replace(report, id=new)

    def _new_id(self, report: Report) -> str:
        new, key = report.id, (report.story, report.id)
        count = self._ids.get(key, 0)
        while (report.story, new) in self._ids:
            count += 1
            new = f"{report.id}-{max(2, count)}"
        self._ids[key] = max(count, 1)
        self._ids[report.story, new] = max(1, self._ids.get((report.story, new), 0))
        return new


def _read(source: Source) -> Iterator[Report | InputError]:
    if source.kind in {"jsonl", "csv"}:
        with source.open() as stream:
            yield from read_table(stream, source, source.kind)
        return
    most = limits().page_bytes if source.kind in {"html", None} else limits().text_bytes
    size = source.size()
    if size is not None and size > most:
        raise UnreadableInput(source.name, _too_big(size, most))
    with source.open() as stream:
        data = stream.read(_HEAD)
        if source.kind is None and kind_of(data[:2000].decode("latin-1")) == "jsonl":
            yield from read_table(io.BufferedReader(Rejoined(data, stream)), source, "jsonl")
            return
        data += stream.read(most + 1 - len(data))
    if len(data) > most:
        raise UnreadableInput(source.name, _too_big(None, most))
    if not data.strip():
        raise EmptyInput(source.name, "it is empty; give a file that holds the report's text")
    decoded = decode(data, source.name)
    kind = source.kind
    if kind in {None, "text"}:
        kind = kind_of(decoded.text[:2000])
    if kind == "jsonl":
        kind = "text"  # a text that happens to open as an object does
    yield _one(source, kind, decoded)


def _one(source: Source, kind: Kind | None, decoded: Decoded) -> Report:
    known = Known(source=source.name, warnings=decoded.warnings)
    known = corrected(known, source.corrections.get(0))
    if kind == "html":
        from twosource.intake.html import read_html  # noqa: PLC0415  lxml is slow to import

        return read_html(decoded.text, id=source.stem, known=known)
    if kind == "markdown":
        return read_markdown(decoded.text, id=source.stem, known=known)
    return read_paste(decoded.text, id=source.stem, known=known)


def _too_big(size: int | None, most: int) -> str:
    held = f"it has {size:,} bytes" if size is not None else "it goes on and on"
    return (
        f"{held} and one report may have {most:,}; split it into one file a report, "
        "or into lines of a JSONL file, which may be of any length"
    )
