"""Changes to what was said: six acts of their own. Nothing is overwritten; `erase` destroys keys and leaves a trace."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from tereze.intake.drafts import ChangesDraft
from tereze.ledger.entry import WITNESS
from tereze.model import ids
from tereze.model.errors import NotFound
from tereze.model.judgements import Change
from tereze.model.mentions import Mention
from tereze.model.records import Record
from tereze.model.sources import Source
from tereze.model.vocabulary import words

from .append import append, note
from .desk import Desk
from .report import ImportReport
from .tiers import Part, split, unit_of


def take_in(desk: Desk, draft: ChangesDraft, report: ImportReport) -> None:
    """Apply the changes of a file, each in a unit of work of its own; refuse those about nothing we hold."""
    desk.must("change")
    index = desk.register.index
    refused = len(report.refused)
    written = {reference.id: reference for reference in draft.references}
    for record in draft.records:
        if index.get(record.id) is not None:
            continue  # it was made before: what it erased need not be here any more
        reference = written.get(record.of)
        target = index.get(record.of)
        if target is None and reference is not None and reference.otherwise:
            record = msgspec.structs.replace(record, of=reference.otherwise)  # noqa: PLW2901  # the mention was meant
            target = index.get(record.of)
        if target is None:
            line, name = (reference.line, reference.written) if reference else (draft.line, record.act)
            report.refuse(draft.file, line, name, "it is about nothing in the register", "Import its sheet first.")
        else:
            speaker = draft.speakers.get(record.id, "")
            if speaker and index.mentions([speaker]):
                record = msgspec.structs.replace(record, by=speaker)  # noqa: PLW2901  # the witness herself
            report.entries += change(desk, record, target)
    if len(report.refused) - refused < len(draft.records):
        report.accept_document(draft.ref)


def change(desk: Desk, made: Change, target: Record) -> int:
    """Append one change; how many entries that made. For `erase`:

    1. What rests on the same erasure unit and is not erased is written again, under a unit of its own.
    2. The index forgets the old entries, in the same transaction in which the act itself is appended: “one erased
       entry” remains visible, with who, when and why.
    3. Only then are the keys destroyed. A death between 2 and 3 is made good by `finish_erasures` at the next rebuild.
    """
    desk.must("erase" if made.act == "erase" else "change")
    index = desk.register.index
    source = target.id if isinstance(target, Source) else str(getattr(target, "source", ""))
    made = msgspec.structs.replace(made, source=source)
    doomed = units_erased(desk, made, target) if made.act == "erase" else ()
    if made.act == "erase":
        _forget_drafts(desk, target, source)  # first: once the source is gone, nothing tells which drafts were about it
    with desk.register.unit() as unit:
        parts = [_part(desk, made, target), note(desk, made.act, made.id)]
        if made.act == "erase":
            parts += _kept(made, target)  # 1.
            index.forget(desk.register.entries_of(doomed))  # 2.
        entries = append(desk, unit, parts)
        index.settle()
    _destroy(desk, doomed)  # 3.
    if made.act == "erase":
        desk.register.drafts.unlearn([source])  # lessons hold passages of it
    return entries


def _part(desk: Desk, made: Change, target: Record) -> Part:
    """An act as it is kept. But for an erasure it rests under the unit of what it is about, since it holds the words
    anew: SOURCE/MENTION/STATEMENT/ACT, the statement as first said."""
    if made.act == "erase":
        return Part("case", made.id, made)
    sensitive = made.to is not None and made.to.property in words("sensitive")
    first, earlier = made.of, {one.to.id: one.of for one in _acts(desk, made.source) if one.to is not None}
    while first in earlier:
        first = earlier.pop(first)
    return Part("sensitive" if sensitive else "case", f"{unit_of(target)}/{first}/{made.id}", made)


def _acts(desk: Desk, source: str) -> list[Change]:
    """What was done about anything of a source, but for erasures."""
    found = desk.register.index.changes_of([source]) if source else ()
    return [one for one in found if isinstance(one, Change) and one.act != "erase"]


def _acts_upon(desk: Desk, made: Change, target: Record) -> set[str]:
    """The ids of the acts on what `made` erases, and on what was put in its place."""
    acts = _acts(desk, made.source)
    if isinstance(target, Source):
        return {one.id for one in acts}
    erased = {made.of}
    if isinstance(target, Mention) and made.of == target.id:
        erased |= {said.id for said in target.statements}
    for one in sorted(acts, key=lambda act: (act.at, act.id)):
        if one.of in erased and one.to is not None:
            erased.add(one.to.id)
    about = {one.id for one in acts if one.to is not None and one.to.about == made.of}
    return about | {one.id for one in acts if one.of in erased}


def _forget_drafts(desk: Desk, target: Record, source: str) -> None:
    """Whatever anybody is still typing about this source goes with it: its coding, its reading by the machine."""
    known = target if isinstance(target, Source) else desk.register.index.get(source)
    if isinstance(known, Source):
        local = known.local
        reading = re.compile(rf"document/{re.escape(local[:60])}-[0-9a-f]{{12}}")
        desk.register.drafts.forget(
            lambda key: key in {f"code/{local}", f"receive/{local}"} or reading.fullmatch(key) is not None
        )


def act(desk: Desk, name: str, of: str, reason: str, by: str | None) -> Change:
    """One change about `of` (SHEET, SHEET/STATEMENT or SHEET/MENTION), made at this desk. Raises `NotFound`."""
    secret, index, at = desk.register.secret, desk.register.index, desk.now()
    sheet, _, key = of.partition("/")
    wanted = (
        [ids.statement_id(secret, sheet, key), ids.mention_id(secret, sheet, key)]
        if key
        else [ids.source_id(secret, sheet)]
    )
    for target_id in wanted:
        target = index.get(target_id)
        if target is not None:
            speaker = ids.mention_id(secret, sheet, by or "")
            who = speaker if by and index.mentions([speaker]) else by or desk.actor.id
            made = ids.change_id(secret, name, of, at, reason)
            record = Change(id=made, act=name, of=target_id, by=who, at=at, reason=reason)
            change(desk, record, target)
            return record
    raise NotFound(of)


def finish_erasures(desk: Desk) -> int:
    """Destroy keys that an interrupted erasure left behind; how many.

    All units of an erased source or mention are doomed; where something was kept of a mention, all but what the newest
    erasure kept.
    """
    changes = desk.register.index.of_kind("change")
    erased = {made.id: made for made in changes if isinstance(made, Change) and made.act == "erase"}
    whole = {made.of for made in erased.values()}
    desk.register.drafts.unlearn(sorted({made.source for made in erased.values()}))
    units = [name for name, _ in desk.register.keys.units()]
    doomed, kept = set(), defaultdict(list)
    for unit in units:
        base, _, change_id = unit.partition("#")
        if not whole.isdisjoint(base.split("/")):
            doomed.add(unit)
        elif change_id in erased:
            kept[base].append((erased[change_id].at, unit))
    for base, rests in kept.items():
        newest = max(rests)[0]
        doomed |= {base}.intersection(units) | {unit for at, unit in rests if at < newest}
    return _destroy(desk, sorted(doomed))


def units_erased(desk: Desk, made: Change, target: Record) -> tuple[str, ...]:
    """The erasure units whose keys `made` destroys: of a source all its parts, else its mention's, and of the acts
    upon what is erased (acts of before 2026-11-24 rest under their own id alone); not what is kept."""
    name = target.id if isinstance(target, Source) else unit_of(target)
    parts = (f"{name}#", f"{name}/") if isinstance(target, Source) else (f"{name}#",)
    acts, kept = _acts_upon(desk, made, target), f"#{made.id}"
    return tuple(
        unit
        for unit, _ in desk.register.keys.units()
        if (unit == name or unit.startswith(parts) or unit.rpartition("/")[2] in acts) and not unit.endswith(kept)
    )


def _destroy(desk: Desk, units: Iterable[str]) -> int:
    return desk.register.keys.destroy_many(list(units))


def _kept(made: Change, target: Record) -> list[Part]:
    """What stays of a mention when one of its statements is erased, under a unit of its own; nothing of a source."""
    if not isinstance(target, Mention) or made.of == target.id:
        return []
    left = tuple(said for said in target.statements if said.id != made.of)
    remainder = msgspec.structs.replace(target, statements=left)
    return [part._replace(unit=f"{part.unit}#{made.id}") for part in split([remainder]) if part.tier != WITNESS]
