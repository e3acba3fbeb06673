"""Every look leaves a note: who, when, what kind, about which id; never a name, never the words searched for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from fictional import ARTICLE, INTERVIEW

from tereze.actions import auditing, browsing, find, lists, overview, reviewing, sources, views
from tereze.actions.auditing import LookNotKept, NotATime
from tereze.actions.desk import Desk
from tereze.model.errors import NotAllowed, NotFound
from tereze.model.people import Actor
from tereze.store import embedded
from tereze.store.register import Register


@pytest.fixture
def filled(desk: Desk, bring: Any) -> Desk:
    bring(INTERVIEW)
    bring(ARTICLE)
    return desk


def as_(desk: Desk, person: str, *roles: str) -> Desk:
    return replace(desk, actor=Actor(id=person, roles=frozenset(roles)))


def looks(desk: Desk) -> list[tuple[str, str, str]]:
    """(by, what, on) of every look in the ledger, oldest first."""
    notes = list(desk.register.index.audits())[::-1]
    return [(note.by, note.what, note.on) for note in notes if note.what.startswith("look.")]


SEEN: dict[str, Callable[[Desk], Any]] = {
    "look.person": lambda desk: views.person(desk, find.find_person(desk, "interview-1/wife")),
    "look.search": lambda desk: find.search(desk, "Ерлан"),
    "look.source": lambda desk: sources.source_case(desk, "interview-1"),
    "look.persons": lambda desk: browsing.people(desk, 0, 10),
    "look.sources": lambda desk: browsing.sources(desk, 0, 10),
    "look.positions": lambda desk: list(lists.items(desk, "positions")),
    "look.export": lambda desk: list(views.persons(desk)),
    "look.matches": lambda desk: reviewing.waiting(desk, 3),
    "look.summary": overview.summary,
    "look.trail": auditing.trail,
}


@pytest.mark.parametrize("what", SEEN)
def test_each_way_of_looking_leaves_one_note(filled: Desk, what: str) -> None:
    SEEN[what](filled)
    noted = looks(filled)
    assert ("amina", what) in [(by, kind) for by, kind, _ in noted]
    assert len(noted) <= 2  # a summary shows matches too


def test_a_pair_leaves_a_note_for_each_side(filled: Desk) -> None:
    people = [find.mention_of(filled, asked) for asked in ("interview-1/wife", "interview-1/husband")]
    reviewing.pair(filled, *people)
    assert sorted(looks(filled)) == sorted(("amina", "look.pair", mention) for mention in people)


def test_the_note_is_there_before_anything_is_shown(filled: Desk) -> None:
    first = next(iter(views.persons(filled)))
    assert first is not None
    assert [what for _, what, _ in looks(filled)] == ["look.export"]


def test_the_note_names_the_person_by_an_opaque_id_and_carries_no_name(filled: Desk) -> None:
    anchor = find.find_person(filled, "interview-1/wife")
    views.person(filled, anchor)
    find.search(filled, "Айгүл Мысалқызы")
    for note in filled.register.index.audits():
        assert "Айгүл" not in repr(note)
    assert ("amina", "look.person", anchor) in looks(filled)


def test_whoever_knows_the_words_can_ask_whether_they_were_searched(filled: Desk) -> None:
    find.search(as_(filled, "dina", "analyst"), "Айгүл  Мысалқызы")
    asked = auditing.digest(filled, "мысалқызы АЙГҮЛ")
    assert [line.by for line in auditing.trail(filled, on=[asked], what="look.search")] == ["dina"]
    assert auditing.trail(filled, on=[auditing.digest(filled, "Somebody Else")], what="look.search") == []


def test_another_register_gives_another_digest(filled: Desk, tmp_path: Any) -> None:
    with embedded.create(tmp_path / "other", tmp_path / "other.keys", "", demo=True) as other:
        assert auditing.digest(replace(filled, register=other), "Erlan") != auditing.digest(filled, "Erlan")


def test_looking_again_soon_is_one_note_and_somebody_else_is_another(filled: Desk) -> None:
    anchor = find.find_person(filled, "interview-1/wife")
    for person in ("amina", "amina", "dina", "amina", "dina"):
        views.case(as_(filled, person, "analyst"), anchor)
    assert [by for by, _, _ in looks(filled)] == ["amina", "dina"]


def test_looking_again_later_is_another_note(filled: Desk) -> None:
    anchor = find.find_person(filled, "interview-1/wife")
    for hour in ("08", "09"):
        views.case(replace(filled, now=partial(str, f"2026-01-02T{hour}:00:00Z")), anchor)
    assert len(looks(filled)) == 2


def test_every_page_of_a_list_leaves_its_note_with_how_many_it_showed(filled: Desk) -> None:
    for offset in (0, 2, 0):
        browsing.people(filled, offset, 2)
    counts = [note.count for note in filled.register.index.audits() if note.what == "look.persons"]
    assert len(counts) == 2
    assert max(counts) == 2


def test_what_is_not_there_or_not_allowed_leaves_no_note(filled: Desk) -> None:
    with pytest.raises(NotFound):
        sources.source_case(filled, "nothing")
    with pytest.raises(NotAllowed):
        views.case(as_(filled, "eve"), "m2222")
    assert looks(filled) == []


def test_rebuild_and_verify_hold_over_notes(filled: Desk, register: Register) -> None:
    for look in SEEN.values():
        look(filled)
    before = list(register.index.audits())
    assert register.verify() == []
    register.rebuild()
    assert list(register.index.audits()) == before
    assert register.verify() == []


# --- the trail ---------------------------------------------------------------------------------------------------


@pytest.fixture
def walked(filled: Desk) -> Desk:
    """A register that two people have looked around in."""
    amina, dina = as_(filled, "amina", "analyst"), as_(filled, "dina", "analyst")
    views.case(amina, find.find_person(amina, "interview-1/wife"))
    sources.source_case(dina, "interview-1")
    find.search(dina, "Ерлан")
    return as_(filled, "head", "custodian")


@pytest.mark.parametrize("roles", [("documenter",), ("analyst", "advocate", "publisher"), ("reader",), ()])
def test_only_custodians_and_administrators_read_the_trail(filled: Desk, roles: tuple[str, ...]) -> None:
    for read in (auditing.trail, auditing.totals, lambda desk: auditing.ids_of(desk, "interview-1")):
        with pytest.raises(NotAllowed):
            read(as_(filled, "eve", *roles))


def test_the_trail_is_newest_first_with_what_it_leads_to(walked: Desk) -> None:
    lines = auditing.trail(walked, what="look.", limit=4)
    assert [line.what for line in lines] == ["look.trail", "look.search", "look.source", "look.person"]
    assert [line.shown for line in lines[:3]] == ["", "", "interview-1"]
    assert lines[3].shown.startswith("T-")
    assert [line.at for line in lines] == sorted((line.at for line in lines), reverse=True)


def test_it_can_be_cut_by_person_kind_id_and_time(walked: Desk) -> None:
    assert {line.by for line in auditing.trail(walked, by="dina")} == {"dina"}
    assert {line.what for line in auditing.trail(walked, what="import")} == {"import"}
    assert auditing.trail(walked, what="impo") == []  # a kind, or one up to its dot
    number = next(line.shown for line in auditing.trail(walked, what="look.person"))
    assert [line.by for line in auditing.trail(walked, on=auditing.ids_of(walked, number), what="look.person")] == [
        "amina"
    ]
    assert auditing.trail(walked, before="2025") == []
    every = auditing.trail(walked, limit=1000)
    cut = every[len(every) // 2].at
    later, earlier = auditing.trail(walked, since=cut, limit=1000), auditing.trail(walked, before=cut, limit=1000)
    assert {line.at for line in earlier} & {line.at for line in later} == set()
    assert len(earlier) + len([line for line in later if line.what != "look.trail"]) >= len(
        [line for line in every if line.what != "look.trail"]
    )


def test_it_comes_in_pages(walked: Desk) -> None:
    every = auditing.trail(walked, by="amina", limit=1000)
    first, second = (auditing.trail(walked, by="amina", limit=2, offset=offset) for offset in (0, 2))
    assert first + second == every[:4]


def test_totals_say_where_to_look_more_closely(walked: Desk) -> None:
    found = {(by, what): count for by, what, count in auditing.totals(walked)}
    assert found["dina", "look.source"] == found["dina", "look.search"] == 1
    assert found["amina", "import"] == 2


@pytest.mark.parametrize("bound", ["yesterday", "2019-3-4", "20190304", "2019-03-04 10:00"])
def test_a_bound_that_is_no_time_is_refused(walked: Desk, bound: str) -> None:
    with pytest.raises(NotATime):
        auditing.trail(walked, since=bound)
    with pytest.raises(NotATime):
        auditing.totals(walked, before=bound)


def test_ids_of_a_person_are_those_of_every_mention(walked: Desk) -> None:
    number = next(line.shown for line in auditing.trail(walked, what="look.person"))
    assert set(auditing.ids_of(walked, number.lower())) >= {walked.register.index.by_number(number)}
    with pytest.raises(NotFound):
        auditing.ids_of(walked, "T-0000000")


# --- when the machine refuses ------------------------------------------------------------------------------------


@pytest.fixture
def full(filled: Desk, register: Register) -> Desk:
    """The same register, whose database file may not grow any more."""
    (pages,) = register.database.one("PRAGMA page_count")
    register.database.run(f"PRAGMA max_page_count = {pages}")
    for number in range(10_000):  # use up the room that is left inside
        try:
            auditing.looked(as_(filled, "filler", "documenter"), "look.person", f"m{number:016d}")
        except LookNotKept:
            return filled
    raise AssertionError("the file never filled up")


def test_on_a_full_disk_nobody_looks_without_a_note(full: Desk) -> None:
    anchor = find.find_person(full, "interview-1/wife")
    with pytest.raises(LookNotKept) as caught:
        views.case(as_(full, "dina", "analyst", "analyst"), anchor)
    assert caught.value.exit_code == 9
    assert "disk is full" in caught.value.text


def test_whoever_may_read_the_trail_may_look_and_the_note_waits(full: Desk, register: Register) -> None:
    anchor = find.find_person(full, "interview-1/wife")
    head = as_(full, "head", "custodian")
    at = full.now()
    for _ in range(3):
        assert views.case(replace(head, now=lambda: at), anchor).anchor == anchor
    assert [(note.by, note.on, note.at) for note in full.looks.unwritten] == [("head", anchor, at)]
    register.database.run("PRAGMA max_page_count = 1000000")  # somebody made room
    sources.source_case(as_(full, "dina", "analyst"), "interview-1")
    assert full.looks.unwritten == []
    assert ("head", "look.person", anchor) in looks(full)
    assert register.verify() == []


def test_a_register_opened_for_reading_is_for_those_who_may_read_the_trail(filled: Desk, register: Register) -> None:
    reading = Register(register.site, register._roots, register.database, register.keys, write=False)
    anchor = find.find_person(filled, "interview-1/wife")
    with pytest.raises(LookNotKept):
        views.case(replace(as_(filled, "dina", "analyst"), register=reading), anchor)
    views.case(replace(filled, register=reading), anchor)
    assert len(filled.looks.unwritten) == 1
