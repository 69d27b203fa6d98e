"""The page written: templates filled, style and script inside, and the policy that rules them."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from markupsafe import Markup

from twosource.dossier.fulltext import text_of
from twosource.dossier.page.embedding import embedded
from twosource.dossier.page.matrix import ACTS
from twosource.dossier.page.reports import LAYERS, QUOTE_HERE
from twosource.dossier.page.sections import figures_of
from twosource.dossier.page.view import view_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from twosource.model import Dossier

__all__ = ["page"]

_STYLES = ("page.css", "page_claims.css", "page_table.css", "page_print.css", "figures.css")


def page(
    dossier: Dossier,
    *,
    sections: Mapping[str, Markup] | None = None,
    actions: bool = False,
    actions_url: str = "/decisions",
) -> str:
    """The whole page as HTML text. The same dossier gives the same page.

    Everything from the reports is escaped, and the page's own policy allows only its own style
    and script, by their hashes, so that a report's text can neither run nor load anything.

    `sections` are the figures by the names in `sections.FIGURES`; where it is not given, those of
    `figures_of`. With `actions` each claim and the list of reports have buttons for decisions,
    which POST to `actions_url`: fields `kind` (a DecisionKind, or "merge:" and a claim's id where
    the words of this one surely say the same), `claim` (a Claim.id), `with` (the
    other claim's id), `evidence` ("report:start:end", several), `report` (ids, several), `note`.
    """
    draw = figures_of if sections is None else lambda _dossier, _links: sections
    view = view_of(dossier, _version(), draw)
    style = "\n".join(_file(name) for name in _STYLES)
    script = _file("page.js")
    environment = _environment()
    written = environment.get_template("page.html.j2").render(
        view=view,
        acts=ACTS,
        layers=LAYERS,
        quote_here=QUOTE_HERE,
        actions=actions,
        actions_url=actions_url,
        policy=_policy(style, script, actions=actions),
        style=Markup(style),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704 - our own file
        data=embedded(dossier),
    )
    return text_of(written)


def _policy(style: str, script: str, *, actions: bool) -> str:
    """Nothing is loaded or sent; only this style and script count."""
    forms = "'self'" if actions else "'none'"
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        f"img-src data:; form-action {forms}; base-uri 'none'"
    )


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return version("twosource")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return ""


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _file(name: str) -> str:
    return (resources.files("twosource.dossier") / "templates" / name).read_text("utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    return Environment(
        loader=PackageLoader("twosource.dossier", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
