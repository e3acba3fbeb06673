"""The form of the receive desk and the sheet it makes."""

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
from tereze.model.sources import Consent
from tereze_web.casework import sheet_form
from tereze_web.casework.sheet_form import Form

SECRET = b"x" * 32
FILLED = Form(
    key="interview-20260101-abcdef", teller="Айгүл Мысалқызы", relation="wife", identity="full", place_level="county",
    name_1="Ерлан Мысалов", name_2="叶尔兰", sex="male", born="1979", citizenship="cn", home="Yining",
    status="internment", when="2017-09", said="when the apricots ripened", where="Yining county", how="eyewitness",
    words="Мен көрдім.",
    told_on="2019-03-04", told_place="Almaty", until="2030", note="a driver",
)  # fmt: skip


def _read(form: Form) -> tuple[list[Any], list[Refusal]]:
    text, _ = sheet_form.sheet(form)
    found = list(sheets.read(Path("form"), secret=SECRET, recorded="2026-01-01T00:00:00Z", held=text))
    records = [record for one in found if isinstance(one, SheetDraft) for record in one.records]
    return records, [one for one in found if isinstance(one, Refusal)]


def _missing(form: Form) -> Mention:
    records, refused = _read(form)
    assert not refused
    return next(one for one in records if isinstance(one, Mention) and one.local == "missing")


def test_a_filled_form_is_a_sheet_the_reader_takes() -> None:
    records, refused = _read(FILLED)
    assert not refused
    said = {one.property: one for one in _missing(FILLED).statements}
    assert said["custody"].value == "internment"
    assert said["custody"].said == "when the apricots ripened"
    assert said["custody"].words[0].text == "Мен көрдім."
    assert said["birthDate"].value == "1979"
    assert said["relative"].value == "wife"
    consents = [one for one in records if isinstance(one, Consent)]
    assert {one.capacity for one in consents} == {"self", "relative_in_absence"}


def test_the_least_that_is_needed_is_enough() -> None:
    assert not _read(Form(key="interview-1", teller="A", name_1="B"))[1]


@pytest.mark.parametrize("how", sheet_form.HOW)
@pytest.mark.parametrize("informant", ["", "a neighbour"])
def test_the_answers_become_a_chain(how: str, informant: str) -> None:

    form = replace(FILLED, how=how, informant=informant)
    chain = next(one for one in _missing(form).statements if one.property == "custody").chain
    if how == "told_by":
        assert [link.role for link in chain] == (["knows", "relays"] if informant else ["relays"])
        assert chain[-1].basis == "told_by"
    else:
        assert [(link.role, link.basis) for link in chain] == [("knows", how)]


@pytest.mark.parametrize(
    ("field", "value"),
    [("when", "2017-99"), ("born", "19x"), ("told_on", "20-19"), ("until", "soon"), ("identity", "bad"),
     ("status", "prisn"), ("place_level", "moon"), ("lang_1", "k" * 20), ("language", "??"), ("how", "guess"),
     ("key", "A B")],
)  # fmt: skip
def test_a_refusal_stands_beside_its_field(field: str, value: str) -> None:
    form = replace(FILLED, **{field: value})
    _, lines = sheet_form.sheet(form)
    _, refused = _read(form)
    assert field in {lines.get(one.line, "") for one in refused}


def test_what_is_needed_is_asked_for() -> None:
    assert set(sheet_form.lacks(Form())) == {"teller", "name_1", "key"}
    assert set(sheet_form.lacks(Form(key="k", teller="a", name_1="b", purposes=()))) == {"purposes"}
    assert sheet_form.lacks(FILLED) == {}


def test_only_our_fields_are_read() -> None:
    form = sheet_form.read({"teller": "  A \r\n B ", "purposes": "x", "evil": "y"}, ["un"])
    assert form == Form(teller="A \n B", purposes=("un",))


def test_words_without_a_status_are_kept_as_a_statement() -> None:
    form = Form(key="interview-1", teller="A", name_1="B", words="He was taken.", how="eyewitness")
    said = {one.property: one for one in _missing(form).statements}
    assert said["summary"].words[0].text == "He was taken."


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60))
def test_no_text_can_break_out_of_its_field(text: str) -> None:
    form = Form(key="interview-1", teller=text, name_1=text, home=text, words=text, how="eyewitness", status="prison")
    records, refused = _read(form)
    if not refused:
        mentions = {one.local: one for one in records if isinstance(one, Mention)}
        assert set(mentions) == {"teller", "missing"}
        said = {one.property: one for one in mentions["missing"].statements}
        assert said["custody"].words[0].text == text
