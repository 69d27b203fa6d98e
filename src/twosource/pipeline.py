"""The one straight way: reports in, dossier out."""

from __future__ import annotations

from dataclasses import replace
from os import PathLike
from typing import TYPE_CHECKING

from twosource.errors import EmptyInput, NoReports, ReadingError
from twosource.model import Decision, Dossier, Problem, Reading, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from twosource.claims.paraphrase import Paraphrases

__all__ = ["compare", "dossier_of", "read", "read_many", "read_or_say"]


def read(report: Report | str) -> Reading:
    """Read one report: sentences, names, quantities, times, attributions, statements.

    A plain string is taken as pasted text. Raises EmptyInput when it holds no words, ModelError
    when the language model cannot be loaded.

    >>> import twosource
    >>> reading = twosource.read("Mayor Ana Ruiz said the bridge cost 2 million euros.")
    >>> [reading.report.text[q.start:q.end] for q in reading.quantities]
    ['2 million euros']
    """
    return next(read_many([report]))


def read_many(reports: Iterable[Report | str], *, jobs: int = 1) -> Iterator[Reading]:
    """Read reports in their order, holding a few at a time.

    With `jobs` above 1 so many processes read; the readings are the same. A script must then put
    its call under `if __name__ == "__main__":`. Raises as `read` does, after the readings of the
    reports before; WorkerError when no process can be started, and ReadingError for a report that
    one of them died of.
    """
    given = (_as_report(r, k) for k, r in enumerate(reports, 1))
    if jobs == 1:
        from twosource.reading.report import read_all  # noqa: PLC0415 - loads the parser

        return read_all(given)
    return _read_by(given, jobs)


def _read_by(reports: Iterator[Report], jobs: int) -> Iterator[Reading]:
    for reading in read_or_say(reports, jobs=jobs):
        if isinstance(reading, ReadingError):
            raise reading
        yield reading


def read_or_say(reports: Iterable[Report], *, jobs: int) -> Iterator[Reading | ReadingError]:
    """As `read_many`, with the error in place of a reading where a process died of a report."""
    if jobs == 1:
        yield from read_many(reports)
        return
    from twosource.reading.workers import read_each  # noqa: PLC0415

    yield from read_each((_as_report(r, k) for k, r in enumerate(reports, 1)), _itself, jobs=jobs)


def _itself(reading: Reading) -> Reading:
    return reading


def compare(
    reports: Iterable[Report | str],
    *,
    problems: Iterable[Problem] = (),
    story: str | None = None,
    jobs: int = 1,
    decisions: Iterable[Decision] = (),
    paraphrase: str | Path | Paraphrases | None = None,
    owners: Mapping[str, str] | None = None,
    on_progress: Callable[[str, int, int], None] | None = None,
) -> Dossier:
    """Compare reports of one event, statement by statement.

    Strings are taken as pasted text and named R1, R2 …; the same text twice is one report (the
    dossier's problems say so). An id that was there already gets a number: report, report-2.
    `problems` are inputs that could not be used, carried into the dossier. `jobs` processes read,
    as in `read_many`, but a report that one of them died of is a problem beside the others.
    `decisions` are the user's (`twosource.decisions.load`), followed in their order; the dossier
    says of each what came of it. `paraphrase` is a folder with a model of sentence embeddings that
    proposes more pairs of sentences to compare (docs/cli.md); it decides nothing. `owners` are the
    owners of outlets by the outlets' names: what reports of one owner have of themselves is one
    origin. `on_progress(stage, done, total)` is called as the work goes on.

    Raises NoReports when there is none or none can be read, EmptyInput when one holds no words,
    ModelError when the language model cannot be loaded, ParaphraseError for a `paraphrase` that
    cannot be used.
    """
    more = _paraphrases(paraphrase)  # before the reading, so that nobody waits for nothing
    known: dict[str, str] = {}
    kept: list[Report] = []
    ids: set[str] = set()
    said = list(problems)
    for number, given in enumerate(reports, 1):
        report = _as_report(given, number)
        twin = known.get(report.sha256)
        if twin is not None:
            said.append(
                Problem(
                    report.source or report.id,
                    f"the same text as {twin}; counted once",
                    fatal=False,
                )
            )
            continue
        new = _new_id(report.id, ids)
        ids.add(new)
        known[report.sha256] = new
        kept.append(report if new == report.id else replace(report, id=new))
    if not kept:
        raise NoReports("there is no report to compare; give two or more")
    readings: list[Reading] = []
    for done, reading in enumerate(read_or_say(kept, jobs=jobs), 1):
        if isinstance(reading, ReadingError):
            said.append(Problem(reading.name, reading.reason))
        else:
            readings.append(reading)
        if on_progress:
            on_progress("reading", done, len(kept))
    if not readings:
        reasons = "; ".join(f"{p.input}: {p.reason}" for p in said[-len(kept) :])
        raise NoReports(f"no report could be read ({reasons}); give others")
    return dossier_of(
        readings,
        problems=said,
        story=story,
        decisions=decisions,
        paraphrase=more,
        owners=owners,
        on_progress=on_progress,
    )


def dossier_of(
    readings: Iterable[Reading],
    *,
    problems: Iterable[Problem] = (),
    story: str | None = None,
    decisions: Iterable[Decision] = (),
    paraphrase: str | Path | Paraphrases | None = None,
    owners: Mapping[str, str] | None = None,
    on_progress: Callable[[str, int, int], None] | None = None,
) -> Dossier:
    """Compare reports that were read before (by `read`, in any process); the rest as `compare`."""
    from twosource.claims import find  # noqa: PLC0415 - only what is asked for is loaded
    from twosource.decisions import locate, replay  # noqa: PLC0415
    from twosource.origins.ties import ordered  # noqa: PLC0415
    from twosource.origins.tracing import trace  # noqa: PLC0415
    from twosource.stories.entities import link  # noqa: PLC0415

    read_ones = tuple(readings)
    entities = link(read_ones)
    located = locate(decisions, [r.report for r in read_ones])
    tracing = trace(read_ones, entities, owners=owners, decided=located.groups)
    if on_progress:
        on_progress("origins", 1, 1)
    more = _paraphrases(paraphrase)
    claims = find(read_ones, entities, tracing, more_candidates=more)
    decided = replay(located, claims, read_ones, entities, tracing)
    if on_progress:
        on_progress("claims", 1, 1)
    return Dossier(
        readings=read_ones,
        origins=tracing.origins,
        claims=decided.claims,
        problems=tuple(problems),
        story=story,
        ties=ordered((*tracing.ties, *located.ties)),
        decisions=decided.decisions,
        settings=_settings(read_ones, owners or {}, more),
    )


def _paraphrases(given: str | Path | Paraphrases | None) -> Paraphrases | None:
    """What proposes more pairs: a model out of its folder, or one that was loaded before."""
    if not isinstance(given, str | PathLike):
        return given
    from twosource.claims.paraphrase import load  # noqa: PLC0415 - an extra that may be missing

    return load(given)


def _settings(
    readings: Iterable[Reading], owners: Mapping[str, str], paraphrase: Paraphrases | None
) -> tuple[tuple[str, str], ...]:
    """What was asked for: the owners that were taken from the user's table, the model."""
    from twosource.origins.owners import by_key, called, owner_of  # noqa: PLC0415

    keys = by_key(owners)
    used = {called(r.report): owner for r in readings if (owner := owner_of(r.report, keys))}
    found = []
    if used:
        found.append(("owners", "; ".join(f"{outlet}: {owner}" for outlet, owner in used.items())))
    if paraphrase is not None:
        found.append(("paraphrase", paraphrase.sha256))
    return tuple(found)


def _new_id(wanted: str, taken: set[str]) -> str:
    new, count = wanted, 1
    while new in taken:
        count += 1
        new = f"{wanted}-{count}"
    return new


def _as_report(given: Report | str, number: int) -> Report:
    if isinstance(given, str):
        from twosource.intake import report_from_text  # noqa: PLC0415

        given = report_from_text(given, id=f"R{number}")
    if not given.text.strip():
        raise EmptyInput(given.source or given.id, "the text is empty; give a report with words")
    return given
