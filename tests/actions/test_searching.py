"""Search by name and facets, kept searches, and the table that leaves the register. Everyone here is invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fictional import ARTICLE, INTERVIEW

from tereze.actions import auditing, searching
from tereze.actions.desk import Desk
from tereze.actions.searching import Asked, NotAFacet
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor


@pytest.fixture
def filled(desk: Desk, bring: Any) -> Desk:
    assert not bring(INTERVIEW).refused
    assert not bring(ARTICLE).refused
    return desk


def test_nothing_asked_shows_what_there_is(filled: Desk) -> None:
    found = searching.search(filled, Asked())
    assert found.rows == ()
    assert found.counts["status"]
    assert found.total is None


def test_a_name_orders_by_likeness_and_a_facet_narrows(filled: Desk) -> None:
    every = searching.search(filled, Asked("Erlan Mysalov"))
    assert [row.score for row in every.rows] == sorted((row.score for row in every.rows), reverse=True)
    status = next(iter(every.counts["status"]))
    narrowed = searching.search(filled, Asked("Erlan Mysalov", (("status", status),)))
    assert 0 < len(narrowed.rows) <= len(every.rows)
    assert narrowed.counts["status"][status] == narrowed.total


def test_pages_cover_everyone_once(filled: Desk) -> None:
    [(value, count)] = list(searching.search(filled, Asked()).counts["status"].items())[:1]
    asked = Asked("", (("status", value),))
    pages = [searching.search(filled, asked, at, 1) for at in range(count)]
    assert len({page.rows[0].anchor for page in pages if page.rows}) == pages[0].total
    assert pages[0].more == (pages[0].total != 1)


def test_a_facet_that_does_not_exist_is_refused(filled: Desk) -> None:
    with pytest.raises(NotAFacet):
        searching.search(filled, Asked("", (("religion", "x"),)))


def test_a_search_by_facets_leaves_a_note_without_the_words(filled: Desk) -> None:
    searching.search(filled, Asked("", (("status", "internment"),)))
    notes = auditing.trail(filled, what=auditing.SEARCH)
    assert notes
    assert not any("internment" in line.on for line in notes)


def test_only_who_may_export_gets_the_table_and_it_leaves_a_note(filled: Desk) -> None:
    rows = list(searching.everything(filled, Asked("Erlan")))
    assert rows
    assert auditing.trail(filled, what=auditing.EXPORT)[0].count == len(rows)
    analyst = replace(filled, actor=Actor(id="bolat", roles=frozenset({"analyst"})))
    with pytest.raises(NotAllowed):
        list(searching.everything(analyst, Asked("Erlan")))


def test_kept_searches_are_ones_own(filled: Desk) -> None:
    asked = Asked("Erlan", (("year", "2018"),))
    searching.keep(filled, asked, "the van")
    searching.keep(filled, Asked("Sabit"), "the van")
    [(key, title, again)] = searching.kept(filled)
    assert (title, again) == ("the van", Asked("Sabit"))
    other = replace(filled, actor=Actor(id="bolat", roles=frozenset({"analyst"})))
    assert searching.kept(other) == []
    searching.drop(filled, key)
    assert searching.kept(filled) == []
