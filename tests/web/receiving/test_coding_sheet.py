"""The sheet of a coding: every section of the format, read back by the sheet's own reader."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.intake import sheets
from tereze.intake.drafts import Refusal, SheetDraft
from tereze.model.events import Assessment, Incident, Inquiry, Intervention, Position
from tereze.model.mentions import Mention, Statement
from tereze.model.sources import Consent, Ground, Source
from tereze_web.receiving import coding_sheet, document
from tereze_web.receiving.arrival import Arrival
from tereze_web.receiving.document import Coding, Item

PEOPLE: list[Item] = [
    {"key": "teller", "name_1": "Айгүл Ойдан", "lang_1": "kk"},
    {
        "key": "man",
        "name_1": "Ерлан Мысалов",
        "lang_1": "kk",
        "name_2": "叶尔兰",
        "lang_2": "zh-Hans",
        "alias": "Ереке",
        "gender": "male",
        "birthDate": "1979",
        "age": "39",
        "age_at": "2018",
        "citizenship": "cn",
        "description": "a driver",
    },
    {"key": "paper", "name_1": "The Fictional Post", "kind": "organization"},
    {"key": "crowd", "kind": "group", "size": "~200", "description": "people said to be released"},
    {"key": "hidden", "name_1": "Құпия Адам", "sealed": "yes", "occupation": "midwife"},
]
FULL: dict[str, list[Item]] = {
    "source": [{"kind": "news_article", "title": "An invented report", "publisher": "paper", "authors": "teller",
                "teller": "teller", "language": "en", "published": "2019-03", "reliability": "B",
                "repeats": "other-1, other-2", "ground": "published_source", "confirmed_by": "a, b",
                "url": "https://example.org/a", "note": "n"}],
    "consents": [{"given_by": "teller", "capacity": "self", "covers": "teller man", "purposes": "register un",
                  "identity": "full", "place": "county", "until": "2030", "objects": "yes"}],
    "people": PEOPLE,
    "custody": [{"about": "man", "value": "internment", "when": "2017-09", "said": "күзде", "phase": "began",
                 "where": "Yining county", "duration": "15", "unit": "months", "term": "оқу орталығы",
                 "term_lang": "kk", "term_by": "officials", "how": "told_by", "from_1": "a neighbour",
                 "how_1": "eyewitness",
                 "words": "Көршісі айтты.", "translation": "A neighbour said so.", "translation_lang": "en",
                 "chars": "10-24", "credibility": "2"}],
    "kin": [{"target": "teller", "relation": "sister", "about": "man"}],
    "facts": [{"about": "man", "property": "treatment", "value": "beaten", "how": "told_by", "from_1": "Ерлан Мысалов",
               "seconds": "83-91", "stance": "does_not_know"}],
    "interventions": [{"by": "teller", "for": "man crowd", "kind": "letter", "addressee": "a ministry", "when": "2018",
                       "due": "2018-06", "answer": "none", "effect": "he was moved"}],
    "positions": [{"actor": "paper", "topic": "departures", "stance": "promises", "when": "2019-01", "number": "2000",
                   "unit_of": "persons", "counts_if": "left", "about_people": "crowd", "how": "media", "by": "paper"}],
    "incidents": [{"kind": "fine", "direction": "closes", "factor": "public_response", "when": "2019-02",
                   "against": "paper", "severity": "2", "says": "a fine"}],
    "inquiries": [{"by": "paper", "to": "crowd", "topic": "departures", "when": "2019-01", "answer": "refused"}],
    "assessments": [{"by": "teller", "topic": "departures", "kind": "forecast", "says": "jobs", "check_on": "2020-01"}],
}  # fmt: skip


def _coding(sections: dict[str, list[Item]], *, received: bool = False) -> Coding:
    return Coding(
        key="talk-1", tag="c1", received=received, voice="teller" if received else "", language="kk",
        sections={"people": PEOPLE} | sections,
    )  # fmt: skip


def _read(coding: Coding) -> tuple[list[Any], list[Refusal]]:
    text, _ = coding_sheet.sheet(coding)
    found = list(sheets.read(Path("form"), secret=b"x" * 32, recorded="2026-01-01T00:00:00Z", held=text))
    records = [record for one in found if isinstance(one, SheetDraft) for record in one.records]
    return records, [one for one in found if isinstance(one, Refusal)]


@pytest.fixture(scope="module")
def records() -> list[Any]:
    records, refused = _read(_coding(FULL))
    assert refused == []
    return records


def _said(records: list[Any]) -> dict[str, Statement]:
    return {said.property: said for one in records if isinstance(one, Mention) for said in one.statements}


def test_every_section_of_the_format_is_written(records: list[Any]) -> None:
    kinds = {type(record) for record in records}
    assert {Source, Consent, Ground, Mention, Position, Assessment, Intervention, Inquiry, Incident} <= kinds


def test_the_head_is_what_was_asked(records: list[Any]) -> None:
    source = next(one for one in records if isinstance(one, Source))
    assert (source.sort, source.title, source.reliability) == ("news_article", "An invented report", "B")
    assert len(source.repeats) == 2
    consent = next(one for one in records if isinstance(one, Consent))
    assert (len(consent.covers), consent.purposes, consent.objects) == (2, ("register", "un"), True)


def test_a_statement_is_whole(records: list[Any]) -> None:
    said = _said(records)["custody"]
    assert (said.value, said.when, said.said, said.phase, said.where) == (
        "internment", "2017-09", "күзде", "began", "Yining county"
    )  # fmt: skip
    assert said.duration == (("months", 15),)
    assert said.term is not None
    assert (said.term.text, said.credibility) == ("оқу орталығы", "2")
    assert [(word.role, word.lang) for word in said.words] == [("original", "kk"), ("translation", "en")]
    assert said.at is not None
    assert said.at.chars == (10, 24)
    assert [(link.role, link.basis) for link in said.chain] == [("knows", "eyewitness"), ("relays", "told_by")]


def test_who_told_is_somebody_of_the_list_or_somebody_new(records: list[Any]) -> None:
    mentions = {one.local: one for one in records if isinstance(one, Mention)}
    assert _said(records)["treatment"].chain[0].voice == mentions["man"].id
    new = next(one for local, one in mentions.items() if local.startswith("v-c1-"))
    assert (new.named, new.description) == (False, "a neighbour")


def test_attributes_are_said_by_the_teller_and_sealed_for_the_protected(records: list[Any]) -> None:
    mentions = {one.local: one for one in records if isinstance(one, Mention)}
    man = {said.property: said for said in mentions["man"].statements}
    assert (man["birthDate"].value, man["age"].when, man["gender"].attribute) == ("1979", "2018", False)
    hidden = mentions["hidden"]
    assert hidden.sealed
    assert [(said.property, said.attribute) for said in hidden.statements] == [("occupation", True)]


def test_what_is_not_asserted_says_so(records: list[Any]) -> None:
    assert _said(records)["treatment"].stance == "does_not_know"
    assert _said(records)["custody"].stance == "asserts"


def test_events_hold_what_was_asked(records: list[Any]) -> None:
    by = {type(record): record for record in records}
    assert by[Position].number.value == 2000
    assert len(by[Intervention].for_whom) == 2
    assert by[Intervention].effect.says == "he was moved"
    assert (by[Incident].severity, by[Incident].sort) == (2, "fine")
    assert (by[Inquiry].answer, by[Assessment].check_on) == ("refused", "2020-01")


def test_keys_are_this_codings_own() -> None:
    text = coding_sheet.sheet(_coding(FULL))[0].decode()
    other = coding_sheet.sheet(Coding(key="talk-1", tag="c2", sections=FULL))[0].decode()
    keys = [{line.strip() for line in one.splitlines() if line.strip().startswith("key:")} for one in (text, other)]
    assert keys[0]
    assert keys[0].isdisjoint(keys[1])


def test_of_a_received_source_only_what_is_new() -> None:
    records, refused = _read(_coding({"custody": FULL["custody"]}, received=True))
    assert not refused
    source = next(one for one in records if isinstance(one, Source))
    assert (source.local, source.title) == ("talk-1", "")
    assert not [one for one in records if isinstance(one, Consent)]


@pytest.mark.parametrize(
    ("section", "field", "value"),
    [("custody", "when", "2017-99"), ("custody", "value", "prisn"), ("custody", "about", "nobody"),
     ("custody", "duration", "long"), ("custody", "how", "guess"), ("custody", "chars", "ten"), ("kin", "target", "x"),
     ("positions", "number", "2,000"), ("incidents", "severity", "9"), ("facts", "seconds", "a-b"),
     ("people", "birthDate", "19x"), ("people", "lang_1", "??"), ("consents", "until", "soon"),
     ("source", "published", "yesterday"), ("interventions", "when", "2018-13")],
)  # fmt: skip
def test_a_refusal_stands_beside_its_field(section: str, field: str, value: str) -> None:
    items = [dict(item) for item in FULL[section]]
    items[1 if section == "people" else 0][field] = value
    coding = _coding(FULL | {section: items})
    _, lines = coding_sheet.sheet(coding)
    places = {lines.get(one.line) for one in _read(coding)[1]}
    assert (section, 1 if section == "people" else 0, field) in places


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40))
def test_no_text_can_break_out_of_its_field(text: str) -> None:
    said = {"about": "man", "property": "summary", "value": text, "words": text, "where": text}
    records, refused = _read(_coding({"facts": [said]}))
    if not refused:
        assert {one.local for one in records if isinstance(one, Mention)} == {item["key"] for item in PEOPLE}
        assert _said(records)["summary"].value == text


@pytest.mark.parametrize(("typed", "said"), [("1979", []), ("1980", ["1980"]), ("", [])])
def test_a_birth_told_at_the_door_is_said_again_only_where_it_is_changed(typed: str, said: list[str]) -> None:
    form = Arrival(key="interview-7", teller="A Teller", identity="full", name_1="Ерлан Мысалов", born_1="1979")
    coding = document.of_arrival(form, "c1")
    people = [item | {"birthDate": typed} if item["key"] == "missing" else item for item in coding.items("people")]
    text, _ = coding_sheet.sheet(coding.put("people", people))
    assert re.findall(r'property: "birthDate"\s+value: "(\d+)"', text.decode()) == said
