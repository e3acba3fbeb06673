"""A long text in parts: nothing lost, nothing twice, every item in exactly one of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.actions.review_state import Item
from tereze_web.casework import passages


@given(st.text(alphabet="ab \n字", max_size=40).map(lambda text: text * 700))
def test_the_parts_are_the_text(text: str) -> None:
    found = passages.parts(text)
    assert "".join(text[part.begin : part.end] for part in found) == text
    assert [part.number for part in found] == list(range(1, len(found) + 1))
    assert all(part.of == len(found) for part in found)
    assert all(part.end - part.begin <= passages.A_PART + 1500 for part in found)


def test_a_part_ends_with_a_line() -> None:
    text = ("x" * 99 + "\n") * 200
    assert all(text[part.end - 1] == "\n" for part in passages.parts(text))


@pytest.mark.parametrize("size", [0, 1, 7500])
def test_a_short_text_is_one_part(size: int) -> None:
    assert passages.parts("x" * size) == ((1, 1, 0, size),)


def _item(key: str, begin: int, end: int, section: str = "statements") -> Item:
    return Item(key=key, section=section, data={}, begin=begin, end=end)  # type: ignore[arg-type]


def test_every_item_stands_in_one_part_in_the_order_of_the_text() -> None:
    text = "word " * 4000
    items = [_item("s2", 19_000, 19_010), _item("s1", 10, 20), _item("p1", 10, 14, "mentions"), _item("n", 0, 0)]
    found = passages.parts(text)
    shown = [[item.key for item in passages.inside(items, part, found)] for part in found]
    assert shown[0] == ["n", "p1", "s1"]
    assert shown[-1] == ["s2"]
    assert sum(map(len, shown)) == len(items)


def test_the_shortest_item_of_a_place_comes_first() -> None:
    text = "Murat said he was held.\n"
    [part] = passages.parts(text)
    cut = passages.pieces(text, part, [_item("s1", 0, 23), _item("p1", 0, 5, "mentions")])
    assert [(piece.text, piece.statements) for piece in cut] == [
        ("Murat", ("p1", "s1")), (" said he was held.", ("s1",)), ("\n", ()),
    ]  # fmt: skip


def test_words_that_go_over_the_edge_are_marked_to_the_edge() -> None:
    text = "a" * 20_000
    first = passages.parts(text)[0]
    cut = passages.pieces(text, first, [_item("s1", first.end - 5, first.end + 5)])
    assert [piece.statements for piece in cut] == [(), ("s1",)]
    assert len(cut[1].text) == 5
