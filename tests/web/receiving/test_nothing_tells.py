"""Attacks on a protected teller through the desk: no address, title, header, error, draft, log or file name tells who
it was, once the interview is sealed; and before that only the form in which the name was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tereze.actions import drafts
from tereze_web.office import Office

Send = Callable[..., Any]
NAME = "Жасырынбек Куәгерұлы"
GOOD = {
    "teller": NAME, "language": "kk", "agreed": "yes", "identity": "none", "place_level": "none", "act": "take",
    "purposes": ["register"], "name_1": "Ерлан Мысалов", "lang_1": "kk", "relation_1": "sister", "recorder": "Б. Ойдан",
}  # fmt: skip


def _key(browser: Any) -> str:
    return re.search(r'name="key" value="([^"]+)"', browser.get("/receive/").content.decode())[1]  # type: ignore[index]


@pytest.fixture
def sealed(signed: Callable[..., Any], send: Send) -> tuple[Any, str]:
    """A browser and the key of an interview with a protected teller, kept, then sealed, with a file named after her."""
    browser = signed("documenter")
    key = _key(browser)
    kept = send(browser, "/receive/", "/receive/keep/", key=key, seen="0", **GOOD)
    assert NAME not in kept.content.decode()
    file = SimpleUploadedFile(f"{NAME}.m4a", f"I am {NAME}".encode(), "audio/mp4")
    answer = send(browser, "/receive/", "/receive/", key=key, seen=str(kept.json()["seen"]), files=file, **GOOD)
    assert answer.status_code == 302
    assert NAME not in str(answer.headers)
    return browser, key


def _tells(answer: Any) -> bool:
    return NAME in answer.content.decode("utf-8", "replace") or "Куәгерұлы" in str(answer.headers)


def test_no_page_of_the_desk_tells(sealed: tuple[Any, str], capsys: pytest.CaptureFixture[str]) -> None:
    browser, key = sealed
    sections = ("people", "custody", "kin", "facts", "check", "incidents")
    for path in (
        "/receive/", f"/receive/{key}/receipt/", f"/receive/{key}/receipt/?carry=no", f"/receive/begun/{key}/",
        "/code/", *(f"/code/{key}/{section}/" for section in sections), f"/sources/{key}/", "/sources/", "/people/",
        f"/code/{key}/nothing/", f"/review/{key}/", "/matches/", "/",
    ):  # fmt: skip
        assert not _tells(browser.get(path)), path
    printed = capsys.readouterr()
    assert "Куәгерұлы" not in printed.out + printed.err


def test_the_draft_is_gone_once_it_is_sealed(office: Office, sealed: tuple[Any, str]) -> None:
    browser, _ = sealed
    actor = office.visits.find(browser.cookies["tereze_visit"].value).actor  # type: ignore[union-attr]
    with office.desk(actor) as desk:
        bodies = [drafts.load(desk, head.key).body.decode() for head in drafts.list(desk)]
        waiting = [desk.register.drafts.load("@office", head.key) for head in desk.register.drafts.list("@office")]
    assert all(NAME not in body for body in bodies)
    assert [NAME in one.body.decode() for one in waiting if one is not None] == [False]


def test_no_file_of_the_register_holds_the_name(sealed: tuple[Any, str], tmp_path: Path) -> None:
    for file in tmp_path.rglob("*"):
        assert NAME not in file.name
        assert not file.is_file() or NAME.encode() not in file.read_bytes(), file.name


def test_a_file_named_after_her_is_not_opened_or_named(sealed: tuple[Any, str], send: Send) -> None:
    browser, key = sealed
    text = browser.get(f"/receive/{key}/receipt/").content.decode()
    assert "file.m4a" in text
    file = re.search(r'name="file" value="([^"]+)"', browser.get(f"/sources/{key}/").content.decode())
    assert file is None  # nothing that could be opened is offered
    for act in ("open", "read", "pick"):
        answer = send(browser, "/receive/", f"/sources/{key}/{act}/", file="e123", words=NAME, section="facts")
        assert answer.status_code in {400, 404}
        assert not _tells(answer)


def test_a_refusal_of_a_coded_sheet_does_not_repeat_her_name(sealed: tuple[Any, str], send: Send) -> None:
    browser, key = sealed
    page = f"/code/{key}/people/"
    seen = re.search(r'name="seen" value="(\d+)"', browser.get(page).content.decode())[1]  # type: ignore[index]
    fields = {"people.0.key": "teller", "people.0.name_1": NAME, "people.0.lang_1": "??"}
    answer = send(browser, page, page, seen=seen, **fields)
    assert answer.status_code == 422
    wrong = re.findall(r'<p class="wrong"[^>]*>(.*?)</p>', answer.content.decode())
    assert wrong
    assert all(NAME not in text for text in wrong)
    assert NAME not in answer.content.decode().partition("</title>")[0]


@pytest.mark.parametrize(
    "path",
    ["/receive/", "/receive/keep/", "/receive/drop/", "/receive/post-1/files/", "/code/interview-1/people/",
     "/code/interview-1/keep/people/", "/code/interview-1/hand/", "/sources/post-1/pick/", "/sources/post-1/read/",
     "/sources/post-1/open/"],
)  # fmt: skip
def test_a_form_of_a_stranger_changes_nothing(office: Office, signed: Callable[..., Any], path: str) -> None:
    browser = signed()
    with office.desk(office.owner) as desk:
        before = desk.register.index.counts()["source"], len(drafts.list(desk))
    token = browser.get("/receive/").content.decode().partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    for fields, headers in (({}, {}), ({"csrfmiddlewaretoken": token}, {"HTTP_ORIGIN": "http://evil.example"})):
        answer = browser.post(path, GOOD | {"key": "interview-1-x"} | fields, **headers)
        assert answer.status_code == 403, path
        assert not _tells(answer)
    with office.desk(office.owner) as desk:
        assert (desk.register.index.counts()["source"], len(drafts.list(desk))) == before


def test_a_bug_prints_no_name(
    office: Office, signed: Callable[..., Any], send: Send, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    from tereze_web.receiving import receive

    def broken(*_: object) -> None:
        raise RuntimeError(NAME)

    browser = signed("documenter")
    key = _key(browser)
    monkeypatch.setattr(receive, "_take_in", broken)
    answer = send(browser, "/receive/", "/receive/", key=key, **GOOD)
    assert answer.status_code == 500
    assert not _tells(answer)
    printed = capsys.readouterr()
    assert "RuntimeError" in printed.err
    assert NAME not in printed.out + printed.err
