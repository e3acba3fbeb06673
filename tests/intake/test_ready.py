"""Rules made ready for one table."""

from __future__ import annotations

import pytest

from tereze.intake import ready
from tereze.intake.plan import Layout, Mapping, Rule


def mapping(**more: object) -> Mapping:
    return Mapping("m.yaml", (), frozenset(), {}, Layout(), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "sort"),
    [
        (Rule("name", ("a",)), "name"),
        (Rule("alias", ("a",)), "name"),
        (Rule("place", ("a",)), "own"),
        (Rule("age", ("a",)), "age"),
        (Rule("birthDate", ("a",)), "date"),
        (Rule("remains_found", ("a",)), "date"),
        (Rule("gender", ("a",), values={"m": "male"}), "values"),
        (Rule("occupation", ("a",)), "text"),
    ],
)
def test_which_way_a_cell_goes(rule: Rule, sort: str) -> None:
    assert ready.make(rule, mapping()).sort == sort


def test_placeholders_language_and_order_come_from_both() -> None:
    plan = mapping(placeholders=("Sin Datos",), language="es", date_order="dmy")
    made = ready.make(Rule("birthDate", ("a",), placeholders=("???",), date_order="ymd"), plan)
    assert made.empty == {"sin datos", "???", ""}
    assert (made.lang, made.date_order) == ("es", "ymd")
    assert ready.make(Rule("birthDate", ("a",)), plan).date_order == "dmy"
    assert ready.make(Rule("name", ("a",), lang="kk"), plan).lang == "kk"


def test_recoding_takes_exact_texts_first_then_the_longest_beginning() -> None:
    recode = ready.recoder({"Taken": "a", "Taken*": "b", "Taken away*": "c", "*": "d", "nothing": ""})
    assert [recode(text) for text in ("taken", "taken home", "taken away by car", "else", "nothing")] == [
        "a",
        "b",
        "c",
        "d",
        "",
    ]
    assert ready.recoder({"x": "y"})("z") is None
    assert ready.recoder({})("z") is None


@pytest.mark.parametrize(
    ("texts", "cell", "holds"),
    [
        (("Dead",), "dead", True),
        (("Dead",), "dead or alive", False),
        (("Dead*",), "dead or alive", True),
        (("*",), "anything", True),
        (("*",), "", False),
        (("*",), "n/a", False),
        (("",), "", True),
        (("",), "n/a", True),
        (("",), "x", False),
        (("a", "b"), "b", True),
    ],
)
def test_conditions(texts: tuple[str, ...], cell: str, holds: bool) -> None:
    made = ready.make(Rule("custody", ("a",), "missing", only_if={"state": texts}), mapping(placeholders=("n/a",)))
    assert made.conditions["state"](cell) is holds
