"""Running the language model once over the compared blocks of one report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twosource.model import Report, Sentence, Token
from twosource.reading.language import load
from twosource.reading.quantities.lexemes import Lexemes
from twosource.reading.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

__all__ = ["Parsed", "ParsedBlock", "parse", "sentences_of"]


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """One compared block: `doc` is its analysis, `offset` the place of its first character in
    the report's text, `block` its index in `Report.blocks`, `words` the words of `doc`,
    `pieces` what the grammars of numbers and times read.
    """

    block: int
    offset: int
    doc: Doc
    words: Table = field(init=False, repr=False, compare=False)
    pieces: Lexemes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", Table(self.doc))
        object.__setattr__(self, "pieces", Lexemes(self.words.text))


@dataclass(frozen=True, slots=True)
class Parsed:
    """One report with the analysis of each block that is compared, in the order of the text."""

    report: Report
    docs: tuple[ParsedBlock, ...]


def parse(reports: Iterable[Report], *, batch: int = 64) -> Iterator[Parsed]:
    """Analyse reports one after the other; each paragraph is parsed by itself.

    A block bound is always a sentence bound. Raises ModelError when the model cannot be loaded.
    """
    nlp = load()
    for report in reports:
        places = [(k, b) for k, b in enumerate(report.blocks) if b.compared]
        texts = [report.text[b.start : b.end] for _, b in places]
        docs = nlp.pipe(texts, batch_size=batch)
        yield Parsed(
            report,
            tuple(ParsedBlock(k, b.start, doc) for (k, b), doc in zip(places, docs, strict=True)),
        )


def sentences_of(parsed: Parsed) -> tuple[Sentence, ...]:
    """The sentences with their words, offsets in the report's text, white space left out."""
    out: list[Sentence] = []
    for part in parsed.docs:
        offset = part.offset
        for words in part.words.sents:
            index = {word.i: k for k, word in enumerate(words)}
            tokens = tuple(
                [
                    Token(
                        offset + word.idx,
                        offset + word.idx + len(word.text),
                        word.text,
                        word.lemma_,
                        word.pos_,
                        word.tag_,
                        word.dep_,
                        index.get(word.head.i, k),
                    )
                    for k, word in enumerate(words)
                ]
            )
            out.append(Sentence(tokens[0].start, tokens[-1].end, part.block, tokens))
    return tuple(out)
