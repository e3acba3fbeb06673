"""Relatives who agree support those whose relatives they are. Everyone here is fictional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.resolve.family import BITS, MOST, with_family
from tereze.resolve.rules import Reason
from tereze.resolve.suggest import Suggestion, probability

NAMES = (Reason("names", 3.0, "names that sound alike"),)


def _pair(left: str, right: str, score: float) -> Suggestion:
    return Suggestion(left, right, score, NAMES)


def _family(*pairs: Suggestion, kin: dict[str, list[tuple[str, str]]], person: dict[str, str] | None = None) -> dict:
    return {found[:2]: found for found in with_family(pairs, kin, person or {})}


KIN = {"a1": [("wife", "w1")], "a2": [("wife", "w2")]}


def test_two_men_whose_wives_seem_one_woman_support_each_other_and_it_is_said() -> None:
    found = _family(_pair("a1", "a2", 0.5), _pair("w1", "w2", 0.8), kin=KIN)
    assert found["a1", "a2"].score == pytest.approx(probability(0.8 * BITS), abs=1e-5)
    [_, reason] = found["a1", "a2"].reasons
    assert (reason.rule, reason.points) == ("family", pytest.approx(0.8 * BITS))
    assert reason.sentence == "1 of their relatives seems to be one person too (wife)"
    assert found["w1", "w2"] == _pair("w1", "w2", 0.8)


def test_who_was_judged_one_person_counts_whole_and_strangers_not_at_all() -> None:
    judged = _family(_pair("a1", "a2", 0.5), kin=KIN, person={"w1": "w1", "w2": "w1"})
    assert judged["a1", "a2"].reasons[-1].points == BITS
    strangers = _family(_pair("a1", "a2", 0.5), _pair("w1", "w2", 0.4), kin=KIN)
    assert strangers["a1", "a2"] == _pair("a1", "a2", 0.5)


def test_another_relation_says_less() -> None:
    kin = {"a1": [("wife", "w1")], "a2": [("sister", "w2")]}
    found = _family(_pair("a1", "a2", 0.5), _pair("w1", "w2", 1.0), kin=kin)
    assert 0 < found["a1", "a2"].reasons[-1].points < BITS
    assert "(" not in found["a1", "a2"].reasons[-1].sentence


def test_a_large_family_says_no_more_than_the_most() -> None:
    many = {side: [("child", f"{side}c{n}") for n in range(9)] for side in ("a1", "a2")}
    children = [_pair(f"a1c{n}", f"a2c{n}", 0.9) for n in range(9)]
    found = _family(_pair("a1", "a2", 0.5), *children, kin=many)
    assert found["a1", "a2"].reasons[-1].points == MOST


def test_the_two_themselves_are_no_support() -> None:
    kin = {"a1": [("brother", "a2")], "a2": [("brother", "a1")]}
    assert _family(_pair("a1", "a2", 0.9), kin=kin)["a1", "a2"] == _pair("a1", "a2", 0.9)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("efgh"), st.floats(0.05, 1.0)), max_size=8))
def test_it_only_ever_raises_keeps_every_pair_and_one_round_is_enough_said(pairs: list[tuple[str, str, float]]) -> None:
    kin = {one: [("kin", other)] for one, other in zip("abcdefgh", "bcdafghe", strict=True)}
    given_ = list({(left, right): _pair(left, right, score) for left, right, score in pairs}.values())
    found = list(with_family(given_, kin, {}))
    assert [one[:2] for one in found] == [one[:2] for one in given_]
    assert all(after.score >= before.score - 1e-6 for before, after in zip(given_, found, strict=True))
    assert all(sum(reason.rule == "family" for reason in one.reasons) <= 1 for one in found)
