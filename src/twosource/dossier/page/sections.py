"""The figures of the page, each under its name, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from twosource.dossier.wording import ORIGINS, count, joined, labels
from twosource.model import OriginKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twosource.dossier.page.links import Links
    from twosource.model import Dossier, Origin

__all__ = ["FIGURES", "figures_of"]

FIGURES = (
    ("numbers", "Numbers"),
    ("quotations", "Quotations"),
    ("timeline", "Time line"),
    ("origins", "Origins"),
    ("places", "Places"),
)


def figures_of(dossier: Dossier, link: Links) -> Mapping[str, Markup]:  # noqa: ARG001 - figures point with it
    """Each figure as markup with a section and a heading of its own, "" where there is nothing to
    draw; `link` gives the addresses that it points to.
    """
    return {"origins": _origins(dossier)}


def _origins(dossier: Dossier) -> Markup:
    """A table of all origins; the speakers of one report each are folded under it."""
    names = labels(dossier)
    minor = [o for o in dossier.origins if o.kind is OriginKind.SPEAKER and len(o.reports) < 2]
    major = [o for o in dossier.origins if o not in minor]
    rows = Markup().join(_row(o, names) for o in major)
    if not dossier.origins:
        return Markup()
    table = Markup(
        '<section class="fig" id="origins" aria-labelledby="h-origins">'
        '<h3 id="h-origins">Origins</h3>'
        '<div class="scroll" tabindex="0" role="region" aria-label="Table of origins">'
        '<table class="plain"><thead><tr><th scope="col">Origin</th><th scope="col">Kind</th>'
        '<th scope="col">Reports that draw on it</th><th scope="col">Why</th></tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(rows)
    items = Markup().join(
        Markup('<li dir="auto"><b>{}</b> in {}. {}</li>').format(
            o.label, joined(names.get(r, r) for r in o.reports), o.why
        )
        for o in minor
    )
    folded = Markup(
        '<details><summary>{} of one report each</summary><ul class="lines">{}</ul></details>'
    ).format(count(len(minor), "speaker"), items)
    return table + (folded if minor else Markup()) + Markup("</section>")


def _row(origin: Origin, names: Mapping[str, str]) -> Markup:
    words = sum(p.words for p in origin.passages)
    copied = ""
    if origin.passages:
        copied = f"Copied: {count(words, 'word')} in {count(len(origin.passages), 'passage')}."
    return Markup(
        '<tr><th scope="row" dir="auto">{}</th><td data-th="Kind">{}</td>'
        '<td data-th="Reports">{}</td><td data-th="Why">{} {}</td></tr>'
    ).format(
        "Shared text" if origin.kind is OriginKind.COPY else origin.label,
        ORIGINS[origin.kind],
        joined(names.get(r, r) for r in origin.reports),
        origin.why,
        copied,
    )
