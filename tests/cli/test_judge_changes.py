"""The question before a judgement: asked only of a person, and void when the people changed meanwhile."""

from __future__ import annotations

import click
import pytest

from tereze.actions.consequences import Consequences, Sketch
from tereze.actions.desk import Desk
from tereze.actions.reviewing import Stale
from tereze.cli import judge_changes
from tereze.model.people import Actor


def sketch(*mentions: str) -> Sketch:
    return Sketch("T-1", "A Fictional", mentions, 1, 1, 0, (("2017", "", "prison"),), ("public",), (("2020", "WGEID"),))


ONE, TWO, BOTH = sketch("a/x"), sketch("b/y"), sketch("a/x", "b/y")
MERGE, OTHER = Consequences((ONE, TWO), (BOTH,)), Consequences((BOTH,), (BOTH,))


@pytest.fixture
def desk() -> Desk:
    return Desk(None, Actor("amina", frozenset({"analyst"})), str, bytes)  # type: ignore[arg-type]  # no register read


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A terminal at which the person says yes; what was asked."""
    asked: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "confirm", lambda text, **_: asked.append(text))
    return asked


def before(desk: Desk, *found: Consequences, yes: bool = False, preview: bool = False) -> object:
    rest = iter(found)
    return judge_changes.before(
        desk, lambda: next(rest), "If they are the same", yes=yes, preview=preview, as_json=False
    )


def test_what_changed_while_the_question_stood_is_not_judged(desk: Desk, asked: list[str]) -> None:
    with pytest.raises(Stale):
        before(desk, MERGE, OTHER)
    assert asked == ["Go on?"]
    assert before(desk, MERGE, MERGE)


def test_a_yes_given_before_and_a_preview_ask_nothing(desk: Desk, asked: list[str]) -> None:
    before(desk, MERGE, yes=True)
    before(desk, MERGE, preview=True)
    assert asked == []


def test_releases_and_what_was_sent_are_named(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    shown = before(desk, MERGE, preview=True)
    out = capsys.readouterr().out
    assert "! shown in the last release of: public" in out
    assert "! sent already: WGEID 2020" in out
    assert "now   T-1  1 mention, 1 witness, 0 conflicts; prison 2017–" in out
    assert isinstance(shown, dict)
    assert shown["published"] == ["public"]
    assert shown["after"][0]["sent"] == (("2020", "WGEID"),)


def test_of_very_many_persons_the_first_are_listed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    before(desk, Consequences(tuple(sketch(f"a/{at}") for at in range(40)), (BOTH,)), preview=True)
    out = capsys.readouterr().out
    assert out.count("    now ") == 13
    assert "… and 28 more" in out
