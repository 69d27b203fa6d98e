"""News with dates and their days: GUM's Wikinews texts, each `<date>` with its `when` or `from`.

Times in GUM are TEI, no TIMEX3: no types, vague ones without a value. What can be measured is
whether a dated expression is found and whether its days are the right ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twosource.reading.times.calendar import days_of
from twosource.reading.times.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

__all__ = ["Dated", "Text", "news"]

_FILES = "en_gum_open-*.conllu"
_HEAD = re.compile(r"[A-Z]\w+day, ([A-Z]\w+) (\d{1,2}), (\d{4})")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r'(\w+):::"([^"]*)"')
_MULTIWORD = re.compile(r"(\d+)-(\d+)$")


@dataclass(frozen=True, slots=True)
class Dated:
    """One `<date>`: its place, and first and last day where it gives them."""

    start: int
    end: int
    days: tuple[date, date] | None


@dataclass(slots=True)
class Text:
    """One text with its dates; `published` is the day at its head."""

    id: str
    text: str = ""
    dates: list[Dated] = field(default_factory=list)

    @property
    def published(self) -> str | None:
        """The day under the title, as Wikinews puts it, in ISO form."""
        found = _HEAD.search(self.text[:400])
        month = table()["months"].get(found[1].lower()) if found else None
        return f"{found[3]}-{month:02d}-{int(found[2]):02d}" if found and month else None


def news(treebanks: Path) -> list[Text]:
    """The news texts of all parts, in the order of their names."""
    texts = [text for path in sorted(treebanks.glob(_FILES)) for text in _read(path)]
    return sorted((t for t in texts if "_news_" in t.id), key=lambda t: t.id)


def _read(path: Path) -> Iterator[Text]:
    text = Text("")
    opened: list[tuple[int, dict[str, str]]] = []
    inside = 0  # the last word of a multi-word token that is written already
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                if text.id:
                    yield text
                text, opened = Text(line.split("=", 1)[1].strip()), []
            elif line.startswith("# newpar"):
                text.text = text.text.rstrip() + "\n"
            elif line.startswith("# sent_id"):
                inside = 0
            if line.startswith("#") or not line.strip():
                continue
            cells = line.rstrip("\n").split("\t")
            start = len(text.text)
            several = _MULTIWORD.match(cells[0])
            if several or (cells[0].isdigit() and int(cells[0]) > inside):
                text.text += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
            inside = int(several[2]) if several else inside
            _tags(text, cells[9], start, len(text.text.rstrip(" ")), opened)
    if text.id:
        yield text


def _tags(
    text: Text, misc: str, start: int, end: int, opened: list[tuple[int, dict[str, str]]]
) -> None:
    for part in misc.split("|"):
        if not part.startswith("XML="):
            continue
        for tag in _TAG.findall(part):
            if tag.startswith("<date "):
                opened.append((start, dict(_ATTRIBUTE.findall(tag))))
            elif tag == "</date>" and opened:
                first, attributes = opened.pop()
                text.dates.append(Dated(first, end, _days(attributes)))


def _days(attributes: dict[str, str]) -> tuple[date, date] | None:
    if "when" in attributes:
        return days_of(attributes["when"])
    first, last = (days_of(attributes.get(k, "")) for k in ("from", "to"))
    return None if first is None or last is None else (first[0], last[1])
