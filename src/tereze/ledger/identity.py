"""Who writes a log: origins, the clear first entry of every log, and who vouches for whom.

The origin `tereze/<register>/<installation>` fixes the keys: the installation part is a hash over them, so nobody can
sign under a foreign origin. The first entry ("genesis") is the only one in the clear; it names the keys, the heads a
restored installation goes on from, and introductions signed by installations that were there before.
"""

from __future__ import annotations

import re
from base64 import b32encode, b64decode, b64encode
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import Annotated, Literal

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from .canonical import canonical
from .errors import BadGenesis, BadNote
from .notes import Verifier, open_note, sign_note, split_note
from .protocol import Entry, Head

ORIGIN = re.compile(r"tereze/[a-z2-7]{26}/[a-z2-7]{26}")
_Origin = Annotated[str, msgspec.Meta(pattern=rf"^{ORIGIN.pattern}$")]
_Digest = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9+/]{43}=$")]


class PublicKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A signing key: algorithm name and base64."""

    alg: str
    key: str


class Earlier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The head of a log that this one goes on from: its origin, Merkle root (base64) and size."""

    origin: _Origin
    root: _Digest
    size: Annotated[int, msgspec.Meta(ge=0, lt=2**53)]


class Genesis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first entry of a log."""

    cls: Literal["genesis"]
    follows: tuple[Earlier, ...]
    intro: tuple[str, ...]
    keys: tuple[PublicKey, ...]
    origin: _Origin
    v: Literal[1]

    @property
    def verifier(self) -> Verifier:
        """The Ed25519 key that signs this log."""
        for key in self.keys:
            if key.alg == "ed25519":
                return Verifier(self.origin, b64decode(key.key))
        raise BadGenesis("it names no Ed25519 key")


class Installation(msgspec.Struct, frozen=True):
    """The writer of one log: its origin, its genesis entry and its private key. Keep it in the key store."""

    origin: str
    genesis: Entry
    seed: bytes

    def __repr__(self) -> str:
        return f"Installation({self.origin})"  # never the private key

    @property
    def verifier(self) -> Verifier:
        """The public key to publish: `str()` of it is a C2SP vkey."""
        return read_genesis(self.genesis.raw).verifier

    def sign(self, text: str) -> str:
        """The signed note over `text`."""
        return sign_note(text, self.origin, self.seed)


def new_installation(
    register: bytes, seed: bytes, *, follows: Iterable[Head] = (), intro: Iterable[str] = ()
) -> Installation:
    """A new writer for the register with the random 16-byte id `register`; `seed` is 32 random bytes, never reused.

    `follows` are the heads a restore goes on from; `intro` are notes from `introduce`.
    """
    keys = _keys(seed)
    origin = origin_of(register, keys)
    earlier = tuple(Earlier(bare(head.log), b64encode(head.root).decode(), head.size) for head in follows)
    raw = canonical(Genesis("genesis", earlier, tuple(intro), keys, origin, 1))
    return Installation(origin, Entry(sha256(raw).digest(), raw), seed)


def expected_origin(register: bytes, seed: bytes) -> str:
    """The origin `new_installation` will give: to be introduced before the genesis is written."""
    return origin_of(register, _keys(seed))


def _keys(seed: bytes) -> tuple[PublicKey, ...]:
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    return (PublicKey("ed25519", b64encode(public).decode()),)


def origin_of(register: bytes, keys: tuple[PublicKey, ...]) -> str:
    """`tereze/<register>/<installation>`, the latter from SHA-256 over the keys and the register."""
    name = base32(register)
    digest = sha256(b"tereze/installation/1\n" + canonical({"keys": list(keys), "register": name})).digest()
    return f"tereze/{name}/{base32(digest[:16])}"


def base32(raw: bytes) -> str:
    """Lower-case base32 without padding: 26 characters for 16 bytes."""
    return b32encode(raw).decode().rstrip("=").lower()


def bare(log: str) -> str:
    """The origin of a log's name."""
    return log.partition("#")[0]


def register_of(origin: str) -> str:
    """`tereze/<register>`, what all logs of one register share."""
    return origin.rpartition("/")[0]


def read_genesis(raw: bytes) -> Genesis:
    """Parse and check the first entry of a log. Raises `BadGenesis`."""
    try:
        genesis = msgspec.json.decode(raw, type=Genesis)
    except (ValueError, RecursionError) as error:
        raise BadGenesis("it is not of the expected form") from error
    if msgspec.json.encode(genesis, order="sorted") != raw:
        raise BadGenesis("it is not in canonical form")
    _check_keys(genesis)
    return genesis


def _check_keys(genesis: Genesis) -> None:
    ed25519 = [key.key for key in genesis.keys if key.alg == "ed25519"]
    if len(ed25519) != 1 or not re.fullmatch(r"[A-Za-z0-9+/]{43}=", ed25519[0]):
        raise BadGenesis("it must name exactly one Ed25519 key")
    register, installation = genesis.origin.split("/")[1:]
    keys = canonical({"keys": list(genesis.keys), "register": register})
    if base32(sha256(b"tereze/installation/1\n" + keys).digest()[:16]) != installation:
        raise BadGenesis("its keys are not those of its origin")


def introduce(installation: Installation, newcomer: str) -> str:
    """A note by which one installation vouches for another, to be put into the newcomer's genesis."""
    return installation.sign(f"tereze/introduction/1\n{newcomer}\n")


def vouched(geneses: Mapping[str, Genesis], anchors: Collection[str]) -> set[str]:
    """The origins that can be trusted: those whose vkey is an anchor, and whoever those introduced, and so on."""
    trusted = {origin for origin, genesis in geneses.items() if str(genesis.verifier) in anchors}
    waiting = set(geneses) - trusted
    while True:
        new = {origin for origin in waiting if _introduced(geneses[origin], geneses, trusted)}
        if not new:
            return trusted
        trusted |= new
        waiting -= new


def _introduced(genesis: Genesis, geneses: Mapping[str, Genesis], trusted: set[str]) -> bool:
    expected = f"tereze/introduction/1\n{genesis.origin}\n"
    for note in genesis.intro:
        try:
            signers = {name for name, _ in split_note(note)[1]} & trusted
            if any(open_note(note, geneses[name].verifier) == expected for name in signers):
                return True
        except BadNote:
            continue
    return False
