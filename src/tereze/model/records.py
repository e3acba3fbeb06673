"""Every kind of payload the ledger holds, and the way between a typed record and its canonical bytes."""

from __future__ import annotations

from typing import Any

import msgspec

from .errors import Damaged
from .events import Assessment, Incident, Inquiry, Intervention, Position
from .judgements import Change, Judgement, Lineage
from .mentions import Mention, Number
from .sources import Consent, Custody, Evidence, FileStatement, Ground, Source
from .value import Value, clean, encode


class Installation(Value, frozen=True, tag_field="kind", tag="installation"):
    """The first entry of a log: its public signing key, and the heads it goes on from after a restore."""

    id: str
    origin: str
    public_key: str
    at: str
    continues: tuple[str, ...] = ()


class Submission(Value, frozen=True, tag_field="kind", tag="submission"):
    """Something sent to a UN body or a court for a person: what, to whom, with which digest."""

    id: str
    mention: str
    body: str
    at: str
    by: str
    digest: str = ""
    note: str = ""


class Release(Value, frozen=True, tag_field="kind", tag="release"):
    """A publication that left the house: its digest, who approved it, how many persons it shows; `people` are the
    mentions they are anchored to."""

    id: str
    at: str
    approved_by: tuple[str, ...]
    digest: str
    persons: int
    line: str = ""
    people: tuple[str, ...] = ()


class Proposal(Value, frozen=True, tag_field="kind", tag="proposal"):
    """A release that someone built and wants to publish: exactly the one with this digest, and on that day.

    `approve` and `decline` in the audit name its id. persons: how many it shows; the rest is what the site says itself
    """

    id: str
    at: str
    by: str
    digest: str
    persons: int
    line: str = "public"
    title: str = ""
    contact: str = ""
    intro: str = ""
    languages: tuple[str, ...] = ("en",)
    fictional: bool = False


class Audit(Value, frozen=True, tag_field="kind", tag="audit"):
    """Who did what when: `what` is a verb of `tereze.actions`, `on` an opaque id or empty. Never a name."""

    id: str
    at: str
    by: str
    what: str
    on: str = ""
    count: int = 0


Record = (
    Source | Mention | Number | Lineage | Judgement | Consent | Ground | Change | Evidence | Custody | FileStatement
    | Position | Assessment | Incident | Intervention | Inquiry | Submission | Release | Proposal | Audit
    | Installation
)  # fmt: skip
KINDS: dict[str, type[Value]] = {
    str(kind.__struct_config__.tag): kind for kind in Record.__args__
}  # fmt: skip
_decoder: msgspec.json.Decoder[Record] = msgspec.json.Decoder(Record)
_kind_decoder = msgspec.json.Decoder(dict[str, Any])


class NotARecord(Damaged):
    """A payload that is not a record of any kind this version knows how to read."""

    message = "An entry of kind “{0}” cannot be read: {1}"
    hint = "If it was written by a newer Tereze, update this one; otherwise run `tereze verify`."


def to_payload(record: Record) -> bytes:
    """The canonical bytes of a record. Raises `BadText` for text no store can keep."""
    raw = encode(record)
    if b"\\u00" in raw:
        clean(msgspec.json.decode(raw, type=str) if raw[:1] == b'"' else _texts(raw), "A value")
    return raw


def from_payload(raw: bytes) -> Record | None:
    """The record in `raw`; None for a kind this version does not know (it is kept and passed on unread)."""
    try:
        return _decoder.decode(raw)
    except msgspec.DecodeError as error:
        kind = _kind(raw)
        if kind is not None and kind not in KINDS:
            return None
        raise NotARecord(kind or "unknown", error) from None


def _kind(raw: bytes) -> str | None:
    """The kind a payload claims to be, or None where it is not even an object."""
    try:
        return str(_kind_decoder.decode(raw).get("kind"))
    except msgspec.DecodeError:
        return None


def _texts(raw: bytes) -> str:
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, list):
            for item in value:
                walk(item)
        elif isinstance(value, dict):
            for item in value.values():
                walk(item)

    walk(msgspec.json.decode(raw))
    return "".join(found)
