"""The derived tables."""

from __future__ import annotations

from tereze.store.index.tables import DERIVED, INDEXES, TABLES, add_indexes, create_tables, is_current, make_anew
from tereze.store.sql import Database


def test_making_them_twice_is_harmless(database: Database) -> None:
    create_tables(database)
    names = {row[0] for row in database.all("SELECT name FROM sqlite_master")}
    assert {table.name for table in TABLES} <= names
    assert {index.split()[0] for index in INDEXES} <= names


def test_every_table_has_its_key_among_its_columns() -> None:
    for table in TABLES:
        assert set(table.key) <= set(table.columns), table.name
    assert {table.name for table in TABLES} - {table.name for table in DERIVED} == {"dirty", "suggestion"}


def test_tables_of_another_form_are_seen_left_alone_and_made_anew(database: Database) -> None:
    assert is_current(database)
    database.run("UPDATE layout SET version = 1")
    assert not is_current(database)
    database.run("DROP TABLE shown")
    create_tables(database)
    assert not is_current(database)
    assert database.all("SELECT name FROM sqlite_master WHERE name = 'shown'") == []
    make_anew(database)
    assert is_current(database)
    assert database.all("SELECT * FROM shown") == []


def test_tables_from_before_there_was_a_layout_are_of_another_form(database: Database) -> None:
    database.run("DROP TABLE layout")
    assert not is_current(database)
    create_tables(database)
    assert not is_current(database)


def test_an_index_that_is_missing_is_added_and_the_rest_left_alone(database: Database) -> None:
    def there() -> set[str]:
        return {row[0] for row in database.all("SELECT name FROM sqlite_master WHERE type = 'index'")}

    whole = there()
    database.run("DROP INDEX number_claimed")
    assert there() == whole - {"number_claimed"}
    add_indexes(database)
    assert there() == whole
    changes = database.connection.total_changes
    add_indexes(database)
    assert database.connection.total_changes == changes
    assert not database.in_transaction
