"""All layers of one report, in the order in which they need each other."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from twosource.errors import ReadingError, TwosourceError
from twosource.model import Reading
from twosource.reading import attribution, names, places, quantities, statements, times
from twosource.reading.invisible import shown
from twosource.reading.parse import analyse, batches, sentences_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeVar

    from twosource.model import Report
    from twosource.reading.parse import Parsed

    Made = TypeVar("Made")

__all__ = ["layers", "read_all", "read_batch"]


def layers(parsed: Parsed) -> Reading:
    """Everything that is read in one analysed report; the language model does not run again."""
    return layers_of([parsed])[0]


def layers_of(together: Sequence[Parsed]) -> list[Reading]:
    """The same of several reports, layer by layer; none of them is looked at for another."""
    found_sentences = [sentences_of(p) for p in together]
    found_names = [places.locate(p.report.text, names.find(p)) for p in together]
    found_times = [times.find(p) for p in together]
    found_quantities = [quantities.find(*both) for both in zip(together, found_times, strict=True)]
    found_attributions = [attribution.find(*b) for b in zip(together, found_names, strict=True)]
    before = (found_sentences, found_names, found_quantities, found_times, found_attributions)
    found_statements = [statements.find(*of_one) for of_one in zip(together, *before, strict=True)]
    return [
        Reading(
            report=parsed.report,
            sentences=of_sentences,
            names=of_names,
            quantities=of_quantities,
            times=of_times,
            attributions=of_attributions,
            statements=of_statements,
        )
        for (
            parsed,
            of_sentences,
            of_names,
            of_quantities,
            of_times,
            of_attributions,
            of_statements,
        ) in zip(together, *before, found_statements, strict=True)
    ]


def _read_once(together: Sequence[Parsed]) -> list[Reading]:
    """The readings of reports whose analyses nobody wants any more."""
    readings = layers_of(together)
    for parsed in together:
        for part in parsed.docs:
            part.words.part()
    return readings


def _read(reports: Sequence[Report]) -> list[Reading]:
    """The readings of a few reports, analysed together, without their invisible characters."""
    together = [shown(report) for report in reports]
    readings = _read_once(list(analyse([one.report for one in together])))
    return [one.back(reading) for one, reading in zip(together, readings, strict=True)]


def read_all(reports: Iterable[Report]) -> Iterator[Reading]:
    """Read reports one after the other, in their order; memory holds a few at a time.

    What `reports` raises, and what goes wrong in one of them, comes after the readings of the
    reports before it. Raises ModelError when the language model cannot be loaded.
    """
    for together in batches(reports):
        if isinstance(together, Exception):
            raise together
        with _garbage_waits():
            made, failed = _all_or_before(together)
        yield from made
        if failed is not None:
            raise failed


def _all_or_before(reports: Sequence[Report]) -> tuple[list[Reading], Exception | None]:
    """The readings of all, or those before the first that fails, with its error."""
    try:
        return _read(reports), None
    except Exception:  # noqa: BLE001 - one of them; which one is found below
        made: list[Reading] = []
    try:
        for report in reports:
            made += _read([report])
    except Exception as error:  # noqa: BLE001 - raised by the caller, after what came before it
        return made, error
    return made, None


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
        readings = _read(reports)
    except TwosourceError:
        raise
    except Exception as error:  # noqa: BLE001 - named, and the others are read
        if len(reports) == 1:
            return [_failed(reports[0], error)]
        return [made for report in reports for made in _read_batch([report], then)]
    out: list[Made | ReadingError] = []
    for reading in readings:
        try:
            out.append(then(reading))
        except TwosourceError:
            raise
        except Exception as error:  # noqa: BLE001 - named, and the others are read
            out.append(_failed(reading.report, error))
    return out


def _failed(report: Report, error: Exception) -> ReadingError:
    return ReadingError(
        report.source or report.id,
        f"an error of twosource itself ({type(error).__name__}: {error}); please report it, with "
        "the text if you may",
    )
