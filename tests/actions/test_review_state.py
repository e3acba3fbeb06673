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
from tereze.intake.reading.derived import Recognised

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


WORDS = (
    Recognised(0, 5, 96, 1, (10, 20, 50, 12)),
    Recognised(6, 15, 61, 1, (70, 18, 90, 16)),
    Recognised(47, 51, 90, 2, (10, 400, 40, 12)),
    Recognised(52, 55, 88, 2, (60, 400, 30, 12)),
    Recognised(56, 62, 85, 2, (95, 400, 60, 12)),
)
SCAN = msgspec.structs.replace(START, words=WORDS)


def test_an_item_says_how_sure_ocr_was_and_where_its_words_stand() -> None:
    at = rs.placed(SCAN, {"chars": [0, 15]})
    item = rs.Item(key="p1", section="mentions", data={"at": at})
    assert (item.sure, item.is_doubtful, item.page, item.box) == (61, True, 1, (10, 18, 150, 16))
    again = msgspec.json.decode(msgspec.json.encode(msgspec.structs.replace(SCAN, items=(item,))), type=Review)
    assert again.items[0].box == (10, 18, 150, 16)
    assert again.words == WORDS


def test_typed_text_was_not_guessed() -> None:
    item = START.item("p1")
    assert (item.sure, item.is_doubtful, item.page, item.box) == (None, False, None, None)


def test_words_moved_elsewhere_have_the_page_and_sureness_of_their_new_place() -> None:
    moved = rs.change(SCAN, "s1", {"words": [{"text": "Dana was tired.", "role": "original"}]}).item("s1")
    assert (moved.begin, moved.page, moved.sure, moved.box) == (47, 2, 85, (10, 400, 145, 12))


def test_words_moved_in_a_text_without_ocr_lose_the_page_of_the_old_place() -> None:
    item = START.item("s1")
    paged = msgspec.structs.replace(item, data={**item.data, "at": {**item.data["at"], "page": 9, "file": "any.txt"}})
    state = msgspec.structs.replace(START, items=tuple(paged if one.key == "s1" else one for one in START.items))
    said = rs.change(state, "s1", {"words": [{"text": "Dana was tired.", "role": "original"}]}).item("s1")
    assert said.data["at"] == {"chars": [47, 62], "file": "any.txt"}
    inner = rs.change(state, "s1", {"words": [{"text": "Arman Fictional said", "role": "original"}]}).item("s1")
    assert inner.page == 9


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
