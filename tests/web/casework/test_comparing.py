"""Two mentions, property by property."""

from __future__ import annotations

from typing import Any, cast

from tereze.actions.reviewing import Pair
from tereze.model.mentions import Mention, Statement
from tereze_web.casework.comparing import rows


def _mention(*said: tuple[str, str]) -> Mention:
    statements = tuple(
        Statement(id=f"s{number}", source="q", about="m", property=prop, value=value)
        for number, (prop, value) in enumerate(said)
    )
    return Mention(id="m", source="q", local="m", statements=statements)


def _pair(left: Mention, right: Mention) -> Pair:
    class Side:
        def __init__(self, mention: Mention) -> None:
            self.mention = mention

    class Both:
        def __init__(self) -> None:
            self.left, self.right = Side(left), Side(right)

    made: Any = Both()
    return cast("Pair", made)


def test_what_tells_people_apart_stands_first() -> None:
    found = rows(_pair(_mention(("zebra", "x"), ("custody", "prison"), ("birthDate", "1979")), _mention(("age", "40"))))
    assert [line.property for line in found] == ["birthDate", "age", "custody", "zebra"]


def test_a_shared_value_agrees_and_another_does_not() -> None:
    left = _mention(("ethnicity", "Kazakh"), ("birthDate", "1979"))
    right = _mention(("ethnicity", "kazakh"), ("birthDate", "1982"))
    found = {line.property: line for line in rows(_pair(left, right))}
    assert found["ethnicity"].agree
    assert not found["birthDate"].agree


def test_names_stand_elsewhere_and_silence_is_no_agreement() -> None:
    found = rows(_pair(_mention(("name", "x"), ("age", "40")), _mention(("name", "x"))))
    assert [(line.property, line.agree, len(line.left), len(line.right)) for line in found] == [("age", False, 1, 0)]
