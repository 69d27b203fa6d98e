"""Figures into the tables of a Markdown file."""

from __future__ import annotations

__all__ = ["written"]


def written(document: str, name: str, figures: str) -> str:
    """The document with what stands between the two marks `name` replaced by `figures`.

    Raises ValueError where the marks are missing.
    """
    opening, closing = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, opened, rest = document.partition(opening)
    _, closed, after = rest.partition(closing)
    if not (opened and closed):
        raise ValueError(f"there is no table to replace: write {opening} and {closing} around it")
    return f"{before}{opening}\n\n{figures.strip()}\n\n{closing}{after}"
