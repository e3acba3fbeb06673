"""A bug says its kind and place, and nothing of what it was about."""

from __future__ import annotations

import pytest

from tereze_web import bugs


def _read(typed: str) -> int:
    return int(typed)


def test_a_bug_is_told_without_what_was_typed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="Айгүл") as caught:
        _read("Айгүл Ойдан, an invented name")
    bugs.tell(caught.value)
    told = capsys.readouterr().err
    assert told.startswith("tereze: a bug: ValueError in _read, line ")
    assert "Айгүл" not in told
    assert told.count("\n") == 1
