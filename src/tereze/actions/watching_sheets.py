"""The source sheets that the window's verbs write: a signed assessment, a score, a count, an event with its source."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Sheet = dict[str, Any]
# Nobody asked who told it what may be done with it: the name is sealed to the custodians, and nothing is published.
PROTECTED = {
    "given_by": "person-teller", "capacity": "self", "covers": ["person-teller"], "purposes": ["register"],
    "identity": "none", "place": "none",
}  # fmt: skip


class Origin(NamedTuple):
    """Where something was read or heard: what a person types of a source. Empty texts are left out."""

    kind: str = "other"
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    teller: str = ""


def encoded(sheet: Sheet) -> bytes:
    """The sheet as JSON with each value on a line of its own, so that a refusal can name the place."""
    return json.dumps(sheet, ensure_ascii=False, indent=1).encode()


def of_person(key: str, by: str, on: str, title: str, assessments: Sequence[Mapping[str, Any]]) -> Sheet:
    """A sheet in which one person (`me`) speaks for herself, on a day; the assessments may name her and the program."""
    mentions: Sheet = {"me": {"kind": "person", "names": [{"text": by}]}}
    if any(one["by"] == "tereze" for one in assessments):
        mentions["tereze"] = {"kind": "organization", "names": [{"text": "Tereze nowcast"}]}
    source = {"id": key, "kind": "other", "title": title, "teller": "me", "told": {"on": on}}
    return {
        "tereze": "source/1",
        "source": source,
        "mentions": mentions,
        "assessments": [dict(one) for one in assessments],
    }


def of_event(key: str, section: str, event: Mapping[str, Any], origin: Origin, named: Mapping[str, str]) -> Sheet:
    """A sheet of one position, incident or intervention.

    event: the keys of its section; named: keys of mentions → names, each made an organisation, or a person where the
    key begins with “person”
    """
    names = dict(named)
    source: Sheet = {"id": key, "kind": origin.kind}
    source |= {name: text for name in ("title", "published", "url", "language") if (text := getattr(origin, name))}
    if origin.publisher:
        source["publisher"], names["publisher"] = "publisher", origin.publisher
    if origin.teller:
        source["teller"], names["person-teller"] = "person-teller", origin.teller
        source["consent"] = [PROTECTED]
    mentions = {name: _mention(name, text) for name, text in names.items()}
    return {"tereze": "source/1", "source": source, "mentions": mentions, section: [_without_empty(event)]}


def _mention(key: str, name: str) -> Sheet:
    kind = "person" if key.startswith("person") else "organization"
    return {"kind": kind, "names": [{"text": name}]} if name else {"kind": kind, "named": "false"}


def _without_empty(event: Mapping[str, Any]) -> Sheet:
    return {key: value for key, value in event.items() if value not in ("", None, [], {})}
