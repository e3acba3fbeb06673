"""Tokens: how a program of a partner comes in. Made and ended in administration, kept as digests, never more than its
person: who leaves the roll, or loses a role, takes the token along."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Callable

from msgspec.structs import replace

from tereze.actions.enrolling import Said
from tereze.model.errors import NotFound, WrongUse
from tereze.model.people import ROLES, Actor

from .kept import File, Token
from .roll import token_digest

MARK = "trz_"
SHAPE = re.compile(r"trz_[A-Za-z0-9_-]{43}")
MOST_DAYS = 366
LABEL = 60
DAY = 24 * 60 * 60


class BadToken(WrongUse):
    """A token that cannot be made."""

    message = "{0}"
    hint = "A token needs a label, roles its person holds, and an end within a year."


class Tokens:
    """All tokens. `now` is the clock on the wall; `actor_of` gives a person as he or she is today, or raises."""

    def __init__(self, file: File, now: Callable[[], float], actor_of: Callable[[str], Actor]) -> None:
        self._file, self._now, self._actor_of = file, now, actor_of

    def all(self) -> tuple[Token, ...]:
        """Tokens that still open something, by person."""
        now = self._now()
        return tuple(
            sorted((one for one in self._file.read().tokens if one.until > now), key=lambda one: (one.of, one.id))
        )

    def make(self, of: Actor, roles: frozenset[str], label: str, days: int, *, by: Actor | None = None) -> str:
        """A new token, to be shown once. Raises `BadToken`."""
        label = " ".join(label.split())
        if not 1 <= len(label) <= LABEL or not 1 <= days <= MOST_DAYS:
            raise BadToken("This token cannot be made.")
        if not roles or not roles <= of.roles & set(ROLES):
            raise BadToken("A token cannot hold more roles than its person, nor none.")
        token, now = MARK + secrets.token_urlsafe(32), int(self._now())
        made = Token(
            secrets.token_hex(4), of.id, tuple(sorted(roles)), token_digest(token), label, now, now + days * DAY
        )
        with self._file.changing(Said("office.token", of.id, roles), by=by) as kept:
            kept[0] = replace(kept[0], tokens=(*(one for one in kept[0].tokens if one.until > now), made))
        return token

    def end(self, id: str, *, by: Actor | None = None) -> None:  # noqa: A002
        """End a token; one that is not there has ended."""
        of = next((one.of for one in self._file.read().tokens if one.id == id), "")
        with self._file.changing(Said("office.token", of), by=by) as kept:
            kept[0] = replace(kept[0], tokens=tuple(one for one in kept[0].tokens if one.id != id))

    def find(self, token: str) -> tuple[Token, Actor] | None:
        """The token and who asks by it: its person, with the roles that both hold today."""
        if not SHAPE.fullmatch(token):
            return None
        digest = token_digest(token)
        found = next((one for one in self.all() if hmac.compare_digest(one.digest, digest)), None)
        if found is None:
            return None
        try:
            person = self._actor_of(found.of)
        except NotFound:  # not on the roll any more
            return None
        return found, Actor(id=person.id, roles=person.roles & frozenset(found.roles))
