"""One way to speak SQL to SQLCipher and PostgreSQL over a borrowed DB-API connection.

SQL is written once, with `?` for values. Only what really differs is here: marks, column types, bulk insertion, and
how a transaction with the write lock begins. No text is folded or compared for meaning in SQL: it compares bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from .faults import explain_sql

T = TypeVar("T")
CHUNK = 500
"""How many values go into one `IN (…)`."""
BULK = 5000
"""How many rows go into one statement where the server is far away."""
WRITE_LOCK = 0x7465_7265_7A65  # "tereze"; PostgreSQL locks are numbers


class Table(NamedTuple):
    """A table: its columns with their types (text, int, real, blob), and its primary key.

    `sparse` tables are kept as a tree over their key alone (SQLite: WITHOUT ROWID), which is right for narrow rows.
    """

    name: str
    columns: dict[str, str]
    key: tuple[str, ...]
    sparse: bool = False
    optional: frozenset[str] = frozenset()


class Dialect(NamedTuple):
    """What differs between the two databases."""

    name: str
    types: dict[str, str]
    begin: tuple[str, ...]


SQLITE = Dialect("sqlite", {"text": "TEXT", "int": "INTEGER", "real": "REAL", "blob": "BLOB"}, ("BEGIN IMMEDIATE",))
POSTGRES = Dialect(
    "postgres",
    {"text": 'TEXT COLLATE "C"', "int": "BIGINT", "real": "DOUBLE PRECISION", "blob": "BYTEA"},
    ("BEGIN", f"SELECT pg_advisory_xact_lock({WRITE_LOCK})"),
)


class Database:
    """A connection, its dialect, and the name it has in messages. Used by one thread at a time.

    `error` is the base class of the driver's exceptions: each leaves here as a TerezeError.
    """

    def __init__(self, connection: Any, dialect: Dialect, error: type[Exception], name: str) -> None:
        self.connection = connection
        self.dialect = dialect
        self.name = name
        self._error = error
        self._depth = 0

    @property
    def is_server(self) -> bool:
        """Whether this is PostgreSQL."""
        return self.dialect is POSTGRES

    def run(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Execute one statement; the driver's cursor."""
        try:
            if self.is_server:
                return self.connection.execute(_percent(sql), values)
            return self.connection.execute(sql, values)
        except self._error as error:
            raise explain_sql(error, self.name) from error

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows of a query; for answers of bounded size."""
        cursor = self.run(sql, values)
        try:
            return list(cursor.fetchall())
        except self._error as error:
            raise explain_sql(error, self.name) from error

    def one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first row, or None."""
        cursor = self.run(sql, values)
        try:
            return cursor.fetchone()
        except self._error as error:
            raise explain_sql(error, self.name) from error

    def insert(
        self, table: Table, rows: Iterable[Sequence[Any]], *, skip_known: bool = False, conflict: str = ""
    ) -> None:
        """Insert rows in bulk, streaming, all or none. With `skip_known`, rows whose key is known are passed over;
        `conflict` is another `ON CONFLICT …` clause, and then no two of `rows` may have one key.
        """
        conflict = " ON CONFLICT DO NOTHING" if skip_known else f" {conflict}"
        columns = ", ".join(table.columns)
        head = f"INSERT INTO {table.name} ({columns})"  # names are our own constants
        with self.transaction():
            try:
                if self.is_server:
                    self._insert_arrays(table, head, conflict, rows)
                else:
                    marks = ", ".join("?" * len(table.columns))
                    self.connection.executemany(f"{head} VALUES ({marks}){conflict}", rows)
            except self._error as error:
                raise explain_sql(error, self.name) from error

    def _insert_arrays(self, table: Table, head: str, conflict: str, rows: Iterable[Sequence[Any]]) -> None:
        plain = {"text": "text[]", "int": "bigint[]", "real": "float8[]", "blob": "bytea[]"}
        arrays = ", ".join(f"%s::{plain[kind]}" for kind in table.columns.values())
        sql = f"{head} SELECT * FROM unnest({arrays}){conflict}"  # noqa: S608  # names are our own constants
        for piece in chunks(rows, BULK):
            self.connection.execute(sql, [list(column) for column in zip(*piece, strict=True)])

    def create(self, table: Table) -> None:
        """Create a table where it is not there yet."""
        types = self.dialect.types
        columns = [
            f"{column} {types[kind]}{'' if column in table.optional else ' NOT NULL'}"
            for column, kind in table.columns.items()
        ]
        tail = " WITHOUT ROWID" if table.sparse and not self.is_server else ""
        body = ", ".join([*columns, f"PRIMARY KEY ({', '.join(table.key)})"])
        self.run(f"CREATE TABLE IF NOT EXISTS {table.name} ({body}){tail}")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction that holds the write lock from its start; joins one that is open already.

        On a borrowed connection with a transaction of its owner's, this is a savepoint in it: the owner commits.
        """
        if self._depth:
            yield
            return
        begin, commit, undo = self._steps()
        self._depth += 1
        try:
            for statement in begin:
                self.run(statement)
            yield
            for statement in commit:
                self.run(statement)
        except BaseException:
            self._undo(undo)
            raise
        finally:
            self._depth -= 1

    def _steps(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        if not self.in_transaction:
            return self.dialect.begin, ("COMMIT",), ("ROLLBACK",)
        begin = ("SAVEPOINT tereze", *self.dialect.begin[1:])
        return begin, ("RELEASE SAVEPOINT tereze",), ("ROLLBACK TO SAVEPOINT tereze", "RELEASE SAVEPOINT tereze")

    def _undo(self, statements: tuple[str, ...]) -> None:
        """Roll back, if there is still something to roll back: some errors end the transaction by themselves."""
        for statement in statements:
            if not self.in_transaction:
                return
            try:
                self.connection.execute(statement)
            except self._error:
                return

    @contextmanager
    def wiping(self) -> Iterator[None]:
        """Rows deleted inside are overwritten in the file, not only forgotten (a server does so at its next vacuum)."""
        if self.is_server:
            yield
            return
        self.run("PRAGMA secure_delete = ON")
        try:
            yield
        finally:
            self.run("PRAGMA secure_delete = FAST")

    @property
    def in_transaction(self) -> bool:
        """Whether the connection is inside a transaction, ours or its owner's."""
        if self.is_server:
            return not self.connection.autocommit or self.connection.info.transaction_status != 0
        return bool(self.connection.in_transaction)

    def among(self, sql: str, values: Iterable[Any], *rest: Any) -> Iterator[Any]:
        """Rows of a query that holds `IN (…)`, run over `values` in pieces; `rest` follows the values.

        `{in}` in `sql` stands for the list. Rows of different pieces are not ordered among each other.
        """
        for piece in chunks(values, CHUNK):
            yield from self.all(sql.replace("{in}", _marks(len(piece))), [*piece, *rest])

    def run_among(self, sql: str, values: Iterable[Any], *rest: Any) -> None:
        """The same for a statement that answers nothing."""
        for piece in chunks(values, CHUNK):
            self.run(sql.replace("{in}", _marks(len(piece))), [*piece, *rest])

    def pages(self, sql: str, after: Sequence[Any], place: Callable[[Any], Sequence[Any]]) -> Iterator[Any]:
        """All rows of a query too large to hold, read page by page, so that writing in between does no harm.

        `sql` compares a unique key with the values `after`, orders by it and ends in `LIMIT`; `place(row)` is the
        key of a row.
        """
        while True:
            rows = self.all(f"{sql} {BULK}", after)
            yield from rows
            if len(rows) < BULK:
                return
            after = place(rows[-1])

    def close(self) -> None:
        """Close the connection (not for borrowed ones)."""
        self.connection.close()


def borrow(connection: Any, name: str = "the database") -> Database:
    """Speak over an open DB-API connection that belongs to someone else: sqlcipher3's, sqlite3's or psycopg's own."""
    module = type(connection).__module__.partition(".")[0]
    if module == "psycopg":
        import psycopg

        return Database(connection, POSTGRES, psycopg.Error, name)
    if module == "sqlcipher3":
        from sqlcipher3 import dbapi2

        return Database(connection, SQLITE, dbapi2.Error, name)
    import sqlite3

    return Database(connection, SQLITE, sqlite3.Error, name)


def chunks(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of up to `size` rows."""
    rows = iter(rows)
    while piece := list(islice(rows, size)):
        yield piece


@lru_cache(maxsize=1024)
def _percent(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


@lru_cache(maxsize=1024)
def _marks(count: int) -> str:
    return f"({', '.join('?' * count)})"
