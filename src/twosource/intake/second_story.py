"""A second report in the same paste: its headline and all that follows.

Nothing marks it but a line that could be a headline, a paragraph below that says the same more
fully (a lead, where a sub-headline's paragraph goes on with the report), and a change of names and
words. A small logistic model weighs these; see data/second_story.toml.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from twosource.intake.settings import table
from twosource.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.intake.line import Line

__all__ = ["boundary_features", "label_second_story"]


def label_second_story(lines: Sequence[Line]) -> None:
    """Label the headline and the body of a second report in place."""
    rule = table("second_story")
    best, best_odds = -1, float(rule["least_odds"])
    for k in range(len(lines)):
        seen = boundary_features(lines, k)
        if seen is None:
            continue
        odds = rule["bias"] + sum(w * f for w, f in zip(rule["weights"], seen, strict=True))
        if odds >= best_odds:
            best, best_odds = k, odds
    if best < 0:
        return
    lines[best].label(BlockKind.OTHER_STORY, "headline of a second story")
    for line in lines[best + 1 :]:
        if line.compared:
            line.label(BlockKind.OTHER_STORY, "body of a second story")


def boundary_features(lines: Sequence[Line], k: int) -> list[float] | None:
    """What can be seen of line `k` as the headline of a second report; None if it cannot be one.

    In order: the words it shares with the paragraph below; with all above; how many words it has;
    the words that the text below shares with the text above; the names of the text below that
    are new; the words it shares with the text below but not with that above.
    """
    line = lines[k]
    if line.sure and not line.compared or line.row[-1] in ".,;:" or line.sentence:
        return None
    if not 5 <= len(line.words) <= 25 or len(line.content) < 3:
        return None
    above = [x for x in lines[:k] if x.compared and x.sentence]
    below = [x for x in lines[k + 1 :] if x.compared]
    if len(above) < 3 or len(below) < 2:
        return None
    lead = below[0]
    if not lead.sentence or len(lead.words) < 12:
        return None
    before, after = _spread(above), _spread(below)
    content = line.content
    names_below = _names(below)
    names_above = _names(above)
    weighty = [w for w, n in after.items() if n > 1]
    return [
        len(content & lead.content) / len(content),
        sum(w in before for w in content) / len(content),
        math.log(len(line.words)),
        sum(w in before for w in weighty) / (len(weighty) or 1),
        sum(n for w, n in names_below.items() if w not in names_above)
        / (sum(names_below.values()) or 1),
        sum(w in after and w not in before for w in content) / len(content),
    ]


def _spread(lines: Sequence[Line]) -> Counter[str]:
    return Counter(w for x in lines for w in x.content)


def _names(lines: Sequence[Line]) -> Counter[str]:
    """Words with a capital that do not open their line, as a stand-in for names."""
    return Counter(w for x in lines for w in x.words[1:] if w[0].isupper() and len(w) > 2)
