"""Countries, their people, capitals and governments: which words mean the same one.

The table is general: every country and most territories, the EU and the UN.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from twosource.reading.names_plain import plain

__all__ = ["Place", "is_people", "lookup", "usual_name"]

_DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Place:
    """What a word of the table stands for.

    `key` is "country:RU", "capital:RU:1" or "seat:RU:1"; `code` the ISO 3166-1 code, or EU, UN.
    """

    key: str
    code: str
    label: str

    @property
    def kind(self) -> str:
        """country, capital or seat."""
        return self.key.split(":", 1)[0]


@lru_cache(maxsize=20_000)
def lookup(text: str) -> Place | None:
    """The country, capital or seat of government that a name or adjective stands for, or None.

    The text must begin with a capital or a digit; an abbreviation (US, UK) must be in capitals
    throughout, so that "us" is no country.
    """
    text = text.strip().replace("&", "and")
    if text[:4].lower() == "the ":
        text = text[4:]
    by_form, by_abbreviation = _table()
    compact = text.replace(".", "").replace(" ", "")
    if compact.isupper() and (found := by_abbreviation.get(compact)):
        return found
    form = plain(text)
    if not form or not (text[0].isupper() or text[0].isdigit()):
        return None
    return by_form.get(form)


def is_people(text: str) -> bool:
    """Whether a word is an adjective or a demonym of a country ("Karsan") and not its name."""
    return plain(text) in _people()


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    return frozenset(
        plain(form)
        for row in _rows()
        for word in filter(None, row[3].split(";"))
        for form in _plurals(word)
    )


def usual_name(code: str) -> str:
    """The usual short name of a country by its code; raises KeyError for an unknown one."""
    return _names()[code]


def _plurals(word: str) -> list[str]:
    if word.endswith(("s", "sh", "ch", "ese", "men", "x")):
        return [word]
    if word.endswith("man"):
        return [word, word[:-3] + "men"]
    return [word, word + "s"]


def _rows() -> list[list[str]]:
    table = _DATA / "countries.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [row + [""] * (6 - len(row)) for row in rows]


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {row[0]: row[1] for row in _rows()}


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, Place], dict[str, Place]]:
    """By plain form, and abbreviations by their capitals."""
    rows = _rows()
    forms: dict[str, Place] = {}
    abbreviations: dict[str, Place] = {}
    for code, name, others, people, _, _ in rows:
        country = Place(f"country:{code}", code, name)
        for alias in filter(None, [name, *others.split(";")]):
            compact = alias.replace(".", "").replace(" ", "")
            if compact.isupper() and len(compact) <= 5:
                abbreviations.setdefault(compact, country)
            else:
                forms.setdefault(plain(alias), country)
        for word in filter(None, people.split(";")):
            forms.update({plain(w): country for w in _plurals(word) if plain(w) not in forms})
    for kind, column in (("capital", 4), ("seat", 5)):  # where a name is both, the country wins
        for row in rows:
            for number, group in enumerate(filter(None, row[column].split("|")), 1):
                spellings = group.split(";")
                place = Place(f"{kind}:{row[0]}:{number}", row[0], spellings[0])
                for spelling in spellings:
                    forms.setdefault(plain(spelling), place)
    return forms, abbreviations
