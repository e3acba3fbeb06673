"""Code a source: add what a person read out of it to a source that was received before, or take in a new one whole.

What was received stands: a coded sheet adds people, statements and happenings under the source's own id and never
replaces a word. Its head (consents, files, who told it) is the one that was received.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from tereze.intake import sheets
from tereze.intake.drafts import Refusal, SheetDraft
from tereze.model.errors import BadInput
from tereze.model.judgements import Change
from tereze.model.mentions import Mention
from tereze.model.records import Record
from tereze.model.sources import Consent, Ground, Source

from . import imports
from .desk import Desk
from .receiving import NOWHERE
from .report import ImportReport


def check(desk: Desk, name: str, sheet: bytes) -> tuple[SheetDraft | None, ImportReport]:
    """What `sheet` would bring, and all that is wrong with it or should be looked at; nothing is written.

    The draft is None when it cannot go in. Lines in the report are lines of `sheet`.
    """
    desk.must("import")
    report = ImportReport()
    found: list[SheetDraft] = []
    read = sheets.read(Path(name), secret=desk.register.secret, recorded=desk.now(), root=NOWHERE, held=sheet)
    for item in read:
        if isinstance(item, Refusal):
            report.refuse(item.file, item.line, item.key, item.error, item.hint)
        elif isinstance(item, SheetDraft):
            found.append(item)
            imports.warn(report, item.warnings)
        else:
            report.refuse(name, item.line, "tereze", "this is no source sheet", "Begin with “tereze: source/1”.")
    if len(found) != 1 and not report.refused:
        what = "there is more than one sheet in this file" if found else "there is nothing in this file"
        report.refuse(name, 1, "tereze", what, "One sheet, which begins with “tereze: source/1”.")
    if len(found) == 1 and not report.refused:
        _refuse_erased(desk, found[0], report)
    return (found[0] if len(found) == 1 and not report.refused else None), report


def add(desk: Desk, name: str, sheet: bytes) -> ImportReport:
    """Take a coded sheet in: whole where the source is new, else what is new about the source that was received.

    1. Read and check.  2. Keep of it what the register does not have.  3. Append, with numbers for new people and the
    audit note. Doing it twice changes nothing. What was refused stands in the report.
    """
    draft, report = check(desk, name, sheet)  # 1.
    if draft is None:
        return report
    source = _source(draft)
    known = desk.register.index.get(source.id)
    if not isinstance(known, Source):
        report.warnings.clear()  # the import repeats them
        imports.sheet(desk, draft, report)
        return report
    fresh = list(_fresh(desk, draft.records))  # 2.
    if not fresh:
        report.unchanged.append(draft.ref)
        report.accept(draft.ref)
        return report
    try:
        report.entries = imports.write(desk, fresh, "code", source.id)  # 3.
    except BadInput as error:
        report.refuse(draft.file, draft.line, draft.ref, error.text, error.advice)
    else:
        report.accept(draft.ref)
    return report


def _fresh(desk: Desk, records: Sequence[Record]) -> Iterable[Record]:
    """The records of a coded sheet that are not in the register; of people who are, what is new about them."""
    index = desk.register.index
    known = index.mentions([record.id for record in records if isinstance(record, Mention)])
    for record in records:
        if isinstance(record, Source | Consent | Ground):
            continue  # they stand as received
        if isinstance(record, Mention) and record.id in known:
            more = _more(known[record.id], record)
            if more is not None:
                yield more
        elif index.get(record.id) is None:
            yield record


def _more(known: Mention, coded: Mention) -> Mention | None:
    """Another part of a mention that is here: its head as it stands, and the names and statements that are new.

    Of two parts either may lead when they are read together, so each carries the whole head.
    """
    here = {said.id for said in known.statements}
    statements = tuple(said for said in coded.statements if said.id not in here)
    if known.sealed:  # its names can be added and not be read, so whatever was typed is sealed once more
        names, new = coded.names, bool(coded.names)
    else:
        added = tuple(name for name in coded.names if name not in known.names)
        names, new = known.names + added, bool(added)
    if not statements and not new:
        return None
    return msgspec.structs.replace(
        coded, sort=known.sort, sealed=known.sealed, named=known.named or bool(names), names=names,
        size=coded.size or known.size, description=coded.description or known.description,
        place=coded.place or known.place, at=known.at, digest=known.digest, statements=statements,
    )  # fmt: skip


def _source(draft: SheetDraft) -> Source:
    return next(record for record in draft.records if isinstance(record, Source))


def _refuse_erased(desk: Desk, draft: SheetDraft, report: ImportReport) -> None:
    """What was erased stays erased: nothing is added to it."""
    asked = {record.id for record in draft.records if isinstance(record, Source | Mention)}
    changes = desk.register.index.changes_of(sorted(asked))
    if any(isinstance(change, Change) and change.act == "erase" and change.of in asked for change in changes):
        report.refuse(
            draft.file, draft.line, draft.ref, "this source, or somebody in it, was erased at their wish",
            "Nothing can be added to it.",
        )  # fmt: skip
