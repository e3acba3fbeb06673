"""A list of people with no register behind it, for tests of the list alone."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from tereze.actions.enrolling import Said
from tereze.model.people import Actor
from tereze_web.people.kept import File
from tereze_web.people.roll import Roll


class Loose:
    """Believes every file and keeps in memory what was said."""

    is_new = False

    def __init__(self) -> None:
        self.said: list[tuple[str, str, str]] = []

    def held(self) -> AbstractContextManager[object]:
        return nullcontext()

    def fits(self, raw: bytes) -> bool:  # noqa: ARG002
        return True

    def renew(self) -> None:
        """Nothing else writes."""

    def bind(self, raw: bytes, said: Sequence[Said], by: Actor | None) -> None:  # noqa: ARG002
        self.said += [(one.what, one.on, "" if by is None else by.id) for one in said]


def loose_file(folder: Path) -> File:
    """A file of people in `folder` that nothing is checked against."""
    return File(folder / "people.json", Loose())


def loose_roll(folder: Path, **more: Any) -> Roll:
    """A roll in `folder` that nothing is checked against."""
    return Roll(folder / "people.json", binding=Loose(), **more)
