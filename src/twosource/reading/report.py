"""All layers of one report, in the order in which they need each other."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from twosource.errors import ReadingError, TwosourceError
from twosource.model import Reading
from twosource.reading import attribution, names, places, quantities, statements, times
from twosource.reading.parse import analyse, batches, sentences_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeVar

    from twosource.model import Report
    from twosource.reading.parse import Parsed

    Made = TypeVar("Made")

__all__ = ["layers", "read_all", "read_batch"]


def _read_once(parsed: Parsed) -> Reading:
    """The reading of a report whose analysis nobody wants any more."""
    reading = layers(parsed)
    for part in parsed.docs:
        part.words.part()
    return reading


def layers(parsed: Parsed) -> Reading:
    """Everything that is read in one analysed report; the language model does not run again."""
    sentences = sentences_of(parsed)
    found_names = places.locate(parsed.report.text, names.find(parsed))
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
    """Read reports one after the other, in their order; memory holds a few at a time.

    What `reports` raises, and what goes wrong in one of them, comes after the readings of the
    reports before it. Raises ModelError when the language model cannot be loaded.
    """
    for together in batches(reports):
        if isinstance(together, Exception):
            raise together
        made: list[Reading] = []
        failed: Exception | None = None
        with _garbage_waits():
            try:
                for parsed in analyse(together):
                    made.append(_read_once(parsed))  # noqa: PERF401 - what is made is kept
            except Exception as error:  # noqa: BLE001 - raised below
                failed = error
        yield from made
        if failed is not None:
            raise failed


@contextmanager
def _garbage_waits() -> Iterator[None]:
    """While it lasts no garbage is looked for: words refer to each other, none is free before.

    The search took a sixteenth of the time, over and over through the same live words.
    """
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searches:
            gc.enable()


def read_batch(
    reports: Sequence[Report], then: Callable[[Reading], Made]
) -> Iterator[Made | ReadingError]:
    """What `then` makes of the reading of each report, or the error of that one report.

    An error that twosource did not foresee costs the report that it comes from and no other.
    Raises ModelError when the language model cannot be loaded.
    """
    with _garbage_waits():
        made = _read_batch(reports, then)
    yield from made


def _read_batch(
    reports: Sequence[Report], then: Callable[[Reading], Made]
) -> list[Made | ReadingError]:
    try:
        analysed = list(analyse(reports))
    except TwosourceError:
        raise
    except Exception as error:  # noqa: BLE001 - named, and the others are read
        if len(reports) == 1:
            return [_failed(reports[0], error)]
        return [made for report in reports for made in _read_batch([report], then)]
    out: list[Made | ReadingError] = []
    for parsed in analysed:
        try:
            out.append(then(_read_once(parsed)))
        except TwosourceError:
            raise
        except Exception as error:  # noqa: BLE001 - named, and the others are read
            out.append(_failed(parsed.report, error))
    return out


def _failed(report: Report, error: Exception) -> ReadingError:
    return ReadingError(
        report.source or report.id,
        f"an error of twosource itself ({type(error).__name__}: {error}); please report it, with "
        "the text if you may",
    )
