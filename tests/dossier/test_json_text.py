from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from whole import WHOLE, WORDS

from twosource.dossier.as_json import to_dict
from twosource.dossier.json_text import ROW_WIDTH, WIDTH, dumps

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=20,
)  # fmt: skip


@given(st.dictionaries(WORDS, VALUES))
def test_what_was_written_is_read(data: dict[str, object]) -> None:
    assert json.loads(dumps(data)) == data
    assert json.loads(dumps(data, line=True)) == data
    assert "\n" not in dumps(data, line=True)


def test_short_objects_and_rows_stay_on_one_line() -> None:
    data = {"a": [1, 2], "b": {"c": "d"}, "e": [{"f": 1}, {"g": [[1, 2], "h" * WIDTH]}], "i": []}
    assert dumps(data).split("\n") == [
        "{",
        ' "a": [1, 2],',
        ' "b": {"c": "d"},',
        ' "e": [',
        '  {"f": 1},',
        "  {",
        f'   "g": [[1, 2], "{"h" * WIDTH}"]',
        "  }",
        " ],",
        ' "i": []',
        "}",
    ]


def test_no_line_of_a_dossier_is_wider_but_for_its_words() -> None:
    for line in dumps(to_dict(WHOLE)).split("\n"):
        assert len(line) <= ROW_WIDTH + 40 or line.count('": "') == 1
