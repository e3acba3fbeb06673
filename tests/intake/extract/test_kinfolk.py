"""Kin who are named somewhere in the text."""

from __future__ import annotations

import pytest
from spoken import cast, held

from tereze.intake.extract.kinfolk import OWNED, Kinfolk


def _named(text: str, words: str) -> str:
    match = OWNED.search(text, text.index(words))
    assert match is not None
    found = Kinfolk(text, cast(text)).named(match)
    return found.text if found is not None else ""


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Her brother, Murat Zhaken, left. Police took her brother.", "her brother.", "Murat Zhaken"),
        ("Roza Kenzhe, his wife, came. His wife spoke.", "His wife spoke", "Roza Kenzhe"),
        ("Her brother Murat Zhaken and her brother Dauren Qasym left. Her brother wept.", "Her brother wept", ""),
        ("Her brother, Murat Zhaken, left. Her brothers wept.", "Her brothers", ""),
        ("Murat Zhaken left. Her brother wept.", "Her brother", ""),
    ],
)
def test_kin_is_the_one_person_named_so(text: str, words: str, name: str) -> None:
    assert _named(text, words) == name


@pytest.mark.parametrize(
    "text",
    [
        "Her nephew, the teacher Murat Zhaken, has been in prison since 2017.",
        "Her father, a retired baker named Murat Zhaken, was sentenced to 15 years.",
        "Her brother-in-law, Murat Zhaken, is in prison.",
    ],
)
def test_what_a_relative_is_may_stand_before_his_name(text: str) -> None:
    assert [(one[0], one[1]) for one in held(text)] == [("Murat Zhaken", "prison")]
