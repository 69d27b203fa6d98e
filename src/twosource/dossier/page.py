"""A dossier as one HTML page: no network, opens from disk, prints, reads on a phone."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from markupsafe import Markup

from twosource.dossier.fulltext import text_of
from twosource.dossier.page_view import View, view_of

if TYPE_CHECKING:
    from jinja2 import Template

    from twosource.model import Dossier

__all__ = ["page"]


def page(dossier: Dossier) -> str:
    """The whole page as HTML text. The same dossier gives the same page.

    Everything from the reports is escaped, and the page's own policy allows only its own style
    and script, by their hashes, so that a report's text can neither run nor load anything.
    """
    view = view_of(dossier)
    style = _file("page.css") + _target_rules(view)
    script = _file("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    written = _template().render(
        view=view,
        policy=policy,
        style=Markup(style),  # noqa: S704 - our own file and anchors of our own making
        script=Markup(script),  # noqa: S704 - our own file
    )
    return text_of(written)


def _target_rules(view: View) -> str:
    """Without the script a link still lights up all words of its place, in every piece."""
    rules = [f"#{a}:target~[data-p~={a}]" for report in view.reports for a in report.anchors]
    return f"\n{','.join(rules)}{{background:var(--lit);color:var(--ink)}}\n" if rules else ""


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _file(name: str) -> str:
    return (resources.files("twosource.dossier") / "templates" / name).read_text("utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader("twosource.dossier", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.j2")
