"""A dossier with one of everything, invented, and a strategy for any dossier that there may be."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from sample import DOSSIER, READINGS
from sample_reading import READING

from twosource.model import (
    Anchor,
    Argument,
    Attribution,
    AttributionType,
    Block,
    BlockKind,
    Certainty,
    Claim,
    Decision,
    DecisionKind,
    Dossier,
    Evidence,
    Link,
    Mention,
    Name,
    NameKind,
    Origin,
    OriginKind,
    Place,
    Polarity,
    Problem,
    Quantity,
    Reading,
    Reason,
    Report,
    Sentence,
    SharedPassage,
    Span,
    Standing,
    Statement,
    Tie,
    TieKind,
    TimeExpression,
)

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

# ---------------------------------------------------------------- one of everything

_FIRST, _SECOND = DOSSIER.claims[0], DOSSIER.claims[3]
_TIE = Tie(
    "eastern-post", "harbour-gazette", TieKind.AGENCY, "Halberd", "Both credit Halberd.",
    0.625, 0.75, "eastern-post", DOSSIER.origins[1].passages,
)  # fmt: skip
_LINKED = replace(
    _FIRST,
    evidence=(
        replace(
            _FIRST.evidence[0], hedged=True, chain=("Eastern Post", "the Locomotive Crews' Union"),
            origin_why="The union says it.",
        ),
        *_FIRST.evidence[1:],
    ),
    links=(
        Link(
            0, 2, 0.8125,
            ((Span(4, 9), Span(4, 9)), (Span(30, 36), Span(27, 33))),
            ("twice the permitted speed; almost twice the speed limit",),
            (Reason("same words", 0.5, 1.25), Reason("another hour", 1.0, -0.75)),
        ),
    ),
    decided=("d1",),
)  # fmt: skip
WHOLE = replace(
    DOSSIER,
    readings=(*DOSSIER.readings, replace(READING, sentences=(Sentence(0, 40, 0, ()),))),
    claims=(_LINKED, *DOSSIER.claims[1:]),
    story="The derailment at Lower Sallow",
    ties=(_TIE, replace(_TIE, kind=TieKind.OWNER, label="", passages=(), first="")),
    decisions=(
        Decision(
            "d1", DecisionKind.MERGE,
            (
                Anchor(READINGS["the-lantern"].report.sha256, "the-lantern", 3, 9, "Lanter"),
                Anchor("1" * 64, "gone", 0, 4, "Nine", "9 wagons", 1),
            ),
            "They mean one train.", applied=True, outcome="Two claims became one.",
        ),
        Decision("d2", DecisionKind.ONE_ORIGIN, (Anchor("0" * 64, "gone"),), outcome="Not found."),
    ),
    settings=(("same owner", "owners.csv"), ("embeddings", "off")),
)  # fmt: skip


def with_words(words: str, base: Dossier = WHOLE) -> Dossier:
    """The dossier with `words` in every place where words from outside may stand."""
    readings = tuple(
        replace(
            reading,
            report=replace(
                reading.report, title=words, outlet=f"{words}{k}", byline=words, agencies=(words,),
                url=f"https://news.example/{k}?{words}", warnings=(words,),
            ),
        )
        for k, reading in enumerate(base.readings)
    )  # fmt: skip
    claims = tuple(
        replace(
            claim, question=words, why=words, rule=words, values=(words,),
            evidence=tuple(
                replace(e, value=words, speaker=words, chain=(words,), origin_why=words)
                for e in claim.evidence
            ),
        )
        for claim in base.claims
    )  # fmt: skip
    problems = (Problem(words, words), Problem(words, words, fatal=False))
    return replace(base, readings=readings, claims=claims, problems=problems, story=words)


def one_report(text: str, **about: Any) -> Dossier:
    """A dossier of one report whose whole text is the evidence of its one claim."""
    report = Report(
        "courier", text, (Block(BlockKind.BODY, 0, len(text)),), **{"outlet": "Courier", **about}
    )
    evidence = Evidence("courier", 0, len(text), Span(0, len(text)))
    claim = Claim(
        "C1", Standing.SINGLE_SOURCE, "statement", "what happened", (evidence,), (), "one-report",
        "One report says it.",
    )  # fmt: skip
    return Dossier((Reading(report, (), (), (), (), (), ()),), (), (claim,))


HOSTILE_WORDS = (
    "<script>alert(1)</script><!-- --> &lt;b&gt; &#60;",
    "[x](javascript:alert(1)) ![y](https://evil.example/p.png) <https://evil.example>",
    "*a* _b_ **c** `d` ~~e~~ | f | # g $h$ 1. i - j + k = l > m",
    "# heading",
    "- item",
    "12) item",
    "---",
    "{{delete|now}} [[File:x.png]] ''i'' '''b''' {| t |} <ref>r</ref> ~~~~ __NOTOC__ -{zh:x}-",
    "[https://evil.example x] https://evil.example mailto:a@b.example ISBN 0123456789 RFC 1234",
    "'quoted' ''",
    "== h ==",
    "*: list",
    "unbalanced } brace { here \\ end} % comment $x_1^2$ #3 & ~",
    "}, title = {injected}, note = {x",
    "@article{evil, title = {x}}",
    "TY  - BOOK",
    "line\r\nER  - \r\nTY  - BOOK\r\nTI  - injected",
    '=HYPERLINK("https://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\uff1d1+1",
    'quote " and, comma; semicolon',
    "right \u202eto left\u202c \u2067isolate\u2069 \u200f mark \ufeff",
    "\x1b[31mred\x1b[0m \x9b2J \x00 \x7f",
    "surrogate \ud800 and emoji \U0001f46a\u0301",
    "\\",
    "",
)

# ---------------------------------------------------------------- any dossier

_CHARACTERS = st.characters() | st.sampled_from(
    "<>&|{}[]\"'\\`*_~$%#=+-@;:,.\n\r\t\x00\x1b\x7f\x9b\u200e\u2028\u202e\u2067\ufeff\ufffe\U0001f46a"
    "\u0301\ud800"
)
WORDS = st.text(_CHARACTERS, max_size=12)
_MAYBE = st.none() | WORDS
_MANY = st.lists(WORDS, max_size=2).map(tuple)
_PARTS = st.floats(0, 1)
_NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def spans(length: int) -> SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, length), st.integers(0, length))
    return ends.map(lambda pair: Span(min(pair), max(pair)))


def _tuples(strategy: SearchStrategy[Any], most: int = 2) -> SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def _differing(strategy: SearchStrategy[Any]) -> SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=2, unique_by=lambda x: x.id).map(tuple)


def _numbers(count: int) -> SearchStrategy[tuple[int, ...]]:
    return _tuples(st.integers(0, count - 1)) if count else st.just(())


def _maybe(count: int) -> SearchStrategy[int | None]:
    return st.none() | st.integers(0, count - 1) if count else st.none()


_PLACES = st.builds(
    Place, id=WORDS, name=WORDS, kind=st.sampled_from(["city", "region"]), country=WORDS,
    latitude=st.floats(-90, 90), longitude=st.floats(-180, 180),
    within=_tuples(st.tuples(WORDS, WORDS)), disputed=st.booleans(),
)  # fmt: skip


@st.composite
def readings(draw: DrawFn, identity: str) -> Reading:
    text = draw(st.text(_CHARACTERS, max_size=40))
    at = spans(len(text))
    blocks = draw(
        _tuples(
            st.builds(
                lambda kind, span, why: Block(kind, span.start, span.end, why),
                st.sampled_from(BlockKind), at, WORDS,
            )
        )
    )  # fmt: skip
    report = Report(
        identity, text, blocks, *draw(st.tuples(_MAYBE, _MAYBE, _MAYBE)), draw(_MANY),
        draw(st.none() | st.sampled_from(["2025-10-14", "2025-10-14T08:10+02:00", "soon"])),
        *draw(st.tuples(_MAYBE, _MAYBE, _MAYBE, _MAYBE)), draw(_MANY),
    )  # fmt: skip
    sentences = draw(
        _tuples(
            st.builds(
                lambda span, block: Sentence(span.start, span.end, block, ()),
                at, st.integers(0, len(blocks) - 1),
            )
        )
    ) if blocks else ()  # fmt: skip
    mention = st.builds(lambda span, how: Mention(span.start, span.end, how), at, WORDS)
    names = tuple(
        Name(
            k, draw(WORDS), draw(st.sampled_from(NameKind)), draw(_tuples(mention)), draw(_MANY),
            draw(st.none() | _PLACES), draw(_tuples(_PLACES)),
        )
        for k in range(draw(st.integers(0, 2)))
    )  # fmt: skip
    sizes = [draw(st.integers(0, 2)) for _ in range(4)]
    many, when, said, stated = sizes
    return Reading(
        report,
        sentences,
        names,
        tuple(_quantity(draw, at, many) for _ in range(many)),
        tuple(_time(draw, at) for _ in range(when)),
        tuple(_attribution(draw, at, len(names)) for _ in range(said)),
        tuple(
            _statement(draw, at, (len(sentences), len(names), many, when, said))
            for _ in range(stated if sentences else 0)
        ),
    )


def _quantity(draw: DrawFn, at: SearchStrategy[Span], many: int) -> Quantity:
    span = draw(at)
    return Quantity(
        span.start, span.end, draw(_NUMBERS),
        draw(st.just(-math.inf) | _NUMBERS), draw(st.just(math.inf) | _NUMBERS),
        draw(st.booleans()), draw(st.booleans()), draw(WORDS), draw(WORDS), draw(_NUMBERS),
        draw(WORDS), draw(st.none() | at), draw(WORDS),
        draw(st.sampled_from(["", "rise", "fall"])), draw(st.sampled_from(["count", "ordinal"])),
        draw(_maybe(many)), draw(_maybe(many)),
    )  # fmt: skip


def _time(draw: DrawFn, at: SearchStrategy[Span]) -> TimeExpression:
    span = draw(at)
    kind = draw(st.sampled_from(["DATE", "TIME", "DURATION", "SET"]))
    return TimeExpression(
        span.start, span.end, kind, draw(_MAYBE), draw(_MAYBE), draw(_MAYBE), draw(WORDS)
    )


def _attribution(draw: DrawFn, at: SearchStrategy[Span], names: int) -> Attribution:
    return Attribution(
        draw(_tuples(at)), draw(_tuples(at)), draw(_tuples(at)),
        draw(st.sampled_from(AttributionType)), draw(st.sampled_from(Certainty)),
        draw(_maybe(names)), draw(WORDS),
    )  # fmt: skip


def _statement(
    draw: DrawFn, at: SearchStrategy[Span], sizes: tuple[int, int, int, int, int]
) -> Statement:
    sentences, names, quantities, times, attributions = sizes
    span = draw(at)
    argument = st.builds(
        lambda role, span, head, case, name: Argument(role, span.start, span.end, head, case, name),
        st.sampled_from(["agent", "patient", "oblique", "attribute"]), at, WORDS, WORDS,
        _maybe(names),
    )  # fmt: skip
    return Statement(
        span.start, span.end, draw(st.integers(0, sentences - 1)), draw(WORDS), draw(at),
        draw(_tuples(argument)), draw(_numbers(names)), draw(_numbers(quantities)),
        draw(_numbers(times)), draw(_numbers(attributions)), draw(st.sampled_from(Polarity)),
        draw(st.sampled_from(Certainty)), draw(st.sampled_from(["", "past", "future"])),
        draw(_numbers(names)),
    )  # fmt: skip


@st.composite
def dossiers(draw: DrawFn) -> Dossier:
    """Two reports with all layers, and claims on them; ids are plain, all words may be hostile."""
    ids = draw(st.lists(WORDS.filter(bool), min_size=2, max_size=2, unique=True))
    read = tuple(draw(readings(identity)) for identity in ids)
    lengths = {r.report.id: len(r.report.text) for r in read}
    passage = st.builds(
        lambda a, b, words, other: SharedPassage(ids[0], a, ids[1], b, words, other),
        spans(lengths[ids[0]]), spans(lengths[ids[1]]), st.integers(0, 99), st.booleans(),
    )  # fmt: skip
    origins = _differing(
        st.builds(
            Origin, id=st.sampled_from(["o1", "o2"]), kind=st.sampled_from(OriginKind), label=WORDS,
            reports=st.just((ids[0],)), passages=_tuples(passage), why=WORDS,
        )
    )  # fmt: skip
    tie = st.builds(
        Tie, st.just(ids[0]), st.just(ids[1]), st.sampled_from(TieKind), WORDS, WORDS, _PARTS,
        _PARTS, st.sampled_from(["", *ids]), _tuples(passage),
    )  # fmt: skip
    anchor = st.builds(
        Anchor, WORDS, WORDS, st.none() | st.integers(0, 9), st.none() | st.integers(0, 9), WORDS
    )
    decision = st.builds(
        Decision, WORDS.filter(bool), st.sampled_from(DecisionKind), _tuples(anchor), WORDS,
        st.booleans(), WORDS,
    )  # fmt: skip
    return Dossier(
        read,
        draw(origins),
        tuple(_claim(draw, k, lengths) for k in range(draw(st.integers(0, 3)))),
        draw(_tuples(st.builds(Problem, WORDS, WORDS, st.booleans()))),
        draw(_MAYBE),
        ties=draw(_tuples(tie)),
        decisions=draw(_differing(decision)),
        settings=draw(_tuples(st.tuples(WORDS, WORDS))),
    )


def _claim(draw: DrawFn, number: int, lengths: dict[str, int]) -> Claim:
    evidence = tuple(
        _evidence(draw, draw(st.sampled_from(sorted(lengths))), lengths)
        for _ in range(draw(st.integers(1, 3)))
    )
    a, b = draw(_numbers(len(evidence)).filter(lambda n: len(n) == 2))
    same = st.tuples(spans(lengths[evidence[a].report]), spans(lengths[evidence[b].report]))
    reason = st.builds(Reason, WORDS, _NUMBERS, _NUMBERS)
    link = Link(a, b, draw(_PARTS), draw(_tuples(same)), draw(_MANY), draw(_tuples(reason)))
    return Claim(
        f"c{number}", draw(st.sampled_from(Standing)), draw(st.sampled_from(["quantity", "time"])),
        draw(WORDS), evidence, draw(st.sampled_from([(), ("o1",), ("o1", "o2")])), draw(WORDS),
        draw(WORDS), draw(_MANY), draw(_PARTS), (link,), draw(_MANY),
    )  # fmt: skip


def _evidence(draw: DrawFn, report: str, lengths: dict[str, int]) -> Evidence:
    at = spans(lengths[report])
    span = draw(at)
    return Evidence(
        report, span.start, span.end, draw(at), draw(WORDS),
        draw(st.sampled_from(["asserts", "denies"])), draw(WORDS),
        draw(st.sampled_from(["", "o1", "o2"])), draw(_tuples(spans(len(span)).map(
            lambda s: Span(span.start + s.start, span.start + s.end)))),
        draw(st.booleans()), draw(_MANY), draw(WORDS),
    )  # fmt: skip
