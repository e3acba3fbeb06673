"""Places as people wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.weigh.places import WRITTEN, words_of


@pytest.mark.parametrize(
    ("one", "other", "related"),
    [
        ("Ili", "Ili", True),
        ("", "Ili", True),
        ("Yining county, Ili", "Ili", True),
        ("Ili; Yining County", "yining county", True),
        ("Yining county", "Yining city", False),
        ("Ili", "Kashgar", False),
        ("新疆伊犁", "伊犁", True),
        ("伊犁", "喀什", False),
        ("Өскемен қаласы", "ӨСКЕМЕН", True),
        ("Ａltay", "altay", True),
        ("Ili", "伊犁", False),  # only a gazetteer knows
    ],
)
def test_related(one: str, other: str, related: bool) -> None:
    assert WRITTEN.related(one, other) is related
    assert WRITTEN.related(other, one) is related


@given(st.text(max_size=30), st.text(max_size=30))
def test_it_is_symmetric_and_everything_lies_in_itself(one: str, other: str) -> None:
    assert WRITTEN.related(one, one)
    assert WRITTEN.related(one, other) == WRITTEN.related(other, one)


def test_a_place_lies_in_each_of_its_words() -> None:
    assert words_of("Example county, Model") == {"example", "county", "model"}
