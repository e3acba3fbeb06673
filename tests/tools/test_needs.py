"""What set-up says of a machine that lacks something: the exact command, and that the rest works."""

from __future__ import annotations

import pytest

from tools import needs


def test_missing_programs_are_named_with_one_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(needs.shutil, "which", lambda name: None if name in {"tesseract", "bwrap"} else "/usr/bin/x")
    needs.tell_of_programs()
    said = capsys.readouterr().out
    assert "tesseract-ocr-kaz" in said
    assert said.rstrip().endswith("bubblewrap")
    assert "exiftool" not in said


def test_a_missing_language_counts_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Said:
        stdout = "List of available languages (1):\neng\n"

    monkeypatch.setattr(needs.shutil, "which", lambda _name: "/usr/bin/x")
    monkeypatch.setattr(needs.subprocess, "run", lambda *_args, **_more: Said())
    assert needs.programs() == ["tesseract"]


def test_what_is_only_useful_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs.shutil, "which", lambda _name: None)
    assert needs.main() == 0
