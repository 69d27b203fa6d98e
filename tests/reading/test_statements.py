from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import (
    Attribution,
    AttributionType,
    Certainty,
    Mention,
    Name,
    NameKind,
    Quantity,
    Sentence,
    Span,
    Statement,
    Token,
)
from twosource.reading import statements
from twosource.reading.clauses_words import event_nouns, verb_of

_UPOS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "CD": "NUM", "DT": "DET", "IN": "ADP",
    "TO": "PART", "POS": "PART", "CC": "CCONJ", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON",
    "WDT": "PRON", "EX": "PRON", "RB": "ADV", "WRB": "ADV", "JJ": "ADJ", "JJS": "ADJ",
    "MD": "AUX", ",": "PUNCT", ".": "PUNCT",
}  # fmt: skip


def _upos(tag: str, dep: str) -> str:
    if dep == "mark" and tag == "IN":
        return "SCONJ"
    return _UPOS.get(tag, "AUX" if dep in {"aux", "aux:pass", "cop"} else "VERB")


def _sentence(rows: list[list[str]]) -> tuple[str, Sentence]:
    text = ""
    tokens: list[Token] = []
    for k, (word, tag, dep, head, *lemma) in enumerate(rows):
        if tag in {",", ".", "POS"}:
            text = text.rstrip(" ")
        pos = _upos(tag, dep)
        usual = word if pos == "PROPN" else word.lower()
        start = len(text)
        tokens.append(
            Token(
                start=start,
                end=start + len(word),
                text=word,
                lemma=lemma[0] if lemma else usual,
                pos=pos,
                tag=tag,
                dep=dep,
                head=int(head) - 1 if int(head) else k,
            )
        )
        text += word + " "
    text = text.rstrip(" ")
    return text, Sentence(0, len(text), 0, tuple(tokens))


def _cases() -> list[tuple[str, list[list[str]], list[str]]]:
    blocks = Path(__file__).with_name("statements.trees").read_text(encoding="utf-8").split("## ")
    out = []
    for block in blocks[1:]:
        title, *lines = block.strip().splitlines()
        rows = [line.split() for line in lines if not line.startswith("=>")]
        out.append((title, rows, [line[3:] for line in lines if line.startswith("=>")]))
    return out


def _written(text: str, s: Statement) -> str:
    sure = {Certainty.ASSERTED: "", Certainty.HEDGED: "maybe ", Certainty.DENIED: "denied "}
    sign = sure[s.certainty] + ("not " if s.polarity.value == "negative" else "")
    roles = "; ".join(
        f"{a.role}{' ' + a.case if a.case else ''}={text[a.start : a.end]}<{a.head}>"
        for a in s.arguments
    )
    return f"{sign}{s.predicate}({roles}) {s.tense or '-'} [{text[s.start : s.end]}]"


@pytest.mark.parametrize(("title", "rows", "expected"), _cases(), ids=[c[0] for c in _cases()])
def test_the_statements_of_a_sentence(
    title: str, rows: list[list[str]], expected: list[str]
) -> None:
    del title
    text, sentence = _sentence(rows)
    found = statements.find(None, [sentence], (), (), (), ())
    assert [_written(text, s) for s in found] == expected


def _case(title: str) -> tuple[str, Sentence]:
    return _sentence(next(rows for t, rows, _ in _cases() if t == title))


def test_what_stands_inside_is_named() -> None:
    text, sentence = _case("coordinated verbs share the subject and the object after both")
    lenz = text.index("Lenz")
    two = text.index("two")
    names = [
        Name(0, "Karsa", NameKind.PLACE, (Mention(12, 17, "full"),)),
        Name(1, "Lenz", NameKind.PLACE, (Mention(lenz, lenz + 4, "full"),)),
    ]
    count = Quantity(two, two + 3, 2, 2, 2, False, False, "", "", 1, "farmer", None, "")
    said = [
        Attribution((), (), (Span(0, len(text)),), AttributionType.INDIRECT,
                    Certainty.ASSERTED, None, "a spokesman"),
        Attribution((), (), (Span(18, len(text)),), AttributionType.INDIRECT,
                    Certainty.ASSERTED, None, "witnesses"),
    ]  # fmt: skip
    shot, killed = statements.find(None, [sentence], names, [count], (), said[::-1])
    assert shot.names == (0, 1)
    assert shot.quantities == killed.quantities == (0,)
    assert killed.names == ()
    assert shot.attributions == (1, 0), "the outermost speaker comes first"
    assert [a.name for a in shot.arguments] == [None, None, 1]


def test_an_argument_has_the_name_of_its_apposition() -> None:
    text, sentence = _case("an apposition whose second part is the name")
    ivo = text.index("Ivo")
    names = [Name(0, "Ivo Ruda", NameKind.PERSON, (Mention(ivo, ivo + 8, "full"),))]
    resigned, mayor = statements.find(None, [sentence], names, (), (), ())
    assert resigned.arguments[0].name == 0
    assert mayor.arguments[0].name == 0


def test_no_sentences_no_statements() -> None:
    assert statements.find(None, (), (), (), (), ()) == ()


@pytest.mark.parametrize(
    ("noun", "verb"),
    [("killing", "kill"), ("acquisition", "acquire"), ("explosion", "explode"), ("war", "")],
)
def test_the_verb_of_an_event_noun(noun: str, verb: str) -> None:
    assert noun in event_nouns()
    assert verb_of(noun) == verb


_WORDS = st.sampled_from(
    [
        "fire",
        "kill",
        "killing",
        "Lenz",
        "not",
        "to",
        "who",
        "including",
        "deny",
        "report",
        "?",
        "no",
    ]
)
_TAGS = st.sampled_from(["NN", "NNP", "VBD", "VBN", "VBG", "VB", "JJ", "IN", "MD", "TO", ",", "."])
_DEPS = st.sampled_from(
    [
        "nsubj", "nsubj:pass", "obj", "obl", "nmod", "nmod:poss", "acl", "acl:relcl", "advcl",
        "xcomp", "ccomp", "conj", "cc", "case", "mark", "aux", "cop", "appos", "amod", "punct",
        "parataxis", "compound", "expl", "obl:agent", "iobj",
    ]
)  # fmt: skip


@st.composite
def _any_tree(draw: st.DrawFn) -> list[list[str]]:
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: 0}
    for k in range(1, size):
        heads[order[k]] = order[draw(st.integers(0, k - 1))] + 1
    return [
        [draw(_WORDS), draw(_TAGS), "root" if heads[k] == 0 else draw(_DEPS), str(heads[k])]
        for k in range(size)
    ]


@given(_any_tree())
def test_spans_hold_for_any_tree(rows: list[list[str]]) -> None:
    text, sentence = _sentence(rows)
    for s in statements.find(None, [sentence], (), (), (), ()):
        assert 0 <= s.start < s.end <= len(text)
        assert s.predicate
        assert text[s.predicate_span.start : s.predicate_span.end].strip()
        assert all(0 <= a.start < a.end <= len(text) and a.head for a in s.arguments)
