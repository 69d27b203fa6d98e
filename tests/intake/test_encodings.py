"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.errors import UnreadableInput
from twosource.intake.encodings import decode, without_surrogates

TEXT = "The café’s owner said “no” on Monday – twice, and the police agreed with her.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "windows-1252"),
    ],
)
def test_encodings_are_told(data: bytes, encoding: str) -> None:
    got = decode(data, "a.txt")
    assert (got.text, got.encoding, got.warnings) == (TEXT, encoding, ())


def test_a_few_broken_bytes_are_read_with_a_warning() -> None:
    data = (TEXT * 20).encode("utf-8").replace("é".encode(), b"\xc3", 1)
    got = decode(data, "a.txt")
    assert got.text.count("\ufffd") == 1
    assert "broken UTF-8 in 1 place" in got.warnings[0]


def test_a_cut_last_character_is_read_with_a_warning() -> None:
    got = decode((TEXT * 3 + "é").encode("utf-8")[:-1], "a.txt")
    assert got.text.startswith(TEXT)
    assert got.warnings


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 200, b"ab\x00" * 300, b"\x7fELF\x02"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"a\.txt: "):
        decode(data, "a.txt")


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        got = decode(data, "a.txt")
    except UnreadableInput:
        return
    got.text.encode("utf-8")


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"])))
def test_utf8_is_never_altered(text: str) -> None:
    magic = ("%PDF", "BZh", "GIF8", "SQLite", "(", "\ufeff")
    if not text.startswith(magic) and "\uffff" not in text and "\ufffe" not in text:
        assert decode(text.encode("utf-8"), "a.txt").text == text


@given(st.text(alphabet=st.characters()))
def test_surrogates_keep_the_length(text: str) -> None:
    fixed, warnings = without_surrogates(text)
    assert len(fixed) == len(text)
    assert bool(warnings) == (fixed != text)
    fixed.encode("utf-8")


def test_a_guess_that_looks_wrong_is_said() -> None:
    got = decode(b"The fire start\xff\xfe\xc3ed at noon, and the mill burned down.\n" * 3, "a.txt")
    assert "fire start" in got.text
    assert got.warnings


@pytest.mark.parametrize(
    "text",
    [
        "The café’s owner said “Élan is gone” – and left for Zürich with 5 £ and a façade.\n",
        "In São Paulo, señor Núñez paid £3 to Mr Müller of Malmö; “à bientôt”, he said.\n",
    ],
)
def test_a_guess_that_looks_right_is_not(text: str) -> None:
    got = decode(text.encode("cp1252") * 3, "a.txt")
    assert (got.text, got.warnings) == (text * 3, ())


def test_control_characters_in_sound_utf8_are_read() -> None:
    text = "The \x1b[31mbridge\x1b[0m was \x1b[1mshut\x1b[0m on Monday,\x07 police said.\n"
    assert decode(text.encode("utf-8"), "a.txt").text == text
