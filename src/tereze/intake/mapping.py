"""How a table is to be read: a reviewed YAML file that says what stands in each column (docs/formats/mapping.md)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from tereze.intake import documents, fields, properties
from tereze.intake.celldates import ORDERS
from tereze.intake.drafts import Refusal
from tereze.intake.nodes import Node, Scalar, Section, Unreadable, is_null, plain
from tereze.intake.page import Page, Reader, Spec, Wrong, each, fill, part, read_into, suggest
from tereze.intake.plan import NAME_ORDERS, OF_THE_MENTION, Join, Layout, Mapping, Origins, Rule
from tereze.intake.proposing import draft
from tereze.model.value import encode
from tereze.model.vocabulary import facets

__all__ = ["Mapping", "draft", "read"]


def read(path: Path) -> Mapping | list[Refusal]:
    """The mapping, or everything that is wrong with it. Raises `SheetMissing` and `SheetUnreadable`."""
    page = Page(str(path), b"", "", path)
    for document in documents.read(path):
        if isinstance(document, Unreadable):
            return [Refusal(page.file, document.line, document.key, document.error, document.hint)]
        made = _mapping(page, document.node)
        return page.problems if made is None else made
    return [Refusal(page.file, 1, "tereze", "the mapping is empty", "Begin with “tereze: mapping/1”.")]


def _one_of(*known: str) -> Reader:
    def read_word(page: Page, node: Node, key: str) -> str:
        value = fields.text(page, node, key)
        if value not in known:
            hint = suggest(value, set(known)) or f"Known: {', '.join(known)}."
            raise Wrong(f"“{value}” is not a word for {key}", hint)
        return value

    return read_word


def _texts(page: Page, node: Node, key: str) -> tuple[str, ...]:
    """One text or a list of them."""
    if isinstance(node, Scalar):
        return (node.value,)
    found: tuple[str, ...] = each(fields.text)(page, node, key)
    return found


def _recoding(page: Page, node: Node, key: str) -> dict[str, str]:
    """{as it stands: as we say it}; null for what says nothing. `*` at the end stands for any ending."""
    if not isinstance(node, Section):
        raise Wrong(f"“{key}” needs keys and values", "Write {м: male, ж: female}.")
    return {text: "" if is_null(item) else fields.text(page, item, key) for text, item in node.items.items()}


def _conditions(page: Page, node: Node, key: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(node, Section):
        raise Wrong(f"“{key}” needs a column and its values", "Write {column: [value, …]}.")
    return {column: _texts(page, item, key) for column, item in node.items.items()}


def _header(page: Page, node: Node, key: str) -> tuple[int, ...]:
    if isinstance(node, Scalar):
        return (fields.whole(page, node, key),)
    found: tuple[int, ...] = each(fields.whole)(page, node, key)
    return found


_RULE: Spec = {
    "property": fields.filled,
    "columns": _texts,
    "column": _texts,
    "value": fields.text,
    "values": _recoding,
    "lang": fields.language,
    "split": _texts,
    "remove": _texts,
    "placeholders": _texts,
    "date_order": _one_of(*ORDERS),
    "order": _one_of(*NAME_ORDERS),
    "brackets": _one_of("keep", "alias", "remove"),
    "people": fields.yes,
    "shared": _one_of("last", "first"),
    "when": fields.filled,
    "where": _texts,
    "where_is": fields.filled,
    "phase": fields.word("phase"),
    "stance": fields.word("stance"),
    "term": fields.yes,
    "only_if": _conditions,
}
_LAYOUT: Spec = {
    "sheet": fields.text,
    "encoding": fields.text,
    "delimiter": fields.text,
    "header": _header,
    "groups": fields.filled,
    "skip": _texts,
    "fill_down": _texts,
}


def _layout(page: Page, node: Node, _key: str) -> Layout:
    return Layout(**part(page, node, _LAYOUT, "table"))


def _rule(page: Page, node: Node, column: str | None) -> Rule | None:
    """A rule; `column` is the name under which it stands in `columns`. None for a column that is ignored."""
    if isinstance(node, Scalar) and column is not None:
        if is_null(node) or node.value == "ignore":
            return None
        return _checked(page, node, Rule(property=node.value, columns=(column,)))
    values = part(page, node, _RULE, "a column" if column is not None else "a statement", ("property",))
    single = values.pop("column", ())
    values["columns"] = (column,) if column is not None else values.get("columns", ()) + single
    return _checked(page, node, Rule(**values))


def _checked(page: Page, node: Node, rule: Rule) -> Rule:
    """The rule, if its parts fit together. Raises `Wrong`."""
    if rule.property == "relative":
        raise Wrong("a relative is a mention of its own", "Map the column to notes, and code relatives in a sheet.")
    if rule.property == "custody":
        for status in ({rule.value} if rule.value else set((rule.values or {}).values())) - {""}:
            if status not in facets():
                raise Wrong(f"“{status}” is not a custody status", suggest(status, facets()))
        if not rule.value and rule.values is None:
            raise Wrong("custody needs “value” or “values”", "Say which status each text of the column stands for.")
    if not rule.columns and not rule.value:
        raise Wrong("this statement has neither a column nor a value", "Write column: … or value: ….")
    if rule.property not in OF_THE_MENTION:
        properties.remark(page, node, rule.property)
    return rule


def _columns(page: Page, node: Node, key: str) -> tuple[Rule | str, ...]:
    """Rules, and the names of the columns that are ignored."""
    if not isinstance(node, Section):
        raise Wrong(f"“{key}” needs a rule for each column", "Write {name of the column: property, …}.")
    found: list[Rule | str] = []
    for column, item in node.items.items():
        slot: dict[str, Any] = {}
        read_into(page, slot, column, item, _rule)
        if column in slot:
            found.append(slot[column] or column)
    return tuple(found)


def _statement(page: Page, node: Node, _key: str) -> Rule:
    rule = _rule(page, node, None)
    assert rule is not None  # noqa: S101  # only a column can be ignored
    return rule


_JOIN: Spec = {"file": fields.filled, "on": fields.filled, "to": fields.filled, "columns": _columns, "table": _layout}


def _join(page: Page, node: Node, _key: str) -> Join:
    values = part(page, node, _JOIN, "join", ("file", "on", "columns"))
    rules = tuple(rule for rule in values["columns"] if isinstance(rule, Rule))
    layout = values.get("table", Layout())
    return Join(values["file"], values["on"], values.get("to", values["on"]), rules, layout)


_ORIGINS: Spec = {"sources": fields.filled, "notes": fields.filled, "names": _recoding}


def _origins(page: Page, node: Node, _key: str) -> Origins:
    return Origins(**part(page, node, _ORIGINS, "origins", ("sources",)))


def _century(page: Page, node: Node, key: str) -> str:
    value = fields.text(page, node, key)
    if len(value) != 2 or not value.isdecimal():
        raise Wrong(f"“{value}” is not a century", 'Write its first two digits: "19".')
    return value


def _meta(_page: Page, node: Node, _key: str) -> Section:
    """The keys of `list` are those of a sheet's `source`: they are read with it, once the table is at hand."""
    if not isinstance(node, Section):
        raise Wrong("“list” needs keys and values", "Write list: {id: …, title: …}.")
    return node


_MAPPING: Spec = {
    "tereze": _one_of("mapping/1"),
    "list": _meta,
    "table": _layout,
    "row_id": _texts,
    "kind": fields.word("mention_kind"),
    "language": fields.language,
    "placeholders": _texts,
    "date_order": _one_of(*ORDERS),
    "century": _century,
    "columns": _columns,
    "statements": each(_statement),
    "joins": each(_join),
    "origins": _origins,
}
KNOWN = frozenset(_MAPPING) | frozenset(_RULE) | frozenset(_LAYOUT) | frozenset(_JOIN) | frozenset(_ORIGINS)


def _mapping(page: Page, node: Section) -> Mapping | None:
    values = fill(page, node, _MAPPING, "a mapping", ("tereze", "columns"))
    if values is None:
        return None
    listed = values.pop("columns")
    head: Section | None = values.pop("list", None)
    rules = tuple(rule for rule in listed if isinstance(rule, Rule)) + values.pop("statements", ())
    ignored = frozenset(name for name in listed if isinstance(name, str))
    values.pop("tereze")
    return Mapping(
        page.file,
        rules,
        ignored,
        dict(head.items) if head else {},
        values.pop("table", Layout()),
        warnings=tuple(page.warnings),
        digest=hashlib.sha256(encode(plain(node))).hexdigest(),
        **values,
    )
