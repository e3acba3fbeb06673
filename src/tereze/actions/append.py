"""The one place where records become ledger entries. Everything that writes goes through `append`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from tereze.ledger.custody import seal_witness
from tereze.ledger.entry import WITNESS
from tereze.ledger.protocol import Entry, Unit
from tereze.ledger.sealing import seal_many
from tereze.model.errors import KeyProblem
from tereze.model.records import Audit, to_payload
from tereze.model.value import opaque

from .desk import Desk
from .index import Indexed
from .tiers import Part


class NoCustodian(KeyProblem):
    """Witness identities cannot be sealed because no custodian's key is known."""

    message = "This source names a witness who must be sealed, and the register has no custodian."
    hint = "Add a custodian: `tereze init` makes one; see docs/guide/custodians.md."


def append(desk: Desk, unit: Unit, parts: Sequence[Part]) -> int:
    """Seal `parts` in order, append them to our log, and take them into the index; how many entries that made.

    1. Seal each run of one tier under new keys: case and sensitive under the key store, witness to the custodians.
    2. Append to our log.  3. Apply to the index, the witness tier excepted: the desk cannot read it back.
    The caller still owes: an open unit of work (`desk.register.unit()`), `index.settle()` before it closes, and the
    check that the actor may do this.
    """
    entries: list[Entry] = []
    for tier, run in groupby(parts, key=lambda part: part.tier):
        entries += _seal(desk, tier, list(run))  # 1.
    places = unit.append(entries)  # 2.
    origin = desk.register.ledger.origin
    desk.register.index.apply(  # 3.
        Indexed(entry.id, origin, place, part.tier, part.record)
        for entry, place, part in zip(entries, places, parts, strict=True)
        if part.tier != WITNESS
    )
    return len(entries)


def note(desk: Desk, verb: str, on: str = "", count: int = 0) -> Part:
    """The audit entry of a verb: who did what when, on which opaque id. Never a name."""
    made = opaque(desk.register.secret, "u", desk.dice(16).hex())
    record = Audit(id=made, at=desk.now(), by=desk.actor.id, what=verb, on=on, count=count)
    return Part("case", "audit", record)


def _seal(desk: Desk, tier: str, parts: list[Part]) -> list[Entry]:
    payloads = [to_payload(part.record) for part in parts]
    nonces = desk.dice(12 * len(parts))
    if tier != WITNESS:
        keys = desk.register.keys.issue([part.unit for part in parts])
        return list(seal_many(payloads, tier, keys, nonces))
    custodians = desk.register.custodians
    if not custodians:
        raise NoCustodian
    return [
        seal_witness(payload, desk.dice(12), desk.dice(32), nonces[12 * i : 12 * i + 12], custodians)
        for i, payload in enumerate(payloads)
    ]
