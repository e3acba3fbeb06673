"""A small file is replaced whole or not at all, whatever fails."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from tereze.model.errors import MachineFailed
from tereze.store.disk import Disk, new_file, read_whole, write_whole
from tereze.store.faults import DiskFailed, DiskFull, FileMissing


class Failing(Disk):
    """A disk on which one call fails with one error, the n-th time it is made."""

    def __init__(self, call: str, number: int, turn: int = 1) -> None:
        self._call, self._number, self._turn = call, number, turn

    def _maybe(self, call: str) -> None:
        if call == self._call:
            self._turn -= 1
            if self._turn == 0:
                raise OSError(self._number, os.strerror(self._number))

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

    def sync_folder(self, folder: Path) -> None:
        self._maybe("sync_folder")
        super().sync_folder(folder)


def test_a_file_is_written_and_read_back(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"one")
    write_whole(tmp_path / "a", b"two")
    assert read_whole(tmp_path / "a") == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"one")
    Disk().make_folder(tmp_path / "b")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "b").stat().st_mode) == 0o700


@pytest.mark.parametrize("call", ["create", "write", "fsync", "rename"])
@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, DiskFull), (errno.EIO, DiskFailed)])
def test_whatever_fails_the_old_content_stays(tmp_path: Path, call: str, number: int, kind: type[Exception]) -> None:
    write_whole(tmp_path / "a", b"old")
    with pytest.raises(kind):
        write_whole(tmp_path / "a", b"new", Failing(call, number))
    assert read_whole(tmp_path / "a") == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_failed_folder_sync_is_reported(tmp_path: Path) -> None:
    with pytest.raises(MachineFailed):
        write_whole(tmp_path / "a", b"new", Failing("sync_folder", errno.EIO))


def test_a_leftover_of_a_crash_does_not_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a.part").write_bytes(b"half")
    write_whole(tmp_path / "a", b"new")
    assert read_whole(tmp_path / "a") == b"new"


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="seal"):
        read_whole(tmp_path / "seal.json")


def test_a_new_file_vanishes_when_its_block_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), new_file(Disk(), tmp_path / "a") as descriptor:  # noqa: PT012
        os.write(descriptor, b"half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_never_replaces_another(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(FileExistsError), new_file(Disk(), tmp_path / "a"):
        pass
    assert (tmp_path / "a").read_bytes() == b"old"
