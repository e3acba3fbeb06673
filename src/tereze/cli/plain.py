"""Words of others on a terminal: as they are, without what would steer it."""

from __future__ import annotations

import sys
import unicodedata

import click

_INVISIBLE = {"\u00ad", "\u200b", "\u200e", "\u200f", "\u2060", "\ufeff"}
_JOINERS = {"\u200c", "\u200d"}  # letters take another shape beside them


def clean(text: str) -> str:
    """Without characters that would steer a terminal; blanks of every kind are blanks."""
    return "".join(map(_kept, text))


def _kept(char: str) -> str:
    if char == "\n" or char.isprintable() or char in _JOINERS:
        return char
    if char in _INVISIBLE:
        return ""
    if char in "\u2028\u2029\u0085\v\f":
        return "\n"
    return " " if char.isspace() or unicodedata.category(char) == "Zs" else "\ufffd"


def say(text: str, *, nl: bool = True) -> None:
    """Print words of others: cleaned on a terminal, exactly as they are into a file or another program."""
    click.echo(clean(text) if sys.stdout.isatty() else text, nl=nl)
