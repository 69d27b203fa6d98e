"""The words of one report as flat lists: what every step here reads, taken from spaCy once."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from twosource.reading import quotes

if TYPE_CHECKING:
    from twosource.model import Span
    from twosource.reading.parse import Parsed
    from twosource.reading.table import Table

__all__ = ["Words"]

NO_QUOTE = -1


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists over all words of a report, block after block.

    `start`, `end` are report offsets; `head` is the flat index of the head (a root is its own);
    `left`, `right` are the flat bounds of a word's subtree, both inclusive; `sentence`, `block`
    number the sentences and compared blocks; `form` and `stem` are `lower` and `lemma` with the
    words of a name replaced by its kind, so that nothing is learnt about who it is; `quote` is the
    index into `quotations` of the quotation around a word, or -1; `mark` says that it is a
    quotation mark; `sentences` and `blocks` hold (first, last + 1); `quoted_before[k]` and
    `verbs_before[k]` count the quoted words and the verbs before word `k`.
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
        return self

    def _add(self, table: Table, offset: int, number: int) -> None:
        first = len(self.start)
        tokens = [t for t in table if not t.is_space]
        if not tokens:
            return
        place = {t.i: first + k for k, t in enumerate(tokens)}
        sentence = len(self.sentences) - 1
        opened = first
        for k, token in enumerate(tokens, first):
            if token.is_sent_start or k == first:
                if k > opened:
                    self.sentences.append((opened, k))
                opened = k
                sentence += 1
            at = offset + token.idx
            word = token.text
            self.start.append(at)
            self.end.append(at + len(word))
            self.word.append(word)
            lower, lemma, pos, entity = (
                word.lower(),
                token.lemma_.lower(),
                token.pos_,
                token.ent_type_,
            )
            named = pos == "PROPN" and entity
            self.lower.append(lower)
            self.lemma.append(lemma)
            self.form.append(entity if named else lower)
            self.stem.append(entity if named else lemma)
            self.pos.append(pos)
            self.tag.append(token.tag_)
            self.dep.append(token.dep_)
            self.head.append(place.get(token.head.i, k))
            self.entity.append(entity)
            self.sentence.append(sentence)
            self.block.append(number)
        self.sentences.append((opened, len(self.start)))
        self.blocks.append((first, len(self.start)))
        self._trees(first)

    def _trees(self, first: int) -> None:
        """Children and subtree bounds, the deepest words first."""
        last = len(self.start)
        self.children.extend([] for _ in range(first, last))
        self.left.extend(range(first, last))
        self.right.extend(range(first, last))
        for k in range(first, last):
            if self.head[k] != k:
                self.children[self.head[k]].append(k)
        for k in self._bottom_up(first, last):
            head = self.head[k]
            self.left[head] = min(self.left[head], self.left[k])
            self.right[head] = max(self.right[head], self.right[k])

    def _bottom_up(self, first: int, last: int) -> list[int]:
        order = [k for k in range(first, last) if self.head[k] == k]
        for k in order:
            order.extend(self.children[k])
        order.reverse()
        return order

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
