"""One writer at a time: a lock on a file beside the register, held by the operating system and freed by any death."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from .faults import Busy, disk_errors

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def hold(descriptor: int) -> None:
    """Mark an open file as in use until it is closed; nothing happens where the file system knows no locks."""
    with suppress(OSError):
        _take(descriptor)


def is_held(path: Path) -> bool:
    """Whether some process has marked this file as in use."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        _take(descriptor)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


class WriterLock:
    """Held from creation to `release`. Raises `Busy` when another process (or another Register here) holds it."""

    def __init__(self, path: Path) -> None:
        with disk_errors(path.name):
            self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._descriptor)
        except OSError as error:
            self.release()
            raise Busy(path.parent.name) from error

    def release(self) -> None:
        """Let the next writer in; releasing twice does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
