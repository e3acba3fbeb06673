"""“Already in the register?” asked from the form: no more than the desk may know, and never the person's own number."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tereze.actions import drafts, interviews
from tereze.actions.lookup_budget import DESK
from tereze_web.office import Office
from tereze_web.receiving import known
from tereze_web.receiving.document import Coding
from tereze_web.words import LANGUAGES, words

Send = Callable[..., Any]


def _ask(browser: Any, send: Send, **fields: str) -> str:
    page = "/code/article-1/people/"
    seen = re.search(r'name="seen" value="(\d+)"', browser.get(page).content.decode())[1]  # type: ignore[index]
    answer = send(browser, page, page, seen=seen, **{key.replace("__", "."): value for key, value in fields.items()})
    assert answer.status_code == 200
    return _told(answer)


def _told(answer: Any) -> str:
    """What stands in the boxes of answers; empty where there is none, or nobody was asked about."""
    return "".join(re.findall(r'id="told-\d+"[^>]*>(.*?)</div>', answer.content.decode(), re.DOTALL))


def _door(browser: Any, send: Send, **fields: str) -> Any:
    """The answer for the script at the door."""
    answer = send(browser, "/receive/", "/receive/known/", who="1", **fields)
    assert answer.status_code == 200
    return answer.json()


def test_the_desk_is_told_a_number_and_no_name(
    signed: Callable[..., Any], send: Send, number: Callable[[str], str]
) -> None:
    told = _ask(signed("documenter"), send, people__2__name_1="Ерлан Мысалов", people__2__birthDate="1979",
                people__2__gender="male", act="known-2")  # fmt: skip
    assert number("interview-1/husband") in told
    assert "Мысалов" not in told


def test_an_analyst_sees_who_is_likely(signed: Callable[..., Any], send: Send) -> None:
    told = _ask(signed("analyst"), send, people__2__name_1="Ерлан Мысалов", people__2__birthDate="1979", act="known-2")
    assert "Мысалов" in told
    assert "%" in told


def test_a_name_alone_is_not_enough_at_the_desk(signed: Callable[..., Any], send: Send) -> None:
    told = _ask(signed("documenter"), send, people__2__name_1="Ерлан Мысалов", act="known-2")
    assert "Add a year of birth" in told


def test_nobody_is_said_to_be_nobody(signed: Callable[..., Any], send: Send) -> None:
    told = _ask(
        signed("documenter"), send, people__2__name_1="Zzyzx Qwertz", people__2__birthDate="1931", act="known-2"
    )
    assert "Not known" in told


def test_a_person_is_not_found_as_herself(signed: Callable[..., Any], send: Send, number: Callable[[str], str]) -> None:
    told = _ask(signed("documenter"), send, people__0__key="man", people__0__birthDate="1982", act="known-0")
    assert number("article-1/man") not in told


@pytest.mark.parametrize("act", ["known-9", "known-x", "known-"])
def test_nobody_stands_there(signed: Callable[..., Any], send: Send, act: str) -> None:
    browser, page = signed("documenter"), "/code/article-1/people/"
    answer = send(browser, page, page, seen="0", act=act)
    assert answer.status_code in {200, 302}
    assert _told(answer) == ""


def test_relatives_of_the_form_help_and_protected_ones_do_not(office: Office, number: Callable[[str], str]) -> None:
    people = [{"key": "a", "name_1": "Ерлан Мысалов"}, {"key": "b", "name_1": "Айгүл Мысалқызы"},
              {"key": "c", "received": "yes", "sealed": "yes", "name_1": "Құпия"}]  # fmt: skip
    kin = [{"about": "a", "target": "b"}, {"about": "c", "target": "a"}]
    coding = Coding(key="new-1", tag="c1", sections={"people": people, "kin": kin})
    assert known._relatives(coding, "a") == ("Айгүл Мысалқызы",)
    with office.desk(office.owner) as desk:
        told = known.ask(desk, coding, 0, words("en"))
        assert told is not None
        assert number("interview-1/husband") in {one.number for one in told.people}
        assert known.ask(desk, coding, 7, words("en")) is None
        assert interviews.waiting(desk) == ()


ERLAN = {"name_1": "Ерлан Мысалов", "born_1": "1979"}
NOBODY = {"name_1": "Zzyzx Qwertz", "born_1": "1931"}


def test_at_the_door_the_desk_is_told_a_number_and_no_name(
    signed: Callable[..., Any], send: Send, number: Callable[[str], str]
) -> None:
    told = _door(signed("documenter"), send, **ERLAN)
    assert told == {
        "said": "Likely in the register already:", "number": number("interview-1/husband"), "people": [],
        "slowed": False,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["Erlan Mysalov", "叶尔兰·米萨洛夫", "Мысалов Ерлан", "ەرلان مىسالوۆ"])
def test_any_script_will_do(signed: Callable[..., Any], send: Send, number: Callable[[str], str], name: str) -> None:
    assert _door(signed("documenter"), send, name_1=name, born_1="1979")["number"] == number("interview-1/husband")


def test_a_relative_who_tells_helps_and_a_neighbour_does_not(signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    fields = {"name_1": "Ерлан Мысалов", "teller": "Айгүл Мысалқызы"}
    assert "Add a year" in _door(browser, send, **fields, relation_1="neighbour")["said"]
    assert "Not known" in _door(browser, send, **fields, relation_1="wife")["said"]


def test_an_analyst_sees_up_to_five_with_reasons(signed: Callable[..., Any], send: Send) -> None:
    told = _door(signed("analyst"), send, **ERLAN)
    assert 1 <= len(told["people"]) <= 5
    assert told["people"][0]["why"]
    assert told["people"][0]["score"].endswith(" %")


def test_sealed_and_unknown_are_the_same_answer_to_the_letter(signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    sealed = send(browser, "/receive/", "/receive/known/", who="1", name_1="Жасырын Куәгер", born_1="1980")
    unknown = send(browser, "/receive/", "/receive/known/", who="1", **NOBODY)
    assert sealed.content == unknown.content
    assert sealed.headers.keys() == unknown.headers.keys()
    assert "Not known" in unknown.json()["said"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_budget_that_is_used_up_is_told_kindly_in_words(
    signed: Callable[..., Any], send: Send, language: str
) -> None:
    browser = signed("documenter")
    browser.cookies["tereze_language"] = language
    for number in range(DESK.minute):
        _door(browser, send, name_1="".join(chr(98 + (number * 7 + n) % 20) for n in range(9)), born_1="1971")
    told = _door(browser, send, **ERLAN)
    assert (told["number"], told["people"], told["slowed"]) == ("", [], True)
    seconds = re.search(r"\d+", told["said"])
    assert seconds is not None
    assert told["said"] == words(language)("desk.known_wait", n=seconds[0])


def test_asking_keeps_nothing(office: Office, signed: Callable[..., Any], send: Send) -> None:
    browser = signed("documenter")
    _door(browser, send, **ERLAN, key="interview-20260101-abcdef")
    page = "/code/article-1/people/"
    asked = {"people.2.name_1": "Ерлан Мысалов", "people.2.birthDate": "1979", "who": "2"}
    assert send(browser, page, "/code/article-1/known/", **asked).json()["number"].startswith("T-")
    actor = office.visits.find(browser.cookies["tereze_visit"].value).actor  # type: ignore[union-attr]
    with office.desk(actor) as desk:
        assert drafts.list(desk) == ()


def test_the_button_at_the_door_needs_no_script_and_keeps_what_was_typed(
    signed: Callable[..., Any], send: Send, number: Callable[[str], str]
) -> None:
    browser = signed("documenter")
    key = re.search(r'name="key" value="([^"]+)"', browser.get("/receive/").content.decode())[1]  # type: ignore[index]
    answer = send(browser, "/receive/", "/receive/", key=key, seen="0", act="known-1", **ERLAN)
    assert answer.status_code == 200
    assert number("interview-1/husband") in _told(answer)
    assert 'value="Ерлан Мысалов"' in answer.content.decode()
    assert 'value="Ерлан Мысалов"' in browser.get(f"/receive/begun/{key}/").content.decode()


@pytest.mark.parametrize("who", ["0", "4", "x", "-1", "99999", ""])
def test_nobody_of_the_form_is_meant(signed: Callable[..., Any], send: Send, who: str) -> None:
    answer = send(signed("documenter"), "/receive/", "/receive/known/", **(ERLAN | {"who": who}))
    assert answer.json() == {"said": "", "number": "", "people": [], "slowed": False}
