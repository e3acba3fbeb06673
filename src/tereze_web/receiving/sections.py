"""The sections of the coding form, as tables: which fields an item has, what each asks, and where its choices are.

A word of a field is `ask.<field>`; `fold` fields stand under “More”, so that a form begins short.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tereze.model.vocabulary import facets
from tereze.model.vocabulary import words as vocabulary

from .arrival import LANGUAGES, RELATIONS
from .chains import HOW


class Field(NamedTuple):
    """One field. sort: text, name (looked up as one types), area, date, said, pick, person, check, list; people
    and tick take several.

    `group` is the vocabulary of its choices and of their words; of `list` fields the ids of other sources.
    """

    name: str
    sort: str = "text"
    group: str = ""
    choices: tuple[str, ...] = ()
    fold: bool = False
    hint: str = ""
    empty: bool = True


class Section(NamedTuple):
    """One section: its name, its fields, whether it takes several items, and whether a received source asks it."""

    name: str
    fields: tuple[Field, ...]
    several: bool = True
    head: bool = False


def _words(name: str, group: str, *, fold: bool = False, empty: bool = True, of: str = "") -> Field:
    return Field(name, "pick", of or group, tuple(sorted(vocabulary(group))), fold, empty=empty)


PHASES = ("began", "continuing", "ended", "span")
UNITS = ("days", "weeks", "months", "years")
FACTS = (
    "reason_suspected", "reason_official", "sentence", "facility", "treatment", "health", "work", "legal_status",
    "last_contact", "steps_taken", "no_remedy_reason", "arresting_force", "warrant_shown", "issuing_authority",
    "law_cited", "counsel_access", "family_notified", "trial_open", "release_terms", "euphemism", "summary",
)  # fmt: skip
ATTRIBUTES = ("gender", "birthDate", "birthPlace", "residence", "citizenship", "ethnicity", "occupation")
MORE_ATTRIBUTES = ("idNumber", "passportNumber", "phone", "address", "education", "religion", "marital_status",
                   "children", "parents", "fatherName", "motherName", "deathDate")  # fmt: skip
COUNTRIES = ("cn", "kz", "kg", "uz", "tr", "ru")

_VOICES = (
    Field("how", "pick", "how", HOW),
    Field("from_1", "from", hint="ask.from_hint"),
    Field("how_1", "pick", "how", HOW),
    Field("from_2", "from", fold=True),
    Field("how_2", "pick", "how", HOW, fold=True),
    Field("by", "person", fold=True, hint="ask.by_hint"),
    Field("stance", "pick", "says", ("asserts", "denies", "refuses", "does_not_know"), fold=True, empty=False),
)
_WORDS = (
    Field("words", "area", hint="ask.words_hint"),
    Field("words_lang", "pick", "tongue", LANGUAGES, fold=True),
    Field("translation", "area", fold=True),
    Field("translation_lang", "pick", "tongue", LANGUAGES, fold=True),
    Field("chars", fold=True, hint="ask.chars_hint"),
    Field("seconds", fold=True, hint="ask.seconds_hint"),
    Field("page", fold=True),
    Field("credibility", "pick", "credibility", ("1", "2", "3", "4", "5", "6"), fold=True),
)
_WHEN = (Field("said", "said", hint="ask.said_hint"), Field("when", "date", hint="ask.when_hint"))


@cache
def sections() -> tuple[Section, ...]:
    """Every section, in the order of the work."""
    return (
        Section("source", (
            _words("kind", "source_kind", empty=False), Field("title"), Field("language", "pick", "tongue", LANGUAGES),
            Field("published", "date"), Field("publisher", "person"), Field("authors", "people"),
            Field("teller", "person"), Field("url"), Field("repeats", "list", fold=True, hint="ask.repeats_hint"),
            _words("reliability", "reliability", fold=True), Field("system_of_record", fold=True),
            Field("ground", "pick", "ground_kind", tuple(sorted(vocabulary("ground_kind"))), fold=True),
            Field("confirmed_by", fold=True, hint="ask.confirmed_by_hint"), Field("note", "area", fold=True),
        ), several=False, head=True),
        Section("consents", (
            Field("given_by", "person"), _words("capacity", "capacity", empty=False), Field("covers", "people"),
            Field("purposes", "tick", "purpose", tuple(sorted(vocabulary("purpose"))), hint="ask.purposes_hint"),
            _words("identity", "identity", empty=False),
            _words("place", "place_level", empty=False), Field("until", "date"),
            Field("explained_in", "pick", "tongue", LANGUAGES, fold=True), Field("objects", "check", fold=True),
        ), head=True),
        Section("people", (
            Field("name_1", "name"), Field("lang_1", "pick", "tongue", LANGUAGES), Field("name_2", "name"),
            Field("lang_2", "pick", "tongue", LANGUAGES), Field("name_3", "name", fold=True),
            Field("lang_3", "pick", "tongue", LANGUAGES, fold=True), Field("alias", fold=True),
            Field("description", hint="ask.description_hint"),
            *(_attribute(name) for name in ATTRIBUTES), Field("age"), Field("age_at", "date", fold=True),
            *(_attribute(name)._replace(fold=True) for name in MORE_ATTRIBUTES),
            _words("kind", "mention_kind", fold=True, empty=False)._replace(
                choices=("person", "group", "organization", "facility", "place")),
            Field("size", fold=True), Field("sealed", "check", fold=True),
        )),
        Section("custody", (
            Field("about", "person"), Field("value", "pick", "status", tuple(facets())), *_WHEN,
            Field("phase", "pick", "phase", PHASES), Field("where"), *_VOICES[:3], *_WORDS[:1],
            Field("duration", fold=True), Field("unit", "pick", "unit", UNITS, fold=True),
            Field("facility", "person", fold=True), Field("term", fold=True, hint="ask.term_hint"),
            Field("term_lang", "pick", "tongue", LANGUAGES, fold=True), Field("term_by", fold=True),
            *_VOICES[3:], *_WORDS[1:],
        )),
        Section("kin", (
            Field("target", "person", hint="ask.target_hint"), Field("relation", "pick", "relation", RELATIONS),
            Field("about", "person", hint="ask.kin_hint"), *_VOICES,
        )),
        Section("facts", (
            Field("about", "person"), Field("property", "pick", "property", FACTS), Field("value", "area"), *_WHEN,
            Field("where"), *_VOICES[:3], *_WORDS[:1], Field("lang", "pick", "tongue", LANGUAGES, fold=True),
            *_VOICES[3:], *_WORDS[1:],
        )),
        *_events(),
    )  # fmt: skip


def _events() -> tuple[Section, ...]:
    quote = tuple(field._replace(fold=True) for field in (*_WORDS[:4], *_WORDS[4:7]))
    how = tuple(field._replace(fold=True) for field in _VOICES[:6])
    return (
        Section("interventions", (
            Field("by", "person"), Field("for", "people"), _words("kind", "intervention_kind"), Field("addressee"),
            Field("when", "date"), Field("answer"), Field("due", "date", fold=True),
            Field("effect", hint="ask.effect_hint"), *quote,
        )),
        Section("positions", (
            Field("actor", "person"), Field("topic"), _words("stance", "position_stance", of="stance"),
            Field("when", "date"),
            Field("forum"), Field("about_people", "people", fold=True), Field("number", fold=True),
            Field("unit_of", fold=True), Field("who", fold=True), Field("what", fold=True),
            Field("counts_if", fold=True), Field("period", "date", fold=True), Field("organ", fold=True),
            Field("addressee", fold=True), Field("term", fold=True), Field("reason", fold=True), *how, *quote,
        )),
        Section("incidents", (
            _words("kind", "incident_kind", of="incident"), _words("direction", "direction"),
            _words("factor", "factor"), Field("when", "date"), Field("where"), Field("against", "person"),
            Field("severity", "pick", "severity", ("0", "1", "2", "3", "4")), Field("says", "area", fold=True),
            Field("done_by", "person", fold=True), *how, *quote,
        )),
        Section("inquiries", (
            Field("by", "person"), Field("to", "person"), Field("topic"), Field("when", "date"),
            _words("answer", "inquiry_answer"),
            *quote,
        )),
        Section("assessments", (
            Field("by", "person"), Field("topic", hint="ask.assessed_hint"), _words("kind", "assessment_kind"),
            Field("says", "area"), Field("check_on", "date"), Field("when", "date"), *quote,
        )),
    )  # fmt: skip


def _attribute(name: str) -> Field:
    if name == "gender":
        return Field(name, "pick", "value", ("female", "male"))
    if name == "citizenship":
        return Field(name, "pick", "country", COUNTRIES)
    return Field(name, "date" if name in {"birthDate", "deathDate"} else "text")


@cache
def section(name: str) -> Section | None:
    """The section of that name."""
    return next((one for one in sections() if one.name == name), None)
