"""What is asked at the door, in two minutes: who tells, what they allow, about whom. And the sheet it makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from .sheetlines import Leaf, Node, Where, write

LANGUAGES = ("kk", "kk-Arab", "kk-Latn", "ug", "ug-Latn", "ug-Cyrl", "ru", "zh-Hans", "zh-Hant", "en", "ky", "uz", "tr")
RELATIONS = ("husband", "wife", "son", "daughter", "father", "mother", "brother", "sister", "uncle", "aunt", "nephew",
             "niece", "cousin", "grandmother", "grandfather", "grandson", "granddaughter", "relative", "friend",
             "neighbour", "colleague")  # fmt: skip
KEPT = ("language", "told_place", "recorder", "interpreter", "carry")
"""Fields that the next interview of a day begins with."""
SOUGHT = (1, 2, 3)
MOST = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What stands in the fields: every one a trimmed text, `purposes` codes. `key` names the source to be.

    carry: "" the number may be carried on paper, "no" it is dangerous and no receipt is printed
    """

    key: str = ""
    teller: str = ""
    language: str = "kk"
    told_on: str = ""
    told_place: str = ""
    recorder: str = ""
    interpreter: str = ""
    agreed: str = ""
    purposes: tuple[str, ...] = ("register",)
    identity: str = "none"
    place_level: str = "none"
    until: str = ""
    name_1: str = ""
    lang_1: str = "kk"
    relation_1: str = ""
    born_1: str = ""
    name_2: str = ""
    lang_2: str = "kk"
    relation_2: str = ""
    born_2: str = ""
    name_3: str = ""
    lang_3: str = "kk"
    relation_3: str = ""
    born_3: str = ""
    carry: str = ""


def read(posted: Mapping[str, str], purposes: Sequence[str]) -> Arrival:
    """The form as posted; fields that are not ours are left alone."""
    mine = {field.name for field in fields(Arrival)} - {"purposes"}
    kept = {name: " ".join(text.split())[:MOST] for name, text in posted.items() if name in mine}
    return Arrival(**kept, purposes=tuple(purposes))


def lacks(form: Arrival) -> dict[str, str]:
    """Fields that must be filled and are not, with the word that says so."""
    missing = {name: "receive.needed" for name in ("teller", "key") if not getattr(form, name)}
    if not form.purposes:
        missing["purposes"] = "receive.needed"
    if not form.agreed:
        missing["agreed"] = "receive.agreed_needed"
    return missing


class Sought(NamedTuple):
    """A person the teller speaks of: key in the sheet, place on the form, name, its language, relation, birth."""

    key: str
    place: int
    name: str
    lang: str
    relation: str
    born: str


def sought(form: Arrival) -> list[Sought]:
    """Everyone the teller speaks of."""
    found = []
    for number in SOUGHT:
        name = getattr(form, f"name_{number}")
        if name:
            key = "missing" if number == 1 else f"missing-{number}"
            lang, relation, born = (getattr(form, f"{field}_{number}") for field in ("lang", "relation", "born"))
            found.append(Sought(key, number, name, lang, relation, born))
    return found


def is_protected(form: Arrival) -> bool:
    """Whether the teller's name is sealed to the custodians."""
    return form.identity in {"none", "pseudonym"}


def sheet(form: Arrival) -> tuple[bytes, dict[int, Where]]:
    """The sheet as YAML, and for each of its lines the field it comes from (section "arrival", item 0)."""

    def leaf(name: str) -> Leaf:
        return Leaf(getattr(form, name), ("arrival", 0, name))

    people = sought(form)
    told: dict[str, Node] = {"on": leaf("told_on"), "place": leaf("told_place")}
    if form.recorder:
        told["to"] = Leaf("recorder")
    if form.interpreter:
        told["interpreter"] = Leaf("interpreter")
    source: dict[str, Node] = {
        "id": leaf("key"), "kind": Leaf("interview"), "language": leaf("language"), "teller": Leaf("teller"),
        "told": told, "consent": _consents(form),
    }  # fmt: skip
    statements: list[Node] = [
        {"key": Leaf(f"{one.key}-kin"), "about": Leaf(one.key), "property": Leaf("relative"),
         "value": {"mention": Leaf("teller"), "relation": leaf(f"relation_{one.place}")}}
        for one in people if one.relation
    ]  # fmt: skip
    statements += [
        {"key": Leaf(f"{one.key}-born"), "about": Leaf(one.key), "property": Leaf("birthDate"),
         "value": leaf(f"born_{one.place}")}
        for one in people if one.born
    ]  # fmt: skip
    return write({"tereze": Leaf("source/1"), "source": source, "mentions": _mentions(form), "statements": statements})


def _consents(form: Arrival) -> list[Node]:
    """Who tells decides for herself, and for absent relatives: two consents, one wish."""
    covers = [("self", ["teller"]), ("relative_in_absence", [one.key for one in sought(form)])]
    made: list[Node] = []
    for capacity, whom in covers:
        if not whom:
            continue
        purposes = [Leaf(one, ("arrival", 0, "purposes")) for one in form.purposes]
        made.append({
            "given_by": Leaf("teller"), "capacity": Leaf(capacity), "covers": [Leaf(one) for one in whom],
            "purposes": purposes, "identity": Leaf(form.identity, ("arrival", 0, "identity")),
            "place": Leaf(form.place_level, ("arrival", 0, "place_level")),
            "until": Leaf(form.until, ("arrival", 0, "until")),
            "explained_in": Leaf(form.language, ("arrival", 0, "language")),
        })  # fmt: skip
    return made


def _mentions(form: Arrival) -> dict[str, Node]:
    teller = _person(form.teller, form.language, "teller", "language")
    made: dict[str, Node] = {"teller": {**teller, "sealed": Leaf("true" if is_protected(form) else "")}}
    for one in sought(form):
        made[one.key] = _person(one.name, one.lang, f"name_{one.place}", f"lang_{one.place}")
    for role in ("recorder", "interpreter"):
        if getattr(form, role):
            made[role] = _person(getattr(form, role), "", role, "")
    return made


def _person(name: str, lang: str, name_field: str, lang_field: str) -> dict[str, Node]:
    named = {"text": Leaf(name, ("arrival", 0, name_field)), "lang": Leaf(lang, ("arrival", 0, lang_field))}
    return {"kind": Leaf("person"), "names": [named]}
