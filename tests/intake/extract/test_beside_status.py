"""The person of a status where no verb puts one there."""

from __future__ import annotations

import pytest
from spoken import held


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Murat Zhaken's arrest in June 2018 shocked the village.", ("Murat Zhaken", "police_custody", "2018-06")),
        ("The death of Murat Zhaken shocked the village.", ("Murat Zhaken", "deceased", "")),
        ("Police confiscated the passport of Murat Zhaken.", ("Murat Zhaken", "papers_withheld", "")),
        ("Border guards took away Murat Zhaken's passport.", ("Murat Zhaken", "papers_withheld", "")),
        ("Murat Zhaken had his passport taken.", ("Murat Zhaken", "papers_withheld", "")),
        ("Murat Zhaken, jailed for 12 years, is a vet.", ("Murat Zhaken", "prison", "")),
        ("Held in a camp for ten months, Roza Kenzhe lives here now.", ("Roza Kenzhe", "internment", "")),
        ("Among those held in the camp was Roza Kenzhe.", ("Roza Kenzhe", "internment", "")),
        ("Roza Kenzhe last saw her son in 2017, before he was taken to a camp.", ("", "internment", "")),
        ("Roza Kenzhe wept. Her brother is a vet. He was arrested.", ("", "police_custody", "")),
    ],
)
def test_owners_and_neighbours(text: str, expected: tuple[str, str, str]) -> None:
    assert held(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Roza Kenzhe demanded the release of Murat Zhaken.",
        "Roza Kenzhe demanded that all prisoners be released.",
        "Police arrived after an arrest in the village.",
        "Passports were kept in a drawer.",
    ],
)
def test_wishes_and_things_of_nobody_are_none(text: str) -> None:
    assert held(text) == []


def test_whose_disappearance_and_who_was_told_of_another() -> None:
    assert held("The singer Roza Kenzhe, whose disappearance in 2018 caused an outcry, sang.") == [
        ("Roza Kenzhe", "missing", "2018")
    ]
    text = "Murat Zhaken was arrested. In June his brother was told that he was in a camp."
    assert ("Murat Zhaken", "internment", "") in held(text)
