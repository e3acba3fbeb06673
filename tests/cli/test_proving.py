"""Whoever is named as a second person proves it, once the office has a list of people."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner

from tereze.cli.main import cli

Run = Callable[..., Any]
GOOD, OTHER = "seven fictional words", "another fictional passphrase"


class _Terminal:
    """A standard input of which everybody believes that a person sits before it."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def isatty(self) -> bool:
        return True


@pytest.fixture
def at(filled: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The filled register with a list: an analyst and a publisher. `typed` is what is typed, at a terminal."""

    def run(*arguments: str, typed: str | None = None, **environment: str) -> Any:
        with monkeypatch.context() as patch:
            if typed is not None:
                asked = iter(typed.split("\n"))
                patch.setattr("click.prompt", lambda *_, **__: next(asked))
                patch.setattr("tereze.cli.proving.sys", type("sys", (), {"stdin": _Terminal(sys.stdin)}))
            return CliRunner().invoke(cli, list(arguments), env=environment, catch_exceptions=False)

    for id_, roles, words in (("desk-two", "analyst", GOOD), ("desk-three", "publisher", OTHER)):
        assert run("office", "add", id_, "--roles", roles, typed=words).exit_code == 0
    return run


def _kinds(at: Run, kind: str) -> list[tuple[str, str]]:
    import json

    return [(one["by"], one["what"]) for one in json.loads(at("audit", "--kind", kind, "--json").stdout)["items"]]


def _mentions(filled: Run) -> list[str]:
    return [item["number"] for item in filled("list", "persons", "--json").json["items"]][:2]


def test_without_a_list_names_are_on_trust(filled: Run) -> None:
    one, two = _mentions(filled)
    assert filled("judge", "same", one, two, "--reason", "r", "--second", "anybody").code == 0


def test_a_second_reviewer_types_a_passphrase(at: Run, filled: Run) -> None:
    one, two = _mentions(filled)
    command = ("judge", "same", one, two, "--reason", "r", "--second", "desk-two")
    piped = at(*command)
    assert piped.exit_code == 7
    assert "desk-two types a passphrase" in piped.stderr
    assert "tereze office" in piped.stderr
    wrong = at(*command, typed=OTHER)
    assert wrong.exit_code == 3
    assert "judgement" not in at("list", "judgements").stdout
    assert _kinds(at, "office.refused") == [("desk-two", "office.refused")]
    right = at(*command, typed=GOOD)
    assert right.exit_code == 0, right.stderr
    assert _kinds(at, "office.proved") == [("desk-two", "office.proved")]


@pytest.mark.parametrize(("who", "says"), [("anybody", "not on the list"), ("desk-three", "may not judge")])
def test_who_is_not_on_the_list_or_may_not_judge_is_no_second(at: Run, filled: Run, who: str, says: str) -> None:
    one, two = _mentions(filled)
    done = at("judge", "same", one, two, "--reason", "r", "--second", who, typed=OTHER)
    assert done.exit_code == 6
    assert says in done.stderr


def test_a_confirmation_is_proved_as_well(at: Run, filled: Run) -> None:
    one, two = _mentions(filled)
    assert at("judge", "same", one, two, "--reason", "r").exit_code == 0
    made = filled("list", "judgements", "--json").json["items"][0]["id"]
    command = ("judge", "confirm", made, "--reason", "r")
    assert at(*command, TEREZE_ACTOR="somebody").exit_code == 6
    assert at(*command, TEREZE_ACTOR="desk-two", typed=OTHER).exit_code == 3
    assert at("review", "--second", TEREZE_ACTOR="somebody").exit_code == 6
    assert at(*command, TEREZE_ACTOR="desk-two", typed=GOOD).exit_code == 0


def test_an_approver_who_did_not_open_the_register_proves_it(at: Run) -> None:
    command = ("publish", "out", "--fictional", "--approve", "local", "--approve")
    assert at(*command, "anybody").exit_code == 6
    assert at(*command, "desk-two", typed=GOOD).exit_code == 6  # an analyst
    assert at(*command, "desk-three", typed=GOOD).exit_code == 3
    assert _kinds(at, "office.proved") == []
    done = at(*command, "desk-three", typed=OTHER)
    assert done.exit_code in {0, 1}, done.stderr  # 1: the checks of the release found something
    assert _kinds(at, "office.proved") == [("desk-three", "office.proved")]


def test_nobody_claims_an_id_of_the_list_by_opening_the_register(at: Run) -> None:
    command = ("publish", "out", "--fictional", "--approve", "desk-three", "--approve", "local")
    assert at(*command, TEREZE_ACTOR="desk-three").exit_code == 7
    assert at("publish", "out", "--approve", "one", "--approve", "two").exit_code == 6


def test_a_proposal_is_approved_by_somebody_who_proves_it(at: Run) -> None:
    for actor, typed, code in (("somebody", None, 6), ("desk-three", None, 7), ("desk-three", GOOD, 3)):
        done = at("release", "approve", "xinvented", typed=typed, TEREZE_ACTOR=actor)
        assert done.exit_code == code, done.stderr
    assert at("release", "approve", "xinvented", typed=OTHER, TEREZE_ACTOR="desk-three").exit_code == 4
