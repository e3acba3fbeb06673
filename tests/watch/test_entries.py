"""Claims about entries and shares: what the register can say, what would confirm it, and why it cannot tell."""

from __future__ import annotations

import msgspec
import pytest

from tereze.model import dates
from tereze.model.events import Figure, Position
from tereze.watch import claims
from tereze.watch.claims import ClaimTest
from tereze.watch.entries import EntryTally, ShareTally, entries_on, of_entries, of_share, share_on
from tereze.watch.material import Entry, Held, Material

ENTRIES = (
    Entry(person="T-1", learned="2018-01-01", witnesses=2),
    Entry(person="T-2", learned="2019-01-01", documents=1),
    Entry(person="T-3", learned="2019-06-01", refuted=True),
    Entry(person="T-4"),
)
HELD = (
    Held(person="T-1", status="internment", when="2018-01/2018-09", witnesses=1, learned="2018-10-01"),
    Held(person="T-1", status="released", when="2018-09", witnesses=1, learned="2018-10-01"),
    Held(person="T-2", status="internment", when="2018-01/2020-06", witnesses=1, learned="2020-07-01"),
    Held(person="T-3", status="prison", when="2018-01", documents=1, learned="2018-10-01"),
    Held(person="T-4", status="internment", when="2018-01"),  # a name under it, nobody behind it
    Held(person="T-5", status="released", when="2018-09", witnesses=1, learned="2018-10-01"),  # never said to be held
)


def claim(value: int, unit: str, what: str) -> Position:
    return Position(
        id="p9", source="s1", actor="press@1", topic="the list", stance="reports", when="2019-03-01",
        number=Figure(value=value, unit=unit, what=what),
    )  # fmt: skip


def held_against(material: Material, position: Position) -> ClaimTest:
    given = msgspec.structs.replace(material, positions=(position,), entries=ENTRIES, held=HELD)
    (found,) = claims.tested(given, {}, "2020-12-01")
    return found


def test_entries_are_counted_by_what_stands_behind_them() -> None:
    found = entries_on(ENTRIES, "now", None)
    assert found == EntryTally(as_of="now", total=4, witnessed=1, several=1, documented=1, bare=2, refuted=1)
    assert entries_on(ENTRIES, "then", dates.read("2019-03-01").last).total == 2


@pytest.mark.parametrize(
    ("value", "code", "says"),
    [
        (2, "entries_cannot_tell", "cannot tell, no entry is named: of 4 entries 1 rest on a witness"),
        (3, "entries_beyond_bare", "at least 1 would have to be that a witness, a document or an official"),
        (1300, "entries_too_many", "the claim says 1300, the register holds fewer"),
    ],
)
def test_invented_entries(value: int, code: str, says: str) -> None:
    found = of_entries(value, entries_on(ENTRIES, "now", None))
    assert found[0] == code
    assert says in found[1]


def test_an_empty_register_cannot_tell() -> None:
    assert of_entries(5, EntryTally(as_of="now")) == ("entries_none", "cannot tell: the register holds no entry")
    assert of_share(51, ShareTally(as_of="now"))[0] == "share_none"


def test_a_share_has_bounds_among_the_registers_own() -> None:
    found = share_on(HELD, ("released",), "now", dates.read("2019-03-01"))
    assert found == ShareTally(as_of="now", of=3, shown=1, still=1, unknown=1, low=33, high=67)


def test_most_have_returned_cannot_be_told_and_all_can_be_contradicted() -> None:
    found = share_on(HELD, ("released",), "now", dates.read("2019-03-01"))
    code, words = of_share(51, found)
    assert code == "share_cannot_tell"
    assert words.startswith("cannot tell, the register is no sample: of 3 people")
    assert "33 % to 67 %" in words
    assert of_share(100, found)[0] == "share_contradicted"


def test_a_claim_about_entries_says_what_would_confirm_it(material: Material) -> None:
    found = held_against(material, claim(1300, "entries", "invented"))
    assert (found.unit, found.code) == ("entries", "entries_too_many")
    assert found.entries_then is not None
    assert found.entries_now is not None
    assert (found.entries_then.total, found.entries_now.total) == (2, 4)
    assert "which entries, by number" in found.missing
    assert "the list of the entries meant, each by its number" in found.would_confirm


def test_a_claim_of_a_share_is_held_against_then_and_now(material: Material) -> None:
    found = held_against(material, claim(51, "percent", "most have returned home"))
    assert (found.unit, found.statuses, found.code) == ("share", ("released",), "share_cannot_tell")
    assert found.share_then is not None
    assert found.share_now is not None
    assert (found.share_then.of, found.share_now.of) == (2, 3)
    assert any("sample" in words for words in found.would_confirm)


def test_a_share_of_nothing_the_table_knows_stays_untestable(material: Material) -> None:
    found = held_against(material, claim(51, "percent", "are content"))
    assert (found.code, found.share_now) == ("untestable", None)


def test_what_ended_before_the_claim_is_not_still() -> None:
    ended = Held(person="T-9", status="prison", when="2020-01", phase="ended", witnesses=1)
    assert share_on((ended,), ("released",), "now", dates.read("2019-03-01")).still == 0
