"""Which spellings of a place are worth a line in the table.

GeoNames' alternate names carry no language here, and hold airport codes, transliterations from
other scripts back into Latin (all in small letters), nicknames and old names of suburbs.
"""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher

from twosource.reading.places_table import fold
from twosource.stories.forms import skeleton

SHORTEST = 4  # letters of a spelling that is not the place's own name
ALIKE = 0.72  # of difflib's ratio of two skeletons; set by hand on twenty well-known cities
LATIN_ENDS = 0x250  # the last of Latin Extended-B
MORE_LATIN = range(0x1E00, 0x1F00)

# What stands behind or before a division's own name.
TYPES = (
    "oblast", "oblast'", "krai", "kray", "region", "province", "governorate", "republic", "county",
    "district", "prefecture", "department", "state", "municipality", "voivodeship", "canton",
    "division", "parish", "raion", "rayon", "okrug", "governorat", "emirate", "city", "territory",
    "regional state", "special region", "shi", "sheng", "fu", "ken",
)  # fmt: skip
OPENINGS = (
    "republic of", "state of", "province of", "region of", "municipality of", "canton of",
    "provincia de", "departamento de", "departamento del", "estado de", "city of", "muhafazat",
    "wilaya de", "gouvernorat de", "district of", "county of", "ostan e", "changwat", "powiat",
    "arrondissement de", "departement de", "provincia di", "distrito de", "obcina", "tinh",
    "gorod", "kreisfreie stadt", "landkreis", "kreis", "parish of", "commune of", "rayon",
)  # fmt: skip


def latin(text: str) -> bool:
    """A spelling in Latin letters that begins with a capital and is no code in capitals."""
    if len(text) < SHORTEST or not text[0].isupper() or text.isupper():
        return False
    return all(
        ord(c) < LATIN_ENDS or ord(c) in MORE_LATIN or c in "’‘ʼʻ" or unicodedata.combining(c)  # noqa: RUF001
        for c in text
    ) and not any(c.isdigit() or c in ",;:()[]/" for c in text)


def stripped(key: str) -> str:
    """A folded name of a division without the word for its kind."""
    for ending in TYPES:
        if key.endswith(" " + ending) and len(key) > len(ending) + SHORTEST:
            return key[: -len(ending) - 1]
    for opening in OPENINGS:
        if key.startswith(opening + " ") and len(key) > len(opening) + SHORTEST:
            return key[len(opening) + 1 :]
    return key


def alike(a: str, b: str) -> bool:
    """Whether two folded spellings look like transliterations of one name."""
    x, y = skeleton(a).replace(" ", ""), skeleton(b).replace(" ", "")
    return x[:1] == y[:1] and SequenceMatcher(None, x, y, autojunk=False).ratio() >= ALIKE


def kept(name: str, others: set[str], *, common: frozenset[str]) -> set[str]:
    """The folded other spellings that look like the name itself.

    Names unlike it are mostly those of other languages and of suburbs; the exonyms and former names
    that English news uses are in the list by hand. `common` are words that are no places' names.
    """
    own = fold(name)
    keys = {fold(other) for other in others} - {own} - common
    return {key for key in keys if len(key) >= SHORTEST and alike(key, own)}
