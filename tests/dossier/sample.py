"""A dossier made by hand from the bundled example: what an ideal reading of it would say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources

from twosource.model import (
    Block,
    BlockKind,
    Claim,
    Dossier,
    Evidence,
    Origin,
    OriginKind,
    Problem,
    Reading,
    Report,
    Sentence,
    SharedPassage,
    Span,
    Standing,
)

EXAMPLE = resources.files("twosource") / "example"


@dataclass(frozen=True)
class Meta:
    outlet: str
    published: str
    byline: str | None = None
    agencies: tuple[str, ...] = ()
    head: tuple[int, ...] = ()
    sub: tuple[int, ...] = ()
    caption: tuple[int, ...] = ()
    promo: tuple[int, ...] = ()


METAS = {
    "brannick-courier": Meta(
        "Brannick Courier", "2025-10-14T08:10", "Hanna Ostrow",
        head=(3,), sub=(4,), caption=(7,), promo=(0, 1, 2, 5, 6, 15, 16, 17, 18, 19),
    ),
    "eastern-post": Meta(
        "Eastern Post", "2025-10-14T15:30", None, ("Halberd",),
        head=(1,), promo=(0, 2, 3, 12, 13),
    ),
    "harbour-gazette": Meta(
        "Harbour Gazette", "2025-10-14T16:05", "Staff and Halberd", ("Halberd",),
        head=(2,), promo=(0, 1, 3, 4, 12, 13, 14),
    ),
    "the-lantern": Meta(
        "The Lantern", "2025-10-14T17:20", "Cato Brill",
        head=(1,), sub=(2,), promo=(0, 3, 4, 13, 14),
    ),
    "national-standard": Meta(
        "National Standard", "2025-10-14T17:45", None,
        head=(1,), caption=(10,), promo=(0, 2, 3, 11, 12, 13, 14),
    ),
}  # fmt: skip


def report_of(name: str, text: str, meta: Meta) -> Report:
    blocks = []
    for k, line in enumerate(re.finditer(r"\S[^\n]*\S|\S", text)):
        kind = next(
            (
                kind
                for kind, lines in (
                    (BlockKind.HEADLINE, meta.head),
                    (BlockKind.SUBHEADLINE, meta.sub),
                    (BlockKind.CAPTION, meta.caption),
                    (BlockKind.PROMO, meta.promo),
                )
                if k in lines
            ),
            BlockKind.BODY,
        )
        blocks.append(Block(kind, line.start(), line.end(), "by hand"))
    title = next((text[b.start : b.end] for b in blocks if b.kind is BlockKind.HEADLINE), None)
    return Report(
        id=name,
        text=text,
        blocks=tuple(blocks),
        title=title,
        outlet=meta.outlet,
        byline=meta.byline,
        agencies=meta.agencies,
        published=meta.published,
        language="en",
        source=f"example/{name}.txt",
    )


def reading_of(report: Report) -> Reading:
    sentences = tuple(
        Sentence(b.start + m.start(), b.start + m.end(), k, ())
        for k, b in enumerate(report.blocks)
        if b.compared
        for m in re.finditer(r"\S.*?(?:[.!?][\"”]?(?=\s[A-Z\"“])|$)", report.text[b.start : b.end])
    )
    return Reading(report, sentences, (), (), (), (), ())


REPORTS = {
    name: report_of(name, (EXAMPLE / f"{name}.txt").read_text("utf-8"), meta)
    for name, meta in METAS.items()
}
READINGS = {name: reading_of(report) for name, report in REPORTS.items()}


def place(report: str, words: str, inside: Span | None = None) -> Span:
    text = REPORTS[report].text
    low, high = (inside.start, inside.end) if inside else (0, len(text))
    start = text.index(words, low, high)
    return Span(start, start + len(words))


def ev(
    report: str,
    words: str,
    value: str = "",
    *marks: str,
    speaker: str = "",
    origin: str | None = None,
    denies: bool = False,
) -> Evidence:
    span = place(report, words)
    touched = [s for s in READINGS[report].sentences if s.span.overlaps(span)]
    return Evidence(
        report=report,
        start=span.start,
        end=span.end,
        sentence=Span(touched[0].start, touched[-1].end),
        value=value,
        stance="denies" if denies else "asserts",
        speaker=speaker,
        origin=origin or ("halberd" if REPORTS[report].agencies else report),
        marks=tuple(place(report, m, span) for m in marks),
    )


def claim(
    number: int,
    standing: Standing,
    kind: str,
    question: str,
    evidence: list[Evidence],
    rule: str,
    why: str,
) -> Claim:
    values = tuple(dict.fromkeys(e.value for e in evidence if e.value))
    origins = tuple(dict.fromkeys(e.origin for e in evidence))
    return Claim(
        f"c{number}", standing, kind, question, tuple(evidence), origins, rule, why, values, 0.8
    )


CLAIMS = [
    claim(
        1, Standing.DENIED, "statement", "whether the train was going too fast",
        [
            ev("eastern-post", "the train had been running at nearly twice the permitted speed", "",
               "nearly twice the permitted speed", speaker="the Locomotive Crews' Union",
               origin="union"),
            ev("harbour-gazette",
               "the train had been running at nearly twice the permitted speed", "",
               "nearly twice the permitted speed", speaker="the Locomotive Crews' Union",
               origin="union"),
            ev("national-standard", "The train was travelling at almost twice the speed limit", "",
               "almost twice the speed limit", speaker="Bruno Achterberg", origin="union"),
            ev("eastern-post", "denied that the train had been going too fast", "", "denied",
               speaker="Norrane Freight", origin="norrane", denies=True),
            ev("harbour-gazette", "denied that the train had been going too fast", "", "denied",
               speaker="Norrane Freight", origin="norrane", denies=True),
        ],
        "denial", "Norrane Freight rejects what the Locomotive Crews' Union says.",
    ),
    claim(
        2, Standing.CONFLICTING, "quantity", "how many people: evacuated",
        [
            ev("the-lantern",
               "By the afternoon 2,000 people had been evacuated",
               "2 000", "2,000", speaker="Oskar Thiel", origin="thiel"),
            ev("national-standard", "1,200 people had been evacuated", "1 200", "1,200",
               speaker="Oskar Thiel", origin="thiel"),
            ev("eastern-post", "Some 1,200 residents were evacuated", "≈ 1 200", "1,200",
               speaker="the provincial government"),
            ev("harbour-gazette", "Some 1,200 residents were evacuated", "≈ 1 200", "1,200",
               speaker="the provincial government"),
            ev("brannick-courier", "About 1,200 people have been evacuated",
               "≈ 1 200", "1,200", speaker="the mayor's office"),
        ],
        "figures-apart", "2 000 and 1 200 are given for one afternoon and cannot both be true.",
    ),
    claim(
        3, Standing.CONFLICTING, "place", "where: the train derailed",
        [
            ev("the-lantern",
               "The freight train derailed near Garrow", "Garrow",
               "near Garrow",
               speaker="a map published by the transport ministry"),
            ev("national-standard", "derailed near Lower Sallow", "near Lower Sallow",
               "near Lower Sallow"),
            ev("brannick-courier", "derailed near Lower Sallow", "near Lower Sallow",
               "near Lower Sallow", speaker="the fire service"),
        ],
        "places-apart", "Two places are given for one event; neither is said to hold the other.",
    ),
    claim(
        4, Standing.UPDATED, "quantity", "how many people: killed",
        [
            ev("brannick-courier", "Two people were killed", "2", "Two",
               speaker="the fire service"),
            ev("eastern-post", "Four people died", "4", "Four", speaker="rescue services"),
            ev("harbour-gazette", "Four people died", "4", "Four", speaker="rescue services"),
            ev("the-lantern", "killing four people", "4", "four"),
            ev("national-standard", "Four people were killed", "4", "Four"),
        ],
        "growing-toll", "The figure grew from 2 to 4 between 08:10 and 15:30; later reports have "
        "later knowledge.",
    ),
    claim(
        5, Standing.CORROBORATED, "quantity", "how far: the solvent in the Eddle",
        [
            ev("brannick-courier", "along about 12 kilometres of its course", "≈ 12 km",
               speaker="the Corvane water board"),
            ev("eastern-post", "the spill had reached some 12 km (7.5 miles) of the Eddle river",
               "≈ 12 km", speaker="Water authorities"),
            ev("harbour-gazette", "the spill had reached some 12 km of the Eddle river", "≈ 12 km",
               speaker="Water authorities"),
            ev("the-lantern", "about seven and a half miles down the Eddle", "≈ 12 km"),
        ],
        "values-overlap", "Three independent origins give lengths that overlap.",
    ),
    claim(
        6, Standing.CORROBORATED, "time", "until when: the line is closed",
        [
            ev("brannick-courier", "will stay closed until at least Friday", "≥ 2025-10-17",
               speaker="Norrane Freight"),
            ev("national-standard", "The line will be closed until Friday at the earliest",
               "≥ 2025-10-17"),
        ],
        "values-overlap", "Two independent origins give the same day.",
    ),
    claim(
        7, Standing.ONE_ORIGIN, "quote", "who said: Nobody rang the alarm",
        [
            ev("the-lantern", "Nobody rang the alarm. We learned it from the radio, like everybody "
               "else", speaker="Ilse Drummond", origin="drummond"),
            ev("national-standard", "Nobody rang the alarm,", speaker="Ilse Drummond",
               origin="drummond"),
        ],
        "one-speaker", "Both reports quote one interview that Ilse Drummond gave to Valley Radio.",
    ),
    claim(
        8, Standing.ONE_ORIGIN, "statement", "two of the injured died in hospital",
        [
            ev("eastern-post", "Two of the injured died in hospital during the morning",
               speaker="Irma Salko"),
            ev("harbour-gazette", "Two of the injured died in hospital during the morning",
               speaker="Irma Salko"),
        ],
        "wire-copy", "Both reports print the same Halberd dispatch.",
    ),
    *(
        claim(9 + k, Standing.SINGLE_SOURCE, "statement", words, [ev(report, words)],
              "one-report", "One report says it.")
        for k, (report, words) in enumerate([
            ("brannick-courier", "Nine of the train's 31 wagons left the track"),
            ("national-standard", "It carries 40 trains a day"),
            ("the-lantern", "Anglers pulled dead trout out of the water"),
            ("harbour-gazette", "two more trains with the same load were being held in Ketterby"),
        ])
    ),
]  # fmt: skip

_COPIED = (
    "died and 23 were injured after a freight train loaded with solvent came off the rails in",
    "Two of the injured died in hospital during the morning, taking the toll from two to four",
)

ORIGINS = (
    Origin("brannick-courier", OriginKind.REPORT, "Brannick Courier", ("brannick-courier",)),
    Origin(
        "halberd", OriginKind.AGENCY, "Halberd", ("eastern-post", "harbour-gazette"),
        tuple(
            SharedPassage("eastern-post", place("eastern-post", words),
                          "harbour-gazette", place("harbour-gazette", words), len(words.split()))
            for words in _COPIED
        ),
        "Both reports credit Halberd, and 160 of their words are the same.",
    ),
    Origin("the-lantern", OriginKind.REPORT, "The Lantern", ("the-lantern",)),
    Origin("national-standard", OriginKind.REPORT, "National Standard", ("national-standard",)),
    Origin("drummond", OriginKind.SPEAKER, "Ilse Drummond, to Valley Radio",
           ("the-lantern", "national-standard"), (), "Both reports quote the same interview."),
    Origin("thiel", OriginKind.SPEAKER, "Oskar Thiel", ("the-lantern", "national-standard"), (),
           "Both reports name the same spokesman."),
    Origin("union", OriginKind.SPEAKER, "the Locomotive Crews' Union",
           ("eastern-post", "harbour-gazette", "national-standard")),
    Origin("norrane", OriginKind.SPEAKER, "Norrane Freight", ("eastern-post", "harbour-gazette")),
)  # fmt: skip

DOSSIER = Dossier(
    readings=tuple(READINGS.values()),
    origins=ORIGINS,
    claims=tuple(CLAIMS),
    problems=(
        Problem("notes/scan.pdf", "this is a PDF, which is not read; save its text and name that"),
        Problem("copy-of-lantern.txt", "the same text as the-lantern; counted once", fatal=False),
    ),
)
