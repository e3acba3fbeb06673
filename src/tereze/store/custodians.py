"""Custodians: people who can open witness identities. The desk keeps their public keys, they keep the private one.

A private key lives in a sealed file of its own with a passphrase of its own. Best it is made on the custodian's own
machine and never seen here; one that was made at the desk leaves it on a stick within days. A register never needs it.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from tereze.ledger.custody import CustodianKey, CustodianSecret, custodian_secret, read_custodian_key
from tereze.ledger.errors import BadCustodianKey
from tereze.model.errors import BadInput, KeyProblem

from .disk import read_whole, write_whole
from .faults import NoPermission
from .seal import Dice, SealDamaged, WrongPassphrase, open_small, seal_small

PURPOSE = "custodian/1"
CEREMONY_DAYS = 7
"""Within how many days a custodian's file must have left the key folder."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


class NotAPublicKey(BadInput):
    """A file that holds no custodian's public key."""

    message = "{0} holds no custodian's public key."
    hint = "It is the small file that ends in .pub, made by `tereze custodian new-key` on the custodian's own machine."


class NotACustodiansKey(KeyProblem):
    """A file that is no custodian's private key at all."""

    message = "{0} is not a custodian's key."
    hint = "It is the file custodian-NAME.json, on the custodian's stick; made by `tereze custodian new-key`."


class WrongCustodianPassphrase(KeyProblem):
    """The passphrase is not the custodian's own."""

    message = "This is not the passphrase of the custodian's key {0}."
    hint = (
        "It is the one given when the key was made, not the register's. Check the keyboard layout and capital letters. "
        "Without it nobody can open what is sealed to this custodian alone."
    )


class Ceremony(NamedTuple):
    """What is due while private keys of custodians lie beside the register: the files, the day (ISO) the oldest was
    made, and how many days are left to move it away (below 0: overdue).
    """

    files: tuple[str, ...]
    made: str
    days_left: int


class BadCustodianName(BadInput):
    """A name that cannot be part of a file name everywhere."""

    message = "“{0}” cannot name a custodian."
    hint = "Use small Latin letters, digits, “-” and “_”. It need not be the person's name."


def create_custodian(folder: Path, name: str, passphrase: str, dice: Dice, made: str = "") -> CustodianKey:
    """Write `custodian-<name>.json` with a new private key; the public key to give to the desk. `made` is the day.

    Raises `BadCustodianName`, MachineFailed; never replaces a file.
    """
    if not _NAME.fullmatch(name):
        raise BadCustodianName(name)
    path = custodian_file(folder, name)
    if path.exists():
        raise NoPermission(path.name, hint="There is a custodian of this name already; their key is never replaced.")
    secret = custodian_secret(dice(96))
    write_whole(path, _with_day(seal_small(secret.raw, PURPOSE, passphrase, dice), made))
    return secret.public()


def write_public(folder: Path, name: str, key: CustodianKey) -> Path:
    """Write `custodian-<name>.pub`, the file to hand to the desk. Raises MachineFailed."""
    path = folder / f"custodian-{name}.pub"
    write_whole(path, f"{key}\n".encode())
    return path


def read_public(path: Path) -> CustodianKey:
    """The public key in a file as `write_public` makes it. Raises `NotAPublicKey`, MachineFailed."""
    try:
        return read_custodian_key(read_whole(path).decode("ascii").strip())
    except (UnicodeDecodeError, BadCustodianKey) as error:
        raise NotAPublicKey(path.name) from error


def ceremony_due(keys: Path, today: str) -> Ceremony | None:
    """What is due on the day `today` (ISO 8601, a time may follow); None when no private key lies in the key folder."""
    files = sorted(keys.glob("custodian-*.json"))
    if not files:
        return None
    made = min(map(_day_of, files))
    left = CEREMONY_DAYS - (date.fromisoformat(today[:10]) - date.fromisoformat(made)).days
    return Ceremony(tuple(file.name for file in files), made, left)


def open_custodian(path: Path, passphrase: str) -> CustodianSecret:
    """A custodian's private key.

    Raises `NotACustodiansKey`, `WrongCustodianPassphrase`, `SealDamaged`, MachineFailed.
    """
    sealed = read_whole(path)
    if not _is_a_key(sealed):
        raise NotACustodiansKey(path.name)
    try:
        raw = open_small(sealed, PURPOSE, passphrase, path.name)
    except WrongPassphrase as error:
        raise WrongCustodianPassphrase(path.name) from error
    if len(raw) not in {32, 96}:
        raise SealDamaged(path.name, "its key has the wrong length")
    return custodian_secret(raw)


def _is_a_key(raw: bytes) -> bool:
    """Whether a file says of itself that it is a custodian's key; whether it is whole is another question."""
    try:
        said = msgspec.json.decode(raw, type=dict[str, msgspec.Raw]).get("tereze", msgspec.Raw(b'""'))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return PURPOSE.encode() in raw
    return bytes(said) == msgspec.json.encode(PURPOSE)


def custodian_file(folder: Path, name: str) -> Path:
    """Where `create_custodian` puts the sealed private key."""
    return folder / f"custodian-{name}.json"


def _with_day(raw: bytes, made: str) -> bytes:
    """A sealed file with the day it was made, which is for people: nothing rests on it."""
    if not made:
        return raw
    plain = msgspec.json.decode(raw, type=dict[str, msgspec.Raw]) | {"made": msgspec.Raw(msgspec.json.encode(made))}
    return msgspec.json.format(msgspec.json.encode(plain, order="sorted"), indent=2)


def _day_of(file: Path) -> str:
    """The day a key file says it was made; else the day it was written."""
    try:
        made = msgspec.json.decode(read_whole(file), type=dict[str, msgspec.Raw]).get("made", msgspec.Raw(b'""'))
        return date.fromisoformat(msgspec.json.decode(made, type=str)).isoformat()
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        return datetime.fromtimestamp(file.stat().st_mtime, UTC).date().isoformat()


def read_all(keys: tuple[str, ...]) -> tuple[CustodianKey, ...]:
    """The public keys kept in the seal."""
    return tuple(read_custodian_key(key) for key in keys)
