"""A sheet that was never a file goes the way of every other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fictional import ARTICLE, INTERVIEW

from tereze.actions import find, receiving
from tereze.actions.desk import Desk
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor


def test_a_sheet_in_memory_is_the_same_as_a_file(desk: Desk, bring) -> None:
    assert receiving.receive(desk, "a form", INTERVIEW.encode()).accepted == ["interview-1"]
    assert bring(INTERVIEW).unchanged == ["interview-1"]
    assert find.mention_of(desk, "interview-1/husband")


def test_a_refusal_names_its_line(desk: Desk) -> None:
    report = receiving.receive(desk, "a form", ARTICLE.replace("2018-03", "2018-99").encode())
    assert not report.accepted
    (refused,) = report.refused
    assert refused["file"] == "a form"
    assert refused["line"] == 1 + ARTICLE.splitlines().index('    when: "2018-03"')


@pytest.mark.parametrize("text", ["", "no sheet", "{", "\x00", "tereze: source/9\n"])
def test_nonsense_is_refused_and_changes_nothing(desk: Desk, text: str) -> None:
    report = receiving.receive(desk, "a form", text.encode())
    assert not report.accepted
    assert desk.register.index.counts().get("source", 0) == 0


def test_it_can_bring_no_file_of_this_machine(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("not yours")
    sheet = ARTICLE.replace("language: en}", f'language: en, evidence: ["{tmp_path / "secret.txt"}"]}}')
    report = receiving.receive(desk, "a form", sheet.encode())
    assert not report.accepted
    assert "outside" in report.refused[0]["error"]


def test_a_role_is_needed(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        receiving.receive(replace(desk, actor=Actor(id="x")), "a form", INTERVIEW.encode())
