"""The `statements` section: who says what about whom, and how they know."""

from __future__ import annotations

from typing import Any

from tereze.intake import fields, parts, properties
from tereze.intake.nodes import Node, Scalar, Section, is_null
from tereze.intake.page import Page, Spec, Wrong, fill, part, suggest
from tereze.model import dates, ids
from tereze.model.mentions import Link, Statement
from tereze.model.vocabulary import facets, words

_POINT_PHASES = {"began", "ended"}
_NO_ANSWER = {"refuses", "does_not_know"}
_STRICT_DATES = {"birthDate", "deathDate"}
_POINTS: Spec = {"mention": fields.mention, "relation": fields.filled}


def _after(page: Page, node: Node, key: str) -> str:
    value = fields.text(page, node, key)
    return parts.key_of(value, page.statements, "a statement")


def taken_from(page: Page, node: Node, key: str) -> str:
    """The id of the source this one statement is taken over from."""
    local = fields.name(page, node, key)
    if local == page.local:
        raise Wrong(f"“{local}” is this sheet itself", "Name the sheet the statement comes from.")
    return page.refer("source", ids.source_id(page.secret, local), local, node.line)


def _property(page: Page, node: Node, key: str) -> str:
    return properties.remark(page, node, fields.filled(page, node, key))


def _value(_page: Page, node: Node, _key: str) -> Node:
    return node  # read once the property is known


_STATEMENT: Spec = {
    "key": fields.name,
    "about": fields.mention,
    "property": _property,
    "value": _value,
    "lang": fields.language,
    "term": parts.term,
    "phase": fields.word("phase"),
    "when": fields.date,
    "said": fields.text,
    "duration": parts.duration,
    "where": fields.text,
    "facility": fields.mention,
    "after": _after,
    "said_by": parts.chain,
    "stance": fields.word("stance"),
    "credibility": fields.word("credibility"),
    "words": parts.quotations,
    "at": parts.locator,
    "from": taken_from,
}
KNOWN = frozenset(_STATEMENT)


def keys(page: Page, nodes: list[Node]) -> list[str]:
    """The name of each statement: its key, or its place. Enters them on the page, so that `after` may look ahead."""
    found = []
    for place, node in enumerate(nodes, start=1):
        given = node.items.get("key") if isinstance(node, Section) else None
        own = given.value if isinstance(given, Scalar) and not is_null(given) else ""
        if own and own in page.statements:
            page.refuse(
                given.line if given else node.line,
                "key",
                f"the key “{own}” is used by two statements",
                "Keys are unique in a sheet.",
            )
        found.append(own or ids.place(place))
        if own:
            page.statements[own] = ids.statement_id(page.secret, page.local, own)
    return found


def read(page: Page, node: Node, name: str) -> Statement | None:
    """One statement; None when something was wrong with it."""
    values = fill(page, node, _STATEMENT, "a statement", ("about", "property"))
    if values is None or not isinstance(node, Section):
        return None
    before = len(page.problems)
    try:
        _read_value(page, node, values)
        _check_phase(node, values)
    except Wrong as wrong:
        if wrong.error:
            page.refuse(wrong.line or node.line, wrong.key, wrong.error, wrong.hint)
    if len(page.problems) > before:
        return None
    values["taken_from"] = values.pop("from", None)
    values["chain"] = values.pop("said_by") if "said_by" in values else default_chain(page, values["about"])
    return Statement(id=ids.statement_id(page.secret, page.local, name), source=page.source, **values)


def default_chain(page: Page, about: str) -> tuple[Link, ...]:
    """Who speaks where nobody is named: the teller (of himself from experience), else the source itself (nobody)."""
    if page.teller is None:
        return ()
    basis = "own_experience" if about == page.teller else "unknown"
    return (Link(voice=page.teller, role="knows", basis=basis),)


def _read_value(page: Page, node: Section, values: dict[str, Any]) -> None:
    given: Node | None = values.pop("value", None)
    if given is None:
        if not (values["property"] in words("date_valued") and values.get("said")):
            raise Wrong("“value” is missing from a statement", "It must be given.", node.line, "value")
        values["value"] = ""
        return
    if values.get("stance") in _NO_ANSWER and isinstance(given, Scalar):
        values["value"] = fields.filled(page, given, "value")  # what is not known needs no type
        return
    values.update(value(page, given, values["property"]))


def value(page: Page, node: Node, prop: str) -> dict[str, Any]:
    """`value`, and `target` where it points to a mention, by the property. Raises `Wrong`."""
    if isinstance(node, Section):
        found = part(page, node, _POINTS, "value", ("mention", "relation") if prop == "relative" else ("mention",))
        return {"value": found.get("relation", ""), "target": found["mention"]}
    if prop == "relative":
        raise Wrong(
            "a relative is a mention of the sheet",
            "Write value: {mention: key, relation: husband}.",
            node.line,
            "value",
        )
    if prop in words("date_valued"):
        return {"value": _date_value(page, node, prop)}
    text = fields.filled(page, node, "value")
    if prop == "custody" and text not in facets():
        hint = suggest(text, facets()) or f"Known: {', '.join(facets())}."
        raise Wrong(f"“{text}” is not a custody status", hint, node.line, "value")
    return {"value": text}


def _date_value(page: Page, node: Node, prop: str) -> str:
    """A date; of a last contact or of remains also words ("one call to both children"): its date stands in `when`."""
    try:
        return fields.date(page, node, "value")
    except Wrong as wrong:
        if prop in _STRICT_DATES or not isinstance(node, Scalar) or node.value[:1].isdigit():
            hint = wrong.hint + " What was said goes into “said”."
            raise Wrong(wrong.error, hint, node.line, "value") from None
        return node.value


def _check_phase(node: Section, values: dict[str, Any]) -> None:
    phase, when = values.get("phase"), values.get("when", "")
    if phase in _POINT_PHASES and dates.is_interval(when):
        hint = f"{fields.once(when)} For the whole time: phase: span."
        raise Wrong(f"“{when}” says “throughout”, and “{phase}” is one moment", hint, node.items["when"].line, "when")
