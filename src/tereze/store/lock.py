"""One writer at a time: a lock on a file beside the register, held by the operating system and freed by any death."""

from __future__ import annotations

import os
import sys
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
