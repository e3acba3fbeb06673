"""A register restored, and one founded: all of it, or nothing at all. Everyone here is invented."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tereze.actions.index import Indexed
from tereze.ledger.identity import bare
from tereze.ledger.sealing import seal_many
from tereze.model.errors import TerezeError
from tereze.model.records import Audit, to_payload
from tereze.store import carried, embedded, founding, replica, shares
from tereze.store.disk import Disk
from tereze.store.embedded import AlreadyThere
from tereze.store.founding import Founded, Source
from tereze.store.register import Register, Site

People = Callable[..., list[Any]]
Commit = Callable[..., list[bytes]]
NEW = "new words of a new office"


class Office:
    """What partners hold of a register that is gone: shares, a copy of the keys, a replica; and what it was."""

    def __init__(self, top: Path, register: Register) -> None:
        self.top = top
        roots = register.roots
        self.origin, self.root = register.origin, roots.root
        self.shares = shares.split(roots.root, 3, 5)
        vkey = str(register.installation.verifier)
        whole = carried.of_register(roots, tuple(register.keys.rows()), "2026-01-02", (vkey,))
        carried.write_copy(top / "k.keys", roots.root, whole, os.urandom)
        replica.write(register, top / "r.trzb", "2026-01-02", ())
        self.persons = list(register.index.persons())
        self.size = register.ledger.head(register.origin).size
        self.blobs = list(register.vault.blobs())

    def restore(self, to: str, words: list[str]) -> Founded:
        """Restore into the folder `to`."""
        found = carried.open_copy(self.top / "k.keys", shares.combine(words))
        begun = founding.restored(found, os.urandom)
        site = Site(self.top / to, self.top / f"{to}.keys")
        return founding.found(site, NEW, begun, Source(self.top / "r.trzb"), write_first)


def write_first(register: Register) -> None:
    """Something to begin the new log with."""
    note = Audit(id="u1", at="2026-01-03T00:00:00Z", by="x", what="register.found")
    with register.unit() as unit:
        sealed = list(seal_many([to_payload(note)], "case", register.keys.issue(["audit"]), os.urandom(12)))
        (place,) = unit.append(sealed)
        register.index.apply([Indexed(sealed[0].id, register.origin, place, "case", note)])
        register.index.settle()


@pytest.fixture
def office(tmp_path: Path, passphrase: str, people: People, commit: Commit) -> Office:
    with embedded.create(tmp_path / "r", tmp_path / "k", passphrase) as register:
        commit(register, people(4))
        register.vault.put(io.BytesIO(b"a photograph"), "s0000000000000001")
        register.create_custodian("first", "the words of the custodian")
        return Office(tmp_path, register)


def opened(office: Office, name: str) -> Register:
    return embedded.open(office.top / name, office.top / f"{name}.keys", NEW)


def test_the_drill(office: Office) -> None:
    """The office is gone. Three partners meet: the same people, everything verified, and a log that goes on."""
    done = office.restore("back", [office.shares[4], office.shares[0], office.shares[2]])
    assert done.entries == office.size
    with opened(office, "back") as register:
        assert list(register.index.persons()) == office.persons
        assert register.verify() == []
        assert list(register.vault.blobs()) == office.blobs
        assert register.origin == done.origin != office.origin
        genesis = register.ledger.geneses()[register.origin]
        assert [(one.origin, one.size) for one in genesis.follows] == [(office.origin, office.size)]
        assert len(register.custodians) == 1
    assert not list((office.top / "back.keys").glob("custodian-*"))
    assert not list(office.top.glob("*.part"))


def test_two_shares_of_three_restore_nothing(office: Office) -> None:
    with pytest.raises(TerezeError, match="3 different shares"):
        office.restore("back", office.shares[:2])
    assert not (office.top / "back").exists()


def test_the_old_log_is_never_written_to_again(office: Office) -> None:
    office.restore("back", office.shares[:3])
    with opened(office, "back") as register:
        assert register.ledger.head(office.origin).size == office.size
        write_first(register)
        assert register.ledger.head(office.origin).size == office.size
        assert not register.ledger.forks()


def test_a_partner_who_knew_the_old_log_takes_the_new_one(office: Office, passphrase: str) -> None:
    """The old key vouches for the new: nobody has to be told a new key by telephone."""
    office.restore("back", office.shares[:3])
    with opened(office, "back") as register:
        replica.write(register, office.top / "after.trzb", "2026-01-04", ())
        new = register.origin
    with embedded.open(office.top / "r", office.top / "k", passphrase) as partner:
        replica.take(partner, office.top / "after.trzb", (), ())
        assert new in {bare(head.log) for head in partner.ledger.heads()}
        assert not partner.ledger.forks()


def test_restored_twice_there_are_two_logs_and_no_fork(office: Office) -> None:
    one, two = (office.restore(name, office.shares[:3]) for name in ("one", "two"))
    assert one.origin != two.origin
    with opened(office, "one") as register:
        replica.write(register, office.top / "one.trzb", "2026-01-04", ())
    with opened(office, "two") as register:
        replica.take(register, office.top / "one.trzb", (), ())
        assert len(register.ledger.heads()) == 3
        assert not register.ledger.forks()
        assert register.verify() == []


def test_what_is_there_is_never_touched(office: Office) -> None:
    kept = (office.top / "r" / "register.db").read_bytes()
    for taken in ("r", "full"):
        (office.top / taken).mkdir(exist_ok=True)
        (office.top / taken / "something").write_text("mine", "utf-8")
        with pytest.raises(AlreadyThere):
            office.restore(taken, office.shares[:3])
        assert (office.top / taken / "something").read_text("utf-8") == "mine"
    assert (office.top / "r" / "register.db").read_bytes() == kept


@pytest.mark.parametrize("left", [0.2, 0.7, 0.99])
def test_a_cut_off_replica_restores_nothing(office: Office, left: float) -> None:
    raw = (office.top / "r.trzb").read_bytes()
    (office.top / "r.trzb").write_bytes(raw[: int(len(raw) * left)])
    with pytest.raises(TerezeError):
        office.restore("back", office.shares[:3])
    assert [path.name for path in office.top.iterdir() if path.name.startswith("back")] == []


class Refusing(Disk):
    """A disk that refuses the nth renaming of a folder."""

    def __init__(self, at: int) -> None:
        self.left = at

    def rename(self, old: Path, new: Path) -> None:
        self.left -= old.name.endswith(".part") and old.is_dir()
        if self.left == 0:
            raise OSError(28, "No space left on device")
        super().rename(old, new)


@pytest.mark.parametrize("at", [1, 2])
def test_a_full_disk_at_the_end_is_harmless(office: Office, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(founding, "DISK", Refusing(at))
        with pytest.raises(TerezeError, match="full"):
            office.restore("back", office.shares[:3])
    assert not embedded.is_register(office.top / "back")
    office.restore("back", office.shares[:3])
    with opened(office, "back") as register:
        assert list(register.index.persons()) == office.persons


CHILD = """
    import os, sys
    from pathlib import Path
    from tereze.store import carried, founding, seal
    from tereze.store.disk import Disk
    from tereze.store.register import Site
    seal.MEMORY_KIB = 64
    top, root, at = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), sys.argv[3]
    class Dying(Disk):
        left = {"keys": 1, "register": 2}.get(at, 0)
        def rename(self, old, new):
            if old.name.endswith(".part") and old.is_dir():
                self.left -= 1
                if self.left == 0: os._exit(9)
            super().rename(old, new)
        def remove(self, path):
            if at == "marker" and path.name == "unfinished": os._exit(9)
            super().remove(path)
    founding.DISK = Dying()
    def first(register):
        if at == "first": os._exit(9)
        sys.path.insert(0, sys.argv[4])
        from test_founding import write_first
        write_first(register)
    begun = founding.restored(carried.open_copy(top / "k.keys", root), os.urandom)
    site = Site(top / "back", top / "back.keys")
    founding.found(site, "new words of a new office", begun, founding.Source(top / "r.trzb"), first)
"""


@pytest.mark.parametrize("at", ["first", "keys", "register", "marker"])
def test_a_death_at_any_step_is_harmless(office: Office, at: str) -> None:
    """Killed, not failed: nothing is cleaned up. Starting again works, or everything is there already."""
    here = str(Path(__file__).parent)
    command = [sys.executable, "-c", textwrap.dedent(CHILD), str(office.top), office.root.hex(), at, here]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 9, done.stderr
    if at == "marker":  # all of it was there, and named
        assert embedded.is_register(office.top / "back")
    else:
        assert not embedded.is_register(office.top / "back")
        office.restore("back", office.shares[:3])
    with opened(office, "back") as register:
        assert list(register.index.persons()) == office.persons
        assert register.verify() == []


def test_register_ids_come_back_from_any_origin(office: Office) -> None:
    assert len(founding.register_id(office.origin)) == 16
