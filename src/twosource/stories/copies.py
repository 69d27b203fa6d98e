"""Reports that are copies of one another, exactly or nearly."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twosource.model import Report

__all__ = ["NearCopy", "near_copies"]

_WORD = re.compile(r"[^\W_]+")
_SIZE = 5  # words of a print; the length that Broder (1997) and most reuse work since took
_FEW = 12  # reports that a print is looked up in, so that furniture costs no more than text


@dataclass(frozen=True, slots=True)
class NearCopy:
    """`report` has most of its words from `of`, or they from it; `of` is no shorter.

    `containment` is the share of the shorter one's five-word prints that the other has, 0 to 1;
    `exact` says that both have the same words in the same order.
    """

    report: str
    of: str
    containment: float
    exact: bool


def near_copies(reports: Iterable[Report], *, least: float = 0.8) -> tuple[NearCopy, ...]:
    """Pairs of reports of which one is contained in the other by at least `least`.

    Only compared blocks count, quotations included. Of more than a dozen copies of one text each
    is compared with the first ones, in the order of their ids; the order given does not matter.
    """
    words = {
        r.id: [
            w.lower()
            for b in r.blocks
            if b.compared
            for w in _WORD.findall(r.text[b.start : b.end])
        ]
        for r in reports
    }
    prints = {i: _prints(words[i]) for i in sorted(words)}
    index: defaultdict[int, list[str]] = defaultdict(list)
    common: Counter[tuple[str, str]] = Counter()
    for report, found in prints.items():
        for one in found:
            for other in index[one]:
                common[other, report] += 1
            if len(index[one]) < _FEW:
                index[one].append(report)
    out = []
    for (a, b), shared in sorted(common.items()):
        longer, shorter = (a, b) if len(words[a]) >= len(words[b]) else (b, a)
        containment = shared / min(len(prints[a]), len(prints[b]))
        if containment >= least:
            out.append(NearCopy(shorter, longer, containment, exact=words[a] == words[b]))
    return tuple(out)


def _prints(words: list[str]) -> set[int]:
    """Hashes of all runs of words; a shorter report is one run."""
    if not words:
        return set()
    ends = [_SIZE, *range(_SIZE + 1, len(words) + 1)]
    starts = range(len(ends))
    return {
        crc32(" ".join(words[start:end]).encode("utf-8", "surrogatepass"))
        for start, end in zip(starts, ends, strict=True)
    }
