"""Events are told without the people of the register: the same as among everything, and nobody is weighed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fictional import ARTICLE, INTERVIEW, SEALED

from tereze.actions import reading
from tereze.actions.desk import Desk
from tereze.actions.watching_events import KINDS, LOOK, events, is_event, mentions_of, of_kind
from tereze.actions.watching_gather import gather
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor
from tereze.watch.incidents import factors
from tereze.watch.positions import lines

HIDDEN = "Жасырын"
BESIDE = """
tereze: source/1
source: {id: post-9, kind: news_article, publisher: paper, published: "2019-03-04", language: en}
mentions:
  paper: {kind: organization, names: [{text: The Fictional Post, lang: en}]}
  wife: {kind: person, names: [{text: Aigul Mysalqyzy, lang: en}]}
positions:
  - {actor: paper, topic: departures, stance: promises, when: "2019-01"}
incidents:
  - {kind: retaliation, direction: closes, factor: other_state_tolerance, when: "2019-03", against: wife}
"""
TOLD = """
tereze: source/1
source: {id: call, kind: interview, teller: me, language: en, told: {on: "2019-02-20"}}
mentions:
  me: {kind: person, names: [{text: Aigul Mysalqyzy, lang: en}]}
"""
SAME = """
tereze: judgements/1
judgements:
  - {same: [post-9/wife, call/me], reason: one woman, by: reviewer, at: "2019-09-01"}
"""
Bring = Callable[[str], object]


@pytest.fixture
def filled(desk: Desk, bring: Bring) -> Desk:
    for sheet in (INTERVIEW, ARTICLE, SEALED, BESIDE, TOLD, SAME):
        bring(sheet)
    return desk


def test_what_is_told_of_events_is_what_the_whole_register_tells(filled: Desk) -> None:
    few, every = events(filled).material, gather(filled).material
    assert lines(few) == lines(every) != ()
    assert factors(few) == factors(every)
    assert [event.after_testimony for one in factors(few) for event in one.events if event.sort == "retaliation"] == [9]


def test_nobody_is_weighed_and_only_the_sources_that_are_needed_are_read(
    filled: Desk, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring("tereze: source/1\nsource: {id: aside, kind: letter, language: en}\nmentions:\n  a: {kind: person}\n")
    monkeypatch.setattr(reading, "_gather", None)
    material = events(filled).material
    assert (material.held, material.entries, material.terms) == ((), (), ())
    assert {one.local for one in material.sources.values()} == {"interview-1", "post-9", "call"}


def test_a_sealed_name_is_in_no_event(filled: Desk) -> None:
    assert HIDDEN not in str(events(filled))


def test_looking_at_events_leaves_a_note_and_is_not_for_everybody(filled: Desk) -> None:
    events(filled)
    assert LOOK in {one.what for one in filled.register.index.audits()}
    with pytest.raises(NotAllowed):
        events(Desk(filled.register, Actor(id="x", roles=frozenset({"reader"})), filled.now, filled.dice))


def test_a_kind_holds_events_and_their_mentions_are_named(filled: Desk) -> None:
    index = filled.register.index
    found = {kind: list(of_kind(index, kind)) for kind in KINDS}
    assert (len(found["position"]), len(found["incident"]), found["inquiry"]) == (1, 2, [])
    assert not any(map(is_event, index.of_kind("source")))
    against = {one.against for one in events(filled).material.incidents}
    assert against <= set(mentions_of(events(filled).material))
