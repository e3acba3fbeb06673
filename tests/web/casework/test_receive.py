"""The receive desk: the form, what is wrong beside its field, and the receipt."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tereze_web.office import Office

Send = Callable[..., Any]
GOOD = {
    "teller": "Айгүл Ойдан", "relation": "sister", "language": "kk", "identity": "full", "place_level": "county",
    "purposes": ["register", "un"], "name_1": "Ерлан Мысалов", "lang_1": "kk", "born": "1979", "status": "internment",
    "when": "2017-09", "how": "told_by", "words": "Көршісі айтты.",
}  # fmt: skip


def _key(browser: Any) -> str:
    found = re.search(r'name="key" value="([^"]+)"', browser.get("/receive/").content.decode())
    assert found
    return found[1]


def test_a_form_becomes_a_source_and_a_number(
    office: Office, signed: Callable[..., Any], send: Send, number: Callable[[str], str]
) -> None:
    browser = signed("documenter")
    key = _key(browser)
    answer = send(browser, "/receive/", "/receive/", key=key, **GOOD)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert number(f"{key}/missing") in text
    assert number("interview-1/husband") in text  # the one of the same name is shown at once
    shown = browser.get(f"/people/{number(f'{key}/missing')}/").content.decode()
    assert "Көршісі айтты." in shown


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    office: Office, signed: Callable[..., Any], send: Send
) -> None:
    browser = signed("documenter")
    answer = send(browser, "/receive/", "/receive/", key=_key(browser), **(GOOD | {"when": "2017-99", "born": "19x"}))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'aria-describedby="e-when"' in text
    assert "there is no month 99" in text
    assert 'aria-describedby="e-born"' in text
    assert "Көршісі айтты." in text
    assert 'value="2017-99"' in text
    with office.desk(office.owner) as desk:
        assert desk.register.index.counts()["source"] == 4


def test_what_is_missing_is_asked_for(signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    answer = send(browser, "/receive/", "/receive/", key=_key(browser), teller="", name_1="")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert {"e-teller", "e-name_1", "e-purposes"} <= set(re.findall(r'<p class="wrong" id="([^"]+)"', text))


def test_sending_twice_takes_in_once(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    key = _key(browser)
    first = send(browser, "/receive/", "/receive/", key=key, **GOOD)
    second = send(browser, "/receive/", "/receive/", key=key, **GOOD)
    assert (first.status_code, second.status_code) == (200, 200)
    with office.desk(office.owner) as desk:
        assert desk.register.index.counts()["source"] == 5


def test_another_content_under_the_same_key_is_refused(signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    key = _key(browser)
    send(browser, "/receive/", "/receive/", key=key, **GOOD)
    assert send(browser, "/receive/", "/receive/", key=key, **(GOOD | {"when": "2018"})).status_code == 422


def test_a_protected_teller_is_sealed_at_once(
    signed: Callable[..., Any], send: Send, number: Callable[[str], str], tmp_path: Path
) -> None:
    browser = signed("documenter")
    key, name = _key(browser), "Құпия Айтушы"
    answer = send(browser, "/receive/", "/receive/", key=key, **(GOOD | {"teller": name, "identity": "none"}))
    assert answer.status_code == 200
    for path in (
        f"/people/{number(f'{key}/teller')}/",
        f"/sources/{key}/",
        "/people/",
        f"/people/{number(f'{key}/missing')}/",
    ):
        assert name not in browser.get(path).content.decode(), path


def test_nothing_of_it_lies_on_the_disk_in_the_clear(signed: Callable[..., Any], send: Send, tmp_path: Path) -> None:
    browser = signed("documenter")
    send(browser, "/receive/", "/receive/", key=_key(browser), **GOOD)
    kept = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert kept
    for file in kept:
        assert "Көршісі".encode() not in file.read_bytes(), file.name


def test_a_new_form_has_a_key_that_says_nothing(signed: Callable[..., Any]) -> None:
    browser = signed("documenter")
    keys = {_key(browser) for _ in range(5)}
    assert len(keys) == 5
    assert all(re.fullmatch(r"interview-\d{8}-[0-9a-f]{6}", key) for key in keys)


@pytest.mark.parametrize("role", ["advocate", "publisher", "reader", "custodian"])
def test_others_do_not_see_the_desk(signed: Callable[..., Any], role: str) -> None:
    assert signed(role).get("/receive/").status_code == 404


def test_a_file_is_not_taken_in(signed: Callable[..., Any], tmp_path: Path) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    browser = signed("documenter")
    shown = browser.get("/receive/").content.decode()
    token = shown.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    file = SimpleUploadedFile("photo.png", b"\x89PNG not yours " * 4000, "image/png")
    answer = browser.post("/receive/", {"csrfmiddlewaretoken": token, "key": _key(browser), "photo": file} | GOOD)
    assert answer.status_code == 200
    assert not [one for one in tmp_path.rglob("*") if one.is_file() and b"not yours" in one.read_bytes()]
