"""Names for training sentences: countries, sampled ones and made-up ones, by label and length.

In: `configs/known_names.toml` (given names, family names, places, sampled from a free list),
`configs/made_names.toml` (syllables of the world's languages, patterns), and all countries with
their capitals and peoples, from the table that the program reads. Out: token lists to put in the
place of a name of the same label and length. None of them is chosen from a text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

HERE = Path(__file__).resolve().parent
CONFIGS = HERE / "configs"
COUNTRIES = HERE.parent / "src/twosource/reading/data/countries.tsv"
KNOWN_NAMES = CONFIGS / "known_names.toml"
MADE_NAMES = CONFIGS / "made_names.toml"
Key = tuple[str, int, bool]
_LISTS = {"common": "COMMON", "given": "GIVEN", "family": "FAMILY", "place": "PLACE"}
_LETTERS = "ABCDEFGHIJKLMNOPRSTUVW"


@dataclass(frozen=True)
class _Style:
    """How the names of one group of languages are put together."""

    parts: list[int]
    onsets: list[str]
    vowels: list[str]
    codas: list[str]
    endings: dict[str, list[str]]

    def name(self, kind: str, chance: random.Random) -> str:
        """A made-up name of the kind: `family`, `place` or `people`."""
        stem = ""
        for _ in range(chance.randint(*self.parts)):
            stem += chance.choice(self.onsets) + chance.choice(self.vowels)
        if self.codas and chance.random() < 0.6:
            stem += chance.choice(self.codas)
        ending = chance.choice(self.endings[kind])
        if ending.startswith(";"):
            return ending[1:] + stem.capitalize()
        if ending[:1] in "aeiouy" and stem[-1] in "aeiouy":
            stem = stem.rstrip("aeiouy") or stem
        return (stem + ending).capitalize()


class NameMaker:
    """Makes names of a label and a length: half of them countries' where those have such a name,
    the rest of sampled and made-up parts.
    """

    def __init__(self, known: Path = KNOWN_NAMES, made: Path = MADE_NAMES) -> None:
        """Read the two files."""
        lists = tomllib.loads(known.read_text("utf-8"))
        self.lists = {kind: _listed(lists[key]) for kind, key in _LISTS.items()}
        told = tomllib.loads(made.read_text("utf-8"))
        self.words = {kind: _listed(text) for kind, text in told["words"].items()}
        self.styles = [_style(table) for table in told["style"]]
        self.weights = [table["weight"] for table in told["style"]]
        self.patterns: dict[Key, list[list[str]]] = {}
        self.countries = _countries(COUNTRIES)
        self.lists["people"] = [word for (word,) in self.countries["MISC", 1, True]]
        for label, patterns in told["patterns"].items():
            for pattern in patterns:
                tokens = pattern.split()
                key = label.partition("_")[0], len(tokens), label.endswith("_ADJECTIVE")
                self.patterns.setdefault(key, []).append(tokens)

    @property
    def lasting(self) -> set[str]:
        """The words worth keeping in mind, in small letters: countries', common given names."""
        listed = (word for names in self.countries.values() for name in names for word in name)
        return {word.lower() for word in (*listed, *self.lists["common"])}

    def make(
        self, label: str, length: int, chance: random.Random, *, adjective: bool = False
    ) -> list[str] | None:
        """The tokens of a name, or `None` when no pattern has the length."""
        key = label, length, adjective
        if key in self.countries and chance.random() < 0.5:
            return chance.choice(self.countries[key])
        patterns = self.patterns.get(key)
        if not patterns:
            return None
        style = chance.choices(self.styles, self.weights)[0]
        return [
            self._filled(token[1:-1], style, chance) if token.startswith("{") else token
            for token in chance.choice(patterns)
        ]

    def _filled(self, kind: str, style: _Style, chance: random.Random) -> str:
        if kind == "company":
            return "".join(chance.choices(self.words[kind], k=2)).capitalize()
        if kind == "acronym":
            return "".join(chance.choices(_LETTERS, k=chance.choice((2, 3, 3, 3, 4, 5))))
        if kind == "initial":
            return f"{chance.choice(_LETTERS)}."
        if kind in self.words:
            return chance.choice(self.words[kind])
        if kind == "given" and chance.random() < 0.5:
            kind = "common"
        if kind in self.lists and (kind in {"given", "common"} or chance.random() < 0.5):
            return chance.choice(self.lists[kind])
        return style.name(kind, chance)


def _countries(path: Path) -> dict[Key, list[list[str]]]:
    """Every country's usual name and capitals (LOC) and its adjectives (MISC)."""
    found: dict[Key, list[list[str]]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        _, usual, _, peoples, capitals, *_ = [*line.split("\t"), "", "", ""]
        names = [("LOC", name) for name in (usual, *re.split(r"[;|]", capitals))]
        names += [("MISC", name) for name in peoples.split(";")]
        for label, name in names:
            if name and all(word.isalpha() for word in name.split()):
                key = label, len(name.split()), label == "MISC"
                found.setdefault(key, []).append(name.split())
    return found


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.replace("\n", " ").split(",")]


def _style(table: dict[str, object]) -> _Style:
    def split(key: str) -> list[str]:
        return str(table[key]).split(" ") if table[key] else []

    parts = table["parts"]
    if not isinstance(parts, list):
        raise TypeError(f"The parts of {table['name']} must be two numbers.")
    return _Style(
        parts=parts,
        onsets=split("onsets"),
        vowels=split("vowels"),
        codas=split("codas"),
        endings={kind: split(kind) for kind in ("family", "place", "people")},
    )
