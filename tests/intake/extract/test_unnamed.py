"""People without a name, and people at large."""

from __future__ import annotations

import pytest
from spoken import held

from tereze.intake.extract import unnamed


@pytest.mark.parametrize(
    ("words", "human"),
    [
        ("A Uyghur linguist", True),
        ("An ethnic Kazakh man", True),
        ("The other two", True),
        ("Two of his brothers", True),
        ("A letter", False),
        ("The list", False),
        ("A million people", False),
        ("The document", False),
    ],
)
def test_what_is_human(words: str, human: bool) -> None:
    assert unnamed.is_human(words) is human


@pytest.mark.parametrize(
    ("lead", "some"),
    [
        ("He added that two of his clients' relatives ", True),
        ("At least five members of her family ", True),
        ("Two colleagues, whose names are known, ", True),
        ("One of the letters was lost. Both ", True),
        ("He had spent five months ", False),
        ("Roza Kenzhe ", False),
        ("Two of his cellmates ", False),
    ],
)
def test_some_before_a_verb(lead: str, some: bool) -> None:
    assert unnamed.some_before(lead) is some


def test_people_at_large_are_nobody() -> None:
    assert unnamed.at_large_before("a camp where, she says, women ")
    assert not unnamed.at_large_before("the four women ")
    assert held("Roza Kenzhe was in a camp where, she says, women vanished at night.") == [
        ("Roza Kenzhe", "internment", "")
    ]


def test_someone_behind_a_verb() -> None:
    assert unnamed.some_behind(" an ethnic Kazakh man who fled")
    assert unnamed.some_behind(" three women on Friday")
    assert not unnamed.some_behind(" the report on Friday")
