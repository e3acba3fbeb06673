"""Shares of a secret: any k bring it back, fewer bring nothing, and what is wrong is said with its place."""

from __future__ import annotations

import os
import random
from itertools import combinations

import pytest

from tereze.store import shares
from tereze.store.shares import BadShare, BadSplit, OtherSet, SameShare, TooFewShares

SECRET = bytes(range(32))


@pytest.fixture(scope="module")
def five() -> list[str]:
    return shares.split(SECRET, 3, 5)


def test_every_three_of_five_bring_it_back(five: list[str]) -> None:
    for chosen in combinations(five, 3):
        assert shares.combine(chosen) == SECRET


def test_no_two_of_five_do(five: list[str]) -> None:
    for chosen in combinations(five, 2):
        with pytest.raises(TooFewShares, match="3 different shares are needed; given: 2"):
            shares.combine(chosen)


def test_more_than_needed_is_as_good(five: list[str]) -> None:
    assert shares.combine(five) == SECRET
    assert shares.combine(five[1:]) == SECRET


def test_a_share_typed_twice_counts_once(five: list[str]) -> None:
    with pytest.raises(TooFewShares):
        shares.combine([five[0], five[0], five[1]])
    assert shares.combine([five[0], five[0], five[1], five[4]]) == SECRET


def test_capitals_and_line_ends_do_not_matter(five: list[str]) -> None:
    typed = [text.upper().replace(" ", "\n  ") for text in five[:3]]
    assert shares.combine(typed) == SECRET


def test_a_wrong_word_is_never_accepted_and_the_share_is_named(five: list[str]) -> None:
    from shamir_mnemonic.wordlist import WORDLIST

    dice = random.Random(5)
    for _ in range(60):
        words = five[1].split()
        at = dice.randrange(33)
        words[at] = dice.choice([word for word in WORDLIST if word != words[at]])
        with pytest.raises((BadShare, OtherSet)) as caught:
            shares.combine([five[0], " ".join(words), five[2]])
        assert "Share 2" in caught.value.text


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda words: [words[1], words[0], *words[2:]], "wrong or two are exchanged"),
        (lambda words: words[:-1], "32 words instead of 33"),
        (lambda words: ["foo", *words[1:]], "word 1 is not in the list"),
        (lambda words: ["foo", "bar", *words[2:]], "words 1, 2 are not in the list"),
        (lambda _: [], "0 words"),
    ],
)
def test_what_is_wrong_is_said(five: list[str], spoil: object, says: str) -> None:
    spoiled = " ".join(spoil(five[2].split()))  # type: ignore[operator]
    with pytest.raises(BadShare, match=says) as caught:
        shares.combine([five[0], five[1], spoiled])
    assert "Share 3" in caught.value.text
    assert five[0].split()[5] not in caught.value.text


def test_shares_of_two_sets_do_not_fit(five: list[str]) -> None:
    other = shares.split(SECRET, 3, 5)
    with pytest.raises(OtherSet, match="Share 3"):
        shares.combine([five[0], five[1], other[2]])


@pytest.mark.parametrize(("needed", "made"), [(1, 5), (0, 0), (6, 5), (3, 17), (-1, 3), (2, 1)])
def test_numbers_that_make_no_sense_are_refused(needed: int, made: int) -> None:
    with pytest.raises(BadSplit):
        shares.split(SECRET, needed, made)


@pytest.mark.parametrize(("needed", "made"), [(2, 2), (2, 3), (3, 5), (5, 9), (16, 16)])
def test_other_splits_work(needed: int, made: int) -> None:
    secret = os.urandom(32)
    texts = shares.split(secret, needed, made)
    assert len(texts) == made
    assert shares.combine(texts[-needed:]) == secret


def test_no_share_at_all_is_too_few() -> None:
    with pytest.raises(TooFewShares):
        shares.combine([])


def test_the_fingerprint_tells_secrets_apart_and_nothing_else() -> None:
    assert shares.fingerprint(SECRET) == shares.fingerprint(SECRET) != shares.fingerprint(bytes(32))
    assert len(shares.fingerprint(SECRET)) == 16


def test_each_share_is_looked_at_as_it_is_given(five: list[str]) -> None:
    for many in (1, 2, 3):
        shares.look_at(five[:many])
    with pytest.raises(BadShare, match=r"Share 2 .* word 3 is not in the list"):
        shares.look_at([five[0], " ".join([*five[1].split()[:2], "fictional", *five[1].split()[3:]])])
    with pytest.raises(BadShare, match=r"Share 1 .* 32 words"):
        shares.look_at([five[0].rpartition(" ")[0]])
    with pytest.raises(SameShare, match="Share 3 is the same as share 1"):
        shares.look_at([five[0], five[1], five[0].upper()])
    with pytest.raises(OtherSet, match="Share 2 belongs to another set"):
        shares.look_at([five[0], shares.split(SECRET, 3, 5)[1]])
