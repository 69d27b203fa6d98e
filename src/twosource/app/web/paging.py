"""The dossier's page inside the app: the same page, under a bar that leads back to the story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from twosource.dossier.page import page

if TYPE_CHECKING:
    from twosource.model import Dossier

__all__ = ["Framed", "dossier_page", "framed"]

_POLICY = re.compile(
    r'<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"\s*/?>\n?', re.IGNORECASE
)
_REFERRER = re.compile(r'<meta\s+name="referrer"[^>]*>\n?', re.IGNORECASE)
# A link that skips to the content stays the first thing in the page.
_OPENING = re.compile(r'<body[^>]*>\n?(?:<a class="skip"[^>]*>[^<]*</a>\n?)?')
_HASHES = re.compile(r"(style|script)-src ([^;]*)")


@dataclass(frozen=True, slots=True)
class Framed:
    """A page and the policy that it is to be sent under."""

    html: str
    policy: str


def dossier_page(dossier: Dossier, *, actions: str) -> str:
    """The page with the forms that send decisions to the address `actions`."""
    return page(dossier, actions=True, actions_url=actions)


def framed(html: str, bar: str) -> Framed:
    """A dossier's page with `bar` at its top, and the policy for both.

    The page's own policy forbids all forms and any style but its own; here the server says the
    policy instead: what the page allows by its hashes, and what the app itself serves.
    """
    found = _POLICY.search(html)
    own = dict(_HASHES.findall(unescape(found[1]))) if found else {}
    style = f"{own.get('style', '')} 'self'".strip()
    script = f"{own.get('script', '')} 'self'".strip()
    policy = (
        f"default-src 'none'; style-src {style}; script-src {script}; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    # Without a referrer a form's request would come from nowhere, and be refused.
    html = _REFERRER.sub("", _POLICY.sub("", html, count=1), count=1)
    head, _, rest = html.partition("</head>")
    link = '<link rel="icon" href="data:,">\n<link rel="stylesheet" href="/static/bar.css">\n'
    opening = _OPENING.search(rest)
    at = opening.end() if opening else 0
    return Framed(f"{head}{link}</head>{rest[:at]}{bar}{rest[at:]}", policy)
