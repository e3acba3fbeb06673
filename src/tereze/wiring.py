"""Put a desk together: settings, store, clock and dice. The only place that knows which store there is."""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from tereze.actions import auditing, changing, enrolling, recovery
from tereze.actions.desk import MAY, Desk
from tereze.ledger.custody import CustodianKey, CustodianSecret
from tereze.ledger.identity import ORIGIN, expected_origin, introduce, read_genesis, register_of
from tereze.model.errors import KeyProblem, MachineFailed, NotAllowed, WrongUse, why
from tereze.model.people import ROLES, Actor
from tereze.settings import Settings
from tereze.store import carried, embedded, founding, replica, seal, shares
from tereze.store import custodians as custodians_of
from tereze.store.disk import read_whole, write_whole
from tereze.store.faults import disk_errors
from tereze.store.register import Register, Site

CUSTODIAN, ASKING = "first", "asking/1"
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


class OtherRegister(WrongUse):
    """A card or an origin of another register, or of ourselves."""

    message = "{0} is not another installation of this register."
    hint = "An origin reads tereze/…/…; `tereze keys card` shows it. Installations of one register share its middle."


class UnknownSender(WrongUse):
    """A letter from an installation whose log is not here."""

    message = "The sender of this letter is not known here yet."
    hint = "Merge a replica from them first: `tereze merge FILE`."


class NotTheirs(KeyProblem):
    """A letter signed by somebody else than expected."""

    message = "This letter was not signed by the installation you named."
    hint = "Ask for the letters again, by telephone: `tereze keys card` shows them on the sender's machine."


class OnlyFolders(WrongUse):
    """Restoring into a database server."""

    message = "A register is restored, or installed, into a folder."
    hint = "Unset TEREZE_DATABASE for this."


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
    """Merge a replica of this register. One that brought something leaves a note; nothing new leaves none."""
    desk.must("merge")
    taken = replica.take(_register(desk), file, identities, trusted)
    if taken.added or taken.forks:
        recovery.merged(desk, taken.sender, taken.added)
    if taken.added and recovery.follow_erasures(desk):
        _register(desk).rebuild()  # what was erased there goes here too
    return taken


def split_keys(desk: Desk, needed: int, made: int, renew: str | None = None) -> tuple[list[str], str]:
    """Shares of the root key, any `needed` of which bring it back, and the letters by which they are known.

    With `renew`, the register's passphrase, a new root key is taken first: older shares open only older copies.
    """
    shares.check(needed, made)
    recovery.leave(desk, recovery.SPLIT, count=made)
    register = _register(desk)
    if renew is not None:
        register.change_root(renew)
    root = register.roots.root
    return shares.split(root, needed, made), shares.fingerprint(root)


def copy_keys(desk: Desk, file: Path) -> int:
    """Write a copy of all keys, sealed under the root key, for partners to keep; its size."""
    recovery.leave(desk, recovery.COPIED)
    register = _register(desk)
    rows = tuple(register.keys.rows())
    whole = carried.of_register(register.roots, rows, desk.now()[:10], _trusted(register))
    return carried.write_copy(file, register.roots.root, whole, desk.dice)


def card(desk: Desk) -> carried.Card:
    """The card of this installation, to which others seal keys."""
    desk.must("read")
    register = _register(desk)
    return carried.card_of(register.installation, register.roots.root)


def letters(desk: Desk) -> str:
    """The letters of this installation, to be compared by telephone."""
    return carried.letters(str(_register(desk).installation.verifier))


def source(file: Path, identities: Sequence[str]) -> founding.Source:
    """A replica with these age secret keys."""
    return founding.Source(file, tuple(text.strip() for text in identities))


def send_keys(desk: Desk, to: carried.Card, file: Path) -> bool:
    """Write a letter with all data keys to another installation; whether it founds a new one (nobody knows it yet)."""
    register = _register(desk)
    ours = register.roots
    if to.origin == register.origin or register_of(to.origin) != register_of(register.origin):
        raise OtherRegister(to.origin)
    founds = to.origin not in register.ledger.geneses()
    recovery.leave(desk, recovery.SENT, to.origin.rpartition("/")[2])
    letter = carried.Carried(register.origin, ours.genesis, desk.now()[:10], tuple(register.keys.rows()), ours.demo)
    if founds:
        letter = msgspec.structs.replace(
            letter,
            ids=ours.ids,
            custodians=ours.custodians,
            trusted=_trusted(register),
            introduction=introduce(register.installation, to.origin),
        )
    carried.write_letter(file, register.installation, to, letter, desk.dice)
    return founds


def take_keys(desk: Desk, file: Path) -> int:
    """Take in a letter of keys from an installation whose log is here; how many were new. Erased things stay erased."""
    register = _register(desk)
    recovery.leave(desk, recovery.TAKEN)
    opened = carried.open_letter(file, register.roots.root)
    genesis = register.ledger.geneses().get(opened.head.sender)
    if genesis is None:
        raise UnknownSender
    carried.check_sender(opened, genesis, register.origin, file.name)
    new = register.keys.adopt(opened.carried.keys)
    if new:
        register.rebuild()  # only now the erasures that these keys open can be read
    if recovery.follow_erasures(desk):
        register.rebuild()
    return new


def recover(
    where: Settings, passphrase: str, words: Sequence[str], copy: Path, source: founding.Source
) -> founding.Founded:
    """Restore the register at the place `where` names, from shares, a copy of the keys and a replica."""
    _may_found(where)
    root = shares.combine(words)
    found = carried.open_copy(copy, root)
    return _found(where, passphrase, founding.restored(found, os.urandom), source)


def ask_to_install(where: Settings, passphrase: str, origin: str) -> tuple[Path, carried.Card]:
    """The first step of a partner's own installation: make its key, sealed, beside the place `where` names.

    `origin` is that of the register it is to belong to. Returns the file of the card to hand over, and the card.
    """
    _may_found(where)
    if not ORIGIN.fullmatch(origin):
        raise OtherRegister(origin)
    seed, root = os.urandom(32), os.urandom(32)
    asking, file = _beside(where, "asking"), _beside(where, "card")
    if asking.exists():
        raise embedded.AlreadyThere(asking.name)
    made = carried.Card(expected_origin(founding.register_id(origin), seed), str(carried.receiver(root).public()))
    write_whole(asking, seal.seal_small(seed + root, ASKING, passphrase, os.urandom))
    carried.write_card(file, made)
    return file, made


def finish_install(
    where: Settings, passphrase: str, letter: Path, source: founding.Source, signed_by: str
) -> founding.Founded:
    """The last step: the letter of keys and a replica make the installation. `signed_by` are the sender's letters, as
    `tereze keys card` shows them there: the one thing that must come by another way than the files.
    """
    _may_found(where)
    asking = _beside(where, "asking")
    raw = seal.open_small(read_whole(asking), ASKING, passphrase, asking.name)
    seed, root = raw[:32], raw[32:]
    opened = carried.open_letter(letter, root)
    genesis = read_genesis(opened.carried.genesis)
    us = expected_origin(founding.register_id(genesis.origin), seed)
    if carried.letters(str(genesis.verifier)) != signed_by.strip().lower():
        raise NotTheirs
    carried.check_sender(opened, genesis, us, letter.name)
    if not opened.carried.introduction:
        raise carried.NotKeys(letter.name, "letter that founds an installation", "send")
    begun = founding.Founding(opened.carried, seed, opened.carried.introduction, root)
    done = _found(where, passphrase, begun, source)
    asking.unlink()
    return done


def _found(where: Settings, passphrase: str, begun: founding.Founding, source: founding.Source) -> founding.Founded:
    def first(register: Register) -> None:
        desk = desk_at(register, where)
        if recovery.follow_erasures(desk):
            register.rebuild()
        recovery.leave(desk, recovery.FOUNDED)

    return founding.found(Site(where.register, where.keys), passphrase, begun, source, first)


def _trusted(register: Register) -> tuple[str, ...]:
    """The public keys of all logs here, our own first."""
    others = (str(genesis.verifier) for genesis in register.ledger.geneses().values())
    return tuple(dict.fromkeys([str(register.installation.verifier), *others]))


def _may_found(where: Settings) -> None:
    if not actor(where).has(*MAY["hand over keys"]):
        raise NotAllowed("hand over keys")
    if where.database:
        raise OnlyFolders


def _beside(where: Settings, what: str) -> Path:
    return where.register.with_name(f"{where.register.name}.{what}.json")


def machine_error(error: OSError) -> Machine:
    """An operating system's refusal in our own words; the file's name only, never what is in it."""
    where = f" ({Path(str(error.filename)).name})" if error.filename else ""
    return Machine(f"{why(error)}{where}")


def _open(where: Settings, ask: Callable[[], str]) -> Register:
    needed = embedded.is_register(where.register) and not seal.is_demo(where.keys / "seal.json")
    passphrase = where.passphrase if where.passphrase is not None else (ask() if needed else None)
    if where.database:
        from tereze.store import postgres

        return postgres.open(where.database, where.register, where.keys, passphrase)
    return embedded.open(where.register, where.keys, passphrase)


def begin_roll(desk: Desk) -> None:
    """Note that a new register's office has no list of people yet: none can be put there but through the office."""
    enrolling.bind(desk, roll_key(desk), enrolling.NONE, b"", (enrolling.Said("office.bound"),))


def roll_key(desk: Desk) -> bytes:
    """The key under which this installation, and no partner's, marks the list of the office's people."""
    return hmac.digest(_register(desk).roots.signing, b"tereze/office roll/1", "sha256")


def _register(desk: Desk) -> Register:
    register = desk.register
    if not isinstance(register, Register):
        raise TypeError("this desk stands at a register of another kind")
    return register
