"""What was found in a document as a source sheet (source/1) for a person to review, mend and import.

Bases are left unknown: how somebody knows is for a person to say. Every statement quotes its words and says where they
stand; what rests on a pronoun or on the document's date is listed at the top.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from tereze.intake.extract.case_endings import bare
from tereze.intake.extract.extraction import Extraction
from tereze.intake.extract.grounding import ground
from tereze.intake.extract.happenings import Custody, Incident, Position
from tereze.intake.extract.relations import Relation
from tereze.intake.extract.speakers import Speaker
from tereze.intake.extract.statements import Said
from tereze.intake.reading.derived import Derived

_BEARING = {
    "fine": ("closes", "public_response"),
    "registration_refused": ("closes", "public_response"),
    "registration_granted": ("opens", "public_response"),
    "asylum_refused": ("closes", "host_response"),
    "asylum_granted": ("opens", "host_response"),
    "raid": ("closes", "public_response"),
    "protest": ("neutral", "public_response"),
    "protest_dispersed": ("closes", "public_response"),
    "trial": ("neutral", "host_response"),
    "threat": ("closes", "other_state_tolerance"),
    "deportation": ("closes", "host_response"),
}


@dataclass
class _Sheet:
    """A sheet in the making."""

    document: Derived
    evidence: str
    mentions: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: dict[tuple[int, str], str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


class SheetDraft(NamedTuple):
    """A source sheet as plain values (`body`), and what to look at again (`remarks`)."""

    body: dict[str, Any]
    remarks: tuple[str, ...]


def build(document: Derived, parts: tuple[Extraction, ...], *, ident: str, kind: str, evidence: str) -> SheetDraft:
    """The sheet. `ident` is the source's id, `kind` its kind, `evidence` the path of the text from the sheet.

    Raises `NotVerbatim` rather than make a draft whose words are not in the text.
    """
    made = _Sheet(document, evidence)
    statements: list[dict[str, Any]] = []
    positions: list[dict[str, Any]] = []
    incidents: list[dict[str, Any]] = []
    for number, part in enumerate(parts):
        _people(made, number, part)
        statements += _statements(made, number, part)
        statements += [_relation(made, number, part, one) for one in part.relations]
        positions += [_position(made, number, part, one) for one in part.positions]
        incidents += [_incident(made, part, one) for one in part.incidents]
    body: dict[str, Any] = {
        "tereze": "source/1",
        "source": _source(made, ident, kind, parts),
        "mentions": made.mentions,
    }
    filled: dict[str, list[dict[str, Any]]] = {"statements": statements, "positions": positions, "incidents": incidents}
    body |= {name: items for name, items in filled.items() if items}
    return SheetDraft(body, (*document.remarks, *dict.fromkeys(made.remarks)))


def sheet(document: Derived, parts: tuple[Extraction, ...], *, ident: str, kind: str, evidence: str) -> str:
    """The sheet as YAML, with what to look at again at its top. Raises `NotVerbatim`."""
    made = build(document, parts, ident=ident, kind=kind, evidence=evidence)
    return head(made.remarks) + written(made.body)


def written(body: dict[str, Any]) -> str:
    """A sheet's values as YAML."""
    return yaml.dump(body, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None)


class _Dumper(yaml.SafeDumper):
    """Without aliases: sheets do not take them."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # the base class gives it
        return True


def head(remarks: Iterable[str]) -> str:
    """The comment at the top of a draft."""
    lines = [
        "DRAFT, made by a machine: read every line beside the document, mend or remove it, then import this file.",
        "Who knows and how (role, basis) is never guessed here: fill it in. What is missing was not found, not denied.",
        *remarks,
    ]
    return "".join(f"# {' '.join(line.split())}\n" for line in lines)


def _source(made: _Sheet, ident: str, kind: str, parts: tuple[Extraction, ...]) -> dict[str, Any]:
    about = made.document.about
    source: dict[str, Any] = {"id": ident, "kind": kind}
    if about.title:
        source["title"] = about.title
    if about.publisher:
        made.mentions["publisher"] = {"kind": "organization", "names": [{"text": about.publisher}]}
        source["publisher"] = "publisher"
    if about.author:
        made.mentions["author"] = {"kind": "person", "names": [{"text": about.author}]}
        source["authors"] = ["author"]
    for name, value in (
        ("published", about.published),
        ("language", parts[0].lang if parts else ""),
        ("url", about.url),
    ):
        if value:
            source[name] = value
    return source | {"evidence": [made.evidence]}


def _people(made: _Sheet, number: int, part: Extraction) -> None:
    for person in part.persons:
        key = f"p{len(made.mentions) + 1}"
        made.keys[number, person.key] = key
        forms = dict.fromkeys(bare(name, part.lang, person.names) for name in person.names)
        names = [{"text": name, "lang": part.lang} for name in forms]
        made.mentions[key] = {"kind": "person", "names": names, "at": _at(made, *person.spans[0])}


def _voice(made: _Sheet, number: int, part: Extraction, speaker: Speaker) -> str:
    """The mention key of a speaker; descriptions are mentions without a name."""
    ident = speaker.key or f"{speaker.kind}:{speaker.text.strip('«»《》')}"
    if (number, ident) not in made.keys:
        key = f"v{len(made.mentions) + 1}"
        made.keys[number, ident] = key
        if speaker.kind == "org":
            made.mentions[key] = {"kind": "organization", "names": [{"text": speaker.text, "lang": part.lang}]}
        else:
            made.mentions[key] = {"kind": "group", "description": speaker.text}
        made.mentions[key]["at"] = _at(made, speaker.begin, speaker.end)
    return made.keys[number, ident]


def _statements(made: _Sheet, number: int, part: Extraction) -> Iterator[dict[str, Any]]:
    used = {id(one.said) for one in part.custody if one.said is not None and one.about is not None}
    for custody in part.custody:
        yield _custody(made, number, part, custody)
    held = {id(one.said) for one in part.positions}
    for said in part.statements:
        if id(said) not in used and id(said) not in held:
            yield _said(made, number, part, said)


def _custody(made: _Sheet, number: int, part: Extraction, one: Custody) -> dict[str, Any]:
    text = made.document.text
    words = one.said if one.said is not None else one
    statement: dict[str, Any] = {"about": _about(made, number, part, one), "property": "custody", "value": one.status}
    statement["term"] = {"text": text[one.term[0] : one.term[1]], "lang": part.lang}
    if one.score is not None:
        made.remarks.append(
            f"“{statement['term']['text']}” at character {one.term[0]} was read as {one.status} by the learned reader "
            f"({one.score:.2f} of 1), by no rule: check it."
        )
    if one.when is not None and one.when.edtf:
        statement["when"] = one.when.edtf
        statement["said"] = text[one.when.begin : one.when.end]
        if one.when.basis == "document":
            made.remarks.append(f"“{statement['said']}” was read against the date of the document: check it.")
    where = [place for place in part.places if one.begin <= place.begin < one.end]
    if len(where) == 1:
        statement["where"] = where[0].name
    if one.said is not None:
        statement["said_by"] = _chain(made, number, part, one.said)
    return statement | _quoted(made, part, words.begin, words.end)


def _relation(made: _Sheet, number: int, part: Extraction, one: Relation) -> dict[str, Any]:
    """`to` is the relation of `of`. Whoever is quoted says it; what the text tells itself adds no voice."""
    if one.of.by_pronoun:
        _doubted(made, one.of)
    value = {"mention": _voice(made, number, part, one.to), "relation": one.relation}
    statement: dict[str, Any] = {"about": _voice(made, number, part, one.of), "property": "relative", "value": value}
    if one.said is not None:
        statement["said_by"] = _chain(made, number, part, one.said)
    return statement | _quoted(made, part, one.begin, one.end)


def _about(made: _Sheet, number: int, part: Extraction, one: Custody) -> str:
    if one.about is None:
        key = f"n{len(made.mentions) + 1}"
        made.mentions[key] = {"kind": "person", "named": False, "description": "not named in the passage: who is it?"}
        return key
    if one.about.by_pronoun:
        _doubted(made, one.about)
    return _voice(made, number, part, one.about)


def _said(made: _Sheet, number: int, part: Extraction, said: Said) -> dict[str, Any]:
    voice = _voice(made, number, part, said.speaker)
    statement: dict[str, Any] = {"about": voice, "property": "notes", "value": _line(made, said)}
    if said.stance != "asserts":
        statement["stance"] = said.stance
    return statement | {"said_by": _chain(made, number, part, said)} | _quoted(made, part, said.begin, said.end)


def _line(made: _Sheet, said: Said) -> str:
    return " ".join(made.document.text[said.begin : said.end].split())


def _doubted(made: _Sheet, speaker: Speaker) -> None:
    pronoun = made.document.text[speaker.begin : speaker.end]
    made.remarks.append(f"“{pronoun}” at character {speaker.begin} was taken for {speaker.text}: check it.")


def _chain(made: _Sheet, number: int, part: Extraction, said: Said) -> list[dict[str, str]]:
    if said.speaker.by_pronoun:
        _doubted(made, said.speaker)
    role = "publishes" if said.speaker.kind == "org" else "knows"
    links = [{"voice": _voice(made, number, part, said.speaker), "role": role, "basis": "unknown"}]
    for one in said.chain:
        links.append({"voice": _voice(made, number, part, one), "role": "publishes", "basis": "media"})
    return links


def _position(made: _Sheet, number: int, part: Extraction, one: Position) -> dict[str, Any]:
    position: dict[str, Any] = {"actor": _voice(made, number, part, one.actor), "topic": "detention"}
    position["stance"] = one.stance
    if one.number.isdecimal():
        position["number"] = {"value": one.number}
    if one.said.chain:
        position["said_by"] = _chain(made, number, part, one.said)
    return position | _quoted(made, part, one.said.begin, one.said.end)


def _incident(made: _Sheet, part: Extraction, one: Incident) -> dict[str, Any]:
    direction, factor = _BEARING.get(one.sort, ("neutral", "public_response"))
    incident: dict[str, Any] = {"kind": one.sort, "direction": direction, "factor": factor}
    if one.when is not None and one.when.edtf:
        incident["when"] = one.when.edtf
    return incident | _quoted(made, part, one.begin, one.end)


def _quoted(made: _Sheet, part: Extraction, begin: int, end: int) -> dict[str, Any]:
    words = made.document.text[begin:end]
    return {"words": [{"text": words, "lang": part.lang, "role": "original"}], "at": _at(made, begin, end, words)}


def _at(made: _Sheet, begin: int, end: int, words: str | None = None) -> dict[str, Any]:
    text = made.document.text
    place = ground(text, begin, end, text[begin:end] if words is None else words)
    at: dict[str, Any] = {"chars": list(place)}
    segment = made.document.segment_at(begin)
    if segment is not None and segment.page is not None:
        at["page"] = segment.page
    if segment is not None and segment.seconds is not None:
        at["seconds"] = list(segment.seconds)
    return at
