from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from drafts import Draft, claim, dossier, link, story
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.dossier.figures import versions
from twosource.dossier.figures.sayings import quotations, sayings
from twosource.dossier.figures.versions import Version, Word, same_speaker
from twosource.dossier.figures.wordings import compared
from twosource.model import Span, Standing

if TYPE_CHECKING:
    from twosource.dossier.figures.sayings import Saying

BASE = "Nobody came for two hours. We carried the old ones down ourselves."


def quoting(id_: str, words: str, speaker: str = "Ada Quell") -> Draft:
    return Draft(id_, f"Head\nShe said: “{words}”").said(speaker, f"“{words}”")


def two(words: str, speaker: str = "Ada Quell", base: str = BASE) -> tuple[Saying, ...]:
    return sayings(dossier(quoting("a", base), quoting("b", words, speaker)))


@pytest.mark.parametrize(
    ("words", "notes"),
    [
        ("Nobody came for two hours", ["cut after “… for two hours”"]),
        ("Nobody came for two", ["cut in mid-sentence after “… came for two”"]),
        (
            "We carried the old ones down ourselves.",
            ["begins later, without “Nobody came for two hours”"],
        ),
        (
            "Nobody came for hours. We carried the old ones down ourselves.",
            ["words left out without a mark: “two”"],
        ),
        (
            "Nobody came for … hours. We carried the old ones down ourselves.",
            ["words left out, with a mark: “two”"],
        ),
        (
            "Nobody came for [...] hours. We carried the old ones down ourselves.",
            ["words left out, with a mark: “two”"],
        ),
        (
            "Nobody came for three hours. We carried the old ones down ourselves.",
            ["changed: “three” for “two”"],
        ),
        (
            "Nobody came for two hours. We carried [the neighbours] down ourselves.",
            ["in brackets: “neighbours” for “old ones”"],
        ),
        (
            "Nobody at all came for two hours. We carried the old ones down ourselves.",
            ["added: “at all”"],
        ),
    ],
)
def test_every_difference_is_named(words: str, notes: list[str]) -> None:
    (saying,) = two(words)
    both = {v.notes for v in saying.variants}
    if len(words.split()) > len(BASE.split()):  # then the longer one is the base
        assert both == {("words left out without a mark: “at all”",)}
    else:
        assert both == {tuple(notes)}
        assert saying.words == BASE
    assert saying.speaker == "Ada Quell"


def test_the_same_words_are_one_wording() -> None:
    (saying,) = two("Nobody came for two hours.  We carried the old ones down ourselves")
    assert saying.variants == ()
    assert [c.report for c in saying.cited] == ["a", "b"]


def test_a_quotation_broken_by_who_says_it_is_one_and_shows_the_break() -> None:
    first, second = "“Nobody came for two hours,”", "“We carried the old ones.”"
    broken = Draft("c", f"{first} Ada Quell said. {second}").said("Ada Quell", first, second)
    given = dossier(
        quoting("a", "Nobody came for two hours. In the end we carried the old ones."), broken
    )
    (saying,) = sayings(given)
    (variant,) = saying.variants
    assert variant.notes == ("words left out where the quotation is broken: “In the end”",)
    assert "".join(p.text for p in variant.pieces if p.kind != "gone") == (
        "Nobody came for two hours,We carried the old ones."
    )


def test_words_given_to_another_speaker_are_said_to_be() -> None:
    (saying,) = two(BASE, "Tom Pell")
    assert saying.variants[0].given_to == "Tom Pell"
    assert two("Nobody came for two hours.", "Tom Pell")  # all of its five words are the same
    assert not two("Nobody came for the dog.", "Tom Pell")


@pytest.mark.parametrize(
    ("a", "b", "speaker", "joined"),
    [
        ("a disaster", "a disaster", "Ada Quell", True),
        ("a disaster", "a disaster", "Tom Pell", False),
        ("a disaster", "a catastrophe", "Ada Quell", False),
        ("disaster", "disaster", "Ada Quell", False),
        ("We said that we saw the ship go down", "They said that the ropes had burnt", "Ada Quell",
         False),
    ],
)  # fmt: skip
def test_short_or_common_words_join_nothing(a: str, b: str, speaker: str, joined: bool) -> None:
    assert bool(two(b, speaker, a)) is joined


def test_quotations_of_one_report_alone_are_none() -> None:
    draft = quoting("a", BASE)
    other = Draft("b", "Nobody is quoted here.")
    assert sayings(dossier(draft, other)) == ()
    assert quotations(dossier(draft, other), link=link) == ""


def test_a_headline_repeats_what_stands_below_it() -> None:
    headed = Draft("b", f"“Nobody came for two hours”\nShe said: “{BASE}”").said(
        "Ada Quell", f"“{BASE}”"
    )
    (saying,) = sayings(dossier(quoting("a", BASE), headed))
    assert saying.variants == ()
    assert saying.cited[1].span == headed.span(BASE)


def test_a_paraphrase_is_shown_as_one() -> None:
    (saying,) = sayings(story())
    told = [v for v in saying.variants if v.paraphrase]
    assert [(v.cited[0].report, v.notes) for v in told] == [("lantern", ("paraphrased",))]
    page = quotations(story(), link=link)
    assert "that the old ones were carried down by the neighbours themselves" in page


def test_a_claim_joins_a_paraphrase_that_shares_no_words() -> None:
    other = Draft("c", "Ada Quell said help had been slow.").said(
        "Ada Quell", "help had been slow", indirect=True
    )
    a, b = quoting("a", "Nobody came for two hours"), quoting("b", "Nobody came for two hours")
    given = dossier(a, b, other)
    assert sayings(given)[0].variants == ()
    made = claim(
        "C7", a.evidence("Nobody came for two hours"), other.evidence("help had been slow"),
        kind="statement", standing=Standing.ONE_ORIGIN,
    )  # fmt: skip
    (saying,) = sayings(replace(given, claims=(made,)))
    assert [v.paraphrase for v in saying.variants] == [True]


def test_speakers_by_their_names() -> None:
    assert same_speaker("the mayor", "Mayor")
    assert same_speaker("Quell", "resident Ada Quell")
    assert not same_speaker("", "Ada Quell")
    assert not same_speaker("Ada Quell", "Tom Quell")


def version(words: list[str]) -> tuple[Version, str]:
    text, made = "", []
    for word in words:
        made.append(Word(word, len(text), len(text) + len(word)))
        text += f"{word} "
    return Version("r", "", (Span(0, len(text)),), tuple(made)), text


@settings(max_examples=60, deadline=None)
@given(*[st.lists(st.sampled_from("abcd"), min_size=1, max_size=9)] * 2)
def test_the_pieces_give_back_both_wordings(ours: list[str], theirs: list[str]) -> None:
    base, base_text = version(ours)
    other, text = version(theirs)
    pieces, notes = compared(base, base_text, other, text)
    assert " ".join(p.text for p in pieces if p.kind != "gone").split() == theirs
    kept = " ".join(p.text for p in pieces if p.kind != "added").split()
    assert " ".join(kept) in " ".join(ours)
    assert bool(notes) is (ours != theirs)


def test_many_unlike_quotations_are_hardly_compared() -> None:
    words = [(*(f"w{k}-{j}" for j in range(8)), "we", "said", "that") for k in range(300)]
    compared_pairs = list(versions.pairs(words))
    assert len(compared_pairs) == len(words)  # each with itself
