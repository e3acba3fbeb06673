"""`tereze office`: the people of the office, and the link that signs in."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

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


def test_a_slip_of_the_pen_takes_nobody_off_and_says_so(tereze: Callable[..., Result]) -> None:
    tereze("add", "desk-two", "--roles", "analyst", typed=SECRET * 2)
    done = tereze("remove", "desk-tow")
    assert done.exit_code == 4
    assert "“desk-tow” is not on the roll" in done.output
    assert [one["id"] for one in json.loads(tereze("people", "--json").stdout)["people"]] == ["desk-two"]


def test_only_administrators_change_who_may_sign_in(
    tereze: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    tereze("invite", "desk-two", "--roles", "analyst")
    monkeypatch.setenv("TEREZE_ROLES", "documenter,publisher")
    for arguments in (("invite", "me-too", "--roles", "publisher"), ("add", "me-too", "--roles", "publisher"),
                      ("remove", "desk-two")):  # fmt: skip
        assert tereze(*arguments, typed=SECRET * 2).exit_code == 6
    monkeypatch.setenv("TEREZE_ROLES", "administrator")
    assert tereze("remove", "desk-two").exit_code == 0


def test_somebody_only_invited_is_taken_off_too(tereze: Callable[..., Result]) -> None:
    tereze("invite", "desk-two", "--roles", "analyst")
    assert tereze("remove", "desk-two").exit_code == 0
    assert tereze("remove", "desk-two").exit_code == 4


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [(("add", "Айгүл", "--roles", "analyst"), SECRET), (("add", "local", "--roles", "analyst"), SECRET),
     (("add", "desk-two", "--roles", "boss"), SECRET),
     (("add", "desk-two", "--roles", "analyst"), "short\n")],
)  # fmt: skip
def test_what_cannot_be_is_said_with_its_exit_code(
    tereze: Callable[..., Result], arguments: tuple[str, ...], typed: str
) -> None:
    done = tereze(*arguments, typed=typed * 2)
    assert done.exit_code == 2
    assert "tereze:" in done.stderr


def test_an_invitation_is_a_path_that_works_once(tereze: Callable[..., Result], tmp_path: Path) -> None:
    made = json.loads(tereze("invite", "desk-two", "--roles", "documenter", "--json").stdout)
    assert made["path"].startswith("join/")
    assert made["path"].split("/")[1] not in (tmp_path / "register.keys" / "people.json").read_text()
    assert tereze("invite", "desk-two", "--roles", "boss").exit_code == 2
    assert "join/" in tereze("invite", "desk-two", "--roles", "documenter").stdout


def test_before_a_network_there_is_nothing_to_trust(tereze: Callable[..., Result]) -> None:
    assert tereze("trust").exit_code == 2


@pytest.mark.parametrize("spelling", [["office", "--lan", "--name", "office.local", "--address", "127.0.0.1"]])
def test_the_office_opens_to_a_network(tereze: Callable[..., Result], tmp_path: Path, spelling: list[str]) -> None:
    out = tmp_path / "authority.crt"
    with _started(tmp_path, *spelling) as (opened, _process):
        assert opened["link"].startswith("https://office.local:")
        assert tereze("trust").exit_code != 0  # the office holds the register meanwhile
    told = json.loads(tereze("trust", "--out", str(out), "--json").stdout)
    assert told["fingerprint"] == opened["fingerprint"]
    with _started(tmp_path, *spelling) as (opened, _process):
        port = int(opened["office"].rstrip("/").rsplit(":", 1)[1])
        context = ssl.create_default_context(cafile=out)
        with (
            socket.create_connection(("127.0.0.1", port), timeout=10) as raw,
            context.wrap_socket(raw, server_hostname="office.local") as secure,
        ):
            assert secure.version() == "TLSv1.3"
        assert told["fingerprint"] == opened["fingerprint"]  # made once


def test_serve_with_lan_is_the_same_office(tereze: Callable[..., Result], tmp_path: Path) -> None:
    from tereze.cli import serve_cmd

    assert CliRunner().invoke(cli, ["serve"]).exit_code == 2
    assert CliRunner().invoke(cli, ["serve", "--lan", str(tmp_path)]).exit_code == 2
    assert "--lan" in serve_cmd.WhichOne("").advice


def test_the_office_opens_and_closes_as_a_program(tereze: Callable[..., Result], tmp_path: Path) -> None:
    """The real command: it prints a link that answers, holds the register, and gives it back at Ctrl-C."""
    with _started(tmp_path, "office") as (opened, process):
        assert opened["link"].startswith("http://localhost:")
        with urllib.request.urlopen(opened["link"], timeout=10) as answer:  # noqa: S310
            assert "once" in answer.read().decode()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert tereze("people").exit_code == 0


@contextmanager
def _started(folder: Path, *arguments: str) -> Iterator[tuple[Any, Any]]:
    command = [sys.executable, "-m", "tereze.cli.main", *arguments, "--port", "0", "--json"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = ""
        while not said.rstrip().endswith("}"):
            line = process.stdout.readline()
            assert line, "the command ended"
            said += line
        try:
            yield json.loads(said), process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)
