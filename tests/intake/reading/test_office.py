"""DOCX and ODT in the sandbox: what comes back is what the readers read; what kills the worker kills nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.intake.reading import makers

from tereze.intake.reading import docx, odt, office, sandbox
from tereze.intake.reading.derived import CannotRead
from tereze.intake.reading.documents import read_bytes

LETTER = makers.docx("Ол 2018 жылы ұсталды.", "Second paragraph")


@pytest.mark.parametrize("enclosed", [True, False])
def test_the_sandbox_changes_nothing_of_what_is_read(monkeypatch: pytest.MonkeyPatch, enclosed: bool) -> None:
    if not enclosed:
        monkeypatch.setattr(sandbox, "enclosed", lambda: False)
    assert office.read_docx(LETTER) == docx.read(LETTER)
    page = makers.odt("<text:p>She was freed.</text:p>")
    assert office.read_odt(page) == odt.read(page)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (makers.packed({"word/document.xml": b"<a>" + b" " * 40_000_000}), "unpacks to far more"),
        (makers.packed({"word/document.xml": '<!DOCTYPE x [<!ENTITY e "x">]><x>&e;</x>'}), "document type"),
        (makers.packed({"word/document.xml": "<a>" * 5000}), "nested"),
        (LETTER[:-30], "damaged"),
    ],
)
def test_the_reason_comes_through(data: bytes, why: str) -> None:
    with pytest.raises(office.BadDocument, match=why):
        office.read_docx(data)


def test_a_worker_that_is_stopped_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_LIMITS", office._LIMITS._replace(wall=0))
    with pytest.raises(CannotRead, match="stopped"):
        read_bytes("a.docx", LETTER)
    monkeypatch.setattr(office, "_LIMITS", sandbox.Limits(memory=1024))
    with pytest.raises(CannotRead):
        read_bytes("a.docx", LETTER)


def test_the_worker_alone_says_why_not() -> None:
    command = [sys.executable, "-I", str(office._WORKER), str(office._PACKAGES), "docx", "/dev/null"]
    done = subprocess.run(command, check=True, capture_output=True)
    assert b"refused" in done.stdout
