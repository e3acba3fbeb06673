"""Ids are opaque, repeatable, and different for different things."""

from __future__ import annotations

import base64
import hashlib
import hmac
import inspect
import re
from collections.abc import Callable

from tereze.model import ids

SECRET = b"a register's secret, 32 bytes ok"
SHAPE = re.compile(r"[a-z][a-z2-7]{16}")


DERIVATIONS = {name: made for name, made in vars(ids).items() if name.endswith("_id")}


def _made() -> list[str]:
    """One id of every kind, each from as many parts as it asks for."""
    return [made(SECRET, *["one"] * _needed(made)) for made in DERIVATIONS.values()]


def _needed(made: Callable[..., str]) -> int:
    parameters = list(inspect.signature(made).parameters.values())[1:]
    return sum(item.default is item.empty and item.kind is not item.VAR_POSITIONAL for item in parameters)


def test_every_kind_of_id_has_a_letter_of_its_own() -> None:
    letters = [made[0] for made in _made()]
    assert len(letters) == 16
    assert len(set(letters)) == len(letters)


def test_every_id_has_one_shape() -> None:
    assert all(SHAPE.fullmatch(made) for made in _made())


def test_the_same_reference_gives_the_same_id_and_another_secret_another() -> None:
    assert ids.mention_id(SECRET, "interview-17", "me") == ids.mention_id(SECRET, "interview-17", "me")
    assert ids.mention_id(SECRET, "interview-17", "me") != ids.mention_id(b"x" * 32, "interview-17", "me")


def test_parts_are_not_joined_into_one_string() -> None:
    assert ids.mention_id(SECRET, "a-b", "c") != ids.mention_id(SECRET, "a", "b-c")


def test_a_place_never_looks_like_a_key() -> None:
    assert ids.place(3) == "#3"
    assert not re.fullmatch("[a-z0-9_-]+", ids.place(3))
    assert ids.statement_id(SECRET, "s", "3") != ids.statement_id(SECRET, "s", ids.place(3))


def test_an_id_is_the_base32_of_the_first_ten_bytes_of_the_hmac() -> None:
    message = b"".join(len(part).to_bytes(4, "big") + part for part in (b"s", b"interview-17"))
    digest = hmac.new(SECRET, message, hashlib.sha256).digest()
    assert ids.source_id(SECRET, "interview-17") == "s" + base64.b32encode(digest[:10]).decode().lower()
