"""The parts of a sheet around the people: positions, assessments, steps taken, inquiries, incidents."""

from __future__ import annotations

import re
from collections.abc import Mapping

from . import chains
from .document import Coding, Item
from .sheetlines import Leaf, Node

SECTIONS = ("positions", "assessments", "interventions", "inquiries", "incidents")
_PAIR = re.compile(r"\s*([\d.]+)\s*[-–,]\s*([\d.]+)\s*")
# Keys of the sheet whose field has another name, because one field name means one thing in all forms.
_RENAMED = {"assessments": {"about": "topic"}, "inquiries": {"about": "topic"}, "incidents": {"by": "done_by"}}
_PLAIN = {
    "positions": ("actor", "topic", "stance", "when", "forum", "organ", "addressee", "term", "reason"),
    "assessments": ("by", "about", "kind", "says", "check_on", "when"),
    "interventions": ("by", "kind", "addressee", "when", "answer", "due"),
    "inquiries": ("by", "to", "about", "when", "answer"),
    "incidents": ("kind", "direction", "factor", "when", "where", "against", "by", "severity", "says"),
}
_SAID = frozenset({"positions", "incidents"})


def item(section: str, place: int, given: Item, coding: Coding, voice: chains.Voice) -> dict[str, Node]:
    """One item of a section as the sheet wants it."""

    def leaf(name: str) -> Leaf:
        return Leaf(given.get(name, ""), (section, place, name))

    renamed = _RENAMED.get(section, {})
    made: dict[str, Node] = {"key": Leaf(f"{coding.tag}-{section[:3]}{place + 1}")}
    made |= {key: leaf(renamed.get(key, key)) for key in _PLAIN[section]}
    if section == "positions":
        made["about"] = people_of(given, section, place, "about_people")
        if given.get("number"):
            made["number"] = {
                "value": leaf("number"), "unit": leaf("unit_of"), "who": leaf("who"), "what": leaf("what"),
                "period": leaf("period"), "counts_if": leaf("counts_if"),
            }  # fmt: skip
    if section == "interventions":
        made["for"] = people_of(given, section, place, "for")
        made["effect"] = {"says": leaf("effect")}
    if section in _SAID:
        made["said_by"] = chains.chain({**given, "about": ""}, (section, place), coding.teller(), voice)
    return {**made, **words_and_place(given, section, place, coding.language)}


def words_and_place(given: Mapping[str, str], section: str, number: int, language: str) -> dict[str, Node]:
    """`words` and `at`: what was said, its translation, and where it stands in the evidence."""

    def leaf(name: str) -> Leaf:
        return Leaf(given.get(name, ""), (section, number, name))

    words: list[Node] = []
    if given.get("words"):
        spoken = Leaf(given.get("words_lang") or language, (section, number, "words_lang"))
        words.append({"text": leaf("words"), "lang": spoken, "role": Leaf("original")})
    if given.get("translation"):
        words.append({"text": leaf("translation"), "lang": leaf("translation_lang"), "role": Leaf("translation")})
    at: dict[str, Node] = {
        "chars": _pair(leaf("chars")), "seconds": _pair(leaf("seconds")), "page": leaf("page"),
        "text_sha256": Leaf(given.get("text_sha256", "") if given.get("chars") else ""),
    }  # fmt: skip
    return {"words": words, "at": at}


def people_of(given: Mapping[str, str], section: str, place: int, name: str) -> list[Node]:
    """A field that holds several keys, blanks between them."""
    return [Leaf(one, (section, place, name)) for one in given.get(name, "").split()]


def _pair(leaf: Leaf) -> Node:
    """“104-141” as two numbers; anything else as it is, for the reader to refuse."""
    found = _PAIR.fullmatch(leaf.text)
    return leaf if found is None else [Leaf(found[1], leaf.where), Leaf(found[2], leaf.where)]
