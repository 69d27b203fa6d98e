"""Which language a text is in. Only English is read, so English is what must be quick to tell."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from twosource.errors import LanguageError
from twosource.intake.settings import limits, table, words

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["check_language", "english_share", "language_name", "language_of"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE = 20_000  # characters; more never changed the answer on the tuning pages


def english_share(text: str) -> float:
    """The share of common English function words among the words of the text's first part."""
    tokens = [w.replace("’", "'").lower() for w in _WORD.findall(text[:_SAMPLE])]
    if not tokens:
        return 0.0
    common = words("english")
    return sum(w in common for w in tokens) / len(tokens)


def language_of(text: str) -> str | None:
    """The ISO 639 code of the text's language, or None where too few words tell it."""
    tokens = _WORD.findall(text[:_SAMPLE])
    foreign = _foreign_letters(text)
    if len(tokens) < limits().language_words and foreign < 0.5:
        return None
    share = english_share(text)
    if share >= limits().english_sure and foreign < 0.3:
        return "en"
    ranked = _identifier()(text[:_SAMPLE])
    ahead = ranked[0][1] - dict(ranked).get("en", -math.inf)
    # A row of results or of names looks like no language, so a small lead says nothing.
    return ranked[0][0] if ahead >= limits().language_lead else None


def check_language(text: str, name: str) -> tuple[str | None, tuple[str, ...]]:
    """The language of the text and warnings. Raises LanguageError where it is not English.

    A text that is mostly English (quotations in another language, a bilingual page) is read with
    a warning.
    """
    language = language_of(text)
    if language in {None, "en"}:
        return language, ()
    share = english_share(text)
    if share >= limits().english_mixed:
        if share >= limits().english_sure:
            warning = f"parts seem to be {language_name(language)}; only the English is read well"
            return "en", (warning,)
        return "en", ("it may not be all English; what is not English is read badly",)
    raise LanguageError(
        name,
        f"the text is in {language_name(language)}; only English is read, "
        "so translate the report first and give the translation",
    )


def language_name(code: str | None) -> str:
    """The English name of an ISO 639 code ("de" -> "German")."""
    names: dict[str, Any] = table("languages")
    if code is None or code in {"zxx", "und"}:
        return "no language that can be told"
    name = names.get(code.split("-")[0].lower())
    return str(name) if name else f"a language with the code {code!r}"


def _foreign_letters(text: str) -> float:
    """Share of letters outside the Latin script (which ends at U+024F, and U+1E00 to U+1EFF)."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return 0.0
    letters = [c for c in sample if c.isalpha()]
    if not letters:
        return 0.0
    return sum(c > "\u024f" and not "\u1e00" <= c <= "\u1eff" for c in letters) / len(letters)


@cache
def _identifier() -> Callable[[str], list[tuple[str, float]]]:
    import py3langid  # noqa: PLC0415  half a second to load; English never needs it

    rank: Callable[[str], list[tuple[str, float]]] = py3langid.rank
    return rank
