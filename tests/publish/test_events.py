"""Positions and incidents: only confirmed published sources, only organs, no withheld name."""

from __future__ import annotations

from typing import Any

import pytest
from release_cases import OFFICE, TELLER, consent, ground, inputs, quote, source

from tereze.consent import Forbidden
from tereze.model.events import Figure, Incident, Position
from tereze.model.judgements import Change
from tereze.publish.events import Ground, incidents, open_sources, positions
from tereze.publish.locale import catalogue
from tereze.weigh.case import Voice

EN = catalogue("en")
PRESS = source(id="spress", title="Briefing", publisher=OFFICE, published="2019-01-02", url="https://example.org/b")


def position(**more: Any) -> Position:
    fields: dict[str, Any] = {
        "id": "p1",
        "source": "spress",
        "actor": OFFICE,
        "topic": "departures",
        "stance": "promises",
    }
    return Position(**(fields | more))


def incident(**more: Any) -> Incident:
    fields: dict[str, Any] = {"id": "i1", "source": "spress", "sort": "fine", "when": "2019"}
    return Incident(**(fields | {"direction": "closes", "factor": "public_response"} | more))


def judged(*events: Any, named: frozenset[str] = frozenset(), **more: Any) -> Ground:
    fields: dict[str, Any] = {
        "events": events,
        "sources": {"spress": PRESS},
        "voices": {
            OFFICE: Voice(id=OFFICE, sort="organization", label="Example Ministry"),
            TELLER: Voice(id=TELLER, sort="person", label="Куә Адам"),
        },
        "grounds": (ground("spress"),),
    }
    given = inputs((), **(fields | more))
    return Ground(given, named, Forbidden([] if named else ["Куә Адам"]), open_sources(given))


@pytest.mark.parametrize(
    "more",
    [
        {"grounds": ()},
        {"grounds": (ground("spress", confirmed_by=("amina",)),)},
        {"consents": (consent(source="spress"),)},
        {"changes": (Change(id="h", act="withdraw_consent", of="spress", by="x", at="2020"),)},
    ],
)
def test_only_from_sources_two_people_confirmed_and_nobody_took_back(more: dict[str, Any]) -> None:
    assert len(list(positions(judged(position(), incident()), EN))) == 1
    closed = judged(position(), incident(), **more)
    assert list(positions(closed, EN)) == []
    assert list(incidents(closed, EN)) == []


def test_a_position_says_who_when_where_how_many_and_in_which_words() -> None:
    number = Figure(value=2000, unit="persons", who="ethnic Kazakhs", counts_if="left the country")
    told = next(
        positions(
            judged(position(number=number, forum="briefing", when="2019-01", words=(quote("Two thousand", "en"),))), EN
        )
    )
    assert str(getattr(told["who"], "text", "")) == "Example Ministry"
    assert (told["stance"], told["when"], told["number"], told["unit"]) == (
        "promises",
        "January 2019",
        "2\u00a0000",
        "persons",
    )
    details = told["details"]
    assert isinstance(details, list)
    assert [one.text for one in details] == ["briefing", "ethnic Kazakhs", "counts if: left the country"]
    assert getattr(told["source"], "href", "") == "https://example.org/b"
    assert getattr(told["source"], "text", "") == "Example Ministry, Briefing, 2 January 2019"


def test_a_person_is_named_only_when_he_has_said_so() -> None:
    assert list(positions(judged(position(actor=TELLER)), EN)) == []
    assert len(list(positions(judged(position(actor=TELLER), named=frozenset({TELLER})), EN))) == 1
    told = next(incidents(judged(incident(against=TELLER)), EN))
    assert told["against"] is None


def test_text_that_touches_a_withheld_name_goes() -> None:
    told = next(
        positions(judged(position(topic="the case of Адам", forum="Адам hall", words=(quote("Куә Адам"),))), EN)
    )
    assert (told["topic"], told["details"], told["words"]) == (None, [], [])
    assert next(incidents(judged(incident(where="Адам street")), EN))["where"] is None


def test_what_was_retracted_or_refuted_is_left_out() -> None:
    took = Change(id="h", act="retract", of="p1", by="x", at="2020")
    assert list(positions(judged(position(), changes=(took,)), EN)) == []
    gone = Change(id="h", act="refute", of="i1", by="x", at="2020")
    assert list(incidents(judged(incident(), changes=(gone,)), EN)) == []


def test_oldest_first() -> None:
    events = [incident(id=f"i{year}", when=year) for year in ("2019", "2017", "2018")]
    assert [one["when"] for one in incidents(judged(*events), EN)] == ["2017", "2018", "2019"]
