"""Remarks about a table: one line per kind and column."""

from __future__ import annotations

from tereze.intake.notes import Notes


def test_one_line_per_kind_and_column() -> None:
    notes = Notes()
    for row in range(5, 15):
        notes.add("ambiguous", "born", row, f"0{row}")
    notes.add("ambiguous", "taken", 9, "x")
    notes.add("unmapped", "status", 11)
    first, second, third = notes.warnings("list.csv")
    assert (first.file, first.line, first.key, first.count) == ("list.csv", 5, "born", 10)
    assert first.text == "dates that can be read two ways (both readings are kept): 10, such as “05”, in rows 5, 6, 7 …"
    assert "date_order" in first.hint
    assert (second.count, third.key) == (1, "status")


def test_long_examples_are_cut() -> None:
    notes = Notes()
    notes.add("unread", "born", 2, "x" * 500)
    assert len(notes.warnings("f")[0].text) < 250


def test_no_remarks() -> None:
    assert Notes().warnings("f") == ()


def test_a_cell_counts_once() -> None:
    notes = Notes()
    for row in (2, 2, 3):
        notes.add("unread", "born", row)
    assert notes.warnings("f")[0].count == 2
