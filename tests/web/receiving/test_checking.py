"""Files attached in the office: their Content Credentials are checked, and told to whoever may see the file."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import credentials
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.intake.reading import makers

from tereze.actions import evidence, proofs
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor
from tereze_web.office import Office
from tereze_web.receiving import checking
from tereze_web.receiving.checking import Checking

Send = Callable[..., Any]
PLAIN = makers.png(64, 64, b"\x80" * 4096)
SIGNER = "Fictional Camera"
OPEN, SEALED = "interview-1", "interview-2"


@pytest.fixture
def photo(office: Office, tmp_path: Path) -> bytes:
    """A photograph by a fictional camera whom the office trusts."""
    chain, key = credentials._chain()
    (tmp_path / "signers").mkdir()
    (tmp_path / "signers" / "camera.pem").write_text(chain)
    office.signers = tmp_path / "signers"
    return credentials.signed(PLAIN, by=(chain, key))


def _bring(browser: Any, send: Send, office: Office, local: str, data: bytes, *, name: str = "photo.png") -> Any:
    answer = send(
        browser, f"/receive/{local}/receipt/", f"/receive/{local}/files/", files=SimpleUploadedFile(name, data),
        back="source",
    )  # fmt: skip
    office.checking.wait(60)
    return answer


def _notes(office: Office, local: str, *roles: str) -> list[str]:
    actor = Actor(id="basel", roles=frozenset(roles)) if roles else office.owner
    with office.desk(actor) as desk:
        kept = evidence.history(desk, local)
    return [event.note for one in kept for event in one.history if event.event == "checked"]


def test_a_file_that_is_attached_to_a_source_is_checked_as_at_the_door(
    office: Office, signed: Callable[..., Any], send: Send, photo: bytes
) -> None:
    browser = signed("documenter", "analyst")
    assert _bring(browser, send, office, OPEN, photo)["Location"] == f"/sources/{OPEN}/"
    (said,) = _notes(office, OPEN)
    assert said.startswith("c2pa: holds; ")
    assert SIGNER in said
    assert "vouched for by the certificates you trust" in said
    assert said in browser.get(f"/sources/{OPEN}/").content.decode()
    _bring(browser, send, office, OPEN, photo)
    assert _notes(office, OPEN) == [said]


def test_whom_nobody_was_named_to_trust_is_an_unknown_signer(
    office: Office, signed: Callable[..., Any], send: Send, photo: bytes
) -> None:
    office.signers = None
    _bring(signed("analyst", "documenter"), send, office, OPEN, photo)
    assert "you have named none whom you trust" in _notes(office, OPEN)[0]


def test_a_file_that_was_altered_says_so(office: Office, signed: Callable[..., Any], send: Send, photo: bytes) -> None:
    at = photo.rindex(b"IDAT") + 12
    broken = photo[:at] + bytes([photo[at] ^ 1]) + photo[at + 1 :]
    _bring(signed("documenter", "analyst"), send, office, OPEN, broken)
    (said,) = _notes(office, OPEN)
    assert said.startswith("c2pa: does not hold; ")


def test_files_without_credentials_are_kept_and_nothing_is_said(
    office: Office, signed: Callable[..., Any], send: Send
) -> None:
    browser = signed("documenter", "analyst")
    for name, data in (("photo.png", PLAIN), ("words.txt", b"c2pa jumb: invented words\n")):
        _bring(browser, send, office, OPEN, data, name=name)
    assert _notes(office, OPEN) == []
    with office.desk(office.owner) as desk:
        assert {one.evidence.name for one in evidence.history(desk, OPEN)} >= {"photo.png", "words.txt"}


def test_of_a_sealed_voice_the_signer_is_written_nowhere(
    office: Office, signed: Callable[..., Any], send: Send, photo: bytes
) -> None:
    """The signer may be the very voice."""
    browser = signed("documenter", "analyst")
    _bring(browser, send, office, SEALED, photo)
    assert _notes(office, SEALED) == ["c2pa: holds"]
    assert _notes(office, SEALED, "custodian") == ["c2pa: holds"]
    shown = browser.get(f"/sources/{SEALED}/").content.decode()
    assert "c2pa: holds" in shown
    assert SIGNER not in shown
    _bring(browser, send, office, SEALED, photo)
    assert _notes(office, SEALED) == ["c2pa: holds"]


def test_files_of_an_interview_at_the_door_are_checked(
    office: Office, signed: Callable[..., Any], send: Send, photo: bytes
) -> None:
    browser = signed("documenter")
    key = browser.get("/receive/").content.decode().partition('name="key" value="')[2].partition('"')[0]
    answer = send(
        browser, "/receive/", "/receive/", key=key, teller="Айгүл Ойдан", language="kk", agreed="yes", identity="full",
        place_level="county", purposes=["register"], name_1="Ерлан Мысалов", lang_1="kk", relation_1="sister",
        told_on="2026-11-20", told_place="Almaty", recorder="Б. Ойдан", act="take",
        files=SimpleUploadedFile("photo.png", photo),
    )  # fmt: skip
    assert answer.status_code == 302
    office.checking.wait(60)
    assert [said.partition(";")[0] for said in _notes(office, key)] == ["c2pa: holds"]


def test_of_several_files_those_before_a_refused_one_are_checked(
    office: Office, signed: Callable[..., Any], send: Send, photo: bytes
) -> None:
    files = [SimpleUploadedFile("photo.png", photo), SimpleUploadedFile("nothing.png", b"")]
    page = f"/receive/{OPEN}/receipt/"
    send(signed("documenter", "analyst"), page, f"/receive/{OPEN}/files/", files=files)
    office.checking.wait(60)
    assert len(_notes(office, OPEN)) == 1


def test_what_waits_when_the_office_is_closed_is_forgotten(
    office: Office, signed: Callable[..., Any], send: Send, photo: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go, real = threading.Event(), threading.Event(), proofs.credentials
    ran = []

    def slow(*given: Any) -> Any:
        ran.append(begun.set())
        go.wait(10)
        return real(*given)

    monkeypatch.setattr(proofs, "credentials", slow)
    browser = signed("documenter", "analyst")
    page = f"/receive/{OPEN}/receipt/"
    for name, data in (("one.png", photo), ("two.png", photo + b"\0")):
        send(browser, page, f"/receive/{OPEN}/files/", files=SimpleUploadedFile(name, data))
    assert begun.wait(10)
    assert browser.get(page).status_code == 200  # the office goes on
    office.close()
    go.set()
    office.checking.wait(60)
    assert len(ran) == 1
    office.open()
    assert _notes(office, OPEN) == []


def test_whoever_may_not_attach_has_nothing_checked(office: Office) -> None:
    with office.desk(office.owner) as desk:
        kept = evidence.attach(desk, OPEN, SimpleUploadedFile("photo.png", PLAIN), "photo.png")
    with office.desk(Actor(id="carla", roles=frozenset({"reader"}))) as desk:
        with pytest.raises(NotAllowed):
            proofs.bytes_of(desk, kept)
        with pytest.raises(NotAllowed):
            proofs.note(desk, kept, ())


def test_a_bug_tells_nothing_of_the_file_and_the_next_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    made, done = Checking(), []

    def broken() -> None:
        raise ValueError("a name that must not be told")

    for work in (broken, lambda: done.append(1)):
        made.start(work)
    made.wait(5)
    assert done == [1]
    told = capsys.readouterr().err
    assert "ValueError in broken" in told
    assert "must not be told" not in told


def test_a_file_too_large_to_be_taken_apart_is_not_read(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs.limits, "MOST_BYTES", len(PLAIN) - 1)
    with office.desk(office.owner) as desk:
        kept = evidence.attach(desk, OPEN, SimpleUploadedFile("photo.png", PLAIN), "photo.png")
    checking.later(office, office.owner, kept)
    assert office.checking._thread is None
