"""The `source` section: what the source is, who made it, what may be done with it, and which files belong to it."""

from __future__ import annotations

from typing import Any

from tereze.intake import fields
from tereze.intake.nodes import Node, Series
from tereze.intake.page import Page, Spec, Wrong, each, fill, part
from tereze.model import ids
from tereze.model.sources import Consent, Ground, Told


def _original(page: Page, node: Node, key: str) -> str:
    """The id of another source of the collection."""
    local = fields.name(page, node, key)
    if local == page.local:
        raise Wrong(f"“{local}” is this sheet itself", "Name the sheet it repeats.")
    return page.refer("source", ids.source_id(page.secret, local), local, node.line)


_TOLD: Spec = {
    "on": fields.date,
    "place": fields.text,
    "to": fields.mention,
    "interpreter": fields.mention_or_words,
}


def _told(page: Page, node: Node, _key: str) -> Told:
    return Told(**part(page, node, _TOLD, "told"))


_CONSENT: Spec = {
    "given_by": fields.mention,
    "capacity": fields.word("capacity"),
    "covers": each(fields.mention),
    "purposes": each(fields.word("purpose")),
    "identity": fields.word("identity"),
    "place": fields.word("place_level"),
    "until": fields.date,
    "explained_in": fields.language,
    "recorded_by": fields.mention_or_text,
    "objects": fields.yes,
}


def consents(page: Page, node: Node, _key: str) -> tuple[Consent, ...]:
    """The consents of a source. Who covers nobody by name covers himself, if he speaks for himself."""
    if not isinstance(node, Series):
        raise Wrong("“consent” needs a list: different people may be covered differently", "Begin each with “- ”.")
    made = []
    for place, item in enumerate(node.items, start=1):
        values = fill(page, item, _CONSENT, "consent", ("given_by", "capacity"))
        if values is None:
            continue
        if "covers" not in values and values["capacity"] == "self":
            values["covers"] = (values["given_by"],)
        if not values.get("covers"):
            page.refuse(item.line, "covers", "this consent does not say for whom it speaks", "Write covers: [key].")
            continue
        made.append(_consent(page, values, place))
    return tuple(made)


def _consent(page: Page, values: dict[str, Any], place: int) -> Consent:
    values.setdefault("purposes", ())
    name = ids.consent_id(page.secret, page.local, ids.place(place))
    return Consent(id=name, source=page.source, at=page.recorded, **values)


_GROUND: Spec = {"kind": fields.word("ground_kind"), "confirmed_by": each(fields.mention_or_text)}


def ground(page: Page, node: Node, _key: str) -> Ground:
    """The publication ground."""
    values = part(page, node, _GROUND, "ground", ("kind",))
    people = values.get("confirmed_by", ())
    if len(set(people)) < 2:
        page.warn(node.line, "ground", "this ground is not confirmed by two people: nothing is published on it yet")
    name = ids.ground_id(page.secret, page.local)
    return Ground(id=name, source=page.source, sort=values["kind"], confirmed_by=people, at=page.recorded)


_TABLE: Spec = {"file": fields.filled, "mapping": fields.filled}


def table(page: Page, node: Node, _key: str) -> dict[str, Any]:
    """Which table the list stands in, and how it is to be read: {file, mapping}, relative to the sheet."""
    return part(page, node, _TABLE, "table", ("file", "mapping"))


_SOURCE: Spec = {
    "id": fields.name,
    "kind": fields.word("source_kind"),
    "title": fields.text,
    "publisher": fields.mention,
    "authors": each(fields.mention),
    "published": fields.date,
    "language": fields.language,
    "url": fields.text,
    "evidence": each(fields.filled),
    "repeats": each(_original),
    "reliability": fields.word("reliability"),
    "system_of_record": fields.text,
    "teller": fields.mention,
    "told": _told,
    "consent": consents,
    "ground": ground,
    "table": table,
    "note": fields.text,
}
KNOWN = frozenset(_SOURCE) | frozenset(_CONSENT) | frozenset(_GROUND) | frozenset(_TOLD) | frozenset(_TABLE)


def read(page: Page, node: Node) -> dict[str, Any] | None:
    """The values of the section, by the names of the sheet; None when something was wrong.

    Before it is called the page must know the source's id and its mentions.
    """
    return fill(page, node, _SOURCE, "source", ("id", "kind"))
