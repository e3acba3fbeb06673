"""A newer version of a list: added, changed and vanished rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tereze.intake import sheets, versions
from tereze.intake.drafts import Parsed, Refusal, RowsDraft, SheetDraft
from tereze.intake.versions import THE_LIST, Known
from tereze.model import ids
from tereze.model.judgements import Judgement
from tereze.model.mentions import Mention
from tereze.model.sources import Source

from .conftest import NOW, SECRET, Read

Table = Callable[..., Read]
MAPPING = "list: {id: list-a}\nrow_id: id\ncolumns: {name: name, born: birthDate}\n"
FIRST = "id,name,born\n1,A B,1980\n2,C D,1981\n3,E F,1982\n"
SECOND = "id,name,born\n1,A B,1980\n2,C D,1991\n4,G H,1983\n"
THIRD = "id,name,born\n1,A B,1980\n2,C D,1991\n3,E F,1982\n4,G H,1983\n"


def compared(read_table: Table, table: str, version: int, *before: list[Mention]) -> list[Parsed]:
    newer = read_table(table, MAPPING, version=version).parsed
    old = ids.source_id(SECRET, versions.version_name("list-a", version - 1))
    return list(versions.compare(versions.rows_known(before), newer, secret=SECRET, version_of=old, by="reviewer"))


def rows(parsed: list[Parsed]) -> list[Mention]:
    return [record for one in parsed if isinstance(one, RowsDraft) for record in one.records]


def joined(parsed: list[Parsed]) -> list[Judgement]:
    return [judgement for one in parsed if isinstance(one, RowsDraft) for judgement in one.judgements]


def told(parsed: list[Parsed]) -> list[str]:
    return [warning.text for one in parsed if isinstance(one, RowsDraft) for warning in one.warnings]


def test_added_changed_and_vanished(read_table: Table) -> None:
    first = read_table(FIRST, MAPPING).rows
    found = compared(read_table, SECOND, 2, first)
    changed, added, gone = rows(found)
    assert [one.local for one in (changed, added, gone)] == ["2", "4", "3"]
    assert changed.statements[0].value == "1991"
    assert {one.source for one in rows(found)} == {ids.source_id(SECRET, "list-a@2")}
    (listed,) = gone.statements
    assert (listed.property, listed.stance, listed.value, gone.named) == ("listed", "denies", "list-a@2", False)
    assert listed.when == NOW[:10]
    assert told(found) == ["rows of this version: 1 new, 1 changed, 1 gone, 1 as before"]


def test_the_new_source_names_the_one_before(read_table: Table) -> None:
    head = compared(read_table, SECOND, 2)[0]
    assert isinstance(head, SheetDraft)
    source = head.records[0]
    assert isinstance(source, Source)
    assert (source.local, source.version_of) == ("list-a@2", ids.source_id(SECRET, "list-a"))


def test_changed_and_vanished_rows_are_joined_to_the_old_ones(read_table: Table) -> None:
    first = {one.local: one.id for one in read_table(FIRST, MAPPING).rows}
    found = compared(read_table, SECOND, 2, read_table(FIRST, MAPPING).rows)
    new = {one.local: one.id for one in rows(found)}
    assert [(one.answer, one.mentions, one.reviewers) for one in joined(found)] == [
        ("same", (first["2"], new["2"]), ("reviewer", THE_LIST)),
        ("same", (first["3"], new["3"]), ("reviewer", THE_LIST)),
    ]
    assert all(one.reason and one.at == NOW for one in joined(found))


def test_the_same_list_again_changes_nothing(read_table: Table) -> None:
    found = compared(read_table, FIRST, 2, read_table(FIRST, MAPPING).rows)
    assert rows(found) == []
    assert joined(found) == []
    assert told(found) == ["rows of this version: 0 new, 0 changed, 0 gone, 3 as before"]


def test_a_row_that_comes_back_is_joined_to_where_it_went(read_table: Table) -> None:
    first = read_table(FIRST, MAPPING).rows
    second = rows(compared(read_table, SECOND, 2, first))
    found = compared(read_table, THIRD, 3, first, second)
    (back,) = rows(found)
    assert back.local == "3"
    assert joined(found)[0].mentions == (next(one.id for one in second if one.local == "3"), back.id)
    assert told(found) == ["rows of this version: 0 new, 1 changed, 0 gone, 3 as before"]


def test_what_the_register_knows_of_each_row(read_table: Table) -> None:
    first = read_table(FIRST, MAPPING).rows
    second = rows(compared(read_table, SECOND, 2, first))
    known = versions.rows_known([first, second])
    by_key = {one.local: one for one in first}
    assert known["1"] == Known(by_key["1"].id, by_key["1"].digest)
    assert known["2"].mention == ids.mention_id(SECRET, "list-a@2", "2")
    assert known["3"] == Known(ids.mention_id(SECRET, "list-a@2", "3"), by_key["3"].digest, listed=False)
    assert set(known) == {"1", "2", "3", "4"}


def test_publishers_are_no_rows(read_table: Table) -> None:
    found = read_table(FIRST, MAPPING.replace("{id: list-a}", "{id: list-a, publisher: Office}"))
    assert set(versions.rows_known([[*found.of(Mention), *found.rows]])) == {"1", "2", "3"}


@pytest.mark.parametrize("bad", ["3,E F,1982,too,many\n", "4,G H,1983\n"])
def test_where_rows_were_refused_nobody_is_called_gone(read_table: Table, bad: str) -> None:
    found = compared(read_table, SECOND + bad, 2, read_table(FIRST, MAPPING).rows)
    assert any(isinstance(one, Refusal) for one in found)
    assert not [one for one in rows(found) if one.local == "3"]
    assert "none is called gone" in told(found)[-1]


def test_a_table_that_cannot_be_read_gives_its_refusals_only(read_table: Table) -> None:
    found = compared(read_table, "id,nme\n1,A\n", 2, read_table(FIRST, MAPPING).rows)
    assert all(isinstance(one, Refusal) for one in found)


def test_a_list_sheet_can_be_read_as_a_newer_version(folder: Path) -> None:
    (folder / "files" / "l.csv").write_text(FIRST)
    (folder / "files" / "l.yaml").write_text("tereze: mapping/1\nrow_id: id\ncolumns: {name: name, born: birthDate}\n")
    path = folder / "sheets" / "l.yaml"
    path.write_text(
        "tereze: source/1\nsource: {id: list-a, kind: list}\ntable: {file: ../files/l.csv, mapping: ../files/l.yaml}\n"
    )
    head, *_ = sheets.read(path, secret=SECRET, recorded=NOW, versions={"list-a": 3})
    assert isinstance(head, SheetDraft)
    assert head.ref == "list-a@3"


def test_names_of_versions() -> None:
    assert versions.version_name("a", 1) == "a"
    assert versions.version_name("a", 2) == "a@2"
