"""From words to statements on the source screen: by hand, and by looking over what the machine read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tereze.actions import sources
from tereze_web.office import Office

Send = Callable[..., Any]
TEXT = "Murat Zhaken said he was held in a re-education camp in 2018.\n\nHis sister was sentenced to prison.\n"


@pytest.fixture
def letter(office: Office, signed: Callable[..., Any], send: Send) -> tuple[Any, str]:
    """A browser, and the id of a text attached to a source without a protected voice."""
    browser = signed("documenter")
    file = SimpleUploadedFile("letter.txt", TEXT.encode(), "text/plain")
    send(browser, "/receive/", "/receive/article-1/files/", files=file)
    with office.desk(office.owner) as desk:
        return browser, sources.source_case(desk, "article-1").texts[0].evidence.id


def test_words_become_the_beginning_of_a_statement(letter: tuple[Any, str], send: Send) -> None:
    browser, file = letter
    words = "he was held in a re-education camp"
    fields = {"file": file, "words": words, "section": "custody", "chars": "18-52"}
    page = "/sources/article-1/"
    answer = send(browser, page, f"{page}pick/", **fields)
    assert (answer.status_code, answer["Location"]) == (302, "/code/article-1/custody/#f-custody-0-about")
    shown = browser.get("/code/article-1/custody/").content.decode()
    assert words in shown
    assert 'value="18-52"' in shown
    assert hashlib.sha256(TEXT.encode()).hexdigest() in shown


def test_words_that_were_pasted_are_found_and_sealed_with_their_place(
    office: Office, letter: tuple[Any, str], send: Send
) -> None:
    browser, file = letter
    send(browser, "/sources/article-1/", "/sources/article-1/pick/", file=file, words="sentenced to prison",
         section="custody")  # fmt: skip
    page = "/code/article-1/custody/"
    seen = re.search(r'name="seen" value="(\d+)"', browser.get(page).content.decode())[1]  # type: ignore[index]
    text = browser.get(page).content.decode()
    kept = dict(re.findall(r'name="custody\.0\.(chars|text_sha256)" value="([^"]*)"', text))
    fields = {f"custody.0.{name}": value for name, value in kept.items()}
    fields |= {"custody.0.about": "man", "custody.0.value": "prison", "custody.0.words": "sentenced to prison"}
    send(browser, page, page, seen=seen, **fields)
    check = "/code/article-1/check/"
    seen = re.search(r'name="seen" value="(\d+)"', browser.get(check).content.decode())[1]  # type: ignore[index]
    assert send(browser, check, check, seen=seen).status_code == 200
    source = browser.get("/sources/article-1/").content.decode()
    assert re.search(r'<mark data-says="\w+">sentenced to prison</mark>', source)


@pytest.mark.parametrize("fields", [{"words": "nowhere in it"}, {"words": ""}, {"words": "camp", "section": "people"}])
def test_what_stands_nowhere_is_refused(letter: tuple[Any, str], send: Send, fields: dict[str, str]) -> None:
    browser, file = letter
    answer = send(
        browser, "/sources/article-1/", "/sources/article-1/pick/", file=file, **({"section": "facts"} | fields)
    )
    assert answer.status_code == 400


def test_the_history_of_each_file_is_shown(letter: tuple[Any, str]) -> None:
    browser, _ = letter
    text = browser.get("/sources/article-1/").content.decode()
    assert "What happened to this file" in text
    assert "fingerprint taken" in text


def test_a_protected_source_shows_and_reads_no_text(signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    file = SimpleUploadedFile("talk.txt", "Жасырын Куәгер сказала".encode(), "text/plain")
    send(browser, "/receive/", "/receive/interview-2/files/", files=file)
    text = browser.get("/sources/interview-2/").content.decode()
    assert "Куәгер" not in text
    assert "/sources/interview-2/read/" not in text
    assert "talk.txt" not in text


@pytest.mark.parametrize("role", ["reader", "advocate", "publisher", "custodian"])
def test_who_may_not_code_lets_nothing_be_read(
    office: Office, letter: tuple[Any, str], signed: Callable[..., Any], send: Send, role: str
) -> None:
    office.roll.remove("someone")
    answer = send(signed(role), "/", "/sources/article-1/read/", file=letter[1])
    assert answer.status_code == 404


def test_a_text_too_long_to_wait_for_is_not_read(
    letter: tuple[Any, str], send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tereze.actions import coding_reading

    monkeypatch.setattr(coding_reading, "MOST", 10)
    browser, file = letter
    assert send(browser, "/sources/article-1/", "/sources/article-1/read/", file=file).status_code == 400
