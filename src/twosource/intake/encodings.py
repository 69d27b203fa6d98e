"""Bytes to text: byte order marks, UTF-8, then detection; bytes that are no text are refused."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from twosource.errors import UnreadableInput
from twosource.intake.settings import limits

__all__ = ["Decoded", "decode", "without_surrogates"]

# UTF-32 stands before UTF-16, whose mark is the first half of it.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"\x89PNG", "a PNG picture", "give the report's text instead"),
    (b"\xff\xd8\xff", "a JPEG picture", "give the report's text instead"),
    (b"GIF8", "a GIF picture", "give the report's text instead"),
    (b"%PDF", "a PDF document", "save its text as .txt and give that"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "save its text as .txt and give that"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save its text as .txt and give that"),
    (b"\x1f\x8b", "compressed with gzip", "unpack it first"),
    (b"BZh", "compressed with bzip2", "unpack it first"),
    (b"\xfd7zXZ", "compressed with xz", "unpack it first"),
    (b"(\xb5/\xfd", "compressed with zstandard", "unpack it first"),
    (b"\x7fELF", "a program", "give the report's text instead"),
    (b"SQLite format 3", "a database", "export its reports as JSONL"),
)

# Without ESC: text copied from a terminal holds it, and views strip it.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f\ufffe\uffff]")
# What text read in the wrong encoding shows, and text read in the right one hardly ever: C1
# controls, frames of boxes, three letters beyond ASCII side by side, a capital such within a word,
# thorn, y-diaeresis.
_SUSPECT = re.compile(
    r"[\x80-\x9f\u2500-\u259f\ufffd\u00fe\u00de\u00ff]|[^\W\d_\x00-\x7f]{3}|(?<=[a-z])[\u00c0-\u00d6\u00d8-\u00de]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_META_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}charset|\?xml[^>]{0,100}encoding)\s*=\s*[\"']?([\w-]+)"
)
_NO_TEXT = "the bytes are no text; give a text file in UTF-8, a saved HTML page, JSONL or CSV"


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` as it was decoded, without a byte order mark; `warnings` are plain sentences."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """The text of `data`: by its byte order mark, as UTF-8, or in the encoding it looks like.

    UTF-8 comes before detection: text in another encoding is almost never valid UTF-8. Raises
    UnreadableInput, under `name`, when the bytes are no text.
    """
    for magic, what, mend in _MAGIC:
        if data.startswith(magic):
            raise UnreadableInput(name, f"this is {what}, not a text; {mend}")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding, name)
    wide = _wide(data)
    if wide:
        return _lenient(data, wide, name)
    try:
        return _checked(data.decode("utf-8"), "utf-8", name)
    except UnicodeDecodeError:
        return _other(data, name)


def without_surrogates(text: str) -> tuple[str, tuple[str, ...]]:
    r"""The text with each lone surrogate read as U+FFFD, which keeps every offset, and a warning.

    JSON can escape half a character ("\ud83d"); such a string cannot be written out again.
    """
    fixed, count = _SURROGATE.subn("\ufffd", text)
    if not count:
        return text, ()
    return fixed, (_bad_bytes(count, "half a character (a lone surrogate)"),)


def _bad_bytes(count: int, what: str) -> str:
    places = "place" if count == 1 else "places"
    return f"{what} in {count} {places} was read as U+FFFD; the words there may be wrong"


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: in Latin script every second byte is NUL."""
    head = data[:4000]
    if len(head) < 8 or b"\x00" not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _lenient(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        return _checked(data.decode(encoding), encoding, name)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    if bad > max(1.0, limits().bad_share * len(text)):
        raise UnreadableInput(name, _NO_TEXT)
    return _checked(text, encoding, name, (_bad_bytes(bad, f"broken {encoding.upper()}"),))


def _other(data: bytes, name: str) -> Decoded:
    """Not valid UTF-8: damaged UTF-8 when most of its long characters are sound, else detected."""
    if len(_CONTROL.findall(data[:100_000].decode("latin-1"))) > limits().control_share * min(
        len(data), 100_000
    ):
        raise UnreadableInput(name, _NO_TEXT)
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    sound = sum(1 for c in text if c > "\x7f") - bad
    if sound > bad and bad <= max(1.0, limits().bad_share * len(text)):
        return _checked(text, "utf-8", name, (_bad_bytes(bad, "broken UTF-8"),))
    declared = _META_CHARSET.search(data[:4096].lower())
    if declared:
        try:
            encoding = declared.group(1).decode("ascii")
            return _checked(data.decode(encoding), encoding, name)
        except (LookupError, UnicodeDecodeError):
            pass  # a page may declare what it is not; the bytes decide
    return _detected(data, name, text, bad)


def _detected(data: bytes, name: str, replaced: str, bad: int) -> Decoded:
    import chardet  # noqa: PLC0415  only for bytes that are not UTF-8

    guess = chardet.detect(data, prefer_superset=True)["encoding"]
    # Old Mac and DOS code pages fit any bytes, and news text in them is not met.
    if guess and guess.lower().startswith(("cp4", "cp7", "cp8", "ibm", "mac")):
        guess = "windows-1252"
    if guess:
        try:
            return _guessed(data.decode(guess), guess.lower(), name)
        except (LookupError, UnicodeDecodeError):
            pass  # detection looks at the head only; the rest may not fit
    if bad <= max(1.0, limits().bad_share * len(replaced)):
        return _checked(replaced, "utf-8", name, (_bad_bytes(bad, "broken UTF-8"),))
    raise UnreadableInput(
        name, "its encoding cannot be told; save the file as UTF-8 and give it again"
    )


def _guessed(text: str, encoding: str, name: str) -> Decoded:
    """Any bytes fit an encoding such as Latin-1; the letters show whether it was the right one."""
    count = len(_SUSPECT.findall(text))
    if not count:
        return _checked(text, encoding, name)
    places = "place" if count == 1 else "places"
    doubt = (
        f"its bytes are no UTF-8 and were read as {encoding}, which looks wrong in {count} "
        f"{places}; the words there may be wrong, so save the file as UTF-8"
    )
    return _checked(text, encoding, name, (doubt,))


def _checked(text: str, encoding: str, name: str, warnings: tuple[str, ...] = ()) -> Decoded:
    sample = text[:200_000]
    # One in a short text is a slip of the keyboard or of a copy.
    if len(_CONTROL.findall(sample)) > max(1.0, limits().control_share * len(sample)):
        raise UnreadableInput(name, _NO_TEXT)
    return Decoded(text, encoding, warnings)
