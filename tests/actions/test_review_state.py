"""The state of a review: pure steps, each of which can be undone; the sheet holds what was taken and nothing else."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tereze.actions import review_state as rs
from tereze.actions.review_state import Review

TEXT = "Arman Fictional said that Dana Fictional left. Dana was tired."


def quoted(begin: int, end: int) -> dict[str, Any]:
    return {"words": [{"text": TEXT[begin:end], "role": "original"}], "at": {"chars": [begin, end]}}


BODY: dict[str, Any] = {
    "source": {"id": "any", "kind": "other", "evidence": ["any.txt"], "publisher": "v", "authors": ["p1", "v"]},
    "mentions": {
        "p1": {"kind": "person", "names": [{"text": "Arman Fictional"}], "at": {"chars": [0, 15]}},
        "p2": {"kind": "person", "names": [{"text": "Dana Fictional"}], "at": {"chars": [26, 40]}},
        "v": {"kind": "organization", "names": [{"text": "Example Wire"}]},
    },
    "statements": [
        {"about": "p2", "property": "notes", "value": "left", "said_by": [{"voice": "p1"}], **quoted(0, 46)},
        {"about": "p2", "property": "notes", "value": "tired", **quoted(47, 62)},
        {"about": "p1", "property": "relative", "value": {"mention": "v", "relation": "x"}, **quoted(0, 15)},
    ],
    "positions": [{"actor": "v", "stance": "denies", **quoted(0, 15)}],
    "incidents": [{"kind": "fine", **quoted(0, 15)}],
}
START = Review(source=BODY["source"], text=TEXT, items=rs.items(BODY))
KEYS = [item.key for item in START.items]


def test_mentions_come_first_and_every_item_has_its_place() -> None:
    assert KEYS == ["p1", "p2", "v", "s1", "s2", "s3", "o1", "i1"]
    assert (START.item("s2").begin, START.item("s2").end) == (47, 62)
    assert START.waiting == START.items


@pytest.mark.parametrize(
    ("key", "named"), [("p1", set()), ("s1", {"p1", "p2"}), ("s3", {"p1", "v"}), ("o1", {"v"}), ("i1", set())]
)
def test_whom_an_item_speaks_of(key: str, named: set[str]) -> None:
    assert rs.names(START.item(key)) == named


def test_accepting_takes_those_spoken_of_along() -> None:
    made = rs.accept(START, "s1")
    assert {item.key for item in made.items if item.is_in} == {"p1", "p2", "s1"}


def test_the_sheet_holds_what_was_taken_and_no_file_unless_asked() -> None:
    made = rs.accept(START, "s1")
    sheet = yaml.safe_load(rs.sheet(made, evidence=False))
    assert set(sheet["mentions"]) == {"p1", "p2"}
    assert [one["value"] for one in sheet["statements"]] == ["left"]
    assert sheet["source"] == {"id": "any", "kind": "other", "authors": ["p1"]}
    assert yaml.safe_load(rs.sheet(made, evidence=True))["source"]["evidence"] == ["any.txt"]
    assert "positions" not in sheet


def test_one_item_alone_brings_whom_it_names() -> None:
    sheet = yaml.safe_load(rs.sheet(START, evidence=False, only="o1"))
    assert set(sheet["mentions"]) == {"v"}
    assert len(sheet["positions"]) == 1


def test_a_field_goes_where_it_is_none() -> None:
    made = rs.change(START, "s2", {"value": "very tired", "words": None})
    assert made.item("s2").data == {
        "about": "p2",
        "property": "notes",
        "value": "very tired",
        "at": {"chars": [47, 62]},
    }


def test_whom_nobody_knows_cannot_be_named() -> None:
    with pytest.raises(rs.NoSuchItem):
        rs.change(START, "s2", {"about": "p9"})
    with pytest.raises(rs.NoSuchItem):
        rs.accept(START, "s9")


@pytest.mark.parametrize("at", [[-1, 4], [5, 4], [0, 10_000]])
def test_a_place_outside_the_text_is_refused(at: list[int]) -> None:
    with pytest.raises(rs.NotInText):
        rs.change(START, "s2", {"at": {"chars": at}})


def test_added_items_get_names_of_their_own() -> None:
    made = rs.add(rs.add(START, "mentions", {"kind": "place"}), "mentions", {"kind": "place"})
    assert [item.key for item in made.items[-2:]] == ["mx1", "mx2"]


steps = st.lists(st.tuples(st.sampled_from(["accept", "reject", "reopen"]), st.sampled_from(KEYS)), max_size=12)


@given(steps)
def test_nothing_taken_ever_speaks_of_somebody_rejected(taken: list[tuple[str, str]]) -> None:
    review = START
    for step, key in taken:
        try:
            review = getattr(rs, step)(review, key)
        except (rs.Rejected, rs.StillNamed):
            continue
    for item in review.items:
        if item.is_in and item.state != "open":
            assert all(review.item(key).state != "rejected" for key in rs.names(item))
    assert [item.key for item in review.items] == KEYS


@given(steps)
def test_reopening_everything_is_the_beginning(taken: list[tuple[str, str]]) -> None:
    review = rs.change(START, "s2", {"value": "other"})
    for step, key in taken:
        try:
            review = getattr(rs, step)(review, key)
        except (rs.Rejected, rs.StillNamed):
            continue
    for key in KEYS:
        review = rs.reopen(review, key)
    assert review == START


def test_a_review_is_kept_and_read_back() -> None:
    made = rs.change(START, "s2", {"value": "other"})
    assert msgspec.json.decode(msgspec.json.encode(made), type=Review) == made
