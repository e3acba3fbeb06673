"""What authorities hold."""

from __future__ import annotations

import pytest
from spoken import read


@pytest.mark.parametrize(
    ("text", "stance", "number"),
    [
        ("China dismissed the report as “pure invention”.", "denies", ""),
        ("The embassy rejected the family's account.", "denies", ""),
        ("Bai Jun, a senior official with the party, acknowledged that some people were held.", "admits", ""),
        ("The consul said the pupils were in vocational training.", "relabels", ""),
        ("The ministry said 15 elderly people would be allowed to return.", "promises", "15"),
        ("The ministry said the measures had stopped attacks.", "defends", ""),
        ("The county government said Roza Kenzhe had never been detained.", "denies", ""),
        ("Officials said most people had left the centres and found work.", "reports", ""),
    ],
)
def test_positions(text: str, stance: str, number: str) -> None:
    assert [(one.stance, one.number) for one in read(text).positions] == [(stance, number)]


@pytest.mark.parametrize(
    "text",
    [
        "The embassy did not deny it.",
        "The group's founder, Roza Kenzhe, denied the charge.",
        "A former police officer said the place was a vocational school.",
        "The embassy declined to comment.",
        "The ministry will say they were students.",
    ],
)
def test_none(text: str) -> None:
    assert read(text).positions == ()
