"""Take in a sheet that a screen wrote: the way of a file, without the sheet lying on a disk in the clear."""

from __future__ import annotations

from pathlib import Path

from tereze.intake import sheets

from . import imports
from .desk import Desk
from .report import ImportReport

NOWHERE = Path("/nonexistent")  # such a sheet names no files; nothing it could name lies under here


def receive(desk: Desk, name: str, sheet: bytes) -> ImportReport:
    """Import `sheet` (YAML or JSON, UTF-8), called `name` in messages; refusals stand in the report, with line."""
    desk.must("import")
    report = ImportReport()
    read = sheets.read(Path(name), secret=desk.register.secret, recorded=desk.now(), root=NOWHERE, held=sheet)
    imports.take_in(desk, read, report, lambda _done: None)
    return report
