"""The names of one report with all their mentions.

Recall matters more than type: what the recogniser finds and what only its capitals show are both
taken; a name without a sure kind is "other".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.model import Mention, Name, NameKind
from twosource.reading.names_forms import forms_in
from twosource.reading.names_keys import key_of
from twosource.reading.names_kind import kind_of_votes
from twosource.reading.names_link import link
from twosource.reading.names_pronouns import settle_pronouns
from twosource.reading.names_roles import Group, give_roles, head_of, role_mentions

if TYPE_CHECKING:
    from twosource.reading.names_kind import Votes
    from twosource.reading.names_shape import Form
    from twosource.reading.parse import Parsed

__all__ = ["find"]


def find(parsed: Parsed) -> tuple[Name, ...]:
    """Names in the order of their first mention; `Name.id` is the place in this order.

    Offsets are code points of the report's text. A mention "title" covers its title; the spans of
    full names do not. Names of different people never share an id, but one person may have two
    where the report never joins the two forms.
    """
    forms = forms_in(parsed)
    if not forms:
        return ()
    gathered: dict[int, list[Form]] = {}
    for number, form in zip(link(forms), forms, strict=True):
        gathered.setdefault(number, []).append(form)
    groups = [Group(members, _kind(members)) for members in gathered.values()]
    give_roles(parsed, groups)
    for group in groups:
        full = _fullest(group)
        group.mentions.extend(_mention(form, full) for form in group.forms)
    places = {
        (form.part, head_of(parsed.docs[form.part].words, form).i): group
        for group in groups
        for form in group.forms
    }
    role_mentions(parsed, groups, places)
    settle_pronouns(parsed, groups, places)
    groups.sort(key=lambda g: min((m.start, m.end) for m in g.mentions))
    return tuple(
        Name(
            id=number,
            text=_text(parsed, group),
            kind=group.kind,
            mentions=tuple(sorted(group.mentions, key=lambda m: (m.start, m.end))),
            roles=tuple(group.roles),
        )
        for number, group in enumerate(groups)
    )


def _kind(forms: list[Form]) -> NameKind:
    votes: Votes = {}
    for form in forms:
        for kind, count in form.votes.items():
            votes[kind] = votes.get(kind, 0) + count
    return kind_of_votes(votes) or NameKind.OTHER


def _fullest(group: Group) -> Form:
    def fullness(form: Form) -> tuple[bool, int, int, bool, int, int]:
        key = key_of(form.words)
        # Of single words the shortest: the country before its adjective.
        length = sum(map(len, key))
        in_capitals = "".join(form.words).isupper()  # as a headline or a dateline has it
        return (
            not form.office,
            len(key),
            -length if len(key) == 1 else length,
            not in_capitals,
            len(form.words),
            -form.start,
        )

    return max(group.forms, key=fullness)


def _text(parsed: Parsed, group: Group) -> str:
    form = _fullest(group)
    return parsed.report.text[form.start : form.end]


def _mention(form: Form, full: Form) -> Mention:
    if form.office and not full.office:
        return Mention(form.start, form.end, "role")
    key, whole = key_of(form.words), key_of(full.words)
    if key == whole:
        how = "full"
    elif len(key) == 1 and form.words[0].isupper() and key[0] not in whole:
        how = "acronym"
    else:
        how = "part"
    if form.title < form.first and (key != whole or len(key) == 1):
        return Mention(form.title_start, form.end, "title")
    return Mention(form.start, form.end, how)
