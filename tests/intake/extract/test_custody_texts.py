"""Custody in texts of which nothing else is marked: pronouns, kin and people without names over several sentences."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from benchmarks.extraction import _same_custody

from tereze.intake.extract.extraction import extract

_TEXTS = Path(__file__).parent / "gold" / "custody" / "en.yaml"


def _texts() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(_TEXTS.read_text("utf-8"))
    return found


def test_marks_stand_in_their_texts() -> None:
    assert all(mark["has"] in one["text"] for one in _texts() for mark in one["custody"])


def test_what_is_marked_is_found_and_little_else() -> None:
    hit = gold = found = 0
    for one in _texts():
        read = extract(one["text"], "en", date.fromisoformat(one["date"]))
        left = list(read.custody)
        gold, found = gold + len(one["custody"]), found + len(left)
        for mark in one["custody"]:
            fit = next((each for each in left if _same_custody(mark, each, read, one["text"])), None)
            if fit is not None:
                left.remove(fit)
                hit += 1
    assert hit / gold >= 0.9
    assert hit / found >= 0.9
