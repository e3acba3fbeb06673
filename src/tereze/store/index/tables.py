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
# "noted" and "did.…" (its kind): target the time of an audit note; "judged": target a mention named by a judgement;
# "confirmation": target the judgement confirmed; "concern": target a mention by a submission or intervention for it;
# "due": target the day an answer is due; "facet.…": target a value that the mention has
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
# the leading entry of each judgement, what it takes back and what it confirms ("" for nothing), whether it stands,
# whether it is a merge that waits for a second person; `behind`: who is behind it; `head`: a batch without its pairs
JUDGED = Table(
    "judged",
    {
        "id": "text", "entry": "blob", "target": "text", "confirms": "text", "standing": "int", "ring": "int",
        "waits": "int", "at": "text", "behind": "text", "head": "blob",
    },
    ("id",),
    sparse=True,
)  # fmt: skip
# what standing judgements say of two mentions, both ways: 1 same, 0 unsure, -1 different
EDGE = Table(
    "edge",
    {"mention": "text", "other": "text", "judgement": "text", "at": "text", "says": "int"},
    ("mention", "other", "judgement"),
    sparse=True,
)
MEMBER = Table("person_member", {"mention": "text", "anchor": "text"}, ("mention",), sparse=True)
SKIPPED = Table(
    "skipped",
    {"mention": "text", "other": "text", "judgement": "text", "against": "text", "one": "text", "two": "text"},
    ("mention", "other", "judgement"),
    sparse=True,
)
# anchors of the persons that the last release of a line shows
SHOWN = Table("shown", {"mention": "text", "line": "text"}, ("mention", "line"), sparse=True)
PERSON = Table("person", {"anchor": "text", "number": "text", "label": "text", "mentions": "int"}, ("anchor",))
TALLY = Table("tally", {"kind": "text", "count": "int"}, ("kind",), sparse=True)
DIRTY = Table("dirty", {"sort": "text", "id": "text"}, ("sort", "id"), sparse=True)
# `minus` is the score times -1, so that "best first" is the order of the index; `lost` likewise the expected gain.
# `open` is 1 while nobody has answered; `settling` keeps both up to date
SUGGESTION = Table(
    "suggestion",
    {"minus": "real", "a": "text", "b": "text", "reasons": "blob", "lost": "real", "open": "int"},
    ("a", "b"),
)
IS_FACET = "sort >= 'facet.' AND sort < 'facet/'"
LAYOUT = Table("layout", {"version": "int"}, ("version",))

DERIVED = (
    RECORD, REF, STATEMENT, NAME_KEY, MENTION, NUMBER, ASSIGNED, JUDGED, EDGE, MEMBER, SKIPPED, SHOWN, PERSON, TALLY,
)  # fmt: skip
"""What a rebuild makes anew and `verify` compares. Suggestions are made by the linker, not by replay."""
TABLES = (*DERIVED, DIRTY, SUGGESTION)
VERSION = 5
"""The form of these tables. An index of another form is made anew from the ledger when the register is opened."""

INDEXES = (
    "record_by_id ON record (kind, id, part, entry)",
    "record_by_source ON record (source, kind, id)",
    "record_by_local ON record (local, id) WHERE kind = 'source'",
    "number_claimed ON number (number, mention)",
    "number_at ON number (at)",
    "assigned_mention ON assigned (mention)",
    "edge_judgement ON edge (judgement)",
    f"ref_facet ON ref (id, sort, target) WHERE {IS_FACET}",
    "judged_waits ON judged (at, id) WHERE waits = 1",
    "member_anchor ON person_member (anchor)",
    "person_number ON person (number, anchor, label, mentions)",
    "suggestion_best ON suggestion (minus, a, b)",
    "suggestion_next ON suggestion (lost, a, b) WHERE open = 1",
    "suggestion_other ON suggestion (b)",
)


def create_tables(database: Database) -> None:
    """Create the derived tables where they are not there yet; tables of another form stay as they are."""
    with database.transaction():
        database.create(LAYOUT)
        if not database.one("SELECT version FROM layout") and not _have(database, RECORD):
            database.insert(LAYOUT, [(VERSION,)])
        if is_current(database):
            for table in TABLES:
                database.create(table)
            add_indexes(database)


def add_indexes(database: Database) -> None:
    """Create the indexes that are not there yet: a register made before one was thought of gets it when it is opened.

    They change no answer, only how soon it comes, so they are no other form of the tables.
    """
    catalogue = "pg_catalog.pg_indexes WHERE schemaname = current_schema()" if database.is_server else "sqlite_master"
    column = "indexname" if database.is_server else "name"
    there = {row[0] for row in database.all(f"SELECT {column} FROM {catalogue}")}  # noqa: S608  # our constants
    missing = [index for index in INDEXES if index.partition(" ")[0] not in there]
    if missing:
        with database.transaction():
            for index in missing:
                database.run(f"CREATE INDEX IF NOT EXISTS {index}")


def is_current(database: Database) -> bool:
    """Whether the tables have the form this version reads and writes."""
    if not _have(database, LAYOUT):
        return False
    row = database.one("SELECT version FROM layout")
    return row is not None and row[0] == VERSION


def make_anew(database: Database) -> None:
    """Drop the derived tables of another form and create empty ones. The caller still owes a rebuild."""
    with database.transaction():
        for name in {table.name for table in TABLES} | {LAYOUT.name}:
            database.run(f"DROP TABLE IF EXISTS {name}")
        create_tables(database)


def _have(database: Database, table: Table) -> bool:
    catalogue = (
        "pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename"
        if database.is_server
        else ("sqlite_master WHERE type = 'table' AND name")
    )
    return database.one(f"SELECT 1 FROM {catalogue} = ?", (table.name,)) is not None  # noqa: S608  # our constants
