"""docs/asvs.md answers every requirement of levels 1 and 2 once, and names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

# How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; their numbers run from 1, except where listed.
SECTIONS = {
    "V1.1": 2, "V1.2": 9, "V1.3": 11, "V1.4": 3, "V1.5": 2, "V2.1": 3, "V2.2": 3, "V2.3": 4, "V2.4": 1, "V3.2": 2,
    "V3.3": 4, "V3.4": 6, "V3.5": 5, "V3.7": 2, "V4.1": 3, "V4.2": 1, "V4.3": 2, "V4.4": 4, "V5.1": 1, "V5.2": 3,
    "V5.3": 2, "V5.4": 3, "V6.1": 3, "V6.2": 12, "V6.3": 4, "V6.4": 4, "V6.5": 5, "V6.6": 3, "V6.8": 4, "V7.1": 3,
    "V7.2": 4, "V7.3": 2, "V7.4": 5, "V7.5": 2, "V7.6": 2, "V8.1": 2, "V8.2": 3, "V8.3": 1, "V8.4": 1, "V9.1": 3,
    "V9.2": 4, "V10.1": 2, "V10.2": 2, "V10.3": 4, "V10.4": 11, "V10.5": 5, "V10.6": 2, "V10.7": 3, "V11.1": 2,
    "V11.2": 3, "V11.3": 3, "V11.4": 4, "V11.5": 1, "V11.6": 1, "V12.1": 3, "V12.2": 2, "V12.3": 4, "V13.1": 1,
    "V13.2": 5, "V13.3": 2, "V13.4": 5, "V14.1": 2, "V14.2": 4, "V14.3": 3, "V15.1": 3, "V15.2": 3, "V15.3": 7,
    "V16.1": 1, "V16.2": 5, "V16.3": 4, "V16.4": 3, "V16.5": 3, "V17.1": 1, "V17.2": 4, "V17.3": 2,
}  # fmt: skip
EVERY = [f"{section}.{number}" for section, count in SECTIONS.items() for number in range(1, count + 1)]
ANSWERS = {"yes", "partly", "no", "n/a"}


@pytest.fixture(scope="module")
def rows(repo: Path) -> list[list[str]]:
    """The lines of the tables: requirements, answer, how, tests."""
    text = (repo / "docs/asvs.md").read_text("utf-8")
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| V")
    ]
    return [line for line in lines if len(line) == 4]


def _named(cell: str) -> list[str]:
    """The requirements of a cell; `V9.1.1–V9.2.4` is all from one to the other."""
    found: list[str] = []
    for part in cell.split(", "):
        first, _, last = part.partition("–")
        found += EVERY[EVERY.index(first) : EVERY.index(last or first) + 1]
    return found


def test_there_are_253() -> None:
    assert len(EVERY) == 253


def test_every_requirement_is_answered_once(rows: list[list[str]]) -> None:
    answered = [one for row in rows for one in _named(row[0])]
    assert sorted(answered) == sorted(EVERY)


def test_every_answer_is_one_and_says_how(rows: list[list[str]]) -> None:
    for row in rows:
        assert row[1] in ANSWERS, row
        assert row[2], row
        assert row[3] or row[1] in {"n/a", "no", "partly"}, row


def test_every_test_that_is_named_exists(rows: list[list[str]], repo: Path) -> None:
    for name in {name for row in rows for name in re.findall(r"`([^`]+)`", row[3])}:
        place = repo / name if name.startswith("tests/") else repo / "tests/web" / name
        assert place.exists(), name


def test_every_page_it_leads_to_exists(repo: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", (repo / "docs/asvs.md").read_text("utf-8")):
        assert (repo / "docs" / link).exists(), link
