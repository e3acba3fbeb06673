"""Searches that can stand in an address: sealed under a key that lives as long as the process.

A browser keeps the addresses it visited. `/search/?q=a name` would write the names of people into a file that nobody
here controls; a ticket tells nothing, works with the back button and as a link to the next page, and is worthless once
the office is closed, or to another person.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tereze.actions.searching import Asked
from tereze.model.errors import NotFound

_KEY = AESGCM(AESGCM.generate_key(256))
_NONCE = 12
LONGEST = 4096


def ticket(asked: Asked, person: str) -> str:
    """The search as part of an address, for this person."""
    nonce = os.urandom(_NONCE)
    sealed = _KEY.encrypt(nonce, msgspec.json.encode(asked), person.encode())
    return urlsafe_b64encode(nonce + sealed).decode().rstrip("=")


def search_of(text: str, person: str) -> Asked:
    """The search behind a ticket. Raises `NotFound` for one of another person, another day, or of nobody."""
    if len(text) > LONGEST:
        raise NotFound("")
    try:
        sealed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return msgspec.json.decode(_KEY.decrypt(sealed[:_NONCE], sealed[_NONCE:], person.encode()), type=Asked)
    except (ValueError, InvalidTag) as error:  # no base64, cut short, or not ours
        raise NotFound("") from error
