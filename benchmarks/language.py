"""The language model against the treebanks' test parts, and its speed.

    python -m benchmarks.language ../shared

Gold tokens are given to the pipeline except where a name ends in `_raw`: there the pipeline
tokenises the paragraph itself and the figures count tokens aligned by spaCy's scorer.
Punctuation is left out of UAS and LAS, relations count with their subtypes. The blank lines that
are put between paragraphs are no words of the treebank and count nowhere. Documents are runs
of up to ten neighbouring sentences; with gold tokens, the sentence bounds are the pipeline's
own. Figures are percent, except words a second and seconds.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.training import Example
from training.language_corpus import document
from training.language_treebanks import Sentence, read_conllu, read_uner

from twosource.reading.language import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.language import Language

_TYPES = ("PERSON", "ORG", "LOC")
_NEWS = ("GUM_news", "GUM_interview")
Span = tuple[int, int, int, str]


def runs(sentences: Iterable[Sentence], size: int = 10) -> Iterator[list[Sentence]]:
    """Runs of up to `size` neighbouring sentences of one document."""
    run: list[Sentence] = []
    for sentence in sentences:
        if run and (len(run) == size or sentence.document != run[0].document):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def paragraphs(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """The paragraphs, as the program hands them to the pipeline."""
    run: list[Sentence] = []
    for sentence in sentences:
        if run and sentence.opens_paragraph:
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def scores(nlp: Language, pieces: Iterable[list[Sentence]], *, raw: bool) -> dict[str, float]:
    """Tags, trees and sentence bounds by spaCy's scorer, in percent; each piece one document."""
    examples = []
    for run in pieces:
        gold = without_blank_lines(document(nlp, run))
        bare = (
            nlp.make_doc(gold.text)
            if raw
            else Doc(
                nlp.vocab,
                words=[token.text for token in gold],
                spaces=[bool(token.whitespace_) for token in gold],
            )
        )
        examples.append(Example(bare, gold))
    found = nlp.evaluate(examples)
    names = {
        "upos": "pos_acc",
        "xpos": "tag_acc",
        "feats": "morph_acc",
        "lemma": "lemma_acc",
        "uas": "dep_uas",
        "las": "dep_las",
        "sentences_f": "sents_f",
    }
    return {name: 100 * found[key] for name, key in names.items() if found.get(key) is not None}


def without_blank_lines(gold: Doc) -> Doc:
    """The reference with the marks of its white-space tokens taken off, in place.

    spaCy's scorer counts no predicted white space; where the reference has marks on some, each is
    counted as missed.
    """
    for token in gold:
        if token.is_space:
            token.pos = token.tag = token.lemma = 0
            token.set_morph(None)  # type: ignore[attr-defined]
            token.dep_ = "punct"  # which is left out of the count
    return gold


def bounds_f(nlp: Language, pieces: Iterable[list[Sentence]]) -> float:
    """F1 of the places where sentences begin, the first of each piece as well; raw text."""
    gold: set[tuple[int, int]] = set()
    found: set[tuple[int, int]] = set()
    for number, run in enumerate(pieces):
        reference = document(nlp, run)
        gold |= {(number, sentence.start_char) for sentence in reference.sents}
        found |= {(number, sentence.start_char) for sentence in nlp(reference.text).sents}
    return 200 * len(gold & found) / (len(gold) + len(found))


def name_scores(nlp: Language, words: list[list[str]], tags: list[list[str]]) -> dict[str, float]:
    """Precision, recall and F1 of names, one sentence a document, gold tokens.

    Typed figures leave out names predicted as MISC, which Universal NER does not score; the
    untyped ones count every predicted name; `ner_spans` are untyped, too, without MISC.
    """
    gold: set[Span] = set()
    typed: set[Span] = set()
    untyped: set[Span] = set()
    docs = (Doc(nlp.vocab, words=sentence) for sentence in words)
    for number, (doc, marks) in enumerate(zip(nlp.pipe(docs), tags, strict=True)):
        gold |= set(_spans(number, marks))
        for ent in doc.ents:
            untyped.add((number, ent.start, ent.end, ""))
            if ent.label_ in _TYPES:
                typed.add((number, ent.start, ent.end, ent.label_))
    bare = {(number, start, end, "") for number, start, end, _ in gold}
    return {
        **{f"ner_{key}": value for key, value in _prf(gold, typed).items()},
        **{
            f"ner_spans_{key}": value
            for key, value in _prf(bare, {(*t[:3], "") for t in typed}).items()
        },
        **{f"ner_untyped_{key}": value for key, value in _prf(bare, untyped).items()},
    }


def _spans(number: int, marks: list[str]) -> Iterator[Span]:
    start = -1
    for index, mark in enumerate([*marks, "O"]):
        if start >= 0 and not mark.startswith("I-"):
            yield number, start, index, marks[start][2:]
            start = -1
        if mark.startswith("B-"):
            start = index


def _prf(gold: set[Span], found: set[Span]) -> dict[str, float]:
    right = len(gold & found)
    precision = right / len(found) if found else 0.0
    recall = right / len(gold) if gold else 0.0
    both = precision + recall
    return {
        "p": 100 * precision,
        "r": 100 * recall,
        "f": 200 * precision * recall / both if both else 0.0,
    }


def words_per_second(nlp: Language, sentences: list[Sentence], repeat: int = 3) -> float:
    """Words a second on the running core, raw paragraphs in, best of `repeat` runs."""
    texts = [document(nlp, run).text for run in runs(sentences)]
    for _ in nlp.pipe(texts[:20]):
        pass
    best = 0.0
    for _ in range(repeat):
        begun = time.process_time()
        count = sum(sum(not t.is_space for t in doc) for doc in nlp.pipe(texts))
        best = max(best, count / (time.process_time() - begun))
    return best


def measure(
    shared: Path, *, part: str = "test", loader: Callable[[], Language] = load
) -> dict[str, float]:
    """All figures of one part of the treebanks under `shared/treebanks`."""
    begun = time.perf_counter()
    nlp = loader()
    out = {"load_seconds": time.perf_counter() - begun}
    folder = shared / "treebanks"
    ewt = list(read_conllu(folder / f"en_ewt-{part}.conllu"))
    gum = list(read_conllu(folder / f"en_gum_open-{part}.conllu"))
    news = [s for s in gum if s.document.startswith(_NEWS)]
    sets = {"ewt": ewt, "gum": gum, "gum_news_interview": news}
    sets["gum_news"] = [s for s in news if s.document.startswith("GUM_news")]
    for name, sentences in sets.items():
        for raw in (False, True):
            for key, value in scores(nlp, runs(sentences), raw=raw).items():
                out[f"{name}_{key}{'_raw' if raw else ''}"] = value
    by_paragraph = scores(nlp, paragraphs(sets["gum_news"]), raw=True)
    out["gum_news_sentences_f_raw_paragraphs"] = by_paragraph["sentences_f"]
    out["gum_news_bounds_f_raw"] = bounds_f(nlp, runs(sets["gum_news"]))
    out["gum_news_bounds_f_raw_paragraphs"] = bounds_f(nlp, paragraphs(sets["gum_news"]))
    uner = list(read_uner(folder / f"uner_ewt-{part}.iob2").values())
    out |= name_scores(nlp, [words for words, _ in uner], [marks for _, marks in uner])
    out["words_per_second"] = words_per_second(nlp, news)
    return {key: round(value, 3 if key == "load_seconds" else 2) for key, value in out.items()}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--part", choices=["dev", "test"], default="test")
    chosen = parser.parse_args()
    for name, value in measure(chosen.shared, part=chosen.part).items():
        print(f"{name:34} {value:9.2f}")


if __name__ == "__main__":
    main()
