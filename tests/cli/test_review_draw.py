"""What is drawn of a review: words marked, hard words underlined, nothing that steers a terminal. All is fictional."""

from __future__ import annotations

from typing import Any

import pytest

from tereze.actions.review_state import Item, Review
from tereze.cli import review_draw
from tereze.intake.reading.derived import Recognised

TEXT = "Arman Fictional said that Dana\u00a0Fictional left.\tShe was tired."
WORDS = (Recognised(0, 5, 96, 2, (1, 2, 3, 4)), Recognised(6, 15, 41, 2, (5, 2, 3, 4)))
NAME = Item(
    key="p1", section="mentions", begin=0, end=15,
    data={"kind": "person", "named": True, "names": [{"text": "Arman Fictional", "lang": "en"}],
          "at": {"chars": [0, 15], "page": 2, "sure": 41, "xywh": [1, 2, 3, 4]}},
)  # fmt: skip
SAID = Item(
    key="s1", section="statements", begin=0, end=46, state="accepted", made_by="model:tiny",
    data={"about": "n2", "property": "notes", "value": TEXT[:46].replace("\u00a0", " "),
          "said_by": [{"voice": "p1", "role": "knows", "basis": "unknown"}, {"voice": "p1", "role": "relays"}],
          "at": {"chars": [0, 46], "page": 2, "sure": 83}},
)  # fmt: skip
NOBODY = Item(key="n2", section="mentions", data={"kind": "person", "named": False, "description": "who is it?"})
REVIEW = Review(source={"id": "scan"}, text=TEXT, items=(NAME, NOBODY, SAID), words=WORDS)


def drawn(capsys: pytest.CaptureFixture[str], review: Review, at: int, **more: Any) -> str:
    review_draw.draw(review, at, **more)
    return capsys.readouterr().out


def test_the_words_of_an_item_are_marked_and_those_hard_to_read_underlined() -> None:
    shown = review_draw.passage(REVIEW, 0, 15)
    styles = {shown.plain[span.start : span.end]: str(span.style) for span in shown.spans}
    assert styles["Arman "] == "bold reverse"
    assert styles["Fictional"] == "bold reverse underline"


def test_a_screen_without_styles_has_brackets(capsys: pytest.CaptureFixture[str]) -> None:
    assert "⟦Arman Fictional⟧ said" in drawn(capsys, REVIEW, 0)


def test_a_person_without_a_place_is_shown_where_something_is_said_of_him(capsys: pytest.CaptureFixture[str]) -> None:
    assert "⟦Arman Fictional said" in drawn(capsys, REVIEW, 1)


def test_how_sure_the_machine_was_stands_beside_the_name(capsys: pytest.CaptureFixture[str]) -> None:
    shown = drawn(capsys, REVIEW, 0)
    assert "! HARD TO READ: 41 % sureness" in shown
    assert "read with 83 % sureness, page 2" in drawn(capsys, REVIEW, 2)
    assert review_draw.sureness(NOBODY) == ""


def test_an_item_is_told_by_the_names_of_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    told = review_draw.described(REVIEW, SAID).plain
    assert told.startswith("✓ s1 · statement · suggested by model:tiny\n")
    assert "about: n2 = who is it?\n" in told
    assert "value: (the marked words)\n" in told
    assert "  p1 = Arman Fictional, role knows, basis unknown\n  p1 = Arman Fictional, role relays\n" in told
    assert "names: Arman Fictional [en]\n" in review_draw.described(REVIEW, NAME).plain
    assert "named: true\n" in review_draw.described(REVIEW, NAME).plain


def test_fields_and_titles_cannot_steer_a_terminal_either(capsys: pytest.CaptureFixture[str]) -> None:
    evil = "\x1b]0;owned\x07[red]\u202e\x9b2J"
    item = Item(key="p1", section="mentions", end=3, data={"names": [{"text": evil, "lang": evil}], evil: evil})
    shown = drawn(capsys, Review(source={"id": evil}, text=evil * 3, items=(item,)), 0, said=evil)
    assert not set(shown) & set("\x1b\x07\u202e\x9b")
    assert "[red]" in shown


def test_lines_from_right_to_left_are_closed_so_that_the_frame_stays(capsys: pytest.CaptureFixture[str]) -> None:
    text = "مۇرات جاكېن ئېيتتى"
    shown = drawn(
        capsys, Review(source={"id": "ug"}, text=text, items=(Item(key="p1", section="mentions", data={}),)), 0
    )
    [line] = [line for line in shown.split("\n") if "جاكېن" in line]
    assert line.index("\u200e") < line.index("م")
    assert line.count("\u200e") == 2


@pytest.mark.parametrize(("first", "last"), [(0, 49), (7, 30), (20, 49), (30, 30)])
def test_every_line_of_an_item_is_on_one_of_its_screens(first: int, last: int) -> None:
    from rich.text import Text

    lines, rows = [Text(str(at)) for at in range(50)], 10
    pages = review_draw._pages(last - first + 1, rows)
    seen = [line.plain for page in range(pages) for line in review_draw._window(lines, first, last, rows, page)]
    assert {str(at) for at in range(first, last + 1)} <= set(seen)
    assert all(len(review_draw._window(lines, first, last, rows, page)) == rows for page in range(pages))
