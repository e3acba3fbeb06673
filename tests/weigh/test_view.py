"""The JSON of the person view: exactly the keys of the format page, always written."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from tereze.model.sources import Locator
from tereze.weigh import PersonView, person_view, to_json

Case = Any
SHEET: list[dict[str, Any]] = [
    {
        "in": "a",
        "when": "2017-07/2018-10",
        "where": "Model",
        "by": ["son knows eyewitness"],
        "term": {"text": "a school", "used_by": "officials"},
        "words": [{"text": "the words", "lang": "kk"}],
    },
    {"in": "b", "value": "prison", "when": "2018-01/2018-06", "by": ["aunt knows eyewitness"]},
    {"in": "b", "property": "relative", "value": "husband", "target": "h", "by": ["aunt knows unknown"]},
]
NAMES = {"a": [{"text": "Mysal", "lang": "kk"}], "b": [{"text": "Mysal", "lang": "kk"}]}


@pytest.fixture
def document(case: Case) -> dict[str, Any]:
    return to_json(person_view(case(SHEET, names=NAMES, voices={"h": {"number": "T-0000002"}}, disputes=("a reason",))))


def test_it_is_plain_json(document: dict[str, Any]) -> None:
    assert json.loads(json.dumps(document)) == document


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ((), "tereze number names mentions facts conflicts timeline last_known relatives disputes"),
        (("names", 0), "text lang sources"),
        (("mentions", 0), "id source local"),
        (("facts", 0), "property value facet when where terms support denied_by does_not_know"),
        (
            ("facts", 0, "support"),
            "sources independent_witnesses witness_floor load_bearing firsthand secondhand document_origins",
        ),
        (("facts", 0, "support"), "official_origins channels possible sealed statements"),
        (
            ("facts", 0, "support", "statements", 0),
            "origin repeats standing",
        ),
        (("facts", 0, "support", "statements", 0), "id source stance chain words at"),
        (("facts", 0, "support", "statements", 0, "chain", 0), "voice role basis"),
        (("conflicts", 0), "property facet values"),
        (("conflicts", 0, "values", 0), "value independent_witnesses"),
        (("timeline", 0), "status facet from to where independent_witnesses terms"),
        (("last_known",), "status as_of silent_since independent_witnesses"),
        (("relatives", 0), "relation person"),
    ],
)
def test_the_promised_keys_are_there(document: dict[str, Any], path: tuple[str | int, ...], keys: str) -> None:
    part: Any = document
    for step in path:
        part = part[step]
    assert set(keys.split()) <= set(part)


def test_the_promised_values(document: dict[str, Any]) -> None:
    assert (document["tereze"], document["number"]) == ("person/1", "T-0000001")
    assert document["names"] == [{"text": "Mysal", "lang": "kk", "sources": ["sheet-a", "sheet-b"], "sort": "name"}]
    assert [(one["source"], one["local"]) for one in document["mentions"]] == [("sheet-a", "x"), ("sheet-b", "x")]
    fact = document["facts"][0]
    assert (fact["value"], fact["facet"], fact["when"], fact["terms"]) == (
        "internment",
        "holding",
        "2017-07/2018-10",
        ["a school"],
    )
    statement = fact["support"]["statements"][0]
    assert statement["at"] == {}
    assert statement["words"] == [{"text": "the words", "lang": "kk", "role": "original", "by": None}]
    assert statement["chain"] == [{"voice": "son", "role": "knows", "basis": "eyewitness"}]
    assert [side["value"] for side in document["conflicts"][0]["values"]] == ["internment", "prison"]
    assert document["relatives"][0]["person"] == "T-0000002"
    assert document["disputes"] == ["a reason"]


def test_an_empty_person_has_every_key_too(case: Case) -> None:
    document = to_json(person_view(case([])))
    assert document["facts"] == document["conflicts"] == document["timeline"] == document["names"] == []
    assert document["last_known"] is None


def test_a_locator_shows_what_it_holds(case: Case) -> None:
    built = case([{"in": "a"}])
    said = msgspec.structs.replace(built.mentions[0].statements[0], at=Locator(chars=(104, 141), page=2))
    mention = msgspec.structs.replace(built.mentions[0], statements=(said,))
    document = to_json(person_view(msgspec.structs.replace(built, mentions=(mention,))))
    assert document["facts"][0]["support"]["statements"][0]["at"] == {"chars": [104, 141], "page": 2}


def test_a_view_is_frozen_and_compares_by_value(case: Case) -> None:
    view = person_view(case(SHEET))
    assert view == person_view(case(SHEET))
    with pytest.raises(AttributeError):
        view.number = "T-2"  # type: ignore[misc]


def test_a_view_can_be_read_back(case: Case) -> None:
    view = person_view(case(SHEET, names=NAMES))
    assert msgspec.convert(to_json(view), PersonView) == view
