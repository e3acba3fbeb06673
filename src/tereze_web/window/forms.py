"""The forms of the window: what is asked for a position, an incident or a step, and the event that comes of it.

A person may be named by the register number or by name; what was read or heard, and where, is always asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from tereze.actions.watching_sheets import Origin
from tereze.model.vocabulary import words as vocabulary

MOST = 4_000
NUMBER = re.compile(r"[Tt]-\d{4,10}[a-z]?")
LANGUAGES = ("kk", "kk-Arab", "ug", "ru", "zh-Hans", "en", "ky", "uz", "tr")


class Field(NamedTuple):
    """One field: its name, what is asked (text, area, pick), the vocabulary it picks from, whether it must be filled.

    hint: the word of a hint, or nothing; group: under which the words of the choices stand
    """

    name: str
    ask: str = "text"
    choices: tuple[str, ...] = ()
    group: str = ""
    required: bool = False
    hint: str = ""


class Filled(NamedTuple):
    """The event of a form as the sheet has it, its mentions by name, the register numbers that were named."""

    event: dict[str, Any]
    named: dict[str, str]
    numbers: dict[str, str]
    origin: Origin


def _pick(name: str, kind: str, group: str = "", **more: Any) -> Field:
    return Field(name, "pick", tuple(vocabulary(kind)), group or kind, **more)


_WORDS = (Field("words", "area"), Field("words_lang", "pick", LANGUAGES, "tongue"))
_ORIGIN = (
    _pick("source_kind", "source_kind", required=True), Field("source_title"), Field("publisher"),
    Field("published", hint="window.hint_when"), Field("url"), Field("teller", hint="window.hint_teller"),
)  # fmt: skip
FIELDS: dict[str, tuple[tuple[str, tuple[Field, ...]], ...]] = {
    "positions": (
        ("what", (
            Field("actor", required=True), Field("organ"), _pick("stance", "position_stance", "stance", required=True),
            Field("topic", required=True), Field("when", hint="window.hint_when"), Field("forum"), Field("addressee"),
            Field("term", hint="window.hint_term"), Field("term_lang", "pick", LANGUAGES, "tongue"),
        )),
        ("number", (
            Field("value"), Field("unit", hint="window.hint_unit"), Field("who"), Field("what"),
            Field("period", hint="window.hint_period"), Field("counts_if"),
        )),
        ("said", _WORDS), ("origin", _ORIGIN),
    ),
    "incidents": (
        ("what", (
            _pick("kind", "incident_kind", "incident", required=True), _pick("direction", "direction", required=True),
            _pick("factor", "factor", "lane", required=True),
            Field("severity", "pick", ("0", "1", "2", "3", "4"), "severity", hint="window.hint_severity"),
            Field("when", hint="window.hint_when"), Field("where"), Field("against", hint="window.hint_person"),
            Field("done_by"),
        )),
        ("said", _WORDS), ("origin", _ORIGIN),
    ),
    "interventions": (
        ("what", (
            Field("by", required=True), _pick("kind", "intervention_kind", "intervention_kind", required=True),
            Field("for", hint="window.hint_for"), Field("addressee"), Field("when", hint="window.hint_when"),
            Field("due", hint="window.hint_due"), Field("answer", "area"),
        )),
        ("said", _WORDS), ("origin", _ORIGIN),
    ),
}  # fmt: skip
_PARTIES = {
    "positions": ("actor", "organ", "addressee"),
    "incidents": ("done_by",),
    "interventions": ("by", "addressee"),
}
_PLAIN = {
    "positions": ("stance", "topic", "when", "forum"),
    "incidents": ("kind", "direction", "factor", "severity", "when", "where"),
    "interventions": ("kind", "when", "due", "answer"),
}
_NUMBER_OF = ("value", "unit", "who", "what", "period", "counts_if")
FIELD_OF = {"source.published": "published", "source.url": "url", "by": "by"}


def fields_of(section: str) -> dict[str, Field]:
    """The fields of a form by name."""
    return {field.name: field for _, group in FIELDS[section] for field in group}


def read(section: str, posted: Mapping[str, str]) -> dict[str, str]:
    """What was typed, trimmed; fields that are not ours are left alone."""
    return {name: posted.get(name, "").strip().replace("\r\n", "\n")[:MOST] for name in fields_of(section)}


def lacks(section: str, values: Mapping[str, str]) -> list[str]:
    """Fields that must be filled and are not, and choices that are none."""
    found = []
    for name, field in fields_of(section).items():
        text = values[name]
        if (field.required and not text) or (text and field.choices and text not in field.choices):
            found.append(name)
    return found


def filled(section: str, values: Mapping[str, str]) -> Filled:
    """The event, as the section of a sheet wants it."""
    event: dict[str, Any] = {name: values[name] for name in _PLAIN[section]}
    named: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for name in _PARTIES[section]:
        if values[name]:
            key = name.replace("_", "-")
            event["by" if name == "done_by" else name], named[key] = key, values[name]
    people = {"incidents": "against", "interventions": "for"}.get(section, "")
    keys = _people(values.get(people, ""), named, numbers)
    if keys:
        event[people] = keys if people == "for" else keys[0]
    if values["words"]:
        event["words"] = [_words(values)]
    if section == "positions":
        event |= _position(values)
    if section == "incidents" and values["teller"]:
        event["said_by"] = [{"voice": "person-teller", "role": "knows", "basis": "unknown"}]
    return Filled(event, named, numbers, _origin(values))


def _people(typed: str, named: dict[str, str], numbers: dict[str, str]) -> list[str]:
    """Keys of the people named, by register number or by name; names are parted by commas."""
    keys = []
    for at, one in enumerate(filter(None, (part.strip() for part in re.split(r"[,;،，、]", typed))), start=1):
        key = f"person-{at}"
        if NUMBER.fullmatch(one):
            numbers[key] = one.upper()[0] + one[1:]
        named[key] = one
        keys.append(key)
    return keys


def _words(values: Mapping[str, str]) -> dict[str, str]:
    said = {"text": values["words"], "role": "original"}
    return said | ({"lang": values["words_lang"]} if values["words_lang"] else {})


def _position(values: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if values["term"]:
        found["term"] = {"text": values["term"]} | ({"lang": values["term_lang"]} if values["term_lang"] else {})
    if values["value"]:
        found["number"] = {name: values[name] for name in _NUMBER_OF if values[name]}
    return found


def _origin(values: Mapping[str, str]) -> Origin:
    return Origin(
        kind=values["source_kind"], title=values["source_title"], publisher=values["publisher"],
        published=values["published"], url=values["url"], teller=values["teller"],
    )  # fmt: skip
