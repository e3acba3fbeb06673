"""Evidence files: found, missing, or reaching where they must not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tereze.intake import evidence, sheets
from tereze.intake.drafts import Refusal
from tereze.model import ids
from tereze.model.mentions import Mention
from tereze.model.sources import Source

from .conftest import NOW, SECRET, Read


def sheet(*names: str) -> str:
    return f"tereze: source/1\nsource:\n  id: s\n  kind: letter\n  evidence: [{', '.join(names)}]\n"


def test_files_are_named_by_opaque_ids(read: Callable[..., Read], folder: Path) -> None:
    draft = read(sheet("../files/a.txt", "../files/scan.JPG"), "one.yaml", a_txt="text", scan_JPG=b"\xff\xd8").draft
    assert [(one.name, one.media_type) for one in draft.evidence] == [
        ("a.txt", "text/plain"),
        ("scan.JPG", "image/jpeg"),
    ]
    assert draft.evidence[0].path.read_text() == "text"
    assert draft.evidence[0].id == ids.evidence_id(SECRET, "s", "../files/a.txt")
    (source,) = [record for record in draft.records if isinstance(record, Source)]
    assert source.evidence == tuple(one.id for one in draft.evidence)


def test_a_missing_file_is_a_warning_and_stays_listed(read: Callable[..., Read]) -> None:
    found = read(sheet("../files/gone.txt"))
    assert found.draft.evidence == ()
    assert [(warning.key, warning.line) for warning in found.warnings] == [("evidence", 5)]
    assert found.of(Source)[0].evidence == (ids.evidence_id(SECRET, "s", "../files/gone.txt"),)


@pytest.mark.parametrize("name", ["/etc/hostname", "../../../../../../../etc/hostname", "../../other/x.txt"])
def test_a_sheet_cannot_reach_other_files_of_the_machine(read: Callable[..., Read], name: str) -> None:
    (refusal,) = read(sheet(name)).refusals
    assert (refusal.key, refusal.line) == ("evidence", 5)
    assert "outside" in refusal.error


def test_nor_by_a_link(read: Callable[..., Read], folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text("x")
    (folder / "files" / "link.txt").symlink_to(secret)
    assert "outside" in read(sheet("../files/link.txt")).refusals[0].error


def test_the_root_may_be_given(folder: Path) -> None:
    path = folder / "sheets" / "one.yaml"
    path.write_text(sheet("../files/a.txt"))
    (folder / "files" / "a.txt").write_text("x")
    (narrow,) = sheets.read(path, secret=SECRET, recorded=NOW, root=folder / "sheets")
    assert isinstance(narrow, Refusal)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text/plain"),
        ("a.PDF", "application/pdf"),
        ("a.mp4", "video/mp4"),
        ("a", "application/octet-stream"),
        ("a.exe", "application/octet-stream"),
    ],
)
def test_media_types(name: str, kind: str) -> None:
    assert evidence.media_type(name) == kind


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_the_derived_text_is_the_decoded_text(tmp_path: Path, codec: str) -> None:
    text = "Слова свидетеля,\r\nзаписаны в Алматы.\r\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(codec))
    found = evidence.derive(path, "a.txt")
    assert found.text == text
    assert found.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_words_are_looked_up_in_documents_too(read: Callable[..., Read]) -> None:
    """In what a reader takes out of them: a place there is the place that `tereze read --text` counts."""
    from tests.intake.reading import makers

    quoted = (
        "tereze: source/1\nsource:\n  id: s\n  kind: letter\n  evidence: [../files/a.pdf]\n"
        "mentions:\n  man: {kind: person, names: [{text: Bolat Testov}]}\n"
        "statements:\n  - {about: man, property: occupation, value: driver, words: [{text: WORDS}]}\n"
    )
    pdf = makers.pdf(makers.lines("Bolat was a driver."), makers.lines("Page two."))
    good = read(quoted.replace("WORDS", "Bolat was a driver."), a_pdf=pdf)
    assert good.warnings == []
    [said] = good.of(Mention)[0].statements
    assert said.at is not None
    assert said.at.chars == (0, 19)
    bad = read(quoted.replace("WORDS", "Bolat was no driver."), a_pdf=pdf)
    assert [warning.key for warning in bad.warnings] == ["words"]


@pytest.mark.parametrize("pages", [[b""], None])
def test_a_scan_or_a_broken_document_is_no_text_and_stops_nothing(
    read: Callable[..., Read], pages: list[bytes] | None
) -> None:
    from tests.intake.reading import makers

    raw = makers.pdf(makers.lines("x"), *pages) if pages is not None else b"%PDF-1.4 nothing"
    assert read(sheet("../files/a.pdf"), a_pdf=raw).warnings == []
