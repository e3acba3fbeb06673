"""Adding to a source that was received, at the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fictional import INTERVIEW

Run = Callable[..., Any]
MORE = """
  brother: {kind: person, names: [{text: Бауыржан Ойдан, lang: kk}]}
statements:
  - {key: told-by-brother, about: brother, property: occupation, value: teacher,
     said_by: [{voice: wife, role: knows, basis: eyewitness}]}
"""


@pytest.fixture
def coded(filled: Run, tmp_path: Path) -> Run:
    """The filled register, and `coded.yaml`: the interview with one more person in it."""
    head, _, _ = INTERVIEW.partition("\nstatements:")
    (tmp_path / "coded.yaml").write_text(head + MORE, "utf-8")
    return filled


def _count(run: Run, kind: str) -> int:
    found: dict[str, int] = run("status", "--json").json["counts"]
    return found.get(kind, 0)


def test_what_is_new_is_added_and_what_was_received_stands(coded: Run) -> None:
    assert coded("import", "coded.yaml").code == 3  # another content under the same id
    before = _count(coded, "mention")
    checked = coded("code", "coded.yaml", "--check")
    assert checked.code == 0, checked.err
    assert _count(coded, "mention") == before
    done = coded("code", "coded.yaml", "--json")
    assert done.code == 0, done.err
    assert done.json["accepted"] == ["interview-1"]
    assert _count(coded, "mention") == before + 1
    assert "Бауыржан Ойдан" in coded("list", "persons").out
    again = coded("code", "coded.yaml")
    assert "it was here already" in again.out
    assert _count(coded, "mention") == before + 1
    trail = coded("audit", "--kind", "code", "--json").json["items"]
    assert [one["what"] for one in trail] == ["code"]


def test_what_is_wrong_is_told_with_its_line(coded: Run, tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_text("tereze: source/1\nsource: {id: interview-1, kind: no-such-kind}\n", "utf-8")
    for more in ((), ("--check",)):
        done = coded("code", "wrong.yaml", *more)
        assert done.code == 3
        assert "wrong.yaml:2" in done.err


def test_who_may_not_take_in_may_not_add(coded: Run) -> None:
    assert coded("code", "coded.yaml", TEREZE_ROLES="reader").code == 6


def test_one_sheet_at_a_time(coded: Run, tmp_path: Path) -> None:
    text = (tmp_path / "coded.yaml").read_text("utf-8")
    (tmp_path / "two.yaml").write_text(text + "---" + text.replace("interview-1", "interview-9"), "utf-8")
    done = coded("code", "two.yaml")
    assert done.code == 3
    assert "more than one sheet" in done.err
    assert _count(coded, "source") == 2
