"""The derived tables. Their content is a function of the set of entries applied; any of it may be thrown away.

`record` holds one row for each entry that could be opened; bodies of the sensitive tier are not in it (they are
opened through the ledger for each view), only the ids they speak of. The rest answers questions quickly.
"""

from __future__ import annotations

from tereze.store.sql import Database, Table

RECORD = Table(
    "record",
    {
        "entry": "blob", "kind": "text", "id": "text", "part": "text", "tier": "text", "source": "text",
        "local": "text", "origin": "text", "position": "int", "body": "blob",
    },
    ("entry",),
)  # fmt: skip
# sort "spoken": target a mention spoken of by mention id; "change", "lineage", "withdrawal": target named by record id;
# "noted": target the time of an audit note
REF = Table("ref", {"sort": "text", "target": "text", "id": "text"}, ("sort", "target", "id"), sparse=True)
STATEMENT = Table("statement", {"id": "text", "mention": "text"}, ("id", "mention"), sparse=True)
NAME_KEY = Table("name_key", {"word": "int", "mention": "text"}, ("word", "mention"), sparse=True)
MENTION = Table(
    "mention",
    {"id": "text", "entry": "blob", "sort": "text", "label": "text", "named": "int", "sealed": "int"},
    ("id",),
    sparse=True,
)
NUMBER = Table(
    "number", {"mention": "text", "number": "text", "at": "text", "id": "text"}, ("mention", "number", "at", "id")
)
ASSIGNED = Table("assigned", {"number": "text", "mention": "text", "at": "text", "shown": "int"}, ("number",))
# the leading entry of each judgement, what it takes back ("" for nothing), and whether it stands
JUDGED = Table(
    "judged",
    {"id": "text", "entry": "blob", "target": "text", "standing": "int", "ring": "int"},
    ("id",),
    sparse=True,
)
EDGE = Table(
    "edge",
    {"mention": "text", "other": "text", "judgement": "text", "doubt": "int", "at": "text", "same": "int"},
    ("mention", "other", "judgement"),
    sparse=True,
)
MEMBER = Table("person_member", {"mention": "text", "anchor": "text"}, ("mention",), sparse=True)
SKIPPED = Table(
    "skipped", {"mention": "text", "judgement": "text", "reason": "text"}, ("mention", "judgement", "reason")
)
PERSON = Table("person", {"anchor": "text", "number": "text", "label": "text", "mentions": "int"}, ("anchor",))
TALLY = Table("tally", {"kind": "text", "count": "int"}, ("kind",), sparse=True)
DIRTY = Table("dirty", {"sort": "text", "id": "text"}, ("sort", "id"), sparse=True)
# `minus` is the score times -1, so that "best first" is the order of the index
SUGGESTION = Table("suggestion", {"minus": "real", "a": "text", "b": "text", "reasons": "blob"}, ("a", "b"))

DERIVED = (
    RECORD, REF, STATEMENT, NAME_KEY, MENTION, NUMBER, ASSIGNED, JUDGED, EDGE, MEMBER, SKIPPED, PERSON, TALLY,
)  # fmt: skip
"""What a rebuild makes anew and `verify` compares. Suggestions are made by the linker, not by replay."""
TABLES = (*DERIVED, DIRTY, SUGGESTION)

INDEXES = (
    "record_by_id ON record (kind, id, part, entry)",
    "record_by_source ON record (source, kind, id)",
    "record_by_local ON record (local, id) WHERE kind = 'source'",
    "assigned_mention ON assigned (mention)",
    "edge_judgement ON edge (judgement)",
    "member_anchor ON person_member (anchor)",
    "person_number ON person (number, anchor, label, mentions)",
    "suggestion_best ON suggestion (minus, a, b)",
    "suggestion_other ON suggestion (b)",
)


def create_tables(database: Database) -> None:
    """Create the derived tables where they are not there yet."""
    with database.transaction():
        for table in TABLES:
            database.create(table)
        for index in INDEXES:
            database.run(f"CREATE INDEX IF NOT EXISTS {index}")
