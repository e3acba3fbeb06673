"""The source sheet of a coding: what was answered in plain words, as docs/formats/source-sheet.md wants it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from . import chains, events_sheet
from .document import TOLD, YES, Coding, Item
from .events_sheet import people_of, words_and_place
from .sections import ATTRIBUTES, MORE_ATTRIBUTES
from .sheetlines import Leaf, Node, Where, write

_ALL_ATTRIBUTES = (*ATTRIBUTES, *MORE_ATTRIBUTES)
_LIST = re.compile(r"[\s,;]+")


def sheet(coding: Coding) -> tuple[bytes, dict[int, Where]]:
    """The sheet as YAML, and for each of its lines the field it comes from."""
    made = _Sheet(coding)
    statements = [*made.attributes(), *made.statements("custody"), *made.statements("kin"), *made.statements("facts")]
    events = {name: made.events(name) for name in events_sheet.SECTIONS}
    return write({
        "tereze": Leaf("source/1"), "source": made.source(), "mentions": {**made.people(), **made.informants},
        "statements": statements, **events,
    })  # fmt: skip


class _Sheet:
    """One sheet in the making: `informants` are people who came up only as somebody who told something."""

    def __init__(self, coding: Coding) -> None:
        self.coding, self.teller = coding, coding.teller()
        self.informants: dict[str, Node] = {}
        self._called = {text.casefold(): key for key, text in coding.people() if text}
        self._sealed = {item["key"] for item in coding.items("people") if item.get("sealed")}

    def source(self) -> dict[str, Node]:
        """The head: of a received source only what is needed to find it again."""
        made: dict[str, Node] = {"id": Leaf(self.coding.key)}
        if self.coding.received:
            return {**made, "kind": Leaf("interview"), "teller": Leaf(self.teller)}
        item = next(iter(self.coding.items("source")), {})
        plain = ("kind", "title", "language", "published", "publisher", "teller", "url", "reliability", "note",
                 "system_of_record")  # fmt: skip
        made |= {name: _leaf(item, "source", 0, name) for name in plain}
        made["kind"] = Leaf(item.get("kind") or "interview", ("source", 0, "kind"))
        made["authors"] = people_of(item, "source", 0, "authors")
        made["repeats"] = _list(item, "source", 0, "repeats")
        made["consent"] = [_consent(one, place) for place, one in enumerate(self.coding.items("consents"))]
        if item.get("ground"):
            confirmed = _list(item, "source", 0, "confirmed_by")
            made["ground"] = {"kind": _leaf(item, "source", 0, "ground"), "confirmed_by": confirmed}
        return made

    def people(self) -> dict[str, Node]:
        """Every mention by its key; what is said of somebody protected stands inside, so that it is sealed too."""
        made: dict[str, Node] = {}
        for place, item in enumerate(self.coding.items("people")):
            key = item.get("key", "")
            kind = Leaf(item.get("kind") or "person", ("people", place, "kind"))
            one: dict[str, Node] = {"kind": kind, "names": _names(item, place)}
            one["aliases"] = [_leaf(item, "people", place, "alias")]
            one["description"] = _leaf(item, "people", place, "description")
            one["size"] = _leaf(item, "people", place, "size")
            one["sealed"] = Leaf("true" if item.get("sealed") else "")
            if key in self._sealed:
                one |= {name: _leaf(item, "people", place, name) for name in _ALL_ATTRIBUTES}
                one["age"] = _age(item, place)
            made[key] = one
        return made

    def attributes(self) -> list[Node]:
        """What is said of people who are not protected, each a statement by whoever tells."""
        made: list[Node] = []
        for place, item in enumerate(self.coding.items("people")):
            if item.get("key") in self._sealed:
                continue
            for name in (*_ALL_ATTRIBUTES, "age"):
                if item.get(name) and item[name] != item.get(TOLD + name):
                    when = _leaf(item, "people", place, "age_at") if name == "age" else Leaf("")
                    made.append({
                        "key": Leaf(f"{self.coding.tag}-{item['key']}-{name.lower()}"), "about": Leaf(item["key"]),
                        "property": Leaf(name), "value": _leaf(item, "people", place, name), "when": when,
                    })  # fmt: skip
        return made

    def statements(self, section: str) -> list[Node]:
        """The statements of one section."""
        return [self._statement(section, place, item) for place, item in enumerate(self.coding.items(section))]

    def _statement(self, section: str, place: int, item: Item) -> Node:
        at = (section, place)

        def leaf(name: str) -> Leaf:
            return _leaf(item, section, place, name)

        made: dict[str, Node] = {
            "key": Leaf(f"{self.coding.tag}-{section[0]}{place + 1}"), "about": leaf("about"),
            "property": {"custody": Leaf("custody"), "kin": Leaf("relative")}.get(section, leaf("property")),
            "value": {"mention": leaf("target"), "relation": leaf("relation")} if section == "kin" else leaf("value"),
            "lang": leaf("lang"), "phase": leaf("phase"), "when": leaf("when"), "said": leaf("said"),
            "where": leaf("where"), "facility": leaf("facility"), "credibility": leaf("credibility"),
            "term": {"text": leaf("term"), "lang": leaf("term_lang"), "used_by": leaf("term_by")},
        }  # fmt: skip
        if item.get("duration"):
            made["duration"] = {item.get("unit") or "months": leaf("duration")}
        if item.get("stance") not in {"", "asserts", None}:
            made["stance"] = leaf("stance")
        made["said_by"] = chains.chain(item, at, self.teller, self.voice)
        return {**made, **words_and_place(item, section, place, self.coding.language)}

    def events(self, section: str) -> list[Node]:
        """The items of one of the sections about what happened around the people."""
        return [
            events_sheet.item(section, place, one, self.coding, self.voice)
            for place, one in enumerate(self.coding.items(section))
        ]

    def voice(self, name: str, where: Where) -> str:
        """The mention a typed name means; for a description that is nobody's yet, a person without a name."""
        known = self._called.get(name.casefold())
        if known is None:
            known = f"v-{self.coding.tag}-{len(self.informants) + 1}"
            self._called[name.casefold()] = known
            self.informants[known] = {
                "kind": Leaf("person"), "named": Leaf("false"), "description": Leaf(name, where),
            }  # fmt: skip
        return known


def _leaf(item: Mapping[str, str], section: str, place: int, name: str) -> Leaf:
    return Leaf(item.get(name, ""), (section, place, name))


def _list(item: Mapping[str, str], section: str, place: int, name: str) -> list[Node]:
    return [Leaf(one, (section, place, name)) for one in _LIST.split(item.get(name, "")) if one]


def _names(item: Item, place: int) -> list[Node]:
    """The names typed; of somebody protected who was received they are sealed once more, and only sealed."""
    return [
        {"text": _leaf(item, "people", place, f"name_{n}"), "lang": _leaf(item, "people", place, f"lang_{n}")}
        for n in (1, 2, 3) if item.get(f"name_{n}")
    ]  # fmt: skip


def _age(item: Item, place: int) -> Node:
    return {"years": _leaf(item, "people", place, "age"), "at": _leaf(item, "people", place, "age_at")}


def _consent(item: Item, place: int) -> Node:
    def leaf(name: str) -> Leaf:
        return _leaf(item, "consents", place, name)

    return {
        "given_by": leaf("given_by"), "capacity": leaf("capacity"),
        "covers": people_of(item, "consents", place, "covers"),
        "purposes": _list(item, "consents", place, "purposes"), "identity": leaf("identity"), "place": leaf("place"),
        "until": leaf("until"), "explained_in": leaf("explained_in"),
        "objects": Leaf("true" if item.get("objects") == YES else ""),
    }  # fmt: skip
