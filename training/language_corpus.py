"""Turn treebank sentences into spaCy training documents that look like news paragraphs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.training import Example

from training.language_names import NameMaker
from training.language_treebanks import (
    UNKNOWN,
    Sentence,
    read_conllu,
    read_uner,
    read_wikigold,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language


@dataclass(frozen=True)
class Treebanks:
    """The sentences of one part (train, dev or test) by source."""

    ewt: list[Sentence]
    gum: list[Sentence]
    wikigold: list[Sentence]


def load_part(shared: Path, part: str) -> Treebanks:
    """Read one part of all treebanks under `shared/treebanks`. wikigold is in train only."""
    folder = shared / "treebanks"
    uner = read_uner(folder / f"uner_ewt-{part}.iob2")
    ewt = []
    for sentence in read_conllu(folder / f"en_ewt-{part}.conllu"):
        words, names = uner.get(sentence.identifier, ([], []))
        if words != sentence.words:
            names = [UNKNOWN] * len(sentence.words)
        ewt.append(replace(sentence, names=names))
    wikigold = list(read_wikigold(folder / "wikigold.conll.txt")) if part == "train" else []
    return Treebanks(ewt, list(read_conllu(folder / f"en_gum_open-{part}.conllu")), wikigold)


def chunks(
    sentences: list[Sentence], chance: random.Random, longest: int = 8, words: int = 120
) -> Iterator[list[Sentence]]:
    """Cut each document into runs of 1 to `longest` sentences, at random places.

    A run holds at most `words` words unless it is a single sentence: the parser's oracle takes
    time that grows with the square of the length.
    """
    run: list[Sentence] = []
    size = chance.randint(1, longest)
    for sentence in sentences:
        full = len(run) >= size or sum(len(s.words) for s in [*run, sentence]) > words
        if run and (full or sentence.document != run[0].document):
            yield run
            run, size = [], chance.randint(1, longest)
        run.append(sentence)
    if run:
        yield run


def document(nlp: Language, run: list[Sentence], *, breaks: bool = True) -> Doc:
    """One reference document of the sentences; paragraphs are set apart by a blank line.

    The line break is a token of its own (tag `_SP`), attached to the word before it, as
    spaCy's tokenizer makes it.
    """
    words: list[str] = []
    spaces: list[bool] = []
    columns: dict[str, list[str]] = {k: [] for k in ("tags", "pos", "morphs", "lemmas", "deps")}
    heads: list[int] = []
    starts: list[bool] = []
    names: list[str] = []
    for number, sentence in enumerate(run):
        if breaks and number and sentence.opens_paragraph:
            spaces[-1] = False
            words.append("\n\n")
            spaces.append(False)
            names.append("O")
            starts.append(False)
            heads.append(len(words) - 2)
            for key, value in zip(columns, ("_SP", "SPACE", "", "\n\n", "dep"), strict=True):
                columns[key].append(value)
        offset = len(words)
        size = len(sentence.words)
        words += sentence.words
        spaces += sentence.spaces
        names += sentence.names
        starts += [index == 0 for index in range(size)]
        heads += [offset + head for head in sentence.heads]
        columns["tags"] += sentence.tags
        columns["pos"] += sentence.pos
        columns["morphs"] += sentence.feats
        columns["lemmas"] += sentence.lemmas
        columns["deps"] += sentence.deps
        spaces[-1] = number < len(run) - 1
    marks = ["" if name == UNKNOWN else name for name in names]
    if not run[0].tags:
        return Doc(
            nlp.vocab,
            words=words,
            spaces=spaces,
            ents=marks,
        )
    return Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        tags=columns["tags"],
        pos=columns["pos"],
        morphs=columns["morphs"],
        lemmas=columns["lemmas"],
        heads=heads,
        deps=columns["deps"],
        ents=marks,
    )


def example(nlp: Language, reference: Doc) -> Example:
    """Pair the reference with the pipeline's own tokens of the same raw text."""
    return Example(nlp.make_doc(reference.text), reference)


@dataclass(frozen=True)
class Changes:
    """How often the training sentences are rewritten, as shares of one."""

    names: float = 0.0
    """Names exchanged for others."""
    case: float = 0.12
    """Sentences in Headline Case (two thirds of them), capitals or small letters."""
    curly: float = 0.5
    """Sentences with typographic quotation marks."""
    numerals: float = 0.5
    """Numerals in words exchanged for others; figures are written out six tenths as often."""
    unknown: float = 0.0
    """Words hidden: one that occurs n times is, with the chance a / (a + n); this is the a."""


def newsify(sentence: Sentence, chance: random.Random, changes: Changes) -> Sentence:
    """Now and then rewrite a sentence as news print it: curly quotes, headline or other case."""
    roll = chance.random() / changes.case if changes.case else 1.0
    if roll < 2 / 3 and 3 <= len(sentence.words) <= 16:
        sentence = _headline(sentence)
    elif roll < 5 / 6:
        sentence = replace(sentence, words=[w.upper() for w in sentence.words])
    elif roll < 1:
        sentence = replace(sentence, words=[w.lower() for w in sentence.words])
    if chance.random() < changes.curly:
        sentence = _curly(sentence)
    return _numbered(sentence, chance, changes.numerals)


class Hidden:
    """Rare words hidden from the network now and then, as unknown words will be from it.

    Only the norm is put out of sight, by a made-up one; prefix, suffix and shape stay. A word
    put in by an exchange that the treebanks do not hold is hidden always, unless it is one of
    `lasting`, which count as three times met. After
    Kiperwasser and Goldberg (2016), Simple and Accurate Dependency Parsing, section 4.
    """

    def __init__(self, sentences: list[Sentence], rate: float, lasting: Iterable[str]) -> None:
        """Count the words of the sentences; `rate` is the a of a / (a + n)."""
        self.rate = rate
        self.counts = Counter(word.lower() for s in sentences for word in s.words)
        self.counts.update(dict.fromkeys(lasting, 3))

    def hide(self, doc: Doc, chance: random.Random) -> None:
        """Hide some words of the document, in place."""
        for token in doc:
            count = self.counts[token.lower_]
            if token.is_alpha and chance.random() < self.rate / (self.rate + count):
                token.norm_ = f"unknown-{chance.randrange(5000)}"


_NUMBERS = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
    *("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
)
Key = tuple[str, int, bool]
_APOSTROPHE = "\u2019"
_PAIRS = {'"': "“”", "'": "\u2018\u2019"}
_SMALL = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by", "as", "n't"}


def _headline(sentence: Sentence) -> Sentence:
    words = [
        w if w.lower() in _SMALL and i else w[:1].upper() + w[1:]
        for i, w in enumerate(sentence.words)
    ]
    return replace(sentence, words=words, opens_paragraph=True)


def _numbered(sentence: Sentence, chance: random.Random, rate: float) -> Sentence:
    """Exchange numbers in words at this rate, and now and then write out one in figures.

    The treebanks hold few of the words between twelve and ninety.
    """
    if not sentence.tags:
        return sentence
    words, feats = list(sentence.words), list(sentence.feats)
    for index, word in enumerate(words):
        if sentence.tags[index] != "CD" or sentence.deps[index] != "nummod":
            continue
        figures = word.isdigit() and 1 < int(word) < 100
        if chance.random() < rate * (1 if word.lower() in _NUMBERS else 0.6 if figures else 0):
            other = chance.choice(_NUMBERS)
            words[index] = other.capitalize() if word[0].isupper() or not index else other
            feats[index] = feats[index].replace("NumForm=Digit", "NumForm=Word")
    return replace(sentence, words=words, feats=feats)


def _curly(sentence: Sentence) -> Sentence:
    """Straight quotation marks and apostrophes as typographic ones, same length."""
    words = []
    opened = {'"': False, "'": False}
    for index, straight in enumerate(sentence.words):
        word = straight
        if word in opened and index < len(sentence.words):
            tag = sentence.tags[index] if sentence.tags else ""
            opening = tag == "``" if tag in {"``", "''"} else not opened[word]
            opened[word] = opening
            word = _PAIRS[straight][not opening] if tag != "POS" else _APOSTROPHE
        elif len(word) > 1:
            word = word.replace("'", _APOSTROPHE)
        words.append(word)
    return replace(sentence, words=words)


class Swaps:
    """Names put in the place of others of the same label and length, to teach their contexts.

    Half of them come from the treebanks, half from `language_names`. An adjective ("French")
    takes the place of adjectives only.
    """

    def __init__(self, sentences: list[Sentence]) -> None:
        """Collect the names of the sentences."""
        self.names: dict[Key, list[list[str]]] = {}
        for sentence in sentences:
            for start, end in _name_spans(sentence):
                words = sentence.words[start:end]
                if any(word[:1].isupper() for word in words):
                    self.names.setdefault(_key(sentence, start, end), []).append(words)
        self.maker = NameMaker()

    def swap(self, sentence: Sentence, chance: random.Random, rate: float) -> Sentence:
        """The sentence with each of its names exchanged at the given rate."""
        words = list(sentence.words)
        for start, end in _name_spans(sentence):
            if words[start][:1].isupper() and chance.random() < rate:
                words[start:end] = (
                    self._other(_key(sentence, start, end), chance) or words[start:end]
                )
        return replace(sentence, words=words)

    def _other(self, key: Key, chance: random.Random) -> list[str] | None:
        label, length, adjective = key
        made = chance.random() < 0.5
        if made and (name := self.maker.make(label, length, chance, adjective=adjective)):
            return name
        names = self.names.get(key)
        return chance.choice(names) if names and not made else None


def _key(sentence: Sentence, start: int, end: int) -> Key:
    adjective = bool(sentence.tags) and sentence.tags[end - 1].startswith("JJ")
    return sentence.names[start][2:], end - start, adjective


def _name_spans(sentence: Sentence) -> Iterator[tuple[int, int]]:
    names = [*sentence.names, "O"]
    start = -1
    for index, name in enumerate(names):
        if start >= 0 and not name.startswith("I-"):
            yield start, index
            start = -1
        if name.startswith("B-"):
            start = index
