"""The receive desk's form: what was typed, and the source sheet it makes (docs/formats/source-sheet.md).

Screens do not ask for codes. They ask “Did you see it yourself? Who told you?”, and the chain of voices follows. Every
value stands on a line of its own, so that whatever the sheet's reader refuses can be shown beside the field it is in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

NAMES = (("name_1", "lang_1"), ("name_2", "lang_2"), ("name_3", "lang_3"))
HOW = ("own_experience", "eyewitness", "told_by", "phone_call", "document", "official_notice", "media", "inference",
       "rumour", "unknown")  # fmt: skip
LANGUAGES = ("kk", "kk-Arab", "ug", "ug-Latn", "ru", "zh-Hans", "en", "ky", "uz", "tr")
MOST = 20_000
Line = tuple[str, str]  # the text of a line, and the field it comes from ("" for none)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What stands in the fields; every one a text, trimmed, purposes a tuple of codes. `key` names the sheet to be."""

    key: str = ""
    language: str = "kk"
    told_on: str = ""
    told_place: str = ""
    teller: str = ""
    relation: str = ""
    identity: str = "none"
    place_level: str = "none"
    until: str = ""
    purposes: tuple[str, ...] = ("register",)
    name_1: str = ""
    lang_1: str = "kk"
    name_2: str = ""
    lang_2: str = "zh-Hans"
    name_3: str = ""
    lang_3: str = "ru"
    sex: str = ""
    born: str = ""
    citizenship: str = ""
    home: str = ""
    status: str = ""
    when: str = ""
    said: str = ""
    where: str = ""
    how: str = "unknown"
    informant: str = ""
    words: str = ""
    note: str = ""


def read(posted: Mapping[str, str], purposes: Sequence[str]) -> Form:
    """The form as posted; fields that are not ours are left alone."""
    mine = {field.name for field in fields(Form)} - {"purposes"}
    kept = {name: text.strip().replace("\r\n", "\n")[:MOST] for name, text in posted.items() if name in mine}
    return Form(**kept, purposes=tuple(purposes))


def lacks(form: Form) -> dict[str, str]:
    """Fields that must be filled and are not, with the word that says so."""
    needed = {"teller": form.teller, "name_1": form.name_1, "key": form.key}
    missing = {name: "receive.needed" for name, text in needed.items() if not text}
    if not form.purposes:
        missing["purposes"] = "receive.needed"
    if form.status and not form.how:
        missing["how"] = "receive.needed"
    return missing


def sheet(form: Form) -> tuple[bytes, dict[int, str]]:
    """The sheet as YAML, and for each of its lines (from 1) the field it comes from."""
    lines = list(_lines(form))
    text = "\n".join(line for line, _ in lines) + "\n"
    return text.encode(), {number: field for number, (_, field) in enumerate(lines, start=1) if field}


def _lines(form: Form) -> Iterator[Line]:
    yield "tereze: source/1", ""
    yield "source:", ""
    yield from _given("  ", form, id="key", language="language")
    yield "  kind: interview", ""
    yield "  teller: teller", ""
    if form.told_on or form.told_place:
        yield "  told:", ""
        yield from _given("    ", form, on="told_on", place="told_place")
    yield from _consent(form)
    yield "mentions:", ""
    yield from _mentions(form)
    yield "statements:", ""
    yield from _statements(form)


def _consent(form: Form) -> Iterator[Line]:
    """Who tells decides for herself, and for an absent relative: two consents, one wish."""
    yield "  consent:", ""
    for capacity, covers in (("self", "teller"), ("relative_in_absence", "missing")):
        yield "    - given_by: teller", "teller"
        yield f"      capacity: {capacity}", "relation"
        yield f"      covers: [{covers}]", ""
        yield f"      purposes: {json.dumps(list(form.purposes))}", "purposes"
        yield from _given("      ", form, identity="identity", place="place_level", until="until")
        yield from _given("      ", form, explained_in="language")


def _mentions(form: Form) -> Iterator[Line]:
    yield "  teller:", ""
    yield "    kind: person", ""
    yield "    names:", ""
    yield f"      - text: {_quoted(form.teller)}", "teller"
    yield f"        lang: {_quoted(form.language)}", "language"
    yield "  missing:", ""
    yield "    kind: person", ""
    yield "    names:", ""
    for name, lang in NAMES:
        if getattr(form, name):
            yield f"      - text: {_quoted(getattr(form, name))}", name
            yield f"        lang: {_quoted(getattr(form, lang))}", lang
    yield from _given("    ", form, sex="sex", birthDate="born", residence="home")
    if form.citizenship:
        yield f"    citizenship: [{_quoted(form.citizenship)}]", "citizenship"
    if form.informant:
        yield "  informant:", ""
        yield "    kind: person", ""
        yield "    names:", ""
        yield f"      - text: {_quoted(form.informant)}", "informant"


def _statements(form: Form) -> Iterator[Line]:
    if form.relation:
        yield "  - about: missing", ""
        yield "    property: relative", ""
        yield f"    value: {{mention: teller, relation: {_quoted(form.relation)}}}", "relation"
    if form.status:
        yield "  - key: status", ""
        yield "    about: missing", ""
        yield "    property: custody", ""
        yield from _given("    ", form, value="status", when="when", said="said", where="where")
        yield from _chain(form)
    elif form.words:
        yield "  - key: told", ""
        yield "    about: missing", ""
        yield "    property: summary", ""
        yield f"    value: {_quoted(form.words[:200])}", "words"
        yield from _chain(form)
    if form.note:
        yield "  - about: missing", ""
        yield "    property: description", ""
        yield f"    value: {_quoted(form.note)}", "note"
        yield from _chain(form, with_words=False)


def _chain(form: Form, *, with_words: bool = True) -> Iterator[Line]:
    """Who knows, and through whom: someone who was told passes on; everyone else knows, in her own way."""
    yield "    said_by:", ""
    if form.how == "told_by":
        if form.informant:
            yield "      - {voice: informant, role: knows, basis: unknown}", "informant"
        yield "      - {voice: teller, role: relays, basis: told_by}", "how"
    else:
        yield f"      - {{voice: teller, role: knows, basis: {_quoted(form.how)}}}", "how"
    if form.words and with_words:
        yield "    words:", ""
        yield f"      - text: {_quoted(form.words)}", "words"
        yield f"        lang: {_quoted(form.language)}", "language"
        yield "        role: original", ""


def _given(indent: str, form: Form, **keys: str) -> Iterator[Line]:
    """A line for each sheet key whose field is filled."""
    for key, field in keys.items():
        text = str(getattr(form, field))
        if text:
            yield f"{indent}{key}: {_quoted(text)}", field


def _quoted(text: str) -> str:
    """A text as YAML takes it whatever is in it, on one line."""
    return json.dumps(text, ensure_ascii=False)
