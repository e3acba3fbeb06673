"""Public ids: stable in a line, unlinkable to another line and to the register."""

from __future__ import annotations

import hmac
from base64 import b32encode
from random import Random

import pytest

from tereze.publish.errors import WeakSecret
from tereze.publish.ids import Line

ONE, TWO = Line(b"1" * 32), Line(b"2" * 32)


def test_the_id_is_what_the_format_says() -> None:
    expected = b32encode(hmac.digest(b"1" * 32, b"manchor", "sha256")).decode().lower()[:16]
    assert ONE.person("manchor") == expected
    assert len(expected) == 16


def test_the_same_person_has_the_same_id_in_one_line_and_another_in_another() -> None:
    assert ONE.person("m1") == Line(b"1" * 32).person("m1")
    assert ONE.person("m1") != TWO.person("m1")


def test_what_stands_on_one_page_has_another_id_on_the_next() -> None:
    ids = {ONE.local(page, kind, "m1") for page in ("p1", "p2") for kind in ("m", "w", "s")}
    assert len(ids) == 6


def test_a_published_source_has_one_id_that_is_nobodys() -> None:
    assert ONE.source("s1") == ONE.source("s1")
    assert ONE.source("s1") not in {ONE.person("s1"), ONE.local("p", "s", "s1"), TWO.source("s1")}


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(WeakSecret):
        Line(b"short")


def test_ids_of_two_lines_cannot_be_paired_by_order_or_by_likeness() -> None:
    """An attacker who pairs the ids of two lines by the letters they share does no better than chance."""
    anchors = [f"m{number}" for number in range(600)]
    pairs = [(ONE.person(one), TWO.person(one)) for one in anchors]
    others = [
        (ONE.person(one), TWO.person(two)) for one, two in zip(anchors, Random(7).sample(anchors, 600), strict=True)
    ]
    wins = 0.0
    for (a, b), (c, d) in zip(pairs, others, strict=True):
        same, other = (sum(x == y for x, y in zip(left, right, strict=True)) for left, right in ((a, b), (c, d)))
        wins += 0.5 if same == other else same > other
    assert 0.46 < wins / 600 < 0.54
    ranks = sorted(range(600), key=lambda at: pairs[at][0])
    other_ranks = sorted(range(600), key=lambda at: pairs[at][1])
    assert sum(one == two for one, two in zip(ranks, other_ranks, strict=True)) < 8
