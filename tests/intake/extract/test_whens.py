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
