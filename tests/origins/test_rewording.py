from __future__ import annotations

import re
from itertools import pairwise, permutations
from typing import TYPE_CHECKING

from twosource.model import Block, BlockKind, Report, SharedPassage
from twosource.origins.passages import find as equal_runs
from twosource.origins.rewording import find
from twosource.origins.tracing import copies_among
from twosource.origins.wording import settings, wording

if TYPE_CHECKING:
    import pytest

COPIED = (
    "The ferry grounded on a sandbank before dawn, carrying harvest workers home from the northern "
    "islands. Two salvage tugs pulled the stranded hull free at the evening tide, after divers had "
    "sealed a crack beneath the engine room. Inspectors will examine the ballast pumps, which the "
    "yard replaced cheaply last winter and never tested under load."
)
REWORDED = (
    "Carrying workers home from harvest on the northern islands, the ferry had grounded before "
    "dawn on a sandbank. At the evening tide the stranded hull was pulled free by two tugs once "
    "divers sealed the crack beneath its engine room. The ballast pumps, cheaply replaced by the "
    "yard last winter and never tested under full load, are to be examined by inspectors."
)
AFRESH = (
    "Nobody aboard the islands boat was hurt when it struck ground early on Friday, the harbour "
    "office said. Passengers spent the day on deck. It was refloated in the evening. What caused "
    "the accident is not known; the boat's owner promised an inquiry into how it was looked after."
)
NAMES = (
    "Mayor Odran Pell met Bishop Ilse Drummond of Brimholm in Port Arlen on Friday to open the "
    "Norrane Bridge with Governor Tove Lund."
)


def report(name: str, text: str) -> Report:
    places = re.finditer(r"\S.*", text)
    return Report(name, text, tuple(Block(BlockKind.BODY, m.start(), m.end()) for m in places))


def passages(*texts: str) -> tuple[SharedPassage, ...]:
    return find([wording(report(f"R{k}", text)) for k, text in enumerate(texts, 1)])


def test_reworded_sentences_are_told_beside_each_other() -> None:
    found = passages(COPIED, REWORDED)
    assert [COPIED.count(".", 0, p.span_a.start) for p in found] == [0, 1, 2]
    assert [REWORDED.count(".", 0, p.span_b.start) for p in found] == [0, 1, 2]
    assert all(p.reworded for p in found)
    assert all(p.words >= 8 for p in found)
    assert equal_runs([wording(report("A", COPIED)), wording(report("B", REWORDED))]) == ()


def test_text_of_ones_own_about_the_same_event_is_not_reworded() -> None:
    assert passages(COPIED, AFRESH) == ()


def test_names_alone_prove_nothing() -> None:
    assert (
        passages(NAMES, "On Friday " + NAMES.replace("met", "and").replace("to open", "at")) == ()
    )


def test_one_sentence_is_one_other_at_most() -> None:
    found = passages(COPIED, f"{REWORDED} {REWORDED}")
    spans = sorted(p.span_b for p in found)
    assert len(found) == 3
    assert not any(a.overlaps(b) for a, b in pairwise(spans))


def test_quotations_are_left_out() -> None:
    assert passages(f'"{COPIED}" said Pell.', f'Pell told us: "{REWORDED}"') == ()


def test_what_is_found_as_equal_runs_is_not_told_again() -> None:
    pair = [wording(report("A", f"{COPIED} {COPIED}")), wording(report("B", f"{COPIED} {AFRESH}"))]
    equal = equal_runs(pair)
    assert equal
    assert find(pair, equal) == ()
    assert copies_among(pair) == equal


def test_the_order_of_reports_changes_nothing() -> None:
    made = [
        wording(report(n, t)) for n, t in (("A", COPIED), ("B", REWORDED), ("C", AFRESH), ("D", ""))
    ]
    expected = find(made)
    assert expected
    assert all(find(order) == expected for order in permutations(made))


def test_nothing_in_nothing_out() -> None:
    assert find([]) == find([wording(report("A", COPIED))]) == passages("", "...") == ()


def test_in_a_large_story_each_is_compared_with_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings(), "all_pairs", 2)
    monkeypatch.setitem(settings()["reworded"], "partners", 2)
    texts = [COPIED, REWORDED] * 6
    found = find([wording(report(f"R{k:02}", text)) for k, text in enumerate(texts)])
    reached = {r for p in found for r in (p.report_a, p.report_b)}
    pairs = {(p.report_a, p.report_b) for p in found}
    assert len(reached) == 12
    assert len(pairs) <= 12 * 2
