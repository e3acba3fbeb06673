"""Making a release as a whole."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from release_cases import KEY, NOW, SECRET, another, case, inputs, mention, publish, said, text_of

from tereze.publish import CheckFailed, NotApproved, release
from tereze.publish.errors import CannotWrite, NoSuchLanguage, NotAFolder, WeakSecret
from tereze.publish.ids import Line


def make(out: Path, **more: Any) -> Any:
    fields: dict[str, Any] = {
        "line_secret": SECRET,
        "signing_key": KEY,
        "now": NOW,
        "approved_by": ("amina", "basel"),
        "parquet": False,
    }
    return release(inputs(), out, **(fields | more))


@pytest.mark.parametrize("approved", [("amina", "amina"), ("amina", " AMINA "), ("amina", ""), ("", "")])
def test_two_different_people_approve(tmp_path: Path, approved: tuple[str, str]) -> None:
    with pytest.raises(NotApproved):
        make(tmp_path / "r", approved_by=approved)
    assert not (tmp_path / "r").exists()


def test_wrong_arguments_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(WeakSecret):
        make(tmp_path / "r", line_secret=b"short")
    with pytest.raises(NoSuchLanguage):
        make(tmp_path / "r", languages=("en", "xx"))
    assert list(tmp_path.iterdir()) == []


def test_the_same_register_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = publish(tmp_path / "one"), publish(tmp_path / "two")
    assert text_of(tmp_path / "one") == text_of(tmp_path / "two")
    assert one.digest == two.digest


def test_the_report_counts_people_named_and_withheld(tmp_path: Path) -> None:
    people = (
        case(),
        another("mageaaaaaaaaaaaaa", "Жасы Белгісіз", mentions=(
            mention(said("custody", "prison"), id="mageaaaaaaaaaaaaa", source="sageaaaaaaaaaaaaa"),)),
        another("mnoneaaaaaaaaaaaa", "Келісім Жоқ", consents=()),
        another("memptyaaaaaaaaaaa", "Бос Адам", mentions=(mention(said("birthDate", "1980"), id="memptyaaaaaaaaaaa",
                                                                    source="semptyaaaaaaaaaaa"),)),
    )  # fmt: skip
    report = publish(tmp_path / "r", people)
    assert (report.persons, report.named) == (2, 1)
    assert report.withheld == {"not_covered": 1, "nothing_left": 1}
    assert report.files == sum(1 for path in (tmp_path / "r").rglob("*") if path.is_file())
    assert report.size == sum(path.stat().st_size for path in (tmp_path / "r").rglob("*") if path.is_file())


def test_a_second_release_replaces_the_first_and_tells_the_differences(tmp_path: Path) -> None:
    out = tmp_path / "r"
    first = publish(out, (case(), another("mpersonaaaaaaaaaa", "Айгүл Сейітқан")))
    assert first.differences.first
    assert publish(out, (case(), another("mpersonaaaaaaaaaa", "Айгүл Сейітқан"))).differences.changed == ()
    more = mention(said("birthDate", "1980-05-17"), said("custody", "prison", when="2020"))
    second = publish(out, (case(more),))
    line = Line(SECRET)
    assert second.differences.removed == (line.person("mpersonaaaaaaaaaa"),)
    assert len(second.differences.changed) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r"]


def test_when_a_check_stops_it_the_earlier_release_stays_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "r"
    publish(out)
    before = text_of(out)
    bad = mention(said("birthDate", "1980"), said("custody", "prison"), said("steps_taken", "call +7 701 123 45 67"))
    with pytest.raises(CheckFailed) as stopped:
        publish(out, (case(bad),))
    assert text_of(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r"]
    assert stopped.value.report.findings[0].severity == "stops"
    assert "701" not in stopped.value.text


def test_what_is_not_a_release_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "photos"
    mine.mkdir()
    (mine / "one.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(mine)
    for name in ("photos", "file", "link"):
        with pytest.raises(NotAFolder):
            publish(tmp_path / name)
    assert (mine / "one.txt").read_text() == "mine"
    (tmp_path / "empty").mkdir()
    assert publish(tmp_path / "empty").persons == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CannotWrite):
        publish(tmp_path / "r")


def test_a_disk_that_refuses_is_said_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "r"
    publish(out)
    before = text_of(out)
    write, written = Path.write_bytes, []

    def full(self: Path, data: bytes) -> int:
        written.append(self)
        if len(written) == 4:
            raise OSError(28, "the disk is full on device")
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CannotWrite, match="the disk is full"):
        publish(out)
    assert text_of(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r"]


def test_when_the_second_rename_fails_the_earlier_release_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "r"
    publish(out)
    before = text_of(out)
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "release":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(CannotWrite):
        publish(out)
    assert text_of(out) == before


def test_an_empty_register_makes_an_empty_release(tmp_path: Path) -> None:
    report = release(
        inputs().__class__(cases=lambda: ()), tmp_path / "r", line_secret=SECRET, signing_key=KEY, now=NOW,
        approved_by=("a", "b"),
    )  # fmt: skip
    assert report.persons == 0
    assert "Nobody is published here yet" in (tmp_path / "r" / "people" / "1.html").read_text("utf-8")


def test_the_day_is_that_of_the_clock_given_in_utc(tmp_path: Path) -> None:
    late = datetime.fromisoformat("2026-11-25T03:00:00+06:00")
    assert make(tmp_path / "r", now=late).at == "2026-11-24"
