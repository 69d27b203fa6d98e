"""Plain text, as it is pasted from a browser or saved from an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.intake.assemble import Known, build_report

if TYPE_CHECKING:
    from twosource.model import Report

__all__ = ["read_paste"]


def read_paste(text: str, *, id: str, known: Known) -> Report:  # noqa: A002
    """One report; its text is `text` itself, its lines are labelled."""
    return build_report(text, id=id, known=known, markup="plain")
