"""A register filled from examples/office as a person would fill it: real SQLCipher, real files, the verbs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tereze import settings, wiring
from tereze.actions import folder
from tereze.actions.report import ImportReport


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory, repo: Path) -> Iterator[tuple[wiring.Opened, ImportReport]]:
    """(the open register, the report of its import)."""
    place = tmp_path_factory.mktemp("office")
    where = settings.read({}, register=place / "register")
    report = ImportReport()
    with wiring.create(where, "", demo=True) as opened:
        folder.take_in(opened.desk, repo / "examples" / "office", None, report, lambda _: None, link=False)
        yield opened, report
