"""Register numbers survive merging and splitting, and tell nothing. Everyone here is fictional."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.model.mentions import Number
from tereze.resolve.numbers import SPACE, NumbersExhausted, assign, is_number, leads_to, number_at

SECRET = b"a secret that only this test has"


def number(text: str, mention: str, at: str = "2019-01-01") -> Number:
    return Number(id=f"n-{mention}-{text}", number=text, mention=mention, at=at)


def test_a_number_is_seven_digits_and_the_same_every_time() -> None:
    assert is_number(number_at(SECRET, "office", 0))
    assert number_at(SECRET, "office", 7) == number_at(SECRET, "office", 7)


def test_fifty_thousand_numbers_of_one_installation_are_all_different() -> None:
    assert len({number_at(SECRET, "office", counter) for counter in range(50_000)}) == 50_000


def test_consecutive_persons_get_numbers_spread_over_the_whole_space() -> None:
    values = [int(number_at(SECRET, "office", counter)[2:]) for counter in range(3_000)]
    rising = sum(later > earlier for earlier, later in pairwise(values))
    assert 1_350 < rising < 1_650
    tenths = [sum(value * 10 // SPACE == tenth for value in values) for tenth in range(10)]
    assert min(tenths) > 230


def test_another_secret_or_another_office_gives_other_numbers() -> None:
    ours = [number_at(SECRET, "office", counter) for counter in range(50)]
    assert ours != [number_at(b"another secret", "office", counter) for counter in range(50)]
    assert not set(ours) & {number_at(SECRET, "branch", counter) for counter in range(50)}


def test_the_space_has_an_end_and_says_so() -> None:
    with pytest.raises(NumbersExhausted, match="10000000"):
        number_at(SECRET, "office", SPACE)
    with pytest.raises(NumbersExhausted):
        number_at(SECRET, "office", -1)


def test_a_merge_redirects_and_a_split_follows_the_anchored_mention() -> None:
    mention_of = assign([number("T-0000001", "m1"), number("T-0000002", "m2")], SECRET).mention_of
    merged = {"m1": "m1", "m2": "m1", "m3": "m1"}
    assert leads_to("T-0000002", mention_of, merged) == "m1"
    split = {"m2": "m2", "m3": "m2"}
    assert leads_to("T-0000001", mention_of, split) == "m1"
    assert leads_to("T-0000002", mention_of, split) == "m2"
    assert leads_to("T-9999999", mention_of, split) is None


def test_one_number_issued_twice_stays_with_the_older_and_the_other_gets_a_new_one() -> None:
    assigned = assign([number("T-0000001", "m9", "2019-01-02"), number("T-0000001", "m1", "2019-01-03")], SECRET)
    assert assigned.mention_of["T-0000001"] == "m9"
    fresh = assigned.number_of["m1"]
    assert fresh != "T-0000001"
    assert assigned.mention_of[fresh] == "m1"


def test_a_mention_numbered_by_two_offices_keeps_both_and_shows_the_older() -> None:
    assigned = assign([number("T-0000002", "m1", "2019-01-02"), number("T-0000001", "m1", "2019-01-03")], SECRET)
    assert assigned.number_of == {"m1": "T-0000002"}
    assert assigned.mention_of == {"T-0000001": "m1", "T-0000002": "m1"}


def test_a_late_number_is_not_replaced_when_its_mention_has_another() -> None:
    records = [number("T-0000001", "m1"), number("T-0000002", "m2"), number("T-0000001", "m2", "2020-01-01")]
    assert assign(records, SECRET).number_of == {"m1": "T-0000001", "m2": "T-0000002"}


@given(
    st.lists(
        st.builds(
            number,
            st.integers(0, 4).map("T-{:07d}".format),
            st.integers(0, 9).map("m{}".format),
            st.sampled_from(["2019-01-01", "2019-01-02"]),
        ),
        max_size=20,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_records_changes_nothing_and_everyone_has_a_number(
    records: list[Number], rng: random.Random
) -> None:
    first = assign(records, SECRET)
    rng.shuffle(records)
    assert assign(records, SECRET) == first
    assert set(first.number_of) == {record.mention for record in records}
    assert all(first.mention_of[text] == mention for mention, text in first.number_of.items())
    assert {record.number for record in records} <= set(first.mention_of)
