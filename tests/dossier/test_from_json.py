"""A dossier read back from its JSON or its page is the dossier, and what does not fit is told."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from whole import WHOLE, dossiers

import twosource
from twosource.dossier.as_json import dumps, schema, to_dict
from twosource.dossier.from_json import from_dict, load, loads
from twosource.dossier.page import page
from twosource.dossier.reading_rows import COLUMNS, USUAL
from twosource.dossier.terminal import render
from twosource.errors import DossierError, InputError
from twosource.model import Report, Sentence, Token

if TYPE_CHECKING:
    from twosource.model import Dossier


def embedded(dossier: Dossier) -> str:
    inside = dumps(to_dict(dossier), line=True).replace("<", "\\u003c")
    return (
        '<!doctype html>\n<html lang="en"><head><title>x</title></head><body>\n'
        f'<script type="application/json" id="dossier">{inside}</script>\n'
        "<script>let a = 1</script></body></html>\n"
    )


def changed(path: list[Any], value: object) -> str:
    """The JSON of WHOLE with one value changed, or removed where `value` is `...`."""
    data: Any = to_dict(WHOLE)
    node = data
    for step in path[:-1]:
        node = node[step]
    if value is ...:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return dumps(data)


# ---------------------------------------------------------------- the way back


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers())
def test_any_dossier_comes_back(dossier: Dossier) -> None:
    text = dumps(to_dict(dossier))
    assert loads(text) == dossier
    assert loads(dumps(to_dict(dossier), line=True)) == dossier
    assert loads(embedded(dossier)) == dossier
    assert dumps(to_dict(loads(text))) == text
    jsonschema.Draft202012Validator(schema()).validate(json.loads(text))


def test_one_of_everything_comes_back_and_shows_the_same() -> None:
    back = loads(dumps(to_dict(WHOLE)))
    assert back == WHOLE
    assert page(back) == page(WHOLE)
    assert render(back, width=80) == render(WHOLE, width=80)


def test_words_of_sentences_are_left_behind() -> None:
    first = WHOLE.readings[0]
    words = (Token(0, 8, "Brannick", "Brannick", "PROPN", "NNP", "root", 0),)
    told = replace(first, sentences=(Sentence(0, 8, 0, words),))
    given_one = replace(WHOLE, readings=(told, *WHOLE.readings[1:]))
    back = loads(dumps(to_dict(given_one)))
    assert back.readings[0].sentences == (Sentence(0, 8, 0, ()),)
    assert back.readings[0].names == told.names
    assert render(back) == render(given_one)


def test_no_form_asks_for_the_words_of_sentences() -> None:
    rooms = Path(twosource.__file__).parent / "dossier"
    files = list(rooms.rglob("*.py"))
    assert len(files) > 20
    assert not [f.name for f in files if re.search(r"\.tokens\b", f.read_text("utf-8"))]


def test_one_of_everything_keeps_to_the_schema() -> None:
    jsonschema.Draft202012Validator(schema()).validate(to_dict(WHOLE))


def test_rows_of_the_schema_are_the_rows_written() -> None:
    named = {
        "sentences": "sentence", "names": "name", "mentions": "mention", "quantities": "quantity",
        "timex": "time", "attributions": "attribution", "statements": "statement",
        "arguments": "argument",
    }  # fmt: skip
    for layer, columns in COLUMNS.items():
        row = schema()["$defs"][f"{named[layer]}_row"]
        assert tuple(column["title"] for column in row["prefixItems"]) == columns
        assert row["minItems"] == len(columns) - len(USUAL[layer])
        assert tuple(USUAL[layer]) == columns[row["minItems"] :], "left out from the end only"


def test_a_later_form_may_have_more() -> None:
    data = to_dict(WHOLE)
    data["colour"] = "red"
    data["claims"][0]["evidence"][0]["colour"] = "red"
    for row in data["readings"][-1]["timex"]:
        row += ["more", 1]
    assert from_dict(data) == WHOLE


def test_an_earlier_form_had_less() -> None:
    data = to_dict(WHOLE)
    for name in ("version", "settings", "ties", "decisions", "places", "readings"):
        del data[name]
    for claim in data["claims"]:
        del claim["links"], claim["decided"]
        for evidence in claim["evidence"]:
            del evidence["hedged"], evidence["chain"], evidence["origin_why"]
    back = from_dict(data)
    assert [c.id for c in back.claims] == [c.id for c in WHOLE.claims]
    assert [r.names for r in back.readings] == [()] * len(WHOLE.readings)


# ---------------------------------------------------------------- files and pages


def test_from_a_file_a_page_and_a_text(tmp_path: Path) -> None:
    text = dumps(to_dict(WHOLE))
    for name, words in (("story.json", text), ("story.html", embedded(WHOLE))):
        (tmp_path / name).write_text("\ufeff" + words, encoding="utf-8")
        assert load(tmp_path / name) == WHOLE
        assert load(str(tmp_path / name)) == WHOLE
        assert load(words) == WHOLE


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (b"", "nothing in it"),
        (b"\xff\xfe{", "not UTF-8"),
        (b"{", "line 1, column 2"),
        (b"{}\n{}", "more than one dossier"),
        (b"[" * 100_000, "cannot be read"),
        (b"[]", "an object is expected, not a list @ $;"),
        (b"{}", "“schema” is missing @ $;"),
        (b'{"schema": 1}', "no dossier of twosource"),
        (b'{"schema": "twosource/reading/1"}', "the reading of one report @ $.schema"),
        (b'{"schema": "twosource/dossier/2"}', "update twosource"),
        (b"<!doctype html><title>x</title>", "this page holds no dossier"),
        (b"<script id='other'>{}</script><p id=dossier>", "this page holds no dossier"),
        (b'<script type="application/json" id="dossier">{"schema":', "this page holds no dossier"),
    ],
)
def test_what_is_no_dossier_is_told(words: bytes, told: str, tmp_path: Path) -> None:
    file = tmp_path / "story.json"
    file.write_bytes(words)
    with pytest.raises(DossierError, match="story") as caught:
        load(file)
    assert told in str(caught.value)
    assert str(caught.value).startswith(f"{file}: ")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        load(tmp_path / "gone.json")
    with pytest.raises(InputError, match="cannot be read"):
        load("\0.json")


# ---------------------------------------------------------------- what does not fit


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (["claims", 3, "evidence", 0, "end"], 10**6, "@ $.claims[3].evidence[0].end"),
        (["claims", 3, "evidence", 0, "end"], 0, "before it starts"),
        (["claims", 3, "evidence", 0, "start"], True, "whole number from 0 is expected, not true"),
        (["claims", 3, "evidence", 0, "start"], -1, "@ $.claims[3].evidence[0].start"),
        (["claims", 3, "evidence", 0, "start"], 1.5, "@ $.claims[3].evidence[0].start"),
        (["claims", 3, "evidence", 0, "text"], "Nobody", "do not stand in “brannick-courier”"),
        (["claims", 3, "evidence", 0, "report"], "gone", "no report “gone”"),
        (["claims", 3, "evidence", 0, "stance"], "shrugs", "one of asserts, denies"),
        (["claims", 3, "evidence", 0, "sentence"], [1], "[start, end] is expected"),
        (["claims", 3, "evidence"], {}, "a list is expected, not an object"),
        (["claims", 3, "evidence"], ..., "the field “evidence” is missing @ $.claims[3];"),
        (["claims", 3, "standing"], "true", "@ $.claims[3].standing"),
        (["claims", 3, "standing"], ["denied"], "@ $.claims[3].standing"),
        (["claims", 3, "score"], 2, "from 0 to 1 is expected @ $.claims[3].score"),
        (["claims", 3, "score"], "1", "a number is expected, not words"),
        (["claims", 3, "score"], 10**400, "a number is expected, not a huge number"),
        (["claims", 0, "links", 0, "b"], 5, "there is no evidence 5: there are 5"),
        (["claims", 0, "links", 0, "same", 0, 1], [0, 9**9], "@ $.claims[0].links[0].same[0][1]"),
        (["claims", 0, "links", 0, "reasons", 0], ["x"], "the row ends before “value”"),
        (["claims", 0, "decided", 0], 7, "words are expected, not 7 @ $.claims[0].decided[0]"),
        (["reports", 0, "text"], None, "without --no-text"),
        (["reports", 0, "text"], "Other words.", "@ $.reports[0].blocks[0].end"),
        (["reports", 0, "sha256"], "0" * 64, "the text was changed"),
        (["reports", 1, "id"], "brannick-courier", "two reports have the id"),
        (["claims", 1, "id"], "c1", "two claims have the id “c1” @ $.claims[1].id; write it anew"),
        (["origins", 1, "id"], "brannick-courier", "two origins have the id “brannick-"),
        (["decisions", 1, "id"], "d1", "two decisions have the id “d1” @ $.decisions[1].id; write"),
        (["reports", 1, "blocks", 0, "kind"], "poem", "@ $.reports[1].blocks[0].kind"),
        (["ties", 0, "kind"], "love", "@ $.ties[0].kind"),
        (["ties", 0, "passages", 0, "span_a"], [5, 2], "@ $.ties[0].passages[0].span_a"),
        (["origins", 1, "passages", 0, "report_b"], "x", "@ $.origins[1].passages[0].report_b"),
        (["decisions", 0, "applied"], 1, "true or false is expected, not 1"),
        (["decisions", 0, "kind"], None, "@ $.decisions[0].kind"),
        (["readings"], [], "there are 0 readings of 6 reports"),
        (["readings", 0, "report"], "x", "the reading of “brannick-courier” is expected here"),
        (["readings", 5, "names", 1, 4], 7, "there is no place 7"),
        (["readings", 5, "attributions", 0, 6], 9, "there is no row of names 9"),
        (["readings", 5, "sentences", 0, 2], 9, "there is no block 9"),
        (["readings", 5, "quantities", 0, 0], 99_999, "@ $.readings[5].quantities[0]"),
        (["readings", 5, "statements", 0, 5, 0, 0], "hero", "one of agent, patient"),
        (["readings", 5, "timex", 0, 2], "HOUR", "@ $.readings[5].timex[0][2]"),
        (["places", 0, "latitude"], "north", "@ $.places[0].latitude"),
        (["problems", 0, "reason"], None, "words are expected, not null"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_its_place(
    path: list[Any], value: object, told: str
) -> None:
    with pytest.raises(DossierError) as caught:
        loads(changed(path, value), name="story.json")
    assert told in str(caught.value)
    assert str(caught.value).startswith("story.json: ")
    assert "; " in caught.value.reason, "the mend is said"


def test_numbers_that_json_has_not_are_refused() -> None:
    text = changed(["claims", 0, "score"], 0.5).replace('"score": 0.5', '"score": NaN', 1)
    with pytest.raises(DossierError, match=r"\$\.claims\[0\]\.score"):
        loads(text)
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps({"a": float("inf")})


def test_nothing_in_the_json_acts() -> None:
    hostile = "\x9b31m\x7f \u202eevil\u2067 \u2028 \ufeff \ufffe </script><!-- \x1b[2J"
    report = Report("r", hostile)
    text = dumps(to_dict(replace(WHOLE, readings=(replace(WHOLE.readings[0], report=report,
        sentences=()),), claims=(), origins=(), ties=())))  # fmt: skip
    assert text.isascii() or not set(text) & set("\x9b\x7f\u202e\u2067\u2028\ufeff\ufffe\x1b")
    assert loads(text).reports[0].text == hostile
