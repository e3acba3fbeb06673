"""Rows into mentions: ids, several people in a row, joined tables, digests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tereze.model import ids
from tereze.model.mentions import Name

from .conftest import SECRET, Read

Table = Callable[..., Read]
PLAIN = "row_id: id\ncolumns: {name: name, born: birthDate}\n"


def test_a_row_is_a_mention_with_its_row_as_place(read_table: Table) -> None:
    found = read_table("id,name,born\nE-001,A B,1980\nE-002,C D,\n", PLAIN)
    first, second = found.rows
    assert (first.local, first.id) == ("e-001", ids.mention_id(SECRET, "list", "e-001"))
    assert [one.at.row for one in (first, second) if one.at] == [2, 3]
    assert second.statements == ()


def test_an_id_of_several_columns(read_table: Table) -> None:
    found = read_table("part,id,name\nN,1,A\nN,2,B\n,3,C\n", "row_id: [part, id]\ncolumns: {name: name}\n")
    assert [one.local for one in found.rows] == ["n-1", "n-2", "3"]


def test_without_an_id_the_row_is_named_by_its_number(read_table: Table) -> None:
    assert [one.local for one in read_table("name\nA\n\nB\n", "columns: {name: name}\n").rows] == ["row-2", "row-4"]


def test_a_row_without_its_id_is_refused_with_row_and_column(read_table: Table) -> None:
    found = read_table("id,name,born\n,A,1980\n2,B,1981\n", PLAIN)
    (refusal,) = found.refusals
    assert (refusal.row, refusal.line, refusal.key) == (True, 2, "id")
    assert [one.local for one in found.rows] == ["2"]


def test_a_doubled_id_is_refused(read_table: Table) -> None:
    found = read_table("id,name,born\n1,A,1980\n1,B,1981\n2,C,\n", PLAIN)
    assert [(one.line, "earlier row" in one.error) for one in found.refusals] == [(3, True)]
    assert [one.local for one in found.rows] == ["1", "2"]


def test_a_row_that_says_nothing_is_refused(read_table: Table) -> None:
    (refusal,) = read_table("id,name,born\n1,,\n2,A,\n", PLAIN).refusals
    assert (refusal.line, "nothing" in refusal.error) == (2, True)


PEOPLE = """\
row_id: id
columns:
  who: {property: name, people: true, split: [" and "], shared: last, remove: [", brothers"]}
  born: {property: birthDate, split: [", "]}
  town: address
"""


def test_several_people_in_a_row_are_several_mentions(read_table: Table) -> None:
    found = read_table(
        'id,who,born,town\n8,"Kurman and Kurban Abdi, brothers","1971, 1974",Emin\n9,A B,1980,X\n', PEOPLE
    )
    first, second, third = found.rows
    assert [(one.local, one.names[0].text) for one in found.rows] == [
        ("8", "Kurman Abdi"),
        ("8-2", "Kurban Abdi"),
        ("9", "A B"),
    ]
    assert [one.value for one in first.statements] == ["1971", "Emin"]
    assert [one.value for one in second.statements] == ["1974", "Emin"]
    assert first.digest == second.digest != third.digest


def test_one_value_for_several_people_is_given_to_each(read_table: Table) -> None:
    found = read_table("id,who,born,town\n8,A B and C D,1971,Emin\n", PEOPLE)
    assert [[one.value for one in mention.statements] for mention in found.rows] == [["1971", "Emin"]] * 2


def test_several_values_of_one_person_are_several_statements(read_table: Table) -> None:
    (found,) = read_table('id,who,born,town\n8,A B,"1971, 1974",Emin\n', PEOPLE).rows
    assert [one.value for one in found.statements] == ["1971", "1974", "Emin"]


def test_conditions_on_other_columns(read_table: Table) -> None:
    mapping = (
        "row_id: id\nplaceholders: ['-']\ncolumns: {name: name, state: ignore, taken: ignore}\nstatements:\n"
        "  - {property: custody, value: missing, only_if: {state: [gone, lost], taken: ['*']}, when: taken}\n"
        "  - {property: custody, value: in_contact, only_if: {state: ['back*']}}\n"
        "  - {property: custody, value: internment, only_if: {taken: ['']}}\n"
    )
    table = "id,name,state,taken\n1,A,GONE,1976\n2,B,back home,1977\n3,C,gone,-\n4,D,else,1978\n"
    found = read_table(table, mapping)
    assert [[one.value for one in mention.statements] for mention in found.rows] == [
        ["missing"],
        ["in_contact"],
        ["internment"],
        [],
    ]


JOIN = PLAIN + "joins:\n  - {file: nick.csv, on: person, to: id, columns: {nick: {property: alias, split: [' / ']}}}\n"


def test_another_table_adds_to_its_rows(read_table: Table, folder: Path) -> None:
    (folder / "files" / "nick.csv").write_text("person,nick\n2,El Tano\n2,Pica / Pico\n9,Nobody\n")
    found = read_table("id,name,born\n1,A,1980\n2,B,1981\n", JOIN)
    assert found.mention("1").names == (Name(text="A"),)
    assert [(one.text, one.sort) for one in found.mention("2").names] == [
        ("B", "name"),
        ("El Tano", "alias"),
        ("Pica", "alias"),
        ("Pico", "alias"),
    ]
    assert [(warning.key, warning.count) for warning in found.warnings] == [("joins", 1)]
    assert sorted(file.name for file in found.draft.evidence) == ["list.csv", "nick.csv"]


def digest(found: Read) -> str:
    return found.rows[0].digest


def test_the_digest_of_a_row(read_table: Table) -> None:
    table, mapping = "id,name,born,seen\n1,A B,1980,x\n", PLAIN.replace("}", ", seen: ignore}")
    first = digest(read_table(table, mapping))
    assert len(first) == 64
    assert digest(read_table("born,seen,id,name\n1980,y,1, A  B \n", mapping)) == first
    assert digest(read_table(table.replace("1980", "1981"), mapping)) != first
    assert digest(read_table(table, mapping.replace("born: birthDate", "born: notes"))) == first
