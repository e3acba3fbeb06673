"""Keys on their way: a copy for recovery, sealed under the root key; a letter, sealed to another installation.

Keys are never in a bundle, so a replica alone opens nothing; these two files bring the keys and nothing else
(docs/formats/keystore.md §5 and §6). Both are one line that says what it is, one line of JSON in the clear, and the
sealed rest, bound to that line.
"""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256, shake_256
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tereze.ledger.custody import (
    CustodianKey,
    CustodianSecret,
    custodian_secret,
    read_custodian_key,
    unwrap_for,
    wrap_for,
)
from tereze.ledger.errors import BadCustodianKey, BadNote, CannotOpen
from tereze.ledger.identity import Genesis, Installation
from tereze.ledger.notes import Verifier, open_note
from tereze.model.errors import BadInput, Damaged, KeyProblem

from . import shares
from .disk import read_whole, write_whole
from .seal import Roots

COPY, LETTER, CARD = b"tereze/keycopy/1\n", b"tereze/keyletter/1\n", "card/1"
Dice = Callable[[int], bytes]
Rows = tuple[tuple[str, bytes, bytes], ...]
_T = TypeVar("_T", bound=msgspec.Struct)


class NotKeys(Damaged):
    """A file that is not what it should be."""

    message = "{0} is no {1}, or it is damaged."
    hint = "Ask for it again. It is made by `tereze keys {2}`."


class OtherShares(KeyProblem):
    """A root key that does not open this copy."""

    message = "These shares do not open {0}: they belong to another register, or to an older set."
    hint = "The letters on the papers must be those of the file: {1}."


class NotForUs(KeyProblem):
    """A letter to somebody else."""

    message = "{0} is not addressed to this installation."
    hint = "Give the sender the card of this installation (`tereze keys card`)."


class NotFromThem(Damaged):
    """A letter that its sender did not sign."""

    message = "{0} was not signed by the installation it claims to come from."
    hint = "Do not use it. Ask the sender by telephone whether they wrote it."


class BadCard(BadInput):
    """A file that is no card."""

    message = "{0} is no card of an installation."
    hint = "It is made by `tereze keys card` or `tereze install ask` on the other machine."


class Carried(msgspec.Struct, frozen=True):
    """What travels. `keys` are (unit, kid, key). A letter to a known installation carries the keys alone; one that
    founds an installation also the id secret, the custodians, the introduction, and the public keys of all logs that
    the sender trusts; a copy the old signing seed as well.
    """

    origin: str
    genesis: bytes
    made: str
    keys: Rows
    demo: bool = False
    ids: bytes = b""
    custodians: tuple[str, ...] = ()
    introduction: str = ""
    signing: bytes = b""
    trusted: tuple[str, ...] = ()


class CopyHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The clear line of a copy: whose keys, the day, by which letters its shares are known, and the nonce."""

    origin: str
    made: str
    fingerprint: str
    nonce: bytes


class LetterHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The clear line of a letter: from whom, to whom, the day, and the key sealed to the receiver."""

    sender: str
    to: str
    made: str
    kid: bytes
    wrapped: bytes
    nonce: bytes


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an installation shows of itself so that keys can be sealed to it."""

    origin: str
    receives: str
    tereze: str = CARD

    @property
    def key(self) -> CustodianKey:
        """The public key that letters are sealed to. Raises `BadCustodianKey`."""
        return read_custodian_key(self.receives)


class _Signed(msgspec.Struct, frozen=True):
    carried: bytes
    note: str


class Opened(NamedTuple):
    """An opened letter: its head, what it carries, and the note by which its sender signed it."""

    head: LetterHead
    carried: Carried
    note: str
    digest: str


def receiver(root: bytes) -> CustodianSecret:
    """The private key of an installation that letters are sealed to; from its root key, so it is kept nowhere else."""
    return custodian_secret(shake_256(b"tereze/receive/1\n" + root).digest(96))


def card_of(installation: Installation, root: bytes) -> Card:
    """The card of an installation."""
    return Card(installation.origin, str(receiver(root).public()))


def write_card(path: Path, card: Card) -> None:
    """Write a card. Raises MachineFailed."""
    write_whole(path, msgspec.json.format(msgspec.json.encode(card), indent=2) + b"\n")


def read_card(path: Path) -> Card:
    """Read a card. Raises `BadCard`, MachineFailed."""
    try:
        card = msgspec.json.decode(read_whole(path), type=Card)
        _ = card.key
    except (msgspec.DecodeError, UnicodeDecodeError, BadCustodianKey) as error:
        raise BadCard(path.name) from error
    if card.tereze != CARD:
        raise BadCard(path.name)
    return card


def letters(text: str) -> str:
    """20 letters in five groups by which two people compare a public thing by telephone."""
    from base64 import b32encode

    said = b32encode(sha256(b"tereze/letters/1\n" + text.encode()).digest()[:13]).decode().lower()
    return "-".join(said[at : at + 4] for at in range(0, 20, 4))


def of_register(roots: Roots, keys: Rows, made: str, trusted: tuple[str, ...]) -> Carried:
    """Everything a copy for recovery carries; `made` is the day, `trusted` the public keys of all logs here."""
    return Carried(
        roots.installation().origin, roots.genesis, made, keys, roots.demo, roots.ids, roots.custodians,
        signing=roots.signing, trusted=trusted,
    )  # fmt: skip


def write_copy(path: Path, root: bytes, carried: Carried, dice: Dice) -> int:
    """Write a copy of the keys, sealed under the root key; its size. Replaces the file whole. Raises MachineFailed."""
    head = CopyHead(carried.origin, carried.made, shares.fingerprint(root), dice(12))
    line = msgspec.json.encode(head)
    sealed = ChaCha20Poly1305(_copy_key(root)).encrypt(head.nonce, msgspec.msgpack.encode(carried), COPY + line)
    raw = COPY + line + b"\n" + sealed
    write_whole(path, raw)
    return len(raw)


def copy_head(path: Path) -> CopyHead:
    """Whose keys a copy holds, without opening it. Raises `NotKeys`, MachineFailed."""
    return _parts(path, COPY, CopyHead, "copy of keys", "copy")[0]


def open_copy(path: Path, root: bytes) -> Carried:
    """Open a copy with the root key. Raises `OtherShares`, `NotKeys`, MachineFailed."""
    head, line, sealed = _parts(path, COPY, CopyHead, "copy of keys", "copy")
    if not hmac.compare_digest(head.fingerprint, shares.fingerprint(root)):
        raise OtherShares(path.name, head.fingerprint)
    plain = _open(_copy_key(root), head.nonce, sealed, COPY + line)
    if plain is None:
        raise NotKeys(path.name, "copy of keys", "copy")
    carried: Carried = _decoded(plain, Carried, path)
    return carried


def write_letter(path: Path, sender: Installation, card: Card, carried: Carried, dice: Dice) -> int:
    """Write keys to another installation, signed by us and sealed to its card; the size. Raises MachineFailed."""
    inner = msgspec.msgpack.encode(carried)
    note = sender.sign(_letter_text(sender.origin, card.origin, carried.made, _digest(inner)))
    key, kid = dice(32), dice(12)
    head = LetterHead(sender.origin, card.origin, carried.made, kid, wrap_for(card.key, kid, key), dice(12))
    line = msgspec.json.encode(head)
    plain = msgspec.msgpack.encode(_Signed(inner, note))
    raw = LETTER + line + b"\n" + ChaCha20Poly1305(key).encrypt(head.nonce, plain, LETTER + line)
    write_whole(path, raw)
    return len(raw)


def open_letter(path: Path, root: bytes) -> Opened:
    """Open a letter sealed to the installation with this root key. The caller still owes: `check_sender`.

    Raises `NotForUs`, `NotKeys`, MachineFailed.
    """
    head, line, sealed = _parts(path, LETTER, LetterHead, "letter of keys", "send")
    try:
        key = unwrap_for(receiver(root), head.kid, head.wrapped)
    except CannotOpen as error:
        raise NotForUs(path.name) from error
    plain = _open(key, head.nonce, sealed, LETTER + line)
    if plain is None:
        raise NotKeys(path.name, "letter of keys", "send")
    signed = _decoded(plain, _Signed, path)
    return Opened(head, _decoded(signed.carried, Carried, path), signed.note, _digest(signed.carried))


def check_sender(opened: Opened, genesis: Genesis, us: str, name: str) -> None:
    """Refuse a letter that the log with this first entry did not sign, to us. Raises `NotFromThem`, `NotForUs`."""
    head = opened.head
    if head.to != us:
        raise NotForUs(name)
    if genesis.origin != head.sender or opened.carried.origin != head.sender:
        raise NotFromThem(name)
    verifier: Verifier = genesis.verifier
    try:
        text = open_note(opened.note, verifier)
    except BadNote as error:
        raise NotFromThem(name) from error
    if text != _letter_text(head.sender, head.to, head.made, opened.digest):
        raise NotFromThem(name)


def _parts(path: Path, magic: bytes, kind: type[_T], what: str, made_by: str) -> tuple[_T, bytes, bytes]:
    raw = read_whole(path)
    line, newline, sealed = raw.removeprefix(magic).partition(b"\n")
    try:
        if not raw.startswith(magic) or not newline:
            raise NotKeys(path.name, what, made_by)
        return msgspec.json.decode(line, type=kind), line, sealed
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotKeys(path.name, what, made_by) from error


def _decoded(plain: bytes, kind: Any, path: Path) -> Any:
    try:
        return msgspec.msgpack.decode(plain, type=kind)
    except msgspec.DecodeError as error:
        raise NotKeys(path.name, "file of keys", "copy") from error


def _open(key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, sealed, bound)
    except (InvalidTag, ValueError):
        return None


def _copy_key(root: bytes) -> bytes:
    return hmac.digest(root, b"tereze/keycopy/1", "sha256")


def _digest(inner: bytes) -> str:
    return b64encode(sha256(inner).digest()).decode()


def _letter_text(sender: str, to: str, made: str, digest: str) -> str:
    return f"tereze/keyletter/1\n{sender}\n{to}\n{made}\n{digest}\n"
