"""Real registers in a temporary folder, at a desk whose clock and dice are ours."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tereze.actions import folder
from tereze.actions.desk import Desk
from tereze.actions.report import ImportReport
from tereze.model.people import ROLES, Actor
from tereze.store import embedded, seal
from tereze.store.register import Register

Sheet = Callable[[str], ImportReport]


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    """An empty encrypted register with one custodian (passphrase stretching made cheap; nothing else is)."""
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    made = embedded.create(tmp_path / "register", tmp_path / "keys", "", demo=True)
    with made:
        made.create_custodian("first", "a custodian's own passphrase")
        yield made


@pytest.fixture
def desk(register: Register) -> Desk:
    """A desk for somebody who may do everything; its clock moves one second a look, its dice are repeatable."""
    seconds, rolls = count(), count()

    def now() -> str:
        return f"2026-01-01T00:{(tick := next(seconds)) // 60 % 60:02}:{tick % 60:02}Z"

    def dice(size: int) -> bytes:
        return hashlib.shake_256(b"dice %d" % next(rolls)).digest(size)

    return Desk(register, Actor(id="amina", roles=frozenset(ROLES)), now, dice)


@pytest.fixture
def bring(desk: Desk, tmp_path: Path) -> Sheet:
    """Import a sheet given as text; every call is a file of its own."""
    numbers = count(1)

    def take(text: str) -> ImportReport:
        place = tmp_path / "sheets"
        place.mkdir(exist_ok=True)
        path = place / f"{next(numbers):03}.yaml"
        path.write_text(text, "utf-8")
        report = ImportReport()
        folder.take_in(desk, path, None, report, lambda _: None, link=False)
        return report

    return take
