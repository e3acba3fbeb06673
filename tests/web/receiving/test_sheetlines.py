"""A sheet whose every value stands on a line of its own."""

from __future__ import annotations

from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from tereze.intake import sheets
from tereze.intake.drafts import SheetDraft
from tereze.model.mentions import Mention
from tereze_web.receiving.sheetlines import Leaf, Node, write


def test_every_line_knows_its_field() -> None:
    text, lines = write({"a": Leaf("1", ("s", 0, "a")), "b": {"c": [Leaf("x", ("s", 1, "c"))]}, "d": Leaf("2")})
    found = {text.decode().splitlines()[number - 1].strip(): where for number, where in lines.items()}
    assert found == {'a: "1"': ("s", 0, "a"), "b:": ("s", 1, "c"), "c:": ("s", 1, "c"), '- "x"': ("s", 1, "c")}


def test_what_is_empty_is_left_out() -> None:
    text, _ = write({"a": Leaf(""), "b": {"c": Leaf("")}, "d": [], "e": [{"f": Leaf("")}], "g": Leaf("1")})
    assert text.decode() == 'g: "1"\n'


def test_it_is_yaml_that_says_the_same() -> None:
    node: dict[str, Node] = {"a": {"b": [{"c": Leaf("1"), "d": [Leaf("2"), Leaf("3")]}, {"c": Leaf("4")}]}}
    assert yaml.safe_load(write(node)[0]) == {"a": {"b": [{"c": "1", "d": ["2", "3"]}, {"c": "4"}]}}


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60))
def test_no_text_can_break_out_of_its_field(text: str) -> None:
    person: dict[str, Node] = {"kind": Leaf("person"), "names": [{"text": Leaf(text)}], "description": Leaf(text)}
    source = {"id": Leaf("a"), "kind": Leaf("letter")}
    made = write({"tereze": Leaf("source/1"), "source": source, "mentions": {"one": person}})[0]
    read = list(sheets.read(Path("form"), secret=b"x" * 32, recorded="2026-01-01T00:00:00Z", held=made))
    for draft in read:
        if isinstance(draft, SheetDraft):
            (mention,) = [record for record in draft.records if isinstance(record, Mention)]
            assert (mention.local, mention.names[0].text, mention.description) == ("one", text, text)
