"""FollowTheMoney entities of a person: `Person` as the world knows it, and two schemata of our own.

Ours (docs/formats/release.md): `tereze:Custody`, a status of a person with place and period; `tereze:Testimony`, what
stands behind one claim: how many witnesses, documents and officials, never who. Properties are lists of text, as the
format asks for. Only closed values and what the pages show goes in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tereze.weigh.view import Fact

from .person import Published

_PERSON = {
    "birthDate": "birthDate",
    "deathDate": "deathDate",
    "birthPlace": "birthPlace",
    "birthCountry": "birthCountry",
    "gender": "gender",
    "nationality": "nationality",
    "citizenship": "citizenship",
    "ethnicity": "ethnicity",
    "occupation": "position",
    "education": "education",
    "political": "political",
    "fatherName": "fatherName",
    "motherName": "motherName",
}


def entities(person: Published) -> Iterator[dict[str, Any]]:
    """The entities of one person: the person, then a custody entity for each status, then what stands behind each."""
    properties: dict[str, list[str]] = {}
    names = [name.text for name in person.names if name.sort == "name"]
    aliases = [name.text for name in person.names if name.sort != "name"]
    _put(properties, "name", names)
    _put(properties, "alias", aliases)
    for fact in person.view.facts:
        if fact.property in _PERSON and fact.support.statements:
            _put(properties, _PERSON[fact.property], [fact.value])
    yield {"id": person.id, "schema": "Person", "properties": properties}
    for at, fact in enumerate(fact for fact in person.view.facts if fact.property == "custody"):
        custody = f"{person.id}-c{at}"
        yield {"id": custody, "schema": "tereze:Custody", "properties": _custody(person, fact)}
        yield {"id": f"{custody}-t", "schema": "tereze:Testimony", "properties": _testimony(custody, fact)}


def _custody(person: Published, fact: Fact) -> dict[str, list[str]]:
    properties: dict[str, list[str]] = {}
    _put(properties, "holder", [person.id])
    _put(properties, "status", [fact.value])
    _put(properties, "facet", [fact.facet or ""])
    _put(properties, "date", [fact.when])
    _put(properties, "location", [fact.where])
    _put(properties, "phase", [fact.phase or ""])
    _put(properties, "term", list(fact.terms))
    return properties


def _testimony(custody: str, fact: Fact) -> dict[str, list[str]]:
    support = fact.support
    return {
        "claim": [custody],
        "independentWitnesses": [str(support.independent_witnesses)],
        "witnessFloor": [str(support.witness_floor)],
        "documents": [str(len(support.document_origins))],
        "officials": [str(len(support.official_origins))],
        "possibleWitnesses": [str(support.possible)],
        "sources": [str(support.sources)],
        "denied": [str(len(fact.denied_by))],
        "refuted": ["true" if fact.refuted else "false"],
    }


def _put(properties: dict[str, list[str]], key: str, values: list[str]) -> None:
    kept = [value for value in dict.fromkeys([*properties.get(key, []), *values]) if value]
    if kept:
        properties[key] = kept
