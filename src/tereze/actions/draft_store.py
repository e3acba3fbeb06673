"""What a store of drafts must do. Drafts are mutable, encrypted, one person's own, and never in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from tereze.model.errors import BadInput, NotFound, TerezeError

LARGEST = 16 * 1024 * 1024
"""Bytes of one draft: a long document with its sheet; files go into the vault."""


WEIGHTS = "weights"
"""The source of lessons that are weights, taught by other lessons: they go when any lesson goes."""


class StaleDraft(TerezeError):
    """Somebody wrote the draft since it was read: another window of the same person, or it was finished there."""

    message = "This draft was changed or finished in another window."
    hint = "Load it again; what is typed here was not saved over it."
    exit_code = 5


class DraftTooLarge(BadInput):
    """A draft beyond the limit."""

    message = "This draft is too large to keep ({0} bytes)."
    hint = "Split it, or keep the document as a file and draft from parts of it."


class NoDraft(NotFound):
    """No such draft of this person's."""

    message = "You have no draft “{0}”."
    hint = "It was finished or thrown away, or it is another person's."


class DraftHead(NamedTuple):
    """A draft without its content. `version` is opaque: it rises with every save and is never used twice."""

    key: str
    kind: str
    version: int
    saved: str


class Draft(NamedTuple):
    """A draft: `body` is whatever its screen wrote."""

    key: str
    kind: str
    version: int
    saved: str
    body: bytes


class Lesson(NamedTuple):
    """What a person made of a machine's suggestion: training data that never leaves the register.

    `source` is the source the text came from: what erases anything in it erases its lessons.
    """

    id: str
    source: str
    at: str
    body: bytes


class DraftStore(Protocol):
    """Every call is whole on the disk when it returns, or never was."""

    def save(self, owner: str, head: DraftHead, body: bytes) -> int:
        """Write a draft over the version the head names (0: there is none yet); its new version.

        Raises `StaleDraft` when another version is there, or none.
        """
        ...

    def load(self, owner: str, key: str) -> Draft | None:
        """One draft of a person's own."""
        ...

    def list(self, owner: str, kind: str = "") -> list[DraftHead]:
        """A person's drafts of a kind ("" is any), the last saved first."""
        ...

    def drop(self, owner: str, key: str, version: int = 0) -> bool:
        """Remove a draft for good; with a version, only that one (else `StaleDraft`). Whether it was there."""
        ...

    def forget(self, about: Callable[[str], bool]) -> int:
        """Remove every draft whose key `about` says yes to, whoever holds it; how many there were."""
        ...

    def learn(self, lessons: Sequence[Lesson]) -> None:
        """Keep lessons; one that is known is written over."""
        ...

    def lessons(self, after: str = "", limit: int = 1000) -> Sequence[Lesson]:
        """Lessons in order of their ids, those beyond `after`."""
        ...

    def unlearn(self, sources: Sequence[str]) -> int:
        """Remove the lessons of these sources for good, and the weights they taught; how many lessons there were."""
        ...
