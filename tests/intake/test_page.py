"""Going through a section: everything wrong is noted at once, with line, key and the nearest known key."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tereze.intake import fields
from tereze.intake.nodes import Node
from tereze.intake.page import MOST_PROBLEMS, Noted, Page, Wrong, each, fill, items, part, suggest

SPEC = {"name": fields.text, "age": fields.whole, "tags": each(fields.name)}


def test_values_by_key_and_null_left_out(page: Page, node: Callable[[str], Node]) -> None:
    assert fill(page, node("{name: A, age: null, tags: [x, null, y]}"), SPEC, "a thing") == {
        "name": "A",
        "tags": ("x", "y"),
    }


def test_an_unknown_key_names_line_key_and_the_nearest(page: Page, node: Callable[[str], Node]) -> None:
    assert fill(page, node("\n  name: A\n  agee: 3"), SPEC, "a thing") is None
    (problem,) = page.problems
    assert (problem.file, problem.line, problem.key, problem.ref) == ("s.yaml", 3, "agee", "s")
    assert "a thing" in problem.error
    assert problem.hint == "Did you mean “age”?"


def test_everything_wrong_is_noted_at_once(page: Page, node: Callable[[str], Node]) -> None:
    assert fill(page, node("{age: old, tags: [A B, ok, C D], zzzz: 1}"), SPEC, "a thing", ("name",)) is None
    assert [problem.key for problem in page.problems] == ["age", "tags", "tags", "zzzz", "name"]


def test_a_required_key_may_not_be_null(page: Page, node: Callable[[str], Node]) -> None:
    assert fill(page, node("{name: ~}"), SPEC, "a thing", ("name",)) is None
    assert "missing" in page.problems[0].error


def test_a_text_where_a_section_belongs(page: Page, node: Callable[[str], Node]) -> None:
    assert fill(page, node("text"), SPEC, "a thing") is None
    with pytest.raises(Noted):
        part(page, node("[a]"), SPEC, "a thing")


def test_problems_are_capped(page: Page) -> None:
    for number in range(MOST_PROBLEMS * 2):
        page.refuse(number, "k", "wrong")
    assert len(page.problems) == MOST_PROBLEMS


def test_mentions_are_looked_up_or_suggested(page: Page) -> None:
    assert page.mention("me") == "m-me"
    with pytest.raises(Wrong) as caught:
        page.mention("husbnd")
    assert caught.value.hint == "Did you mean “husband”?"
    page.open_mentions = True
    assert page.mention("anyone").startswith("m")


def test_references_are_kept_for_the_importer(page: Page) -> None:
    assert page.refer("source", "s1", "other", 4) == "s1"
    assert (page.references[0].kind, page.references[0].written, page.references[0].line) == ("source", "other", 4)


def test_items_and_suggestions(node: Callable[[str], Node]) -> None:
    assert len(items(node("[a, b]"), "k")) == 2
    with pytest.raises(Wrong, match="needs a list"):
        items(node("a"), "k")
    assert suggest("qqqqqq", {"me": 1}) == ""


def test_a_comma_does_not_end_a_text_where_no_key_can_stand(page: Page, node: Callable[[str], Node]) -> None:
    found = fill(page, node("{name: same age, husband and factory, and a scar, age: 3}"), SPEC, "a thing")
    assert found == {"name": "same age, husband and factory, and a scar", "age": 3}
    assert [(one.key, one.line) for one in page.warnings] == [("name", 1), ("name", 1)]


@pytest.mark.parametrize("text", ["{name: A, age 3}", "{name: A, agee}", '{name: "A", b c}', "{b c, name: A}"])
def test_what_may_be_a_forgotten_colon_is_an_error(page: Page, node: Callable[[str], Node], text: str) -> None:
    assert fill(page, node(text), SPEC, "a thing") is None
    assert len(page.problems) == 1


def test_a_message_does_not_repeat_a_book(page: Page) -> None:
    page.refuse(1, "k" * 5000, "x" * 1_000_000)
    assert len(page.problems[0].error) + len(page.problems[0].key) < 1000


def test_an_unknown_key_like_no_other_is_told_the_known_ones(page: Page, node: Callable[[str], Node]) -> None:
    fill(page, node("{zzzzzz: 1}"), SPEC, "a thing")
    assert page.problems[0].hint == "Known: age, name, tags."
