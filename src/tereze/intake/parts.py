"""The small parts that several sections share: voices, words, terms, names, durations and places in a source."""

from __future__ import annotations

from typing import Any

from tereze.intake import fields
from tereze.intake.nodes import Node, Scalar, Section, Series
from tereze.intake.page import Page, Reader, Spec, Wrong, each, items, part, suggest
from tereze.model.mentions import Link, Name, Term, Words
from tereze.model.sources import Locator

UNITS = ("years", "months", "weeks", "days", "hours")


_LINK: Spec = {"voice": fields.mention, "role": fields.word("role"), "basis": fields.word("basis")}


def link(page: Page, node: Node, _key: str) -> Link:
    """One voice of a chain; `role` is filled in by `chain` where it is left out."""
    values = part(page, node, _LINK, "said_by", ("voice",))
    return Link(voice=values["voice"], role=values.get("role", ""), basis=values.get("basis", "unknown"))


def chain(page: Page, node: Node, key: str) -> tuple[Link, ...]:
    """The chain of voices, the deepest first. A first voice without a role knows, a later one relays."""
    found: tuple[Link, ...] = each(link)(page, node, key)
    if all(one.role for one in found):
        return found
    return tuple(
        one if one.role else Link(voice=one.voice, role="relays" if place else "knows", basis=one.basis)
        for place, one in enumerate(found)
    )


_WORDS: Spec = {
    "text": fields.filled,
    "lang": fields.language,
    "role": fields.word("words_role"),
    "by": fields.mention,
}


def quotation(page: Page, node: Node, _key: str) -> Words:
    """Words as they stand in the source, or a translation of them; a bare text is an original."""
    if isinstance(node, Scalar):
        return Words(text=fields.filled(page, node, "words"))
    return Words(**part(page, node, _WORDS, "words", ("text",)))


quotations: Reader = each(quotation)

_TERM: Spec = {"text": fields.filled, "lang": fields.language, "used_by": fields.mention_or_words}


def term(page: Page, node: Node, _key: str) -> Term:
    """The word that was used, and by whom."""
    if isinstance(node, Scalar):
        return Term(text=fields.filled(page, node, "term"))
    return Term(**part(page, node, _TERM, "term", ("text",)))


_NAME: Spec = {"text": fields.filled, "lang": fields.language}


def names(sort: str) -> Reader:
    """A reader of names, each {text, lang} or a bare text."""

    def one(page: Page, node: Node, _key: str) -> Name:
        if isinstance(node, Scalar):
            return Name(text=fields.filled(page, node, "names"), sort=sort)
        return Name(**part(page, node, _NAME, "names", ("text",)), sort=sort)

    return each(one)


def duration(page: Page, node: Node, key: str) -> tuple[tuple[str, int], ...]:
    """How long: {months: 15}. The units stay as they were said."""
    if not isinstance(node, Section):
        raise Wrong(f"“{key}” needs a unit", "Write {months: 15}.")
    spec: Spec = dict.fromkeys(UNITS, fields.whole)
    return tuple(part(page, node, spec, "duration").items())


def _pair(reader: Reader, size: int) -> Reader:
    def read(page: Page, node: Node, key: str) -> tuple[Any, ...]:
        values: tuple[Any, ...] = tuple(reader(page, item, key) for item in items(node, key))
        if len(values) != size:
            raise Wrong(f"“{key}” needs {size} numbers", f"Write [{', '.join('abcd'[:size])}].")
        return values

    return read


def _chars(page: Page, node: Node, key: str) -> tuple[int, int]:
    begin, end = _pair(fields.whole, 2)(page, node, key)
    if begin >= end:
        raise Wrong(f"“{key}” ends before it begins", "Give the first character and the one after the last.")
    return begin, end


def _seconds(page: Page, node: Node, key: str) -> tuple[str, str]:
    if isinstance(node, Series):
        begin, end = _pair(fields.decimal, 2)(page, node, key)
        return begin, end
    moment = fields.decimal(page, node, key)
    return moment, moment


def _percent(page: Page, node: Node, key: str) -> int:
    value = fields.whole(page, node, key)
    if value > 100:
        raise Wrong(f"“{key}” is more than 100", "It says how sure OCR was, in parts of a hundred.")
    return value


_LOCATOR: Spec = {
    "chars": _chars,
    "text_sha256": fields.text,
    "page": fields.whole,
    "seconds": _seconds,
    "row": fields.whole,
    "cell": fields.text,
    "xywh": _pair(fields.whole, 4),
    "file": fields.text,
    "sure": _percent,
}


def locator(page: Page, node: Node, _key: str) -> Locator:
    """Where in the source."""
    if not isinstance(node, Section):
        raise Wrong("“at” needs to say how it counts", "Write {chars: [104, 141]}, {page: 3} or {seconds: [83, 91]}.")
    return Locator(**part(page, node, _LOCATOR, "at"))


def key_of(value: str, known: dict[str, str], what: str) -> str:
    """The id behind a key of this sheet. Raises `Wrong` with the nearest key."""
    if value in known:
        return known[value]
    raise Wrong(f"“{value}” is not {what} of this sheet", suggest(value, known))
