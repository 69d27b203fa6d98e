"""The headline, the standfirst under it, and the sub-headlines within the body."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from twosource.intake.dates import find_date
from twosource.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.intake.line import Line

__all__ = ["label_headline", "label_subheads", "main_start"]

_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.,:;][\"”’'»)\]]*$")
_SMALL_BY = re.compile(r"by\b", re.IGNORECASE)
_LONGEST = 32  # words; the longest headline of the tuning pages has 27
_LONGEST_SUBHEAD = 16
_REACH = 60  # lines between a headline and its body; live counters and share bars fill them
_TITLE = 10.0  # the score of a line that is the title the file gives
_OVER = 4  # lines above a standfirst in which its headline may stand
_NEARLY = 0.75
_UNDER = 6  # lines under a headline in which a standfirst may stand


def main_start(lines: Sequence[Line]) -> int:
    """The index of the line that opens the body: the first body line with company.

    A lone teaser above the report is not its start: a quarter of all body words, or 150, must
    follow within fifteen lines, links and captions not counted. Without body lines, their number.
    """
    open_lines = [k for k, x in enumerate(lines) if not x.sure]
    weight = [len(lines[k].words) if lines[k].kind is BlockKind.BODY else 0 for k in open_lines]
    total = sum(weight)
    for at, (k, w) in enumerate(zip(open_lines, weight, strict=True)):
        if w and sum(weight[at : at + 15]) >= min(total / 4, 150):
            return k
    return len(lines)


def label_headline(lines: Sequence[Line], title: str | None) -> None:
    """Label the headline and what stands between it and the body, in place.

    The headline is the line above the body that shares most words with it, or that is the
    `title` the file itself gives.
    """
    start = main_start(lines)
    if start == len(lines):
        return
    about = _vocabulary(lines)
    wanted = _plain(title) if title else ""
    best, best_score = -1, 0.0
    scores: dict[int, float] = {}
    for k in range(max(0, start - _REACH), start):
        if lines[k].kind is BlockKind.BODY and any(x.compared for x in lines[:k]):
            continue
        score = _headline_score(lines, k, start, about)
        if wanted and not lines[k].sure and _plain(lines[k].row) == wanted:
            score = _TITLE
        scores[k] = score
        if score >= best_score and score > 0:
            best, best_score = k, score
    # A standfirst often shares more words with the body than the headline right above it does.
    upper = [k for k in range(best - _OVER, best) if scores.get(k, 0) >= _NEARLY * best_score]
    if best >= 0 and best_score < _TITLE and upper:
        best = upper[0]
    if best < 0:
        _headline_in_body(lines, start, about)
        return
    best = _shorter(lines, best, start)
    lines[best].label(BlockKind.HEADLINE, "heads the body and shares its words")
    _again(lines, best)
    near = start - best <= 3
    for line in lines[best + 1 : min(start, best + 1 + _UNDER)]:
        if not line.sure and _is_standfirst(line, lines[best], about, near=near):
            line.label(BlockKind.SUBHEADLINE, "between headline and body")


def _shorter(lines: Sequence[Line], best: int, start: int) -> int:
    """The headline without the site's name, where both stand there: the line that opens `best`
    and is followed in it by a bar or a dash.
    """
    long = lines[best].row
    for k in range(best + 1, min(len(lines), start + 1)):
        row = lines[k].row
        if (
            len(row) > 15
            and long.startswith(row)
            and long[len(row) :].lstrip()[:1] in tuple("|-–—")
        ):
            return k
    return best


def _again(lines: Sequence[Line], best: int) -> None:
    """Further lines that say the headline again, with or without the site's name."""
    row = lines[best].row
    for line in lines[max(0, best - _REACH) : best + _REACH]:
        same = line.row == row or (line.row.startswith(row) and len(line.row) < len(row) + 40)
        if line is not lines[best] and same and not line.sentence:
            line.label(BlockKind.PROMO, "the headline again")


def _headline_score(lines: Sequence[Line], k: int, start: int, about: frozenset[str]) -> float:
    """0 where the line cannot be the headline; else more for shared words and a near body."""
    line = lines[k]
    count = len(line.words)
    if (
        (line.sure and not line.beside)
        or _SMALL_BY.match(line.row)
        or find_date(line.row)
        or not (1 if k == 0 else 2) < count <= _LONGEST
        or not line.content
        or _STOP.search(line.row)
    ):
        return 0.0
    shared = len(line.content & about) / len(line.content)
    size = min(1.0, count / 6)
    near = 1.0 - 0.5 * (start - k) / _REACH
    top = 0.15 if k == 0 else 0.0
    few = start <= 3
    if shared < (0.2 if few else 0.4) and not (few and k == 0):
        return 0.0
    return (0.3 + shared) * size * near + top


def _headline_in_body(lines: Sequence[Line], start: int, about: frozenset[str]) -> None:
    """A headline that the trees took for body: the very first line, short and without a stop."""
    line = lines[start]
    if any(x.compared for x in lines[:start]) or start + 1 >= len(lines):
        return
    if line.row[-1] not in '.!?,:;”"' and 2 < len(line.words) <= 20 and not line.sure:
        follows = next((x for x in lines[start + 1 :] if x.compared), None)
        if follows is not None:
            line.label(BlockKind.HEADLINE, "first line, without a full stop")
            for under in lines[start + 1 : start + 3]:
                if (
                    not under.sure
                    and not under.compared
                    and _is_standfirst(under, line, about, near=True)
                ):
                    under.label(BlockKind.SUBHEADLINE, "between headline and body")


def _is_standfirst(line: Line, headline: Line, about: frozenset[str], *, near: bool) -> bool:
    """Whether a line between headline and body is a part of the report: it shares its words, the
    less of them the closer it stands (`near`).
    """
    if len(line.words) < 6 or _plain(line.row) == _plain(headline.row) or not line.content:
        return False
    if _SMALL_BY.match(line.row) or find_date(line.row) or (line.body < 0.1 and not near):
        return False
    return len(line.content & about) / len(line.content) >= (0.2 if near else 0.45)


def label_subheads(lines: Sequence[Line], *, likely: float) -> None:
    """Label short lines without a full stop that stand over a body paragraph, in place.

    `likely` is the least body probability of such a line; a rule has not named it yet.
    """
    start = main_start(lines)
    times = Counter(x.row for x in lines)
    seen = False
    for k, line in enumerate(lines):
        if k >= start and line.kind is BlockKind.BODY and line.sentence:
            seen = True
        if line.sure or not seen or line.sentence or line.row[-1] in ",;":
            continue
        if not 0 < len(line.words) <= _LONGEST_SUBHEAD or not _over_body(lines, k):
            continue
        if times[line.row] > 1 or not any(w.isalpha() for w in line.words):
            continue
        if line.kind is BlockKind.BODY or line.body >= likely:
            line.label(BlockKind.SUBHEADLINE, "short line over a body paragraph", sure=False)


def _over_body(lines: Sequence[Line], k: int) -> bool:
    below = next((x for x in lines[k + 1 : k + 3] if x.why != "bullet"), None)
    return below is not None and below.kind is BlockKind.BODY and len(below.row) > 60


def _vocabulary(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(w for x in lines if x.kind is BlockKind.BODY for w in x.content)


def _plain(row: str | None) -> str:
    return " ".join(_WORD.findall((row or "").lower()))
