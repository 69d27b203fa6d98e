"""One story: a folder of reports as they came, with what its user set right beside them."""

from __future__ import annotations

from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING

from twosource.app.web.limits import limits
from twosource.app.web.naming import ending_of, safe_stem, words_of
from twosource.app.web.refusals import Conflict, NotThere, TooBig, Unusable, refuse_halves
from twosource.app.web.removing import (
    corrections_of,
    put_aside,
    take_back,
    write_corrections,
)
from twosource.app.web.shelf import Item, Shelf, Shelves
from twosource.app.web.writing import write_new
from twosource.intake.corrections import (
    CORRECTIONS_FILE,
    Correction,
    Corrections,
    Label,
    Labels,
)
from twosource.intake.dates import given_date
from twosource.intake.kinds import ENDINGS
from twosource.intake.settings import limits as intake_limits
from twosource.intake.sources import REMOVED_FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from twosource.model import BlockKind

__all__ = ["Metadata", "Story"]

Metadata = tuple[str, str, str]  # outlet, date, address; "" where nothing is given


class Story:
    """The reports of one folder. All that it does is on the disk when it returns.

    Several threads may use it; each change is whole, and none is lost.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock = RLock()
        self._shelves = Shelves(folder)

    @property
    def name(self) -> str:
        """The folder's name, which stands for the story in addresses."""
        return self.folder.name

    def shelf(self) -> Shelf:
        """What lies in the folder now."""
        with self.lock:
            if not self.folder.is_dir():
                raise NotThere(f"there is no story {self.name!r} in this folder any more")
            return self._shelves.look()

    def paste(self, text: str, about: Metadata = ("", "", ""), *, name: str = "") -> Item:
        """Keep a pasted text as a file of its own. Raises Unusable, TooBig."""
        data = text.encode("utf-8", "replace")
        most = intake_limits().text_bytes
        if len(data) > most:
            raise TooBig(
                f"this text has {len(data):,} bytes and one report may have {most:,}; paste it in "
                "parts, each with one report"
            )
        if not any(c.isalnum() for c in text):
            raise Unusable("there is not one word in this text; paste the report's text")
        stem = safe_stem(name or about[0] or words_of(text), spare="report")
        return self._add(f"{stem}.txt", data, about)

    def drop(self, given: str, data: bytes, about: Metadata = ("", "", "")) -> Item:
        """Keep an uploaded file, bytes as they came. Raises Unusable, TooBig."""
        ending = ending_of(given)
        if ending is None:
            raise Unusable(
                f"{given or 'a file without a name'}: not kept, for its name does not end in one "
                f"of {', '.join(ENDINGS)}; save it as text or as a web page"
            )
        if not data:
            raise Unusable(f"{given}: not kept, for it is empty")
        if ENDINGS[ending] not in {"jsonl", "csv"} and len(data) > intake_limits().page_bytes:
            raise TooBig(
                f"{given}: not kept, for it has {len(data):,} bytes and one report may have "
                f"{intake_limits().page_bytes:,}"
            )
        last = given.replace("\\", "/").rpartition("/")[2]
        stem = safe_stem(last[: len(last) - len(ending)], spare="report")
        return self._add(f"{stem}{ending}", data, about)

    def set_right(
        self,
        key: str,
        *,
        about: Metadata | None = None,
        kinds: Mapping[tuple[int, int], BlockKind] | None = None,
    ) -> Item:
        """Set a report's metadata, and the kinds of its blocks by their spans.

        An empty field of `about` gives the word back to the file; `kinds` that is empty gives all
        labels back to the program. Raises NotThere, Unusable, Conflict.
        """
        with self.lock:
            item = self._item(key)
            correction = item.correction or Correction(item.file, item.line)
            if about is not None:
                _check(about)
                outlet, published, url = about
                correction = replace(correction, outlet=outlet, published=published, url=url)
            if kinds is not None:
                correction = replace(correction, labels=_labels(item, correction.labels, kinds))
            # A file in a folder of the story is corrected beside itself.
            here = (self.folder / item.file).parent
            name = item.file.rpartition("/")[2]
            self._correct(replace(correction, file=name), here)
            return self._item(key)

    def remove(self, key: str) -> str:
        """Put the file of a report into `removed/`, with what was set right about it; gives its
        path there. Raises NotThere, Conflict.
        """
        with self.lock:
            item = self._item(key)
            if not (self.folder / CORRECTIONS_FILE).exists():
                # Or intake would read `removed`.
                write_corrections(self.folder, Corrections(self.name))
            return put_aside(self.folder, item.file)

    def restore(self, key: str) -> Item:
        """Take a file out of `removed/` again. Raises NotThere, Conflict."""
        with self.lock:
            gone = next((r for r in self.shelf().removed if r.key == key), None)
            if gone is None:
                raise NotThere("there is no such file among the removed ones any more")
            return self._first(take_back(self.folder, gone.file))

    def rename(self, title: str) -> None:
        """Call the story by another title; the folder keeps its name. Raises Unusable."""
        refuse_halves(title, "the title")
        with self.lock:
            write_corrections(self.folder, replace(self._corrections(self.folder), title=title))

    def _add(self, name: str, data: bytes, about: Metadata) -> Item:
        _check(about)
        with self.lock:
            try:
                named = {c.file for c in self._corrections(self.folder).corrections}
            except Conflict:
                if any(about):
                    raise
                named = set()  # the text is kept all the same
            removed = self.folder / REMOVED_FOLDER

            # What is said of a removed file is not to be said of a new one of its name.
            def taken(new: str) -> bool:
                return new in named or (removed / new).exists()

            path = write_new(self.folder / name, data, taken=taken)
            if any(about):
                self._correct(Correction(path.name, 0, *about), self.folder)
            return self._first(path.name)

    def _first(self, file: str) -> Item:
        """The item of a file; of a table the first row's."""
        items = [i for i in self.shelf().items if i.file == file]
        if not items:
            raise NotThere(f"{file} is not there any more")
        return items[0]

    def _item(self, key: str) -> Item:
        item = self.shelf().item(key)
        if item is None:
            raise NotThere("there is no such report in this story (any more)")
        return item

    def _corrections(self, folder: Path) -> Corrections:
        return corrections_of(folder, folder.name if folder == self.folder else "")

    def _correct(self, correction: Correction, folder: Path) -> None:
        write_corrections(folder, self._corrections(folder).with_one(correction))


def _check(about: Metadata) -> None:
    outlet, published, url = about
    most = limits()
    refuse_halves(outlet, "the outlet's name")
    refuse_halves(url, "the address")
    if len(outlet) > most.line_characters:
        raise Unusable(f"the outlet's name may have {most.line_characters} characters")
    if given_date(published)[1]:
        raise Unusable(
            f"the date {published[:60]!r} cannot be read; give it as 2025-12-31 or "
            "2025-12-31T18:30+01:00"
        )
    if url and not url.lower().startswith(("http://", "https://")):
        raise Unusable("the address is to begin with http:// or https://")
    if len(url) > most.url_characters:
        raise Unusable(f"the address may have {most.url_characters:,} characters")


def _labels(
    item: Item, before: Labels | None, kinds: Mapping[tuple[int, int], BlockKind]
) -> Labels | None:
    """The person's labels: those before, and each block whose kind is now another."""
    if not kinds:
        return None
    report = item.report
    if report is None:
        raise Conflict("this report cannot be read, so it has no parts to label")
    present = {(b.start, b.end): b.kind for b in report.blocks}
    unknown = set(kinds) - set(present)
    if unknown:
        start, end = min(unknown)
        raise Conflict(
            f"the report has no part from {start} to {end}; it may have changed, so load it anew"
        )
    held = before if before is not None and before.sha256 == report.sha256 else None
    labels = {(x.start, x.end): x.kind for x in (held.labels if held else ())}
    labels |= {span: kind for span, kind in kinds.items() if kind is not present[span]}
    if not labels:
        return None
    return Labels(report.sha256, tuple(sorted(Label(s, e, k) for (s, e), k in labels.items())))
