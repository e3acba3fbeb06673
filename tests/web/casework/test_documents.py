"""Bringing a document in the office: sealed as it comes, read in the background, its waiting said plainly."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import credentials
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.intake.reading import makers

from tereze.actions import evidence
from tereze_web.casework import readings
from tereze_web.office import Office

Send = Callable[..., Any]
PAGE = b"<html><body><p>Murat Zhaken said he was held in a re-education camp in 2018.</p></body></html>"
AT = "/documents/"


def _file(data: bytes = PAGE, name: str = "Murat Zhaken.html") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_document_is_kept_read_and_looked_over(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    answer = send(browser, AT, AT, file=_file(), kind="news_article", published="2019-03-05")
    assert (answer.status_code, answer["Location"]) == (302, AT)
    office.readings.wait(30)
    text = browser.get(AT).content.decode()
    at = re.search(r'class="button quietly" href="(/review/[^"]+)"', text)
    assert at is not None
    assert "Murat" not in at[1]
    assert "0 of" in text
    assert "data-again" not in text
    local = re.search(r'href="/sources/(document-\w+)/"', text)
    assert local is not None
    with office.desk(office.owner) as desk:
        assert [one.event for one in evidence.history(desk, local[1])[0].history][:2] == ["received", "hashed"]
    assert "re-education camp" in browser.get(at[1]).content.decode()
    assert f'<a href="{AT}">Documents to look over</a><span class="count">1</span>' in browser.get("/").content.decode()


def test_while_it_is_read_the_page_says_so(
    office: Office, signed: Callable[..., Any], send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    from tereze.actions import bringing

    go, real = threading.Event(), bringing.read

    def slow(*given: Any) -> Any:
        go.wait(10)
        return real(*given)

    monkeypatch.setattr(bringing, "read", slow)
    browser = signed("documenter")
    for number in (1, 2):
        send(browser, AT, AT, file=_file(PAGE + b" " * number), kind="other")
    text = browser.get(AT).content.decode()
    assert "The machine is reading." in text
    assert "Before it: 1" in text
    assert 'data-again="3"' in text
    assert browser.get("/receive/").status_code == 200  # the office goes on
    go.set()
    office.readings.wait(30)
    assert browser.get(AT).content.decode().count("Look it over") == 2


@pytest.mark.parametrize(
    ("fields", "told"),
    [({"kind": "interview"}, "is no kind of document"), ({"kind": "other", "published": "2018-99"}, "no month 99")],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    signed: Callable[..., Any], send: Send, fields: dict[str, str], told: str
) -> None:
    answer = send(signed("documenter"), AT, AT, file=_file(), title="A title of mine", **fields)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert told in text
    assert 'value="A title of mine"' in text


def test_a_form_without_a_file_and_an_empty_file(signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    assert "No file came" in send(browser, AT, AT, kind="other").content.decode()
    assert "is empty" in send(browser, AT, AT, kind="other", file=_file(b"")).content.decode()


def test_a_file_too_large_is_refused(signed: Callable[..., Any], send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    from tereze_web.receiving import upload

    monkeypatch.setattr(upload, "MOST", 10)
    answer = send(signed("documenter"), AT, AT, file=_file(b"x" * 100), kind="other")
    assert answer.status_code == 422
    assert "larger than" in answer.content.decode()


def test_what_is_not_read_says_why_and_can_be_taken_off(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    send(browser, AT, AT, file=_file(b"MZ\x90\0", "a.exe"), kind="other")
    office.readings.wait(30)
    text = browser.get(AT).content.decode()
    assert "Kept, but not read." in text
    assert "it is a program" in text
    file = re.search(r'name="file" value="(\w+)"', text)
    assert file is not None
    send(browser, AT, "/documents/done/", file=file[1])
    assert "Kept, but not read." not in browser.get(AT).content.decode()


def test_a_kept_file_is_read_from_its_source(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("analyst")
    send(browser, "/receive/", "/receive/article-1/files/", files=_file(name="page.html"))
    with office.desk(office.owner) as desk:
        file = evidence.history(desk, "article-1")[0].evidence.id
    assert send(browser, AT, "/documents/read/", local="article-1", file=file).status_code == 302
    office.readings.wait(30)
    assert "Look it over" in browser.get(AT).content.decode()


@pytest.mark.parametrize(("local", "file"), [("article-1", "enothing"), ("no-such", "x"), ("post-1", "s1")])
def test_a_file_that_is_not_there_is_not_read(signed: Callable[..., Any], send: Send, local: str, file: str) -> None:
    assert send(signed("documenter"), AT, "/documents/read/", local=local, file=file).status_code == 404


def test_a_protected_source_is_not_read(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("analyst")
    send(browser, "/receive/", "/receive/interview-2/files/", files=_file(name="page.html"))
    with office.desk(office.owner) as desk:
        file = evidence.history(desk, "interview-2")[0].evidence.id
    answer = send(browser, AT, "/documents/read/", local="interview-2", file=file)
    assert answer.status_code == 400
    assert office.readings.of("someone") == []


def test_readings_and_drafts_are_ones_own(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    send(browser, AT, AT, file=_file(), kind="other")
    office.readings.wait(30)
    draft = re.search(r'href="/review/([^"/]+)/"', browser.get(AT).content.decode())
    assert draft is not None
    owner = signed()
    assert draft[1] not in owner.get(AT).content.decode()
    send(owner, AT, "/documents/drop/", draft=draft[1])
    office.roll.remove("someone")
    browser = signed("documenter")
    assert draft[1] in browser.get(AT).content.decode()
    send(browser, AT, "/documents/drop/", draft=draft[1])
    assert f"/review/{draft[1]}/" not in browser.get(AT).content.decode().partition("Waiting to be looked over")[2]


def test_the_panic_lock_forgets_what_was_being_read(office: Office, signed: Callable[..., Any], send: Send) -> None:
    send(signed("documenter"), AT, AT, file=_file(), kind="other")
    office.close()
    assert office.readings.of("someone") == []
    office.readings.wait(30)


def test_one_person_cannot_fill_the_queue(
    office: Office, signed: Callable[..., Any], send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "MOST", 0)
    answer = send(signed("documenter"), AT, AT, file=_file(), kind="other")
    assert answer.status_code == 400
    assert "waiting to be read already" in answer.content.decode()


@pytest.mark.parametrize("role", ["reader", "advocate", "publisher", "custodian"])
def test_who_may_not_import_brings_nothing(office: Office, signed: Callable[..., Any], send: Send, role: str) -> None:
    browser = signed(role)
    token = browser.get("/").content.decode().partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    answer = browser.post(AT, {"csrfmiddlewaretoken": token, "file": _file(), "kind": "other"})
    assert answer.status_code == 404
    assert office.readings.of("someone") == []


def test_another_documenters_document_is_told_to_be_there_and_nothing_more(
    office: Office, signed: Callable[..., Any], send: Send
) -> None:
    send(signed(), AT, AT, file=_file(), kind="other", title="What the other called it")
    office.readings.wait(30)
    answer = send(signed("documenter"), AT, AT, file=_file(), kind="other")
    assert answer.status_code == 422
    assert "is in the register already" in answer.content.decode()
    assert "What the other called it" not in answer.content.decode()
    assert office.readings.of("someone") == []


def test_words_of_a_text_that_was_read_become_a_statement(
    office: Office, signed: Callable[..., Any], send: Send
) -> None:
    browser = signed("analyst")
    send(browser, AT, AT, file=_file(), kind="other")
    office.readings.wait(30)
    local = office.readings.of("someone")[0].local
    page = f"/sources/{local}/"
    text = browser.get(page).content.decode()
    assert "Text that was read from this file" in text
    picked = re.search(r'data-picks="t-(\w+)"', text)
    assert picked is not None
    assert f'id="t-{picked[1]}"' in text
    answer = send(browser, page, f"{page}pick/", file=picked[1], words="held in a re-education camp", section="custody")
    assert (answer.status_code, answer["Location"].partition("#")[0]) == (302, f"/code/{local}/custody/")
    assert "held in a re-education camp" in browser.get(f"/code/{local}/custody/").content.decode()


def test_whom_the_office_trusts_to_sign_is_known_in_a_document_that_is_brought(
    office: Office, signed: Callable[..., Any], send: Send, tmp_path: Path
) -> None:
    chain, key = credentials._chain()
    (tmp_path / "camera.pem").write_text(chain)
    office.signers = tmp_path
    photo = credentials.signed(makers.png(64, 64, b"\x80" * 4096), by=(chain, key))
    send(signed("documenter"), AT, AT, file=_file(photo, "photo.png"), kind="other")
    office.readings.wait(60)
    with office.desk(office.owner) as desk:
        notes = [one.note for one in desk.register.index.of_kind("custody") if getattr(one, "event", "") == "checked"]
    assert len(notes) == 1
    assert "c2pa: holds" in notes[0]
    assert "vouched for by the certificates you trust" in notes[0]
