"""Invented dossiers for the figures, made by hand: a fire in a ropeworks at Port Arlen."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any

from twosource.model import (
    Attribution,
    AttributionType,
    Block,
    BlockKind,
    Certainty,
    Claim,
    Dossier,
    Evidence,
    Mention,
    Name,
    NameKind,
    Origin,
    OriginKind,
    Place,
    Quantity,
    Reading,
    Report,
    Sentence,
    SharedPassage,
    Span,
    Standing,
    Tie,
    TieKind,
    TimeExpression,
)


def link(id_: str, span: Span | None) -> str:
    return f"#claim-{id_}" if span is None else f"#w-{id_}-{span.start}-{span.end}"


@dataclass
class Draft:
    """A reading in the making: each method finds its words in the text."""

    id: str
    text: str
    published: str | None = "2025-03-04T09:00"
    outlet: str | None = None
    names: list[Name] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def named(self, words: str, place: Place | None = None, *more: Place) -> Draft:
        kind = NameKind.PLACE if place or more is not None else NameKind.OTHER
        mention = Mention(self.span(words).start, self.span(words).end, "full")
        self.names.append(
            Name(len(self.names), words, kind, (mention,), place=place, candidates=more)
        )
        return self

    def counted(self, words: str, low: float, high: float | None = None, **more: Any) -> Draft:
        high = low if high is None else high
        span = self.span(words)
        noun = words.rsplit(maxsplit=1)[-1]
        unit = more.pop("unit", "")
        finite = [v for v in (low, high) if math.isfinite(v)]
        self.quantities.append(
            Quantity(
                start=span.start,
                end=span.end,
                value=more.pop("value", sum(finite) / len(finite)),
                low=low,
                high=high,
                low_open=more.pop("low_open", False),
                high_open=more.pop("high_open", False),
                unit=unit,
                base_unit=more.pop("base_unit", unit),
                factor=more.pop("factor", 1.0),
                counted="" if unit else noun,
                counted_span=None if unit else Span(span.end - len(noun), span.end),
                hedge=more.pop("hedge", ""),
                **more,
            )
        )
        return self

    def timed(self, words: str, value: str, first: str, last: str | None = None) -> Draft:
        span = self.span(words)
        type_ = "TIME" if "T" in value else "DATE"
        self.times.append(
            TimeExpression(span.start, span.end, type_, value, first, last or first, "text")
        )
        return self

    def said(self, speaker: str, *contents: str, indirect: bool = False) -> Draft:
        self.attributions.append(
            Attribution(
                (),
                (),
                tuple(self.span(c) for c in contents),
                AttributionType.INDIRECT if indirect else AttributionType.DIRECT,
                Certainty.ASSERTED,
                None,
                speaker,
            )
        )
        return self

    def evidence(self, words: str, value: str = "", **more: Any) -> Evidence:
        span = self.span(words)
        origin = more.pop("origin", f"report:{self.id}")
        sentence = next(s.span for s in self.reading().sentences if s.span.contains(span))
        return Evidence(self.id, span.start, span.end, sentence, value, origin=origin, **more)

    def report(self) -> Report:
        blocks, at = [], 0
        for line in self.text.split("\n"):
            if line.strip():
                kind = BlockKind.BODY if blocks else BlockKind.HEADLINE
                blocks.append(Block(kind, at, at + len(line)))
            at += len(line) + 1
        return Report(
            self.id, self.text, tuple(blocks), outlet=self.outlet, published=self.published
        )

    def reading(self) -> Reading:
        report = self.report()
        sentences = tuple(Sentence(b.start, b.end, k, ()) for k, b in enumerate(report.blocks))
        return Reading(
            report,
            sentences,
            tuple(self.names),
            tuple(self.quantities),
            tuple(self.times),
            tuple(self.attributions),
            (),
        )


def claim(
    id_: str,
    *evidence: Evidence,
    kind: str = "quantity",
    standing: Standing = Standing.CONFLICTING,
    question: str = "How many people?",
) -> Claim:
    values = tuple(dict.fromkeys(e.value for e in evidence if e.value))
    return Claim(id_, standing, kind, question, evidence, (), "rule", "Why.", values)


def dossier(*drafts: Draft, claims: tuple[Claim, ...] = (), **more: Any) -> Dossier:
    return Dossier(tuple(d.reading() for d in drafts), more.pop("origins", ()), claims, **more)


NORLAND = ("XN", "Norland")
ARLEN = Place("1", "Port Arlen", "city", "XN", 58.2, 4.1, (("2", "Sallow Shire"), NORLAND))
QUILLON = Place("3", "Quillon", "city", "XN", 58.9, 5.9, (("2", "Sallow Shire"), NORLAND))
SHIRE = Place("2", "Sallow Shire", "province", "XN", 58.5, 6.4, (NORLAND,), disputed=True)


def story() -> Dossier:
    """Six reports with something for every figure."""
    courier = Draft(
        "courier",
        "Ropeworks burns in Port Arlen\n"
        "About 120 people fled a fire in the ropeworks of Port Arlen at 4.20 a.m. on Tuesday.\n"
        "“Nobody came for two hours. We carried the old ones down ourselves,” said Ada Quell.\n"
        "The smoke drifted 12 kilometres towards Quillon.",
        "2025-03-04T08:10",
        "Arlen Courier",
    )
    courier.named("Port Arlen", ARLEN).named("Quillon", QUILLON)
    courier.counted("About 120 people", 114, 126, value=120, hedge="About")
    courier.counted("12 kilometres", 12, unit="kilometre", base_unit="metre", factor=1000.0)
    courier.timed("4.20 a.m. on Tuesday", "2025-03-04T04:20", "2025-03-04")
    courier.said(
        "Ada Quell", "“Nobody came for two hours. We carried the old ones down ourselves,”"
    )
    wire = Draft(
        "wire",
        "Hundreds flee fire in Port Arlen\n"
        "At least 300 people fled a fire in a rope factory on Tuesday morning, the fire service "
        "said.\n"
        "“Nobody came for two hours,” resident Ada Quell said.\n"
        "The smoke drifted 7.5 miles.",
        "2025-03-04T10:30",
        "Norland Wire",
    )
    wire.named("Port Arlen", ARLEN)
    wire.counted("At least 300 people", 300, math.inf, hedge="At least")
    wire.counted("7.5 miles", 7.5, unit="mile", base_unit="metre", factor=1609.344)
    wire.timed("Tuesday morning", "2025-03-04TMO", "2025-03-04")
    wire.said("resident Ada Quell", "“Nobody came for two hours,”")
    herald = Draft(
        "herald",
        "Hundreds flee fire in Port Arlen\n"
        "At least 300 people fled a fire in a rope factory on Tuesday morning, the fire service "
        "said.\n"
        "“Nobody came for … hours. We carried them down ourselves,” said Ada Quell.\n"
        "The council had known of the fault since 1 March.",
        "2025-03-04",
        "Quillon Herald",
    )
    herald.named("Port Arlen")
    herald.counted("At least 300 people", 300, math.inf, hedge="At least")
    herald.timed("1 March", "2025-03-01", "2025-03-01")
    herald.said("Ada Quell", "“Nobody came for … hours. We carried them down ourselves,”")
    lantern = Draft(
        "lantern",
        "The night of the ropeworks\n"
        "The company denied that more than 300 people had to flee.\n"
        "Ada Quell said that the old ones were carried down by the neighbours themselves.\n"
        "It lies in Sallow Shire.",
        "2025-03-05T07:00:00+01:00",
        "The Lantern",
    )
    lantern.named("Sallow Shire", SHIRE)
    lantern.counted("more than 300 people", 300, math.inf, low_open=True, hedge="more than")
    lantern.said(
        "Ada Quell",
        "that the old ones were carried down by the neighbours themselves",
        indirect=True,
    )
    blog = Draft("blog", "What I saw\n4,000 people fled, a policeman said.", None, "The Ropewalk")
    blog.counted("4,000 people", 4000)
    radio = Draft("radio", "Fire in the morning\nThe ropeworks burnt.", "2025-03-04T18:00", "Radio")
    fled = claim(
        "C1",
        courier.evidence("About 120 people fled", "about 120 people"),
        wire.evidence(
            "At least 300 people fled", "at least 300 people",
            speaker="the fire service", origin="speaker:fire",
        ),
        herald.evidence(
            "At least 300 people fled", "at least 300 people",
            speaker="the fire service", origin="speaker:fire",
        ),
        lantern.evidence(
            "more than 300 people had to flee", "more than 300 people",
            speaker="The company", origin="speaker:company", stance="denies",
        ),
        blog.evidence("4,000 people fled", "4,000 people", speaker="policeman", hedged=True),
        standing=Standing.DENIED,
        question="How many people (fled)?",
    )  # fmt: skip
    smoke = claim(
        "C2",
        courier.evidence("The smoke drifted 12 kilometres", "12 kilometres"),
        wire.evidence("The smoke drifted 7.5 miles", "7.5 miles"),
        standing=Standing.CORROBORATED,
        question="How much, in kilometres (smoke, drifted)?",
    )
    fire = claim(
        "C3",
        courier.evidence("fire in the ropeworks of Port Arlen at 4.20 a.m. on Tuesday"),
        wire.evidence("fire in a rope factory on Tuesday morning"),
        herald.evidence("The council had known of the fault since 1 March"),
        kind="event",
        standing=Standing.CORROBORATED,
        question="A fire broke out",
    )
    words = "300 people fled a fire in a rope factory on Tuesday morning, the fire service said."
    passage = SharedPassage("wire", wire.span(words), "herald", herald.span(words), 15)
    return dossier(
        courier, wire, herald, lantern, blog, radio,
        claims=(fled, smoke, fire),
        origins=(
            Origin("report:courier", OriginKind.REPORT, "Arlen Courier", ("courier",)),
            Origin("copy:1", OriginKind.COPY, "shared text", ("wire", "herald"), (passage,)),
            Origin("speaker:ada-quell", OriginKind.SPEAKER, "Ada Quell", ("courier", "lantern")),
        ),
        ties=(
            Tie("wire", "herald", TieKind.COPIED, share_a=0.5, share_b=0.8, first="wire",
                passages=(passage,), why="the same words stand in both"),
            Tie("lantern", "radio", TieKind.OWNER, label="Quill Media", why="the owners' table"),
            Tie("courier", "blog", TieKind.DECISION, why="one writer"),
        ),
    )  # fmt: skip


EVIL = "<script>alert(1)</script>\"'><img src=x onerror=y>&amp;\u202etxt\x00\x1b[31m]]>"


def hostile() -> Dossier:
    """The same with a hostile string in every place where a report's words come through."""
    made = story()
    origins = tuple(replace(o, label=f"{o.label} {EVIL}", why=EVIL) for o in made.origins)
    ties = tuple(replace(t, label=t.label and f"{t.label} {EVIL}", why=EVIL) for t in made.ties)
    claims = tuple(
        replace(
            c,
            question=f"{c.question} {EVIL}",
            evidence=tuple(
                replace(e, speaker=f"{e.speaker} {EVIL}", value=e.value and f"{e.value}")
                for e in c.evidence
            ),
        )
        for c in made.claims
    )
    readings = tuple(_hostile(r) for r in made.readings)
    return replace(made, origins=origins, ties=ties, claims=claims, readings=readings)


def _hostile(reading: Reading) -> Reading:
    text = reading.report.text.replace("ones down", "o<es \x07own")
    report = replace(reading.report, text=text, outlet=f"{reading.report.outlet} {EVIL}")
    return replace(
        reading,
        report=report,
        names=tuple(replace(n, text=f"{n.text} {EVIL}") for n in reading.names),
        attributions=tuple(
            replace(a, speaker_text=f"{a.speaker_text} {EVIL}") for a in reading.attributions
        ),
    )
