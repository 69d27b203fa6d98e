"""What may be the content and the source of a cue: constituents and quotations around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twosource.reading.attribution.quotations import bounds

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from twosource.reading.attribution.words import Words

__all__ = ["Candidate", "contents", "sources"]

_EMPTY = frozenset(
    {"punct", "aux", "aux:pass", "mark", "cc", "det", "cop", "expl", "case", "compound:prt"}
)
_STRIPPED = frozenset({"obl", "advcl", "nmod", "acl", "obl:agent", "xcomp"})
_CLAUSAL = frozenset({"acl:relcl", "acl", "parataxis", "advcl", "cop", "nsubj", "aux", "ccomp"})
_INNER = frozenset(
    {"compound", "flat", "fixed", "goeswith", "amod", "case", "mark", "advmod", "det", "nummod"}
)
_WEAK = frozenset({"ADJ", "DET", "NUM", "X", "SYM", "VERB"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_BOUNDS = frozenset({",", ";", ":", ".", "(", ")", "—", "–", "--"})
_LOOSE_LEFT = frozenset(",;:.!?)]}–—-") | {"--", "..."}
_LOOSE_RIGHT = frozenset(",;:([{–—-.") | {"--"}
_WIDE = 3  # ancestors of a cue that are looked at
_LONGEST_SOURCE = 40  # words
_LONGEST_PATH = 4  # steps between a cue and the head of its source


class Candidate(NamedTuple):
    """A candidate: how it was made, the word that it hangs on, and its words in order."""

    made: str
    head: int
    words: tuple[int, ...]


class _Offer:
    """Candidates without repeats; loose punctuation at their ends is cut, the cue left out."""

    def __init__(self, words: Words, cue: int) -> None:
        self.words, self.cue = words, cue
        self.found: dict[tuple[int, ...], Candidate] = {}

    def add(self, made: str, head: int, low: int, high: int) -> None:
        """The words from `low` to before `high`."""
        self.put(made, head, range(low, high))

    def put(self, made: str, head: int, chosen: range | list[int]) -> None:
        word, quote, cue = self.words.word, self.words.quote, self.cue
        first, last = 0, len(chosen)
        while first < last and (
            chosen[first] == cue
            or (word[chosen[first]] in _LOOSE_LEFT and quote[chosen[first]] < 0)
        ):
            first += 1
        while first < last and (
            chosen[last - 1] == cue
            or (word[chosen[last - 1]] in _LOOSE_RIGHT and quote[chosen[last - 1]] < 0)
        ):
            last -= 1
        if first == last:
            return
        kept = chosen[first:last]
        low, high = kept[0], kept[-1]
        if low < cue < high:
            kept = [k for k in kept if k != cue]
        # Runs without a gap, which most are, are told by their ends.
        key = (low, high) if len(kept) > high - low else (-1, *kept)
        if key not in self.found:
            self.found[key] = Candidate(made, head, tuple(kept))


# ------------------------------------------------------------------ contents


def contents(words: Words, c: int) -> list[Candidate]:
    """Candidate contents of the cue at `c`, without repeats; the cue itself is in none."""
    offer = _Offer(words, c)
    left, right, dep = words.left, words.right, words.dep
    first, last = words.sentences[words.sentence[c]]
    low, high = left[c], right[c]
    _around_quotations(words, c, offer)
    children = [k for k in words.children[c] if dep[k] not in _EMPTY]
    for child in children:
        offer.add("child", child, left[child], right[child] + 1)
        if dep[child] in _STRIPPED:
            start = _after_marker(words, child)
            if start is not None:
                offer.add("stripped", child, start, right[child] + 1)
    after = [k for k in children if k > c]
    for number, child in enumerate(after[:-1]):
        offer.add("right", child, left[child], high + 1)
        offer.add("pair", child, left[child], right[after[number + 1]] + 1)
    if c < high:
        offer.add("after", c, c + 1, high + 1)
    _above(words, c, offer)
    offer.add("tail", c, c + 1, last)
    offer.add("start", c, first, low)
    return list(offer.found.values())


def _above(words: Words, c: int, offer: _Offer) -> None:
    """The clauses that a cue stands in without the cue's own part, and its sisters."""
    left, right, dep = words.left, words.right, words.dep
    node = c
    for step in range(_WIDE):
        head = words.head[node]
        if head == node:
            break
        lower, upper = left[node], right[node]
        offer.put(
            "around",
            head,
            [w for w in range(left[head], right[head] + 1) if not lower <= w <= upper],
        )
        if step == 0:
            offer.add("ahead", head, left[head], lower)
            for child in words.children[head]:
                if child not in (node, c) and dep[child] not in _EMPTY:
                    offer.add("sister", child, left[child], right[child] + 1)
            offer.add("upper", head, left[head], right[head] + 1)
        node = head


def _after_marker(words: Words, child: int) -> int | None:
    """Where a prepositional phrase begins after its preposition, a clause after its marker."""
    start = words.left[child]
    for k in words.children[child]:
        if words.left[k] == start and words.dep[k] in ("case", "mark"):
            return words.right[k] + 1
    return None


def _around_quotations(words: Words, c: int, offer: _Offer) -> None:
    """Quotations before and after a cue in its block, alone, as runs, and with what they end."""
    if words.quote[c] >= 0:
        offer.add("inside", c, c + 1, bounds(words, c)[1])
        return
    before = _before(words, c, offer)
    after = _after(words, c, offer)
    if before and after:
        offer.put("quotes-around", before[0], [*before, *after])


def _before(words: Words, c: int, offer: _Offer) -> range:
    """The run of quotations before a cue; empty where there is none."""
    first, quote = words.blocks[words.block[c]][0], words.quote
    k = c - 1
    while k >= first and quote[k] < 0:
        k -= 1
    if k < first:
        return range(0)
    start, end = bounds(words, k)
    offer.add("quote-before", start, start, end)
    offer.add("lead-before", start, words.sentences[words.sentence[start]][0], end)
    while start > first and quote[start - 1] >= 0:
        start = bounds(words, start - 1)[0]
    offer.add("quotes-before", start, start, end)
    return range(start, end)


def _after(words: Words, c: int, offer: _Offer) -> range:
    """The run of quotations after a cue in its block, or the block that a colon announces."""
    last, quote = words.blocks[words.block[c]][1], words.quote
    k = c + 1
    while k < last and quote[k] < 0:
        k += 1
    if k < last:
        start, end = bounds(words, k)
        offer.add("quote-after", start, start, end)
        offer.add("lead-after", start, c + 1, end)
        offer.add("trail-after", start, start, words.sentences[words.sentence[end - 1]][1])
        while end < last and quote[end] >= 0:
            end = bounds(words, end)[1]
        offer.add("quotes-after", start, start, end)
        return range(start, end)
    if words.block[c] + 1 < len(words.blocks) and words.word[last - 1] == ":":
        following, stop = words.blocks[words.block[c] + 1]
        if quote[following] >= 0:
            offer.add("next-block", following, *bounds(words, following))
        else:
            offer.add("next-plain", following, following, stop)
    return range(0)


# ------------------------------------------------------------------ sources


def sources(
    words: Words, c: int, content: tuple[int, ...], likely: AbstractSet[int]
) -> list[Candidate]:
    """Candidate sources of a cue whose content is chosen; the first one stands for none.

    Only words of `likely` head one.
    """
    taken = set(content)
    offer = _Offer(words, c)
    first, last = words.sentences[words.sentence[c]]
    near = _near(words, c)
    quote, deps, tags = words.quote, words.dep, words.pos
    for k in sorted(w for w in likely if first <= w < last):
        dep, pos = deps[k], tags[k]
        if dep in _INNER:
            continue
        subject = dep.startswith("nsubj")
        if k == c or k in taken or not (pos in _NOMINAL or (subject and pos in _WEAK)):
            continue
        if not (subject or k in near):
            continue
        if quote[k] >= 0 and quote[k] != quote[c]:
            continue
        low, high = words.left[k], words.right[k] + 1
        if low < c < high:
            low, high = (low, c) if k < c else (c + 1, high)
        full = [w for w in range(_start(words, k, low), high) if w not in taken]
        offer.put("full", k, full[:_LONGEST_SOURCE])
        if len(full) > 1:
            offer.put("phrase", k, _phrase(words, k, c, taken, appositions=True))
            if subject:
                offer.put("bare", k, _phrase(words, k, c, taken, appositions=False))
    for made, run in _runs(words, c, taken, first, last):
        offer.put(made, _top(words, run), run[-_LONGEST_SOURCE:])
    return [Candidate("none", -1, ()), *offer.found.values()]


def _near(words: Words, c: int) -> set[int]:
    """The words that a short path in the tree joins to a cue."""
    out = {c}
    edge = [c]
    for _ in range(_LONGEST_PATH):
        fresh = []
        for k in edge:
            for other in (words.head[k], *words.children[k]):
                if other not in out:
                    out.add(other)
                    fresh.append(other)
        edge = fresh
    return out


def _start(words: Words, k: int, low: int) -> int:
    """Where a phrase begins after its preposition, conjunction or particle."""
    for child in words.children[k]:
        if child < k and words.dep[child] in ("case", "mark", "cc", "advmod", "punct"):
            low = max(low, words.right[child] + 1)
    return min(low, k)


def _phrase(words: Words, k: int, c: int, taken: set[int], *, appositions: bool) -> list[int]:
    """A nominal head with what stands inside its phrase: no clauses, no words beyond the cue."""
    inside = {k}
    stack = [k]
    while stack:
        node = stack.pop()
        for child in words.children[node]:
            dep = words.dep[child]
            if child == c or dep in _CLAUSAL or (child < c) != (k < c) or child in taken:
                continue
            if node == k and dep in ("case", "mark", "cc", "punct", "advmod", "obl", "obj"):
                continue
            if not appositions and dep in ("appos", "nmod", "conj", "cc"):
                continue
            inside.add(child)
            stack.append(child)
    return [
        w for w in range(min(inside), max(inside) + 1) if w in inside or words.dep[w] == "punct"
    ]


def _runs(
    words: Words, c: int, taken: set[int], first: int, last: int
) -> list[tuple[str, list[int]]]:
    """Words between a cue and the nearest bound on either side, whatever the parse says."""
    word, quote = words.word, words.quote
    low = c
    while low > first and low - 1 not in taken and quote[low - 1] == quote[c]:
        low -= 1
    comma = next((k + 1 for k in range(c - 2, low, -1) if word[k] in _BOUNDS), low)
    high = c + 1
    while high < last and high not in taken and quote[high] == quote[c]:
        if word[high] in _BOUNDS:
            break
        high += 1
    offered = (("run-left", comma, c), ("all-left", low, c), ("run-right", c + 1, high))
    return [
        (made, list(range(a, b)))
        for made, a, b in offered
        if any(words.pos[k] in _NOMINAL for k in range(a, b))
    ]


def _top(words: Words, run: list[int]) -> int:
    heads = [k for k in run if not run[0] <= words.head[k] <= run[-1] or words.head[k] == k]
    nominal = [k for k in heads if words.pos[k] in _NOMINAL]
    return (nominal or heads or run)[0]
