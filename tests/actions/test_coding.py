"""Adding what was coded to what was received: nothing is replaced, nothing comes twice, what is sealed stays sealed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tereze.actions import coding, find, sources, views
from tereze.actions.desk import Desk
from tereze.actions.report import ImportReport
from tereze.model.errors import NotAllowed
from tereze.model.mentions import Mention
from tereze.model.people import Actor
from tereze.store.register import Register

RECEIVED = """
tereze: source/1
source:
  id: talk-1
  kind: interview
  teller: teller
  title: As received
  consent: [{given_by: teller, capacity: self, covers: [teller], purposes: [register], identity: none, place: none}]
mentions:
  teller: {kind: person, names: [{text: Құпия Айтушы, lang: kk}], sealed: true}
  missing: {kind: person, names: [{text: Ерлан Мысалов, lang: kk}]}
"""
CODED = """
tereze: source/1
source: {id: talk-1, kind: letter, title: As coded, teller: teller}
mentions:
  teller: {kind: person, sealed: true}
  missing: {kind: person, names: [{text: Erlan Mysalov, lang: en}]}
  guard: {kind: person, named: false, description: a guard}
statements:
  - {key: c1, about: missing, property: custody, value: prison, when: "2018",
     said_by: [{voice: teller, role: knows, basis: eyewitness}]}
incidents:
  - {key: i1, kind: threat, direction: closes}
"""
Bring = Callable[[str], ImportReport]


@pytest.fixture
def received(bring: Bring) -> ImportReport:
    return bring(RECEIVED)


def _mention(desk: Desk, reference: str) -> Mention:
    key = find.mention_of(desk, reference)
    return desk.register.index.mentions([key])[key]


def _size(desk: Desk) -> int:
    return sum(head.size for head in desk.register.ledger.heads())


def test_what_is_new_is_added(desk: Desk, received: ImportReport) -> None:
    report = coding.add(desk, "talk-1", CODED.encode())
    assert (report.accepted, report.refused) == (["talk-1"], [])
    missing = _mention(desk, "talk-1/missing")
    assert [name.text for name in missing.names] == ["Ерлан Мысалов", "Erlan Mysalov"]
    assert [said.value for said in missing.statements] == ["prison"]
    assert _mention(desk, "talk-1/guard").description == "a guard"
    assert views.person(desk, find.find_person(desk, "Erlan Mysalov")).number
    assert desk.register.index.counts()["incident"] == 1


def test_what_was_received_stands(desk: Desk, received: ImportReport) -> None:
    number = views.person(desk, find.find_person(desk, "talk-1/missing")).number
    coding.add(desk, "talk-1", CODED.encode())
    case = sources.source_case(desk, "talk-1")
    assert (case.source.title, case.source.sort) == ("As received", "interview")
    assert len(case.consents) == 1
    assert views.person(desk, find.find_person(desk, "talk-1/missing")).number == number


def test_coding_again_adds_nothing(desk: Desk, received: ImportReport) -> None:
    coding.add(desk, "talk-1", CODED.encode())
    before = _size(desk)
    again = coding.add(desk, "talk-1", CODED.encode())
    assert (again.unchanged, again.entries) == (["talk-1"], 0)
    assert _size(desk) == before


def test_two_people_may_add_to_one_source(desk: Desk, received: ImportReport) -> None:
    coding.add(desk, "talk-1", CODED.encode())
    other = replace(desk, actor=Actor(id="b", roles=frozenset({"documenter"})))
    coding.add(
        other, "talk-1", CODED.replace("key: c1", "key: d1").replace("value: prison", "value: hospital").encode()
    )
    assert {said.value for said in _mention(desk, "talk-1/missing").statements} == {"prison", "hospital"}


def test_a_name_that_was_misspelt_gets_the_right_spelling_beside_it(desk: Desk, received: ImportReport) -> None:
    """What was typed first leads whichever part leads; both are found."""
    sheet = CODED.replace("text: Erlan Mysalov, lang: en", "text: Ерболат Мысалов, lang: kk")
    coding.add(desk, "talk-1", sheet.encode())
    assert [name.text for name in _mention(desk, "talk-1/missing").names] == ["Ерлан Мысалов", "Ерболат Мысалов"]
    person = find.find_person(desk, "talk-1/missing")
    assert {row.label for row in desk.register.index.persons()} >= {"Ерлан Мысалов"}
    assert [find.find_person(desk, name) for name in ("Ерлан Мысалов", "Ерболат Мысалов")] == [person, person]


def test_a_sealed_name_typed_again_is_sealed_again_and_read_by_nobody_here(desk: Desk, received: ImportReport) -> None:
    sheet = CODED.replace("teller: {kind: person, sealed: true}",
                          "teller: {kind: person, sealed: true, names: [{text: Құпия Дұрыс, lang: kk}]}")  # fmt: skip
    assert not coding.add(desk, "talk-1", sheet.encode()).refused
    assert _mention(desk, "talk-1/teller").names == ()
    kept = b"".join(bytes(str(one), "utf-8") for one in desk.register.index.of_kind("mention"))
    assert "Дұрыс".encode() not in kept


def test_who_is_sealed_stays_sealed(desk: Desk, received: ImportReport) -> None:
    open_one = CODED.replace("teller: {kind: person, sealed: true}", "teller: {kind: person, occupation: midwife}")
    coding.add(desk, "talk-1", open_one.encode())
    teller = _mention(desk, "talk-1/teller")
    assert teller.sealed
    assert teller.names == ()
    assert [said.property for said in teller.statements] == []  # an attribute of a sealed voice goes to the custodians


def test_words_that_tell_a_name_that_is_given_are_sealed(desk: Desk, received: ImportReport) -> None:
    telling = CODED.replace("teller: {kind: person, sealed: true}",
                            "teller: {kind: person, sealed: true, names: [{text: Құпия Айтушы}]}")  # fmt: skip
    telling = telling.replace('when: "2018",', 'when: "2018", words: [{text: "I, Құпия Айтушы, saw it"}],')
    assert not coding.add(desk, "talk-1", telling.encode()).refused
    (said,) = _mention(desk, "talk-1/missing").statements
    assert said.words == ()


def test_a_new_source_goes_in_whole(desk: Desk) -> None:
    report = coding.add(desk, "talk-1", RECEIVED.encode())
    assert report.accepted == ["talk-1"]
    assert sources.source_case(desk, "talk-1").source.title == "As received"


def test_what_is_wrong_is_reported_with_its_line_and_nothing_is_written(desk: Desk, received: ImportReport) -> None:
    before = _size(desk)
    report = coding.add(desk, "talk-1", CODED.replace('"2018"', '"2018-99"').encode())
    assert [(one["key"], one["line"]) for one in report.refused] == [("when", 9)]
    assert _size(desk) == before


def test_a_check_writes_nothing(desk: Desk, received: ImportReport) -> None:
    before = _size(desk)
    draft, report = coding.check(desk, "talk-1", CODED.encode())
    assert draft is not None
    assert not report.refused
    assert _size(desk) == before


def test_nothing_is_added_to_what_was_erased(desk: Desk, bring: Bring, received: ImportReport) -> None:
    erase = 'tereze: change/1\nchanges: [{erase: talk-1, by: teller, at: "2026-01-01", reason: asked}]\n'
    bring(erase)
    refused = coding.add(desk, "talk-1", CODED.encode()).refused
    assert [one["error"] for one in refused] == ["this source, or somebody in it, was erased at their wish"]


@pytest.mark.parametrize("sheet", ["tereze: judgements/1\njudgements: []\n", "nonsense: 1\n", "[", ""])
def test_what_is_no_sheet_is_refused(desk: Desk, sheet: str) -> None:
    draft, report = coding.check(desk, "x", sheet.encode())
    assert draft is None
    assert report.refused or not sheet


def test_a_rebuild_reads_the_same(desk: Desk, register: Register, received: ImportReport) -> None:
    coding.add(desk, "talk-1", CODED.encode())
    before = views.to_json(views.person(desk, find.find_person(desk, "talk-1/missing")))
    register.rebuild()
    assert views.to_json(views.person(desk, find.find_person(desk, "talk-1/missing"))) == before


def test_who_may_not_import_may_not_code(desk: Desk) -> None:
    stranger = replace(desk, actor=Actor(id="s", roles=frozenset({"advocate"})))
    with pytest.raises(NotAllowed):
        coding.add(stranger, "talk-1", CODED.encode())
