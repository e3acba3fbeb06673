"""Mention, statement and the voices behind it: who is spoken of, what is said, who says it and how they know."""

from __future__ import annotations

from .sources import Locator
from .value import Value


class Name(Value, frozen=True):
    """A name as it stands in the source; `lang` is BCP 47 with script where it matters. `sort` is "name" or "alias"."""

    text: str
    lang: str | None = None
    sort: str = "name"


class Link(Value, frozen=True):
    """One voice of a chain: a mention id, what it does (role) and how it knows (basis)."""

    voice: str
    role: str
    basis: str = "unknown"


class Words(Value, frozen=True):
    """Words as they stand in the source, or a translation of them; `by` is a mention id."""

    text: str
    lang: str | None = None
    role: str = "original"
    by: str | None = None


class Term(Value, frozen=True):
    """The word that was used for a status, and by whom."""

    text: str
    lang: str | None = None
    used_by: str | None = None


class Statement(Value, frozen=True):
    """One assertion by one voice about one mention.

    `about`, `target` (the other person or facility a value points to), `facility` and every `Link.voice` are mention
    ids; `after` is a statement id; `taken_from` a source id. `chain` has the deepest voice first; an empty chain means
    the source itself speaks. `when` is EDTF; `said` keeps the words or the calendar in which it was told. `value` is
    text; for `relative` it is the relation, as the mention `target` stands to `about`.
    `attribute` marks a value taken from the mention block of a sheet rather than from a coded statement.
    """

    id: str
    source: str
    about: str
    property: str
    value: str
    key: str | None = None
    target: str | None = None
    stance: str = "asserts"
    chain: tuple[Link, ...] = ()
    when: str = ""
    said: str = ""
    phase: str | None = None
    duration: tuple[tuple[str, int], ...] = ()  # ("months", 15)
    where: str = ""
    facility: str | None = None
    after: str | None = None
    term: Term | None = None
    credibility: str | None = None
    words: tuple[Words, ...] = ()
    at: Locator | None = None
    taken_from: str | None = None
    attribute: bool = False
    lang: str | None = None


class Mention(Value, frozen=True, tag_field="kind", tag="mention"):
    """One person (or group, organisation, facility, place) as one source speaks of them, named or not.

    `id` is opaque; `local` is its key in the source. `part` separates the entries that one mention may have in
    different tiers: the statements of all parts are read together. A `sealed` mention is an opaque voice in the case
    tier: its names stand in an entry of the witness tier that only custodians can open.
    """

    id: str
    source: str
    local: str
    sort: str = "person"
    part: str = "case"
    named: bool = True
    sealed: bool = False
    names: tuple[Name, ...] = ()
    size: str = ""
    description: str = ""
    place: str = ""
    at: Locator | None = None
    digest: str = ""  # of a row of a list: SHA-256 of its cells, so that a newer version of the list can be compared
    statements: tuple[Statement, ...] = ()


class Number(Value, frozen=True, tag_field="kind", tag="number"):
    """A register number and the mention it is anchored to."""

    id: str
    number: str
    mention: str
    at: str = ""
