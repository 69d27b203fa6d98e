"""Running the language model once over the compared blocks of one report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twosource.model import Report, Sentence, Token
from twosource.reading.language import load
from twosource.reading.quantities.lexemes import Lexemes
from twosource.reading.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc

__all__ = ["Parsed", "ParsedBlock", "analyse", "batches", "parse", "sentences_of"]

# Blocks that run through the model together. With 14, as one report has, a word costs a tenth
# more; with 256 the matrices no longer lie in the processor's cache.
BATCH = 64
# Blocks that are read together, layer by layer: a layer that goes over many reports at once finds
# its tables in the processor's cache, which is worth a twentieth of the layers' time.
TOGETHER = 256


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


def parse(reports: Iterable[Report]) -> Iterator[Parsed]:
    """Analyse reports one after the other, in their order; each paragraph is parsed by itself.

    A block bound is always a sentence bound. Short reports run through the model together, some
    hundred blocks at most at a time; how they are put together depends on nothing but the
    reports. What `reports` raises comes after the reports before it. Raises ModelError when the
    model cannot be loaded.
    """
    for together in batches(reports):
        if isinstance(together, Exception):
            raise together
        yield from analyse(together)


def batches(reports: Iterable[Report]) -> Iterator[list[Report] | Exception]:
    """Reports in their order, put together until they have TOGETHER blocks to analyse.

    The last one is the exception that `reports` raised, if it raised one.
    """
    held: list[Report] = []
    blocks = 0
    ended: Exception | None = None
    given = iter(reports)
    while True:
        try:
            report = next(given, None)
        except Exception as error:  # noqa: BLE001 - given on, after what came before it
            ended, report = error, None
        if report is None:
            break
        more = sum(b.compared for b in report.blocks)
        if held and (blocks + more > TOGETHER or len(held) == BATCH):
            yield held
            held, blocks = [], 0
        held.append(report)
        blocks += more
    if held:
        yield held
    if ended is not None:
        yield ended


def analyse(reports: Sequence[Report]) -> Iterator[Parsed]:
    """Run the model over the blocks of a few reports at once.

    Raises ModelError when the model cannot be loaded.
    """
    nlp = load()
    places = [[(k, b) for k, b in enumerate(r.blocks) if b.compared] for r in reports]
    texts = [
        r.text[b.start : b.end]
        for r, blocks in zip(reports, places, strict=True)
        for _, b in blocks
    ]
    docs = nlp.pipe(texts, batch_size=BATCH)
    for report, blocks in zip(reports, places, strict=True):
        parts = tuple(ParsedBlock(k, b.start, next(docs)) for k, b in blocks)
        yield Parsed(report, parts)


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
