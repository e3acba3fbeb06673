"""CSV and TSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from tereze.intake import delimited
from tereze.intake.nodes import VALUE_BYTES
from tereze.intake.rows import Broken, NoTable, Row


def rows(tmp_path: Path, data: str | bytes, encoding: str = "", delimiter: str = "") -> list[Row | Broken]:
    path = tmp_path / "x.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(delimited.read(path, encoding, delimiter))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_delimiters_and_encodings_are_found(tmp_path: Path, delimiter: str, codec: str) -> None:
    lines = [["ФИО", "год", "где"], ["Мысал Есим", "1980", "Эмин, уезд; район"], ["Пример", "1981", "Алтай"]]
    text = "".join(delimiter.join(f'"{cell}"' for cell in line) + "\r\n" for line in lines)
    assert [list(row.cells) for row in rows(tmp_path, text.encode(codec)) if isinstance(row, Row)] == lines


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path: Path) -> None:
    found = rows(tmp_path, 'a,b\n\n"x\ny",2\n3,4\n')
    assert [(row.number, list(row.cells)) for row in found if isinstance(row, Row)] == [
        (1, ["a", "b"]),
        (2, []),
        (3, ["x\ny", "2"]),
        (4, ["3", "4"]),
    ]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
        ("title of the list, with a comma\na;b;c\n1;2;3\n4;5;6\n", ";"),
        ("a\tb\nx, y\tz\n", "\t"),
        ("one column\nonly\n", ","),
        ("", ","),
    ],
)
def test_sniffing(text: str, delimiter: str) -> None:
    assert delimited.sniff(text) == delimiter


def test_an_invisible_character_breaks_its_row_only(tmp_path: Path) -> None:
    first, second, third = rows(tmp_path, "a,b\n1,x\x07y\n2,z\n")
    assert isinstance(first, Row)
    assert isinstance(second, Broken)
    assert isinstance(third, Row)
    assert (second.number, "U+0007" in second.error) == (2, True)


def test_bytes_outside_the_encoding_break_their_row_only(tmp_path: Path) -> None:
    found = rows(tmp_path, "ФИО,год\nИмя,1\n".encode() + b"\xff\xfe,2\n" + "Имя,3\n".encode(), "utf-8")
    assert [type(row) for row in found] == [Row, Row, Broken, Row]


def test_a_quote_that_is_not_closed_does_not_swallow_rows_in_silence(tmp_path: Path) -> None:
    text = "a,b\n1,2\n" + '3,"never closed\n' + "".join(f"{n},x\n" for n in range(100))
    found = rows(tmp_path, text)
    assert isinstance(found[-1], Broken)
    assert "quote" in found[-1].hint


def test_a_cell_of_more_than_1_mib_is_broken(tmp_path: Path) -> None:
    found = rows(tmp_path, "a,b\n1," + "x" * (VALUE_BYTES + 1) + "\n2,y\n")
    assert isinstance(found[1], Broken)
    assert isinstance(found[-1], Row)


def test_an_encoding_nobody_knows(tmp_path: Path) -> None:
    with pytest.raises(NoTable, match="no encoding"):
        rows(tmp_path, "a,b\n", "klingon")
