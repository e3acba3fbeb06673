"""The launcher: limits are set before the program begins, and the program gets its arguments as they were."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tereze.intake.reading import confine

FILE = str(Path(confine.__file__))


def start(*limits: str, code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", FILE, *limits, "--", sys.executable, "-I", "-c", code, "an argument"]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_limits_hold_in_the_program() -> None:
    code = "import resource as r; print(*(r.getrlimit(k)[0] for k in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE)))"
    assert start("1000000000", "7", "1234", "walled", code=code).stdout.split() == ["1000000000", "7", "1234"]


def test_arguments_arrive_as_they_were() -> None:
    assert (
        start("1000000000", "7", "1234", "cut", code="import sys; print(sys.argv[1])").stdout.strip() == "an argument"
    )


def test_a_limit_that_is_lower_already_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "getrlimit", lambda _which: (5, 5))
    monkeypatch.setattr(resource, "setrlimit", lambda which, pair: asked.update({which: pair}))
    confine._limit(10**9, 60, 10**6)
    assert set(asked.values()) == {(5, 5), (0, 0)}
