"""Drafts of the person at the desk: saved as they type, resumed later, dropped when what they hold is sealed.

A screen keeps the version that `save` or `load` gave and hands it back as `seen`: a save over anything newer is refused
(`StaleDraft`), so that two windows of one person never silently overwrite each other. Another person's drafts cannot
be seen, listed or dropped: owner is always the actor of the desk.
"""

from __future__ import annotations

import re

from tereze.model.errors import WrongUse

from .desk import Desk
from .draft_store import LARGEST, Draft, DraftHead, DraftTooLarge, NoDraft

_NAME = re.compile(r"[a-z0-9][a-z0-9_./:-]{0,199}")


class BadDraftName(WrongUse):
    """A key or kind that is not of letters a–z, digits and _ . / : -."""

    message = "“{0}” cannot name a draft."
    hint = "Use up to 200 small letters, digits and _ . / : -; never a person's name."


def save(desk: Desk, key: str, kind: str, body: bytes, seen: int = 0) -> int:
    """Keep a draft and give its new version; `seen` is the version it was made from, 0 for a new one.

    Raises `StaleDraft`, `DraftTooLarge`, `BadDraftName`, MachineFailed.
    """
    desk.must("draft")
    for name in (key, kind):
        if not _NAME.fullmatch(name):
            raise BadDraftName(name)
    if len(body) > LARGEST:
        raise DraftTooLarge(f"{len(body):,}")
    return desk.register.drafts.save(desk.actor.id, DraftHead(key, kind, seen, desk.now()), body)


def load(desk: Desk, key: str) -> Draft:
    """A draft of one's own. Raises `NoDraft`."""
    desk.must("draft")
    found = desk.register.drafts.load(desk.actor.id, key)
    if found is None:
        raise NoDraft(key)
    return found


def list(desk: Desk, kind: str = "") -> tuple[DraftHead, ...]:  # noqa: A001  # read as drafts.list
    """One's own drafts of a kind ("" is any), the last saved first."""
    desk.must("draft")
    return tuple(desk.register.drafts.list(desk.actor.id, kind))


def drop(desk: Desk, key: str, seen: int = 0) -> bool:
    """Remove a draft for good: it was sealed, or thrown away. With `seen`, only that version (else `StaleDraft`)."""
    desk.must("draft")
    return desk.register.drafts.drop(desk.actor.id, key, seen)
