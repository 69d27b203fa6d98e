"""The nouns: frozen, plain, without a line of language processing.

Every offset counts code points of one report's text, as Python does, half open: `text[start:end]`
is the quoted words, always. Nothing here refers to spaCy, so that a Reading can be pickled, sent
to another process, or kept.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

__all__ = [
    "Argument",
    "Attribution",
    "AttributionType",
    "Block",
    "BlockKind",
    "Certainty",
    "Claim",
    "Dossier",
    "Evidence",
    "Mention",
    "Name",
    "NameKind",
    "Origin",
    "OriginKind",
    "Polarity",
    "Problem",
    "Quantity",
    "Reading",
    "Report",
    "Sentence",
    "SharedPassage",
    "Span",
    "Standing",
    "Statement",
    "TimeExpression",
    "Token",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` in code points of one report's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words at this place."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True when `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


# ---------------------------------------------------------------- intake


class BlockKind(StrEnum):
    """What a part of a report's text is. Only the first three kinds are compared."""

    HEADLINE = "headline"
    SUBHEADLINE = "sub-headline"
    BODY = "body"
    CAPTION = "caption"  # picture caption, alternative text or credit
    PROMO = "promo"  # links to other reports, widgets, bylines, dates, site chrome
    OTHER_STORY = "other-story"  # headline and body of a second story in the same paste


COMPARED = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEADLINE, BlockKind.BODY})


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph of a report's text, without the white space around it.

    Blocks are in order, do not overlap, never hold a line break that separates paragraphs, and
    together cover every character that is not white space. `why` names the rule that labelled it.
    """

    kind: BlockKind
    start: int
    end: int
    why: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def compared(self) -> bool:
        """Whether the words here are compared with other reports."""
        return self.kind in COMPARED


@dataclass(frozen=True, slots=True)
class Report:
    """One document of one outlet, its text kept as it came.

    `id` is the file's name without its ending, made unique within one run. `published` is an ISO
    8601 date or date-time, or None. `agencies` are the news agencies that the text credits, by
    their usual names ("AFP", "Reuters"). `warnings` are plain sentences for the reader.
    """

    id: str
    text: str
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    agencies: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    url: str | None = None
    source: str | None = None  # the path or name that it was read from
    story: str | None = None  # the story it was said to belong to, in JSONL
    warnings: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal digits (lone surrogates kept)."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that was not used, or used with a doubt; `input` as the user named it."""

    input: str
    reason: str
    fatal: bool = True  # False: it was read all the same


# ---------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a sentence with its analysis (Universal Dependencies v2).

    `head` is the index of the head token within the same sentence; the root is its own head.
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
class Name:
    """One named entity of one report with all its mentions, in the order of the text.

    `id` is its index in `Reading.names`. `text` is the fullest form that the report uses, without
    a title; `roles` are the descriptions that appositions and titles give ("Mayor").
    """

    id: int
    text: str
    kind: NameKind
    mentions: tuple[Mention, ...]
    roles: tuple[str, ...] = ()


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
    `speaker_text` what to call it ("Dmitry Peskov", "officials", "" when nobody is named).
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
    present, future or "" (none); `certainty` and `polarity` are those of the clause itself.
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


# ---------------------------------------------------------------- origins


class OriginKind(StrEnum):
    REPORT = "report"  # the outlet's own: nothing shows that it came from elsewhere
    AGENCY = "agency"  # wire copy
    COPY = "copy"  # the same words in two reports, no agency named
    SPEAKER = "speaker"  # a person, body, interview or press release


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """The same words in two reports, outside quotation marks."""

    report_a: str
    span_a: Span
    report_b: str
    span_b: Span
    words: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where statements come from. `reports` are the ids of all reports that draw on it, `label`
    its name for people, `passages` what shows it, `why` the rule that made it one origin.
    """

    id: str
    kind: OriginKind
    label: str
    reports: tuple[str, ...]
    passages: tuple[SharedPassage, ...] = ()
    why: str = ""


# ---------------------------------------------------------------- claims


class Standing(StrEnum):
    """See docs/standings.md for the rules."""

    DENIED = "denied"
    UPDATED = "updated"
    CONFLICTING = "conflicting"
    CORROBORATED = "corroborated"
    ONE_ORIGIN = "one-origin"
    SINGLE_SOURCE = "single-source"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of one report that carry, rival or reject a claim.

    `value` is the normal form of the answer where the claim asks for one ("5", "≈ 5 000 km²"),
    else "". `stance` is "asserts" or "denies". `speaker` is who is said to say it, "" for the
    outlet itself. `origin` is an `Origin.id`. `marks` are the spans inside [start, end) of the
    words that differ from the claim's other evidence.
    """

    report: str
    start: int
    end: int
    sentence: Span
    value: str = ""
    stance: Literal["asserts", "denies"] = "asserts"
    speaker: str = ""
    origin: str = ""
    marks: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Claim:
    """The statements of all reports that answer one question.

    `kind`: quantity, time, place, person, event, quote, statement. `question` says in plain words
    what is compared ("how many people: killed"); `rule` is the name of the rule that decided the
    standing and `why` its plain sentence. `values` are the distinct answers in the order of their
    first report. `origins` are the ids of the independent origins that carry it.
    """

    id: str
    standing: Standing
    kind: str
    question: str
    evidence: tuple[Evidence, ...]
    origins: tuple[str, ...]
    rule: str
    why: str
    values: tuple[str, ...] = ()
    score: float = 0.0  # how sure the alignment is, 0 to 1, of its weakest link


@dataclass(frozen=True, slots=True)
class Dossier:
    """The answer: reports, origins, claims, and what could not be used."""

    readings: tuple[Reading, ...]
    origins: tuple[Origin, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()
    story: str | None = None
    version: str = field(default="1")

    @property
    def reports(self) -> tuple[Report, ...]:
        return tuple(r.report for r in self.readings)
