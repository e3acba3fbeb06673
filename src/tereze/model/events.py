"""What is said and done around the people: positions, assessments, interventions, inquiries, incidents."""

from __future__ import annotations

from .mentions import Link, Words
from .sources import Locator
from .value import Value


class Figure(Value, frozen=True):
    """The number in a position, and what exactly it counts."""

    value: int
    unit: str = ""
    who: str = ""
    what: str = ""
    period: str = ""
    counts_if: str = ""


class Position(Value, frozen=True, tag_field="kind", tag="position"):
    """What a state or organisation says on a topic. `actor`, `organ`, `addressee` and `about` are mention ids.

    term, term_lang, term_by: the word that was used, its language, and who uses it (a mention id, or words)
    """

    id: str
    source: str
    actor: str
    topic: str
    stance: str
    key: str | None = None
    organ: str | None = None
    forum: str = ""
    addressee: str | None = None
    about: tuple[str, ...] = ()
    term: str = ""
    term_lang: str | None = None
    term_by: str | None = None
    reason: str = ""
    number: Figure | None = None
    when: str = ""
    chain: tuple[Link, ...] = ()
    words: tuple[Words, ...] = ()
    at: Locator | None = None


class Assessment(Value, frozen=True, tag_field="kind", tag="assessment"):
    """An opinion, an irony or a forecast: dated, kept, scored later, never a fact and never a position."""

    id: str
    source: str
    by: str
    about: str
    sort: str
    says: str
    key: str | None = None
    check_on: str = ""
    when: str = ""
    words: tuple[Words, ...] = ()
    at: Locator | None = None


class Effect(Value, frozen=True):
    """What people credit a step with, and who says so."""

    says: str
    chain: tuple[Link, ...] = ()


class Intervention(Value, frozen=True, tag_field="kind", tag="intervention"):
    """A step taken for someone: `by`, `for_whom` and `addressee` are mention ids; what was answered.

    due: when an answer is due, or somebody should ask again
    """

    id: str
    source: str
    by: str
    sort: str
    for_whom: tuple[str, ...] = ()
    key: str | None = None
    addressee: str | None = None
    when: str = ""
    due: str = ""
    answer: str = ""
    effect: Effect | None = None
    words: tuple[Words, ...] = ()
    at: Locator | None = None


class Inquiry(Value, frozen=True, tag_field="kind", tag="inquiry"):
    """A question put to an authority and what came back; a refusal is not a denial."""

    id: str
    source: str
    by: str
    to: str
    about: str
    answer: str
    key: str | None = None
    when: str = ""
    chain: tuple[Link, ...] = ()
    words: tuple[Words, ...] = ()
    at: Locator | None = None


class Incident(Value, frozen=True, tag_field="kind", tag="incident"):
    """Something that bears on the window: kind, direction, factor, severity 0–4, and against whom (a mention id)."""

    id: str
    source: str
    sort: str
    direction: str
    factor: str
    key: str | None = None
    severity: int | None = None
    when: str = ""
    where: str = ""
    against: str | None = None
    by: str | None = None
    chain: tuple[Link, ...] = ()
    words: tuple[Words, ...] = ()
    at: Locator | None = None
    says: str = ""
