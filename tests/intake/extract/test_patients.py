"""Whom a status is told of."""

from __future__ import annotations

import pytest
from spoken import held


@pytest.mark.parametrize(
    ("text", "about", "status"),
    [
        ("Police in Emin arrested Murat Zhaken at home.", "Murat Zhaken", "police_custody"),
        ("Murat Zhaken, a vet, was arrested.", "Murat Zhaken", "police_custody"),
        ("Roza Kenzhe, whose brother Murat Zhaken was arrested, left.", "Murat Zhaken", "police_custody"),
        ("Roza Kenzhe, 52, who was released in January, left.", "Roza Kenzhe", "released"),
        ("Roza Kenzhe is a nurse. A court placed her under house arrest.", "Roza Kenzhe", "house_arrest"),
        ("Her brother, Murat Zhaken, left. In May police arrested her brother.", "Murat Zhaken", "police_custody"),
        ("Two of her brothers were arrested.", "", "police_custody"),
        ("“I was arrested,” Roza Kenzhe said.", "Roza Kenzhe", "police_custody"),
        ("“My sister was arrested,” Roza Kenzhe said.", "", "police_custody"),
        ("After he vanished in Emin, Murat Zhaken was forgotten.", "Murat Zhaken", "missing"),
    ],
)
def test_the_person_of_a_status(text: str, about: str, status: str) -> None:
    assert [(one[0], one[1]) for one in held(text)] == [(about, status)]


@pytest.mark.parametrize(
    "text",
    [
        "The report was released on Monday.",
        "Guards at a camp beat him.",
        "The cases of detained relatives are many.",
        "The charge carries up to seven years in prison, Roza Kenzhe knows.",
        "More than 80,000 people were arrested.",
    ],
)
def test_nobody_is_meant(text: str) -> None:
    assert held(text) == []
