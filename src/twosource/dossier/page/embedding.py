"""The dossier inside its page, as JSON that nothing in a report can break out of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from twosource.dossier.as_json import dumps, to_dict

if TYPE_CHECKING:
    from twosource.model import Dossier

__all__ = ["ELEMENT", "embedded"]

# The id of the element that `twosource show` reads a dossier back from.
ELEMENT = "dossier"

# In JSON these stand in strings only. Without "<" there is no "</script" and no "<!--"; the others
# are what HTML cannot carry or a parser would change.
_RISKY = re.compile(r"[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def embedded(dossier: Dossier) -> Markup:
    """The element's text: JSON on one line, in which every risky character is an escape.

    A JSON reader gives back exactly what `as_json.to_dict` says.
    """
    text = dumps(to_dict(dossier), line=True)
    return Markup(_RISKY.sub(lambda c: f"\\u{ord(c[0]):04x}", text))  # noqa: S704 - no "<" is left
