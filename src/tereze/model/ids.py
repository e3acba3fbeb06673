"""How opaque ids are derived from readable references, in one place: `tereze.model.value.opaque` under a letter each.

Letters: s source, m mention, t statement, e evidence, y custody event, c consent, g ground, l lineage, j judgement,
h change, p position, a assessment, v intervention, q inquiry, i incident, f statement of a file. `source` is always
the source's id in the collection ("interview-17"), `key` a key of the sheet; a thing without a key is named by its
place, counted from 1 and written `#3`, which no key can look like. An attribute of a mention is named
`<mention key>/<property>`, its second value `<mention key>/<property>/2`.
"""

from __future__ import annotations

from .value import opaque


def place(ordinal: int) -> str:
    """The name of a thing without a key: its place in its section, counted from 1."""
    return f"#{ordinal}"


def source_id(secret: bytes, local: str) -> str:
    """Of the source called `local` in the collection."""
    return opaque(secret, "s", local)


def mention_id(secret: bytes, source: str, key: str) -> str:
    """Of the mention `key` (of a list: the row id) in `source`."""
    return opaque(secret, "m", source, key)


def statement_id(secret: bytes, source: str, key: str) -> str:
    """Of the statement `key` in `source`; `key` may be a place (`#3`) or an attribute (`me/birthDate`)."""
    return opaque(secret, "t", source, key)


def evidence_id(secret: bytes, source: str, name: str) -> str:
    """Of the evidence file written as `name` in the sheet."""
    return opaque(secret, "e", source, name)


def custody_id(secret: bytes, evidence: str, event: str, at: str) -> str:
    """Of one event in the life of a piece of evidence (its id): what happened, and when."""
    return opaque(secret, "y", evidence, event, at)


def file_statement_id(secret: bytes, evidence: str, field: str, value: str) -> str:
    """Of what a file (its evidence id) says of itself in one field."""
    return opaque(secret, "f", evidence, field, value)


def consent_id(secret: bytes, source: str, key: str) -> str:
    """Of a consent in `source`, by its place."""
    return opaque(secret, "c", source, key)


def ground_id(secret: bytes, source: str) -> str:
    """Of the publication ground of `source`: there is one at most."""
    return opaque(secret, "g", source)


def lineage_id(secret: bytes, source: str, original: str, statement: str = "") -> str:
    """Of a confirmed repetition: the source, the original and, where only one is repeated, the statement (all ids)."""
    return opaque(secret, "l", source, original, statement)


def judgement_id(secret: bytes, *parts: str) -> str:
    """Of a judgement: of its key alone where it has one (so that a later file can withdraw it), else of all it says."""
    return opaque(secret, "j", *parts)


def change_id(secret: bytes, act: str, of: str, *parts: str) -> str:
    """Of an act on what was said: the act, the readable reference it is about, and whatever else it says."""
    return opaque(secret, "h", act, of, *parts)


def position_id(secret: bytes, source: str, key: str) -> str:
    """Of a position in `source`."""
    return opaque(secret, "p", source, key)


def assessment_id(secret: bytes, source: str, key: str) -> str:
    """Of an assessment in `source`."""
    return opaque(secret, "a", source, key)


def intervention_id(secret: bytes, source: str, key: str) -> str:
    """Of an intervention in `source`."""
    return opaque(secret, "v", source, key)


def inquiry_id(secret: bytes, source: str, key: str) -> str:
    """Of an inquiry in `source`."""
    return opaque(secret, "q", source, key)


def incident_id(secret: bytes, source: str, key: str) -> str:
    """Of an incident in `source`."""
    return opaque(secret, "i", source, key)
