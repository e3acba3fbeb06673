"""A desk: one person at one register, with the clock and the dice that the verbs use.

Every verb takes a `Desk` first. What a desk may do is decided in one place (`Desk.must`), denied by default.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple, Protocol

from tereze.ledger.custody import CustodianKey
from tereze.ledger.protocol import KeyStore, Ledger, Unit
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor

from .draft_store import DraftStore
from .index import Index
from .looking import Looks

# Who may do what. A verb that is not listed here may be done by nobody.
MAY: dict[str, frozenset[str]] = {
    "import": frozenset({"documenter", "analyst", "administrator"}),
    "attach": frozenset({"documenter", "analyst", "administrator"}),
    "view": frozenset({"documenter", "analyst", "advocate", "publisher", "custodian"}),
    "copy": frozenset({"advocate", "publisher", "custodian"}),
    "stamp": frozenset({"documenter", "analyst", "custodian", "administrator"}),
    "hear": frozenset({"documenter", "analyst"}),
    "draft": frozenset({"documenter", "analyst", "advocate", "publisher", "custodian", "administrator"}),
    "judge": frozenset({"analyst"}),
    "read": frozenset({"documenter", "analyst", "advocate", "publisher", "custodian", "administrator"}),
    # The desk reads what it works on and asks the look-up. Looking through people, their pages, pairs and lists, and
    # searching by name, shows what other families said.
    "browse": frozenset({"analyst", "advocate", "publisher", "custodian", "administrator"}),
    "search": frozenset({"analyst", "advocate", "publisher", "custodian", "administrator"}),
    "change": frozenset({"analyst", "advocate"}),
    "correct head": frozenset({"documenter", "analyst", "advocate"}),
    "erase": frozenset({"custodian", "administrator"}),
    "link": frozenset({"analyst", "administrator"}),
    "publish": frozenset({"publisher"}),
    "export": frozenset({"custodian", "administrator"}),
    "merge": frozenset({"custodian", "administrator"}),
    "lookup": frozenset({"documenter", "analyst", "advocate", "custodian", "administrator"}),
    "change custodians": frozenset({"custodian", "administrator"}),
    "open sealed witnesses": frozenset({"custodian"}),
    "hand over keys": frozenset({"custodian", "administrator"}),
    "audit": frozenset({"custodian", "administrator"}),
    "administer": frozenset({"administrator"}),
    "rebuild": frozenset({"administrator"}),
    "verify": frozenset({"documenter", "analyst", "advocate", "publisher", "custodian", "administrator", "reader"}),
}


class VaultFile(NamedTuple):
    """A sealed file: `blob` names it in the vault (hex SHA-256 of its ciphertext); `sha256` and `size` as received."""

    blob: str
    sha256: str
    size: int


class Vault(Protocol):
    """Where evidence rests, encrypted before its first byte reaches the disk."""

    def put(self, stream: BinaryIO, unit: str) -> VaultFile:
        """Seal a file under a key of the erasure unit `unit`; putting the same file again makes another sealed copy."""
        ...

    def open(self, blob: str) -> Iterator[bytes]:
        """The file as received, in pieces; raises when it is damaged or its key was destroyed."""
        ...

    def part(self, blob: str, begin: int, length: int) -> bytes:
        """`length` bytes of it from `begin` on, fewer at its end; raises as `open`."""
        ...


class Register(Protocol):
    """A register that is open: its ledger, the derived index, keys and vault, and the secret its ids come from."""

    @property
    def ledger(self) -> Ledger: ...
    @property
    def index(self) -> Index: ...
    @property
    def keys(self) -> KeyStore: ...
    @property
    def vault(self) -> Vault: ...
    @property
    def drafts(self) -> DraftStore:
        """What people are still working on: encrypted, one person's own, not in the ledger."""
        ...

    @property
    def secret(self) -> bytes:
        """The register's id secret (32 bytes): opaque ids and register numbers come from it."""
        ...

    @property
    def custodians(self) -> tuple[CustodianKey, ...]:
        """Public keys of the custodians to whom witness identities are sealed."""
        ...

    def add_custodian(self, key: CustodianKey) -> None:
        """Seal witness identities to one more custodian from now on."""
        ...

    def retire_custodian(self, key: CustodianKey) -> None:
        """Seal witness identities to this custodian no longer; what was sealed to them before stays so."""
        ...

    def entries_of(self, units: Sequence[str]) -> list[bytes]:
        """The ids of entries sealed under keys of these erasure units: what destroying them makes unreadable."""
        ...

    def unit(self) -> AbstractContextManager[Unit]:
        """One unit of work over ledger and index: both commit, or neither."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sits where: `now` gives the time as ISO 8601 UTC text, `dice` gives n random bytes.

    `looks` are shared by all desks at one open register (`dataclasses.replace` keeps them).
    """

    register: Register
    actor: Actor
    now: Callable[[], str]
    dice: Callable[[int], bytes]
    looks: Looks = field(default_factory=Looks, compare=False, repr=False)

    def must(self, verb: str) -> None:
        """Raise `NotAllowed` unless the actor holds a role that may do `verb`."""
        if not self.actor.has(*MAY.get(verb, frozenset())):
            raise NotAllowed(verb)
