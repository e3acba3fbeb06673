"""Which part of a record rests in which tier, and under which erasure unit its key stands.

Case tier: what the office works with. Sensitive tier: statements of sensitive properties. Witness tier: who a sealed
voice is, and every word that would tell; sealed to the custodians, not readable by the desk that wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from tereze.model.mentions import Mention, Statement
from tereze.model.records import Record
from tereze.model.sources import Source
from tereze.model.vocabulary import words


class Part(NamedTuple):
    """One entry to be: its tier, its erasure unit, and the record to seal in it."""

    tier: str
    unit: str
    record: Record


def split(records: Sequence[Record]) -> list[Part]:
    """The parts of one source's records; what must be sealed is found among them.

    1. Collect the names of sealed mentions.  2. A mention is split by tier.  3. Words that hold a sealed name leave
    the case tier.  The caller still owes: sealing witness parts to custodians, and refusing when there are none.
    """
    # 1. what must not be readable at the desk
    sealed_names = [
        name.text for record in records if isinstance(record, Mention) and record.sealed for name in record.names
    ]
    telling = [name.casefold() for name in sealed_names]
    parts: list[Part] = []
    for record in records:
        if isinstance(record, Mention):
            parts += _mention(record, telling)  # 2. and 3.
        else:
            parts.append(Part("case", unit_of(record), _without_names(record, telling)))
    return parts


def unit_of(record: Record) -> str:
    """The erasure unit of a record: one person's part in one source, else its source, else the record itself."""
    if isinstance(record, Mention):
        return f"{record.source}/{record.id}"
    if isinstance(record, Source):
        return record.id
    return str(getattr(record, "source", "") or record.id)


def _mention(mention: Mention, telling: Sequence[str]) -> Iterable[Part]:
    unit = unit_of(mention)
    sensitive = words("sensitive")
    hidden = [said for said in mention.statements if said.property in sensitive]
    open_ones = [said for said in mention.statements if said.property not in sensitive]
    witness: list[Statement] = []
    if mention.sealed:
        witness = [said for said in open_ones if said.attribute]
        open_ones = [said for said in open_ones if not said.attribute]
    revealing = [said for said in open_ones if _tells(said, telling)]
    witness += revealing
    kept = [_mute(said) if _tells(said, telling) else said for said in open_ones]
    case = msgspec.structs.replace(mention, part="case", statements=tuple(kept))
    if mention.sealed:
        case = msgspec.structs.replace(case, names=(), description="", place="")
    yield Part("case", unit, case)
    if hidden:
        yield Part("sensitive", unit, _bare(mention, "sensitive", hidden))
    if mention.sealed or witness:
        full = _bare(mention, "witness", witness)
        if mention.sealed:
            full = msgspec.structs.replace(
                full, names=mention.names, description=mention.description, place=mention.place
            )
        yield Part("witness", unit, full)


def _bare(mention: Mention, part: str, statements: list[Statement]) -> Mention:
    return msgspec.structs.replace(mention, part=part, statements=tuple(statements), names=(), description="", place="")


def _tells(said: Statement, telling: Sequence[str]) -> bool:
    texts = [words.text for words in said.words] + [said.value, said.said]
    return any(name in text.casefold() for name in telling for text in texts)


def _mute(said: Statement) -> Statement:
    """The statement without the words that tell; what it asserts stays, unless the value itself tells."""
    return msgspec.structs.replace(said, words=(), said="")


def _without_names(record: Record, telling: Sequence[str]) -> Record:
    """A source or event record whose words and title hold no sealed name."""
    spoken = getattr(record, "words", ())
    if spoken and any(name in words.text.casefold() for name in telling for words in spoken):
        record = msgspec.structs.replace(record, words=())
    if isinstance(record, Source) and any(name in record.title.casefold() for name in telling):
        record = msgspec.structs.replace(record, title="")
    return record
