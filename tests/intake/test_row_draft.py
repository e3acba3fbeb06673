"""What single cells become."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tereze.model import ids
from tereze.model.mentions import Link, Mention, Name, Statement, Term
from tereze.model.sources import Locator

from .conftest import SECRET, Read

Table = Callable[..., Read]
SOURCE = ids.source_id(SECRET, "list")


def only(found: Read) -> Mention:
    assert not found.refusals, found.refusals
    (mention,) = found.rows
    return mention


def one(read_table: Table, column: str, cell: str, more: str = "", table: str = "") -> Read:
    text = f'id;a;when;where\n1;"{cell}";05.12.2017;Эмин\n'
    return read_table(table or text, f"row_id: id\ncolumns: {{a: {column}, when: ignore, where: ignore}}\n{more}")


def fields(statement: Statement, *names: str) -> tuple[Any, ...]:
    return tuple(getattr(statement, name) for name in names)


def test_a_text(read_table: Table) -> None:
    (statement,) = only(one(read_table, "occupation", "  cook \n in a  school ")).statements
    assert statement == Statement(
        id=ids.statement_id(SECRET, "list", "1/occupation"),
        source=SOURCE,
        about=ids.mention_id(SECRET, "list", "1"),
        property="occupation",
        value="cook in a school",
        at=Locator(row=2, cell="B2"),
    )


def test_several_values_in_a_cell(read_table: Table) -> None:
    found = only(one(read_table, '{property: occupation, split: [", "]}', "cook, baker,  smith"))
    assert [(one.value, one.id) for one in found.statements] == [
        ("cook", ids.statement_id(SECRET, "list", "1/occupation")),
        ("baker", ids.statement_id(SECRET, "list", "1/occupation/2")),
        ("smith", ids.statement_id(SECRET, "list", "1/occupation/3")),
    ]


def test_placeholders_say_nothing(read_table: Table) -> None:
    found = one(read_table, "{property: occupation, placeholders: [не знаем]}", "НЕ  ЗНАЕМ", 'placeholders: ["-"]\n')
    assert "nothing in this row" in found.refusals[0].error
    assert one(read_table, "occupation", "-", 'placeholders: ["-"]\n').refusals


def test_a_date(read_table: Table) -> None:
    (statement,) = only(one(read_table, "birthDate", "3 ноября 1980")).statements
    assert fields(statement, "value", "said") == ("1980-11-03", "3 ноября 1980")
    (plain,) = only(one(read_table, "birthDate", "1980")).statements
    assert fields(plain, "value", "said") == ("1980", "")


@pytest.mark.parametrize(
    ("cell", "value", "kind"),
    [
        ("05.12.1980", "[1980-05-12,1980-12-05]", "two ways"),
        ("31.02.1970", "1970", "do not exist"),
        ("30.01.80", "", "of two digits"),
        ("когда цвели абрикосы", "", "without a date"),
    ],
)
def test_a_date_that_is_not_sure_keeps_its_words_and_is_remarked_upon(
    read_table: Table, cell: str, value: str, kind: str
) -> None:
    found = one(read_table, "birthDate", cell)
    (statement,) = only(found).statements
    assert fields(statement, "value", "said") == (value, cell)
    assert [(warning.key, kind in warning.text) for warning in found.warnings] == [("a", True)]


def test_an_order_or_a_century_makes_it_sure(read_table: Table) -> None:
    assert only(one(read_table, "birthDate", "05.12.1980", "date_order: dmy\n")).statements[0].value == "1980-12-05"
    assert only(one(read_table, "birthDate", "30.01.80", 'century: "19"\n')).statements[0].value == "1980-01-30"
    column = "{property: birthDate, date_order: mdy}"
    assert only(one(read_table, column, "05.12.1980", "date_order: dmy\n")).statements[0].value == "1980-05-12"


def test_an_age_with_its_date(read_table: Table) -> None:
    (statement,) = only(one(read_table, "{property: age, when: when, date_order: dmy}", "26 лет")).statements
    assert fields(statement, "property", "value", "when", "said") == ("age", "26", "2017-12-05", "26 лет; 05.12.2017")
    found = one(read_table, "age", "young")
    assert fields(only(found).statements[0], "value", "said") == ("", "young")
    assert "ages that cannot be read" in found.warnings[0].text


def test_recoded_values_keep_what_stood_there(read_table: Table) -> None:
    (statement,) = only(one(read_table, "{property: gender, values: {ж: female, жен: female}}", "Ж")).statements
    assert fields(statement, "value", "said") == ("female", "Ж")
    found = one(read_table, "{property: gender, values: {m: male}}", "x")
    assert "nothing in this row" in found.refusals[0].error
    assert [(warning.key, warning.count) for warning in found.warnings] == [("a", 1)]


def test_a_status_with_term_time_and_place(read_table: Table) -> None:
    column = "{property: custody, values: {лагерь: internment}, term: true, phase: began, when: when, where: where}"
    (statement,) = only(one(read_table, column, "лагерь", "language: ru\ndate_order: dmy\n")).statements
    assert fields(statement, "value", "term", "phase", "when", "where", "said") == (
        "internment",
        Term(text="лагерь", lang="ru"),
        "began",
        "2017-12-05",
        "Эмин",
        "05.12.2017",
    )
    assert statement.at == Locator(row=2, cell="B2")


def test_a_constant_statement(read_table: Table) -> None:
    more = "statements:\n  - {property: custody, value: missing, when: when, where_is: Emin county, stance: denies}\n"
    (statement,) = only(one(read_table, "ignore", "x", more + "date_order: dmy\n")).statements
    assert fields(statement, "value", "when", "where", "stance") == ("missing", "2017-12-05", "Emin county", "denies")
    assert statement.at == Locator(row=2, cell="C2")


def test_a_constant_with_a_column_needs_that_cell(read_table: Table) -> None:
    more = "statements:\n  - {property: custody, value: deceased, column: a}\n"
    assert only(one(read_table, "name", "x", more)).statements[0].value == "deceased"
    assert one(read_table, "name", "", more).refusals


def test_cells_joined_and_fields_of_the_mention(read_table: Table) -> None:
    more = "statements: [{property: birthPlace, columns: [where, a]}, {property: description, column: where}]\n"
    found = only(one(read_table, "place", "Алтай", more))
    assert found.place == "Алтай"
    assert found.description == "Эмин"
    assert found.statements[0].value == "Эмин, Алтай"


def test_names(read_table: Table) -> None:
    found = only(one(read_table, '{property: name, lang: ru, split: [" / "]}', "Канат  Тулеген / Қанат Төлеген"))
    assert found.names == (Name(text="Канат Тулеген", lang="ru"), Name(text="Қанат Төлеген", lang="ru"))
    assert found.named


def test_name_parts_where_the_order_says(read_table: Table) -> None:
    found = only(one(read_table, '{property: name, order: "surname,given"}', "Тулеген, Канат"))
    assert found.names[0].text == "Тулеген, Канат"
    assert [fields(one, "property", "value") for one in found.statements] == [
        ("lastName", "Тулеген"),
        ("firstName", "Канат"),
    ]


def test_brackets(read_table: Table) -> None:
    found = only(one(read_table, "{property: name, brackets: alias}", "Нурболат (Бола) Есен"))
    assert found.names == (Name(text="Нурболат Есен"), Name(text="Бола", sort="alias"))
    kept = only(one(read_table, "name", "Нурболат (Бола) Есен"))
    assert [name.text for name in kept.names] == ["Нурболат (Бола) Есен"]
    removed = only(one(read_table, "{property: name, brackets: remove}", "Нурболат (Бола) Есен"))
    assert [name.text for name in removed.names] == ["Нурболат Есен"]


def test_a_recoded_name_may_be_no_name(read_table: Table) -> None:
    more = "statements: [{property: custody, value: missing}]\n"
    found = only(one(read_table, '{property: name, values: {"неизвестный*": null}}', "неизвестный, сосед", more))
    assert (found.names, found.named) == ((), False)


def test_where_single_cells_come_from(read_table: Table) -> None:
    table = (
        '[{"id": "1", "a": "cook", "b": "Emin", "fs": {"a": "wire-list", "b": "Other Source"}, "fn": {"a": "page 3"}}]'
    )
    mapping = (
        "row_id: id\ncolumns: {a: occupation, b: address}\n"
        "origins: {sources: fs, notes: fn, names: {wire-list: The Wire List}}\n"
    )
    found = read_table(table, mapping, "list.json")
    row = found.mention("1")
    occupation, address = row.statements
    voice = ids.mention_id(SECRET, "list", "origin-wire-list")
    assert occupation.chain == (Link(voice=voice, role="publishes", basis="document"),)
    assert occupation.taken_from == ids.source_id(SECRET, "wire-list")
    assert occupation.at == Locator(row=1, cell="a", file="page 3")
    assert address.taken_from == ids.source_id(SECRET, "other-source")
    assert found.mention("origin-wire-list").names == (Name(text="The Wire List"),)
    assert found.mention("origin-other-source").sort == "organization"


def test_recoded_texts_that_say_nothing_are_no_remark(read_table: Table) -> None:
    found = one(
        read_table, "{property: gender, values: {m: male, x: null}}", "x", "statements: [{property: work, value: a}]\n"
    )
    assert [statement.property for statement in only(found).statements] == ["work"]
    assert not found.warnings
