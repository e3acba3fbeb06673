"""The few ways in which this room touches the disk, in one place, so that faults can be put in their way by tests.

`write_whole` replaces a file so that after a crash at any point either the old or the new content is there, whole:
1 write a new file beside it; 2 fsync it; 3 rename it over the old one; 4 fsync the folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .faults import disk_errors
from .lock import hold

LEFTOVER = ".part"


class Disk:
    """The operating system calls of this room. Tests subclass it to make one of them fail."""

    def create(self, path: Path) -> int:
        """Open a new file for writing, readable by its owner only, marked as in use; it must not exist."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        hold(descriptor)
        return descriptor

    def write(self, descriptor: int, raw: bytes) -> None:
        """Write all of `raw`."""
        view = memoryview(raw)
        while view:
            view = view[os.write(descriptor, view) :]

    def fsync(self, descriptor: int) -> None:
        """Wait until a file's content is on the disk."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close a file."""
        os.close(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file its final name, replacing what has it."""
        old.replace(new)

    def sync_folder(self, folder: Path) -> None:
        """Wait until the names in a folder are on the disk (Windows has no such call and needs none)."""
        if os.name == "nt":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def remove(self, path: Path) -> None:
        """Remove a file; one that is not there is removed already."""
        path.unlink(missing_ok=True)

    def make_folder(self, folder: Path) -> None:
        """Make a folder that only its owner may enter, and make its name last."""
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.sync_folder(folder.parent)


DISK = Disk()


@contextmanager
def new_file(disk: Disk, path: Path) -> Iterator[int]:
    """A new file that is on the disk, whole, when the block ends, and gone when the block fails."""
    descriptor = disk.create(path)
    try:
        try:
            yield descriptor
            disk.fsync(descriptor)
        finally:
            disk.close(descriptor)
    except BaseException:
        disk.remove(path)
        raise


def write_whole(path: Path, raw: bytes, disk: Disk = DISK) -> None:
    """Replace a small file, all or nothing. Raises MachineFailed."""
    beside = path.with_name(path.name + LEFTOVER)
    with disk_errors(path.name):
        disk.remove(beside)
        with new_file(disk, beside) as descriptor:
            disk.write(descriptor, raw)
        try:
            disk.rename(beside, path)
        except OSError:
            disk.remove(beside)
            raise
        disk.sync_folder(path.parent)


def read_whole(path: Path) -> bytes:
    """The content of a small file. Raises MachineFailed."""
    with disk_errors(path.name):
        return path.read_bytes()
