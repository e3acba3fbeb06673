"""Killed without warning at two hundred random points: nothing acknowledged is lost, and the store verifies."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tereze.store import embedded
from tereze.store.index.tables import DERIVED
from tereze.store.register import Register
from tereze.store.verify import digest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
KILLS = 200


def _fork(work: Callable[[int], None]) -> tuple[int, int]:
    """Run `work` in a child that gets the writing end of a pipe: (its process id, the reading end)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(writing)
        finally:
            os._exit(1)
    os.close(writing)
    return child, reading


def _end(child: int, reading: int) -> bytes:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    said = b""
    while piece := os.read(reading, 65536):
        said += piece
    os.close(reading)
    return said


@pytest.mark.slow
def test_no_acknowledged_entry_is_lost(tmp_path: Path, passphrase: str, commit: Callable[..., list[bytes]]) -> None:
    dice = random.Random(7)
    register, keys = tmp_path / "register", tmp_path / "keys"
    with embedded.create(register, keys, passphrase) as opened:
        commit(opened, 9_999_996)  # and everything is imported before the first fork
        began = time.perf_counter()
        for at in range(4):
            commit(opened, 9_999_992 + at)
        pace = (time.perf_counter() - began) / 4
    acknowledged: set[bytes] = set()
    number = 1

    def work(writing: int) -> None:
        opened = embedded.open(register, keys, passphrase)
        os.write(writing, b"o")
        for at in range(number, number + 1000):
            entries = commit(opened, at, 1 + at % 3)
            os.write(writing, b"".join(entries))

    left = 0
    for kill in range(KILLS):
        child, reading = _fork(work)
        heard = b""
        while len(heard) < (0, 1, 33, 33)[kill % 4]:  # killed while it opens, in its first commit, or in a later one
            heard += os.read(reading, 65536)
        time.sleep(dice.random() * 1.5 * pace)
        said = (heard + _end(child, reading)).removeprefix(b"o")
        ids = {said[at : at + 32] for at in range(0, len(said) - 31, 32)}
        acknowledged |= ids
        number += 1000
        with embedded.open(register, keys, passphrase) as opened:
            there = set(opened.store.ids(opened.origin))
            assert ids <= there, f"kill {kill}"
            if kill % 40 == 39:
                assert opened.verify() == []
        left += bool(ids)
    with embedded.open(register, keys, passphrase) as opened:
        assert acknowledged <= set(opened.store.ids(opened.origin))
        assert all(opened.keys.get(kid) is not None for kid in _kids(opened))
        assert opened.verify() == []
        assert not any((register / "vault" / "incoming").iterdir())
    assert left >= KILLS // 2


def _kids(register: Register) -> list[bytes]:
    from tereze.ledger.entry import read_clear

    return [read_clear(entry.raw).kid for entry in register.ledger.entries(register.origin, 1)]


def test_killed_while_rebuilding_the_old_index_stays(
    closed: Path, passphrase: str, commit: Callable[..., list[bytes]]
) -> None:
    dice = random.Random(8)
    register, keys = closed / "register", closed / "keys"

    def work(writing: int) -> None:
        opened = embedded.open(register, keys, passphrase)
        os.write(writing, b"x")
        while True:
            opened.rebuild()

    with embedded.open(register, keys, passphrase) as opened:
        before = [digest(opened.database, table) for table in DERIVED]
    for _ in range(25):
        child, reading = _fork(work)
        assert os.read(reading, 1) == b"x"
        time.sleep(dice.random() * 0.03)
        _end(child, reading)
        with embedded.open(register, keys, passphrase) as opened:
            assert [digest(opened.database, table) for table in DERIVED] == before
    with embedded.open(register, keys, passphrase) as opened:
        assert opened.verify() == []


def test_killed_while_making_a_register_nothing_is_taken_for_one(tmp_path: Path, passphrase: str) -> None:
    dice = random.Random(9)
    whole = 0
    for turn in range(25):
        folder = tmp_path / str(turn)

        def work(_writing: int, folder: Path = folder) -> None:
            embedded.create(folder / "register", folder / "keys", passphrase)
            signal.pause()

        child, reading = _fork(work)
        time.sleep(dice.random() * 0.08)
        _end(child, reading)
        if embedded.is_register(folder / "register"):
            whole += 1
            with embedded.open(folder / "register", folder / "keys", passphrase) as opened:
                assert opened.verify() == []
        else:
            with pytest.raises(embedded.NoRegister):
                embedded.open(folder / "register", folder / "keys", passphrase)
    assert whole < 25
