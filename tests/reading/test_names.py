from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

import twosource
from twosource.model import Block, BlockKind, Name, NameKind, Report
from twosource.reading import names
from twosource.reading.names_keys import key_of
from twosource.reading.names_short import is_acronym, is_short_for
from twosource.reading.parse import Parsed, ParsedBlock

_VOCAB = spacy.blank("en").vocab
_UPOS = {"NNP": "PROPN", "NN": "NOUN", "NNS": "NOUN", "JJ": "ADJ", "PRP": "PRON", "PRP$": "PRON",
         "VBD": "VERB", "VBZ": "VERB", "DT": "DET", "IN": "ADP", "POS": "PART", "CC": "CCONJ",
         ",": "PUNCT", ".": "PUNCT", "-LRB-": "PUNCT", "-RRB-": "PUNCT", "``": "PUNCT",
         "HYPH": "PUNCT", "RB": "ADV", "NNPS": "PROPN", "CD": "NUM"}  # fmt: skip


def _doc(rows: str) -> Doc:
    """Word, tag, relation, head (as the treebanks count), and the entity with B- or I-."""
    cells = [r.split() for r in rows.strip().splitlines()]
    tags = [c[1] for c in cells]
    closing = {",", ".", "-RRB-", "POS", "HYPH"}
    spaces = [
        k + 1 < len(cells) and tags[k + 1] not in closing and tags[k] not in {"-LRB-", "HYPH"}
        for k in range(len(cells))
    ]
    doc = Doc(
        _VOCAB,
        words=[c[0] for c in cells],
        spaces=spaces,
        tags=tags,
        pos=["AUX" if c[2] in {"cop", "aux"} else _UPOS[c[1]] for c in cells],
        deps=["ROOT" if c[2] == "root" else c[2] for c in cells],
        heads=[int(c[3]) - 1 if c[3] != "0" else k for k, c in enumerate(cells)],
        lemmas=[c[0] if c[1] == "NNP" else c[0].lower() for c in cells],
    )
    marked = [(k, c[4]) for k, c in enumerate(cells) if len(c) > 4]
    ents: list[Span] = []
    for k, mark in marked:
        if mark.startswith("B-"):
            end = k + 1
            while (end, "I-" + mark[2:]) in marked:
                end += 1
            ents.append(Span(doc, k, end, label=mark[2:]))
    doc.ents = ents
    return doc


def _parsed(*paragraphs: str) -> Parsed:
    docs = [_doc(rows) for rows in paragraphs]
    text = ""
    blocks: list[Block] = []
    parts: list[ParsedBlock] = []
    for k, doc in enumerate(docs):
        blocks.append(Block(BlockKind.BODY, len(text), len(text) + len(doc.text)))
        parts.append(ParsedBlock(k, len(text), doc))
        text += doc.text + "\n"
    return Parsed(Report("r", text, tuple(blocks)), tuple(parts))


def _told(parsed: Parsed) -> dict[str, list[tuple[str, str]]]:
    text = parsed.report.text
    return {
        n.text: [(text[m.start : m.end], m.how) for m in n.mentions] for n in names.find(parsed)
    }


def _one(parsed: Parsed, text: str) -> Name:
    return next(n for n in names.find(parsed) if n.text == text)


SORAN = """
Karsan JJ amod 2
President NNP nmod:desc 3
Ivo NNP nsubj 5 B-PERSON
Soran NNP flat 3 I-PERSON
spoke VBD root 0
. . punct 5
"""
MR_SORAN = """
Mr NNP nmod:desc 2
Soran NNP nsubj 3
left VBD root 0
. . punct 3
"""


def test_title_is_cut_off_and_kept_as_role() -> None:
    name = _one(_parsed(SORAN), "Ivo Soran")
    assert name.kind is NameKind.PERSON
    assert name.roles == ("Karsan President",)


def test_surname_with_a_form_of_address() -> None:
    assert _told(_parsed(SORAN, MR_SORAN)) == {
        "Ivo Soran": [("Ivo Soran", "full"), ("Mr Soran", "title")]
    }


def test_surname_before_the_full_name() -> None:
    told = _told(_parsed("Soran NNP nsubj 2\nleft VBD root 0\n. . punct 2", SORAN))
    assert told == {"Ivo Soran": [("Soran", "part"), ("Ivo Soran", "full")]}


def test_people_of_different_given_names_stay_apart() -> None:
    anna = SORAN.replace("Ivo", "Anna")
    found = names.find(_parsed(SORAN, anna))
    assert [n.text for n in found] == ["Ivo Soran", "Anna Soran"]


def test_a_surname_of_two_people_is_the_last_named_ones() -> None:
    anna = SORAN.replace("Ivo", "Anna")
    told = _told(_parsed(SORAN, anna, "Soran NNP nsubj 2\nleft VBD root 0\n. . punct 2"))
    assert told["Anna Soran"][-1] == ("Soran", "part")
    assert len(told["Ivo Soran"]) == 1


def test_a_form_of_address_chooses_between_two_people() -> None:
    anna = SORAN.replace("Ivo", "Anna")
    told = _told(_parsed(SORAN, anna, MR_SORAN))
    assert told["Ivo Soran"][-1] == ("Mr Soran", "title")
    assert len(told["Anna Soran"]) == 1


def test_a_form_of_address_that_does_not_fit_is_somebody_elses() -> None:
    told = _told(_parsed(SORAN.replace("Ivo", "Peter"), MR_SORAN.replace("Mr", "Mrs")))
    assert told == {"Peter Soran": [("Peter Soran", "full")], "Soran": [("Mrs Soran", "title")]}


ROLE_LATER = """
The DT det 3
{adjective} JJ amod 3
president NN nsubj 4
slept VBD root 0
. . punct 4
"""


def test_a_role_that_a_title_gave() -> None:
    told = _told(_parsed(SORAN, ROLE_LATER.format(adjective="Karsan")))
    assert told["Ivo Soran"][-1] == ("The Karsan president", "role")


def test_no_role_of_another_country() -> None:
    told = _told(_parsed(SORAN, ROLE_LATER.format(adjective="Orlandic")))
    assert told["Ivo Soran"] == [("Ivo Soran", "full")]


def test_no_role_that_two_people_have() -> None:
    anna = SORAN.replace("Ivo", "Anna")
    told = _told(_parsed(SORAN, anna, ROLE_LATER.format(adjective="Karsan")))
    assert all(how == "full" for mentions in told.values() for _, how in mentions)


def test_no_role_before_the_name_is_named() -> None:
    told = _told(_parsed(ROLE_LATER.format(adjective="Karsan"), SORAN))
    assert told["Ivo Soran"] == [("Ivo Soran", "full")]


APPOSITION = """
Greta NNP nsubj 9
Haas NNP flat 1
, , punct 5
the DT det 5
mayor NN appos 1
of IN case 7
Lenz NNP nmod 5
, , punct 1
resigned VBD root 0
. . punct 9
"""
COPULA = """
Greta NNP nsubj 5
Haas NNP flat 1
was VBD cop 5
the DT det 5
mayor NN root 0
. . punct 5
"""
THE_MAYOR = """
The DT det 2
mayor NN nsubj 3
left VBD root 0
. . punct 3
"""


@pytest.mark.parametrize(("given_by", "role"), [(APPOSITION, "mayor of Lenz"), (COPULA, "mayor")])
def test_a_role_that_the_sentence_says(given_by: str, role: str) -> None:
    parsed = _parsed(given_by, THE_MAYOR)
    assert _one(parsed, "Greta Haas").roles == (role,)
    assert _told(parsed)["Greta Haas"][-1] == ("The mayor", "role")


def test_a_role_ends_at_a_comma_before_it() -> None:
    rows = """
    From IN case 2
    two CD nmod 5
    , , punct 5
    health NN compound 5
    director NN nsubj 8
    Greta NNP appos 5 B-PERSON
    Haas NNP flat 6 I-PERSON
    spoke VBD root 0
    . . punct 8
    """
    assert _one(_parsed(rows), "Greta Haas").roles == ("health director",)


def test_a_role_that_is_denied_is_none() -> None:
    denied = COPULA.replace("root 0", "root 0\nnot RB advmod 5")
    assert _one(_parsed(denied), "Greta Haas").roles == ()


BODY = """
The DT det 4
Lenz NNP compound 4
Harbour NNP compound 4
Authority NNP nsubj 8
( -LRB- punct 6
LHA NNP appos 4
) -RRB- punct 6
closed VBD root 0
. . punct 8
"""


def test_an_acronym_in_brackets() -> None:
    parsed = _parsed(BODY, "LHA NNP nsubj 2\nspoke VBD root 0\n. . punct 2")
    assert _told(parsed) == {
        "Lenz Harbour Authority": [
            ("Lenz Harbour Authority", "full"), ("LHA", "acronym"), ("LHA", "acronym"),
        ]
    }  # fmt: skip
    assert _one(parsed, "Lenz Harbour Authority").kind is NameKind.ORGANISATION


def test_an_acronym_by_its_initials() -> None:
    body = "\n".join(
        r for r in BODY.strip().splitlines() if r.split()[0] not in {"(", "LHA", ")"}
    ).replace(" 8", " 5")
    parsed = _parsed(body, "LHA NNP nsubj 2\nspoke VBD root 0\n. . punct 2")
    assert _told(parsed)["Lenz Harbour Authority"][-1] == ("LHA", "acronym")


def test_a_place_is_no_short_form_of_an_institution() -> None:
    place = "Lenz NNP nsubj 2 B-LOC\nslept VBD root 0\n. . punct 2"
    assert [n.text for n in names.find(_parsed(BODY, place))] == ["Lenz Harbour Authority", "Lenz"]


def test_an_institution_and_what_it_is_of() -> None:
    rows = """
    The DT det 2
    Ministry NNP nsubj 5 B-ORG
    of IN case 4
    Health NNP nmod 2
    closed VBD root 0
    . . punct 5
    """
    assert [n.text for n in names.find(_parsed(rows))] == ["Ministry of Health"]


def test_an_office_after_a_company_is_a_title() -> None:
    rows = """
    Orland NNP compound 3
    Air NNP compound 3
    CEO NNP nmod:desc 4
    Ron NNP nsubj 6
    Tanner NNP flat 4
    spoke VBD root 0
    . . punct 6
    """
    found = names.find(_parsed(rows))
    assert [n.text for n in found] == ["Orland Air", "Ron Tanner"]
    assert found[1].roles == ("Orland Air CEO",)


def test_an_adjective_of_origin_is_its_country() -> None:
    rows = """
    Ruritania NNP nsubj 2 B-LOC
    won VBD root 0
    . . punct 2
    """
    fans = """
    Ruritanian JJ amod 2 B-MISC
    fans NNS nsubj 3
    cheered VBD root 0
    . . punct 3
    """
    assert [n.text for n in names.find(_parsed(rows, fans))] == ["Ruritania"]


def test_a_pronoun_is_the_subject_before_it() -> None:
    she = "She PRP nsubj 2\nwept VBD root 0\n. . punct 2"
    told = _told(_parsed(APPOSITION, she))
    assert told["Greta Haas"][-1] == ("She", "pronoun")


def test_a_pronoun_of_the_other_gender_is_not() -> None:
    he = "He PRP nsubj 2\nwept VBD root 0\n. . punct 2"
    mrs = MR_SORAN.replace("Mr", "Mrs")
    assert all(how != "pronoun" for ms in _told(_parsed(mrs, he)).values() for _, how in ms)


def test_a_pronoun_between_two_people_is_left_open() -> None:
    two = """
    Ivo NNP nsubj 6 B-PERSON
    Soran NNP flat 1 I-PERSON
    and CC cc 4
    Ilo NNP conj 1 B-PERSON
    Haas NNP flat 4 I-PERSON
    met VBD root 0
    . . punct 6
    """
    he = "He PRP obj 2\nwept VBD root 0\n. . punct 2"
    told = _told(_parsed(two.replace("nsubj", "obl"), he))
    assert all(how == "full" for mentions in told.values() for _, how in mentions)


def test_a_given_name_tells_the_gender() -> None:
    two = """
    Ivo NNP nsubj 6 B-PERSON
    Soran NNP flat 1 I-PERSON
    and CC cc 4
    Greta NNP conj 1 B-PERSON
    Haas NNP flat 4 I-PERSON
    met VBD root 0
    . . punct 6
    """
    she = "She PRP nsubj 2\nwept VBD root 0\n. . punct 2"
    told = _told(_parsed(two.replace("nsubj", "obl"), she))
    assert told["Greta Haas"][-1] == ("She", "pronoun")


def test_an_object_is_not_its_clauses_subject() -> None:
    thanked = """
    Haas NNP nsubj 2 B-PERSON
    thanked VBD root 0
    her PRP obj 2
    . . punct 2
    """
    told = _told(_parsed(SORAN.replace("Ivo", "Anna"), thanked))
    assert told["Anna Soran"][-1] == ("her", "pronoun")


def test_it_said_is_the_organisation_before() -> None:
    it = "It PRP nsubj 2\nsaid VBD root 0\n. . punct 2"
    told = _told(_parsed(BODY, it.replace("said VBD", "say VBD")))
    assert told["Lenz Harbour Authority"][-1] == ("It", "pronoun")


@pytest.mark.parametrize("noun", ["authority", "harbour authority"])
def test_an_institution_by_its_common_noun(noun: str) -> None:
    words_ = noun.split()
    rows = ["The DT det 2", "authority NN nsubj 3", "spoke VBD root 0", ". . punct 3"]
    if len(words_) > 1:
        rows = ["The DT det 3", "harbour NN compound 3", "authority NN nsubj 4",
                "spoke VBD root 0", ". . punct 4"]  # fmt: skip
    told = _told(_parsed(BODY, "\n".join(rows)))
    assert told["Lenz Harbour Authority"][-1] == (f"The {noun}", "role")


def test_a_line_in_title_case_takes_only_known_names() -> None:
    headline = """
    Soran NNP nsubj 2
    Opens NNP root 0
    Grand NNP amod 4
    Harbour NNP obj 2
    Bridge NNP obl 2
    """
    told = _told(_parsed(headline, SORAN))
    assert told == {"Ivo Soran": [("Soran", "part"), ("Ivo Soran", "full")]}


OFFICE = """
On IN case 2
Monday NNP obl 5
{article} DT det 4
{office} NNP nsubj 5
spoke VBD root 0
. . punct 5
"""


def test_days_and_offices_of_nobody_in_particular_are_no_names() -> None:
    rows = OFFICE.format(article="a", office="President")
    assert names.find(_parsed(rows)) == ()


def test_an_office_in_capitals_is_its_holders_name_where_there_is_no_other() -> None:
    rows = OFFICE.format(article="the", office="President")
    name = _one(_parsed(rows), "President")
    assert name.kind is NameKind.PERSON


def test_an_office_in_capitals_is_the_one_who_is_called_by_it() -> None:
    rows = OFFICE.format(article="the", office="President")
    assert _told(_parsed(SORAN, rows))["Ivo Soran"][-1] == ("President", "role")


def test_a_headline_in_capitals_has_the_names_of_the_report() -> None:
    headline = """
    KARSAN NNP compound 3
    PRESIDENT NNP compound 3
    SORAN NNP nsubj 4 B-ORG
    RESIGNS NNP root 0
    """
    told = _told(_parsed(headline, SORAN))
    assert told["Ivo Soran"] == [("KARSAN PRESIDENT SORAN", "title"), ("Ivo Soran", "full")]


def test_what_a_secretary_is_of_is_no_part_of_the_name() -> None:
    rows = """
    Secretary NNP nsubj 6
    of IN case 3
    State NNP nmod 1
    Ivo NNP appos 1 B-PERSON
    Soran NNP flat 4 I-PERSON
    spoke VBD root 0
    . . punct 6
    """
    name = _one(_parsed(rows), "Ivo Soran")
    assert name.roles == ("Secretary of State",)


@pytest.mark.parametrize(
    ("given", "whole"), [("in", "Moon Jae-in"), ("myung", "Moon Jae-myung"), ("backed", "Moon Jae")]
)
def test_a_hyphen_joins_the_syllables_of_a_given_name(given: str, whole: str) -> None:
    rows = f"""
    Moon NNP nsubj 5 B-PERSON
    Jae NNP flat 1 I-PERSON
    - HYPH punct 4
    {given} NN flat 1
    spoke VBD root 0
    . . punct 5
    """
    assert list(_told(_parsed(rows))) == [whole]


def test_two_particles_and_a_hyphen_hold_a_name_together() -> None:
    rows = """
    Jan NNP nsubj 8 B-PERSON
    van NNP flat 1
    der NNP flat 1
    Lenz NNP flat 1 B-PERSON
    - HYPH punct 6
    Soran NNP flat 1
    then RB advmod 8
    spoke VBD root 0
    . . punct 8
    """
    assert [n.text.replace(" ", "") for n in names.find(_parsed(rows))] == ["JanvanderLenz-Soran"]


@pytest.mark.parametrize(
    ("longer", "shorter", "one"),
    [
        ("Orland Air", "Orland", True),
        ("Orland Cup", "Orland", False),
        ("Orland Harbour Authority", "Authority", True),
        ("Karsan High Court of Lenz", "High Court", True),
        ("Church of Orland", "Church", True),
        ("Northern Coal Board", "Coal Board", True),
        ("Orland A3", "Orland", False),
    ],
)
def test_what_an_institution_may_be_called(longer: str, shorter: str, one: bool) -> None:
    kind = NameKind.ORGANISATION
    a, b = (tuple(w.casefold() for w in text.split()) for text in (shorter, longer))
    assert is_short_for(a, b, kind, {"karsa"}.__contains__) is one


@pytest.mark.parametrize(
    ("short", "long", "one"),
    [
        ("lha", "Lenz Harbour Authority", True),
        ("mof", "Ministry of Fisheries", True),
        ("usaf", "Air Force", True),
        ("xxaf", "Air Force", False),
        ("a", "Air Force", False),
    ],
)
def test_acronyms(short: str, long: str, one: bool) -> None:
    assert is_acronym(short, tuple(w.casefold() for w in long.split())) is one


def _kind_of(rows: str, text: str) -> NameKind:
    return _one(_parsed(rows), text).kind


VILLAGE = """
Wagons NNS nsubj 2
lay VBD root 0
near IN case 7
the DT det 5
village NN obl 2
of IN case 7
Lower NNP nmod 5 B-PERSON
Sallow NNP flat 7 I-PERSON
. . punct 2
"""
NEAR = """
It PRP nsubj 2
stopped VBD root 0
near IN case 4
Lenz NNP obl 2 B-PERSON
. . punct 2
"""
AGED = """
Ivo NNP nsubj 6 B-LOC
Soran NNP flat 1 I-LOC
, , punct 4
71 CD appos 1
, , punct 1
spoke VBD root 0
. . punct 6
"""
RIVER = """
It PRP nsubj 2
ran VBD root 0
into IN case 5
the DT det 5
Eddle NNP obl 2 B-ORG
. . punct 2
"""
RIVER_NOUN = """
The DT det 3
Eddle NNP compound 3 B-ORG
river NN nsubj 4
rose VBD root 0
. . punct 4
"""
DATELINE = """
LENZ NNP root 0 B-PERSON
- , punct 1
It PRP nsubj 4
rained VBD parataxis 1
. . punct 1
"""
FREIGHT = """
It PRP nsubj 2
joined VBD root 0
Lenz NNP compound 4 B-PERSON
Freight NNP obj 2 I-PERSON
in IN case 6
May NNP obl 2
. . punct 2
"""


@pytest.mark.parametrize(
    ("rows", "text", "kind"),
    [
        (VILLAGE, "Lower Sallow", NameKind.PLACE),
        (NEAR, "Lenz", NameKind.PLACE),
        (AGED, "Ivo Soran", NameKind.PERSON),
        (RIVER, "Eddle", NameKind.PLACE),
        (RIVER_NOUN, "Eddle", NameKind.PLACE),
        (DATELINE, "LENZ", NameKind.PLACE),
        (FREIGHT, "Lenz Freight", NameKind.ORGANISATION),
    ],
)
def test_the_words_around_outvote_the_recogniser(rows: str, text: str, kind: NameKind) -> None:
    assert _kind_of(rows, text) is kind


def test_a_locative_before_a_possessor_says_nothing() -> None:
    rows = """
    It PRP nsubj 2
    stopped VBD root 0
    near IN case 6
    Soran NNP nmod:poss 6 B-PERSON
    's POS case 4
    house NN obl 2
    . . punct 2
    """
    assert _kind_of(rows, "Soran") is NameKind.PERSON


def test_one_cue_tells_the_kind_of_all_places_of_a_spelling() -> None:
    again = "Lower NNP nsubj 3 B-PERSON\nSallow NNP flat 1 I-PERSON\nslept VBD root 0\n. . punct 3"
    assert _one(_parsed(VILLAGE, again), "Lower Sallow").kind is NameKind.PLACE


def test_a_pronoun_is_no_place() -> None:
    she = "She PRP nsubj 2\nwept VBD root 0\n. . punct 2"
    assert _told(_parsed(VILLAGE, she)) == {"Lower Sallow": [("Lower Sallow", "full")]}


CREWS = """
The DT det 3
Harbour JJ amod 3
Crews NNPS nmod:poss 5
' POS case 3
Union NNP nsubj 6
spoke VBD root 0
. . punct 6
"""
OWNER = """
It PRP nsubj 2
joined VBD root 0
Lenz NNP nmod:poss 5 B-LOC
's POS case 3
Union NNP obj 2
. . punct 2
"""


def test_many_owners_are_part_of_an_institution() -> None:
    assert list(_told(_parsed(CREWS))) == ["Harbour Crews' Union"]


def test_one_owner_is_not() -> None:
    assert list(_told(_parsed(OWNER))) == ["Lenz", "Union"]


def test_the_first_word_of_a_sentence_that_the_tagger_doubts() -> None:
    rows = """
    Orland NN compound 2
    Freight NNP nsubj 3
    stopped VBD root 0
    . . punct 3
    """
    assert list(_told(_parsed(rows))) == ["Orland Freight"]


@pytest.mark.parametrize(
    "opener",
    [
        "Mayor NNP nsubj 2 B-PERSON\nspoke VBD root 0\n. . punct 2",
        "Anglers NNS nsubj 2 B-ORG\nspoke VBD root 0\n. . punct 2",
        "Solvent NNP nsubj 2 B-LOC\nran VBD root 0\nsolvent NN obj 2\n. . punct 2",
        "It PRP nsubj 2\ncame VBD root 0\nby IN case 4\nlorry NNP obl 2 B-PERSON\n. . punct 2",
    ],
)
def test_a_capital_that_the_place_explains_and_a_small_word_are_no_names(opener: str) -> None:
    assert names.find(_parsed(opener)) == ()


def test_nothing_in_nothing_out() -> None:
    assert names.find(Parsed(Report("r", ""), ())) == ()


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (("U.S.",), ("us",)),
        (("Orland", "Air", "Inc."), ("orland", "air")),
        (("Al", "-", "Karsa"), ("al-karsa",)),
        (("Ivo", "Soran", "Jr."), ("ivo", "soran")),
        (("The", "Lenz", "Post"), ("lenz", "post")),
    ],
)
def test_the_words_that_are_compared(written: tuple[str, ...], key: tuple[str, ...]) -> None:
    assert key_of(written) == key


_WORDS = st.sampled_from(
    ["Ivo", "Soran", "President", "Mr", "the", "Lenz", "Bank", "of", "LHA", "(", ")", "-", ",",
     "he", "mayor", "Karsan", "'s", "."]
)  # fmt: skip
_TAGS = st.sampled_from(["NNP", "NN", "JJ", "PRP", "DT", "IN", ",", "VBD"])
_DEPS = st.sampled_from(["nsubj", "compound", "appos", "amod", "nmod:desc", "det", "flat", "conj"])
_ENTS = st.sampled_from(["", "", "B-PERSON", "B-LOC", "B-ORG", "B-MISC"])


@st.composite
def _any_rows(draw: st.DrawFn) -> str:
    size = draw(st.integers(1, 12))
    rows = [f"{draw(_WORDS)} {draw(_TAGS)} root 0 {draw(_ENTS)}"]
    for k in range(1, size):
        head = draw(st.integers(1, k))
        rows.append(f"{draw(_WORDS)} {draw(_TAGS)} {draw(_DEPS)} {head} {draw(_ENTS)}")
    return "\n".join(rows)


@given(st.lists(_any_rows(), min_size=1, max_size=3))
def test_mentions_hold_for_any_analysis(paragraphs: list[str]) -> None:
    parsed = _parsed(*paragraphs)
    text = parsed.report.text
    found = names.find(parsed)
    assert [n.id for n in found] == list(range(len(found)))
    assert [n.mentions[0].start for n in found] == sorted(n.mentions[0].start for n in found)
    for name in found:
        assert name.text in text
        assert list(name.mentions) == sorted(name.mentions, key=lambda m: (m.start, m.end))
        for mention in name.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]


def test_a_headline_in_capitals_may_end_with_a_name_shorter_than_others() -> None:
    # Looking for a long name past the end of the line once broke off the whole reading.
    found = twosource.read(
        "FLOODS REACH PORT ARLEN\n\nThe floods reached Port Arlen on Monday. The Upper Sallow River"
        " Rescue Board sent boats, and Mayor Ana Ruiz of Port Arlen thanked the Upper Sallow River"
        " Rescue Board."
    )
    arlen = next(n for n in found.names if n.text == "Port Arlen")
    assert arlen.mentions[0].start == len("FLOODS REACH ")
