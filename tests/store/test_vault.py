"""The evidence vault: sealed before the first byte reaches the disk, whole or not there, and every damage located."""

from __future__ import annotations

import errno
import io
import os
import random
import threading
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import pytest

from tereze.ledger.keys import MemoryKeyStore
from tereze.model.errors import MachineFailed, NotFound
from tereze.store.disk import DISK, Disk
from tereze.store.faults import DiskFull
from tereze.store.stream import CHUNK
from tereze.store.vault import FileDamaged, FileErased, NoSuchFile, Vault


@pytest.fixture
def keys() -> MemoryKeyStore:
    """A key store."""
    return MemoryKeyStore(os.urandom)


@pytest.fixture
def vault(tmp_path: Path, keys: MemoryKeyStore) -> Vault:
    """An empty vault in `tmp_path/vault`."""
    made = Vault(tmp_path / "vault", keys)
    made.prepare()
    return made


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_file_comes_back_as_it_was_received(vault: Vault) -> None:
    plain = random.Random(1).randbytes(3 * CHUNK + 5)
    kept = vault.put(io.BytesIO(plain), "s1")
    assert kept.sha256 == sha256(plain).hexdigest()
    assert kept.size == len(plain)
    assert b"".join(vault.open(kept.blob)) == plain
    assert kept.blob == sha256(vault.path(kept.blob).read_bytes()).hexdigest()
    assert list(vault.blobs()) == [kept.blob]
    assert list(vault.check()) == []


def test_the_same_file_twice_is_two_sealed_copies(vault: Vault) -> None:
    one, two = (vault.put(io.BytesIO(b"same"), "s1") for _ in range(2))
    assert one.sha256 == two.sha256
    assert one.blob != two.blob


class Watched(Disk):
    """Remembers every byte that was written."""

    def __init__(self) -> None:
        self.written = b""

    def write(self, descriptor: int, raw: bytes) -> None:
        self.written += raw
        super().write(descriptor, raw)


def test_no_plain_byte_reaches_the_disk(tmp_path: Path, keys: MemoryKeyStore) -> None:
    disk = Watched()
    vault = Vault(tmp_path / "vault", keys, disk)
    vault.prepare()
    vault.put(io.BytesIO(b"canary" * 50_000), "s1")
    assert len(disk.written) > 300_000
    assert b"canary" not in disk.written


class Failing(Disk):
    """A disk on which one call fails the n-th time."""

    def __init__(self, call: str, number: int, turn: int) -> None:
        self.call, self.number, self.turn = call, number, turn

    def _maybe(self, call: str) -> None:
        if call == self.call:
            self.turn -= 1
            if self.turn == 0:
                raise OSError(self.number, os.strerror(self.number))

    def create(self, path: Path) -> int:
        self._maybe("create")
        return super().create(path)

    def write(self, descriptor: int, raw: bytes) -> None:
        self._maybe("write")
        super().write(descriptor, raw)

    def fsync(self, descriptor: int) -> None:
        self._maybe("fsync")
        super().fsync(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        self._maybe("rename")
        super().rename(old, new)

    def make_folder(self, folder: Path) -> None:
        self._maybe("make_folder")
        super().make_folder(folder)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize(
    ("call", "turn"),
    [("create", 1), ("write", 1), ("write", 3), ("write", 5), ("fsync", 1), ("rename", 1), ("make_folder", 3)],
)
def test_whatever_fails_nothing_half_made_stays(
    tmp_path: Path, keys: MemoryKeyStore, call: str, turn: int, number: int
) -> None:
    vault = Vault(tmp_path / "vault", keys, Failing(call, number, turn))
    vault.prepare()
    with pytest.raises(MachineFailed) as caught:
        vault.put(io.BytesIO(bytes(3 * CHUNK)), "s1")
    assert isinstance(caught.value, DiskFull) == (number == errno.ENOSPC)
    assert _files(tmp_path) == []
    kept = vault.put(io.BytesIO(b"again"), "s1")
    assert b"".join(vault.open(kept.blob)) == b"again"


def test_a_source_that_cannot_be_read_leaves_nothing(vault: Vault, tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise OSError(errno.EIO, "gone")

    with pytest.raises(MachineFailed):
        vault.put(Broken(), "s1")
    assert _files(tmp_path) == []


def test_the_order_is_file_then_name_then_folder(tmp_path: Path, keys: MemoryKeyStore) -> None:
    done: list[str] = []

    class Ordered(Disk):
        def fsync(self, descriptor: int) -> None:
            done.append("fsync")
            super().fsync(descriptor)

        def rename(self, old: Path, new: Path) -> None:
            done.append("rename")
            super().rename(old, new)

        def sync_folder(self, folder: Path) -> None:
            done.append(f"sync {folder.name if len(folder.name) != 2 else 'xx'}")
            super().sync_folder(folder)

    vault = Vault(tmp_path / "vault", keys, Ordered())
    vault.prepare()
    done.clear()
    vault.put(io.BytesIO(b"text"), "s1")
    assert done == ["fsync", "sync vault", "rename", "sync xx"]


def test_leftovers_of_a_crash_are_removed_at_the_start(tmp_path: Path, keys: MemoryKeyStore) -> None:
    vault = Vault(tmp_path / "vault", keys)
    vault.prepare()
    (tmp_path / "vault" / "incoming" / "00").write_bytes(b"half a file")
    assert vault.prepare() == 1
    assert _files(tmp_path) == []


def test_what_another_writer_is_putting_stays(tmp_path: Path, keys: MemoryKeyStore) -> None:
    vault = Vault(tmp_path / "vault", keys)
    vault.prepare()
    reading, go = threading.Event(), threading.Event()

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            reading.set()
            assert go.wait(10)
            return super().read(size)

    made: list[str] = []
    thread = threading.Thread(target=lambda: made.append(vault.put(Slow(b"slow"), "s1").blob))
    thread.start()
    assert reading.wait(10)
    if os.name != "nt":
        assert Vault(tmp_path / "vault", keys).prepare() == 0
    go.set()
    thread.join()
    assert b"".join(vault.open(made[0])) == b"slow"


def test_an_erased_file_cannot_be_opened_and_is_no_damage(vault: Vault, keys: MemoryKeyStore) -> None:
    kept = vault.put(io.BytesIO(b"text"), "s1")
    keys.destroy("s1")
    with pytest.raises(FileErased):
        list(vault.open(kept.blob))
    assert list(vault.check()) == []
    path = vault.path(kept.blob)
    sealed = path.read_bytes()
    path.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    [finding] = vault.check()
    assert finding.where == f"vault/{kept.blob[:2]}/{kept.blob}"


def test_a_file_that_is_not_there(vault: Vault) -> None:
    for name in ("0" * 64, "../../etc/passwd", "", "A" * 64):
        with pytest.raises(NoSuchFile):
            list(vault.open(name))
    assert issubclass(NoSuchFile, NotFound)


def test_three_hundred_flipped_bits_are_all_reported(vault: Vault) -> None:
    kept = vault.put(io.BytesIO(random.Random(5).randbytes(150_000)), "s1")
    path, dice = vault.path(kept.blob), random.Random(6)
    sealed = path.read_bytes()
    for _ in range(300):
        broken = bytearray(sealed)
        broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
        path.write_bytes(broken)
        [finding] = vault.check()
        assert kept.blob in finding.where
        with pytest.raises((FileDamaged, FileErased)):
            list(vault.open(kept.blob))


@pytest.mark.parametrize("left", [0, 10, 26, 5000, -1])
def test_a_cut_off_file_is_reported(vault: Vault, left: int) -> None:
    kept = vault.put(io.BytesIO(bytes(70_000)), "s1")
    path = vault.path(kept.blob)
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(FileDamaged):
        list(vault.open(kept.blob))
    assert len(list(vault.check())) == 1


def test_what_does_not_belong_is_reported(vault: Vault, tmp_path: Path) -> None:
    kept = vault.put(io.BytesIO(b"text"), "s1")
    (tmp_path / "vault" / "notes.txt").write_text("x")
    wrong = tmp_path / "vault" / ("ff" if kept.blob[:2] != "ff" else "00")
    wrong.mkdir()
    vault.path(kept.blob).rename(wrong / kept.blob)
    assert sorted(finding.where for finding in vault.check()) == sorted(
        ["vault/notes.txt", f"vault/{wrong.name}/{kept.blob}"]
    )


def test_a_large_file_is_never_held_whole(vault: Vault) -> None:
    import tracemalloc

    class Endless(io.RawIOBase):
        left = 40 << 20

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            size = min(len(buffer), self.left)
            self.left -= size
            return size

    source: BinaryIO = io.BufferedReader(Endless())  # type: ignore[assignment,type-var]
    tracemalloc.start()
    kept = vault.put(source, "s1")
    for _ in vault.open(kept.blob):
        pass
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()
    assert kept.size == 40 << 20


def test_the_real_disk_is_the_default(tmp_path: Path, keys: MemoryKeyStore) -> None:
    assert Vault(tmp_path, keys)._disk is DISK


def test_a_part_of_a_file_for_a_player(vault: Vault, keys: MemoryKeyStore) -> None:
    plain = random.Random(5).randbytes(2 * CHUNK + 9)
    kept = vault.put(io.BytesIO(plain), "s1")
    assert vault.part(kept.blob, CHUNK - 3, 10) == plain[CHUNK - 3 : CHUNK + 7]
    assert vault.part(kept.blob, len(plain) - 2, 100) == plain[-2:]
    assert vault.part(kept.blob, len(plain), 100) == b""
    path = vault.path(kept.blob)
    sealed = bytearray(path.read_bytes())
    sealed[200] ^= 1
    path.write_bytes(bytes(sealed))
    with pytest.raises(FileDamaged):
        vault.part(kept.blob, 0, 10)
    with pytest.raises(NoSuchFile):
        vault.part("0" * 64, 0, 10)
    keys.destroy_many(["s1"])
    with pytest.raises(FileErased):
        vault.part(kept.blob, 0, 10)
