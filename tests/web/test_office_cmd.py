"""`tereze office`: the people of the office, and the link that signs in."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tereze.cli.main import cli
from tereze.store import seal

SECRET = "seven fictional words\n"


@pytest.fixture
def tereze(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    import shutil

    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    for name in ("register", "register.keys"):
        shutil.copytree(prepared / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, typed: str = "") -> Result:
        return CliRunner().invoke(cli, ["office", *arguments], input=typed, catch_exceptions=False)

    return run


def test_people_are_entered_listed_and_removed(tereze: Callable[..., Result]) -> None:
    assert "Nobody but the owner" in tereze("people").stdout
    assert tereze("add", "desk-two", "--roles", "analyst, documenter", typed=SECRET * 2).exit_code == 0
    listed = json.loads(tereze("people", "--json").stdout)
    assert listed["people"] == [{"id": "desk-two", "roles": ["analyst", "documenter"]}]
    assert tereze("remove", "desk-two").exit_code == 0
    assert json.loads(tereze("people", "--json").stdout)["people"] == []


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [(("add", "Айгүл", "--roles", "analyst"), SECRET), (("add", "desk-two", "--roles", "boss"), SECRET),
     (("add", "desk-two", "--roles", "analyst"), "short\n")],
)  # fmt: skip
def test_what_cannot_be_is_said_with_its_exit_code(
    tereze: Callable[..., Result], arguments: tuple[str, ...], typed: str
) -> None:
    done = tereze(*arguments, typed=typed * 2)
    assert done.exit_code == 2
    assert "tereze:" in done.stderr


def test_the_office_opens_and_closes_as_a_program(tereze: Callable[..., Result], tmp_path: Path) -> None:
    """The real command: it prints a link that answers, holds the register, and gives it back at Ctrl-C."""
    command = [sys.executable, "-m", "tereze.cli.main", "office", "--port", "0", "--json"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = ""
        while not said.rstrip().endswith("}"):
            line = process.stdout.readline()
            assert line, "the command ended"
            said += line
        opened = json.loads(said)
        assert opened["link"].startswith("http://127.0.0.1:")
        with urllib.request.urlopen(opened["link"], timeout=10) as answer:  # noqa: S310
            assert "once" in answer.read().decode()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert tereze("people").exit_code == 0
