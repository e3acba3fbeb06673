"""The door: an interview taken in, kept for later, refused beside its field; and what must not be seen afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tereze.actions import evidence
from tereze_web.office import Office

Send = Callable[..., Any]
NAME = "Құпия Айтушы"
GOOD = {
    "teller": "Айгүл Ойдан", "language": "kk", "agreed": "yes", "identity": "full", "place_level": "county",
    "purposes": ["register", "un"], "name_1": "Ерлан Мысалов", "lang_1": "kk", "relation_1": "sister",
    "told_on": "2026-11-20", "told_place": "Almaty", "recorder": "Б. Ойдан", "act": "take",
}  # fmt: skip


def _key(browser: Any) -> str:
    found = re.search(r'name="key" value="([^"]+)"', browser.get("/receive/").content.decode())
    assert found
    return found[1]


def test_an_interview_is_received_and_gets_a_number(
    signed: Callable[..., Any], send: Send, number: Callable[[str], str]
) -> None:
    browser = signed("documenter")
    key = _key(browser)
    answer = send(browser, "/receive/", "/receive/", key=key, **GOOD)
    assert (answer.status_code, answer["Location"]) == (302, f"/receive/{key}/receipt/")
    text = browser.get(answer["Location"]).content.decode()
    assert number(f"{key}/missing") in text
    assert "May already be in the register" not in text  # the desk asked the look-up, and is told no more


def test_it_then_waits_to_be_coded_by_anyone(signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    key = _key(browser)
    send(browser, "/receive/", "/receive/", key=key, **GOOD)
    assert f'href="/code/{key}/people/"' in browser.get("/code/").content.decode()


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    office: Office, signed: Callable[..., Any], send: Send
) -> None:
    browser = signed("documenter")
    answer = send(browser, "/receive/", "/receive/", key=_key(browser), **(GOOD | {"told_on": "2017-99"}))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'id="e-told_on"' in text
    assert "there is no month 99" in text
    assert 'value="2017-99"' in text
    assert "Ерлан Мысалов" in text
    with office.desk(office.owner) as desk:
        assert desk.register.index.counts()["source"] == 4


def test_what_is_missing_is_asked_for(signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    answer = send(browser, "/receive/", "/receive/", key=_key(browser), teller="", act="take")
    assert answer.status_code == 422
    found = set(re.findall(r'<p class="wrong" id="([^"]+)"', answer.content.decode()))
    assert {"e-teller", "e-agreed", "e-purposes"} <= found


def test_sending_twice_takes_in_once(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    key = _key(browser)
    first = send(browser, "/receive/", "/receive/", key=key, **GOOD)
    second = send(browser, "/receive/", "/receive/", key=key, **GOOD)
    assert (first.status_code, second.status_code) == (302, 302)
    with office.desk(office.owner) as desk:
        assert desk.register.index.counts()["source"] == 5


def test_another_content_under_the_same_key_is_refused(signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    key = _key(browser)
    send(browser, "/receive/", "/receive/", key=key, **GOOD)
    assert send(browser, "/receive/", "/receive/", key=key, **(GOOD | {"told_on": "2018"})).status_code == 422


def test_a_protected_teller_is_sealed_at_once(
    signed: Callable[..., Any], send: Send, number: Callable[[str], str], tmp_path: Path
) -> None:
    browser = signed("documenter")
    key = _key(browser)
    file = SimpleUploadedFile(f"../{NAME}.m4a", b"not a real recording", "audio/mp4")
    send(browser, "/receive/", "/receive/", key=key, **(GOOD | {"teller": NAME, "identity": "none", "files": file}))
    for path in (
        f"/receive/{key}/receipt/", f"/sources/{key}/", "/people/", f"/people/{number(f'{key}/missing')}/",
        f"/people/{number(f'{key}/teller')}/", f"/code/{key}/people/", f"/code/{key}/custody/", f"/code/{key}/check/",
        "/receive/", "/code/",
    ):  # fmt: skip
        text = browser.get(path).content.decode().replace(f'value="{NAME}"', "")  # what was asked stands in its field
        assert NAME not in text, path
        assert "Айтушы" not in text.partition("</title>")[0], path


def test_nothing_of_it_lies_on_the_disk_in_the_clear(signed: Callable[..., Any], send: Send, tmp_path: Path) -> None:
    browser = signed("documenter")
    file = SimpleUploadedFile("talk.txt", b"in the clear nowhere" * 9000, "text/plain")
    send(browser, "/receive/", "/receive/", key=_key(browser), **(GOOD | {"files": file}))
    browser.post("/receive/keep/", {})
    kept = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert kept
    for one in kept:
        held = one.read_bytes()
        assert "Ерлан".encode() not in held, one.name
        assert b"in the clear nowhere" not in held, one.name


def test_files_are_sealed_with_their_history(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    key = _key(browser)
    files = [SimpleUploadedFile("..\\a/letter\u202e.jpg", b"\xff\xd8 not a picture", "image/jpeg")]
    send(browser, "/receive/", "/receive/", key=key, **(GOOD | {"files": files}))
    with office.desk(office.owner) as desk:
        (kept,) = evidence.history(desk, key)
        assert kept.evidence.name == "letter.jpg"
        assert [one.event for one in kept.history] == ["received", "hashed"]
        assert b"".join(desk.register.vault.open(kept.evidence.blob)) == b"\xff\xd8 not a picture"


def test_a_paper_that_is_dangerous_is_not_offered(signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    answer = send(browser, "/receive/", "/receive/", key=_key(browser), **(GOOD | {"carry": "no"}))
    text = browser.get(answer["Location"]).content.decode()
    assert "Print nothing" in text
    assert "data-print" not in text
    assert 'class="last noprint"' in text


def test_it_can_be_kept_for_later_and_taken_up_again(signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    key = _key(browser)
    answer = send(browser, "/receive/", "/receive/", key=key, seen="0", **(GOOD | {"act": "keep", "teller": ""}))
    assert answer.status_code == 302
    assert f'href="/receive/begun/{key}/"' in browser.get("/receive/").content.decode()
    shown = browser.get(f"/receive/begun/{key}/").content.decode()
    assert "Ерлан Мысалов" in shown
    assert 'name="seen" value="0"' not in shown


def test_a_second_window_is_told_and_nothing_is_overwritten(signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    key = _key(browser)
    send(browser, "/receive/", "/receive/", key=key, seen="0", **(GOOD | {"act": "keep", "told_place": "Oral"}))
    answer = send(browser, "/receive/", "/receive/", key=key, seen="0", **(GOOD | {"act": "keep"}))
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "“Oral”" in text
    assert 'value="Almaty"' in text


def test_the_script_is_told_the_version_and_when_it_is_stale(signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    key = _key(browser)
    first = send(browser, "/receive/", "/receive/keep/", key=key, seen="0", **GOOD)
    seen = first.json()["seen"]
    assert send(browser, "/receive/", "/receive/keep/", key=key, seen=str(seen), **GOOD).json()["seen"] > seen
    late = send(browser, "/receive/", "/receive/keep/", key=key, seen=str(seen), **GOOD)
    assert (late.status_code, late.json()) == (409, {"stale": True})


def test_the_next_interview_begins_where_the_last_ended(signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    send(browser, "/receive/", "/receive/", key=_key(browser), **(GOOD | {"language": "ug"}))
    text = browser.get("/receive/").content.decode()
    assert "1 interview today" in text
    assert 'value="Almaty"' in text
    assert 'value="Б. Ойдан"' in text
    assert '<option value="ug" selected>' in text
    assert "Айгүл" not in text


def test_a_draft_is_thrown_away(signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    key = _key(browser)
    send(browser, "/receive/", "/receive/keep/", key=key, seen="0", **GOOD)
    assert send(browser, "/receive/", "/receive/drop/", key=key).status_code == 302
    assert browser.get(f"/receive/begun/{key}/").status_code == 400


def test_a_draft_of_another_is_not_there(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    key = _key(browser)
    send(browser, "/receive/", "/receive/keep/", key=key, seen="0", **GOOD)
    other = signed()
    assert other.get(f"/receive/begun/{key}/").status_code == 400
    assert key not in other.get("/receive/").content.decode()


@pytest.mark.parametrize("tongue", ["kk", "ru", "ug", "zh", "en"])
def test_the_consent_can_be_printed_in_the_tellers_language(signed: Callable[..., Any], tongue: str) -> None:
    text = signed("documenter").get(f"/receive/consent/{tongue}/").content.decode()
    article = text.partition("<article")[2].partition("</article>")[0]
    assert f'lang="{"zh-Hans" if tongue == "zh" else tongue}"' in article
    assert f'dir="{"rtl" if tongue == "ug" else "ltr"}"' in article
    assert article.count("<li>") == 15


@pytest.mark.parametrize("role", ["advocate", "publisher", "reader", "custodian"])
def test_others_do_not_see_the_desk(signed: Callable[..., Any], role: str) -> None:
    assert signed(role).get("/receive/").status_code == 404


def test_a_new_form_has_a_key_that_says_nothing(signed: Callable[..., Any]) -> None:
    browser = signed("documenter")
    keys = {_key(browser) for _ in range(5)}
    assert len(keys) == 5
    assert all(re.fullmatch(r"interview-\d{8}-[0-9a-f]{6}", key) for key in keys)


def test_without_a_custodian_what_was_typed_is_still_there(
    signed: Callable[..., Any], send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tereze.store.register import Register

    monkeypatch.setattr(Register, "custodians", ())
    browser = signed("documenter")
    answer = send(browser, "/receive/", "/receive/", key=_key(browser), **(GOOD | {"identity": "none"}))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "the register has no custodian" in text
    assert "Ерлан Мысалов" in text


def test_what_was_told_before_is_known_at_the_door(
    signed: Callable[..., Any], send: Send, number: Callable[[str], str]
) -> None:
    browser = signed("documenter", "analyst")
    told = send(browser, "/receive/", "/receive/before/", teller="Aigul Mysalkyzy").json()["told"]
    assert [(one["number"], one["sources"]) for one in told] == [(number("interview-1/wife"), ["interview-1"])]
    for nobody in ("", "А", "Nobody Invented", "Жасырын Куәгер"):  # the last one told, and is protected
        assert send(browser, "/receive/", "/receive/before/", teller=nobody).json() == {"told": []}


def test_whoever_may_not_search_is_not_told_who_came_before(signed: Callable[..., Any], send: Send) -> None:
    told = send(signed("documenter"), "/receive/", "/receive/before/", teller="Aigul Mysalkyzy").json()
    assert told == {"told": []}
