"""Templates filled in: everything is escaped, and what HTML cannot carry is replaced."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from twosource.dossier.fulltext import escaped, text_of
from twosource.dossier.wording import count, when

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["filled", "story_address"]


def filled(template: str, **values: object) -> str:
    """The template of that name as HTML text."""
    return text_of(_environment().get_template(f"{template}.html.j2").render(**values))


def story_address(name: str, *rest: str) -> str:
    """The path of a story's page, or of one below it."""
    return "/".join(["/stories", *(quote(part, safe="") for part in (name, *rest))])


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader("twosource.app.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["address"] = story_address
    environment.filters["counted"] = count
    environment.filters["when"] = when
    environment.filters["exactly"] = escaped
    return environment
