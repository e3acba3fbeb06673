"""Figures: valid SVG with a title and a description, and the table they show."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import pytest

from tereze.watch.figures import Figure, Ribbon, line, ribbon, timeline

ROWS = [Ribbon("2019-01", 3, 4, 5, 4), Ribbon("2019-02", 2, 4, 9, 1)]


def parsed(figure: Figure) -> ElementTree.Element:
    return ElementTree.fromstring(figure.svg)  # noqa: S314  # our own output


def text(figure: Figure, tag: str) -> str:
    return next(one.text or "" for one in parsed(figure).iter(f"{{http://www.w3.org/2000/svg}}{tag}"))


@pytest.mark.parametrize("figure", [
    ribbon("A <title> & more", ROWS), ribbon("Empty", []), line("Line", [("2018", 1.0), ("2019", 3.0)], "points"),
    line("Empty", []), timeline("Events", [("2019-03-15", "host", "fine"), ("2019", "public", "protest")]),
    timeline("Empty", []),
])  # fmt: skip
def test_every_figure_is_an_image_with_a_name(figure: Figure) -> None:
    root = parsed(figure)
    assert root.get("role") == "img"
    assert root.get("aria-label") == text(figure, "title")
    assert list(csv.reader(io.StringIO(figure.csv)))


def test_a_ribbon_says_its_last_month_in_words_and_gives_its_numbers() -> None:
    figure = ribbon("Told", ROWS)
    assert text(figure, "desc") == "2 months to 2019-02. Last month: 1 told so far, 2 to 9 expected in the end."
    assert list(csv.reader(io.StringIO(figure.csv)))[2] == ["2019-02", "1", "2", "4", "9"]


def test_a_timeline_tells_every_dated_event_and_tables_the_others() -> None:
    figure = timeline("Events", [("2019-03-15", "host", "a <fine>"), ("", "host", "undated")])
    assert text(figure, "desc") == "2019-03 a <fine> (host)"
    assert len(list(parsed(figure).iter("{http://www.w3.org/2000/svg}circle"))) == 1
    assert "undated" in figure.csv


def test_a_line_names_its_range() -> None:
    assert text(line("Score", [("2018", 1.0), ("2019", 3.0)], "points"), "desc").endswith("the highest is 3 points")
