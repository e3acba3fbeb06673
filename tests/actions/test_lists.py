"""Lists carry the keys of the sheet again."""

from __future__ import annotations

import pytest
from fictional import ARTICLE, INTERVIEW

from tereze.actions import lists
from tereze.actions.desk import Desk


@pytest.fixture
def filled(desk: Desk, bring) -> Desk:
    bring(INTERVIEW)
    bring(ARTICLE)
    return desk


def test_an_incident_has_its_sheet_keys_and_names_people_by_their_keys(filled: Desk) -> None:
    (incident,) = lists.items(filled, "incidents")
    assert {"kind": "threat", "direction": "closes", "against": "wife", "severity": 2}.items() <= incident.items()
    assert incident["source"] == "interview-1"
    assert incident["id"].startswith("i")


def test_sources_say_their_kind(filled: Desk) -> None:
    assert {item["source"]: item["kind"] for item in lists.items(filled, "sources")} == {
        "interview-1": "interview",
        "article-1": "news_article",
    }


def test_persons_have_number_and_name(filled: Desk) -> None:
    found = list(lists.items(filled, "persons"))
    assert [item["number"] for item in found] == sorted(item["number"] for item in found)
    assert {"Айгүл Мысалқызы", "A. Recorder"} <= {item["name"] for item in found}


@pytest.mark.parametrize("kind", lists.KINDS)
def test_every_list_answers_even_when_empty(desk: Desk, kind: str) -> None:
    assert list(lists.items(desk, kind)) == []


AROUND = """
tereze: source/1
source:
  id: around
  kind: news_article
  ground: {kind: published_source, confirmed_by: [a, b]}
  consent: [{given_by: me, capacity: self}]
mentions:
  me: {kind: person, names: [{text: Oydan Tapqan}], occupation: tester}
  organ: {kind: organization, names: [{text: Imagined Ministry}]}
statements:
  - {key: camp, about: me, property: custody, value: internment, said_by: [{voice: me}]}
positions: [{actor: organ, topic: departures, stance: promises, number: {value: 2000}}]
assessments: [{by: me, about: organ, kind: irony, says: so kind}]
interventions: [{by: me, kind: letter, effect: {says: none, said_by: [{voice: me}]}}]
inquiries: [{by: me, to: organ, about: departures}]
incidents: [{kind: fine}]
---
tereze: change/1
changes:
  - {retract: around/camp, by: me, at: "2020", reason: fear}
  - {refute: around/me/occupation, by: amina, at: "2020", reason: no}
"""
KEYS = {
    "sources": "id kind title publisher authors published language url evidence repeats reliability system_of_record "
    "teller told consent ground source",
    "positions": "id source actor organ forum addressee topic about stance term reason number when said_by words",
    "assessments": "id source by about kind says check_on words",
    "interventions": "id source by for kind addressee when answer effect",
    "inquiries": "id source by to about when answer",
    "incidents": "id source kind direction factor when where against severity said_by",
}


@pytest.mark.parametrize("kind", KEYS)
def test_an_item_carries_every_key_of_its_section(desk: Desk, bring, kind: str) -> None:
    bring(AROUND)
    (item,) = lists.items(desk, kind)
    assert set(KEYS[kind].split()) <= item.keys()
    assert item["source"] == "around"


def test_what_was_left_out_is_null_or_empty_and_defaults_are_said(desk: Desk, bring) -> None:
    bring(AROUND)
    (step,) = lists.items(desk, "interventions")
    assert step["effect"]["said_by"] == [{"voice": "me", "role": "knows", "basis": "unknown"}]
    assert (step["addressee"], step["when"], step["for"]) == (None, None, [])
    (source,) = lists.items(desk, "sources")
    assert source["consent"][0]["covers"] == ["me"]
    assert source["ground"]["confirmed_by"] == ["a", "b"]


def test_a_change_names_what_it_is_about_as_its_file_did(desk: Desk, bring) -> None:
    bring(AROUND)
    assert {(item["act"], item["of"], item["by"]) for item in lists.items(desk, "changes")} == {
        ("retract", "around/camp", "around/me"),
        ("refute", "around/me/occupation", "amina"),
    }


def test_judgements_and_disputes_name_mentions_by_their_sheets(desk: Desk, bring) -> None:
    bring(AROUND)
    bring(AROUND.partition("---")[0].replace("id: around", "id: again"))
    bring(
        "tereze: judgements/1\njudgements:\n"
        '- {key: two, different: [around/me, again/me], by: r, reason: two, at: "2020"}\n'
        '- {key: one, same: [around/me, again/me], by: r, reason: one, at: "2021"}\n'
    )
    assert {item["key"]: item["mentions"] for item in lists.items(desk, "judgements")} == {
        "two": ["around/me", "again/me"],
        "one": ["around/me", "again/me"],
    }
    (dispute,) = lists.items(desk, "disputes")
    assert sorted(dispute["mentions"]) == ["again/me", "around/me"]
    assert "two says" in dispute["reason"]
    assert "around/me" in dispute["reason"]
