"""Put a desk together: settings, store, clock and dice. The only place that knows which store there is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tereze.actions import auditing, changing
from tereze.actions.desk import Desk
from tereze.ledger.custody import CustodianKey, CustodianSecret
from tereze.model.errors import KeyProblem, MachineFailed, WrongUse
from tereze.model.people import ROLES, Actor
from tereze.settings import Settings
from tereze.store import custodians as custodians_of
from tereze.store import embedded, replica, seal
from tereze.store.faults import disk_errors
from tereze.store.register import Register

CUSTODIAN = "first"
Step = Callable[[str], None]


class NoPassphrase(KeyProblem):
    """Nobody is there to type the passphrase, and none was given."""

    message = "This register needs its passphrase."
    hint = "Run this in a terminal, or set TEREZE_PASSPHRASE_FILE."


class NoSuchRole(WrongUse):
    """TEREZE_ROLES names a role that does not exist."""

    message = "There is no role “{0}”."
    hint = "Roles: " + " ".join(ROLES)


class Machine(MachineFailed):
    """The operating system refused."""

    message = "The machine could not do this: {0}."
    hint = "Is the disk full? May you read and write there?"


@dataclass(frozen=True, slots=True)
class Opened:
    """A desk and what its screen must say about the register."""

    desk: Desk
    is_demo: bool
    register: Register


def is_demo(seal_file: Path) -> bool:
    """Whether these keys belong to a demo register."""
    return seal.is_demo(seal_file)


def now() -> str:
    """The clock of a desk: ISO 8601, UTC, seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def actor(where: Settings) -> Actor:
    """Who the settings say is at the keyboard; without roles given, the one person of a laptop register holds all."""
    roles = where.roles if where.roles is not None else frozenset(ROLES)
    for role in sorted(roles):
        if role not in ROLES:
            raise NoSuchRole(role)
    return Actor(id=where.actor, roles=roles)


@contextmanager
def open_desk(where: Settings, ask: Callable[[], str]) -> Iterator[Opened]:
    """Open the register that `where` names; `ask` is called for a passphrase where none is set and one is needed."""
    register = _open(where, ask)
    with register:
        yield Opened(desk_at(register, where), register.is_demo, register)


def desk_at(register: Register, where: Settings) -> Desk:
    """A desk at an open register, with the machine's clock and dice."""
    return Desk(register, actor(where), now, os.urandom)


@contextmanager
def create(
    where: Settings, passphrase: str, *, demo: bool = False, custodians: Sequence[CustodianKey] = ()
) -> Iterator[Opened]:
    """Make a register with its keys, and open it. Without `custodians` (public keys) a first one is made here, whose
    private key lies in the key folder until somebody moves it away.
    """
    if where.database:
        from tereze.store import postgres

        register = postgres.create(where.database, where.register, where.keys, passphrase, demo=demo)
    else:
        register = embedded.create(where.register, where.keys, passphrase, demo=demo)
    with register:
        for key in custodians:
            register.add_custodian(key)
        if not custodians:
            register.create_custodian(CUSTODIAN, seal.DEMO_PASSPHRASE if demo else passphrase, now()[:10])
        yield Opened(desk_at(register, where), register.is_demo, register)


def public_key(file: Path) -> CustodianKey:
    """A custodian's public key from the file they handed over."""
    return custodians_of.read_public(file)


def new_custodian_key(folder: Path, name: str, passphrase: str) -> tuple[CustodianKey, Path]:
    """Make a custodian's key pair in `folder`, with no register at hand; the public key, and its file to hand over."""
    with disk_errors(folder.name):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = custodians_of.create_custodian(folder, name, passphrase, os.urandom, now()[:10])
    return key, custodians_of.write_public(folder, name, key)


def custodian_secret(file: Path, passphrase: str) -> CustodianSecret:
    """A custodian's private key, for one act."""
    return custodians_of.open_custodian(file, passphrase)


def ceremony_due(where: Settings) -> custodians_of.Ceremony | None:
    """What is due while a custodian's private key lies in the key folder; None when none does."""
    return custodians_of.ceremony_due(where.keys, now())


def rebuild(desk: Desk, progress: Callable[[str], None]) -> int:
    """Derive every table again: erasures that were interrupted are finished first. Returns the records derived."""
    desk.must("rebuild")
    changing.finish_erasures(desk)
    return _register(desk).rebuild(lambda *_done: progress(""))


def verify(desk: Desk, *, quick: bool) -> dict[str, Any]:
    """Check ledger, index and vault; `problems` says what is wrong and where, by id."""
    desk.must("verify")
    register = _register(desk)
    findings = register.verify(quick=quick)
    heads = register.ledger.heads()
    return {
        "tereze": "verify/1",
        "ok": not findings,
        "logs": len(heads),
        "entries": sum(head.size for head in heads),
        "forks": len(register.ledger.forks()),
        "problems": [str(finding) for finding in findings],
    }


def write_replica(desk: Desk, file: Path, recipients: Sequence[str], *, compressed: bool) -> int:
    """Write the whole register, still sealed and without a key, to `file`; its size in bytes."""
    desk.must("export")
    auditing.looked(desk, auditing.EXPORT, count=len(recipients), part="replica")
    return replica.write(_register(desk), file, desk.now(), recipients, compressed=compressed)


def take_replica(desk: Desk, file: Path, identities: Sequence[str], trusted: Sequence[str]) -> replica.Taken:
    """Merge a replica of this register."""
    desk.must("merge")
    return replica.take(_register(desk), file, identities, trusted)


def machine_error(error: OSError) -> Machine:
    """An operating system's refusal in our own words; the file's name only, never what is in it."""
    where = f" ({Path(str(error.filename)).name})" if error.filename else ""
    return Machine(f"{error.strerror or type(error).__name__}{where}")


def _open(where: Settings, ask: Callable[[], str]) -> Register:
    needed = embedded.is_register(where.register) and not seal.is_demo(where.keys / "seal.json")
    passphrase = where.passphrase if where.passphrase is not None else (ask() if needed else None)
    if where.database:
        from tereze.store import postgres

        return postgres.open(where.database, where.register, where.keys, passphrase)
    return embedded.open(where.register, where.keys, passphrase)


def _register(desk: Desk) -> Register:
    register = desk.register
    if not isinstance(register, Register):
        raise TypeError("this desk stands at a register of another kind")
    return register
