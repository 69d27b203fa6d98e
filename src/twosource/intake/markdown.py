"""Markdown: the text stays as it is; its marks become blocks of their own or hints for labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.intake.assemble import Known, build_report

if TYPE_CHECKING:
    from twosource.model import Report

__all__ = ["read_markdown"]


def read_markdown(text: str, *, id: str, known: Known) -> Report:  # noqa: A002
    """One report; its text is `text` itself, marks and all."""
    return build_report(text, id=id, known=known, markup="markdown")
