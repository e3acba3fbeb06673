"""The date of a status stands in its own clause."""

from __future__ import annotations

import pytest
from spoken import held


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Roza Kenzhe was arrested in Emin on her way home from a wedding in June 2018.", "2018-06"),
        ("In June 2018, Roza Kenzhe, a nurse, was arrested.", "2018-06"),
        ("Roza Kenzhe has been missing since 2017.", "2017/.."),
        ("On Monday she learned that Roza Kenzhe had been arrested.", ""),
        ("Roza Kenzhe, who crossed in June 2018, was arrested.", ""),
        ("In 2017 her son left. In August that year Roza Kenzhe was arrested.", "2017-08"),
    ],
)
def test_the_date(text: str, when: str) -> None:
    assert [one[2] for one in held(text)] == [when]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Roza Kenzhe was held in a camp from May 2018 until at least November 2018.", "2018-05/2018-11"),
        ("Roza Kenzhe taught until May 2018, when police arrested her.", "2018-05"),
        ("The court placed Roza Kenzhe under house arrest until 20 May 2019.", ""),
        ("Roza Kenzhe lost contact with her brother, Murat Zhaken, in 2017.", "2017"),
        ("Murat Zhaken was jailed for seven and a half years in 2018.", "2018"),
    ],
)
def test_intervals_when_and_until(text: str, when: str) -> None:
    assert [one[2] for one in held(text)] == [when]
