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
