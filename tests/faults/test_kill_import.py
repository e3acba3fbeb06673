"""An import killed at random points and started again ends as if nothing had happened."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tereze.actions import folder
from tereze.actions.report import ImportReport
from tereze.model.sources import Source
from tereze.settings import Settings
from tereze.store.register import Register
from tereze.wiring import create, desk_at, open_desk

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
KILLS = 15


def _import(where: Settings, sheets: Path) -> None:
    with open_desk(where, lambda: "") as opened:
        folder.take_in(opened.desk, sheets, None, ImportReport(), lambda _step: None, link=False)


def _summary(register: Register) -> tuple[dict[str, int], list[str]]:
    """What does not depend on secrets and on how often it was started."""
    counts = {kind: count for kind, count in register.index.counts().items() if kind not in {"audit", "suggestions"}}
    sources = [source for source in register.index.of_kind("source") if isinstance(source, Source)]
    return counts, sorted(f"{source.local} {source.digest}" for source in sources)


@pytest.mark.slow
def test_killed_and_started_again_it_ends_the_same(
    tmp_path: Path, repo: Path, passphrase: str, settings: Callable[[str], Settings]
) -> None:
    sheets, dice = repo / "examples" / "office", random.Random(11)
    whole, broken = settings("whole"), settings("broken")
    for where in (whole, broken):
        with create(where, passphrase):
            pass
    began = time.perf_counter()
    _import(whole, sheets)
    pace = time.perf_counter() - began
    for _ in range(KILLS):
        child = os.fork()
        if child == 0:
            try:
                _import(broken, sheets)
            finally:
                os._exit(0)
        time.sleep(dice.random() * pace * 0.6)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with open_desk(broken, lambda: "") as opened:
            assert opened.register.verify(quick=True) == []
    _import(broken, sheets)
    with open_desk(broken, lambda: "") as opened:
        assert opened.register.verify() == []
        found = _summary(opened.register)
    with open_desk(whole, lambda: "") as opened:
        assert desk_at(opened.register, whole).actor == opened.desk.actor
        assert found == _summary(opened.register)


@pytest.fixture
def settings(tmp_path: Path, passphrase: str) -> Callable[[str], Settings]:
    """Settings for a register of this name."""
    return lambda name: Settings(tmp_path / name, tmp_path / f"{name}.keys", passphrase=passphrase)
