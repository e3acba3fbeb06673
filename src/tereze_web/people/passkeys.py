"""Passkeys (WebAuthn): asking a browser for one, and checking what it answers.

A passkey is made for one site, which is a name: `localhost` on the office's own machine, the office's name on a
network. Browsers make none for an address of digits. The person's presence and verification (finger, face, pin) are
required, so a passkey is both factors in one.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Any

from tereze.model.errors import BadInput

from .kept import Passkey

MANY = 10


class BadPasskey(BadInput):
    """A browser's answer that proves nothing."""

    message = "This passkey could not be used."
    hint = "Try again, or use a code."


def site_of(host: str) -> str:
    """The site of a request's host; empty where browsers make no passkeys (an address of digits)."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else ""
    return "" if not name or name.startswith("[") or name.replace(".", "").isdigit() else name


def ask_new(site: str, origin: str, id_: str, have: Sequence[Passkey]) -> tuple[dict[str, Any], Any]:
    """(options for the browser, state to keep) for making a passkey."""
    from fido2.webauthn import PublicKeyCredentialUserEntity, ResidentKeyRequirement, UserVerificationRequirement

    user = PublicKeyCredentialUserEntity(id=id_.encode(), name=id_, display_name=id_)
    options, state = _server(site, origin).register_begin(
        user, [_data(one) for one in have], resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )  # fmt: skip
    return dict(options), state


def made(site: str, origin: str, state: Any, answer: Any, label: str) -> Passkey:
    """The new passkey. Raises `BadPasskey`."""
    try:
        data = _server(site, origin).register_complete(state, answer)
        credential = data.credential_data
    except Exception as error:  # the library raises many kinds for a forged or broken answer, and each means the same
        raise BadPasskey from error
    if credential is None:
        raise BadPasskey
    return Passkey(_text(credential.credential_id), _text(bytes(credential)), data.counter, label, site)


def ask(site: str, origin: str, have: Sequence[Passkey]) -> tuple[dict[str, Any], Any]:
    """(options, state) for showing a passkey: one of `have`, or, where that is empty, any the browser knows."""
    from fido2.webauthn import UserVerificationRequirement

    options, state = _server(site, origin).authenticate_begin(
        [_data(one) for one in have] or None, user_verification=UserVerificationRequirement.REQUIRED
    )
    return dict(options), state


def credential_of(answer: Any) -> str:
    """Which passkey a browser says it used."""
    found = answer.get("id") if isinstance(answer, dict) else None
    return found if isinstance(found, str) else ""


def shown(origin: str, state: Any, answer: Any, key: Passkey) -> int:
    """The new sign count when the answer proves the passkey. Raises `BadPasskey`; so does a count that went back."""
    from fido2.webauthn import AuthenticationResponse

    try:
        _server(key.site, origin).authenticate_complete(state, [_data(key)], answer)
        count = int(AuthenticationResponse.from_dict(answer).response.authenticator_data.counter)
    except Exception as error:
        raise BadPasskey from error
    if (count or key.count) and count <= key.count:
        raise BadPasskey(hint="This passkey may have been copied. Remove it and make another.")
    return count


def _server(site: str, origin: str) -> Any:
    from fido2.server import Fido2Server
    from fido2.webauthn import PublicKeyCredentialRpEntity

    return Fido2Server(PublicKeyCredentialRpEntity(name="Tereze", id=site), verify_origin=lambda said: said == origin)


def _data(key: Passkey) -> Any:
    from fido2.webauthn import AttestedCredentialData

    return AttestedCredentialData(urlsafe_b64decode(key.data + "=" * (-len(key.data) % 4)))


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
