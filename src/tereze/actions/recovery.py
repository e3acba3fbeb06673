"""What leaves the office so that the register outlives it: shares of the root key, copies and letters of keys.

Rights and notes are here; the files are `tereze.store`'s. Each act leaves its note before anything leaves.
"""

from __future__ import annotations

from . import changing
from .append import append, note
from .desk import Desk

SPLIT, COPIED, SENT, TAKEN, FOUNDED = "keys.split", "keys.copy", "keys.send", "keys.take", "register.found"
MERGED = "merge"


def leave(desk: Desk, what: str, on: str = "", count: int = 0) -> None:
    """Note one of these acts. Raises `NotAllowed` but for custodians and administrators."""
    desk.must("hand over keys")
    with desk.register.unit() as unit:
        append(desk, unit, [note(desk, what, on, count)])
        desk.register.index.settle()


def merged(desk: Desk, sender: str, added: int) -> None:
    """Note that a replica of the installation `sender` brought `added` entries. Raises `NotAllowed` as `merge` does."""
    desk.must("merge")
    with desk.register.unit() as unit:
        append(desk, unit, [note(desk, MERGED, sender.rpartition("/")[2], added)])
        desk.register.index.settle()


def follow_erasures(desk: Desk) -> int:
    """Destroy keys of what was erased elsewhere; how many. Where any were, the index must be derived again."""
    return changing.finish_erasures(desk)
