"""A page at a time of what the register holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fictional import ARTICLE, INTERVIEW, SEALED

from tereze.actions import browsing, find, judging
from tereze.actions.desk import Desk
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor


@pytest.fixture
def full(desk: Desk, bring) -> Desk:
    for sheet in (INTERVIEW, ARTICLE, SEALED):
        bring(sheet)
    return desk


def test_pages_of_people_are_the_whole_list_in_order(full: Desk) -> None:
    whole = browsing.people(full, 0, 100)
    assert whole == [row for offset in range(0, 9, 2) for row in browsing.people(full, offset, 2)]
    assert [row.number for row in whole] == sorted(row.number for row in whole)
    assert len(whole) == 6


def test_pages_of_sources_are_all_sources_once(full: Desk) -> None:
    pages = [one.local for offset in range(4) for one in browsing.sources(full, offset, 1)]
    assert sorted(pages) == ["article-1", "interview-1", "interview-2"]


def test_beyond_the_end_is_nothing(full: Desk) -> None:
    assert browsing.people(full, 100, 5) == []
    assert browsing.sources(full, 100, 5) == []


def test_judgements_about_a_mention_come_with_what_took_them_back(full: Desk) -> None:
    judged = judging.judge(full, "same", ("interview-1/husband", "article-1/man"), "one name")
    judging.withdraw(full, judged.id, "another man")
    judging.judge(full, "unsure", ("interview-1/wife", "interview-2/man"), "about others")
    asked = frozenset({find.mention_of(full, "article-1/man")})
    assert [made.answer for made in browsing.judgements_about(full, asked)] == ["same", "withdraw"]
    assert browsing.judgements_about(full, frozenset()) == []


def test_who_may_not_read_sees_nothing(full: Desk) -> None:
    stranger = replace(full, actor=Actor(id="x", roles=frozenset({"reader"})))
    for ask in (browsing.people, browsing.sources):
        with pytest.raises(NotAllowed):
            ask(stranger, 0, 5)
    with pytest.raises(NotAllowed):
        browsing.judgements_about(stranger, frozenset())
