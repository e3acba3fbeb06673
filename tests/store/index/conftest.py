"""An encrypted database with the derived tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tereze.actions.index import Indexed
from tereze.store import connection
from tereze.store.index import SqlIndex, create_tables
from tereze.store.sql import Database

SECRET = bytes(32)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Empty tables."""
    made = connection.create(tmp_path / "index.db", bytes(32))
    made.run("PRAGMA synchronous = OFF")
    create_tables(made)
    yield made
    made.close()


@pytest.fixture
def index(database: Database) -> SqlIndex:
    """An index that opens nothing above the case tier."""
    return SqlIndex(database, SECRET, lambda places: [None] * len(places))


@pytest.fixture
def fill(index: SqlIndex) -> Callable[..., list[bytes]]:
    """Apply records of the case tier and settle; their entry ids."""

    def apply(records: Sequence[Any]) -> list[bytes]:
        items = [Indexed(sha256(repr(one).encode()).digest(), "log", at, "case", one) for at, one in enumerate(records)]
        index.apply(items)
        index.settle()
        return [item.entry for item in items]

    return apply
