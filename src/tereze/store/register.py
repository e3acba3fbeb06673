"""A register that is open: ledger, index, key store and vault, and the one unit of work over all of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from tereze.ledger.custody import CustodianKey
from tereze.ledger.identity import Installation
from tereze.ledger.logs import LogLedger
from tereze.ledger.protocol import Unit

from . import custodians, seal
from .disk import DISK, Disk
from .drafts import Drafts
from .index import SqlIndex, make_anew
from .keys import Keys, Seen
from .ledger import SqlLogStore
from .lock import WriterLock
from .opening import Opener
from .rebuild import Progress, quiet, rebuild
from .sql import Database, borrow
from .vault import Finding, Vault

SEAL = "seal.json"
KEYS = "keys.db"


class Site(NamedTuple):
    """Where a register's files are, and where random bytes and the disk come from (tests bring their own)."""

    folder: Path
    keys: Path
    dice: Callable[[int], bytes] = os.urandom
    disk: Disk = DISK


class Register:
    """What `embedded.open` and `postgres.open` give. One thread at a time; close it when done.

    Implements `tereze.actions.desk.Register`. `database` is the ledger's and the index's; a web request makes its own
    over its own connection with `over`.
    """

    def __init__(
        self,
        site: Site,
        roots: seal.Roots,
        database: Database,
        keys: Keys,
        *,
        lock: WriterLock | None = None,
        write: bool = True,
        drafts: Drafts | None = None,
    ) -> None:
        self.site = site
        self.database = database
        self.keys = keys
        self._roots = roots
        self._lock = lock
        self._write = write
        self.store = SqlLogStore(database)
        installation = roots.installation()
        self.ledger = LogLedger(self.store, installation if write else installation.origin)
        self.index = SqlIndex(database, roots.ids, Opener(self.store, keys))
        self.vault = Vault(site.folder / "vault", keys, site.disk)
        self.drafts = drafts or Drafts.of(site.folder, roots, site.disk)

    @property
    def origin(self) -> str:
        """The origin of our own log."""
        return self.ledger.origin

    @property
    def installation(self) -> Installation:
        """Who writes our log: what signs checkpoints and replicas."""
        return self._roots.installation()

    @property
    def secret(self) -> bytes:
        """The register's id secret."""
        return self._roots.ids

    @property
    def custodians(self) -> tuple[CustodianKey, ...]:
        """The custodians' public keys."""
        return custodians.read_all(self._roots.custodians)

    @property
    def roots(self) -> seal.Roots:
        """The root keys, for the acts that hand keys over. Never print or keep them."""
        return self._roots

    @property
    def is_demo(self) -> bool:
        """Whether this register was made with the demo passphrase, which protects nobody. Say so loudly."""
        return self._roots.demo

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """One unit of work over keys, ledger and index (the numbered order is in `tereze.store.ledger`)."""
        with self.database.transaction(), self.keys.batch(), self.ledger.unit() as unit:
            self._remember()
            yield unit

    def _remember(self) -> None:
        """Tell the key store how far our log reached before this unit."""
        if self.store.tip(self.origin).size:
            head = self.ledger.head(self.origin)
            self.keys.remember(Seen(self.origin, head.size, head.root))

    def over(self, connection: object) -> Register:
        """The same register over an open connection of someone else's, whose transactions then hold our writes."""
        borrowed = borrow(connection, self.database.name)
        return Register(self.site, self._roots, borrowed, self.keys, write=self._write, drafts=self.drafts)

    def entries_of(self, units: Sequence[str]) -> list[bytes]:
        """The entries sealed under keys of these erasure units: what becomes unreadable when they are destroyed."""
        wanted = {kid for unit in units for kid in self.keys.kids(unit)}
        places = self.index.places_of({name for unit in units for name in unit.partition("#")[0].split("/")})
        return Opener(self.store, self.keys).sealed_under(places, wanted)

    def add_custodian(self, key: CustodianKey) -> None:
        """Keep one more custodian's public key; witness entries from now on are sealed to them too."""
        if str(key) not in self._roots.custodians:
            changed = self._roots._replace(custodians=(*self._roots.custodians, str(key)))
            seal.rewrite_keys(self.site.keys / SEAL, changed, self.site.dice, self.site.disk)
            self._roots = changed

    def retire_custodian(self, key: CustodianKey) -> None:
        """Forget a custodian's public key: witness entries from now on are not sealed to them; older ones still are."""
        kept = tuple(one for one in self._roots.custodians if one != str(key))
        changed = self._roots._replace(custodians=kept)
        seal.rewrite_keys(self.site.keys / SEAL, changed, self.site.dice, self.site.disk)
        self._roots = changed

    def create_custodian(self, name: str, passphrase: str, made: str = "") -> CustodianKey:
        """Make a custodian's key pair, `custodian-<name>.json` in the key folder, and keep the public key. `made` is
        the day, for the reminder: the file belongs on the custodian's own stick, not beside the register.
        """
        key = custodians.create_custodian(self.site.keys, name, passphrase, self.site.dice, made)
        self.add_custodian(key)
        return key

    def change_passphrase(self, new: str) -> None:
        """Seal the root keys under a new passphrase."""
        seal.write_seal(self.site.keys / SEAL, self._roots, new, self.site.dice, self.site.disk)

    def change_root(self, passphrase: str) -> None:
        """Take a new root key: shares of the old one open older copies of the keys, and none made from now on.

        Raises `WrongPassphrase`: the passphrase must be the register's own, or nobody could open it again.
        """
        seal.read_seal(self.site.keys / SEAL, passphrase)
        changed = self._roots._replace(root=self.site.dice(32))
        seal.write_seal(self.site.keys / SEAL, changed, passphrase, self.site.dice, self.site.disk)
        self._roots = changed

    def rebuild(self, progress: Progress = quiet) -> int:
        """Derive the index anew from the ledger, in one transaction; how many records it holds."""
        return rebuild(self.database, self.ledger, self.keys, self.index, progress)

    def renew_index(self) -> None:
        """Make an index of another form anew from the ledger, in one transaction. Its suggestions are gone."""
        with self.database.transaction():
            make_anew(self.database)
            self.rebuild()

    def verify(self, progress: Progress = quiet, *, quick: bool = False) -> list[Finding]:
        """Check everything against what was signed; empty when all is well. `quick` checks the ledger only."""
        from .verify import verify

        return verify(self, progress, quick=quick)

    def close(self) -> None:
        """Close files and let the next writer in."""
        self.database.close()
        self.drafts.close()
        self.keys.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
