"""What is asked at the door and the sheet it makes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.intake import sheets
from tereze.intake.drafts import Refusal, SheetDraft
from tereze.model.mentions import Mention
from tereze.model.sources import Consent, Source
from tereze_web.receiving import arrival
from tereze_web.receiving.arrival import Arrival

FILLED = Arrival(
    key="interview-20260101-abcdef", teller="Айгүл Мысалқызы", language="kk", told_on="2019-03-04", told_place="Almaty",
    recorder="Б. Ойдан", interpreter="В. Ойдан", agreed="yes", purposes=("register", "un"), identity="full",
    place_level="county", until="2030", name_1="Ерлан Мысалов", relation_1="wife", name_3="叶尔兰", lang_3="zh-Hans",
)  # fmt: skip


def _read(form: Arrival) -> tuple[list[Any], list[Refusal]]:
    text, _ = arrival.sheet(form)
    found = list(sheets.read(Path("form"), secret=b"x" * 32, recorded="2026-01-01T00:00:00Z", held=text))
    records = [record for one in found if isinstance(one, SheetDraft) for record in one.records]
    return records, [one for one in found if isinstance(one, Refusal)]


def _mentions(form: Arrival) -> dict[str, Mention]:
    records, refused = _read(form)
    assert not refused
    return {one.local: one for one in records if isinstance(one, Mention)}


def test_a_filled_form_is_a_sheet_the_reader_takes() -> None:
    records, refused = _read(FILLED)
    assert not refused
    source = next(one for one in records if isinstance(one, Source))
    assert (source.sort, source.language) == ("interview", "kk")
    assert source.told is not None
    assert (source.told.on, source.told.place) == ("2019-03-04", "Almaty")
    assert set(_mentions(FILLED)) == {"teller", "missing", "missing-3", "recorder", "interpreter"}


def test_two_consents_and_one_wish() -> None:
    consents = [one for one in _read(FILLED)[0] if isinstance(one, Consent)]
    assert {one.capacity for one in consents} == {"self", "relative_in_absence"}
    assert {(one.identity, one.place, one.until, one.purposes) for one in consents} == {
        ("full", "county", "2030", ("register", "un"))
    }  # fmt: skip


def test_nobody_sought_is_nobody_spoken_for() -> None:
    consents = [one for one in _read(Arrival(key="a", teller="A"))[0] if isinstance(one, Consent)]
    assert [one.capacity for one in consents] == ["self"]


@pytest.mark.parametrize(
    ("identity", "sealed"), [("none", True), ("pseudonym", True), ("initials", False), ("full", False)]
)
def test_who_is_protected_is_sealed(identity: str, sealed: bool) -> None:
    assert _mentions(replace(FILLED, identity=identity))["teller"].sealed is sealed


def test_the_relation_is_as_the_teller_stands_to_the_missing() -> None:
    (said,) = _mentions(FILLED)["missing"].statements
    assert (said.property, said.value) == ("relative", "wife")
    assert said.target == _mentions(FILLED)["teller"].id


def test_a_year_of_birth_is_said_by_whoever_tells() -> None:
    people = _mentions(replace(FILLED, born_1="1979", born_3="1981~"))
    said = {key: [one.value for one in people[key].statements if one.property == "birthDate"] for key in people}
    assert (said["missing"], said["missing-3"], said["teller"]) == (["1979"], ["1981~"], [])
    (born,) = [one for one in people["missing"].statements if one.property == "birthDate"]
    assert [link.voice for link in born.chain] == [people["teller"].id]


@pytest.mark.parametrize(
    ("field", "value"),
    [("born_1", "long ago"),
     ("told_on", "20-19"), ("until", "soon"), ("identity", "bad"), ("place_level", "moon"), ("lang_1", "k" * 20),
     ("language", "??"), ("key", "A B"), ("purposes", ("fun",))],
)  # fmt: skip
def test_a_refusal_stands_beside_its_field(field: str, value: Any) -> None:
    form = replace(FILLED, **{field: value})
    _, lines = arrival.sheet(form)
    _, refused = _read(form)
    assert field in {lines.get(one.line, ("", 0, ""))[2] for one in refused}


def test_what_is_needed_is_asked_for() -> None:
    assert set(arrival.lacks(Arrival())) == {"teller", "key", "agreed"}
    assert set(arrival.lacks(replace(FILLED, purposes=()))) == {"purposes"}
    assert arrival.lacks(FILLED) == {}


def test_only_our_fields_are_read() -> None:
    form = arrival.read({"teller": "  A \r\n B ", "purposes": "x", "evil": "y"}, ["un"])
    assert form == Arrival(teller="A B", purposes=("un",))


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60))
def test_no_text_can_break_out_of_its_field(text: str) -> None:
    records, refused = _read(Arrival(key="a", teller=text, name_1=text, told_place=text, recorder=text))
    if not refused:
        assert {one.local for one in records if isinstance(one, Mention)} == {"teller", "missing", "recorder"}
