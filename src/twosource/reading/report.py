"""All layers of one report, in the order in which they need each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.model import Reading
from twosource.reading import attribution, names, quantities, statements, times
from twosource.reading.parse import parse, sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from twosource.model import Report
    from twosource.reading.parse import Parsed

__all__ = ["layers", "read_all"]


def layers(parsed: Parsed) -> Reading:
    """Everything that is read in one analysed report; the language model does not run again."""
    sentences = sentences_of(parsed)
    found_names = names.find(parsed)
    found_times = times.find(parsed)
    found_quantities = quantities.find(parsed, found_times)
    found_attributions = attribution.find(parsed, found_names)
    found_statements = statements.find(
        parsed, sentences, found_names, found_quantities, found_times, found_attributions
    )
    return Reading(
        report=parsed.report,
        sentences=sentences,
        names=found_names,
        quantities=found_quantities,
        times=found_times,
        attributions=found_attributions,
        statements=found_statements,
    )


def read_all(reports: Iterable[Report]) -> Iterator[Reading]:
    """Read reports one after the other; memory holds one at a time.

    Raises ModelError when the language model cannot be loaded.
    """
    for parsed in parse(reports):
        yield layers(parsed)
