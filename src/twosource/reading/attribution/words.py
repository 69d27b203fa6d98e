"""The words of one report as flat lists: what every step here reads, taken from spaCy once."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from operator import add
from typing import TYPE_CHECKING

from twosource.reading import quotes

if TYPE_CHECKING:
    from twosource.model import Span
    from twosource.reading.parse import Parsed
    from twosource.reading.table import Table

__all__ = ["Words"]

NO_QUOTE = -1
_MOST = 100_000  # words that are remembered


class _Lowered(dict[str, str]):
    """Words in lower case, one string for all of the same: what is looked up by it finds it sooner
    than a string that was never seen.
    """

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        lower = self[word] = word.lower()
        return lower


_lowered = _Lowered()


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists over all words of a report, block after block.

    `start`, `end` are report offsets; `head` is the flat index of the head (a root is its own);
    `left`, `right` are the flat bounds of a word's subtree, both inclusive; `sentence`, `block`
    number the sentences and compared blocks; `form` and `stem` are `lower` and `lemma` with the
    words of a name replaced by its kind, so that nothing is learnt about who it is; `quote` is the
    index into `quotations` of the quotation around a word, or -1; `mark` says that it is a
    quotation mark; `sentences` and `blocks` hold (first, last + 1); `quoted_before[k]`,
    `verbs_before[k]` and `spoken_before[k]` count the quoted words, the verbs and the words that
    are no punctuation before word `k`.
    """

    text: str
    quotations: tuple[Span, ...]
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    word: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    form: list[str] = field(default_factory=list)
    stem: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    entity: list[str] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    block: list[int] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)
    mark: list[bool] = field(default_factory=list)
    children: list[list[int]] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    blocks: list[tuple[int, int]] = field(default_factory=list)
    quoted_before: list[int] = field(default_factory=list)
    verbs_before: list[int] = field(default_factory=list)
    spoken_before: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.start)

    @classmethod
    def of(cls, parsed: Parsed) -> Words:
        """Read the parse of one report; white-space tokens are left out."""
        report = parsed.report
        text = report.text
        found = quotes.find(text, [report.blocks[p.block].span for p in parsed.docs])
        self = cls(text, found)
        for number, part in enumerate(parsed.docs):
            self._add(part.words, part.offset, number)
        self._mark_quotations()
        self.quoted_before.extend(accumulate((q >= 0 for q in self.quote), initial=0))
        verbs = (pos in ("VERB", "AUX") for pos in self.pos)
        self.verbs_before.extend(accumulate(verbs, initial=0))
        self.spoken_before.extend(accumulate((p != "PUNCT" for p in self.pos), initial=0))
        return self

    def _add(self, table: Table, offset: int, number: int) -> None:
        first = len(self.start)
        tokens = [t for t in table if not t.is_space]
        if not tokens:
            return
        count = len(tokens)
        words = [t.text for t in tokens]
        lower = list(map(_lowered.__getitem__, words))
        lemma = [_lowered[t.lemma_] for t in tokens]
        pos = [t.pos_ for t in tokens]
        entity = [t.ent_type_ for t in tokens]
        starts = [offset + t.idx for t in tokens]
        self.start.extend(starts)
        self.end.extend(map(add, starts, map(len, words)))
        self.word.extend(words)
        self.lower.extend(lower)
        self.lemma.extend(lemma)
        self.form.extend(lower)
        self.stem.extend(lemma)
        for k, (name, part) in enumerate(zip(entity, pos, strict=True), first):
            if name and part == "PROPN":
                self.form[k] = self.stem[k] = name
        self.pos.extend(pos)
        self.tag.extend([t.tag_ for t in tokens])
        self.dep.extend([t.dep_ for t in tokens])
        if count == len(table):
            self.head.extend([first + t.head.i for t in tokens])
        else:
            place = {t.i: k for k, t in enumerate(tokens, first)}
            self.head.extend([place.get(t.head.i, k) for k, t in enumerate(tokens, first)])
        self.entity.extend(entity)
        self.block.extend([number] * count)
        opening = [k for k, t in enumerate(tokens, first) if t.is_sent_start or k == first]
        for opened, closed in pairwise([*opening, first + count]):
            self.sentence.extend([len(self.sentences)] * (closed - opened))
            self.sentences.append((opened, closed))
        self.blocks.append((first, len(self.start)))
        self._trees(first)

    def _trees(self, first: int) -> None:
        """Children and subtree bounds.

        A word passes its place up to where one further out has come by before it.
        """
        last = len(self.start)
        self.children.extend([] for _ in range(first, last))
        self.left.extend(range(first, last))
        self.right.extend(range(first, last))
        heads, children, left, right = self.head, self.children, self.left, self.right
        for k in range(first, last):
            head = heads[k]
            if head != k:
                children[head].append(k)
            while left[head] > k:
                left[head] = k
                head = heads[head]
        for k in range(last - 1, first - 1, -1):
            head = heads[k]
            while right[head] < k:
                right[head] = k
                head = heads[head]

    def _mark_quotations(self) -> None:
        self.quote.extend([NO_QUOTE] * len(self.start))
        self.mark.extend([False] * len(self.start))
        k = 0
        for number, span in enumerate(self.quotations):
            while k < len(self.start) and self.end[k] <= span.start:
                k += 1
            while k < len(self.start) and self.start[k] < span.end:
                self.quote[k] = number
                self.mark[k] = self.word[k] in quotes.MARKS
                k += 1
