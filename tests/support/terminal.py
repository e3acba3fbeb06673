"""A program on a real terminal (a pty) of a given size: keys go in, what stands on its screen comes out."""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

_CLEARED = "\x1b[2J"
_STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]")
PATIENCE = 30  # seconds: the machine may be busy
SECOND, USUAL = "\x1b[?1049h", "\x1b[?1049l"
_START = """
import fcntl, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # the terminal whose Ctrl-C reaches the program
from tereze.store import seal
seal.MEMORY_KIB = 64
from tereze.cli.main import cli
cli(prog_name="tereze")
"""


class Terminal:
    """`tereze …` at a terminal. Use it in a `with`: a program that does not end is ended."""

    def __init__(
        self, arguments: list[str], folder: Path, size: tuple[int, int], environment: Mapping[str, str]
    ) -> None:
        import fcntl
        import pty
        import termios

        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "LINES"}}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder,
            env=kept | {"TERM": "xterm-256color", "LANG": "C.UTF-8"} | dict(environment), start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self.raw = ""
        self._rest = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.ours)

    @property
    def screen(self) -> str:
        """What was drawn since the screen was last cleared, without the codes that steer a terminal."""
        return _STEERING.sub("", self.raw.rpartition(_CLEARED)[2]).replace("\r\n", "\n")

    def until(self, text: str) -> str:
        """Wait until the screen holds a text; the screen. Fails with what stands there."""
        self._read(lambda: text in self.screen)
        assert text in self.screen, f"no “{text}” on:\n{self.screen}"
        return self.screen

    def type(self, keys: str) -> None:
        """Press keys, as fast as a program can."""
        os.write(self.ours, keys.encode())

    def end(self) -> int:
        """Wait until the program has ended; its exit code."""
        self._read(lambda: self.process.poll() is not None)
        return self.process.wait(PATIENCE)

    def interrupt(self) -> None:
        """Ctrl-C, as the terminal's driver sends it, once the program waits for keys: between its last look at signals
        and its reading, Python notices one only with the next key.
        """
        until, before, still = time.monotonic() + PATIENCE, "", 0
        while still < 5 and time.monotonic() < until:
            now = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(")")[2]
            still = still + 1 if now == before and now.split()[0] == "S" else 0
            before = now
            time.sleep(0.05)
        self.type("\x03")

    def hang_up(self) -> None:
        """The window is closed."""
        os.killpg(self.process.pid, signal.SIGHUP)

    def _read(self, done: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not done() and time.monotonic() < until:
            if not select.select([self.ours], [], [], 0.05)[0]:
                continue
            try:
                self._rest += os.read(self.ours, 65536)
            except OSError:  # Linux says so when the other side is closed
                self.process.wait(PATIENCE)
                return
            whole = self._rest.decode("utf-8", "ignore") if _complete(self._rest) else ""
            if whole:
                self.raw += whole
                self._rest = b""


def _complete(raw: bytes) -> bool:
    """Whether no character is cut in half."""
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return error.end < len(raw) or "end of data" not in error.reason
    return True
