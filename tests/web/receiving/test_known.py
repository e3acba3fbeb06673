"""“Already in the register?” asked from the form: no more than the desk may know, and never the person's own number."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tereze.actions import interviews
from tereze_web.office import Office
from tereze_web.receiving import known
from tereze_web.receiving.document import Coding

Send = Callable[..., Any]


def _ask(browser: Any, send: Send, **fields: str) -> str:
    page = "/code/article-1/people/"
    seen = re.search(r'name="seen" value="(\d+)"', browser.get(page).content.decode())[1]  # type: ignore[index]
    answer = send(browser, page, page, seen=seen, **{key.replace("__", "."): value for key, value in fields.items()})
    assert answer.status_code == 200
    found = re.search(r'id="told">(.*?)</div>', answer.content.decode(), re.DOTALL)
    return found[1] if found else ""


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
    assert "a name alone is not enough" in told


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
    assert 'id="told"' not in answer.content.decode()


def test_relatives_of_the_form_help_and_protected_ones_do_not(office: Office, number: Callable[[str], str]) -> None:
    people = [{"key": "a", "name_1": "Ерлан Мысалов"}, {"key": "b", "name_1": "Айгүл Мысалқызы"},
              {"key": "c", "received": "yes", "sealed": "yes", "name_1": "Құпия"}]  # fmt: skip
    kin = [{"about": "a", "target": "b"}, {"about": "c", "target": "a"}]
    coding = Coding(key="new-1", tag="c1", sections={"people": people, "kin": kin})
    assert known._relatives(coding, "a") == ("Айгүл Мысалқызы",)
    with office.desk(office.owner) as desk:
        assert known.ask(desk, coding, 0).why == ""
        assert known.ask(desk, coding, 7) == known.Told()
        assert interviews.waiting(desk) == ()
