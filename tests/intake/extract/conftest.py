"""Tests of the rules ask the rules alone: what the learned reader adds to them has tests of its own."""

from __future__ import annotations

import pytest

from tereze.intake.extract import tellings

_WITH_IT = frozenset({"test_tellings", "test_custody_joined", "test_gold", "test_extraction"})


@pytest.fixture(autouse=True)
def rules_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read without the learned reader's weights, but where it is what is tested."""
    if request.module.__name__.rsplit(".", 1)[-1] not in _WITH_IT:
        monkeypatch.setattr(tellings, "is_installed", lambda: False)
