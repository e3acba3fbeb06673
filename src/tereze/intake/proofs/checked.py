"""What a check of a proof found. A proof that is not good says why in words; it never disappears."""

from __future__ import annotations

from typing import NamedTuple


class Checked(NamedTuple):
    """One proof, checked.

    `how`: rfc3161, ots, pgp, warc, wacz, auto-archiver, proofmode, c2pa. `what` says what it vouches for; `time` is
    ISO 8601 UTC or empty; `by` who vouches; `with_` the implementations that agreed. `problems` are why it is not
    good, `notes` what was not checked. Good means: no problem, and something vouched.
    """

    how: str
    what: str = ""
    time: str = ""
    by: str = ""
    with_: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether it holds."""
        return not self.problems and bool(self.with_)

    @property
    def verdict(self) -> str:
        """How it was proved and whether it holds: the beginning of its line, which tells of nobody."""
        return f"{self.how}: {'holds' if self.good else 'does not hold' if self.problems else 'not decided'}"

    def line(self) -> str:
        """One line for the custody history."""
        checked = f"checked with {', '.join(self.with_)}" if self.with_ else ""
        parts = (self.verdict, self.what, self.time, self.by, checked, *self.problems, *self.notes)
        return shown("; ".join(filter(None, parts)))


def verdict_of(line: str) -> str:
    """The verdict out of a line."""
    return line.partition(";")[0]


def shown(text: str, most: int = 2000) -> str:
    """Words out of a stranger's file as one line that can be kept and shown: they may hold anything."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)[:most]
