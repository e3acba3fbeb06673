"""`tereze.actions.index.Index` over a database: writing, settling and reading in one object."""

from __future__ import annotations

from collections.abc import Iterable

from tereze.actions.index import Indexed, SuggestionRow
from tereze.store.sql import Database

from . import waiting
from .reading import Reader
from .rows import OpenPlaces
from .settling import settle
from .writing import Writer


class SqlIndex(Reader):
    """The index over `database`, whose tables exist. It keeps nothing in memory, so a rolled back unit leaves nothing.

    `secret` decides which of two mentions keeps a number both were given; `opener` opens what is not kept in the clear.
    """

    def __init__(self, database: Database, secret: bytes, opener: OpenPlaces) -> None:
        super().__init__(database, opener)
        self._secret = secret
        self._writer = Writer(database)

    def apply(self, rows: Iterable[Indexed]) -> None:
        """Take in records, in any order and any number of times."""
        with self._database.transaction():
            self._writer.apply(rows)

    def settle(self) -> None:
        """Bring persons, numbers and disputes up to date."""
        with self._database.transaction():
            settle(self._database, self._secret)

    def forget(self, entries: Iterable[bytes]) -> None:
        """Remove what rested on these entries, whose keys were destroyed. Settle afterwards."""
        with self._database.transaction(), self._database.wiping():
            self._writer.forget(entries)

    def clear(self) -> None:
        """Empty every derived table."""
        with self._database.transaction():
            self._writer.clear()
            self._database.run("DELETE FROM suggestion")

    def clear_replayed(self) -> None:
        """Empty what replay makes anew; suggestions, which it does not make, stay."""
        with self._database.transaction():
            self._writer.clear()

    def put_suggestions(self, rows: Iterable[SuggestionRow]) -> None:
        """Replace all suggestions."""
        with self._database.transaction():
            waiting.put(self._database, rows)
