"""What was archived elsewhere comes in with its proofs checked, good or not; twice is harmless. All is fictional."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import credentials
import pytest
import webs
from fictional import INTERVIEW
from tests.intake.reading import makers

from tereze.actions import archives, copies, evidence
from tereze.actions.desk import Desk
from tereze.intake.proofs.c2pa import BadSigners
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor

PHOTO = makers.png(64, 64, b"\x80" * 4096)


def notes(desk: Desk, one: archives.Brought) -> str:
    return " ".join(event.note for event in evidence.events_of(desk, one.kept.id) if event.event == "checked")


@pytest.mark.parametrize("name", ["web.warc.gz", "web.wacz"])
def test_pages_of_a_web_archive_become_sources(desk: Desk, tmp_path: Path, name: str) -> None:
    raw = webs.warc(("https://example.org/a", webs.PAGE), ("https://example.org/b", b"<title>B</title><p>b</p>"))
    (tmp_path / name).write_bytes(webs.wacz(raw, sign="browser") if name.endswith("wacz") else raw)
    whole, first, second = archives.bring(desk, tmp_path / name)
    source = desk.register.index.source_by_local(first.source)
    assert source is not None
    assert (source.title, source.url) == ("A fictional page", "https://example.org/a")
    assert first.kept.media_type == "text/html"
    assert "warc: holds" in notes(desk, first)
    assert "cousin" in copies.text_of(desk, first.kept.id).text
    assert whole.source.startswith("archive-")
    assert ("wacz: holds" in notes(desk, whole)) == name.endswith("wacz")
    assert second.source != first.source


def test_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "web.warc.gz").write_bytes(webs.warc(("https://example.org/a", webs.PAGE)))
    archives.bring(desk, tmp_path / "web.warc.gz")
    before = desk.register.ledger.heads()
    archives.bring(desk, tmp_path / "web.warc.gz")
    assert desk.register.ledger.heads() == before


def test_an_altered_page_comes_in_and_its_history_says_so(desk: Desk, tmp_path: Path) -> None:
    raw = webs.altered(webs.warc(("https://example.org/a", webs.PAGE)), b"2018", b"2019")
    (tmp_path / "web.warc.gz").write_bytes(raw)
    _, page = archives.bring(desk, tmp_path / "web.warc.gz")
    assert "does not hold" in notes(desk, page)


def test_a_bundle_of_proofmode_and_a_folder_of_auto_archiver(desk: Desk, bring: Any, tmp_path: Path) -> None:
    bring(INTERVIEW)
    (tmp_path / "proof.zip").write_bytes(webs.proofmode(PHOTO))
    _, photo = archives.bring(desk, tmp_path / "proof.zip", "interview-1")
    assert "proofmode: holds" in notes(desk, photo)
    folder = webs.autoarchiver(tmp_path / "out", {"a.jpg": b"one", "b.mp4": b"two"}, spoil="b.mp4")
    good, bad = archives.bring(desk, folder, "interview-1")
    assert "auto-archiver: holds" in notes(desk, good)
    assert "does not hold" in notes(desk, bad)
    received = evidence.events_of(desk, good.kept.id)[0]
    assert "https://example.org/post/1" in received.note


def test_credentials_of_a_photograph_are_checked_once_when_it_is_added(desk: Desk, bring: Any, tmp_path: Path) -> None:
    bring(INTERVIEW)
    with (tmp_path / "photo.png").open("w+b") as file:
        file.write(credentials.signed(PHOTO))
        file.seek(0)
        kept = evidence.attach(desk, "interview-1", file, "photo.png")
    for _ in range(2):
        assert any("c2pa: holds" in remark for remark in copies.make(desk, kept.id).remarks)
    assert [one.event for one in evidence.events_of(desk, kept.id)].count("checked") == 1


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("a.warc", b"words\r\n\r\n", "no web archive"),
        ("a.warc", webs.warc(), "no page in it"),
        ("a.wacz", b"words", "does not begin"),
        ("a.zip", makers.packed({"a.txt": "x"}), "without the notes"),
        ("a.txt", b"words", "another kind"),
    ],
)
def test_what_is_none_of_these_is_refused(desk: Desk, tmp_path: Path, name: str, raw: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(archives.NoArchive, match=why):
        archives.bring(desk, tmp_path / name)
    assert list(desk.register.index.of_kind("evidence")) == []


def test_an_ordinary_folder_and_files_of_nobody_are_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(archives.NoArchive, match="no table"):
        archives.bring(desk, tmp_path)
    (tmp_path / "proof.zip").write_bytes(webs.proofmode(PHOTO))
    with pytest.raises(archives.NeedsSource, match=r"proof\.zip"):
        archives.bring(desk, tmp_path / "proof.zip")
    reader = Desk(desk.register, Actor(id="carla", roles=frozenset({"reader"})), desk.now, desk.dice)
    with pytest.raises(NotAllowed):
        archives.bring(reader, tmp_path / "proof.zip")


@pytest.fixture
def trusted(tmp_path: Path) -> tuple[Path, bytes]:
    """A folder with the authority that vouches for a fictional camera, and a photograph by it."""
    chain, key = credentials._chain()
    folder = tmp_path / "signers"
    folder.mkdir()
    (folder / "camera.pem").write_text(chain)
    return folder, credentials.signed(PHOTO, by=(chain, key))


@pytest.mark.parametrize("known", [True, False])
def test_a_signer_whom_the_user_trusts_is_known_in_what_was_archived(
    desk: Desk, bring: Any, tmp_path: Path, trusted: tuple[Path, bytes], known: bool
) -> None:
    bring(INTERVIEW)
    signers, photo = trusted
    folder = webs.autoarchiver(tmp_path / "out", {"a.png": photo})
    (tmp_path / "proof.zip").write_bytes(webs.proofmode(photo))
    given = signers if known else None
    [one] = archives.bring(desk, folder, "interview-1", signers=given)
    told = notes(desk, one)
    assert "c2pa: holds" in told
    assert ("vouched for by the certificates you trust" in told) == known
    _, taken = archives.bring(desk, tmp_path / "proof.zip", "interview-1", signers=given)
    assert [check.how for check in taken.checked].count("c2pa") == 1


def test_a_folder_of_signers_that_cannot_be_used_is_said_before_anything_is_kept(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "web.warc.gz").write_bytes(webs.warc(("https://example.org/a", webs.PAGE)))
    with pytest.raises(BadSigners):
        archives.bring(desk, tmp_path / "web.warc.gz", signers=tmp_path / "nowhere")
    assert list(desk.register.index.of_kind("evidence")) == []
