"""Every command with wrong input: a sentence that says what to do, the documented exit code, no foreign words."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tereze.cli.main import COMMANDS, cli

Run = Callable[..., Any]
# What a person names: nothing, an empty file, a folder, something else than text, a text that is no sheet
THINGS = ("missing", "empty", "folder", "binary", "text.txt")
FOREIGN = re.compile(
    r"Traceback|Errno|\w+Error\b|Exception|codec|\bE[A-Z]{4,}\b|\(['\"]|\bNone\b|<class|\b0x|No such file"
)
KEY = ("custodian", "reseal", "--key", "register.keys/custodian-first.json", "--passphrase-file")

# (the command, where @ stands for the thing; exit codes for missing, empty, folder, binary, text)
TABLE: list[tuple[str, tuple[int, ...]]] = [
    ("import @", (2, 3, 2, 3, 3)),
    ("import sheets --mapping @", (2, 3, 2, 3, 3)),
    ("import @ --draft-mapping", (2, 3, 9, 3, 0)),
    ("code @", (2, 3, 2, 3, 3)),
    ("show @", (4,) * 5),
    ("sources head @", (4,) * 5),
    ("sources correct @ authors= --reason r", (4,) * 5),
    ("sources correct a @=x --reason r", (2,) * 5),
    ("search @ --limit 1", (4,) * 5),
    ("judge same @ x/y --reason r", (4,) * 5),
    ("judge confirm @ --reason r", (4,) * 5),
    ("judge withdraw @ --reason r", (4,) * 5),
    ("judge sample @", (3,) * 5),
    ("change retract @ --reason r", (4,) * 5),
    ("change correct @ --reason r", (2,) * 5),
    ("list @", (2,) * 5),
    ("custodian add @", (2, 3, 2, 3, 3)),
    ("custodian retire @", (4,) * 5),
    ("custodian reseal --key @ --passphrase-file words", (2, 7, 2, 7, 7)),
    (" ".join((*KEY, "@")), (2, 7, 2, 3, 7)),
    ("custodian new-key n --passphrase-file @", (2, 2, 2, 3, 0)),
    ("custodian new-key n --passphrase-file words --in @", (0, 2, 0, 2, 2)),
    ("audit @", (4,) * 5),
    ("audit --since @", (3,) * 5),
    ("publish @ --approve a --approve b", (0, 2, 0, 2, 2)),
    ("publish out --approve a --approve a", (6,) * 5),
    ("release approve @", (4,) * 5),
    ("release decline @", (4,) * 5),
    ("serve @", (2,) * 5),
    ("export @", (0, 2, 2, 2, 2)),
    ("export @ --persons", (0, 2, 2, 2, 2)),
    ("export x.trzb --to @", (3,) * 5),
    ("export no/such/folder/@", (9,) * 5),
    ("merge @", (2, 8, 2, 8, 8)),
    ("merge empty --identity @", (2, 8, 2, 3, 8)),
    ("keys copy @", (0, 2, 2, 2, 2)),
    ("keys card @", (0, 2, 2, 2, 2)),
    ("keys send @ out.keys", (2, 3, 2, 3, 3)),
    ("keys take @", (2, 8, 2, 8, 8)),
    ("recover back --copy words --replica words --share @ --share @", (2, 7, 2, 3, 7)),
    ("recover back --copy words --replica words --identity @ --share words", (2, 7, 2, 3, 7)),
    ("install ask @", (2,) * 5),
    ("install finish @ @ --signed-by x", (2, 9, 2, 9, 9)),
    ("init new --custodian @", (2, 3, 2, 3, 3)),
    ("init @ --demo", (0, 2, 0, 2, 2)),
    ("demo @ --no-serve --from sheets", (0, 2, 0, 2, 2)),
    ("demo other --no-serve --from @", (2,) * 5),
    ("office invite Not-@ --roles reader", (2,) * 5),
    ("office remove @", (4,) * 5),
    ("office trust --out @", (2,) * 5),
    ("--register @ status", (9,) * 5),
    ("--keys @ status", (9,) * 5),
]


@pytest.fixture
def at(filled: Run, tmp_path: Path) -> Run:
    """The filled register, the wrong things beside it; nothing is caught that the command let through."""
    (tmp_path / "empty").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "text.txt").write_text("a fictional line", "utf-8")
    (tmp_path / "words").write_text("an invented passphrase of many words\n", "utf-8")

    def run(*arguments: str, **environment: str) -> Any:
        return CliRunner().invoke(cli, list(arguments), env=environment, catch_exceptions=False)

    return run


@pytest.mark.parametrize(("line", "codes"), TABLE, ids=[line for line, _ in TABLE])
def test_wrong_input_is_told_in_words_with_its_code(at: Run, line: str, codes: tuple[int, ...]) -> None:
    passphrase = (
        {"TEREZE_PASSPHRASE": "an invented long passphrase"}
        if line.split(maxsplit=1)[0] in {"recover", "install"}
        else {}
    )
    got = {}
    for thing in THINGS:
        done = at(*line.replace("@", thing).split(" "), **passphrase)
        got[thing] = done.exit_code
        if done.exit_code:
            _is_told(done.stderr, line)
    assert got == dict(zip(THINGS, codes, strict=True))


def _is_told(said: str, line: str) -> None:
    words = said.replace("DEMO REGISTER: its passphrase is public. Never put real people into it.\n", "")
    assert words.strip(), line
    assert not FOREIGN.search(words), words
    if "Error: " in words:  # the command line itself was wrong: click says so, with the usage
        assert words.startswith("Usage:")
    elif "tereze: " in words and not words.startswith(tuple(THINGS)):
        assert re.search(r"tereze: .+\n  \S", words), f"no hint: {words}"


def test_the_table_has_every_command_that_takes_something() -> None:
    walked = {word for line, _ in TABLE for word in line.split() if word in COMMANDS}
    without = {
        "claims",
        "link",
        "positions",
        "rebuild",
        "status",
        "verify",
        "watch",
        "review",
    }  # take nothing but options
    elsewhere = {"read", "drafts", "evidence", "stamp", "lookup"}  # test_read_cmd.py, test_drafts_cmd.py, …
    assert walked | without | elsewhere >= set(COMMANDS) - {"import"}


@pytest.mark.parametrize("command", [("status",), ("import", "sheets"), ("export", "x.trzb"), ("office", "people")])
def test_a_wrong_passphrase_and_none(tereze: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "sheets").mkdir()
    assert tereze("init", TEREZE_PASSPHRASE="an invented long passphrase").code == 0
    for given in ({"TEREZE_PASSPHRASE": "another long passphrase"}, {}):
        done = tereze(*command, **given)
        assert done.code == 7
        _is_told(done.err, command[0])


def test_two_mistakes_of_habit_are_named(at: Run, tmp_path: Path) -> None:
    """A sheet in place of a key, a register's passphrase in place of a custodian's, an export to a dash."""
    sheet = at("custodian", "reseal", "--key", "sheets/interview.yaml", "--passphrase-file", "words")
    assert "interview.yaml is not a custodian's key" in sheet.stderr
    wrong = at(*KEY, "words")
    assert wrong.exit_code == 7
    assert "passphrase of the custodian's key custodian-first.json" in wrong.stderr
    for more in ((), ("--persons",)):
        dash = at("export", "-", *more)
        assert dash.exit_code == 2
        assert "never to the screen" in dash.stderr
    assert not (tmp_path / "-").exists()


def test_what_is_there_is_replaced_only_if_asked(at: Run, tmp_path: Path) -> None:
    for command in (("export",), ("export", "--persons"), ("keys", "copy"), ("keys", "card")):
        kept = at(*command, "text.txt")
        assert kept.exit_code == 2
        assert "--replace" in kept.stderr
        assert (tmp_path / "text.txt").read_text() == "a fictional line"
    for command in (("export",), ("export", "--persons"), ("keys", "copy"), ("keys", "card")):
        assert at(*command, "text.txt", "--replace").exit_code == 0
        assert (tmp_path / "text.txt").read_bytes() != b"a fictional line"


def test_a_custodian_is_added_once(at: Run, tmp_path: Path) -> None:
    assert at("custodian", "new-key", "bota", "--passphrase-file", "words").exit_code == 0
    assert at("custodian", "add", "custodian-bota.pub").stdout.startswith("Added: ")
    assert "is a custodian already" in at("custodian", "add", "custodian-bota.pub").stdout


@pytest.mark.parametrize("command", [("list", "persons"), ("list", "persons", "--json"), ("--help",), ("status",)])
def test_a_reader_that_went_away_is_no_error_of_ours(filled: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "tereze.cli.main", *command],
        stdout=write, stderr=subprocess.PIPE, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    os.close(write)
    assert done.returncode == 141
    assert "tereze:" not in done.stderr
    assert not FOREIGN.search(done.stderr)


def test_ctrl_c_says_what_is_kept(at: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from tereze.actions import overview
    from tereze.cli import main

    def stopped(_desk: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(overview, "status", stopped)
    monkeypatch.setattr(sys, "argv", ["tereze", "status"])
    with pytest.raises(SystemExit) as left:
        main.main()
    assert left.value.code == 10
    assert "What was accepted is kept." in capsys.readouterr().err


def test_a_second_time_brings_nothing_new_and_is_no_error(at: Run) -> None:
    assert at("export", "r.trzb").exit_code == 0
    again = at("merge", "r.trzb")
    assert again.exit_code == 0
    assert "Nothing new" in again.stdout
