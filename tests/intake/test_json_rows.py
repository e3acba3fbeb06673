"""JSON arrays of records."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from tereze.intake import json_rows
from tereze.intake.rows import Broken, NoTable, Row, Table


def table(tmp_path: Path, data: Any, known: tuple[str, ...] = ()) -> Table:
    path = tmp_path / "x.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), "utf-8")
    return json_rows.read(path, known)


def test_records_become_rows(tmp_path: Path) -> None:
    found = table(tmp_path, [{"a": "x", "b": ["y", 2], "c": {"d": "z"}}, {"a": 1.5, "e": None, "b": True}], ("f",))
    assert found.columns == ("a", "b", "c", "e", "f")
    assert list(found.rows) == [
        Row(1, ["x", ["y", "2"], {"d": "z"}, "", ""]),
        Row(2, ["1.5", "true", "", "", ""]),
    ]


def test_json_lines(tmp_path: Path) -> None:
    found = table(tmp_path, '{"a": 1}\n{"a": 2}\n\n')
    assert list(found.rows) == [Row(1, ["1"]), Row(2, ["2"])]


def test_nested_things_inside_a_list_stay_as_text(tmp_path: Path) -> None:
    assert list(table(tmp_path, [{"a": [{"b": 1}]}]).rows) == [Row(1, [['{"b": 1}']])]


def test_what_is_no_record_is_broken(tmp_path: Path) -> None:
    _, second, third = table(tmp_path, [{"a": 1}, "text", {"a": 3}]).rows
    assert isinstance(second, Broken)
    assert (second.number, third) == (2, Row(3, ["3"]))


@pytest.mark.parametrize("text", ["[{", "[", '[{"a": 1}', '[{"a": }]', '[{"a": 1}, {"b"', '{"a": 1} {"b"'])
def test_a_file_that_breaks_off(tmp_path: Path, text: str) -> None:
    with pytest.raises(NoTable):
        list(table(tmp_path, text).rows)


def test_a_file_that_breaks_off_far_down_gives_what_stood_before(tmp_path: Path) -> None:
    text = json.dumps([{"a": n} for n in range(1000)])[:-3]
    rows = table(tmp_path, text).rows
    assert [next(rows).number for _ in range(999)][-1] == 999
    with pytest.raises(NoTable, match="record 1000"):
        next(rows)


def test_other_encodings(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes('[{"имя": 1}]'.encode("cp1251"))
    with pytest.raises(NoTable, match="UTF-8"):
        json_rows.read(tmp_path / "x.json")
    (tmp_path / "y.json").write_bytes(b"\xef\xbb\xbf[]")
    assert json_rows.read(tmp_path / "y.json").columns == ()


def test_a_long_file_is_not_held(tmp_path: Path) -> None:
    record = {"a": "x" * 5000}
    path = tmp_path / "x.json"
    path.write_text(json.dumps([record] * 4000), "utf-8")
    tracemalloc.start()
    count = sum(1 for _ in json_rows.read(path).rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 4000
    assert peak < 6_000_000 < path.stat().st_size


def test_a_large_record_is_read_whole(tmp_path: Path) -> None:
    assert list(table(tmp_path, [{"a": "я" * 900_000}, {"a": "b"}]).rows)[1] == Row(2, ["b"])


def test_a_bare_number_at_the_very_end(tmp_path: Path) -> None:
    rows = list(table(tmp_path, '{"a": 1}\n42').rows)
    assert [type(row) for row in rows] == [Row, Broken]
