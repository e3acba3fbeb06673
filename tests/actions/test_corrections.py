"""Lessons: what they hold, of which documents there are none, and that they are nobody's but the register's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from tereze.actions import corrections, review_state
from tereze.actions.desk import Desk
from tereze.actions.review_state import Review
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor

TEXT = "A line before.\n" + "x " * 300 + "\nBolat Fictional was there.\n" + "y " * 300 + "\nA line after.\n"
AT = TEXT.index("Bolat")
BODY: dict[str, Any] = {
    "source": {"id": "any", "kind": "news_article"},
    "mentions": {
        "p1": {"kind": "person", "names": [{"text": "Bolat Fictional", "lang": "en"}], "at": {"chars": [AT, AT + 15]}},
        "p2": {"kind": "person", "names": [{"text": "line", "lang": "en"}], "at": {"chars": [2, 6]}},
    },
}
START = Review(source=BODY["source"], text=TEXT, items=review_state.items(BODY), languages=("en",))


def test_a_lesson_is_the_passage_and_not_the_document(desk: Desk) -> None:
    assert corrections.learn(desk, "k", review_state.accept(START, "p1")) == 1
    [taught] = corrections.lessons(desk)
    assert taught.passage[taught.begin : taught.end] == "Bolat Fictional"
    assert "A line before" not in taught.passage
    assert "A line after" not in taught.passage
    assert (taught.lang, taught.state, taught.made_by) == ("en", "accepted", "rules")


def test_what_was_refused_teaches_too_and_what_is_open_does_not(desk: Desk) -> None:
    corrections.learn(desk, "k", review_state.reject(START, "p2"))
    [taught] = corrections.lessons(desk)
    assert taught.final is None
    assert taught.passage[taught.begin : taught.end] == "line"


def test_the_same_review_again_is_the_same_lessons(desk: Desk) -> None:
    for _ in range(2):
        corrections.learn(desk, "k", review_state.accept(START, "p1"))
    assert len(list(corrections.lessons(desk))) == 1


@pytest.mark.parametrize("kind", ["interview", "letter", "video", "audio"])
def test_what_people_told_leaves_none(desk: Desk, kind: str) -> None:
    told = msgspec.structs.replace(review_state.accept(START, "p1"), source={"id": "any", "kind": kind})
    assert corrections.learn(desk, "k", told) == 0
    sealed = review_state.change(START, "p1", {"sealed": "true"})
    assert corrections.learn(desk, "k", sealed) == 0
    assert list(corrections.lessons(desk)) == []


def test_what_a_person_added_is_no_machines_lesson(desk: Desk) -> None:
    added = review_state.add(START, "mentions", {"kind": "person", "names": [{"text": "Bolat"}]})
    assert corrections.learn(desk, "k", added) == 0


def test_teaching_needs_a_role(desk: Desk) -> None:
    documenter = replace(desk, actor=Actor(id="d", roles=frozenset({"documenter"})))
    with pytest.raises(NotAllowed):
        corrections.retrain(documenter, "en")
    assert corrections.models(documenter) == {}


def test_names_taken_and_refused_teach_the_tagger(desk: Desk) -> None:
    review = review_state.reject(review_state.accept(START, "p1"), "p2")
    corrections.learn(desk, "k", review)
    taught = corrections.retrain(desk, "en")
    assert taught.decided >= 1
    assert taught.after >= taught.before
    assert set(corrections.models(desk)) == {"en"}
