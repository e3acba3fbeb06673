"""How files come in: by whom, where, how many, how large, and under which names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tereze.actions import evidence
from tereze_web.office import Office
from tereze_web.receiving import spool, upload
from tereze_web.receiving.upload import clean_name

Send = Callable[..., Any]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("letter.jpg", "letter.jpg"), ("../../etc/passwd", "passwd"), ("..\\..\\a.pdf", "a.pdf"), ("", "file"),
        ("..", "file"), ("a\x00b\nc.txt", "abc.txt"), ("\u202egpj.exe", "gpj.exe"), (" хат.docx ", "хат.docx"),
        ("ي" * 300 + ".mp4", "ي" * 108 + ".mp4"), ("x" * 300, "x" * 120),
    ],
)  # fmt: skip
def test_a_name_is_only_a_name(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def _file(size: int = 10, name: str = "a.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"x" * size, "text/plain")


def test_files_are_added_to_a_source(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    answer = send(browser, "/receive/", "/receive/post-1/files/", files=[_file(70_000), _file(3, "b.txt")])
    assert (answer.status_code, answer["Location"]) == (302, "/receive/post-1/receipt/")
    with office.desk(office.owner) as desk:
        assert {(one.evidence.name, one.evidence.size) for one in evidence.history(desk, "post-1")} >= {
            ("a.txt", 70_000), ("b.txt", 3)
        }  # fmt: skip


def test_one_file_too_large_is_refused_and_said(
    office: Office, signed: Callable[..., Any], send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "MOST", 1 << 20)
    browser = signed("documenter")
    answer = send(browser, "/receive/", "/receive/post-1/files/", files=_file((1 << 20) + 1))
    assert answer.status_code == 400
    assert "larger than 1 MB" in answer.content.decode()
    with office.desk(office.owner) as desk:
        assert {one.evidence.name for one in evidence.history(desk, "post-1")} == {"post-1.txt"}


def test_an_interview_goes_in_when_only_its_file_is_too_large(
    office: Office, signed: Callable[..., Any], send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "MOST", 100)
    browser = signed("documenter")
    answer = send(
        browser, "/receive/", "/receive/", key="interview-20260101-aaaaaa", teller="Айгүл Ойдан", agreed="yes",
        purposes="register", act="take", files=_file(200),
    )  # fmt: skip
    assert answer["Location"] == "/receive/interview-20260101-aaaaaa/receipt/?lost=yes"
    assert "Add it again below" in browser.get(answer["Location"]).content.decode()
    with office.desk(office.owner) as desk:
        assert desk.register.index.source_by_local("interview-20260101-aaaaaa") is not None


def test_an_empty_file_is_said_and_loses_nothing(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    answer = send(
        browser, "/receive/", "/receive/", key="interview-20260101-aaaaaa", teller="Айгүл Ойдан", agreed="yes",
        purposes="register", act="take", carry="no", files=[_file(0), _file(4, "b.txt")],
    )  # fmt: skip
    text = browser.get(answer["Location"]).content.decode()
    assert "Add it again below" in text
    assert "Print nothing" in text
    with office.desk(office.owner) as desk:
        assert [one.evidence.size for one in evidence.history(desk, "interview-20260101-aaaaaa")] == [4]


def test_more_files_than_a_form_may_bring_are_left(
    office: Office, signed: Callable[..., Any], send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "MOST_FILES", 1)
    browser = signed("documenter")
    send(browser, "/receive/", "/receive/post-1/files/", files=[_file(4), _file(5, "b.txt")])
    with office.desk(office.owner) as desk:
        assert "b.txt" not in {one.evidence.name for one in evidence.history(desk, "post-1")}


def test_no_file_is_asked_for(signed: Callable[..., Any], send: Send) -> None:
    answer = send(signed("documenter"), "/receive/", "/receive/post-1/files/")
    assert answer.status_code == 400
    assert "Choose a file first" in answer.content.decode()


@pytest.mark.parametrize("role", ["", "reader", "advocate"])
def test_a_stranger_brings_nothing(
    client: Any, signed: Callable[..., Any], role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.test import Client

    browser = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    if role:
        browser.cookies = signed(role).cookies
    taken: list[int] = []
    monkeypatch.setattr(spool.Spool, "write", lambda _self, data: taken.append(len(data)))
    assert browser.post("/receive/post-1/files/", {"files": _file(70_000)}).status_code == 404
    assert taken == []


def test_elsewhere_no_file_is_taken(office: Office, signed: Callable[..., Any], send: Send) -> None:
    answer = send(signed(), "/", "/language/", language="ru", files=_file(100_000))
    assert answer.status_code == 302


def test_a_file_without_the_token_is_not_kept(office: Office, signed: Callable[..., Any]) -> None:
    browser = signed("documenter")
    assert browser.post("/receive/post-1/files/", {"files": _file()}).status_code == 403
    with office.desk(office.owner) as desk:
        assert {one.evidence.name for one in evidence.history(desk, "post-1")} == {"post-1.txt"}


def test_a_source_that_is_not_there(signed: Callable[..., Any], send: Send) -> None:
    assert send(signed("documenter"), "/receive/", "/receive/nowhere/files/", files=_file()).status_code == 404
