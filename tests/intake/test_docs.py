"""The pages of the two formats name everything their readers accept, and their examples are read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tereze.intake import celldates, event_sections, mapping, source_section, statement_section, yaml_nodes
from tereze.intake.plan import NAME_ORDERS
from tereze.intake.sheet import SECTIONS

FORMATS = Path(__file__).resolve().parents[2] / "docs" / "formats"
SHEET = (FORMATS / "source-sheet.md").read_text("utf-8")
MAPPING = (FORMATS / "mapping.md").read_text("utf-8")


def named(word: str, page: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", page) is not None


def test_every_key_of_a_sheet_is_on_its_page() -> None:
    keys = set(SECTIONS) | set(source_section.KNOWN) | set(statement_section.KNOWN)
    for kind in event_sections.KINDS:
        keys |= set(kind.spec)
    assert sorted(key for key in keys if not named(key, SHEET)) == []


def test_every_key_of_a_mapping_is_on_its_page() -> None:
    assert sorted(key for key in mapping.KNOWN if not named(key, MAPPING)) == []
    assert sorted(order for order in (*NAME_ORDERS, *celldates.ORDERS) if not named(order, MAPPING)) == []


@pytest.mark.parametrize("page", [SHEET, MAPPING])
def test_every_example_is_yaml_once_it_is_filled_in(page: str) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) >= 3
    for block in blocks:
        yaml_nodes.compose(re.sub(r"\[ … \]|\{ … \}|…", "x", block).encode())


def dates_of_the_page() -> list[tuple[str, str, str]]:
    """(as written, the order given, as read) from the table under “Dates”, where a line shows both."""
    found = []
    for line in MAPPING.split("## Dates")[1].split("\n## ")[0].splitlines():
        left, _, right = line.strip("|").partition("|")
        order = re.search(r"date_order: (\w+)", left)
        written = [code for code in re.findall("`([^`]+)`", left) if not code.startswith("date_order")]
        readings = re.findall("`([^`]+)`", right.split(", unless")[0])
        if len(written) == len(readings):
            found += [(one, order[1] if order else "", two) for one, two in zip(written, readings, strict=True)]
    return found


DATES = dates_of_the_page()


@pytest.mark.parametrize(("written", "order", "found"), DATES)
def test_the_dates_of_the_page_are_read_as_it_says(written: str, order: str, found: str) -> None:
    assert celldates.read(written, order).edtf == found


def test_the_page_shows_dates() -> None:
    assert len(DATES) >= 8
