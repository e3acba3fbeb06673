"""The derived tables of a register, as the verbs see them: rebuilt from the ledger at any time, never edited.

Implemented by `tereze.store` (SQLCipher, PostgreSQL) and by the memory index; `tests/contract` holds all to one
behaviour. Writing happens inside the unit of work that appends, so ledger and index commit or vanish together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from tereze.model.mentions import Mention
from tereze.model.records import Audit, Record
from tereze.model.sources import Source

from .index_diary import Diary
from .index_facets import Facets, PersonRow
from .index_reviews import Reviews, SuggestionRow

__all__ = ["Called", "Index", "Indexed", "PersonRow", "SuggestionRow"]


class Indexed(NamedTuple):
    """A record with the place of its entry in the ledger."""

    entry: bytes
    origin: str
    position: int
    tier: str
    record: Record


class Called(NamedTuple):
    """What a mention is called: its sort, whether it is sealed, its names as they stand."""

    sort: str
    sealed: bool
    names: tuple[str, ...]


class Index(Reviews, Facets, Diary, Protocol):
    """What the verbs may ask of, and do to, the derived tables. Ids are opaque; orders are stable."""

    # --- writing, inside a unit of work -------------------------------------------------------------------------
    def apply(self, rows: Iterable[Indexed]) -> None:
        """Take in records, in any order and any number of times: applying one twice changes nothing."""

    def settle(self) -> None:
        """Bring persons, numbers and disputes up to date with what was applied since the last call."""

    def forget(self, entries: Iterable[bytes]) -> None:
        """Remove what rested on these entries, whose keys were destroyed."""

    def clear(self) -> None:
        """Empty every derived table (the first step of a rebuild)."""

    def put_suggestions(self, rows: Iterable[SuggestionRow]) -> None:
        """Replace all suggestions (they are shown beside persons, never mixed in)."""

    # --- reading ------------------------------------------------------------------------------------------------
    def get(self, record_id: str) -> Record | None:
        """The record with this id (a statement's id gives its mention)."""

    def of_kind(self, kind: str) -> Iterator[Record]:
        """All records of a payload kind, streaming, in order of id."""

    def page_of_kind(self, kind: str, offset: int, limit: int) -> list[Record]:
        """A page of the records of a payload kind, in order of id: reads the page and nothing else."""

    def of_source(self, source: str, kind: str) -> tuple[Record, ...]:
        """The records of one kind that belong to a source (mentions come merged, all parts in one)."""

    def ids_of_source(self, source: str, kind: str) -> tuple[str, ...]:
        """The ids of the records of one kind that belong to a source, in order: cheap, however many there are."""

    def sealed_among(self, mentions: Sequence[str]) -> int:
        """How many of these mentions are sealed, whether their names can be opened here or not."""

    def sealed_sources(self, sources: Iterable[str]) -> frozenset[str]:
        """Of these sources (their ids) those that speak through somebody sealed: what reading everybody in them with
        `of_source` would say, without reading them."""

    def source_by_local(self, local: str) -> Source | None:
        """The source with this id in the collection ("interview-17")."""

    def mentions(self, ids: Sequence[str]) -> dict[str, Mention]:
        """Mentions with all parts the desk may open merged into one each; absent ids are left out."""

    def names_of(self, ids: Sequence[str]) -> dict[str, Called]:
        """What `mentions` says these are called, without reading what is said of them; in order of id."""

    def unopened(self, ids: Sequence[str]) -> int:
        """How many entries about these mentions the desk may not open (witness tier)."""

    def person_of(self, mentions: Sequence[str]) -> dict[str, str]:
        """Mention id → anchor of its person; a mention without judgement is its own anchor."""

    def members(self, anchor: str) -> tuple[str, ...]:
        """The mention ids of a person, in order of id."""

    def number_of(self, anchors: Sequence[str]) -> dict[str, str]:
        """Anchor → register number (the oldest number anchored in the cluster)."""

    def oldest_numbers(self, groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """Name of a group → the oldest register number anchored to one of its mentions, were they one person."""

    def by_number(self, number: str) -> str | None:
        """The anchor of the person a register number leads to today, merged or not."""

    def find_ids(self, prefix: str, limit: int = 10) -> tuple[str, ...]:
        """Mention ids that begin with `prefix` (at least four characters)."""

    def persons(self, offset: int = 0, limit: int | None = None) -> Iterator[PersonRow]:
        """The persons (mentions of kind person, clustered) that have a register number, in order of number."""

    def search(self, keys: Iterable[str], limit: int) -> list[tuple[str, int]]:
        """Mention ids sharing search keys with the question, with how many keys they share, most first."""

    def pointing_at(self, mentions: Sequence[str]) -> tuple[str, ...]:
        """Mention ids whose statements have one of these as target, voice or facility."""

    def changes_of(self, ids: Sequence[str]) -> tuple[Record, ...]:
        """Changes whose `of` or `source` is one of these ids."""

    def lineage_of(self, sources: Sequence[str]) -> tuple[Record, ...]:
        """Lineage whose `source` or `original` is one of these source ids."""

    def audits(self, since: str = "", before: str = "", of: Collection[str] = ()) -> Iterator[Audit]:
        """Audit notes from `since` on and earlier than `before` (ISO 8601; empty for no bound), newest first; `of`
        names kinds of notes, and where none of them is a mere look only these are read."""

    def disputes(self) -> tuple[tuple[str, str], ...]:
        """(judgement id, reason) of judgements that could not be applied."""

    def suggestions(self, limit: int | None = None) -> Iterator[SuggestionRow]:
        """Suggestions, best score first."""

    def counts(self) -> dict[str, int]:
        """Records per kind, persons, suggestions and disputes."""
