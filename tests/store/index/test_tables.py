"""The derived tables."""

from __future__ import annotations

from tereze.store.index.tables import DERIVED, INDEXES, TABLES, create_tables
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
