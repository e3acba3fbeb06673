"""Two stages of an interview: the common drawer, drafts that change hands, and what was told before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tereze.actions import changing, drafts, interviews
from tereze.actions.desk import Desk
from tereze.actions.draft_store import NoDraft
from tereze.actions.interviews import NotWaiting
from tereze.actions.report import ImportReport
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor

SHEET = """
tereze: source/1
source: {id: talk-1, kind: interview, teller: teller}
mentions:
  teller: {kind: person, names: [{text: Айгүл Ойдан, lang: kk}]}
  missing: {kind: person, names: [{text: Ерлан Мысалов, lang: kk}]}
statements:
  - {about: missing, property: custody, value: prison, said_by: [{voice: teller, role: knows, basis: eyewitness}]}
  - {about: missing, property: health, value: a weak heart}
"""


@pytest.fixture
def other(desk: Desk) -> Desk:
    return replace(desk, actor=Actor(id="botagoz", roles=frozenset({"documenter"})))


def test_what_was_received_waits_for_anyone(desk: Desk, other: Desk) -> None:
    report = interviews.receive(desk, "talk-1", SHEET.encode(), b"begun")
    assert (report.accepted, report.refused) == (["talk-1"], [])
    assert [head.key for head in interviews.waiting(other)] == ["code/talk-1"]
    assert interviews.take_out(other, "talk-1").body == b"begun"
    assert interviews.waiting(desk) == ()


def test_what_was_refused_waits_for_nobody(desk: Desk) -> None:
    assert interviews.receive(desk, "talk-1", b"tereze: source/1\nsource: {id: talk-1}\n", b"").refused
    assert interviews.waiting(desk) == ()


def test_receiving_again_lays_nothing_back(desk: Desk) -> None:
    interviews.receive(desk, "talk-1", SHEET.encode(), b"begun")
    interviews.take_out(desk, "talk-1")
    assert interviews.receive(desk, "talk-1", SHEET.encode(), b"begun").unchanged == ["talk-1"]
    assert interviews.waiting(desk) == ()


def test_the_longest_waiting_comes_first(desk: Desk) -> None:
    for key in ("b", "a", "c"):
        interviews.lay(desk, key, b"x")
    assert [head.key for head in interviews.waiting(desk)] == ["code/b", "code/a", "code/c"]


def test_taking_out_twice_is_the_same_draft(desk: Desk) -> None:
    interviews.lay(desk, "talk-1", b"begun")
    first = interviews.take_out(desk, "talk-1")
    drafts.save(desk, "code/talk-1", interviews.CODING, b"further", first.version)
    assert interviews.take_out(desk, "talk-1").body == b"further"


def test_only_one_takes_it_out(desk: Desk, other: Desk) -> None:
    interviews.lay(desk, "talk-1", b"begun")
    interviews.take_out(desk, "talk-1")
    with pytest.raises(NotWaiting):
        interviews.take_out(other, "talk-1")


def test_it_is_handed_to_a_colleague(desk: Desk, other: Desk) -> None:
    interviews.lay(desk, "talk-1", b"begun")
    interviews.take_out(desk, "talk-1")
    interviews.hand_over(desk, "talk-1", "botagoz")
    assert interviews.take_out(other, "talk-1").body == b"begun"
    with pytest.raises(NoDraft):
        interviews.hand_over(desk, "talk-1", "botagoz")


def test_it_is_laid_back_for_anyone(desk: Desk, other: Desk) -> None:
    interviews.lay(desk, "talk-1", b"begun")
    interviews.take_out(desk, "talk-1")
    interviews.hand_over(desk, "talk-1")
    assert interviews.take_out(other, "talk-1").body == b"begun"


def test_handing_it_to_oneself_changes_nothing(desk: Desk) -> None:
    interviews.lay(desk, "talk-1", b"begun")
    interviews.take_out(desk, "talk-1")
    interviews.hand_over(desk, "talk-1", desk.actor.id)
    assert interviews.take_out(desk, "talk-1").body == b"begun"


def test_who_may_not_draft_takes_nothing_out(desk: Desk) -> None:
    stranger = replace(desk, actor=Actor(id="s", roles=frozenset({"reader"})))
    for verb in (interviews.waiting, lambda desk: interviews.take_out(desk, "a"), interviews.defaults):
        with pytest.raises(NotAllowed):
            verb(stranger)


def test_what_somebody_told_before_is_found_by_name(desk: Desk, bring: Callable[[str], ImportReport]) -> None:
    bring(SHEET)
    (found,) = interviews.told_before(desk, "Aigul Oidan")
    assert found.label == "Айгүл Ойдан"
    assert found.sources == (("talk-1", (("custody", "Ерлан Мысалов: prison"),)),)  # and nothing about health


def test_a_sealed_teller_is_not_found(desk: Desk, bring: Callable[[str], ImportReport]) -> None:
    bring(SHEET.replace("{kind: person, names: [{text: Айгүл", "{kind: person, sealed: true, names: [{text: Айгүл"))
    assert interviews.told_before(desk, "Айгүл Ойдан") == ()


@pytest.mark.parametrize("name", ["", " ", "а", "Nobody Invented"])
def test_nobody_is_found_by_no_name(desk: Desk, bring: Callable[[str], ImportReport], name: str) -> None:
    bring(SHEET)
    assert interviews.told_before(desk, name) == ()


def test_the_day_is_counted_and_what_stays_the_same_is_kept(desk: Desk) -> None:
    assert interviews.defaults(desk).count == 0
    interviews.keep_defaults(desk, {"told_place": "Almaty"})
    assert interviews.keep_defaults(desk, {"told_place": "Oral"}).count == 2
    assert interviews.defaults(desk).fields == {"told_place": "Oral"}
    tomorrow = replace(desk, now=lambda: "2026-01-02T08:00:00Z")
    assert (interviews.defaults(tomorrow).count, interviews.defaults(tomorrow).fields) == (0, {"told_place": "Oral"})


@pytest.mark.parametrize("erased", ["talk-1", "talk-1/missing"])
def test_erasing_takes_what_is_still_being_typed_with_it(
    desk: Desk, other: Desk, bring: Callable[[str], ImportReport], erased: str
) -> None:
    bring(SHEET)
    interviews.lay(desk, "talk-1", "Ерлан Мысалов".encode())
    interviews.lay(desk, "talk-12", b"another")
    drafts.save(other, "code/talk-1", interviews.CODING, b"begun")
    drafts.save(other, "document/talk-1-0123456789ab", "document", b"read")
    changing.act(desk, "erase", erased, "asked", "teller")
    assert [head.key for head in interviews.waiting(desk)] == ["code/talk-12"]
    assert drafts.list(other) == ()


def test_looking_takes_nothing_out(desk: Desk, other: Desk) -> None:
    interviews.lay(desk, "talk-1", b"begun")
    seen = interviews.look(desk, "talk-1")
    assert (seen.body, seen.version) == (b"begun", 0)
    assert interviews.take_out(other, "talk-1").body == b"begun"
    assert interviews.look(other, "talk-1").version > 0
    with pytest.raises(NotWaiting):
        interviews.look(desk, "talk-1")
