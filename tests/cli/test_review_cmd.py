"""`tereze review` as people and programs use it: through a pipe, and at a real terminal."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tereze.cli.main import cli

SEALED_PAIR = "interview-1/husband", "article-1/man"


@pytest.fixture
def linked(filled: Callable[..., Any]) -> Callable[..., Any]:
    assert filled("link").code == 0
    return filled


@pytest.fixture
def typed(linked: Callable[..., Any]) -> Callable[..., Any]:
    """`typed("s1q")`: review with these keys on a pipe; the output."""

    def run(keys: str, *options: str, actor: str = "amina") -> str:
        done = CliRunner().invoke(
            cli, ["review", *options], input=keys, env={"TEREZE_ACTOR": actor}, catch_exceptions=False
        )
        assert done.exit_code == 0, done.stderr
        return str(done.stdout + done.stderr)

    return run


def waits(tereze: Callable[..., Any]) -> dict[str, int]:
    found: dict[str, int] = tereze("status", "--json").json["waits"]
    return found


def test_it_lists_without_asking(linked: Callable[..., Any]) -> None:
    found = linked("review", "--json").json
    assert found["suggestions"] == len(found["items"]) == 1
    [item] = found["items"]
    assert set(item["mentions"]) == set(SEALED_PAIR)
    assert "likely to be one person" in item["why_now"]
    assert item["reasons"]
    assert linked("review", "--second", "--json").json["items"] == []
    assert linked("review", "--contradictions", "--json").json["items"] == []


def test_two_keys_decide_and_what_it_changes_is_shown_before(typed: Callable[..., Any], linked: Any) -> None:
    out = typed("s1")
    assert "2 persons → 1 person" in out
    assert "[s] same" in out
    assert "Kept (j" in out
    assert "1 decided" in out
    assert "2 keys pressed" in out
    assert waits(linked) == {"suggestions": 0, "merges_with_one_reviewer": 1, "contradictions": 0}
    [made] = linked("list", "judgements", "--json").json["items"]
    assert made["reason"] == "same name, birth and place"


def test_ones_own_words_are_kept_and_a_later_session_goes_on(typed: Callable[..., Any], linked: Any) -> None:
    assert "1 decided" in typed("dwborn far apart\nq")
    assert "Nothing more waits" in typed("q")
    [made] = linked("list", "judgements", "--json").json["items"]
    assert (made["answer"], made["reason"]) == ("different", "born far apart")


def test_a_reason_given_up_decides_nothing(typed: Callable[..., Any], linked: Any) -> None:
    out = typed("sxsw\nkq")  # no number; then no words
    assert "0 decided, 1 skipped" in out
    assert waits(linked)["suggestions"] == 1


def test_undo_takes_the_last_answer_of_the_session_back(
    linked: Any, typed: Callable[..., Any], bring_more: Any
) -> None:
    bring_more()
    out = typed("u1zq")
    assert "1 taken back" in out
    assert "Taken back." in out
    assert "Nothing of this session" in typed("zq")


def test_back_shows_the_pair_before(linked: Any, typed: Callable[..., Any], bring_more: Any) -> None:
    bring_more()
    out = typed("kbq")
    shown = [line for line in out.splitlines() if line.startswith("— ")]
    assert len(shown) == 3
    assert shown[0] == shown[2]


def test_a_pipe_that_ends_loses_nothing(typed: Callable[..., Any]) -> None:
    assert "0 decided" in typed("")
    assert "0 decided" in typed("s")
    assert "1 decided" in typed("s2")


def test_the_second_person_confirms_and_the_first_cannot(typed: Callable[..., Any], linked: Any) -> None:
    typed("s1")
    assert "No merge waits for you." in typed("", "--second")
    out = typed("s1", "--second", actor="basel")
    assert "by amina" in out
    assert "Without this merge: 1 person → 2 persons" in out
    assert waits(linked)["merges_with_one_reviewer"] == 0
    assert "No merge waits for you." in typed("", "--second", actor="basel")


def test_the_second_person_may_disagree_and_it_becomes_a_contradiction_to_settle(
    typed: Callable[..., Any], linked: Any
) -> None:
    typed("s1")
    assert "1 decided" in typed("d1", "--second", actor="basel")
    assert waits(linked)["contradictions"] == 1
    [task] = linked("review", "--contradictions", "--json").json["items"]
    assert [one["answer"] for one in task["answers"]] == ["same", "different"]
    out = typed("k", "--contradictions")
    assert "You have seen them all." in out
    out = typed("12", "--contradictions")
    assert "These answers cannot all hold" in out
    assert "No contradiction is left." in out
    assert waits(linked)["contradictions"] == 0


def test_two_rounds_at_once_and_no_right_to_judge_are_refused(linked: Any) -> None:
    assert linked("review", "--second", "--contradictions").code == 2
    refused = linked("review", TEREZE_ROLES="documenter")
    assert refused.code != 0
    assert "Traceback" not in refused.err


def test_judge_confirm_from_the_command_line(linked: Any) -> None:
    made = linked("judge", "same", *SEALED_PAIR, "--reason", "one man", "--json", TEREZE_ACTOR="amina").json["id"]
    refused = linked("judge", "confirm", made, "--reason", "sure", TEREZE_ACTOR="amina")
    assert refused.code != 0
    assert "somebody else" in refused.err
    assert linked("judge", "confirm", made, "--reason", "I read both", TEREZE_ACTOR="basel").code == 0
    assert waits(linked)["merges_with_one_reviewer"] == 0
    assert "waiting:" not in linked("status").out


@pytest.fixture
def bring_more(filled: Callable[..., Any], tmp_path: Path) -> Callable[[], None]:
    """A third sheet about the same man, so that there are several pairs."""
    from fictional import SEALED

    def bring() -> None:
        (tmp_path / "sheets" / "sealed.yaml").write_text(SEALED, "utf-8")
        assert filled("import", "sheets").code == 0

    return bring


def test_at_a_real_terminal_one_key_needs_no_return(linked: Any, tmp_path: Path) -> None:
    """A pseudo-terminal: keys are taken one by one, without Enter."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        os.environ |= {"TEREZE_ACTOR": "amina", "TERM": "xterm", "COLUMNS": "120"}
        os.execv(sys.executable, [sys.executable, "-m", "tereze.cli.main", "review"])  # noqa: S606
    out = _talk(terminal, [("[q] quit", b"sw"), ("Reason", b"same man\n"), ("keys pressed", b"")])
    os.waitpid(child, 0)
    assert "1 decided" in out
    assert waits(linked)["merges_with_one_reviewer"] == 1
    assert linked("list", "judgements", "--json").json["items"][0]["reason"] == "same man"


def _talk(terminal: int, turns: list[tuple[str, bytes]]) -> str:
    out, until = "", time.monotonic() + 30
    for expected, answer in turns:
        begun = len(out)
        while expected not in out[begun:]:
            ready, _, _ = select.select([terminal], [], [], max(until - time.monotonic(), 0))
            if not ready:
                raise AssertionError(f"waited for {expected!r}, saw {out!r}")
            try:
                out += os.read(terminal, 65536).decode("utf-8", "replace")
            except OSError:  # the other end closed
                return out
        if answer:
            os.write(terminal, answer)
    return out


def test_more_wrong_than_judged_is_refused_in_words(linked: Any) -> None:
    numbers = ("--judged", "3", "--wrong", "5", "--reason", "x")
    refused = linked("judge", "batch", "interview-1", "article-1", *numbers)
    assert refused.code != 0
    assert "5 wrong of 3 judged cannot be" in refused.err
