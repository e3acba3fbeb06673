"""A text cut at the places its statements come from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tereze_web.casework.marking import Piece, cut


def test_a_text_without_places_is_one_piece() -> None:
    assert cut("abc", []) == (Piece("abc", (), ()),)
    assert cut("", []) == ()


def test_places_may_overlap_and_nest() -> None:
    pieces = cut("abcdef", [(1, 4, "one"), (2, 6, "two")])
    assert [piece.text for piece in pieces] == ["a", "b", "cd", "ef"]
    assert [piece.statements for piece in pieces] == [(), ("one",), ("one", "two"), ("two",)]
    assert [piece.opens for piece in pieces] == [(), ("one",), ("two",), ()]


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), max_size=6))
def test_the_pieces_are_the_text_and_each_place_opens_once(text: str, raw: list[tuple[int, int]]) -> None:
    found = [
        (first, first + length, f"s{number}")
        for number, (first, length) in enumerate(raw)
        if first + length <= len(text)
    ]
    pieces = cut(text, found)
    assert "".join(piece.text for piece in pieces) == text
    for first, last, name in found:
        assert "".join(piece.text for piece in pieces if name in piece.statements) == text[first:last]
        assert sum(name in piece.opens for piece in pieces) == 1
