"""Working copies: made from the sealed original, sealed beside it; what cannot be made is said. All is fictional."""

from __future__ import annotations

import io
import shutil
from typing import Any

import pytest
from fictional import INTERVIEW, SEALED
from tests.intake.reading import makers

from tereze.actions import copies, evidence
from tereze.actions.desk import Desk
from tereze.intake.reading import layout
from tereze.model.people import Actor
from tereze.model.sources import Evidence


def attached(desk: Desk, name: str, data: bytes, source: str = "interview-1") -> Evidence:
    return evidence.attach(desk, source, io.BytesIO(data), name)


def kinds(made: copies.Copies) -> set[str]:
    return {one.media_type for one in made.made}


def test_a_pdf_gets_text_places_and_a_small_picture(desk: Desk, bring: Any) -> None:
    bring(INTERVIEW)
    kept = attached(desk, "notice.pdf", makers.pdf(makers.lines("A fictional notice."), makers.lines("Page two.")))
    made = copies.make(desk, kept.id)
    assert {"text/plain", layout.MEDIA_TYPE, "image/png"} <= kinds(made)
    assert all(one.original == kept.id for one in made.made)
    found = copies.text_of(desk, kept.id)
    assert found.text.split() == ["A", "fictional", "notice.", "Page", "two."]
    assert found.places is not None
    digest, segments, _ = layout.parsed(b"".join(desk.register.vault.open(found.places.blob)))
    assert [one.page for one in segments] == [1, 2]
    assert found.evidence is not None
    assert digest == found.evidence.sha256  # places count in this very text


def test_making_them_again_changes_nothing(desk: Desk, bring: Any) -> None:
    bring(INTERVIEW)
    kept = attached(desk, "notice.pdf", makers.pdf(makers.lines("A fictional notice.")))
    copies.make(desk, kept.id)
    before = desk.register.ledger.heads()
    copies.make(desk, kept.id)
    assert desk.register.ledger.heads() == before


def test_files_that_came_with_a_sheet_get_theirs_too(desk: Desk, bring: Any, tmp_path: Any) -> None:
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "notice.pdf").write_bytes(makers.pdf(makers.lines("A fictional notice.")))
    bring(INTERVIEW.replace("language: kk", "language: kk\n  evidence: [notice.pdf]"))
    [(kept, made)] = copies.make_all(desk, "interview-1")
    assert kept.name == "notice.pdf"
    assert "text/plain" in kinds(made)


def test_what_a_file_says_of_itself_is_no_text_that_could_be_published() -> None:
    assert not copies.METADATA.startswith("text/")
    assert not layout.MEDIA_TYPE.startswith("text/")


def test_plain_text_is_its_own_text(desk: Desk, bring: Any) -> None:
    bring(INTERVIEW)
    kept = attached(desk, "letter.txt", "Хат: ойдан шығарылған.".encode())
    assert "text/plain" not in kinds(copies.make(desk, kept.id))
    assert copies.text_of(desk, kept.id).text == "Хат: ойдан шығарылған."


@pytest.mark.parametrize(
    ("name", "data"),
    [("bomb.png", makers.png(90_000, 90_000)), ("broken.pdf", b"%PDF-1.4 nothing"), ("x.bin", bytes(range(256)) * 9)],
)
def test_what_cannot_be_taken_apart_is_kept_and_said(desk: Desk, bring: Any, name: str, data: bytes) -> None:
    bring(INTERVIEW)
    kept = attached(desk, name, data)
    made = copies.make(desk, kept.id)
    assert "text/plain" not in kinds(made)
    assert made.remarks
    assert b"".join(desk.register.vault.open(kept.blob)) == data
    assert copies.text_of(desk, kept.id).why == "none"


def test_text_of_a_sealed_witness_is_for_custodians(desk: Desk, bring: Any) -> None:
    bring(SEALED)
    kept = attached(desk, "letter.txt", b"words that may tell", "interview-2")
    analyst = Desk(desk.register, Actor(id="basel", roles=frozenset({"analyst"})), desk.now, desk.dice)
    assert copies.text_of(analyst, kept.id) == copies.Text("", "sealed")
    assert copies.metadata_of(analyst, kept.id) == ()
    assert copies.text_of(desk, kept.id).text == "words that may tell"


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="needs exiftool: `python tools/needs.py`")
def test_an_exact_place_is_remarked_and_shown_to_few(desk: Desk, bring: Any, tmp_path: Any) -> None:
    import subprocess

    photo = tmp_path / "photo.png"
    photo.write_bytes(makers.png(30, 20, b"\x80" * 600))
    subprocess.run(["exiftool", "-q", "-GPSLatitude=43.25", "-Artist=A. Fictional", str(photo)], check=True)
    bring(INTERVIEW)
    kept = attached(desk, "photo.png", photo.read_bytes())
    made = copies.make(desk, kept.id)
    assert any("exactly where" in remark for remark in made.remarks)
    assert "GPSLatitude" in {one.name for one in copies.metadata_of(desk, kept.id)}
    documenter = Desk(desk.register, Actor(id="amina", roles=frozenset({"documenter"})), desk.now, desk.dice)
    shown = {one.name for one in copies.metadata_of(documenter, kept.id)}
    assert "ImageWidth" in shown
    assert not shown & {"GPSLatitude", "Artist"}


def test_without_exiftool_it_is_said_that_nothing_was_read(
    desk: Desk, bring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(INTERVIEW)
    kept = attached(desk, "photo.png", makers.png(30, 20, b"\x80" * 600))
    found = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name, *more: None if name == "exiftool" else found(name, *more))
    made = copies.make(desk, kept.id)
    assert "What the file says of itself was not read: the program exiftool is not installed." in made.remarks
    assert copies.METADATA not in kinds(made)
