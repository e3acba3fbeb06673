"""One source sheet into one draft: its sections read in the order in which they refer to one another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from tereze.intake import (
    documents,
    event_sections,
    evidence,
    fields,
    list_rows,
    mapping,
    mention_section,
    quotations,
    source_section,
    statement_section,
)
from tereze.intake.drafts import EvidenceFile, Parsed, SheetDraft
from tereze.intake.evidence import DerivedText
from tereze.intake.nodes import Node, Scalar, Section, Series, is_null
from tereze.intake.page import Page, Wrong, read_into, suggest
from tereze.intake.plan import Mapping
from tereze.intake.versions import version_name
from tereze.model import ids
from tereze.model.mentions import Mention, Statement
from tereze.model.records import Record
from tereze.model.sources import Consent, Source
from tereze.model.value import Value

_EVENTS = tuple(kind.section for kind in event_sections.KINDS)
SECTIONS = frozenset({"tereze", "source", "mentions", "statements", "table", *_EVENTS})
Found = TypeVar("Found", bound=Value)
_RENAMED = {"kind": "sort", "id": "local"}


Listed = tuple[Path, str, Mapping]


def read(page: Page, node: Section, listed: Listed | None = None) -> Iterator[Parsed]:
    """The draft of one sheet (of a list: with its rows after it), or every reason why it cannot go in.

    `listed` gives the table of a list that has no sheet of its own: its path, that path as written, and its mapping.
    """
    for key, item in node.items.items():
        if key not in SECTIONS:
            page.refuse(item.line, key, f"“{key}” is not a section of a source sheet", suggest(key, SECTIONS))
    head = node.items.get("source")
    if not isinstance(head, Section):
        page.refuse(
            head.line if head else page.line, "source", "“source” is missing", "Write source: {id: …, kind: …}."
        )
        yield from page.problems
        return
    _introduce(page, head)
    mentions = _section(node, "mentions")
    nodes = mention_section.keys(page, mentions) if mentions is not None else {}
    values = source_section.read(page, head) or {}
    page.teller = values.get("teller")
    files = evidence.find(page, head.items.get("evidence"))
    records = _records(page, node, nodes, values, evidence.texts(head, files, page))
    listed = listed or _listed(page, node, head, values)
    opened = list_rows.open_table(page, *listed) if listed and not page.problems else None
    if page.problems:
        yield from page.problems
        return
    if opened is not None:
        files += tuple(file for file in opened.evidence if file.id not in {one.id for one in files})
        records += list_rows.origins(page, opened)
        page.digest = opened.digest
    yield _draft(page, values, files, records)
    if opened is not None:
        yield from list_rows.rows(page, opened)


def _draft(page: Page, values: dict[str, Any], files: tuple[EvidenceFile, ...], records: list[Record]) -> SheetDraft:
    kept = {_RENAMED.get(key, key): value for key, value in values.items() if key not in {"consent", "ground", "table"}}
    named = [ids.evidence_id(page.secret, page.local, name) for name in values.get("evidence", ())]
    kept["local"] = page.local
    kept["evidence"] = tuple(dict.fromkeys([*named, *(file.id for file in files)]))
    source = Source(id=page.source, digest=page.digest, recorded=page.recorded, **kept)
    about = (*values.get("consent", ()), *([values["ground"]] if "ground" in values else ()))
    made = (source, *about, *records)
    return SheetDraft(page.local, page.file, page.line, made, files, tuple(page.warnings), tuple(page.references))


def _listed(page: Page, node: Section, head: Section, values: dict[str, Any]) -> Listed | None:
    """The table of a list sheet; it stands beside `source`, and is understood inside it too."""
    given = _section(node, "table")
    slot: dict[str, Any] = {"table": values["table"]} if "table" in values else {}
    if given is not None:
        read_into(page, slot, "table", given, source_section.table)
    if "table" not in slot:
        return None
    line = given.line if given is not None else head.items["table"].line
    if _section(node, "statements") is not None:
        page.refuse(
            node.items["statements"].line, "statements", "a list has its table instead of statements", "Remove one."
        )
    try:
        path, plan = (_inside(page, slot["table"][key]) for key in ("file", "mapping"))
        found = mapping.read(plan)
    except (Wrong, documents.SheetMissing, documents.SheetUnreadable) as error:
        page.refuse(
            line, "table", *((error.error, error.hint) if isinstance(error, Wrong) else (error.text, error.advice))
        )
        return None
    if isinstance(found, list):
        page.problems += found
        return None
    return path, slot["table"]["file"], found


def _inside(page: Page, written: str) -> Path:
    return evidence.inside(page, page.path.parent / written, written)


def _introduce(page: Page, head: Section) -> None:
    """Tell the page which source this is, so that ids can be made before the section is read."""
    given = head.items.get("id")
    if isinstance(given, Scalar) and fields.KEY.fullmatch(given.value):
        page.local = version_name(given.value, page.versions.get(given.value, 1))
        page.source = ids.source_id(page.secret, page.local)


def _section(node: Section, key: str) -> Node | None:
    found = node.items.get(key)
    return None if found is None or is_null(found) else found


def _series(page: Page, node: Section, key: str) -> list[Node]:
    found = _section(node, key)
    if isinstance(found, Series):
        return found.items
    if found is not None:
        page.refuse(found.line, key, f"“{key}” needs a list", "Begin each item with “- ”.")
    return []


def _records(
    page: Page, node: Section, mentions: dict[str, Node], source: dict[str, Any], texts: tuple[DerivedText, ...]
) -> list[Record]:
    """Mentions with their statements, then the events; positions are named first, since others speak about them."""
    sections = {kind.section: _series(page, node, kind.section) for kind in event_sections.KINDS}
    named = {kind.section: event_sections.keys(page, kind, sections[kind.section]) for kind in event_sections.KINDS}
    statements = _statements(page, _series(page, node, "statements"), texts)
    made: list[Record] = []
    for key, item in mentions.items():
        mention = mention_section.read(page, key, item)
        if mention is not None:
            said = tuple(statements.get(mention.id, ()))
            made.append(_sealed(page, mention, item, said, source.get("consent", ())))
    for kind in event_sections.KINDS:
        for name, item in zip(named[kind.section], sections[kind.section], strict=True):
            record = event_sections.read(page, kind, item, name)
            if record is not None:
                made.append(_located(page, record, texts, item))
    return made


def _statements(page: Page, nodes: list[Node], texts: tuple[DerivedText, ...]) -> dict[str, list[Statement]]:
    """The coded statements by the mention they are about."""
    found: dict[str, list[Statement]] = {}
    for name, item in zip(statement_section.keys(page, nodes), nodes, strict=True):
        statement = statement_section.read(page, item, name)
        if statement is not None:
            found.setdefault(statement.about, []).append(_located(page, statement, texts, item))
    return found


def _located(page: Page, record: Found, texts: tuple[DerivedText, ...], node: Node) -> Found:
    quoted, at = getattr(record, "words", ()), getattr(record, "at", None)
    if not quoted and at is None:
        return record
    line = node.items["words"].line if isinstance(node, Section) and quoted else node.line
    checked = quotations.check(page, texts, quoted, at, line)
    return record if checked is at else msgspec.structs.replace(record, at=checked)


def _sealed(
    page: Page, mention: Mention, node: Node, said: tuple[Statement, ...], consents: tuple[Consent, ...]
) -> Mention:
    """The mention with its statements; sealed where the sheet says so, or where a teller asked to stay unnamed."""
    chosen = isinstance(node, Section) and "sealed" in node.items and not is_null(node.items["sealed"])
    sealed = mention.sealed if chosen else _asks_for_it(page, mention, said, consents)
    return msgspec.structs.replace(mention, statements=mention.statements + said, sealed=sealed)


def _asks_for_it(page: Page, mention: Mention, said: tuple[Statement, ...], consents: tuple[Consent, ...]) -> bool:
    if mention.id != page.teller or any(one.property == "custody" for one in mention.statements + said):
        return False
    return any(
        consent.identity in {"none", "pseudonym"} and (mention.id in consent.covers or consent.given_by == mention.id)
        for consent in consents
    )
