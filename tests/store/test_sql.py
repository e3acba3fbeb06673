"""One way to speak SQL: marks, types, bulk insertion, transactions that join, and errors that are ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tereze.store import connection, postgres
from tereze.store.faults import Busy, DatabaseDamaged
from tereze.store.sql import BULK, CHUNK, Database, Table, borrow, chunks

ITEM = Table("item", {"name": "text", "place": "int", "weight": "real", "raw": "blob"}, ("name", "place"))
LOOSE = Table("loose", {"id": "int", "note": "text"}, ("id",), sparse=True, optional=frozenset({"note"}))


@pytest.fixture(params=["sqlcipher", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of each kind."""
    if request.param == "postgres":
        made = postgres.connect(request.getfixturevalue("postgres_url"))
    else:
        made = connection.create(tmp_path / "a.db", bytes(32))
    with made.transaction():
        made.create(ITEM)
        made.create(LOOSE)
        made.create(LOOSE)
    yield made
    made.close()


def _count(database: Database) -> int:
    return int(database.one("SELECT count(*) FROM item")[0])


def test_values_come_back_as_they_went_in(database: Database) -> None:
    row = ("Дина 100% “李明”", -(2**62), 0.1, b"\0\xff")
    database.insert(ITEM, [row])
    [found] = database.all(
        "SELECT name, place, weight, raw FROM item WHERE name LIKE 'Дина 100%' AND place = ?", (row[1],)
    )
    assert tuple(found) == row
    assert type(found[3]) is bytes


def test_text_is_ordered_by_its_bytes(database: Database) -> None:
    words = ["b", "a", "Z", "ä", "Я", "я", "李", "_", "a b", "\U0001f600"]
    database.insert(ITEM, ((word, 1, 0.0, b"") for word in words))
    assert [row[0] for row in database.all("SELECT name FROM item ORDER BY name")] == sorted(words)


def test_bulk_insertion_streams_and_passes_over_known_rows(database: Database) -> None:
    rows = [(f"n{at}", at, 1.5, b"x") for at in range(BULK + 10)]
    with database.transaction():
        database.insert(ITEM, iter(rows))
        database.insert(ITEM, rows[:5], skip_known=True)
    assert _count(database) == BULK + 10


def test_a_row_whose_key_is_taken_is_an_error_of_ours(database: Database) -> None:
    database.insert(ITEM, [("a", 1, 0.0, b"")])
    with pytest.raises(DatabaseDamaged):
        database.insert(ITEM, [("a", 1, 0.0, b"")])


def test_rows_go_in_all_or_none(database: Database) -> None:
    def rows() -> Iterator[tuple[str, int, float, bytes]]:
        yield ("a", 1, 0.0, b"")
        yield ("b", 1, 0.0, b"")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        database.insert(ITEM, rows())
    assert _count(database) == 0


def test_a_conflict_clause_of_ones_own_decides(database: Database) -> None:
    database.insert(LOOSE, [(1, None)])
    database.insert(LOOSE, [(1, "kept")], conflict="ON CONFLICT (id) DO UPDATE SET note = excluded.note")
    assert database.one("SELECT note FROM loose") == ("kept",)


def test_a_transaction_commits_or_vanishes(database: Database) -> None:
    with database.transaction():
        database.insert(ITEM, [("a", 1, 0.0, b"")])
    with pytest.raises(RuntimeError), database.transaction():  # noqa: PT012
        database.insert(ITEM, [("b", 1, 0.0, b"")])
        raise RuntimeError
    assert _count(database) == 1
    assert not database.in_transaction


def test_an_inner_transaction_joins_the_outer(database: Database) -> None:
    with pytest.raises(RuntimeError), database.transaction():  # noqa: PT012
        with database.transaction():
            database.insert(ITEM, [("a", 1, 0.0, b"")])
        raise RuntimeError
    assert _count(database) == 0


def test_after_an_error_the_next_transaction_works(database: Database) -> None:
    with pytest.raises(DatabaseDamaged), database.transaction():  # noqa: PT012
        database.insert(ITEM, [("a", 1, 0.0, b"")])
        database.insert(ITEM, [("a", 1, 0.0, b"")])
    with database.transaction():
        database.insert(ITEM, [("a", 1, 0.0, b"")])
    assert _count(database) == 1


def test_lists_longer_than_a_statement_may_hold_are_asked_in_pieces(database: Database) -> None:
    count = CHUNK * 2 + 7
    with database.transaction():
        database.insert(ITEM, ((f"n{at}", at, 0.0, b"") for at in range(count)))
        found = database.among("SELECT place FROM item WHERE place IN {in} AND weight = ?", range(count), 0.0)
        assert sorted(row[0] for row in found) == list(range(count))
        database.run_among("DELETE FROM item WHERE place IN {in} AND weight = ?", range(0, count, 2), 0.0)
    assert _count(database) == count // 2
    assert list(database.among("SELECT 1 FROM item WHERE place IN {in}", [])) == []


def test_pages_go_on_where_they_stopped_though_rows_are_added_meanwhile(database: Database) -> None:
    with database.transaction():
        database.insert(LOOSE, ((at, "x") for at in range(BULK + 3)))
    seen = []
    for (number,) in database.pages("SELECT id FROM loose WHERE id > ? ORDER BY id LIMIT", (-1,), lambda row: row):
        if number == 0:
            database.insert(LOOSE, [(BULK + 3, "late")])
        seen.append(number)
    assert seen == list(range(BULK + 4))


def test_on_a_borrowed_connection_the_owner_commits(database: Database) -> None:
    owner = database.connection
    owner.execute("BEGIN")
    borrowed = borrow(owner)
    assert borrowed.is_server == database.is_server
    with borrowed.transaction():
        borrowed.insert(ITEM, [("a", 1, 0.0, b"")])
    with pytest.raises(DatabaseDamaged), borrowed.transaction():  # noqa: PT012
        borrowed.insert(ITEM, [("b", 1, 0.0, b"")])
        borrowed.insert(ITEM, [("b", 1, 0.0, b"")])
    assert borrowed.in_transaction
    assert _count(borrowed) == 1
    owner.execute("ROLLBACK")
    assert _count(database) == 0


def test_psycopg_connections_without_autocommit_are_joined_too(postgres_url: str) -> None:
    import psycopg

    with psycopg.connect(postgres_url, autocommit=False) as owner:
        borrowed = borrow(owner)
        with borrowed.transaction():
            borrowed.create(ITEM)
            borrowed.insert(ITEM, [("a", 1, 0.0, b"")])
        owner.rollback()
        assert borrowed.one("SELECT to_regclass('item')") == (None,)


def test_plain_sqlite_can_be_borrowed_where_there_is_no_cipher() -> None:
    there = borrow(sqlite3.connect(":memory:", isolation_level=None))
    there.create(ITEM)
    there.insert(ITEM, [("a", 1, 0.5, b"")])
    assert _count(there) == 1
    there.close()


def test_a_second_writer_waits_and_then_is_told(tmp_path: Path) -> None:
    first = connection.create(tmp_path / "a.db", bytes(32))
    second = connection.open_existing(tmp_path / "a.db", bytes(32))
    second.run("PRAGMA busy_timeout = 20")
    with first.transaction(), pytest.raises(Busy), second.transaction():
        pass
    with second.transaction():
        second.create(ITEM)
    first.close()
    second.close()


def test_two_writers_on_a_server_take_turns(postgres_url: str) -> None:
    first, second = postgres.connect(postgres_url), postgres.connect(postgres_url)
    second.run("SET lock_timeout = 50")
    with first.transaction(), pytest.raises(Busy), second.transaction():
        pass
    with second.transaction():
        pass
    first.close()
    second.close()


def test_a_mistake_in_sql_does_not_leak_the_drivers_exception(database: Database) -> None:
    for call in (database.run, database.all, database.one):
        with pytest.raises(DatabaseDamaged if not database.is_server else Exception) as caught:
            call("SELECT absent FROM nowhere")
        assert type(caught.value).__module__.startswith("tereze.")


def test_chunks_are_full_but_for_the_last() -> None:
    assert list(chunks(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(chunks([], 2)) == []
