"""Take in what intake has read: one unit of work for each sheet or stretch of rows, so that nothing accepted is lost.

Importing the same thing again changes nothing; the same id with other content is refused with the way out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tereze.intake.drafts import (
    ChangesDraft,
    EvidenceFile,
    JudgementsDraft,
    Parsed,
    Refusal,
    RowsDraft,
    SheetDraft,
    Warning_,
)
from tereze.model import ids
from tereze.model.errors import BadInput, MachineFailed, why
from tereze.model.judgements import Change
from tereze.model.mentions import Mention, Number
from tereze.model.records import Record
from tereze.model.sources import Custody, Evidence, Source
from tereze.model.value import opaque
from tereze.resolve.numbers import number_at

from . import changing, judging
from .append import append, note
from .desk import Desk
from .report import ImportReport
from .tiers import Part, split

Progress = Callable[[str], None]


class EvidenceUnreadable(MachineFailed):
    """An evidence file is there and cannot be opened: its sheet stays out, since it would come in without it."""

    message = "The evidence file “{0}” cannot be opened ({1})."
    hint = "Check its permissions, and import the sheet again."


def take_in(desk: Desk, parsed: Iterable[Parsed], report: ImportReport, progress: Progress) -> None:
    """Import whatever `parsed` yields, in order; refusals go to the report and stop nothing."""
    desk.must("import")
    shut: set[str] = set()  # sources that were refused: their rows stay out too
    for item in parsed:
        match item:
            case Refusal():
                report.refuse(item.file, item.line, item.key, item.error, item.hint, row=item.row)
            case SheetDraft():
                if not sheet(desk, item, report):
                    shut.add(item.ref)
                progress(item.ref)
            case RowsDraft() if item.ref not in shut:
                rows(desk, item, report)
                progress(item.ref)
            case JudgementsDraft():
                warn(report, item.warnings)
                judging.take_in(desk, item, report)
            case ChangesDraft():
                warn(report, item.warnings)
                changing.take_in(desk, item, report)


def sheet(desk: Desk, draft: SheetDraft, report: ImportReport) -> bool:
    """Append one sheet: evidence first, then the records, in one unit of work; False if it was refused.

    1. The same sheet again changes nothing; other content under its id is refused; what was erased stays erased.
    2. Evidence is sealed in the vault before the ledger speaks of it.
    3. Records, register numbers and the audit note are appended and the index follows, together or not at all.
    """
    source = next(record for record in draft.records if isinstance(record, Source))
    known = desk.register.index.get(source.id)  # 1.
    warn(report, draft.warnings)
    if isinstance(known, Source):
        if known.digest == source.digest:
            report.unchanged.append(draft.ref)
            report.accept(draft.ref)
        else:
            report.refuse(
                draft.file, draft.line, "source.id",
                f"the register already has a source “{draft.ref}” with other content",
                "To correct it, send a change (tereze: change/1); for another source choose another id.",
            )  # fmt: skip
        return known.digest == source.digest
    if _erased(desk, [source.id]):
        report.unchanged.append(draft.ref)
        report.accept(draft.ref)
        report.warn(draft.file, draft.line, "source.id", f"“{draft.ref}” was erased and is not taken in again")
        return False
    try:
        kept = [record for file in draft.evidence for record in _evidence(desk, source, file)]  # 2.
        report.entries += write(desk, [*draft.records, *kept], "import", source.id)  # 3.
    except (BadInput, EvidenceUnreadable) as error:
        report.refuse(draft.file, draft.line, draft.ref, error.text, error.advice)
        return False
    report.named += [(draft.file, reference) for reference in draft.references if reference.kind == "source"]
    report.accept(draft.ref)
    return True


def warn_of_absent(desk: Desk, report: ImportReport) -> None:
    """Say which sources the sheets named that are not here now that all have come."""
    for file, reference in report.named:
        if desk.register.index.get(reference.id) is None:
            report.warn(
                file, reference.line, reference.written, f"“{reference.written}” is not in the register yet",
                "Import it too; until then nothing is merged with it.",
            )  # fmt: skip
    report.named.clear()


def rows(desk: Desk, draft: RowsDraft, report: ImportReport) -> None:
    """Append a stretch of a list whose source is in already; rows that are in are left alone, so work is resumed."""
    warn(report, draft.warnings)
    known = desk.register.index.mentions([record.id for record in draft.records])
    gone = _erased(desk, {name for record in draft.records for name in (record.id, record.source)})
    fresh = [
        record for record in draft.records
        if record.id not in known and record.id not in gone and record.source not in gone
    ]  # fmt: skip
    report.rows += len(draft.records)
    if fresh or draft.judgements:
        new = [made for made in draft.judgements if desk.register.index.get(made.id) is None]
        report.entries += write(desk, [*fresh, *new], "import", fresh[0].source if fresh else "")


def _erased(desk: Desk, ids: Iterable[str]) -> set[str]:
    """Of these sources and mentions, those that were erased: importing the same file again must not bring them back."""
    changes = desk.register.index.changes_of(sorted(set(ids)))
    return {change.of for change in changes if isinstance(change, Change) and change.act == "erase"}


def warn(report: ImportReport, warnings: Iterable[Warning_]) -> None:
    """Carry a reader's warnings into the report."""
    for warning in warnings:
        report.warn(warning.file, warning.line, warning.key, warning.text, warning.hint, count=warning.count)


def write(desk: Desk, records: Sequence[Record], verb: str, on: str) -> int:
    """One unit of work: the records, numbers for new persons, and the audit note; how many entries that made."""
    with desk.register.unit() as unit:
        parts = [*split(records), *_numbers(desk, records), note(desk, verb, on, len(records))]
        made = append(desk, unit, parts)
        desk.register.index.settle()
    return made


def _numbers(desk: Desk, records: Sequence[Record]) -> list[Part]:
    """A register number for each new mention of a person."""
    index, secret, origin = desk.register.index, desk.register.secret, desk.register.ledger.origin
    fresh = [record for record in records if isinstance(record, Mention) and record.sort == "person"]
    numbered = index.number_of([mention.id for mention in fresh])
    counter = index.counts().get("number", 0)
    parts = []
    for mention in fresh:
        if mention.id in numbered:
            continue
        number = number_at(secret, origin, counter)
        counter += 1
        made = Number(id=opaque(secret, "n", number, mention.id), number=number, mention=mention.id, at=desk.now())
        parts.append(Part("case", made.id, made))  # it says nothing of the person, outlives erasures, is never reissued
    return parts


def _evidence(desk: Desk, source: Source, file: EvidenceFile) -> list[Record]:
    """Seal one file as received and begin its custody history."""
    path, secret, at = Path(file.path), desk.register.secret, desk.now()
    try:
        stream = path.open("rb")
    except OSError as error:
        raise EvidenceUnreadable(path.name, why(error)) from None
    with stream:
        sealed = desk.register.vault.put(stream, source.id)
    made = Evidence(
        id=file.id, source=source.id, blob=sealed.blob, sha256=sealed.sha256,
        size=sealed.size, name=file.name, media_type=file.media_type, received=at,
    )  # fmt: skip
    events = [
        Custody(
            id=ids.custody_id(secret, made.id, event, at),
            evidence=made.id,
            source=source.id,
            event=event,
            by=desk.actor.id,
            at=at,
        )
        for event in ("received", "hashed")
    ]
    return [made, *events]
