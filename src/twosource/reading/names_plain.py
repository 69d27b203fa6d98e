"""Written forms of names without what the same name may be written with or without."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["plain"]

# Letters that Unicode does not decompose into a letter and an accent.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",  # noqa: RUF001
        "ə": "a",
    }
)
_APOSTROPHE = re.compile(r"['’‘ʼʻ`´]")  # noqa: RUF001
_POSSESSIVE = re.compile(r"['’](?:s\b|(?=\s|$))", re.IGNORECASE)
_OTHER = re.compile(r"(?:[^\w&]|_)+")
_DOTTED = re.compile(r"\b(?:\w\.){2,}|\b\w\.(?=\s|$)")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Lower case without accents, dots of abbreviations, possessives and a leading article.

    Words are parted by one space; "" when nothing is left.

    >>> plain("the U.S.'s"), plain("Fāthimath Ibrāhīm-Ali")
    ('us', 'fathimath ibrahim ali')
    """
    if text.isascii() and text.replace(" ", "").isalpha():
        return " ".join(text.lower().split()).removeprefix("the ")
    text = _POSSESSIVE.sub("", text.strip())
    text = _DOTTED.sub(lambda m: m.group().replace(".", "") + " ", text)
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _OTHER.sub(" ", _APOSTROPHE.sub("", text)).strip()
    return text.removeprefix("the ")
