"""Second factors: codes of an authenticator app (RFC 6238), recovery codes, passkeys; who has which, and checking them.

The secret of an app is sealed under a key derived from the register, so a closed office makes and checks no codes.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from base64 import b32encode
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from msgspec.structs import replace

from tereze.model.errors import BadInput
from tereze.model.people import Actor

from .kept import Factors, Kept, Passkey
from .roll import Roll

STEP = 30
EARLIER_OR_LATER = 1
CODES = 8
CODE_BYTES = 15  # 24 letters, 120 bits: nothing to guess, so one SHA-256 is enough


class WrongCode(BadInput):
    """The second factor was wrong: which part, nobody is told."""

    message = "This code is not right."
    hint = "A code is good for half a minute and works once. Is the telephone's clock right?"


class Keyring(NamedTuple):
    """What the office lends while the register is open: the key that seals secrets, or raises that it is closed."""

    key: Callable[[], bytes]
    now: Callable[[], float]


class FactorDesk:
    """The second factors of everybody. `owner` is the id of who holds the register's own passphrase."""

    def __init__(self, roll: Roll, owner: str, ring: Keyring) -> None:
        self._roll, self._owner, self._ring = roll, owner, ring
        self._used: dict[str, int] = {}
        self._lock = Lock()

    def of(self, actor: Actor) -> Factors:
        """The factors of a person; none for who is not on the roll."""
        return self._in(self._roll.file.read(), actor.id)

    def sites_of(self, actor: Actor, site: str) -> tuple[Passkey, ...]:
        """The person's passkeys that work at this site."""
        return tuple(one for one in self.of(actor).passkeys if one.site == site)

    def with_passkey(self, credential: str, site: str) -> tuple[str, Passkey] | None:
        """Whose passkey this is (a person's id), and the passkey."""
        kept = self._roll.file.read()
        for id_ in (self._owner, *(one.id for one in kept.people)):
            for key in self._in(kept, id_).passkeys:
                if key.id == credential and key.site == site:
                    return id_, key
        return None

    def change(self, actor: Actor, how: Callable[[Factors], Factors]) -> None:
        """Keep other factors for a person."""
        with self._roll.file.changing(by=actor) as now:
            changed = how(self._in(now[0], actor.id))
            if actor.id == self._owner:
                now[0] = replace(now[0], owner=changed)
            else:
                people = (replace(one, factors=changed) if one.id == actor.id else one for one in now[0].people)
                now[0] = replace(now[0], people=tuple(people))

    def keep_app(self, actor: Actor, secret: str, code: str) -> None:
        """Keep an authenticator's secret once its first code proves that the app has it. Raises `WrongCode`."""
        if not self._fits(actor.id, secret, code):
            raise WrongCode
        sealed = _seal(self._ring.key(), secret, actor.id)
        self.change(actor, lambda old: replace(old, totp=sealed))

    def drop_app(self, actor: Actor) -> None:
        """Forget the authenticator."""
        self.change(actor, lambda old: replace(old, totp=""))

    def new_codes(self, actor: Actor, dice: Callable[[int], bytes] = os.urandom) -> tuple[str, ...]:
        """Eight new recovery codes, shown once; the old ones are worthless."""
        made = tuple(b32encode(dice(CODE_BYTES)).decode().lower() for _ in range(CODES))
        digests = tuple(_code_digest(actor.id, code) for code in made)
        self.change(actor, lambda old: replace(old, codes=digests))
        return tuple("-".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in made)

    def check(self, actor: Actor, code: str) -> str:
        """How a code proved the person: `app` or `recovery`, which is used up. Raises `WrongCode`, `Closed`."""
        plain = "".join(code.split()).replace("-", "").lower()
        factors = self.of(actor)
        if factors.totp and self._fits(actor.id, _open(self._ring.key(), factors.totp, actor.id), plain):
            return "app"
        digest = _code_digest(actor.id, plain)
        used: list[str] = []

        def without(old: Factors) -> Factors:
            used.extend(one for one in old.codes if hmac.compare_digest(one, digest))
            return replace(old, codes=tuple(one for one in old.codes if one not in used))

        if any(hmac.compare_digest(one, digest) for one in factors.codes):
            self.change(actor, without)
        if not used:
            raise WrongCode
        return "recovery"

    def _fits(self, id_: str, secret: str, code: str) -> bool:
        """Whether the app makes this code now; one that was used, or an earlier one, never fits again."""
        import pyotp

        if not (code.isascii() and code.isdigit() and len(code) == 6):
            return False
        maker, now = pyotp.TOTP(secret), int(self._ring.now()) // STEP
        with self._lock:
            for step in range(now - EARLIER_OR_LATER, now + EARLIER_OR_LATER + 1):
                fits = hmac.compare_digest(maker.generate_otp(step), code)
                if fits and step > self._used.get(id_, -1):
                    self._used[id_] = step
                    return True
        return False

    def _in(self, kept: Kept, id_: str) -> Factors:
        if id_ == self._owner:
            return kept.owner
        return next((one.factors for one in kept.people if one.id == id_), Factors())


def app_secret(dice: Callable[[int], bytes] = os.urandom) -> str:
    """A new secret for an authenticator app: 160 bits in base 32."""
    return b32encode(dice(20)).decode()


def app_address(secret: str, id_: str) -> str:
    """What the QR code says."""
    import pyotp

    return str(pyotp.TOTP(secret).provisioning_uri(name=id_, issuer_name="Tereze"))


def _code_digest(id_: str, code: str) -> str:
    return hashlib.sha256(f"tereze/recovery-code/1\0{id_}\0{code}".encode()).hexdigest()


def _seal(key: bytes, secret: str, id_: str) -> str:
    nonce = os.urandom(12)
    return (nonce + ChaCha20Poly1305(key).encrypt(nonce, secret.encode(), id_.encode())).hex()


def _open(key: bytes, sealed: str, id_: str) -> str:
    raw = bytes.fromhex(sealed)
    try:
        return ChaCha20Poly1305(key).decrypt(raw[:12], raw[12:], id_.encode()).decode()
    except InvalidTag as error:
        raise WrongCode(hint="The secret belongs to another register or person; ask for a new invitation.") from error
