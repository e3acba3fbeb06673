"""Through whom words came."""

from __future__ import annotations

import pytest
from spoken import said


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Roza Kenzhe told Radio Example that she left.", ("Radio Example",)),
        ("Roza Kenzhe told CTN last month that she left.", ("CTN",)),
        ("“We left,” Roza Kenzhe said in an interview in Emin with Radio Example.", ("Radio Example",)),
        ("Roza Kenzhe told parliament that she left.", ()),
        ("Roza Kenzhe told reporters that she left.", ()),
        ("“We left,” said Roza Kenzhe, researcher at Radio Example.", ()),
        ("China told a United Nations panel that it was a school.", ()),
    ],
)
def test_the_chain(text: str, chain: tuple[str, ...]) -> None:
    assert [one[2] for one in said(text)] == [chain]
