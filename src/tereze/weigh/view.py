"""The person view: frozen types with the keys of docs/formats/person-view.md, every key always written."""

from __future__ import annotations

from typing import Any

import msgspec

from tereze.model.sources import Locator


class Row(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A part of the view. Unlike ledger values it writes its defaults too: readers may rely on every key."""


class LinkRow(Row, frozen=True, kw_only=True):
    """One voice of a chain; `voice` is the id of the person or thing, the same wherever it speaks."""

    voice: str
    role: str
    basis: str


class WordsRow(Row, frozen=True, kw_only=True):
    """Words as they stand in the source, or a translation."""

    text: str
    lang: str | None = None
    role: str = "original"
    by: str | None = None


class StatementRow(Row, frozen=True, kw_only=True):
    """A statement in support of a claim, or against it.

    source: the source's id in the collection; at: where in it
    origin: firsthand, secondhand, own_word (a human who says no more), document, official, possible (a human we cannot
        tell), none
    repeats: the id of the statement whose reprint this is
    standing: stands, refuted or withdrawn (its consent was; it counts inside and never in a release)
    """

    id: str
    source: str
    stance: str
    chain: tuple[LinkRow, ...]
    words: tuple[WordsRow, ...] = ()
    at: Locator
    origin: str = "none"
    value: str = ""
    when: str = ""
    where: str = ""
    phase: str | None = None
    said: str = ""
    credibility: str | None = None
    repeats: str | None = None
    standing: str = "stands"


class Support(Row, frozen=True, kw_only=True):
    """What a claim rests on. Voices are named by id, documents by their system of record or source."""

    sources: int = 0
    independent_witnesses: int = 0
    exact: bool = True
    witness_floor: int = 0
    load_bearing: tuple[str, ...] = ()
    firsthand: tuple[str, ...] = ()
    secondhand: tuple[str, ...] = ()
    other_witnesses: tuple[str, ...] = ()
    document_origins: tuple[str, ...] = ()
    official_origins: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    possible: int = 0
    sealed: int = 0
    statements: tuple[StatementRow, ...] = ()


class TermRow(Row, frozen=True, kw_only=True):
    """The word that was used, and by whom."""

    text: str
    lang: str | None = None
    used_by: str | None = None


class Fact(Row, frozen=True, kw_only=True):
    """One claim with its support; denials and refutations stand beside it and are never subtracted."""

    property: str
    value: str
    facet: str | None = None
    when: str = ""
    where: str = ""
    phase: str | None = None
    said: str = ""
    target: str | None = None
    facility: str | None = None
    terms: tuple[str, ...] = ()
    terms_used: tuple[TermRow, ...] = ()
    support: Support
    denied_by: tuple[StatementRow, ...] = ()
    does_not_know: tuple[StatementRow, ...] = ()
    refuses: tuple[StatementRow, ...] = ()
    refuted: tuple[StatementRow, ...] = ()


class Side(Row, frozen=True, kw_only=True):
    """One value of a conflict and what stands behind it."""

    value: str
    independent_witnesses: int
    property: str
    when: str = ""
    where: str = ""
    sources: int = 0
    document_origins: int = 0
    official_origins: int = 0
    statements: tuple[str, ...] = ()


class Conflict(Row, frozen=True, kw_only=True):
    """Values that cannot all hold. kind: value, status, place, beginning, end, age; `status` where it is about one."""

    property: str
    facet: str | None
    values: tuple[Side, ...]
    kind: str = "value"
    status: str | None = None


class Item(Row, frozen=True, kw_only=True, rename={"begin": "from", "end": "to"}):
    """One stretch of a lane of the timeline; a bound that nobody stated is null."""

    status: str
    facet: str | None
    begin: str | None
    end: str | None
    where: str = ""
    facility: str | None = None
    independent_witnesses: int = 0
    exact: bool = True
    terms: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    sources: int = 0
    document_origins: int = 0
    official_origins: int = 0
    ended_by: str | None = None
    statements: tuple[str, ...] = ()


class LastKnown(Row, frozen=True, kw_only=True):
    """The last status heard of: as of when, and the last date of which anything is known at all."""

    status: str
    as_of: str | None
    silent_since: str | None
    independent_witnesses: int
    facet: str | None = None
    where: str = ""
    phase: str | None = None


class Relative(Row, frozen=True, kw_only=True):
    """A relative: `person` is a register number where the person has one, otherwise an id."""

    relation: str
    person: str
    label: str = ""
    independent_witnesses: int = 0


class NameRow(Row, frozen=True, kw_only=True):
    """A name in one language and script, with the sources that use it."""

    text: str
    lang: str | None
    sources: tuple[str, ...]
    sort: str = "name"


class MentionRow(Row, frozen=True, kw_only=True):
    """One mention of the person."""

    id: str
    source: str
    local: str
    sealed: bool = False


class VoiceRow(Row, frozen=True, kw_only=True):
    """Who an id in this view stands for, as far as it may be said."""

    id: str
    label: str
    sort: str
    named: bool
    sealed: bool
    number: str | None


class SetAside(Row, frozen=True, kw_only=True):
    """A statement that no longer counts, and the act that set it aside; of an erased one the id alone is left."""

    id: str
    source: str
    act: str
    at: str
    reason: str = ""
    property: str = ""
    value: str = ""
    when: str = ""
    where: str = ""


class PersonView(Row, frozen=True, kw_only=True):
    """All that is known of one person, each fact with what it rests on (docs/formats/person-view.md)."""

    tereze: str = "person/1"
    number: str
    anchor: str
    names: tuple[NameRow, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    facts: tuple[Fact, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    timeline: tuple[Item, ...] = ()
    last_known: LastKnown | None = None
    relatives: tuple[Relative, ...] = ()
    disputes: tuple[str, ...] = ()
    voices: tuple[VoiceRow, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    erased: int = 0
    sealed: int = 0


def to_json(view: PersonView) -> dict[str, Any]:
    """The view as the JSON document of the format page: plain dictionaries, lists, text and whole numbers."""
    document: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(view))
    return document
