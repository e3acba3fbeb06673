"""Who is at the keyboard. Roles are given by the register's administrators, never guessed."""

from __future__ import annotations

from .value import Value

ROLES = ("documenter", "analyst", "advocate", "publisher", "custodian", "administrator", "reader")


class Actor(Value, frozen=True):
    """A person using the register: an opaque `id` and the roles held. `name` never reaches a log."""

    id: str
    roles: frozenset[str] = frozenset()
    name: str = ""

    def has(self, *roles: str) -> bool:
        """Whether the person holds one of `roles`."""
        return not self.roles.isdisjoint(roles)
