"""Who says which list of people is in force: the ledger, while the register is open (see `actions.enrolling`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from tereze.actions import enrolling
from tereze.actions.desk import Desk
from tereze.actions.enrolling import Said
from tereze.model.errors import KeyProblem
from tereze.model.people import Actor

DeskOf = Callable[[Actor | None], AbstractContextManager[Desk]]
"""The desk with somebody at it; None is whoever holds the register's passphrase."""


class Closed(KeyProblem):
    """The register was closed by the panic lock."""

    message = "The register is closed."
    hint = "Open it again with its passphrase."


class Binding(Protocol):
    """What a file of people asks before it is believed, and before it is changed."""

    @property
    def is_new(self) -> bool:
        """Whether no list was ever put in force here."""
        ...

    def held(self) -> AbstractContextManager[object]:
        """Nobody else works with the register meanwhile: taken before the file's own lock, always in this order."""
        ...

    def fits(self, raw: bytes) -> bool:
        """Whether this content (empty: no file) is the list in force, as far as known."""
        ...

    def renew(self) -> None:
        """Ask the ledger again: on a server another program may have changed the list. Only while held."""
        ...

    def bind(self, raw: bytes, said: Sequence[Said], by: Actor | None) -> None:
        """Put this content in force, with notes of what changed, in the name of `by`."""
        ...


class ToLedger:
    """At an open register. `key` is the installation's own (`wiring.roll_key`)."""

    def __init__(self, desk_of: DeskOf, key: bytes) -> None:
        self._desk_of, self._key = desk_of, key
        with desk_of(None) as desk:
            self._last = enrolling.bound(desk, key)

    @property
    def is_new(self) -> bool:
        """See `Binding`."""
        return not self._last.serial

    def held(self) -> AbstractContextManager[object]:
        """See `Binding`."""
        return self._desk_of(None)

    def fits(self, raw: bytes) -> bool:
        """See `Binding`."""
        return enrolling.fits(self._key, self._last, raw)

    def renew(self) -> None:
        """See `Binding`."""
        with self._desk_of(None) as desk:
            self._last = enrolling.bound(desk, self._key, self._last)

    def bind(self, raw: bytes, said: Sequence[Said], by: Actor | None) -> None:
        """See `Binding`. Raises `NotAllowed`, and what appending raises."""
        with self._desk_of(by) as desk:
            self._last = enrolling.bind(desk, self._key, self._last, raw, said)


class _Shut:
    """While the register is closed nothing says which list is in force: it is read as it stands, since nobody can do
    anything behind a closed register, and checked when the register opens.
    """

    is_new = False

    def held(self) -> AbstractContextManager[object]:
        """See `Binding`."""
        return nullcontext()

    def fits(self, raw: bytes) -> bool:  # noqa: ARG002
        """See `Binding`."""
        return True

    def renew(self) -> None:
        """See `Binding`."""

    def bind(self, raw: bytes, said: Sequence[Said], by: Actor | None) -> None:  # noqa: ARG002
        """Raises `Closed`."""
        raise Closed


SHUT = _Shut()
