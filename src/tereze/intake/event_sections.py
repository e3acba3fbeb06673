"""The sections around the people: positions, assessments, interventions, inquiries and incidents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from tereze.intake import fields, parts
from tereze.intake.nodes import Node, Scalar, Section, is_null
from tereze.intake.page import Page, Spec, Wrong, each, fill, part
from tereze.model import ids
from tereze.model.events import Assessment, Effect, Figure, Incident, Inquiry, Intervention, Position
from tereze.model.mentions import Term
from tereze.model.records import Record

_EVERYWHERE: Spec = {"key": fields.name, "when": fields.date, "words": parts.quotations, "at": parts.locator}
_NUMBER: Spec = {
    "value": fields.whole,
    "unit": fields.text,
    "who": fields.text,
    "what": fields.text,
    "period": fields.date,
    "counts_if": fields.text,
}


def _number(page: Page, node: Node, _key: str) -> Figure:
    return Figure(**part(page, node, _NUMBER, "number", ("value",)))


_EFFECT: Spec = {"says": fields.filled, "said_by": parts.chain}


def _effect(page: Page, node: Node, _key: str) -> Effect:
    if isinstance(node, Scalar):
        return Effect(says=fields.filled(page, node, "effect"))
    found = part(page, node, _EFFECT, "effect", ("says",))
    return Effect(says=found["says"], chain=found.get("said_by", ()))


def _topic(page: Page, node: Node, key: str) -> str:
    """A mention, a position of this sheet, or a topic in words."""
    value = fields.filled(page, node, key)
    return page.mentions.get(value) or page.positions.get(value) or value


def _severity(page: Page, node: Node, key: str) -> int:
    value = fields.whole(page, node, key)
    if value > 4:
        raise Wrong(f"“{value}” is not a severity", "Write 0 to 4.")
    return value


class Kind(NamedTuple):
    """One section: its keys, which must be there, what it makes, and the keys the record names differently."""

    section: str
    spec: Spec
    required: tuple[str, ...]
    make: Callable[..., Record]
    name: Callable[[bytes, str, str], str]
    renamed: dict[str, str]
    otherwise: dict[str, str]


_SORT = {"kind": "sort"}
_CHAIN = {"said_by": "chain"}
KINDS = (
    Kind(
        "positions",
        {
            **_EVERYWHERE,
            "actor": fields.mention,
            "organ": fields.mention_or_words,
            "forum": fields.text,
            "addressee": fields.mention_or_words,
            "topic": fields.filled,
            "about": each(fields.mention),
            "stance": fields.word("position_stance"),
            "term": parts.term,
            "reason": fields.text,
            "number": _number,
            "said_by": parts.chain,
        },
        ("actor", "topic", "stance"),
        Position,
        ids.position_id,
        _CHAIN,
        {},
    ),
    Kind(
        "assessments",
        {
            **_EVERYWHERE,
            "by": fields.mention,
            "about": _topic,
            "kind": fields.word("assessment_kind"),
            "says": fields.text,
            "check_on": fields.date,
        },
        ("by", "about", "kind"),
        Assessment,
        ids.assessment_id,
        _SORT,
        {"says": ""},
    ),
    Kind(
        "interventions",
        {
            **_EVERYWHERE,
            "by": fields.mention,
            "for": each(fields.mention),
            "kind": fields.word("intervention_kind"),
            "addressee": fields.mention_or_words,
            "due": fields.date,
            "answer": fields.text,
            "effect": _effect,
        },
        ("by", "kind"),
        Intervention,
        ids.intervention_id,
        {**_SORT, "for": "for_whom"},
        {},
    ),
    Kind(
        "inquiries",
        {
            **_EVERYWHERE,
            "by": fields.mention,
            "to": fields.mention,
            "about": _topic,
            "answer": fields.word("inquiry_answer"),
            "said_by": parts.chain,
        },
        ("by", "to", "about"),
        Inquiry,
        ids.inquiry_id,
        _CHAIN,
        {"answer": "pending"},
    ),
    Kind(
        "incidents",
        {
            **_EVERYWHERE,
            "kind": fields.word("incident_kind"),
            "direction": fields.word("direction"),
            "factor": fields.word("factor"),
            "severity": _severity,
            "where": fields.text,
            "against": fields.mention,
            "by": fields.mention,
            "said_by": parts.chain,
            "says": fields.text,
        },
        ("kind",),
        Incident,
        ids.incident_id,
        {**_SORT, **_CHAIN},
        {"direction": "neutral", "factor": ""},
    ),
)


def keys(page: Page, kind: Kind, nodes: list[Node]) -> list[str]:
    """The name of each item of a section: its key, or its place. Keys of positions may be spoken about elsewhere."""
    found: list[str] = []
    for place, node in enumerate(nodes, start=1):
        given = node.items.get("key") if isinstance(node, Section) else None
        own = given.value if isinstance(given, Scalar) and not is_null(given) else ""
        if own and own in found:
            page.refuse(
                node.line, "key", f"the key “{own}” is used twice in {kind.section}", "Keys are unique in a section."
            )
        found.append(own or ids.place(place))
        if own and kind.make is Position:
            page.positions[own] = kind.name(page.secret, page.local, own)
    return found


def read(page: Page, kind: Kind, node: Node, name: str) -> Record | None:
    """One item of the section; None when something was wrong with it."""
    values = fill(page, node, kind.spec, kind.section, kind.required)
    if values is None:
        return None
    named: dict[str, Any] = {kind.renamed.get(key, key): value for key, value in values.items()}
    if isinstance(word := named.get("term"), Term):
        named |= {"term": word.text, "term_lang": word.lang, "term_by": word.used_by}
    return kind.make(id=kind.name(page.secret, page.local, name), source=page.source, **{**kind.otherwise, **named})
