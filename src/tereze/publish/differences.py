"""What changed since the last release: who was added, who was removed, of whom something changed."""

from __future__ import annotations

import csv
from pathlib import Path

from tereze.model.value import Value


class Differences(Value, frozen=True):
    """Public ids, each list sorted. `first` when there was no release before."""

    first: bool = False
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def versions(folder: Path) -> dict[str, str] | None:
    """Public id → digest, of a release; None where there is none that can be read."""
    try:
        with (folder / "data" / "versions.csv").open(encoding="utf-8", newline="") as lines:
            return {row["id"]: row["sha256"] for row in csv.DictReader(lines)}
    except (OSError, KeyError, UnicodeDecodeError, csv.Error):
        return None


def differences(before: dict[str, str] | None, now: dict[str, str]) -> Differences:
    """Compare two releases of one line."""
    if before is None:
        return Differences(first=True, added=tuple(sorted(now)))
    return Differences(
        added=tuple(sorted(now.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - now.keys())),
        changed=tuple(sorted(id_ for id_ in now.keys() & before.keys() if now[id_] != before[id_])),
    )
