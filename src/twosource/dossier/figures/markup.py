"""Writes figures down: SVG elements, escaped, and the macros of `figures.html.j2`.

Horizontal places of strips and lanes are percentages: they widen with the page while their text
keeps its size. Nothing carries a `style` attribute, which the page's policy forbids.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from twosource.dossier.fulltext import escaped, text_of
from twosource.dossier.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Template

    from twosource.model import Span

    Link = Callable[[str, "Span | None"], str]

__all__ = ["at", "caption", "element", "label", "macro", "number", "picture", "pin"]

ELLIPSIS = "…"


def element(name: str, *children: Markup | str, **attributes: str | float | None) -> Markup:
    """`<name …>children</name>`; text is escaped, attributes that are None are left out.

    >>> element("line", x1="5%", stroke_width=2)
    Markup('<line x1="5%" stroke-width="2"/>')
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="'
        f'{escaped(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(c if isinstance(c, Markup) else escaped(c) for c in children)
    whole = f"<{name}{written}>{inner}</{name}>" if children else f"<{name}{written}/>"
    return Markup(whole)  # noqa: S704 - names are literals of this package, the rest is escaped


def number(value: float) -> str:
    """A length or place with two digits at most after the point, never "-0".

    >>> [number(v) for v in (3.0, 2.345, -0.001)]
    ['3', '2.35', '0']
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def at(share: float) -> str:
    """A place on the axis, 0 to 100, as SVG writes it."""
    return f"{number(share)}%"


def pin(x: float, *children: Markup, y: str = "50%", class_: str = "fig-pin") -> Markup:
    """Shapes drawn around (0, 0) in pixels, set down at `x` per cent of the width."""
    return element("svg", *children, x=at(x), y=y, class_=class_, overflow="visible")


def picture(
    title: str, description: str, *children: Markup, **attributes: str | float | None
) -> Markup:
    """An `<svg>` that is one image to a screen reader, with its name and description."""
    named = (element("title", one_line(title)), element("desc", one_line(description)))
    return element("svg", *named, *children, role="img", **attributes)


def label(text: str, most: int) -> str:
    """A name on one line for a drawing: no control characters, at most `most` code points.

    >>> label("The Lower Sallow Advertiser", 12)
    'The Lower…'
    """
    line = one_line(text)
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip(" ,;:-–") + ELLIPSIS


def caption(heading: str, note: str = "") -> Markup:
    """The heading of a figure and a line under it."""
    return macro("caption", heading=heading, note=note)


def macro(name: str, **values: object) -> Markup:
    """What one macro of the template writes; only what HTML can carry is left in it."""
    written = getattr(_template().module, name)(**values)
    return Markup(text_of(str(written)))  # noqa: S704 - the template escapes


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader("twosource.dossier", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("figures.html.j2")
