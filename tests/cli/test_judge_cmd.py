"""`tereze judge` shows what would change before it is done, and asks at a terminal. Everybody is fictional."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
PAIR = "interview-1/husband", "article-1/man"
WHY = ("--reason", "one man")


def persons(tereze: Run) -> int:
    return len(tereze("list", "persons", "--json").json["items"])


def judgements(tereze: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tereze("list", "judgements", "--json").json["items"]
    return found


def test_a_script_goes_on_and_what_changes_stands_on_standard_error(filled: Run) -> None:
    done = filled("judge", "same", *PAIR, *WHY)
    assert done.code == 0
    assert "If they are the same: 2 persons → 1 person." in done.err
    assert done.err.count("witness") == 3  # two before, one after
    assert "internment 2017-09" in done.err
    assert done.out.startswith("Judgement j")
    assert "→" not in done.out


def test_for_programs_the_changes_are_in_the_answer(filled: Run) -> None:
    changes = filled("judge", "same", *PAIR, *WHY, "--json").json["changes"]
    assert [len(changes[side]) for side in ("before", "after")] == [2, 1]
    assert sorted(changes["after"][0]["mentions"]) == sorted(PAIR)
    assert changes["after"][0]["witnesses"] >= 1
    assert (changes["published"], changes["refused"], changes["disputed"], changes["changes"]) == ([], [], [], True)


def test_a_preview_judges_nothing_and_needs_no_reason(filled: Run) -> None:
    before = persons(filled)
    shown = filled("judge", "same", *PAIR, "--preview")
    assert shown.code == 0
    assert "2 persons → 1 person" in shown.out
    document = filled("judge", "same", *PAIR, "--preview", "--json").json
    assert document["tereze"] == "changes/1"
    assert document["changes"]["changes"] is True
    assert judgements(filled) == []
    assert persons(filled) == before


def test_different_says_which_merge_it_contradicts(filled: Run) -> None:
    made = filled("judge", "same", *PAIR, *WHY, "--json").json["id"]
    shown = filled("judge", "different", *PAIR, "--preview")
    assert "If they are different: 1 person → 2 persons." in shown.out
    assert made in shown.out
    assert "a contradiction to settle" in shown.out
    assert filled("judge", "different", "interview-1/wife", "article-1/man", "--preview").out == (
        "  If they are different: nobody changes.\n"
    )


def test_a_withdrawal_shows_both_parts_before(filled: Run) -> None:
    made = filled("judge", "same", *PAIR, *WHY, "--json").json["id"]
    assert "Taken back: 1 person → 2 persons." in filled("judge", "withdraw", made, "--preview").out
    assert len(judgements(filled)) == 1
    back = filled("judge", "withdraw", made, "--reason", "two men")
    assert "Taken back: 1 person → 2 persons." in back.err
    withdrawal = next(one["id"] for one in judgements(filled) if one["answer"] == "withdraw")
    assert "Taken back: 2 persons → 1 person." in filled("judge", "withdraw", withdrawal, "--preview").out


def test_a_withdrawn_confirmation_says_that_the_merge_waits_again(filled: Run) -> None:
    made = filled("judge", "same", *PAIR, *WHY, "--json", TEREZE_ACTOR="amina").json["id"]
    yes = filled("judge", "confirm", made, "--reason", "agreed", "--json", TEREZE_ACTOR="basel").json["id"]
    shown = filled("judge", "withdraw", yes, "--preview")
    assert f"Without this confirmation {made} waits for a second reviewer again: nobody changes." in shown.out


def test_who_may_not_look_through_people_is_told_and_shown_nothing(
    filled: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tereze.actions.desk import MAY

    monkeypatch.setitem(MAY, "browse", frozenset({"custodian"}))
    analyst = {"TEREZE_ROLES": "analyst"}
    shown = filled("judge", "same", *PAIR, "--preview", **analyst)
    assert "cannot be shown" in shown.out
    assert "→" not in shown.out
    assert filled("judge", "same", *PAIR, "--preview", "--json", **analyst).json["changes"] is None
    done = filled("judge", "same", *PAIR, *WHY, **analyst)
    assert done.code == 0
    assert "cannot be shown" in done.err
    assert "→" not in done.err


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("same", *PAIR), 2, "needs a reason"),
        (("same", *PAIR, "--reason", "  "), 2, "needs a reason"),
        (("different", PAIR[0], PAIR[0], "--preview"), 2, "two different mentions"),
        (("same", PAIR[0], "nobody/at-all", "--preview"), 4, "nobody/at-all"),
        (("withdraw", "j-nothing", "--preview"), 4, "j-nothing"),
        (("withdraw", "j-nothing"), 2, "needs a reason"),
        (("same", *PAIR, "--reason", "r", "--second", "local"), 2, "another person"),
    ],
)
def test_wrong_use_is_said_before_anything_is_shown(
    filled: Run, arguments: tuple[str, ...], code: int, says: str
) -> None:
    done = filled("judge", *arguments, TEREZE_ACTOR="local")
    assert done.code == code
    assert says in done.err
    assert "→" not in done.out + done.err
    assert judgements(filled) == []


def test_only_an_analyst_may_preview(filled: Run) -> None:
    assert filled("judge", "same", *PAIR, "--preview", TEREZE_ROLES="publisher").code == 6


if sys.platform != "win32":
    from terminal import Terminal

    def at(folder: Path, *arguments: str) -> Terminal:
        return Terminal(["judge", *arguments], folder, (120, 40), {"TEREZE_ACTOR": "amina"})

    @pytest.mark.parametrize("no", ["\n", "n\n", "\x04"])
    def test_at_a_terminal_a_no_or_an_empty_line_judges_nothing(filled: Run, tmp_path: Path, no: str) -> None:
        with at(tmp_path, "same", *PAIR, *WHY) as terminal:
            assert "2 persons → 1 person" in terminal.until("Go on? [y/N]")
            terminal.type(no)
            assert terminal.end() == 1
        assert judgements(filled) == []

    def test_at_a_terminal_a_yes_judges(filled: Run, tmp_path: Path) -> None:
        with at(tmp_path, "same", *PAIR, *WHY) as terminal:
            terminal.until("Go on? [y/N]")
            terminal.type("y\n")
            terminal.until("Judgement j")
            assert terminal.end() == 0
        assert [one["answer"] for one in judgements(filled)] == ["same"]

    def test_ctrl_c_at_the_question_judges_nothing(filled: Run, tmp_path: Path) -> None:
        with at(tmp_path, "different", *PAIR, *WHY) as terminal:
            terminal.until("Go on? [y/N]")
            terminal.interrupt()
            assert terminal.end() == 1
        assert judgements(filled) == []

    @pytest.mark.parametrize("flag", ["--yes", "--json"])
    def test_whoever_says_yes_or_json_is_not_asked(filled: Run, tmp_path: Path, flag: str) -> None:
        with at(tmp_path, "same", *PAIR, *WHY, flag) as terminal:
            assert terminal.end() == 0
            assert "Go on?" not in terminal.raw
            assert ("2 persons → 1 person" in terminal.raw) == (flag == "--yes")
        assert len(judgements(filled)) == 1
