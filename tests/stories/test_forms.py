from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twosource.stories.forms import deletions, one_edit, plain, skeleton

SHORT = st.text("abcd", max_size=6)


@given(st.text(max_size=30))
def test_plain_is_settled(text: str) -> None:
    form = plain(text)
    assert form == " ".join(form.split())
    assert skeleton(form) == skeleton(form)


@given(SHORT, SHORT)
def test_one_edit_is_symmetric_and_found_by_deletions(a: str, b: str) -> None:
    assert one_edit(a, b) == one_edit(b, a)
    if one_edit(a, b):
        assert deletions(a) & deletions(b)


def test_one_edit() -> None:
    assert one_edit("marven", "marven")
    assert one_edit("marven", "maren")
    assert one_edit("marven", "marvon")
    assert one_edit("marven", "mavren")
    assert not one_edit("marven", "marona")
    assert not one_edit("marven", "nevram")
