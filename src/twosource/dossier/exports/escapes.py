"""Words from outside made safe to stand in Markdown, TeX and wikitext: shown, never obeyed.

Each function gives one line, without control characters and marks of direction (`plain`).
"""

from __future__ import annotations

import re

from twosource.dossier.plain import one_line

__all__ = ["for_markdown", "for_tex", "for_wikitext", "within_markdown"]

# ---------------------------------------------------------------- Markdown

# What CommonMark reads anywhere in a line; `://` and `www.` would become links on some sites.
_MARKDOWN = re.compile(r"[\\`*_\[\]<>|~$#]|&(?=#|\w)|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What it reads at the start of a line only: lists, headings by underlining.
_MARKDOWN_LEADING = re.compile(r"^(\d{1,9})([.)])|^()([+=-])")


def for_markdown(words: str) -> str:
    """The words as Markdown (CommonMark, GitHub) shows them, wherever they stand in a line."""
    line = within_markdown(one_line(words))
    return _MARKDOWN_LEADING.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[4]}", line)


def within_markdown(line: str) -> str:
    """The part of a line as it is, space at its ends and all, for the middle of a line."""
    return _MARKDOWN.sub(lambda found: f"\\{found[0]}", line)


# ---------------------------------------------------------------- TeX

# A brace is counted by BibTeX even behind a backslash, so it must become a command.
_TEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{sign: f"\\{sign}" for sign in "$&%#_"},
}
_TEX_SPECIAL = re.compile("[" + re.escape("".join(_TEX)) + "]")


def for_tex(words: str) -> str:
    """The words as TeX shows them, to stand between the braces of a field of BibTeX."""
    return _TEX_SPECIAL.sub(lambda found: _TEX[found[0]], one_line(words))


# ---------------------------------------------------------------- wikitext

# Markup, signatures (~~~~), switches (__TOC__) and what becomes a link by itself. An entity is
# read as text everywhere, also within a template, where `<nowiki>` is not.
_WIKITEXT = re.compile(
    r"[\[\]{}|<>]|&(?=#?\w+;)|'(?=')|(?<=')'|~(?=~)|(?<=~)~|_(?=_)|(?<=_)_|:(?=//)"
    r"|(?<=\bISBN)\s|(?<=\bRFC)\s|(?<=\bPMID)\s|^[*#:;='-]|[=']$"
)
# The schemes of MediaWiki ($wgUrlProtocols) that need no slashes.
_SCHEME = re.compile(
    r"\b(bitcoin|geo|magnet|mailto|matrix|news|sips?|sms|tel|urn|xmpp):(?=\S)", re.IGNORECASE
)


def for_wikitext(words: str) -> str:
    """The words as MediaWiki shows them, in a line of their own or within a template."""
    line = _WIKITEXT.sub(lambda found: f"&#{ord(found[0])};", one_line(words))
    return _SCHEME.sub(lambda found: f"{found[1]}&#58;", line)
