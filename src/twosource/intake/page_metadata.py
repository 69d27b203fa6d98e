"""What a page says of itself: ld+json first, then meta fields, then the headline in the page."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from twosource.intake.dates import iso_date
from twosource.intake.settings import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

__all__ = ["PageMetadata", "page_metadata"]

_SPACE = re.compile(r"\s+")
_SITE = re.compile(r"\s+[|\-–—·:»]\s+(?=[^|\-–—·»]{2,40}$)")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Each field as the page gives it, white space folded, dates as ISO 8601; else None."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None


def page_metadata(tree: HtmlElement) -> PageMetadata:
    """Read an lxml document."""
    fields = table("page")
    meta = _meta(tree)
    article = next(_articles(tree, frozenset(fields["types"])), {})
    outlet = _named(article.get("publisher")) or _first(meta, fields["outlet"])
    return PageMetadata(
        title=_title(tree, article, meta, outlet),
        outlet=outlet,
        byline=_named(article.get("author")) or _byline(meta, fields["byline"]),
        published=_date(article.get("datePublished")) or _meta_date(tree, meta, fields["date"]),
        url=_url(tree, meta),
    )


def _folded(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return _SPACE.sub(" ", value).strip() or None


def _meta(tree: HtmlElement) -> dict[str, str]:
    out: dict[str, str] = {}
    for element in tree.iter("meta"):
        value = _folded(element.get("content"))
        for key in ("property", "name", "itemprop"):
            name = element.get(key)
            if name and value:
                out.setdefault(name.strip().lower(), value)
    return out


def _first(meta: dict[str, str], names: list[str]) -> str | None:
    return next((meta[n] for n in names if n in meta), None)


def _articles(tree: HtmlElement, types: frozenset[str]) -> Iterator[dict[str, Any]]:
    """The objects of an article's type, wherever they lie in the page's ld+json."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            # Line breaks inside strings are common there, and harmless.
            value = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue  # broken ld+json is common; the meta fields are read next
        queue = [value]
        while queue:
            item = queue.pop(0)
            if isinstance(item, list):
                queue.extend(item)
            elif isinstance(item, dict):
                kinds = item.get("@type")
                if types.intersection(kinds if isinstance(kinds, list) else [str(kinds)]):
                    yield item
                queue.extend(item[k] for k in ("@graph", "mainEntity") if k in item)


def _named(value: object) -> str | None:
    """The names in a field that holds a string, an object with a name, or a list of these."""
    if isinstance(value, list):
        names = [n for n in (_named(v) for v in value[:6]) if n]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        return _named(value.get("name"))
    name = _folded(value)
    return None if name is None or name.startswith(("http:", "https:")) else name


def _byline(meta: dict[str, str], names: list[str]) -> str | None:
    found = _first(meta, names)
    return None if found is None or found.startswith(("http", "www.", "@")) else found


def _date(value: object) -> str | None:
    folded = _folded(value)
    return iso_date(folded) if folded else None


def _meta_date(tree: HtmlElement, meta: dict[str, str], names: list[str]) -> str | None:
    for name in names:
        found = iso_date(meta[name]) if name in meta else None
        if found:
            return found
    for element in tree.iter("time"):
        if (
            "publish"
            in " ".join([element.get("itemprop") or "", element.get("class") or ""]).lower()
        ):
            found = iso_date(element.get("datetime") or "")
            if found:
                return found
    return None


def _title(
    tree: HtmlElement, article: dict[str, Any], meta: dict[str, str], outlet: str | None
) -> str | None:
    """The headline: of the page itself where ld+json or meta agree with it, else theirs."""
    headings = [h for h in (_folded(e.text_content()) for e in tree.iter("h1")) if h]
    told = _folded(article.get("headline")) or meta.get("og:title") or meta.get("twitter:title")
    titles = [t for t in (_folded(e.text_content()) for e in tree.iter("title")) if t]
    if told:
        told = _without_site(told, outlet)
        for heading in headings:
            if _same(heading, told):
                return heading
        return told
    if len(headings) == 1:
        return headings[0]
    if titles:
        for heading in headings:
            if _same(heading, titles[0]):
                return heading
        return _without_site(titles[0], outlet)
    return headings[0] if headings else None


def _same(heading: str, told: str) -> bool:
    a, b = heading.lower(), told.lower()
    return len(a) > 10 and (a in b or b in a)


def _without_site(title: str, outlet: str | None) -> str:
    """As in "Bridge shut | The Echo" without the site's name."""
    found = _SITE.search(title)
    if found is None:
        return title
    tail = title[found.end() :]
    known = outlet and (outlet.lower() in tail.lower() or tail.lower() in outlet.lower())
    return title[: found.start()] if known or "|" in found.group() else title


def _url(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith(
            "http"
        ):
            return str(link.get("href")).strip()
    found = meta.get("og:url")
    return found if found and found.startswith("http") else None
