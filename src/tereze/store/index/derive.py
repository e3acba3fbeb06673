"""What a record brings into the derived tables: a pure function of the record and its tier, shared by every index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from tereze.ledger.entry import CASE
from tereze.model.events import Intervention
from tereze.model.judgements import Change, Judgement, Lineage
from tereze.model.mentions import Mention, Statement
from tereze.model.records import Audit, Record, Submission
from tereze.model.sources import Source

from .facets import facets_of

SPOKEN, CHANGE, LINEAGE, WITHDRAWAL, NOTED = "spoken", "change", "lineage", "withdrawal", "noted"
JUDGED, CONFIRMATION, CONCERN, DUE = "judged", "confirmation", "concern", "due"
FILED_LOOKS = frozenset({"look.up", "look.export"})


class Derived(NamedTuple):
    """Ids of statements, (sort, target) references and hashed name keys of one record."""

    statements: frozenset[str]
    refs: frozenset[tuple[str, str]]
    words: frozenset[int]

    def without(self, others: Iterable[Derived]) -> Derived:
        """What none of `others` brings too."""
        left = self
        for other in others:
            left = Derived(left.statements - other.statements, left.refs - other.refs, left.words - other.words)
        return left


NOTHING = Derived(frozenset(), frozenset(), frozenset())


class Skeleton(msgspec.Struct, frozen=True, array_like=True):
    """What may be kept in the clear of a sensitive record: which statements it has, whom they speak of, no values."""

    statements: tuple[str, ...]
    spoken: tuple[str, ...]


def derive(record: Record, tier: str) -> Derived:
    """What `record`, in this tier, brings."""
    if isinstance(record, Mention):
        return _mention(record, tier)
    return NOTHING._replace(refs=frozenset(_refs(record)))


def _refs(record: Record) -> Iterable[tuple[str, str]]:
    if isinstance(record, Change):
        return [(CHANGE, target) for target in (record.of, record.source) if target]
    if isinstance(record, Lineage):
        return [(LINEAGE, target) for target in (record.source, record.original)]
    if isinstance(record, Judgement):
        return _of_judgement(record)
    if isinstance(record, Submission):
        return [(CONCERN, record.mention)]
    if isinstance(record, Intervention):
        due = [(DUE, record.due)] if record.due and not record.answer else []
        return [*((CONCERN, mention) for mention in record.for_whom), *due]
    if isinstance(record, Audit):
        return _of_note(record)
    return []


def is_filed(what: str) -> bool:
    """Whether notes of this kind can be found by it. Nearly all notes are of looks at a person, a source or a list, and
    nobody asks for these alone."""
    return not what.startswith("look.") or what in FILED_LOOKS


def did(what: str) -> str:
    """The sort of references under which notes of this kind are filed."""
    return f"did.{what}"


def _of_note(note: Audit) -> Iterable[tuple[str, str]]:
    yield NOTED, note.at  # the way to the notes in order of time
    if is_filed(note.what):
        yield did(note.what), note.at


def _of_judgement(made: Judgement) -> Iterable[tuple[str, str]]:
    yield from ((JUDGED, mention) for mention in made.mentions)
    yield from ((JUDGED, mention) for pair in made.pairs for mention in pair)
    if made.of:
        yield WITHDRAWAL, made.of
    if made.confirms:
        yield CONFIRMATION, made.confirms


def _mention(mention: Mention, tier: str) -> Derived:
    spoken = {target for said in mention.statements for target in spoken_of(said)}
    words: frozenset[int] = frozenset()
    if tier == CASE and not mention.sealed:  # what reveals a sealed person never enters a search index
        words = frozenset(word(key) for name in mention.names for key in _keys(name.text))
    refs = frozenset((SPOKEN, target) for target in spoken) | facets_of(mention, tier)
    return Derived(frozenset(said.id for said in mention.statements), refs, words)


def spoken_of(said: Statement) -> set[str]:
    """Mention ids that a statement has as target, facility or voice."""
    found = {link.voice for link in said.chain}
    found.update(target for target in (said.target, said.facility) if target)
    return found


@lru_cache(maxsize=4096)
def _keys(name: str) -> frozenset[str]:
    from tereze import names  # its tables are read from disk: only when names are filed

    return frozenset(names.keys(name))


def word(key: str) -> int:
    """A search key as a signed 64-bit number: narrow to keep, and the same everywhere."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def skeleton(record: Mention) -> bytes:
    """The body kept of a sensitive record."""
    spoken = sorted({target for said in record.statements for target in spoken_of(said)})
    return msgspec.json.encode(Skeleton(tuple(said.id for said in record.statements), tuple(spoken)))


def derive_skeleton(body: bytes) -> Derived:
    """What a record brought of which only the skeleton is kept."""
    kept = msgspec.json.decode(body, type=Skeleton)
    return Derived(frozenset(kept.statements), frozenset((SPOKEN, target) for target in kept.spoken), frozenset())


def merge_parts(parts: Sequence[Mention]) -> Mention:
    """One mention of its parts, given in order of (part, entry): the first leads, the others add what it lacks.

    Statements and names are united, so a mention that two installations wrote down is read as all that was said.
    """
    first = parts[0]
    if len(parts) == 1:
        return first
    statements = {said.id: said for part in reversed(parts) for said in part.statements}
    ordered = dict.fromkeys(said.id for part in parts for said in part.statements)
    spoken = dict.fromkeys(name for part in parts for name in part.names)
    return msgspec.structs.replace(
        first,
        names=tuple(spoken),
        description=next((part.description for part in parts if part.description), ""),
        place=next((part.place for part in parts if part.place), ""),
        statements=tuple(statements[key] for key in ordered),
    )


def newest_source(sources: Sequence[Source]) -> Source | None:
    """Of sources with one id in the collection, the version that no other is a version of; then the latest recorded."""
    older = {source.version_of for source in sources}
    newest = [source for source in sources if source.id not in older] or list(sources)
    return max(newest, key=lambda source: (source.recorded, source.id), default=None)


def label(mention: Mention) -> str:
    """What to call a mention in a list: its first name, else its description or its key; nothing for a sealed one."""
    if mention.sealed:
        return ""
    return mention.names[0].text if mention.names else mention.description or mention.local
