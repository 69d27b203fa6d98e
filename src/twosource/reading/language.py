"""The trained English pipeline: tags, trees, lemmas, sentence bounds and names."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.errors import ModelError
from twosource.reading.language_names import settle_names

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["WEIGHTS", "hold_quotations", "load"]

WEIGHTS = Path(__file__).resolve().parent.parent / "weights" / "english"
# The treebanks hold hardly any of these, so the tagger takes some for nouns.
_NUMERALS = {
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
    *("eleven", "twelve", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty"),
    "ninety",
}
# What "said on Tuesday that" puts between a verb and its clause; no such word has a clause.
_DAYS = {
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today"),
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december", "morning", "afternoon", "evening", "night", "week"),
    *("month", "year", "yesterday"),
}
_OPENING = {'"', "'", "\u201c", "\u2018"}
_CLOSING = {'"', "'", "\u201d", "\u2019"}


@cache
def load(path: Path = WEIGHTS) -> Language:
    """Load the English pipeline once a process; later calls give the same object.

    Its documents carry Penn Treebank tags (`tag_`), Universal Dependencies parts of speech,
    features and relations, lemmas, sentence bounds, and names labelled PERSON, ORG, LOC or MISC.

    Raises `ModelError` when the weights are missing or were made for another spaCy.
    """
    if not (path / "meta.json").is_file():
        raise ModelError(
            f"The language model is missing at {path}. "
            "Install twosource again, or make the model: see training/README.md."
        )
    # Here, not above: half a second that a command without a report to read saves.
    from spacy import about  # noqa: PLC0415
    from spacy import load as load_pipeline  # noqa: PLC0415
    from spacy.language import Language  # noqa: PLC0415
    from thinc.api import use_ops  # noqa: PLC0415

    # Names the table of word vectors to spaCy, by being read.
    import twosource.reading.language_vectors  # noqa: F401, PLC0415

    try:
        # NumPy's matrix products are faster than those of BLIS: 1.7 times the words a second.
        # The tokenizer is spaCy's own for English; reading its saved copy would double its cost.
        with use_ops("numpy", use_blis=False):
            nlp = load_pipeline(path, exclude=["tokenizer"])
        Language.component("twosource_quotation_bounds", func=hold_quotations)
        Language.component("twosource_numerals", func=settle_numerals)
        Language.component("twosource_said_that", func=free_clauses_of_days)
        Language.component("twosource_names", func=settle_names)
        nlp.add_pipe("twosource_quotation_bounds", before="parser")
        nlp.add_pipe("twosource_numerals", before="parser")
        nlp.add_pipe("twosource_said_that", after="parser")
        nlp.add_pipe("twosource_names", after="ner")
    except (OSError, ValueError, KeyError, ImportError) as error:
        raise ModelError(
            f"The language model at {path} cannot be loaded by spaCy {about.__version__}: {error} "
            "Install twosource again, with spaCy 3.8."
        ) from error
    return nlp


def hold_quotations(doc: Doc) -> Doc:
    """Keep quotation marks with their words when the parser looks for sentence bounds.

    No sentence begins at a closing mark, right after an opening one, or after a comma. The mark's
    side is told by the white space round it. On GUM's written genres (dev) the F1 of sentences
    rises from 93.2 to 94.8, on its news from 92.3 to 97.7.
    """
    before = None
    opened = False
    for token in doc:
        text, spaced = token.text, bool(token.whitespace_)
        apart = before is None or bool(before.whitespace_) or before.is_space
        if before is not None and (
            opened or before.text == "," or (text in _CLOSING and not apart)
        ):
            token.is_sent_start = False
        opened = text in _OPENING and not spaced and apart
        before = token
    return doc


def settle_numerals(doc: Doc) -> Doc:
    """Tag the numerals from eleven to ninety as such, whatever the tagger took them for."""
    for token in doc:
        if token.lower_ in _NUMERALS and token.tag_ != "CD":
            token.tag_ = "CD"
            token.pos_ = "NUM"
            token.set_morph("NumForm=Word|NumType=Card")  # type: ignore[attr-defined]
    return doc


def free_clauses_of_days(doc: Doc) -> Doc:
    """Give the clause in "said on Tuesday that it would close" to the verb, not to the day.

    Web text has few of these, and the parser hangs a quarter of them on the day.
    """
    for token in doc:
        day = token.head
        if day.lower_ not in _DAYS or token.i < day.i or token.dep_[:3] != "acl":
            continue
        verb = day.head
        while verb.pos_ in {"NOUN", "PROPN", "NUM"} and verb.head.i != verb.i:
            verb = verb.head
        if (
            verb.pos_ == "VERB"
            and verb.i < day.i
            and any(child.lower_ == "that" and child.dep_ == "mark" for child in token.lefts)
            and not any(child.dep_ == "ccomp" for child in verb.children)
            and not any(child.dep_ == "det" for child in day.lefts)  # "the day that he died"
        ):
            token.head = verb
            token.dep_ = "ccomp"
    return doc
