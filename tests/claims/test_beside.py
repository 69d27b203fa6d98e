"""What stands beside words of one source may come from it too."""

from __future__ import annotations

import pytest

import twosource
from twosource.claims.beside import one_source_beside
from twosource.claims.evidence import attributions_at
from twosource.model import Evidence
from twosource.origins.tracing import trace
from twosource.stories.entities import link

OPENING = "Smoke hung over Port Arlen. Ferries did not sail."
BARGES = "Nine barges burned at the quay."


def beside(one: str, two: str, *, about: str = BARGES) -> list[tuple[str, str]]:
    """The pairs of origins of the sentence `about` in two reports."""
    readings = [
        twosource.read(twosource.report(text, id=name, outlet=name, published="2025-05-06"))
        for name, text in (("Courier", one), ("Herald", two))
    ]
    tracing = trace(readings, link(readings))
    evidence = []
    for reading in readings:
        report = reading.report
        start = report.text.index(about)
        sentence = next(s for s in reading.sentences if s.start <= start < s.end)
        end = start + len(about.rstrip("."))
        said = attributions_at(reading, start, end)
        names = tuple(
            reading.attributions[k].speaker_text or reading.names[speaker].text
            for k in said
            if (speaker := reading.attributions[k].speaker) is not None
            or reading.attributions[k].speaker_text
        )
        origin = tracing.said_by(report.id, said[-1]) if said else f"report:{report.id}"
        evidence.append(Evidence(report.id, start, end, sentence.span, origin=origin, chain=names))
    return one_source_beside({r.report.id: r for r in readings}, evidence, tracing)


CHIEF = "Fire chief Mara Lind said that the crane had fallen."
SIREN = "Fire chief Mara Lind said that no siren had sounded."
QUIET = "Children watched from the roofs. A band went on playing."


@pytest.mark.parametrize(
    ("one", "two", "may_be_one"),
    [
        # the chief speaks right before it here and right after it there
        (f"{OPENING} {CHIEF} {BARGES}", f"{OPENING} {BARGES} {SIREN}", True),
        # she speaks in one report alone
        (f"{OPENING} {CHIEF} {BARGES}", f"{OPENING} {BARGES} {QUIET}", False),
        # somebody else speaks there
        (
            f"{OPENING} {CHIEF} {BARGES}",
            f"{OPENING} {BARGES} Mayor Odran Pell said that the crane had fallen.",
            False,
        ),
        # she speaks far from it
        (f"{OPENING} {BARGES} {QUIET} {CHIEF}", f"{OPENING} {BARGES} {SIREN}", False),
        # but what a report opens with stands for what follows
        (f"{CHIEF} {OPENING} {QUIET} {BARGES}", f"{OPENING} {BARGES} {SIREN}", True),
        # two sources without a name may be one
        (
            f"{OPENING} {BARGES} Officials said that the crane had fallen.",
            f"{OPENING} Witnesses said that no siren had sounded. {BARGES}",
            True,
        ),
        # one without a name and one with a name are not taken for one
        (
            f"{OPENING} {BARGES} Officials said that the crane had fallen.",
            f"{OPENING} {BARGES} {SIREN}",
            False,
        ),
        (f"{OPENING} {BARGES} {QUIET}", f"{OPENING} {QUIET} {BARGES}", False),
    ],
)
def test_sources_beside(one: str, two: str, *, may_be_one: bool) -> None:
    wanted = [("report:Courier", "report:Herald")] if may_be_one else []
    assert beside(one, two) == wanted
    mirrored = beside(two, one)
    assert bool(mirrored) is may_be_one


def test_who_says_it_here_and_stands_beside_it_there() -> None:
    said = f'{OPENING} "{BARGES}" Fire chief Mara Lind said.'
    found = beside(said, f"{OPENING} {BARGES} {SIREN}")
    assert found == [("speaker:mara-lind", "report:Herald")]


def test_its_own_source_counts_alone() -> None:
    """What the chief says herself rests on her, whoever speaks around it."""
    one = f'{OPENING} "{BARGES}" fire chief Mara Lind said. Mayor Odran Pell said that he was sad.'
    two = f"{OPENING} {BARGES} Mayor Odran Pell said that the crane had fallen."
    assert beside(one, two, about="Nine barges burned at the quay") == []


def test_the_standing_says_so() -> None:
    dossier = twosource.compare(
        [
            twosource.report(f"{OPENING} {CHIEF} {BARGES} {QUIET}", id="Courier"),
            twosource.report(f"{SIREN} At the quay nine barges were on fire.", id="Herald"),
        ]
    )
    (claim,) = (c for c in dossier.claims if c.kind == "quantity")
    assert (claim.standing.value, claim.rule) == ("one-origin", "source-beside")
