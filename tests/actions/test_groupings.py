"""Counts carry the doubt of what nobody has judged; what was judged does not vary."""

from __future__ import annotations

from itertools import islice

import pytest
from fictional import ARTICLE, INTERVIEW, SEALED

from tereze.actions import find, groupings, judging
from tereze.actions.desk import Desk
from tereze.actions.index import SuggestionRow

HUSBAND, MAN, OTHER = "interview-1/husband", "article-1/man", "interview-2/man"


@pytest.fixture
def full(desk: Desk, bring) -> Desk:
    for sheet in (INTERVIEW, ARTICLE, SEALED):
        bring(sheet)
    return desk


def suggest(desk: Desk, *pairs: tuple[str, str, float]) -> None:
    rows = []
    for left, right, score in pairs:
        one, other = sorted((find.mention_of(desk, left), find.mention_of(desk, right)))
        rows.append(SuggestionRow(one, other, score, (("names", 1.0, "alike"),)))
    with desk.register.unit():
        desk.register.index.put_suggestions(rows)


def test_without_suggestions_there_is_no_doubt(full: Desk) -> None:
    now = full.register.index.counts()["persons"]
    assert groupings.persons(full) == (now, now, now, now, groupings.DRAWS)
    assert next(groupings.groupings(full)) == {}


def test_one_doubtful_pair_makes_one_person_more_or_less(full: Desk) -> None:
    suggest(full, (HUSBAND, MAN, 0.5))
    found = groupings.persons(full)
    assert (found.low, found.high) == (found.now - 1, found.now)
    certain = [drawn for drawn in islice(groupings.groupings(full), 100) if len(set(drawn.values())) == 1]
    assert 30 < len(certain) < 70


def test_the_same_seed_gives_the_same_groupings(full: Desk) -> None:
    suggest(full, (HUSBAND, MAN, 0.5), (MAN, OTHER, 0.5))
    one, two = (list(islice(groupings.groupings(full, 7), 20)) for _ in range(2))
    assert one == two
    assert len({tuple(sorted(drawn.items())) for drawn in one}) > 1


def test_what_was_judged_does_not_vary(full: Desk) -> None:
    suggest(full, (HUSBAND, MAN, 0.99), (MAN, OTHER, 0.5), (HUSBAND, OTHER, 0.5))
    judging.judge(full, "different", (HUSBAND, OTHER), "two men")
    husband, other = (find.find_person(full, one) for one in (HUSBAND, OTHER))
    for drawn in islice(groupings.groupings(full), 100):
        assert drawn.get(husband, husband) != drawn.get(other, other)
    judging.judge(full, "same", (HUSBAND, MAN), "one man")
    found = groupings.persons(full)
    assert found.low == found.high == found.now
