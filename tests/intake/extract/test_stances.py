"""Who denies, and who does not know."""

from __future__ import annotations

import pytest
from spoken import said


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The interior ministry said it knew nothing of the case.", "does_not_know"),
        ("A clerk at the Example court said the matter was unknown to him.", "does_not_know"),
        ("The ministry had no knowledge of any such list, its press officer said.", "does_not_know"),
        ("The foreign ministry said no journalist was in prison for his work.", "denies"),
        ("The foreign ministry said nobody had been tortured there.", "denies"),
        ("The embassy said there was no plan to send anyone back.", "denies"),
        ("The government said the country had no political prisoners.", "denies"),
        ("“We have never employed anyone against their will,” the factory’s manager told us.", "denies"),
        ("“No complaint was ever made,” said the prosecutor.", "denies"),
        # told of one's own, ahead, or of a thing that is described: not a denial
        ("Her mother said she did not know where he was.", "asserts"),
        ("The ministry said nobody would be sent to a third country.", "asserts"),
        ("The prosecutor said that acting for a body that does not exist was an offence.", "asserts"),
        ("The ministry said no decision was needed.", "asserts"),
        ("A neighbour said nobody had been tortured there.", "asserts"),
    ],
)
def test_the_stance_of_what_is_told(text: str, stance: str) -> None:
    assert [one[1] for one in said(text)] == [stance]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The clerk would neither confirm nor deny the verdict.", "refuses"),
        ("The interior ministry would not be drawn.", "refuses"),
        ("The prosecutor refused to talk to reporters afterwards.", "refuses"),
        ("The officer hung up when asked for numbers.", "refuses"),
    ],
)
def test_who_does_not_answer(text: str, stance: str) -> None:
    assert [one[1] for one in said(text)] == [stance]


def test_a_prosecutor_before_a_colon_denies_too() -> None:
    assert said("The prosecutor: “No complaint was ever made in this court.”") == [("The prosecutor", "denies", ())]
