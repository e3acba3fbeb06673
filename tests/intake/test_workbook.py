"""XLSX and ODS."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from tereze.intake import workbook
from tereze.intake.rows import NoTable

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
ODS = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{_NS}office:1.0"'
    f' xmlns:table="{_NS}table:1.0" xmlns:text="{_NS}text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Лист1"><table:table-row>'
    '<table:table-cell office:value-type="string"><text:p>ФИО</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>дата</text:p></table:table-cell></table:table-row>'
    '<table:table-row><table:table-cell office:value-type="string"><text:p>Мысал</text:p></table:table-cell>'
    '<table:table-cell office:value-type="date" office:date-value="2018-03-05"><text:p>05.03.2018</text:p>'
    "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
    "</office:document-content>"
)


def cells(path: Path, sheet: str = "") -> list[list[object]]:
    return [list(row.cells) for row in workbook.read(path, sheet)]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "名册"
    sheet.append(["title over all", None, None])
    sheet.merge_cells("A1:C1")
    sheet.append(["a", "b", "c"])
    sheet.append(["town", 1991, date(2017, 11, 3)])
    sheet.append([None, 1.5, datetime(2018, 1, 2, 3, 4)])  # noqa: DTZ001  # a workbook knows no time zones
    sheet.merge_cells("A3:A4")
    sheet.append(["x", True, time(8, 30)])
    sheet.append([timedelta(days=1, hours=6), 2, None])
    made.create_sheet("other").append(["only"])
    path = tmp_path / "x.xlsx"
    made.save(path)
    return path


def test_cells_are_text_and_merged_cells_are_filled(book: Path) -> None:
    assert cells(book) == [
        ["title over all"] * 3,
        ["a", "b", "c"],
        ["town", "1991", "2017-11-03"],
        ["town", "1.5", "2018-01-02 03:04:00"],
        ["x", "true", "08:30:00"],
        ["1 day, 6:00:00", "2", ""],
    ]


def test_rows_are_numbered_from_the_first_of_the_sheet(book: Path) -> None:
    assert [row.number for row in workbook.read(book)] == [1, 2, 3, 4, 5, 6]


def test_a_table_that_begins_further_down_keeps_its_places(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["C3"], sheet["D4"] = "x", "y"
    made.save(tmp_path / "x.xlsx")
    assert cells(tmp_path / "x.xlsx")[2:] == [["", "", "x", ""], ["", "", "", "y"]]


def test_a_sheet_by_name(book: Path) -> None:
    assert cells(book, "other") == [["only"]]
    with pytest.raises(NoTable) as caught:
        cells(book, "third")
    assert "名册, other" in caught.value.advice


def test_hidden_sheets_are_not_the_first(book: Path) -> None:
    made = openpyxl.load_workbook(book)
    made["名册"].sheet_state = "hidden"
    made.save(book)
    assert cells(book) == [["only"]]


def test_ods(tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{_NS}manifest:1.0"/>',
        )
    assert cells(path) == [["ФИО", "дата"], ["Мысал", "2018-03-05"]]


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04 broken"])
def test_a_broken_file_is_an_error_that_speaks(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    with pytest.raises(NoTable, match=r"x\.xlsx"):
        cells(path)
