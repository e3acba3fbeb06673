"""Which part of a record rests in which tier, and under which erasure unit its key stands.

Case tier: what the office works with. Sensitive tier: statements of sensitive properties, and what files say of
themselves. Witness tier: who a sealed
voice is, and every word that would tell; sealed to the custodians, not readable by the desk that wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from tereze.model.mentions import Mention, Statement
from tereze.model.records import Record
from tereze.model.sources import FileStatement, Source
from tereze.model.vocabulary import words

from .sealed_names import Tells, muted, telling


class Part(NamedTuple):
    """One entry to be: its tier, its erasure unit, and the record to seal in it."""

    tier: str
    unit: str
    record: Record


def split(records: Sequence[Record]) -> list[Part]:
    """The parts of one source's records; what must be sealed is found among them.

    1. Collect the names of sealed mentions.  2. A mention is split by tier.  3. Texts that hold a sealed name leave
    the case tier.  The caller still owes: sealing witness parts to custodians, and refusing when there are none.
    """
    # 1. what must not be readable at the desk
    tells = telling(
        name.text for record in records if isinstance(record, Mention) and record.sealed for name in record.names
    )
    parts: list[Part] = []
    for record in records:
        if isinstance(record, Mention):
            parts += _mention(record, tells)  # 2. and 3.
        elif isinstance(record, FileStatement):
            parts.append(Part("sensitive", unit_of(record), record))
        else:
            parts.append(Part("case", unit_of(record), muted(record, tells) if tells else record))
    return parts


def unit_of(record: Record) -> str:
    """The erasure unit of a record: one person's part in one source, else its source, else the record itself."""
    if isinstance(record, Mention):
        return f"{record.source}/{record.id}"
    if isinstance(record, Source):
        return record.id
    return str(getattr(record, "source", "") or record.id)


def _mention(mention: Mention, tells: Tells | None) -> Iterable[Part]:
    unit = unit_of(mention)
    sensitive = words("sensitive")
    hidden = [said for said in mention.statements if said.property in sensitive]
    open_ones = [said for said in mention.statements if said.property not in sensitive]
    witness: list[Statement] = []
    if mention.sealed:
        witness = [said for said in open_ones if said.attribute]
        open_ones = [said for said in open_ones if not said.attribute]
    if tells:
        witness += [said for said in (*open_ones, *hidden) if muted(said, tells) is not said]
        open_ones, hidden = _without_names(open_ones, tells), _without_names(hidden, tells)
    case = msgspec.structs.replace(mention, part="case", statements=tuple(open_ones))
    if mention.sealed:
        case = msgspec.structs.replace(case, names=(), description="", place="", size="")
    elif tells:
        found = {field: getattr(case, field) for field in ("description", "place", "size", "at")}
        case = msgspec.structs.replace(case, **{field: muted(text, tells) for field, text in found.items()})
    yield Part("case", unit, case)
    if hidden:
        yield Part("sensitive", unit, _bare(mention, "sensitive", hidden))
    if mention.sealed or witness:
        full = _bare(mention, "witness", witness)
        if mention.sealed:
            full = msgspec.structs.replace(
                full, names=mention.names, description=mention.description, place=mention.place, size=mention.size
            )
        yield Part("witness", unit, full)


def _bare(mention: Mention, part: str, statements: list[Statement]) -> Mention:
    return msgspec.structs.replace(mention, part=part, statements=tuple(statements), names=(), description="", place="")


def _without_names(said: Iterable[Statement], tells: Tells) -> list[Statement]:
    """The statements without the texts that tell; what one asserts stays, unless the value itself tells."""
    return [muted(one, tells) for one in said if not tells(one.value)]
