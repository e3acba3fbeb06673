"""Places said less precisely."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.consent.levels import PLACE
from tereze.consent.places import by_parts

FULL = "12 Abai street, Qarabulaq village, Emin county, Tacheng, Xinjiang, China"


@pytest.mark.parametrize(
    ("text", "county", "region", "country"),
    [
        (FULL, "Emin county, Tacheng, Xinjiang, China", "Xinjiang, China", "China"),
        ("Emin county, Tacheng, Xinjiang", "Emin county, Tacheng, Xinjiang", "Xinjiang", ""),
        ("Qarabulaq, Xinjiang", "Xinjiang", "Xinjiang", ""),
        ("Qarabulaq", "", "", ""),
        ("Almaty", "Almaty", "Almaty", ""),
        ("Kazakhstan", "Kazakhstan", "Kazakhstan", "Kazakhstan"),
        ("Тарбағатай аймағы, Еміл ауданы, Қарабұлақ ауылы", "Тарбағатай аймағы, Еміл ауданы", "Тарбағатай аймағы", ""),
        ("新疆, 额敏县, 某村", "新疆, 额敏县", "新疆", ""),
        ("a camp in Emin county", "", "", ""),
        ("No. 3 prison, Emin county", "Emin county", "", ""),
        ("", "", "", ""),
    ],
)
def test_by_the_words_in_the_parts(text: str, county: str, region: str, country: str) -> None:
    assert by_parts(text, "exact") == text
    assert by_parts(text, "county") == county
    assert by_parts(text, "region") == region
    assert by_parts(text, "country") == country
    assert by_parts(text, "none") == ""


def test_a_level_nobody_knows_says_nothing() -> None:
    assert by_parts(FULL, "street") == ""


@given(st.lists(st.sampled_from([*FULL.split(", "), "Foo", "Bar town", "Әуелі", "新疆", "7th block"]), max_size=5))
def test_coarser_never_says_more_and_twice_is_as_once(parts: list[str]) -> None:
    text = ", ".join(parts)
    said: set[str] | None = None
    for level in PLACE[1:]:
        coarse = by_parts(text, level)
        assert by_parts(coarse, level) == coarse
        now = {part for part in coarse.split(", ") if part}
        assert now <= set(parts)
        assert said is None or now <= said
        said = now
