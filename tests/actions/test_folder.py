"""A folder of sheets: good ones go in whatever lies beside them, and what stays out is named with its reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fictional import INTERVIEW

from tereze.actions import folder
from tereze.actions.desk import Desk
from tereze.actions.report import ImportReport
from tereze.model.errors import TerezeError

SHEET = (
    "tereze: source/1\nsource: {id: %s, kind: letter}\nmentions: {me: {kind: person, names: [{text: Oydan Tapqan}]}}\n"
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "mail"
    made.mkdir()
    (made / "a-good.yaml").write_text(SHEET % "a-good", "utf-8")
    (made / "z-good.yaml").write_text(SHEET % "z-good", "utf-8")
    return made


def take_in(desk: Desk, path: Path) -> ImportReport:
    report = ImportReport()
    folder.take_in(desk, path, None, report, lambda _: None, link=False)
    return report


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"# nothing yet\n",
        b"---\n---\n",
        b"\x00\x01\xff" * 100,
        SHEET.replace("Oydan", "\\x07").replace("text: ", 'text: "').replace("}]", '"}]').encode() % b"m",
        (SHEET % "m").encode("utf-16"),
        (SHEET % "m" + "# " + "x" * (17 << 20)).encode(),
        b"tereze: source/1\nsource: {id: m, kind: letter, evidence: [../../outside.txt]}\n",
        b'{"tereze": "source/1", "source": ' + b"[" * 5000,
    ],
    ids=["empty", "comment", "dashes", "binary", "escaped-control", "utf-16", "17 MiB", "escape", "deep"],
)
def test_a_bad_file_stops_no_good_one(desk: Desk, place: Path, bad: bytes) -> None:
    (place / "m-bad.yaml").write_bytes(bad)
    report = take_in(desk, place)
    assert report.accepted == ["a-good", "z-good"]
    (refused,) = report.refused
    assert refused["file"].endswith("m-bad.yaml")
    assert refused["line"] >= 1
    assert refused["error"]
    assert refused["hint"]
    assert report.exit_code == 3


def test_links_that_lead_nowhere_are_named(desk: Desk, place: Path) -> None:
    (place / "m-gone.yaml").symlink_to(place / "nowhere.yaml")
    (place / "m-loop.yaml").symlink_to(place / "m-loop.yaml")
    (place / "m-again").symlink_to(place)
    os.mkfifo(place / "m-pipe.yaml")
    report = take_in(desk, place)
    assert report.accepted == ["a-good", "z-good"]
    assert [Path(one["file"]).name for one in report.refused] == ["m-gone.yaml", "m-loop.yaml", "m-pipe.yaml"]


def test_a_file_that_cannot_be_opened_is_named(desk: Desk, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def shut(self: Path, *arguments: object, **named: object) -> object:
        if self.name == "a-good.yaml":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", shut)
    report = take_in(desk, place)
    assert report.accepted == ["z-good"]
    assert "no permission" in report.refused[0]["error"]


def test_evidence_that_cannot_be_opened_keeps_its_sheet_out(
    desk: Desk, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "scan.jpg").write_bytes(b"x")
    (place / "m.yaml").write_text((SHEET % "m").replace("letter}", "letter, evidence: [scan.jpg]}"), "utf-8")
    real = Path.open

    def shut(self: Path, *arguments: object, **named: object) -> object:
        if self.name == "scan.jpg":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", shut)
    report = take_in(desk, place)
    assert report.accepted == ["a-good", "z-good"]
    assert "scan.jpg" in report.refused[0]["error"]


def test_a_sheet_named_before_it_comes_is_not_missed(desk: Desk, place: Path) -> None:
    first = (SHEET % "first").replace("letter}", "letter, repeats: [z-good, nowhere-at-all]}")
    (place / "0.yaml").write_text(first, "utf-8")
    assert [one["key"] for one in take_in(desk, place).warnings] == ["nowhere-at-all"]


def test_only_sheets_are_called_accepted(desk: Desk, place: Path) -> None:
    (place / "who.yaml").write_text(
        "tereze: judgements/1\njudgements:\n"
        '- {key: a, different: [a-good/me, z-good/me], by: r, reason: two, at: "2020"}\n'
        '- {key: b, batch: {between: [a-good, z-good], min_score: high}, by: r, reason: x, at: "2020"}\n',
        "utf-8",
    )
    (place / "acts.yaml").write_text("tereze: change/1\nchanges: [{retract: none/none, by: r, reason: x}]\n", "utf-8")
    report = take_in(desk, place)
    assert report.accepted == ["a-good", "z-good"]
    assert [Path(one).name for one in report.documents] == ["who.yaml"]
    assert [Path(one["file"]).name for one in report.refused] == ["who.yaml", "acts.yaml"]
    assert [one["key"] for one in report.warnings] == ["at"]
    assert desk.register.index.counts()["judgement"] == 1


def test_an_empty_folder_is_wrong_use(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(TerezeError) as caught:
        take_in(desk, tmp_path / "none")
    assert caught.value.exit_code == 2


def test_the_report_has_the_keys_of_the_contract(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(INTERVIEW, "utf-8")
    document = take_in(desk, tmp_path / "one.yaml").document()
    assert {"tereze", "accepted", "refused", "warnings"} <= document.keys()
    assert document["tereze"] == "import/1"
