"""A claim of the sample with what the claims room says of its links, made by hand."""

from __future__ import annotations

from dataclasses import replace

from sample import CLAIMS, DOSSIER, place

from twosource.model import (
    Anchor,
    Decision,
    DecisionKind,
    Link,
    Reason,
    SharedPassage,
    Tie,
    TieKind,
)

LANTERN, STANDARD = "the-lantern", "national-standard"
POST, GAZETTE = "eastern-post", "harbour-gazette"
COPIED = "residents were evacuated, the provincial government said"

CLAIM = replace(
    CLAIMS[1],
    decided=("D1",),
    links=(
        Link(
            0, 1, 0.91,
            same=(
                (place(LANTERN, "2,000 people"), place(STANDARD, "1,200 people")),
                (place(LANTERN, "evacuated"), place(STANDARD, "evacuated")),
            ),
            reasons=(
                Reason("around_verb", 1.4, 0.66),
                Reason("aligned", 0.93, 2.15),
                Reason("numbers_low", 0.69, -1.04),
                Reason("a_new_number", 0.0, 0.0),
            ),
        ),
        Link(
            2, 4, 0.42,
            same=((place(POST, "Some"), place("brannick-courier", "About")),),
            apart=("one is of residents, the other of people",),
        ),
    ),
)  # fmt: skip

EXPLAINED = replace(
    DOSSIER,
    claims=(CLAIMS[0], CLAIM, *CLAIMS[2:]),
    ties=(
        Tie(
            POST, GAZETTE, TieKind.COPIED, "Halberd", "Both print its dispatch", 0.83, 0.9, POST,
            (SharedPassage(POST, place(POST, COPIED), GAZETTE, place(GAZETTE, COPIED), 7),),
        ),
        Tie(LANTERN, STANDARD, TieKind.DECISION, why="You said that they are one origin (D1)."),
    ),
    decisions=(
        Decision(
            "D1", DecisionKind.ONE_ORIGIN,
            (Anchor("ab" * 32, LANTERN), Anchor("cd" * 32, STANDARD)),
            "one author", applied=True,
            outcome="The Lantern and National Standard count as one origin",
        ),
        Decision(
            "D2", DecisionKind.REJECT, (Anchor("ef" * 32, "gone", 3, 8, "it sank"),),
            outcome="could not be applied: “it sank” of gone is not in these reports",
        ),
    ),
)  # fmt: skip
