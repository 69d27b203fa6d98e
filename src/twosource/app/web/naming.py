"""Names of files and folders that are safe on any disk, from titles, outlets and uploads."""

from __future__ import annotations

import re
import unicodedata

from twosource.intake.kinds import ENDINGS

__all__ = ["ending_of", "safe_stem", "words_of"]

_OTHER = re.compile(r"[^\w]+")
_LONGEST = 60  # characters; 240 bytes at most, under the 255 of every usual disk
# Devices of Windows, whatever their ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def safe_stem(given: str, *, spare: str) -> str:
    """Letters, digits and hyphens of `given`, in lower case, or `spare` where none is left.

    >>> safe_stem("../../Brannick Courier (2).TXT", spare="report")
    'brannick-courier-2-txt'
    >>> safe_stem("Éire – Nuacht", spare="report")
    'éire-nuacht'
    """
    plain = unicodedata.normalize("NFC", given).lower().replace("_", "-")
    stem = _OTHER.sub("-", plain)[:_LONGEST].strip("-")
    stem = re.sub(r"-{2,}", "-", stem)
    if not stem or stem == "removed":
        stem = f"{spare}-{stem}".strip("-")
    return f"{spare}-{stem}" if _DEVICES.fullmatch(stem) else stem


def ending_of(given: str) -> str | None:
    r"""The ending of an upload's name, where intake knows it, else None.

    >>> ending_of("C:\\news\\Page.HTM"), ending_of("letter.docx")
    ('.htm', None)
    """
    ending = "." + given.rpartition(".")[2].lower()
    return ending if ending in ENDINGS else None


def words_of(text: str, most: int = 8) -> str:
    """The first words of a text's first line that holds any."""
    line = next((row for row in text.splitlines() if re.search(r"\w", row)), "")
    return " ".join(line.split()[:most])
