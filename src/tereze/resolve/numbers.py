"""Register numbers: `T-` and seven digits that tell nothing about how many people the register holds.

A number is the image of a counter under a keyed permutation of 0 … 9,999,999 (a Feistel network over 24 bits with
cycle walking: Black & Rogaway 2002). Each installation starts its counter at a place of its own, so that two of them
rarely issue one number; when they did, `assign` says after the merge which mention keeps it.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from tereze.model.errors import MachineFailed
from tereze.model.mentions import Number

SPACE = 10_000_000
_HALF = 12
_MASK = (1 << _HALF) - 1
_ROUNDS = 8
_SHAPE = re.compile(r"T-\d{7}")


Taken = Callable[[str], bool]


class NumbersExhausted(MachineFailed):
    """Every register number is in use."""

    message = "All {0} register numbers are in use."
    hint = "A register holds at most ten million persons. Open a second register."


class Assigned(NamedTuple):
    """mention_of: number → the mention it is anchored to; number_of: mention → its oldest number."""

    mention_of: dict[str, str]
    number_of: dict[str, str]


def number_at(secret: bytes, origin: str, counter: int) -> str:
    """The number of the `counter`-th person (from 0) that installation `origin` numbers. Raises NumbersExhausted."""
    if not 0 <= counter < SPACE:
        raise NumbersExhausted(SPACE)
    start = int.from_bytes(_mac(secret, b"start", origin.encode())[:8], "big")
    return _write(_permute(secret, (start + counter) % SPACE))


def nobody(number: str) -> bool:  # noqa: ARG001  # whoever knows more is asked by this name
    """No number is claimed outside the records at hand."""
    return False


def assign(numbers: Iterable[Number], secret: bytes, taken: Taken = nobody) -> Assigned:
    """Which mention each number is anchored to, whatever order the records came in.

    Of two mentions with one number the older record keeps it (then the smaller mention id); the other mention gets
    the first free number of a sequence that only the secret and its id determine. A mention with several numbers
    keeps them all; the oldest is the one shown. Where `numbers` are only some of a register's, `taken` says which
    numbers the others claim.
    """
    mention_of: dict[str, str] = {}
    number_of: dict[str, str] = {}
    late: list[Number] = []
    ordered = sorted(numbers, key=lambda one: (one.at, one.mention, one.number, one.id))
    for record in ordered:
        if mention_of.setdefault(record.number, record.mention) == record.mention:
            number_of.setdefault(record.mention, record.number)
        else:
            late.append(record)
    for record in late:
        if record.mention not in number_of:
            number = _replacement(secret, record.mention, mention_of, taken)
            mention_of[number] = record.mention
            number_of[record.mention] = number
    return Assigned(mention_of, number_of)


def leads_to(number: str, mention_of: Mapping[str, str], clusters: Mapping[str, str]) -> str | None:
    """The anchor of the person `number` leads to today: a merge redirects, a split follows the anchored mention.

    `clusters` is mention → anchor (`Settled.anchors`; a mention that is not in it is a person alone).
    """
    mention = mention_of.get(number)
    return None if mention is None else clusters.get(mention, mention)


def is_number(text: str) -> bool:
    """Whether `text` is written like a register number."""
    return _SHAPE.fullmatch(text) is not None


def _replacement(secret: bytes, mention: str, given: Mapping[str, str], taken: Taken) -> str:
    start = int.from_bytes(_mac(secret, b"again", mention.encode())[:8], "big")
    for step in range(SPACE):
        number = _write(_permute(secret, (start + step) % SPACE))
        if number not in given and not taken(number):
            return number
    raise NumbersExhausted(SPACE)


def _permute(secret: bytes, value: int) -> int:
    while True:
        left, right = value >> _HALF, value & _MASK
        for turn in range(_ROUNDS):
            digest = _mac(secret, b"round%d" % turn, right.to_bytes(2, "big"))
            left, right = right, left ^ (int.from_bytes(digest[:2], "big") & _MASK)
        value = left << _HALF | right
        if value < SPACE:
            return value


def _mac(secret: bytes, purpose: bytes, message: bytes) -> bytes:
    return hmac.digest(secret, b"tereze/number/" + purpose + b"\0" + message, sha256)


def _write(value: int) -> str:
    return f"T-{value:07d}"
