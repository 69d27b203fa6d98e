"""Addresses within the page, for figures and whoever else points into it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twosource.dossier.page.index import Index
    from twosource.model import Span

__all__ = ["Links"]


class Links:
    """Gives the `#` address of a claim, a report, or a span in a report.

    `asked` gathers the spans by report, so that their anchors stand in the texts written later.
    """

    def __init__(self, index: Index, claims: Mapping[str, str]) -> None:
        self._index = index
        self._claims = claims
        self.asked: dict[str, set[Span]] = defaultdict(set)

    def __call__(self, name: str, span: Span | None = None) -> str:
        """`name` is a Claim.id, or with a span (or where no claim is called so) a Report.id."""
        if span is None:
            return f"#{self._claims.get(name) or self._index.keys[name]}"
        self.asked[name].add(span)
        return f"#{self._index.keys[name]}-{span.start}-{span.end}"
