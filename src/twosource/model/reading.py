"""The nouns of reading: what one report says by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from twosource.model.report import Report, Span

__all__ = [
    "Argument",
    "Attribution",
    "AttributionType",
    "Certainty",
    "Mention",
    "Name",
    "NameKind",
    "Place",
    "Polarity",
    "Quantity",
    "Reading",
    "Sentence",
    "Statement",
    "TimeExpression",
    "Token",
]


class Token(NamedTuple):
    """One word of a sentence with its analysis (Universal Dependencies v2).

    `head` is the index of the head token within the same sentence; the root is its own head.
    `text` is without invisible characters (soft hyphens, zero-width spaces), which the report's own
    words at this place may hold. A tuple, because one is made for every word: a quarter of a frozen
    dataclass's time.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str  # UPOS
    tag: str  # Penn Treebank tag
    dep: str  # UD relation
    head: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, its place in the text, its block (index into `Report.blocks`) and its words."""

    start: int
    end: int
    block: int
    tokens: tuple[Token, ...]

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class NameKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"  # found by its capitals alone, or a nationality, a work, an event


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name is meant. `how`: full, part (surname, given name, short form),
    title ("Mr Ruda"), acronym, role ("the Norland president"), pronoun.
    """

    start: int
    end: int
    how: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer: `id` and `name` as GeoNames has them ("709717", "UA.05", "UA"), or
    an id of ours ("region:donbas"). `kind`: continent, country, province (first-order division),
    district (second-order), city, region, water, island, mountains. `country` is the ISO 3166-1
    code, "" for none or several; degrees are WGS 84, of a point inside. `within` are id and name of
    what it lies in, nearest first; `disputed` where more than one side claims it.
    """

    id: str
    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    within: tuple[tuple[str, str], ...]
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """One named entity of one report with all its mentions, in the order of the text.

    `id` is its index in `Reading.names`. `text` is the fullest form that the report uses, without
    a title; `roles` are the descriptions that appositions and titles give ("Mayor"). `place` is
    where it is; where the report leaves that open, `candidates` are the places it may be.
    """

    id: int
    text: str
    kind: NameKind
    mentions: tuple[Mention, ...]
    roles: tuple[str, ...] = ()
    place: Place | None = None
    candidates: tuple[Place, ...] = ()  # the likeliest first; empty where `place` is known


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in news: an interval, a unit, what is counted or measured, and the hedge word.

    `low` and `high` bound the interval in `unit` (infinite where open); `low_open`, `high_open`
    say that the bound itself is out ("more than 80"). `value` is the number as written, without
    its hedge (the middle of a range). `unit` is a normal name ("kilometre", "percent", "USD",
    "year"), or "" for a count; `base_unit` and `factor` turn it into the unit that all units of
    its dimension share (metre, kilogram, second …; a currency is its own). `counted` is the lemma
    of the noun that is counted or measured ("person", "troop"), or "". `kind`: count, measure,
    percent, money, age, duration, ordinal, rate, score.
    """

    start: int
    end: int
    value: float
    low: float
    high: float
    low_open: bool
    high_open: bool
    unit: str
    base_unit: str
    factor: float
    counted: str
    counted_span: Span | None
    hedge: str  # the hedge as written: "about", "nearly", "at least", ""
    change: Literal["", "rise", "fall"] = ""
    kind: str = "count"
    same_as: int | None = None  # index of the quantity of which this is the text's own conversion
    whole: int | None = None  # index of the quantity it is a part of: "23 of the 41 seats"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time in news: TIMEX3 type and value, and the interval of days that it may mean.

    `value` is ISO 8601 / TIMEX3 ("2025-12-04", "2025-W49", "PT5H", "2025-12-04T07:48"), or None
    where nothing anchors it. `first` and `last` are ISO dates, both inclusive, or None.
    `anchor` says what it stands on: "text" (complete in itself), "publication", "dateline",
    "context" (another time of the text), or "" (left open).
    """

    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    first: str | None
    last: str | None
    anchor: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class AttributionType(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Certainty(StrEnum):
    ASSERTED = "asserted"
    HEDGED = "hedged"
    DENIED = "denied"


class Polarity(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content, as PARC and PolNeAR have them; each a list of spans in order.

    `source` and `cue` may be empty (a quotation that runs on from the sentence before has its
    source there). `speaker` is the id of the Name that the source resolves to, or None;
    `speaker_text` what to call it ("Ana Ruiz", "officials", "" when nobody is named).
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    type: AttributionType
    factuality: Certainty
    speaker: int | None
    speaker_text: str


@dataclass(frozen=True, slots=True)
class Argument:
    """A participant of a statement. `role` is its UD relation to the predicate, seen through
    passives and controls: "agent" (who does), "patient" (to whom), "oblique" with its preposition
    in `case`, "attribute" (what it is said to be). `head` is the lemma of its head word.
    """

    role: Literal["agent", "patient", "oblique", "attribute"]
    start: int
    end: int
    head: str
    case: str = ""
    name: int | None = None  # id of the Name that it is

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Statement:
    """One proposition that a report asserts.

    `start`, `end` bound its words; `sentence` is the index of its sentence in `Reading.sentences`.
    `predicate` is the lemma of its head (a verb, or the noun of an event), `tense` is past,
    present, future or "" (none); `polarity` is that of the clause itself, `certainty` the clause's
    and, where it is asserted, that of the speakers who say it as a whole ("claims", "denies").
    `names`, `quantities`, `times` are indices into the Reading's lists: the names inside, the
    numbers of it and its participants, the times that say when (each of this proposition, not of
    another one within its words). `place` are ids of the Names that say where.
    `attributions` are indices too, the outermost speaker first: who is said to say it.
    """

    start: int
    end: int
    sentence: int
    predicate: str
    predicate_span: Span
    arguments: tuple[Argument, ...]
    names: tuple[int, ...]
    quantities: tuple[int, ...]
    times: tuple[int, ...]
    attributions: tuple[int, ...]
    polarity: Polarity
    certainty: Certainty
    tense: str = ""
    place: tuple[int, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report says, without a look at any other."""

    report: Report
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeExpression, ...]
    attributions: tuple[Attribution, ...]
    statements: tuple[Statement, ...]
