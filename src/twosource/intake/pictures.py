"""Captions, alternative texts, credits and galleries: what belongs to a picture."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from twosource.intake.furniture import is_date_line
from twosource.intake.settings import table
from twosource.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twosource.intake.line import Line

__all__ = ["label_pictures"]

_COUNTER = re.compile(
    r"(?<![\d.,/])(\d{1,3})(?:\s*of\s*/?\s*|(?<![a-z]\d)\s*/\s*)(\d{1,3})(?!\d|\s?/|[.,]\d)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(\d{1,3}|view|see|open)\s+(?:all\s+)?(?:photos?|images?|pictures?|slides?|gallery)",
    re.IGNORECASE,
)
_IN_THIS = re.compile(
    r"in (?:this|an?) (?:[\w-]+ ){0,4}?"
    r"(?:photo|photograph|picture|image|handout|screengrab|screenshot|frame|still)\b",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\bin (?:this|an?) (?:[\w-]+ ){0,3}?"
    r"(?:photo|photograph|picture|image|handout|screengrab|still)"
    r"(?: image| photo| picture)? (?:obtained|released|provided|taken|made available|distributed|"
    r"posted|supplied|issued)\b",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"[(\[](?:file|archive|library|stock|handout|representational|illustrative)\b(?! of\b)"
    r"[^)\]]{0,40}"
    r"[)\]]\W*$|\bfile (?:photo|image|picture|pic)\W*$",
    re.IGNORECASE,
)
_PHOTO_BY = re.compile(
    r"[(\[](?:photos?|images?|pictures?|credit|source|illustration|graphic)\b"
    r"(?: by| via| from|:)[^)\]]*[)\]]?"
    r"\W*$|\b(?:photo|image|picture)s?(?: credit| source)?\s?[:/]\s?\S[^.]{0,60}$",
    re.IGNORECASE,
)
_OPENS_CREDIT = re.compile(
    r"(?:photos?|images?|pictures?|photograph|illustration|graphic|credits?|caption|alt text|"
    r"(?:image|photo|picture) (?:credit|source|caption))\s?(?:by\b|[:/]|\.\.\.|$)|"
    r"pictured[:,]|©|\(c\)\s",
    re.IGNORECASE,
)
# "SPRINGFIELD, ATLANTIS - MARCH 3: Crews work ..." is how picture agencies open a caption.
_PLACE_DATE = re.compile(
    r"[A-Z][A-Z.'’ ,-]{2,60}\s[-–—]\s([A-Z]{3,9})\.?\s\d{1,2}(?:,\s\d{4})?\s?:"
)
_SLASH = re.compile(r"(?:^|[\w.)])\s?/\s?(?P<agency>[A-Z][\w .&]{1,30}?)\s*(?:/[^/]{1,30})?\W*$")

_SHORT = 90  # a counter stands in a line of its own, with a credit at most
_FAR = 8  # lines between two pictures of one gallery
_TAIL = 3  # lines of the last picture after its counter


def label_pictures(lines: Sequence[Line]) -> None:
    """Label captions, credits and gallery controls in place."""
    _galleries(lines)
    for line in lines:
        if not line.sure:
            why = _caption(line)
            if why:
                line.label(BlockKind.CAPTION, why)
    _repeated(lines)
    _beside(lines)


def _caption(line: Line) -> str:
    """The rule that makes this line a caption or a credit by its own words, or ""."""
    return next((why for why, holds in _RULES if holds(line)), "")


def _dated_by_agency(row: str) -> bool:
    found = _PLACE_DATE.match(row)
    return bool(found and found[1].lower() in _months())


_RULES: tuple[tuple[str, Callable[[Line], object]], ...] = (
    ("opens as a picture's description", lambda x: _IN_THIS.match(x.row)),
    ("speaks of its picture", lambda x: len(x.row) < 500 and _SHOWN.search(x.row)),
    ("marked as a file picture", lambda x: _FILE.search(x.row)),
    ("ends with a picture credit", lambda x: len(x.row) < 600 and _PHOTO_BY.search(x.row)),
    ("place and date of a picture agency", lambda x: _dated_by_agency(x.row)),
    ("picture credit", lambda x: len(x.row) < 200 and _OPENS_CREDIT.match(x.row)),
    (
        "ends with a picture credit",
        lambda x: not x.sentence and len(x.row) < 350 and _credited(x.row),
    ),
)


def _credited(row: str) -> bool:
    tail = row[-60:]
    if _agencies().search(tail):
        return True
    slash = _SLASH.search(tail)
    return bool(slash and slash["agency"].split()[0] in table("pictures")["agencies"])


@cache
def _agencies() -> re.Pattern[str]:
    sure = "|".join(re.escape(w) for w in table("pictures")["only_pictures"])
    return re.compile(rf"(?:{sure})(?: Images)?(?:/[\w .]+)?\W*$", re.IGNORECASE)


@cache
def _months() -> frozenset[str]:
    return frozenset(form for forms in table("dates")["months"] for form in forms)


def _galleries(lines: Sequence[Line]) -> None:
    """From the first counter to the last of one total, with the last picture's lines."""
    counters: dict[str, list[int]] = {}
    for k, line in enumerate(lines):
        if len(line.row) > _SHORT or is_date_line(line.row):
            continue
        for found in _COUNTER.finditer(line.row):
            if 0 < int(found[1]) <= int(found[2]):
                counters.setdefault(found[2], []).append(k)
    for total, places in counters.items():
        if len(set(places)) < 2:
            continue
        for a, b in pairwise(places):
            if b - a <= _FAR:
                for line in lines[a : b + 1]:
                    _in_gallery(line)
        first, last = places[0], places[-1]
        _opening(lines, first, total)
        _last_picture(lines, last)


def _opening(lines: Sequence[Line], first: int, total: str) -> None:
    """The line that says how many pictures there are, and what stands between it and the first."""
    for k in range(max(0, first - 4), first):
        found = _TOTAL.match(lines[k].row)
        if found and found[1] in {total, *_SAY_NO_NUMBER}:
            for line in lines[k:first]:
                line.label(BlockKind.PROMO, "gallery control")
            return


_SAY_NO_NUMBER = frozenset({"view", "see", "open"})


def _in_gallery(line: Line) -> None:
    bare = _COUNTER.sub("", line.row).strip(" -|/")
    if not bare or _TOTAL.match(line.row):
        line.label(BlockKind.PROMO, "gallery control")
    else:
        line.label(BlockKind.CAPTION, "in a gallery")


def _last_picture(lines: Sequence[Line], last: int) -> None:
    """What follows the last counter up to the picture's credit, or one caption line."""
    tail = []
    for line in lines[last + 1 : last + 1 + _TAIL]:
        if line.sentence and len(line.row) > 60 and line.body > 0.5:
            break
        tail.append(line)
        if not line.sentence and _credited(line.row):
            for part in tail:
                part.label(BlockKind.CAPTION, "last picture of a gallery")
            return


def _repeated(lines: Sequence[Line]) -> None:
    """The same words twice in a row are an alternative text and its caption."""
    # The page's title and its headline open a paste; they are no caption.
    for a, b in pairwise(lines[1:]):
        if a.row == b.row and len(a.words) >= 4 and (not b.gap or a.kind is BlockKind.CAPTION):
            for line in (a, b):
                if not line.sure:
                    line.label(
                        BlockKind.CAPTION, "said twice: alternative text and caption", beside=True
                    )


def _beside(lines: Sequence[Line]) -> None:
    """Where paragraphs stand apart, a line right below or above a caption goes with it."""
    full = [line for line in lines if line.sentence and len(line.row) >= 80]
    apart = sum(line.gap > 0 for line in full)
    if not full or apart < 0.8 * len(full):
        return
    always = len(full) >= 4 and apart == len(full)
    for k, (a, b) in enumerate(pairwise(lines)):
        if b.gap or b.sure or a.kind is not BlockKind.CAPTION:
            continue
        # Where nothing but captions stands close, a close line is one whatever it looks like.
        alone = always and not b.sentence and (k + 2 >= len(lines) or lines[k + 2].gap > 0)
        if alone or (b.body < 0.6 and (not b.sentence or len(b.row) < 160)):
            b.label(BlockKind.CAPTION, "in one block with a caption", beside=True)
    for a, b in zip(reversed(lines[:-1]), reversed(lines[1:]), strict=True):
        if b.gap or a.sure or b.kind is not BlockKind.CAPTION:
            continue
        if not a.sentence:
            a.label(BlockKind.CAPTION, "in one block with a caption", beside=True)
