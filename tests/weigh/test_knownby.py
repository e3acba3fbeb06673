"""What we knew on a date: what came later is not there yet, and what was corrected later still stands."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tereze import weigh
from tereze.model.judgements import Change
from tereze.weigh.case import PersonCase

Case = Any
SHEET: list[dict[str, Any]] = [
    {"in": "a", "value": "internment", "when": "2017-07", "by": ["son knows eyewitness"]},
    {"in": "b", "value": "prison", "when": "2018-01", "by": ["aunt knows eyewitness"]},
]
RECORDED = {"a": "2018-03-01T09:00:00Z", "b": "2018-06-05T23:59:59Z"}


@pytest.fixture
def made(case: Case) -> PersonCase:
    built: PersonCase = case(SHEET)
    at = {id_: RECORDED[id_] for id_ in built.sources}
    sources = {id_: replace(source, recorded=at[id_]) for id_, source in built.sources.items()}
    said = built.mentions[0].statements[0]
    withdrawn = Change(id="c1", act="retract", of=said.id, source=said.source, by="x", at="2018-07-01T00:00:00Z")
    return replace(built, sources=sources, changes=(withdrawn,))


def _standing(made: PersonCase) -> list[tuple[str, int]]:
    facts = weigh.person_view(made).facts
    return sorted((fact.value, len(fact.support.statements)) for fact in facts if fact.property == "custody")


def test_what_was_recorded_later_is_not_known_yet(made: PersonCase) -> None:
    assert _standing(weigh.known_by(made, "2018-06-04")) == [("internment", 1)]
    assert dict(_standing(weigh.known_by(made, "2018-06-05")))["prison"] == 1


def test_what_was_taken_back_later_still_stands(made: PersonCase) -> None:
    assert dict(_standing(weigh.known_by(made, "2018-06-30")))["internment"] == 1
    assert dict(_standing(weigh.known_by(made, "2018-07-01"))).get("internment", 0) == 0


def test_before_the_first_word_nothing_is_known(made: PersonCase) -> None:
    empty = weigh.known_by(made, "2018-02-28")
    assert empty.mentions == ()
    assert weigh.person_view(empty).facts == ()


def test_on_the_last_day_everything_is(made: PersonCase) -> None:
    assert weigh.known_by(made, weigh.days(made)[-1]) == made


def test_the_days_are_those_on_which_something_came(made: PersonCase) -> None:
    assert weigh.days(made) == ("2018-03-01", "2018-06-05", "2018-07-01")
