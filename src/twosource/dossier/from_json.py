"""A dossier read back from the JSON that `as_json` writes, or from the page that holds it.

What is read back shows the same, byte for byte, in every form; only the words of the sentences
(tokens) are gone, which no form needs.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from twosource.dossier.as_json import DOSSIER_SCHEMA
from twosource.dossier.checked import Misfit, Value
from twosource.dossier.reading_back import place_from, reading_from
from twosource.errors import DossierError
from twosource.model import (
    Anchor,
    Block,
    BlockKind,
    Claim,
    Decision,
    DecisionKind,
    Dossier,
    Evidence,
    Link,
    Origin,
    OriginKind,
    Problem,
    Reading,
    Reason,
    Report,
    SharedPassage,
    Span,
    Standing,
    Tie,
    TieKind,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

__all__ = ["from_dict", "load", "loads"]

_Named = TypeVar("_Named", Report, Origin, Claim, Decision)

_MEND = "write it anew with `twosource compare INPUT... -o story.json`"
_NO_TEXT = "write it anew without --no-text"
_PAGE = re.compile(
    r"<script\b(?=[^>]*\sid=[\"']?dossier[\"'\s>])[^>]*>(.*?)</script", re.DOTALL | re.IGNORECASE
)
_STANCES: tuple[Literal["asserts", "denies"], ...] = ("asserts", "denies")


def load(source: str | os.PathLike[str]) -> Dossier:
    """The dossier that `twosource compare` wrote to a file, as JSON or as a page, read back.

    `source` is the file's path, or its text (which begins with `{` or `<`). Sentences come
    without their words. Raises DossierError when it cannot be read or is no dossier; its message
    says where in the JSON, as `@ $.claims[3].evidence[0]`.
    """
    if isinstance(source, str) and source.lstrip("\ufeff \t\r\n")[:1] in ("{", "<"):
        return loads(source)
    name = str(source)
    try:
        data = Path(source).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DossierError(name, f"it cannot be read ({reason}); name another file") from error
    return loads(data, name=name)


def loads(text: str | bytes, *, name: str = "the dossier") -> Dossier:
    """The dossier in this JSON, or in this page (HTML). Raises DossierError, which says `name`."""
    try:
        words = text if isinstance(text, str) else text.decode("utf-8")
        return from_dict(_parsed(words.lstrip("\ufeff \t\r\n")))
    except UnicodeDecodeError as error:
        raise DossierError(name, f"it is not UTF-8 (byte {error.start}); {_MEND}") from error
    except Misfit as error:
        reason = f"{error.what} @ {error.where}; {error.mend or _MEND}"
        raise DossierError(name, reason) from error


def from_dict(data: object) -> Dossier:
    """The dossier in this plain data, as `as_json.to_dict` makes it. Raises Misfit.

    Fields that this version does not know are passed over: a later one may have added them.
    """
    top = Value(data)
    _check_form(top)
    places = top.field("places", []).each(place_from)
    reports = _once(top.field("reports"), _report)
    maker = _Maker({report.id: report for report in reports})
    return Dossier(
        readings=_readings(top.field("readings", None), reports, places),
        origins=_once(top.field("origins"), maker.origin),
        claims=_once(top.field("claims"), maker.claim),
        problems=top.field("problems").each(_problem),
        story=top.field("story").text_or_none(),
        version=top.field("version", "1").text(),
        ties=top.field("ties", []).each(maker.tie),
        decisions=_once(top.field("decisions", []), _decision),
        settings=top.field("settings", []).each(
            lambda s: (s.field("name").text(), s.field("value").text())
        ),
    )


def _once(rows: Value, make: Callable[[Value], _Named]) -> tuple[_Named, ...]:
    """What `make` makes of each row; ids differ, for everything is found by them."""
    made = rows.each(make)
    seen: set[str] = set()
    for number, one in enumerate(made):
        if one.id in seen:
            what = rows.where.rpartition(".")[2]
            raise Misfit(f"two {what} have the id “{one.id}”", f"{rows.where}[{number}].id")
        seen.add(one.id)
    return made


def _parsed(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    if not text:
        raise Misfit("there is nothing in it", "$")
    if text.startswith("<"):
        found = _PAGE.search(text)
        if found is None:
            raise Misfit(
                "this page holds no dossier", "<script id=dossier>",
                "name a page that `twosource compare INPUT... -o story.html` wrote",
            )  # fmt: skip
        text = found[1]
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        if error.msg == "Extra data" and error.lineno > 1:
            raise Misfit(
                "more than one dossier is in it", where, "name a file with one of its lines"
            ) from error
        raise Misfit(f"this is no JSON ({error.msg})", where) from error
    except (ValueError, RecursionError) as error:
        raise Misfit(f"this JSON cannot be read ({error})", "$") from error


def _check_form(top: Value) -> None:
    form = top.field("schema")
    if form.data == DOSSIER_SCHEMA:
        return
    if isinstance(form.data, str) and form.data.startswith("twosource/reading/"):
        form.wrong(
            "this is the reading of one report",
            "name what `twosource compare` wrote; `twosource read` shows readings",
        )
    if isinstance(form.data, str) and form.data.startswith("twosource/dossier/"):
        form.wrong(
            f"the form is “{form.data}”, and “{DOSSIER_SCHEMA}” is known", "update twosource"
        )
    form.wrong(f"this is no dossier of twosource: its form is not “{DOSSIER_SCHEMA}”")


def _report(value: Value) -> Report:
    given = value.field("text")
    if given.data is None:
        given.wrong("the report's text was left out", _NO_TEXT)
    text = given.text()
    report = Report(
        id=value.field("id").text(),
        text=text,
        blocks=value.field("blocks").each(lambda b: _block(b, len(text))),
        title=value.field("title").text_or_none(),
        outlet=value.field("outlet").text_or_none(),
        byline=value.field("byline").text_or_none(),
        agencies=_texts(value.field("agencies")),
        published=value.field("published").text_or_none(),
        language=value.field("language").text_or_none(),
        url=value.field("url").text_or_none(),
        source=value.field("source").text_or_none(),
        story=value.field("story", None).text_or_none(),
        warnings=_texts(value.field("warnings")),
    )
    digest = value.field("sha256")
    if digest.text() != report.sha256:
        digest.wrong("the text was changed after it was compared: its SHA-256 is another")
    return report


def _block(value: Value, length: int) -> Block:
    span = value.span_of(value.field("start"), value.field("end"), length)
    kind = value.field("kind").one_of(BlockKind)
    return Block(kind, span.start, span.end, value.field("why").text())


def _readings(
    value: Value, reports: tuple[Report, ...], places: tuple[Any, ...]
) -> tuple[Reading, ...]:
    """One reading a report, in the same order; without layers where an older form has none."""
    if value.data is None:
        return tuple(Reading(r, (), (), (), (), (), ()) for r in reports)
    given = value.each(lambda v: v)
    if len(given) != len(reports):
        value.wrong(f"there are {len(given)} readings of {len(reports)} reports")
    for found, report in zip(given, reports, strict=True):
        if found.field("report").text() != report.id:
            found.field("report").wrong(f"the reading of “{report.id}” is expected here")
    return tuple(reading_from(v, r, places) for v, r in zip(given, reports, strict=True))


class _Maker:
    """What refers to reports, taken up in the light of those that there are."""

    def __init__(self, reports: dict[str, Report]) -> None:
        self.reports = reports

    def report(self, value: Value) -> Report:
        found = self.reports.get(value.text())
        if found is None:
            value.wrong(f"there is no report “{value.data}” in this dossier")
        return found

    def origin(self, value: Value) -> Origin:
        return Origin(
            id=value.field("id").text(),
            kind=value.field("kind").one_of(OriginKind),
            label=value.field("label").text(),
            reports=_texts(value.field("reports")),
            passages=value.field("passages").each(self.passage),
            why=value.field("why").text(),
        )

    def passage(self, value: Value) -> SharedPassage:
        a, b = value.field("report_a"), value.field("report_b")
        return SharedPassage(
            report_a=a.text(),
            span_a=value.field("span_a").span(len(self.report(a).text)),
            report_b=b.text(),
            span_b=value.field("span_b").span(len(self.report(b).text)),
            words=value.field("words").count(),
            reworded=value.field("reworded").flag(),
        )

    def tie(self, value: Value) -> Tie:
        return Tie(
            report_a=self.report(value.field("report_a")).id,
            report_b=self.report(value.field("report_b")).id,
            kind=value.field("kind").one_of(TieKind),
            label=value.field("label").text(),
            why=value.field("why").text(),
            share_a=value.field("share_a").part(),
            share_b=value.field("share_b").part(),
            first=value.field("first").text(),
            passages=value.field("passages").each(self.passage),
        )

    def claim(self, value: Value) -> Claim:
        evidence = value.field("evidence").each(self.evidence)
        return Claim(
            id=value.field("id").text(),
            standing=value.field("standing").one_of(Standing),
            kind=value.field("kind").text(),
            question=value.field("question").text(),
            evidence=evidence,
            origins=_texts(value.field("origins")),
            rule=value.field("rule").text(),
            why=value.field("why").text(),
            values=_texts(value.field("values")),
            score=value.field("score").part(),
            links=value.field("links", []).each(lambda v: self.link(v, evidence)),
            decided=_texts(value.field("decided", [])),
        )

    def evidence(self, value: Value) -> Evidence:
        report = self.report(value.field("report"))
        length = len(report.text)
        span = value.span_of(value.field("start"), value.field("end"), length)
        if value.field("text").text() != span.of(report.text):
            value.field("text").wrong(f"these words do not stand in “{report.id}” there")
        return Evidence(
            report=report.id,
            start=span.start,
            end=span.end,
            sentence=value.field("sentence").span(length),
            value=value.field("value").text(),
            stance=value.field("stance").among(_STANCES),
            speaker=value.field("speaker").text(),
            origin=value.field("origin").text(),
            marks=value.field("marks").each(lambda v: v.span(length)),
            hedged=value.field("hedged", default=False).flag(),
            chain=_texts(value.field("chain", [])),
            origin_why=value.field("origin_why", "").text(),
        )

    def link(self, value: Value, evidence: tuple[Evidence, ...]) -> Link:
        a = value.field("a").index(len(evidence), "evidence")
        b = value.field("b").index(len(evidence), "evidence")
        lengths = [len(self.reports[evidence[k].report].text) for k in (a, b)]

        def same(pair: Value) -> tuple[Span, Span]:
            row = pair.row(("a", "b"), {})
            return row["a"].span(lengths[0]), row["b"].span(lengths[1])

        return Link(
            a=a,
            b=b,
            score=value.field("score").part(),
            same=value.field("same").each(same),
            apart=_texts(value.field("apart")),
            reasons=value.field("reasons").each(_reason),
        )


def _reason(value: Value) -> Reason:
    row = value.row(("name", "value", "adds"), {})
    return Reason(row["name"].text(), row["value"].number(), row["adds"].number())


def _decision(value: Value) -> Decision:
    return Decision(
        id=value.field("id").text(),
        kind=value.field("kind").one_of(DecisionKind),
        anchors=value.field("anchors").each(_anchor),
        note=value.field("note").text(),
        applied=value.field("applied").flag(),
        outcome=value.field("outcome").text(),
    )


def _anchor(value: Value) -> Anchor:
    start, end = value.field("start"), value.field("end")
    return Anchor(
        sha256=value.field("sha256").text(),
        report=value.field("report").text(),
        start=None if start.data is None else start.count(),
        end=None if end.data is None else end.count(),
        text=value.field("text").text(),
        value=value.field("value").text(),
        part=value.field("part").count(),
    )


def _problem(value: Value) -> Problem:
    return Problem(
        input=value.field("input").text(),
        reason=value.field("reason").text(),
        fatal=value.field("fatal").flag(),
    )


def _texts(value: Value) -> tuple[str, ...]:
    return value.each(lambda v: v.text())
