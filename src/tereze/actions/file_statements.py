"""What files say of themselves, as statements about their source: by a device or program, unchecked, never published.

Each is an entry of the sensitive tier under the source's erasure unit. They are about no person: nothing that weighs,
counts witnesses or gathers a release reads them. A source with a sealed voice has none: its file may name that very
voice, and what it says of itself stays in the sealed copy that a custodian opens (`copies.metadata_of`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from tereze.intake.reading.metadata import Fact
from tereze.model import ids
from tereze.model.sources import Evidence, FileStatement

from . import auditing, imports
from . import evidence as files
from .desk import Desk

_MOST = 60  # of one file: a photograph says some dozen things that matter


def keep(desk: Desk, original: Evidence, facts: Iterable[Fact]) -> tuple[FileStatement, ...]:
    """Keep what matters of `facts` as statements; those that are kept already change nothing."""
    desk.must("attach")
    if files.has_sealed_voice(desk, original.source):
        return ()
    told = list(facts)
    voice = _voice(told)
    made = {one.id: one for one in (_statement(desk, original, fact, voice) for fact in told if fact.says)}
    fresh = [one for one in made.values() if desk.register.index.get(one.id) is None][:_MOST]
    if fresh:
        imports.write(desk, fresh, "attach", original.id)
    return tuple(fresh)


def of_file(desk: Desk, evidence: str) -> tuple[FileStatement, ...]:
    """What a file says of itself; where, with which very device and by whom it was made only for custodians.

    In order of property and field. Raises `NoSuchEvidence`, `NotAllowed`.
    """
    desk.must("read")
    original = files.get(desk, evidence)
    if not files.may_open(desk, original):
        return ()
    auditing.looked(desk, "look.text", evidence)
    return _shown(desk, original.source).get(evidence, ())


def of_source(desk: Desk, source: str) -> dict[str, tuple[FileStatement, ...]]:
    """Evidence id → what the file says of itself, of the files of a source (its id) that say anything; as `of_file`."""
    desk.must("read")
    found = _shown(desk, source)
    if not found or not files.may_open_source(desk, source):
        return {}
    for evidence in found:
        auditing.looked(desk, "look.text", evidence)
    return found


def _shown(desk: Desk, source: str) -> dict[str, tuple[FileStatement, ...]]:
    custodian = desk.actor.has("custodian")
    found: dict[str, list[FileStatement]] = {}
    for one in cast("tuple[FileStatement, ...]", desk.register.index.of_source(source, "file_statement")):
        if custodian or not one.guarded:
            found.setdefault(one.evidence, []).append(one)
    order = {name: sorted(every, key=lambda one: (one.property, one.field, one.value)) for name, every in found.items()}
    return {name: tuple(every) for name, every in order.items()}


def _voice(facts: list[Fact]) -> str:
    """The device that made the file, else the program, as the file names them."""
    for kind in ("device", "program"):
        names = dict.fromkeys(fact.value for fact in facts if fact.says == kind)
        if names:
            return " ".join(names)[:200]
    return ""


def _statement(desk: Desk, original: Evidence, fact: Fact, voice: str) -> FileStatement:
    field = f"{fact.group}:{fact.name}"[:200]
    return FileStatement(
        id=ids.file_statement_id(desk.register.secret, original.id, field, fact.value), source=original.source,
        evidence=original.id, property=fact.says, value=fact.value, field=field, voice=voice,
        guarded=fact.is_guarded, recorded=desk.now(),
    )  # fmt: skip
