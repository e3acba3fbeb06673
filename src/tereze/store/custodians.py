"""Custodians: people who can open witness identities. The desk keeps their public keys, they keep the private one.

A private key lives in a sealed file of its own with a passphrase of its own, which leaves the desk on a stick as soon
as it is made; a register never needs it.
"""

from __future__ import annotations

import re
from pathlib import Path

from tereze.ledger.custody import CustodianKey, CustodianSecret, custodian_secret, read_custodian_key
from tereze.model.errors import BadInput

from .disk import read_whole, write_whole
from .faults import NoPermission
from .seal import Dice, SealDamaged, open_small, seal_small

PURPOSE = "custodian/1"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


class BadCustodianName(BadInput):
    """A name that cannot be part of a file name everywhere."""

    message = "“{0}” cannot name a custodian."
    hint = "Use small Latin letters, digits, “-” and “_”. It need not be the person's name."


def create_custodian(folder: Path, name: str, passphrase: str, dice: Dice) -> CustodianKey:
    """Write `custodian-<name>.json` with a new private key; the public key to give to the desk.

    Raises `BadCustodianName`, MachineFailed; never replaces a file.
    """
    if not _NAME.fullmatch(name):
        raise BadCustodianName(name)
    path = custodian_file(folder, name)
    if path.exists():
        raise NoPermission(path.name, hint="There is a custodian of this name already; their key is never replaced.")
    secret = custodian_secret(dice(96))
    write_whole(path, seal_small(secret.raw, PURPOSE, passphrase, dice))
    return secret.public()


def open_custodian(path: Path, passphrase: str) -> CustodianSecret:
    """A custodian's private key. Raises `WrongPassphrase`, `SealDamaged` or MachineFailed."""
    raw = open_small(read_whole(path), PURPOSE, passphrase, path.name)
    if len(raw) not in {32, 96}:
        raise SealDamaged(path.name, "its key has the wrong length")
    return custodian_secret(raw)


def custodian_file(folder: Path, name: str) -> Path:
    """Where `create_custodian` puts the sealed private key."""
    return folder / f"custodian-{name}.json"


def read_all(keys: tuple[str, ...]) -> tuple[CustodianKey, ...]:
    """The public keys kept in the seal."""
    return tuple(read_custodian_key(key) for key in keys)
