"""What the learned finder looks at: features of cues, contents and sources.

Each is a template with the values that are looked at together; `templates` turns it into a string
or a row. The same functions serve training and reading, so that both see the same.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

from twosource.reading.attribution.lexicon import cues, lists_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from twosource.reading.attribution.candidates import Candidate
    from twosource.reading.attribution.templates import Parts, Templates
    from twosource.reading.attribution.words import Words

__all__ = ["content_features", "cue_features", "source_features"]

T = TypeVar("T")
_AROUND = 40  # words to either side of a cue in which a quotation counts as near
_FAR = 4  # steps of a tree path that are spelled out
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "parataxis", "acl", "acl:relcl", "csubj"})


@cache
def _size(n: int) -> str:
    """A count as a bucket."""
    if n <= 4:
        return str(n)
    return "5" if n <= 6 else "7" if n <= 10 else "11" if n <= 18 else "19" if n <= 30 else "31"


def _at(values: list[str], k: int, bounds: tuple[int, int]) -> str:
    return values[k] if bounds[0] <= k < bounds[1] else "#"


# ------------------------------------------------------------------ cues


def cue_features(words: Words, k: int, t: Templates[T]) -> list[T]:
    """What speaks for or against the word at `k` heading a cue."""
    lemma, pos, tag, dep = words.stem[k], words.pos[k], words.tag[k], words.dep[k]
    block = words.blocks[words.block[k]]
    lists = lists_of(lemma)
    out = [
        t["l", lemma, pos], t["d", dep], t["ld", lemma, dep], t["td", tag, dep],
        t["lists|d", lists, dep], t["x", lemma[-3:], pos], t["lt", lemma, tag],
    ]  # fmt: skip
    after = _at(words.form, k + 1, block)
    before_pos, after_pos = _at(words.pos, k - 1, block), _at(words.pos, k + 1, block)
    after2 = _at(words.form, k + 2, block)
    out += [
        t["a", after], t["a2", after2], t["la", lemma, after],
        t["bap", before_pos, pos, after_pos], t["lists|a", lists, after],
        t["bb", _at(words.form, k - 2, block)],
    ]  # fmt: skip
    head = words.head[k]
    if head != k:
        hl = words.stem[head]
        out += [
            t["hl", hl, dep],
            t["hp", words.pos[head], dep, pos],
            t["hlists", lists_of(hl), dep],
        ]
    for child in words.children[k]:
        cd = words.dep[child]
        if cd == "punct":
            out.append(t["cpunct", words.word[child], child < k])
            continue
        out += [t["c", cd], t["lc", lemma, cd], t["cl", cd, words.stem[child]]]
        if cd in ("obl", "nmod", "obl:agent", "advcl", "ccomp", "xcomp", "acl"):
            mark = next(
                (words.form[g] for g in words.children[child] if words.dep[g] in ("case", "mark")),
                "",
            )
            out.append(t["m", cd, mark])
    out += _place_features(words, k, lemma, lists, t)
    return out


def _place_features(words: Words, k: int, lemma: str, lists: str, t: Templates[T]) -> list[T]:
    """Quotation marks and the bounds of sentence and block around a word."""
    first, last = words.blocks[words.block[k]]
    start, stop = words.sentences[words.sentence[k]]
    inside = words.quote[k] >= 0
    before, quote = words.quoted_before, words.quote
    left = right = 0
    low, high = max(first, k - 12), min(last, k + 14)
    if before[k] > before[low]:
        left = next(k - j for j in range(k - 1, low - 1, -1) if quote[j] >= 0)
    if before[high] > before[k + 1]:
        right = next(j - k for j in range(k + 1, high) if quote[j] >= 0)
    quotes = f"{_size(left)}|{_size(right)}" if not inside else "in"
    end = "end" if stop - k <= 2 else ""
    return [
        t["in", inside], t["q", quotes], t["lists|q", lists, bool(left), bool(right), inside],
        t["lq", lemma, bool(left), bool(right), inside], t["block", min(words.block[k], 2)],
        t["left", _size(k - start)], t["right", _size(stop - k), end],
    ]  # fmt: skip


# ------------------------------------------------------------------ contents


def content_features(words: Words, c: int, t: Templates[T]) -> Callable[[Candidate], list[T]]:
    """What speaks for a candidate content of the cue at `c`."""
    lemma, block = words.stem[c], words.block[c]
    deps = {words.dep[k] for k in words.children[c]}
    clause = "ccomp" if "ccomp" in deps else "xcomp" if "xcomp" in deps else ""
    object_ = "obj" if "obj" in deps else ""
    first, last = words.blocks[block]
    quotes, verbs = words.quoted_before, words.verbs_before
    quoted = quotes[min(last, c + _AROUND)] > quotes[max(first, c - _AROUND)]
    frame = f"{clause}|{object_}|{quoted}"
    cue_dep, tag = words.dep[c], words.tag[c]
    blocks, block_of = words.blocks, words.block
    shape, frames = t.group(_shape), t.group(_frames)

    def of(candidate: Candidate) -> list[T]:
        made, head, chosen = candidate
        low, high = chosen[0], chosen[-1]
        side = "L" if high < c else "R" if low > c else "B"
        gap = _size(c - high if side == "L" else low - c if side == "R" else 0)
        length = _size(len(chosen))
        inner = quotes[high + 1] - quotes[low]
        marks = "all" if inner == high + 1 - low else "some" if inner else "no"
        fw = words.form[low]
        dep = words.dep[head]
        rel = dep if words.head[head] == c else f"^{dep}" if words.head[c] == head else "~"
        prev = _at(words.form, low - 1, blocks[block_of[low]])
        follow = _at(words.form, high + 1, blocks[block_of[high]])
        ends = "S" if high >= words.sentences[words.sentence[high]][1] - 2 else ""
        begins = "S" if low <= words.sentences[words.sentence[low]][0] else ""
        verb = verbs[high + 1] > verbs[low]
        case = prev if rel != "~" and words.pos[low - 1] == "ADP" else ""
        whole = words.sentence[low] == words.sentence[high]
        return [
            *shape[made, rel, side, marks, gap, length, begins, ends, verb, whole],
            *frames[made, rel, side, marks, lemma, frame, cue_dep, tag],
            t["rt", rel, words.tag[head]], t["fw", fw], t["fw|r", fw, rel, made],
            t["prev", prev, made], t["prev|r", prev, rel], t["follow", follow, made],
            t["follow|s", follow, side, marks], t["case", case, rel, made],
        ]  # fmt: skip

    return of


def _shape(t: Templates[T], values: Parts) -> tuple[T, ...]:
    """How far off a content is, how long and how whole."""
    made, rel, side, marks, gap, length, begins, ends, verb, whole = values
    return (
        t["mr", rel, made], t["gap", gap, side], t["gap|marks", gap, side, marks],
        t["len", length, side], t["len|r", length, rel, made], t["ends", begins, ends, made],
        t["ends|s", begins, ends, side, marks], t["verb", verb, rel, made], t["one", whole, made],
    )  # fmt: skip


def _frames(t: Templates[T], values: Parts) -> tuple[T, ...]:
    """How a content hangs on its cue, and what cue that is."""
    made, rel, side, marks, lemma, frame, cue_dep, tag = values
    return (
        t["ml", made, lemma], t["rl", rel, lemma], t["r|lists", rel, lists_of(lemma), marks],
        t["side|l", side, lemma], t["frame", frame, rel, made], t["frame|m", frame, made, marks],
        t["cd", cue_dep, rel, made], t["cd|side", cue_dep, side, marks], t["tag", tag, rel, made],
    )  # fmt: skip


# ------------------------------------------------------------------ sources


def source_features(
    words: Words, c: int, content: tuple[int, ...], t: Templates[T]
) -> Callable[[Candidate], list[T]]:
    """What speaks for a candidate source of the cue at `c` with its content chosen."""
    lemma = words.stem[c]
    lists = lists_of(lemma)
    tag, dep, pos = words.tag[c], words.dep[c], words.pos[c]
    deps = [words.dep[k] for k in words.children[c]]
    subject = next((d for d in deps if d.startswith("nsubj")), "")
    passive = "aux:pass" in deps or subject == "nsubj:pass"
    low, high = content[0], content[-1]
    side = "L" if high < c else "R" if low > c else "B"
    marks = words.quote[low] >= 0
    up = _ancestors(words, c)
    none = [
        t["none|l", lemma], t["none|t", tag, dep], t["none|p", passive, lists], t["none|pos", pos],
        t["none|side", side, marks], t["none|ls", lemma, subject],
    ]  # fmt: skip
    objects = [(low, "o"), (c, "c")]
    blocks, block_of = words.blocks, words.block
    places, paths = t.group(_places), t.group(_paths)

    def of(candidate: Candidate) -> list[T]:
        made, head, chosen = candidate
        if head < 0:
            return none
        first, last = chosen[0], chosen[-1]
        at = "L" if last < c else "R" if first > c else "B"
        gap = c - last - 1 if at == "L" else first - c - 1 if at == "R" else 0
        path = _path(words, up, head)
        kind = words.entity[head] or words.pos[head]
        word = words.form[head] if words.pos[head] == "PRON" else words.stem[head]
        prev = _at(words.form, first - 1, blocks[block_of[first]])
        follow = _at(words.form, last + 1, blocks[block_of[last]])
        order = "".join(x[1] for x in sorted([*objects, (first, "s")]))
        size = _size(len(chosen))
        gap_size = _size(gap)
        speaker = word in cues()["speakers"]
        dep_head = words.dep[head]
        return [
            *places[made, kind, gap_size, at, marks, side, size],
            *paths[path, made, lemma, tag, passive, subject, pos, side, marks],
            t["path|k", path, kind], t["word", word], t["word|at", word, at], t["prev", prev],
            t["prev|at", prev, at, made], t["follow", follow, made], t["follow|at", follow, at],
            t["order|d", order, dep_head, lists], t["speaker", speaker, path],
            t["dep|prev", dep_head, prev], t["fw", words.form[first]],
        ]  # fmt: skip

    return of


def _places(t: Templates[T], values: Parts) -> tuple[T, ...]:
    """What a source is, how long, and how far off."""
    made, kind, gap, at, marks, side, size = values
    return (
        t["made", made], t["kind|m", kind, made], t["gap", gap, at], t["gap|k", gap, at, kind],
        t["gap|m", gap, at, marks, side], t["len", size, made],
    )  # fmt: skip


def _paths(t: Templates[T], values: Parts) -> tuple[T, ...]:
    """The tree path from a cue to its source, and what cue that is."""
    path, made, lemma, tag, passive, subject, pos, side, marks = values
    return (
        t["path|l", path, lemma], t["path|m", path, made], t["path|t", path, tag],
        t["path|p", path, passive, lists_of(lemma)], t["path|s", path, subject, pos],
        t["path|side", path, side, marks],
    )  # fmt: skip


def _ancestors(words: Words, c: int) -> dict[int, int]:
    """Each ancestor of a word with its height above it."""
    out = {c: 0}
    node = c
    while words.head[node] != node:
        node = words.head[node]
        out[node] = len(out)
    return out


def _path(words: Words, up: dict[int, int], head: int) -> str:
    """The tree path from a cue to a word: steps up, then the relations down."""
    down: list[str] = []
    node = head
    while node not in up:
        down.append(words.dep[node])
        if words.head[node] == node or len(down) > _FAR:
            return "far"
        node = words.head[node]
    height = up[node]
    if height > _FAR:
        return "far"
    climbed = [words.dep[k] for k, h in up.items() if h < height]
    return "<".join(climbed) + ">" + ">".join(reversed(down))
