"""Learn lemma tables (exceptions and suffix rules a part of speech) from treebank sentences.

spaCy's rule lemmatizer reads them. Against its trainable lemmatizer they need no matrix product
at run time and load as one small file; `training/README.md` has the comparison.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.lookups import Lookups

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language

    from training.language_treebanks import Sentence

_APOSTROPHE = "\u2019"
_MIN_RULE = 8
_LONGEST_RULE = 5
_MIN_SHARE = 0.2
_INDEXED = {"NOUN", "VERB", "ADJ", "ADV"}


def lemma_tables(sentences: Iterable[Sentence]) -> Lookups:
    """Make the tables `lemma_exc`, `lemma_index` and `lemma_rules`.

    A rule is a suffix change seen with at least eight different words, longest suffix first,
    and last of all no change; the index holds the lemmas that were seen twice; an exception is a
    form whose usual lemma the rules and the index do not give.
    """
    seen: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for sentence in sentences:
        for word, pos, lemma in zip(sentence.words, sentence.pos, sentence.lemmas, strict=True):
            form = word.lower().replace(_APOSTROPHE, "'")
            if pos not in {"PUNCT", "SYM", "X"} and lemma != "_":
                seen[pos][form][lemma] += 1
    rules: dict[str, list[list[str]]] = {}
    index: dict[str, list[str]] = {}
    exceptions: dict[str, dict[str, list[str]]] = {}
    for pos, forms in seen.items():
        key = pos.lower()
        usual = {form: lemmas.most_common(1)[0][0] for form, lemmas in forms.items()}
        rules[key] = [] if pos == "PROPN" else _rules(usual)
        frequent = Counter(lemma for lemmas in forms.values() for lemma in lemmas.elements())
        often = sorted(lemma for lemma, count in frequent.items() if count > 1)
        index[key] = often if pos in _INDEXED else []
        known = set(index[key])
        exceptions[key] = {
            form: [lemma]
            for form, lemma in sorted(usual.items())
            if _by_rule(form, rules[key], known) != (lemma.lower() if pos == "PROPN" else lemma)
        }
        for form, answer in list(exceptions[key].items()):
            exceptions[key][form.replace("'", _APOSTROPHE)] = answer
    lookups = Lookups()
    lookups.add_table("lemma_rules", rules)
    lookups.add_table("lemma_index", index)
    lookups.add_table("lemma_exc", exceptions)
    return lookups


def _by_rule(form: str, rules: list[list[str]], known: set[str]) -> str:
    """What the rule lemmatizer answers for a lower-case form without exceptions."""
    made = [form[: -len(old)] + new for old, new in rules if form.endswith(old)]
    sure = [lemma for lemma in made if lemma in known]
    if sure:
        return sure[-1]
    odd = [lemma for lemma in made if lemma and not lemma.isalpha()]
    return next(iter(odd or made), form)


def _rules(usual: dict[str, str]) -> list[list[str]]:
    likely = _suffix_changes(usual)
    kept: dict[str, list[str]] = {}
    for old in sorted(likely, key=lambda old: (len(old), old)):
        news = [new for _, new in sorted(likely[old])]
        shorter = next((old[i:] for i in range(1, len(old)) if old[i:] in kept), None)
        cut = len(old) - len(shorter) if shorter else 0
        if shorter is None or [old[:cut] + new for new in kept[shorter]] != news:
            kept[old] = news
    longest_first = sorted(kept, key=lambda old: (-len(old), old))
    return [*([old, new] for old in longest_first for new in kept[old]), ["", ""]]


def _suffix_changes(usual: dict[str, str]) -> dict[str, list[tuple[int, str]]]:
    """Suffix to (minus count, new suffix) for the changes that are frequent enough."""
    counts: Counter[tuple[str, str]] = Counter()
    for form, cased in usual.items():
        lemma = cased.lower()
        if form == lemma or not form.isalpha():
            continue
        same = [a == b for a, b in zip(form, lemma, strict=False)]
        shared = [*same, False].index(False)
        for cut in range(max(1, len(form) - _LONGEST_RULE), shared + 1):
            counts[form[cut:], lemma[cut:]] += 1
    suffixes = {old for old, _ in counts}
    totals = Counter(
        form[-size:]
        for form in usual
        for size in range(1, _LONGEST_RULE + 1)
        if len(form) > size and form[-size:] in suffixes
    )
    likely: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (old, new), count in counts.items():
        if old and count >= _MIN_RULE and count >= _MIN_SHARE * totals[old]:
            likely[old].append((-count, new))
    return likely


def lemmatizer(nlp: Language, sentences: Iterable[Sentence]) -> EnglishLemmatizer:
    """Add the rule lemmatizer with tables learnt from the sentences to the pipeline's end."""
    pipe = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    assert isinstance(pipe, EnglishLemmatizer)
    tables = lemma_tables(sentences)
    pipe.initialize(lookups=tables)
    return pipe
