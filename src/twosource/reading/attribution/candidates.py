"""What may be the content and the source of a cue: constituents and quotations around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twosource.reading.attribution.triple import trimmed

if TYPE_CHECKING:
    from twosource.reading.attribution.words import Words

__all__ = ["Candidate", "contents", "run_of", "sources"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM", "VERB"})
_CLAUSAL = frozenset({"acl:relcl", "acl", "parataxis", "advcl", "cop", "nsubj", "aux", "ccomp"})
_WIDE = 3  # ancestors of a cue that are looked at
_NEAR = 8  # nominal heads to a cue's left outside its clause


class Candidate(NamedTuple):
    """A candidate: how it was made, the word that it hangs on, and its words in order."""

    made: str
    head: int
    words: tuple[int, ...]


def run_of(words: Words, k: int) -> tuple[int, int]:
    """(first, last + 1) of the quotation around a word."""
    number = words.quote[k]
    first = last = k
    while first > 0 and words.quote[first - 1] == number:
        first -= 1
    while last + 1 < len(words) and words.quote[last + 1] == number:
        last += 1
    return first, last + 1


# ------------------------------------------------------------------ contents


def contents(words: Words, c: int) -> list[Candidate]:
    """Candidate contents of the cue at `c`, without repeats; the cue itself is in none."""
    found: dict[tuple[int, ...], Candidate] = {}

    def add(made: str, head: int, chosen: range | list[int]) -> None:
        kept = trimmed(words, [w for w in chosen if w != c])
        if kept and kept not in found:
            found[kept] = Candidate(made, head, kept)

    first, last = words.sentences[words.sentence[c]]
    low, high = words.left[c], words.right[c]
    _around_quotations(words, c, add)
    right = [k for k in words.children[c] if k > c and words.dep[k] != "punct"]
    for child in words.children[c]:
        if words.dep[child] == "punct":
            continue
        subtree = range(words.left[child], words.right[child] + 1)
        add("child", child, subtree)
        stripped = _without_case(words, child)
        if stripped is not None:
            add("stripped", child, stripped)
    for number, child in enumerate(right):
        if number + 1 < len(right):
            add("right", child, range(words.left[child], high + 1))
            second = right[number + 1]
            add("pair", child, range(words.left[child], words.right[second] + 1))
    if c < high:
        add("after", c, range(c + 1, high + 1))
    if low < c:
        add("before", c, range(low, c))
    node = c
    for _ in range(_WIDE):
        head = words.head[node]
        if head == node:
            break
        subtree = range(words.left[head], words.right[head] + 1)
        own = set(range(words.left[node], words.right[node] + 1))
        add("around", head, [w for w in subtree if w not in own])
        add("ahead", head, [w for w in subtree if w < words.left[node]])
        for child in words.children[head]:
            if child not in (node, c) and words.dep[child] != "punct":
                add("sister", child, range(words.left[child], words.right[child] + 1))
        add("upper", head, subtree)
        node = head
    add("tail", c, range(c + 1, last))
    add("start", c, range(first, low))
    add("rest", c, [w for w in range(first, last) if not low <= w <= high])
    return list(found.values())


def _without_case(words: Words, child: int) -> range | None:
    """A prepositional phrase without its preposition, a clause without its marker."""
    start = words.left[child]
    for k in words.children[child]:
        if k == start and words.dep[k] in ("case", "mark"):
            end = max(k, words.right[k])
            return range(end + 1, words.right[child] + 1)
    return None


def _around_quotations(words: Words, c: int, add: object) -> None:
    """Quotations before and after a cue in its block, alone, as runs, and with what they end."""
    assert callable(add)
    first, last = words.blocks[words.block[c]]
    if words.quote[c] >= 0:
        inner = run_of(words, c)
        add("inside", c, range(c + 1, inner[1]))
        return
    before: list[int] = []
    after: list[int] = []
    k = c - 1
    while k >= first and words.quote[k] < 0:
        k -= 1
    if k >= first:
        start, end = run_of(words, k)
        before = list(range(start, end))
        add("quote-before", start, before)
        sentence = words.sentences[words.sentence[start]][0]
        if start > sentence:
            add("lead-before", start, range(sentence, end))
        while start > first and words.quote[start - 1] >= 0:
            start = run_of(words, start - 1)[0]
        if start < before[0]:
            add("quotes-before", start, range(start, end))
            before = list(range(start, end))
    k = c + 1
    while k < last and words.quote[k] < 0:
        k += 1
    if k < last:
        start, end = run_of(words, k)
        after = list(range(start, end))
        add("quote-after", start, after)
        sentence_end = words.sentences[words.sentence[end - 1]][1]
        add("lead-after", start, range(c + 1, end))
        add("trail-after", start, range(start, sentence_end))
        while end < last and words.quote[end] >= 0:
            end = run_of(words, end)[1]
        if end > after[-1] + 1:
            add("quotes-after", start, range(start, end))
            after = list(range(start, end))
    elif words.block[c] + 1 < len(words.blocks) and words.word[last - 1] == ":":
        following = words.blocks[words.block[c] + 1]
        if words.quote[following[0]] >= 0:
            add("next-block", following[0], list(range(*run_of(words, following[0]))))
    if before and after:
        add("quotes-around", before[0], before + after)


# ------------------------------------------------------------------ sources


def sources(words: Words, c: int, content: tuple[int, ...]) -> list[Candidate]:
    """Candidate sources of a cue whose content is chosen; the first one stands for none."""
    out = [Candidate("none", -1, ())]
    seen: set[tuple[int, ...]] = set()
    taken = set(content)

    def add(made: str, head: int, chosen: list[int]) -> None:
        kept = trimmed(words, chosen)
        if kept and kept not in seen and len(kept) <= 40:
            seen.add(kept)
            out.append(Candidate(made, head, kept))

    first, last = words.sentences[words.sentence[c]]
    block = words.blocks[words.block[c]][0]
    earlier = words.sentences[words.sentence[c] - 1][0] if first > block else first
    for k in range(earlier, last):
        if k == c or k in taken or words.pos[k] not in _NOMINAL:
            continue
        if words.quote[k] >= 0 and words.quote[k] != words.quote[c]:
            continue
        if not _heads_phrase(words, k):
            continue
        if k < first and not words.dep[k].startswith("nsubj"):
            continue
        full = [w for w in range(words.left[k], words.right[k] + 1) if w != c and w not in taken]
        if words.left[k] < c <= words.right[k]:
            full = [w for w in full if (w < c) == (k < c)]
        full = _after_case(words, k, full)
        add("full", k, full)
        add("phrase", k, _phrase(words, k, c, taken, appositions=True))
        add("bare", k, _phrase(words, k, c, taken, appositions=False))
    for made, run in _runs(words, c, taken, first, last):
        add(made, _top(words, run), run)
    return out


def _runs(
    words: Words, c: int, taken: set[int], first: int, last: int
) -> list[tuple[str, list[int]]]:
    """Words between a cue and the nearest bound on either side, whatever the parse says."""
    out: list[tuple[str, list[int]]] = []
    low = c
    while low > first and low - 1 not in taken and words.quote[low - 1] == words.quote[c]:
        low -= 1
    comma = next((k + 1 for k in range(c - 2, low, -1) if words.word[k] in _BOUNDS), low)
    high = c + 1
    while high < last and high not in taken and words.quote[high] == words.quote[c]:
        if words.word[high] in _BOUNDS:
            break
        high += 1
    for made, run in (
        ("run-left", list(range(comma, c))),
        ("all-left", list(range(low, c))),
        ("run-right", list(range(c + 1, high))),
    ):
        if run and any(words.pos[k] in ("NOUN", "PROPN", "PRON") for k in run):
            out.append((made, run))
    return out


def _top(words: Words, run: list[int]) -> int:
    inside = set(run)
    heads = [k for k in run if words.head[k] not in inside]
    nominal = [k for k in heads if words.pos[k] in ("NOUN", "PROPN", "PRON")]
    return (nominal or heads or run)[0]


_BOUNDS = frozenset({",", ";", ":", ".", "(", ")", "—", "–", "--"})


def _heads_phrase(words: Words, k: int) -> bool:
    dep = words.dep[k]
    if dep in ("compound", "flat", "fixed", "goeswith", "amod", "case", "mark", "advmod", "det"):
        return False
    if words.pos[k] in ("ADJ", "DET", "NUM", "X", "SYM", "VERB"):
        return dep.startswith("nsubj")
    return True


def _after_case(words: Words, k: int, chosen: list[int]) -> list[int]:
    cases = [
        max(j, words.right[j])
        for j in words.children[k]
        if j < k and words.dep[j] in ("case", "mark", "cc", "advmod", "punct")
    ]
    start = max(cases, default=-1)
    return [w for w in chosen if w > start]


def _phrase(
    words: Words, k: int, c: int, taken: set[int], *, appositions: bool
) -> list[int]:
    """A nominal head with what stands inside its phrase: no clauses, no words beyond the cue."""
    inside: list[int] = [k]
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
            inside.append(child)
            stack.append(child)
    chosen = set(inside)
    low, high = min(chosen), max(chosen)
    return [w for w in range(low, high + 1) if w in chosen or words.dep[w] == "punct"]
