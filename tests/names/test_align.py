"""Weighted alignment."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.names.align import distance, mass
from tereze.names.readings import readings
from tereze.names.scripts import CYRILLIC, LATIN
from tereze.names.tables import tables

SYMBOLS = st.binary(max_size=12).map(lambda raw: bytes(b % len(tables().symbols) for b in raw))


def said(script: str, word: str) -> bytes:
    return readings(script, word)[0].symbols


@given(SYMBOLS, SYMBOLS)
@settings(deadline=None)
def test_symmetric(left: bytes, right: bytes) -> None:
    assert distance(left, right) == distance(right, left)


@given(SYMBOLS)
@settings(deadline=None)
def test_same_is_zero(reading: bytes) -> None:
    assert distance(reading, reading) == 0


@given(SYMBOLS, SYMBOLS)
@settings(deadline=None)
def test_never_more_than_leaving_everything_out(left: bytes, right: bytes) -> None:
    gaps = tables().gaps
    assert distance(left, right) <= sum(gaps[s] for s in left + right)


@given(SYMBOLS, SYMBOLS, SYMBOLS)
@settings(deadline=None)
def test_a_common_ending_adds_nothing(left: bytes, right: bytes, end: bytes) -> None:
    assert distance(left + end, right + end) <= distance(left, right)


def test_a_change_of_script_costs_less_than_a_change_of_name() -> None:
    assert distance(said(LATIN, "qairat"), said(CYRILLIC, "кайрат")) < distance(
        said(LATIN, "qairat"), said(LATIN, "marat")
    )


def test_consonants_weigh_more_than_vowels() -> None:
    assert mass(said(LATIN, "mn")) > mass(said(LATIN, "ae"))
