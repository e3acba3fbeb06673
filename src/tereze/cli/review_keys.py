"""Keys of the review: typed ahead or held down, with arrows, and on a keyboard that is set to Cyrillic or Uyghur."""

from __future__ import annotations

import os
import select
import sys
from typing import Any

import click

from .match_keys import Keys

LATIN = "qwertyuiopasdfghjklzxcvbnm"
_LAYOUTS = ("йцукенгшщзфывапролдячсмить", "چۋېرتيۇڭوپھسداەىقكلزشغۈبنم")
_BY_PLACE = {there: latin for layout in _LAYOUTS for there, latin in zip(layout, LATIN, strict=True)}
AMBIGUOUS = "а"  # Cyrillic: looks like the key that accepts, lies on the key that finishes
_ARROWS = {"\x1b[C": "s", "\x1b[B": "s", "\x1b[D": "b", "\x1b[A": "b", "\x1b[6~": " ", "\x1b[5~": " "}
_ARROWS |= {sequence.replace("[", "O"): key for sequence, key in _ARROWS.items()}
_LOOK = 0.2  # seconds between two looks whether Ctrl-C came
_PATIENCE = 0.05  # seconds in which the rest of an arrow key arrives


class ReviewKeys(Keys):
    """One key at a time, as the Latin letter that lies in its place; arrows go on and back, Page Down is a space."""

    def key(self) -> str:
        """A Latin letter in lower case, or the character itself; END when nothing more will come."""
        char = super().key()
        if char == AMBIGUOUS:
            return char
        return _ARROWS.get(char.upper(), _BY_PLACE.get(char, char))

    def _read(self) -> str:
        if self._usual is None:
            return super()._read()
        file = sys.stdin.fileno()
        raw = os.read(file, 1)
        if raw == b"\x1b":
            while len(raw) < 8 and select.select([file], [], [], _PATIENCE)[0]:
                raw += os.read(file, 1)
                if len(raw) > 2 and (raw[-1:].isalpha() or raw.endswith(b"~")):
                    break
        for _ in range(_more(raw[0]) if raw else 0):
            raw += os.read(file, 1)
        return raw.decode("utf-8", "replace")

    def line(self) -> str:
        """A line with echo and the usual editing keys; empty where it is given up (Ctrl-C, Ctrl-D)."""
        if self._usual is None:
            return str(click.prompt("", default="", show_default=False, prompt_suffix="> ")).strip()
        import termios

        taken: Any = termios.tcgetattr(sys.stdin)
        self._set(self._usual)
        click.echo("> ", nl=False)
        try:
            return _line(sys.stdin.fileno())
        finally:
            self._set(taken)


def _line(file: int) -> str:
    """A line as the terminal hands it over. Not with `input`, which notices Ctrl-C only at the next key when it comes
    while nothing is read."""
    raw = b""
    while not raw.endswith(b"\n"):  # a byte at a time: what was typed ahead stays for whoever reads next
        if not select.select([file], [], [], _LOOK)[0]:
            continue
        if not (one := os.read(file, 1)):
            raise EOFError
        raw += one
    return raw.decode("utf-8", "replace").strip()


def _more(first: int) -> int:
    """How many bytes follow the first of a character in UTF-8."""
    return 3 if first >= 0xF0 else 2 if first >= 0xE0 else 1 if first >= 0xC0 else 0
