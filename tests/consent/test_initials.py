"""Initials."""

from __future__ import annotations

import pytest

from tereze.consent.initials import initials
from tereze.model.mentions import Name


@pytest.mark.parametrize(
    ("name", "short"),
    [("Мысал Есім", "М. Е."), ("Example van Name", "E. V. N."), ("مىسال ئىسىم", "م. ئ."), ("Q. Z.", "Q. Z.")],
)
def test_the_first_letters_in_the_script_of_the_name(name: str, short: str) -> None:
    made = initials(Name(text=name, lang="kk"))
    assert made == Name(text=short, lang="kk")
    assert initials(made) == made


@pytest.mark.parametrize("name", ["王伟", "娜孜·别克", "", "…", "42"])
def test_none_where_they_would_give_the_name_away(name: str) -> None:
    assert initials(Name(text=name)) is None


def test_none_of_an_alias() -> None:
    assert initials(Name(text="Example Alias", sort="alias")) is None
