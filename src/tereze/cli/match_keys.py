"""Single keys and short answers, from a terminal or from a pipe."""

from __future__ import annotations

import os
import sys
from typing import Any, Self

import click

END = ""
"""What is read where nothing more will come: the end of a pipe, or Ctrl-D."""

REASONS = {
    "same": (
        "same name, birth and place",
        "same relatives",
        "same identity number or document",
        "both accounts come from one person",
    ),
    "different": (
        "born at different times",
        "different relatives",
        "elsewhere at the same time",
        "two rows of one list",
    ),
    "unsure": ("the name alone agrees", "too little is known", "the sources must be read first"),
    "batch": ("two copies of one list", "name and birth agree in every pair", "the sources share these people"),
    "confirm": ("I read both sources and agree", "the documents agree", "I asked the family"),
    "withdraw": ("a slip of the key", "the other answer is better founded", "new information"),
}
"""The usual reasons, chosen by a number; any other is written out."""


class Keys:
    """Reads keys; `pressed` counts them, for the benchmark. Use it in a `with`: at a terminal it takes keys one by one.

    Keys typed ahead are kept, for whoever reviews a thousand pairs types faster than a screen is drawn.
    """

    def __init__(self) -> None:
        self.pressed = 0
        self._usual: Any = None  # the terminal's settings outside of the session

    def __enter__(self) -> Self:
        if sys.stdin.isatty() and sys.platform != "win32":
            import termios
            import tty

            self._usual = termios.tcgetattr(sys.stdin)
            tty.setcbreak(sys.stdin, termios.TCSADRAIN)
        return self

    def __exit__(self, *_: object) -> None:
        if self._usual is not None:
            self._set(self._usual)

    def _set(self, settings: Any) -> None:
        import termios

        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, settings)

    def key(self) -> str:
        """One key in lower case; END when nothing more will come."""
        char = self._read()
        self.pressed += char != END
        return char.lower() if char != "\x04" else END

    def _read(self) -> str:
        if self._usual is not None:
            return os.read(sys.stdin.fileno(), 1).decode("ascii", "replace")
        if sys.stdin.isatty():  # no such terminal: click knows how
            return str(click.getchar())
        while (char := sys.stdin.read(1)) in {"\n", "\r"}:
            continue
        return char

    def words(self) -> str:
        """A line of one's own words, with echo and the usual editing keys."""
        if self._usual is None:
            text = sys.stdin.readline().rstrip("\n")
        else:
            import termios

            taken = termios.tcgetattr(sys.stdin)
            self._set(self._usual)
            try:
                text = str(click.prompt("Reason", default="", show_default=False))
            finally:
                self._set(taken)
        self.pressed += len(text) + 1
        return text.strip()


def reason(keys: Keys, answer: str) -> str:
    """Ask why: a number from the list, or `w` for one's own words; empty where any other key gives it up."""
    known = REASONS[answer]
    listed = "  ".join(f"[{number}] {text}" for number, text in enumerate(known, 1))
    click.echo(f"Why {answer}?  {listed}  [w] your own words  [any other key] back")
    key = keys.key()
    if key.isdecimal() and 1 <= int(key) <= len(known):
        return known[int(key) - 1]
    return keys.words() if key == "w" else ""
