"""The figures of the page, each under its name, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.dossier import figures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from twosource.dossier.page.links import Links
    from twosource.model import Dossier

__all__ = ["FIGURES", "figures_of"]

FIGURES = (
    ("numbers", "Numbers"),
    ("quotations", "Quotations"),
    ("timeline", "Time line"),
    ("origins", "Origins"),
    ("places", "Places"),
)


def figures_of(dossier: Dossier, link: Links) -> Mapping[str, Markup]:
    """Each figure as markup with a section and a heading of its own, "" where there is nothing to
    draw; `link` gives the addresses that it points to.
    """
    return {name: getattr(figures, name)(dossier, link=link) for name, _ in FIGURES}
