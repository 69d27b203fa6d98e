from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
    TimeExpression,
    Token,
)
from twosource.reading import statements
from twosource.reading.clauses_words import event_nouns, measures, verb_of

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def _found(
    rows: str,
    *,
    places: Sequence[str] = (),
    counts: Sequence[str] = (),
    days: Sequence[str] = (),
    said: Sequence[tuple[str, str, Certainty]] = (),
) -> dict[str, Statement]:
    """The statements of a tree by predicate; the layers are given by their words."""
    text, sentence = _sentence([line.split() for line in rows.strip().splitlines()])

    def place(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    names = [
        Name(k, w, NameKind.PLACE, (Mention(*place(w), "full"),)) for k, w in enumerate(places)
    ]
    quantities = [
        Quantity(*place(w), 2, 2, 2, False, False, "", "", 1, "", None, "") for w in counts
    ]
    times = [TimeExpression(*place(w), "DATE", None, None, None, "") for w in days]
    attributions = [
        Attribution((), (Span(*place(cue)),), (Span(*place(content)),),
                    AttributionType.INDIRECT, factuality, None, cue)
        for cue, content, factuality in said
    ]  # fmt: skip
    found = statements.find(None, [sentence], names, quantities, times, attributions)
    return {s.predicate: s for s in found}


_TWO_DAYS = """
Police NNS nsubj 2 police
said VBD root 0 say
on IN case 4
Monday NNP obl 2
that IN mark 8
two CD nummod 7
men NNS nsubj 8 man
died VBD ccomp 2 die
in IN case 11
a DT det 11
fire NN obl 8
in IN case 13
Lenz NNP nmod 11
on IN case 15
Sunday NNP obl 8
. . punct 2
"""


def test_a_time_belongs_to_what_governs_it() -> None:
    found = _found(_TWO_DAYS, places=["Lenz"], counts=["two"], days=["Monday", "Sunday"])
    assert (found["say"].times, found["die"].times) == ((0,), (1,))
    assert (found["say"].quantities, found["die"].quantities) == ((), (0,))


def test_where_an_event_is_its_verb_is_too() -> None:
    found = _found(_TWO_DAYS, places=["Lenz"])
    assert (found["say"].place, found["die"].place) == ((), (0,))


_COORDINATED = """
On IN case 2
Sunday NNP obl 4
rebels NNS nsubj 4 rebel
seized VBD root 0 seize
Lenz NNP obj 4
and CC cc 7
burned VBD conj 4 burn
planes NNS obj 7 plane
in IN case 10
Karsa NNP obl 7
, , punct 12
killing VBG advcl 7 kill
two CD obj 12
"""


def test_coordinated_verbs_share_a_time_but_no_place() -> None:
    found = _found(_COORDINATED, places=["Lenz", "Karsa"], days=["Sunday"])
    assert [found[p].times for p in ("seize", "burn", "kill")] == [(0,), (0,), (0,)]
    assert [found[p].place for p in ("seize", "burn")] == [(), (1,)], "an object is no place"


def test_a_shared_participant_brings_its_number() -> None:
    found = _found(
        """
        Two CD nummod 2
        women NNS nsubj 7 woman
        who WP nsubj 4
        lived VBD acl:relcl 2 live
        in IN case 6
        Lenz NNP obl 4
        died VBD root 0 die
        """,
        places=["Lenz"],
        counts=["Two"],
    )
    assert found["die"].quantities == found["live"].quantities == (0,)
    assert (found["die"].place, found["live"].place) == ((), (0,))


_NESTED = """
Olt NNP nsubj 2
said VBD root 0 say
Haas NNP nsubj 4
claimed VBD ccomp 2 claim
that IN mark 9
the DT det 7
bridge NN nsubj 9
they PRP nsubj 9
fell VBD ccomp 4 fall
"""


def test_the_outer_speaker_is_the_one_whose_words_hold_the_other() -> None:
    inner = ("claimed", "the bridge they fell", Certainty.HEDGED)
    outer = ("said", "Haas claimed that the bridge they fell", Certainty.ASSERTED)
    for said, chain in (([inner, outer], (1, 0)), ([outer, inner], (0, 1))):
        found = _found(_NESTED, said=said)
        assert found["fall"].attributions == chain
        assert found["claim"].attributions == chain[:1]
        assert found["say"].attributions == ()


@pytest.mark.parametrize("factuality", [Certainty.HEDGED, Certainty.DENIED])
def test_a_speaker_doubts_what_is_said_as_a_whole_only(factuality: Certainty) -> None:
    rows = """
    Ruda NNP nsubj 5
    who WP nsubj 3
    lived VBD acl:relcl 1 live
    here RB advmod 3
    fled VBD root 0 flee
    : . punct 5
    Olt NNP parataxis 5
    """
    found = _found(rows, said=[("Olt", "Ruda who lived here fled", factuality)])
    assert found["flee"].certainty is factuality
    assert found["live"].certainty is Certainty.ASSERTED


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ("‘", "’"), ('"', '"')])
def test_a_quotation_that_begins_inside_is_closed(opening: str, closing: str) -> None:
    rows = [
        ["It", "PRP", "nsubj", "2"],
        ["was", "VBD", "root", "0", "be"],
        [opening, ",", "punct", "4"],
        ["unsafe", "JJ", "xcomp", "2"],
        [closing, ",", "punct", "4"],
        [closing, ",", "punct", "2"],
    ]
    text, sentence = _sentence(rows)
    (found,) = statements.find(None, [sentence], (), (), (), ())
    assert text[found.start : found.end] == f"It was{opening} unsafe{closing}"


def test_no_sentences_no_statements() -> None:
    assert statements.find(None, (), (), (), (), ()) == ()


@pytest.mark.parametrize(
    ("noun", "verb"),
    [("killing", "kill"), ("acquisition", "acquire"), ("explosion", "explode"), ("war", "")],
)
def test_the_verb_of_an_event_noun(noun: str, verb: str) -> None:
    assert noun in event_nouns()
    assert verb_of(noun) == verb


def test_measures_are_the_words_of_units() -> None:
    assert {"tonnes", "kilometre", "percent"} <= measures()
    assert not {"dollars", "years", "metric tons"} & measures()


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


@given(_any_tree())
def test_what_belongs_to_a_statement_is_there_once(rows: list[list[str]]) -> None:
    text, sentence = _sentence(rows)
    words = [(t.start, t.end) for t in sentence.tokens]
    names = [
        Name(k, text[a:b], NameKind.PLACE if k % 2 else NameKind.PERSON, (Mention(a, b, "full"),))
        for k, (a, b) in enumerate(words)
    ]
    counts = [
        Quantity(a, b, 2, 2, 2, False, False, "", "", 1, "", None, "", kind=kind)
        for (a, b), kind in zip(words, ["count", "ordinal"] * 6, strict=False)
    ]
    times = [TimeExpression(a, b, "DATE", None, None, None, "") for a, b in words]
    said = [
        Attribution((Span(*words[0]),), (), (Span(a, len(text)),), AttributionType.INDIRECT,
                    Certainty.HEDGED, None, "")
        for a, _ in words
    ]  # fmt: skip
    for s in statements.find(None, [sentence], names, counts, times, said):
        for found in (s.names, s.quantities, s.times, s.attributions, s.place):
            assert len(set(found)) == len(found)
            assert all(0 <= k < len(words) for k in found)
        assert all(counts[k].kind != "ordinal" for k in s.quantities)
        assert all(names[k].kind is NameKind.PLACE for k in s.place)
        assert all(said[k].content[0].contains(s.predicate_span) for k in s.attributions)
