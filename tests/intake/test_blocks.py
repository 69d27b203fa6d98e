"""Which parts of a text are what. All texts are invented."""

from __future__ import annotations

import pytest

from twosource.intake import report_from_text
from twosource.intake.blocks import label_blocks
from twosource.intake.layout import paragraphs

LEAD = (
    "The harbour bridge in Portville was shut on Monday after a lorry hit one of its pillars, "
    "the city's police chief said in a statement."
)
SECOND = (
    "Nobody was hurt in the crash, but queues of cars reached back as far as the ring road until "
    "late in the evening, according to the traffic office."
)
THIRD = (
    '"We will look at the pillar on Tuesday and hope to open one lane by Friday," said Ben Moss, '
    "who speaks for the council's works department."
)
FOURTH = (
    "The bridge was built in 1931 and carries about 20,000 cars a day between the docks and the "
    "old town, which has no other crossing for lorries."
)


def kinds(text: str) -> dict[str, str]:
    return {text[b.start : b.end]: str(b.kind) for b in label_blocks(text)}


def page(*rows: str) -> str:
    return "\n\n".join(rows)


def test_a_clean_report_is_compared_whole() -> None:
    text = page("Harbour bridge shut after crash", LEAD, SECOND, THIRD, FOURTH)
    got = kinds(text)
    assert got.pop("Harbour bridge shut after crash") == "headline"
    assert set(got.values()) == {"body"}


def test_a_sentence_a_line_is_compared_whole() -> None:
    text = f"{LEAD}\nNobody was hurt.\n{THIRD}\n{FOURTH}\nIt opened again on Friday."
    assert set(kinds(text).values()) == {"body"}


def test_one_paragraph_is_body() -> None:
    assert set(kinds(f"{LEAD} {SECOND} {THIRD}").values()) == {"body"}


def test_a_brief_is_kept() -> None:
    text = page("Bridge shut", "PORTVILLE (Reuters) - A bridge was shut.", "Nobody was hurt.")
    assert kinds(text)["Nobody was hurt."] == "body"


@pytest.mark.parametrize(
    "row",
    [
        "Read more: Ten held after port riot",
        "Watch: Mayor speaks about the bridge",
        "See also: How the bridge was built",
        "Sign up for our newsletter",
        "By Ann Ames",
        "By Ann Ames for The Portville Echo",
        "Published 3 March 2025",
        "Tuesday, 4 March 2025 10:15 GMT",
        "https://echo.example/bridge",
        "-",
        "Advertisement",
        "— Ann Ames (@annames) March 3, 2025",
    ],
)
def test_page_furniture_is_not_compared(row: str) -> None:
    assert kinds(page("Harbour bridge shut", LEAD, row, SECOND, THIRD))[row] == "promo"


@pytest.mark.parametrize(
    "row",
    [
        "The harbour bridge seen from the docks (file image)",
        "Cars queue near the harbour bridge (Photo by Ann Ames/Getty Images)",
        "Ann Ames/Reuters",
        "Photo: Ann Ames",
        "In this photo released by the city, crews look at the pillar of the bridge.",
        "PORTVILLE, ATLANTIS - MARCH 3: Crews look at the bridge. (Photo by A. Ames/Anadolu)",
        "© Ann Ames",
    ],
)
def test_captions_and_credits_are_not_compared(row: str) -> None:
    assert kinds(page("Harbour bridge shut", LEAD, row, SECOND, THIRD))[row] == "caption"


def test_an_alternative_text_and_its_caption() -> None:
    row = "The mayor of Portville said the bridge would 'open soon'"
    text = page("Harbour bridge shut", f"{row}\n{row}", LEAD, SECOND, THIRD)
    assert kinds(text)[row] == "caption"


def test_a_line_right_under_a_caption_goes_with_it() -> None:
    under = "Crews look at the pillar of the harbour bridge"
    picture = f"In this handout photo, crews stand below the bridge on Monday.\n{under}"
    text = page("Bridge shut", LEAD, SECOND, THIRD, picture, FOURTH, LEAD + " " + SECOND)
    assert kinds(text)[under] == "caption"


def test_a_list_of_links_ends_where_the_report_goes_on() -> None:
    links = (
        "Read also\n-\nworld\nTen held after riot in port\n-\nworld\nMayor says he will not resign"
    )
    got = kinds(f"{LEAD}\n{SECOND}\n{links}\n{THIRD}\n{FOURTH}")
    assert got["Ten held after riot in port"] == "promo"
    assert got["Mayor says he will not resign"] == "promo"
    assert got[THIRD] == "body"


def test_a_gallery_is_not_compared() -> None:
    gallery = (
        "3 photos\n1 of 3\nThe bridge at night\nCity of Portville 2 of 3\nThe mayor\n"
        "Contributor/Getty Images3 of 3\nA queue of cars on the ring road\nAnn Ames/Getty Images"
    )
    got = kinds(f"{LEAD}\n{SECOND}\n{gallery}\nWhat comes next for the crossing\n{THIRD}\n{FOURTH}")
    assert got["The bridge at night"] == "caption"
    assert got["The mayor"] == "caption"
    assert got["1 of 3"] == "promo"
    assert got["A queue of cars on the ring road"] == "caption"
    assert got["What comes next for the crossing"] == "sub-headline"
    assert got[THIRD] == "body"


def test_subheads_stand_over_body() -> None:
    text = page("Harbour bridge shut", LEAD, SECOND, "'A loud bang'", THIRD, FOURTH)
    assert kinds(text)["'A loud bang'"] == "sub-headline"


def test_a_second_story_is_set_apart() -> None:
    second = "Police in Eastport seize 300 stolen bicycles from warehouse, owner held"
    lead = (
        "Police in Eastport have seized about 300 stolen bicycles from a warehouse by the canal "
        "and held its owner, a spokeswoman said on Sunday."
    )
    more = "Lena Ode told reporters that the bicycles came from Eastport, Norby and other towns."
    last = "A court in Norby will decide on Monday whether the warehouse's owner stays in custody."
    got = kinds(page("Harbour bridge shut", LEAD, SECOND, THIRD, FOURTH, second, lead, more, last))
    assert [got[x] for x in (second, lead, more, last)] == ["other-story"] * 4
    assert got[FOURTH] == "body"


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The harbour bridge in Portville was shut on Monday after a lorry\n"
        "hit one of its pillars, the city's police chief said in a long\n"
        "statement that was read out on the radio in the early evening.\n"
        "\n"
        "Nobody was hurt in the crash, but queues of cars reached back as\n"
        "far as the ring road until late in the evening, it said.\n"
    )
    assert len(paragraphs(text)) == 2


def test_short_lines_are_not_taken_for_wrapped() -> None:
    text = (
        "Bridge shut after a crash on Monday\nNobody was hurt, police said.\nIt opens on Friday.\n"
    )
    assert len(paragraphs(text)) == 3


def test_labels_name_their_rule() -> None:
    assert all(
        b.why for b in label_blocks(page("Harbour bridge shut", LEAD, "By Ann Ames", SECOND))
    )


def test_a_report_without_body_says_so() -> None:
    report = report_from_text("Photo: Ann Ames\nPhoto: Ben Moss")
    assert not any(b.compared for b in report.blocks)
    assert any("nothing of it is compared" in w for w in report.warnings)


MARKDOWN = """---
title: Harbour bridge shut after crash
date: 2025-03-04
author: Ann Ames
---

# Harbour bridge shut after crash

![The bridge](bridge.jpg)

The harbour bridge was **shut** on Monday after a [lorry](https://x.example/a_(b)) hit a
pillar, police said. No one was hurt in the crash, which happened at about 9am.

## What happens next

- Engineers will inspect the pillar on Tuesday, the council said.

Background
----------

The bridge was built in 1931 and carries about 20,000 cars a day.
"""


def test_markdown_marks_are_blocks_of_their_own() -> None:
    got = {
        MARKDOWN[b.start : b.end]: str(b.kind) for b in label_blocks(MARKDOWN, markup="markdown")
    }
    assert got["Harbour bridge shut after crash"] == "headline"
    assert got["What happens next"] == "sub-headline"
    assert got["Background"] == "sub-headline"
    assert got["![The bridge](bridge.jpg)"] == "caption"
    assert got["Engineers will inspect the pillar on Tuesday, the council said."] == "body"
    assert got["##"] == got["-"] == got["----------"] == "promo"
    assert next(k for k, v in got.items() if v == "body").endswith("at about 9am.")
