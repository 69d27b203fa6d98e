"""What can be seen of each line of a text, as numbers for the trees that tell body from the rest.

`training/blocks.py` learns from the very same numbers, so a change here asks for new weights.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from twosource.intake.settings import table, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from twosource.intake.layout import Paragraph

__all__ = ["FEATURES", "features", "phrase_pattern"]

_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!?…。！？][\"”’»'\)\]]*$")
_QUOTES = frozenset('"“”«»„')
_DATE = re.compile(
    r"\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}\b|\bago\b|\bupdated\b|\bpublished\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"[|@]|https?:|www\.")
_SPEECH = re.compile(r"\b(?:said|says|told|according|added|asked|wrote)\b", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:you|your|we|our|us)\b", re.IGNORECASE)

# Distances in lines at which the neighbourhood is summed up.
_WINDOWS = (2, 5, 12)
_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_SEEN_OF_NEIGHBOURS = (0, 4, 12, 14, 18, 19, 23)

FEATURES = 25 + 17 + 3 * 2 + 7 + len(_NEIGHBOURS) * len(_SEEN_OF_NEIGHBOURS)


@cache
def phrase_pattern(*lists: str, opening: bool = False) -> re.Pattern[str]:
    """One pattern for the phrases of lists in data/lines.toml, whole words, any case."""
    phrases = sorted({p for name in lists for p in table("lines")[name]}, key=len, reverse=True)
    body = "|".join(re.escape(p).replace("'", "['’]") for p in phrases)
    before = "" if opening else r"(?<!\w)"
    return re.compile(rf"{before}(?:{body})(?!\w)", re.IGNORECASE)


def features(text: str, lines: Sequence[Paragraph]) -> NDArray[np.float32]:
    """One row of FEATURES numbers for each line."""
    import numpy as np  # noqa: PLC0415  spaCy brings it later anyway; --help needs none

    rows = [text[p.start : p.end] for p in lines]
    if not rows:
        return np.zeros((0, FEATURES), dtype=np.float32)
    tokens = [[w.lower() for w in _WORD.findall(row)] for row in rows]
    own = _own(rows, tokens)
    pad = np.zeros((3, own.shape[1]), dtype=np.float32)
    padded = np.vstack([pad, own, pad])
    seen = list(_SEEN_OF_NEIGHBOURS)
    beside = [padded[3 + o : 3 + o + len(rows)][:, seen] for o in _NEIGHBOURS]
    around = _around(rows, tokens, lines)
    return np.hstack([own, around, *beside]).astype(np.float32)


def _common(rows: Sequence[str], tokens: Sequence[Sequence[str]]) -> frozenset[str]:
    """The text's own commonest short words: its function words, whatever the language."""
    counts = Counter(
        w for row, t in zip(rows, tokens, strict=True) if len(row) >= 80 for w in t if len(w) <= 5
    )
    return words("english") | {w for w, n in counts.most_common(30) if n > 2 and w.isalpha()}


def _own(rows: Sequence[str], tokens: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    import numpy as np  # noqa: PLC0415

    common = _common(rows, tokens)
    same = Counter(row.lower() for row in rows)
    spread = Counter(
        w
        for row, t in zip(rows, tokens, strict=True)
        if len(row) >= 80
        for w in {w for w in t if len(w) > 3}
    )
    promo = phrase_pattern("promo_openings", opening=True)
    credit = phrase_pattern("credit_words")
    out = [
        _row(row, t, (common, same, spread), (promo, credit))
        for row, t in zip(rows, tokens, strict=True)
    ]
    return np.array(out, dtype=np.float32)


def _row(
    row: str,
    tokens: Sequence[str],
    text: tuple[frozenset[str], Counter[str], Counter[str]],
    patterns: tuple[re.Pattern[str], re.Pattern[str]],
) -> list[float]:
    common, same, spread = text
    promo, credit = patterns
    count = len(tokens) or 1
    names = [w for w in _WORD.findall(row) if len(w) > 3 and w.isalpha()]
    letters = sum(map(str.isalpha, row)) or 1
    content = [w for w in tokens if len(w) > 3]
    long = len(row) >= 80
    return [
        math.log1p(len(row)),
        math.log1p(count),
        long,
        len(row) >= 200,
        bool(_END.search(row)),
        row[-1] == ":",
        row[-1] == "?",
        row[0].islower(),
        row[0].isdigit(),
        row[0] in "\"“„«'‘",
        row[0] in "-•*·–",
        sum(map(str.isupper, row)) / letters,
        sum(w[0].isupper() for w in names) / (len(names) or 1),
        sum(map(str.isdigit, row)) / len(row),
        sum(map(common.__contains__, tokens)) / count,
        min(4, row.count(",")),
        not _QUOTES.isdisjoint(row),
        bool(credit.search(row)),
        bool(promo.match(row)),
        bool(_DATE.search(row)) and len(row) < 60,
        bool(_LINK.search(row)),
        min(3, same[row.lower()] - 1),
        bool(_SPEECH.search(row)),
        sum(spread[w] - long > 0 for w in content) / (len(content) or 1),
        bool(_PERSON.search(row)) and bool(_QUOTES.isdisjoint(row)),
    ]


def _around(
    rows: Sequence[str], tokens: Sequence[Sequence[str]], lines: Sequence[Paragraph]
) -> NDArray[np.float32]:
    import numpy as np  # noqa: PLC0415

    n = len(rows)
    count = np.array([len(t) for t in tokens], dtype=np.float64)
    size = np.array([len(r) for r in rows], dtype=np.float64)
    ends = np.array([bool(_END.search(r)) for r in rows])
    sentence = (size >= 80) & ends
    short = count < 8
    summed = np.concatenate([[0.0], np.cumsum(sentence * count)])
    shorts = np.concatenate([[0.0], np.cumsum(short)])
    place = np.arange(n)
    full = np.flatnonzero((size >= 100) & ends)
    first, last = (full[0], full[-1]) if len(full) else (0, n - 1)
    total = summed[-1] + 1
    gaps = np.array([p.gap for p in lines], dtype=np.float64)
    after = np.append(gaps[1:], 1.0)
    usual = float(np.median(gaps[sentence])) if sentence.any() else float(np.median(gaps))
    columns = [
        place / n,
        summed[:-1] / total,
        (summed[-1] - summed[1:]) / total,
        place < first,
        place > last,
        np.clip(first - place, 0, 20) / 20,
        np.clip(place - last, 0, 20) / 20,
        np.full(n, math.log1p(n)),
        np.minimum(gaps, 4),
        np.minimum(after, 4),
        np.full(n, min(usual, 4)),
        gaps == usual,
        after == usual,
        # The whole text: clean copies have hardly a short line, selected pages are full of them.
        np.full(n, ends.mean()),
        np.full(n, short.mean()),
        np.full(n, size[ends].sum() / size.sum()),
        np.full(n, math.log1p(float(np.median(size)))),
    ]
    for r in _WINDOWS:
        a, b = np.maximum(0, place - r), np.minimum(n, place + r + 1)
        columns.append((summed[b] - summed[a] - sentence * count) / 100)
        columns.append((shorts[b] - shorts[a] - short) / (b - a))
    columns.extend(_steps(place, sentence, n))
    return np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)


def _steps(
    place: NDArray[np.int64], sentence: NDArray[np.bool_], n: int
) -> list[NDArray[np.float64]]:
    """Steps to the next and the last sentence line, and the length of runs without one."""
    import numpy as np  # noqa: PLC0415

    before = np.maximum.accumulate(np.where(sentence, place, -1))
    ahead = np.minimum.accumulate(np.where(sentence, place, n)[::-1])[::-1]
    earlier = np.concatenate([[-1], before[:-1]])
    later = np.concatenate([ahead[1:], [n]])
    back = np.where(earlier < 0, 30, np.minimum(place - earlier, 30))
    forth = np.where(later >= n, 30, np.minimum(later - place, 30))
    run = np.where(sentence, 0, np.minimum(later - earlier - 1, 40))
    left = np.cumsum(sentence[::-1])[::-1]
    done = np.cumsum(sentence)
    return [
        back.astype(float),
        forth.astype(float),
        run.astype(float),
        np.minimum(back, forth).astype(float),
        np.log1p(left),
        np.log1p(done),
        np.log1p(np.full(n, done[-1] if n else 0)),
    ]
