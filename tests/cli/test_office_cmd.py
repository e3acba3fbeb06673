"""People of the office at the terminal: the register's passphrase, the right role, and a note for each change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tereze.cli.main import cli
from tereze.store import seal

Run = Callable[..., Any]
WORDS, GOOD = "an invented long passphrase", "seven fictional words"
ADD = ("office", "add", "desk-two", "--roles", "analyst,publisher")
HERS = {"TEREZE_PASSPHRASE": WORDS}


@pytest.fixture
def office(tereze: Run) -> Run:
    """A register with a passphrase of its own; `typed` is what a person types."""
    assert tereze("init", **HERS).code == 0

    def run(*arguments: str, typed: str = "", **environment: str) -> Any:
        return CliRunner().invoke(cli, list(arguments), input=typed, env=HERS | environment, catch_exceptions=False)

    return run


def _trail(office: Run, kind: str = "office.") -> list[tuple[str, str, str]]:
    done = office("audit", "--kind", kind, "--json")
    import json

    return [(one["by"], one["what"], one["on"]) for one in reversed(json.loads(done.stdout)["items"])]


def test_somebody_is_entered_with_a_note_of_who_whom_and_which_roles(office: Run) -> None:
    done = office(*ADD, typed=f"{GOOD}\n{GOOD}\n", TEREZE_ACTOR="amina")
    assert done.exit_code == 0, done.stderr
    assert {("amina", "office.person", "desk-two"), ("amina", "office.role.analyst", "desk-two"),
            ("amina", "office.role.publisher", "desk-two")} <= set(_trail(office))  # fmt: skip
    assert office("office", "people").stdout == "desk-two\tanalyst, publisher\n"


@pytest.mark.parametrize(
    "command",
    [ADD, ("office", "invite", "desk-two", "--roles", "reader"), ("office", "remove", "desk-two"), ("office", "people"),
     ("office", "trust"), ("office", "vouch", "--yes")],
    ids=lambda one: one[1],
)  # fmt: skip
def test_each_needs_the_passphrase_and_the_role(office: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    before = {path.name: path.read_bytes() for path in (tmp_path / "register.keys").glob("people.json*")}
    wrong = office(*command, typed=f"{GOOD}\n{GOOD}\n", TEREZE_PASSPHRASE="another passphrase")
    assert wrong.exit_code == 7
    nobody = CliRunner().invoke(cli, list(command), input=f"{GOOD}\n{GOOD}\n", catch_exceptions=False)
    assert nobody.exit_code == 7
    assert "passphrase" in nobody.stderr
    analyst = office(*command, typed=f"{GOOD}\n{GOOD}\n", TEREZE_ROLES="analyst,custodian,publisher")
    assert analyst.exit_code == 6
    after = {path.name: path.read_bytes() for path in (tmp_path / "register.keys").glob("people.json*")}
    assert after == before
    assert [what for _, what, _ in _trail(office) if what not in {"office.bound", "office.roll"}] == []


def test_an_invitation_and_taking_off_leave_notes_too(office: Run) -> None:
    made = office("office", "invite", "desk-two", "--roles", "reader")
    assert "join/" in made.stdout
    assert office("office", "remove", "desk-two").exit_code == 0
    assert sorted(one for one in _trail(office) if one[1] in {"office.person", "office.remove"}) == [
        ("local", "office.person", "desk-two"),
        ("local", "office.remove", "desk-two"),
    ]
    slip = office("office", "remove", "desk-two")
    assert slip.exit_code == 4
    assert "Nobody was taken off" in slip.stderr


@pytest.mark.parametrize(
    ("typed", "roles", "says"),
    [("short\nshort\n", "reader", "too short"), (f"{GOOD}\n{GOOD}\n", "boss", "no role “boss”")],
)
def test_who_cannot_be_entered_is_said(office: Run, typed: str, roles: str, says: str) -> None:
    done = office("office", "add", "desk-two", "--roles", roles, typed=typed)
    assert done.exit_code == 2
    assert says in done.stderr


def test_an_edited_list_is_refused_until_somebody_stands_behind_it(office: Run, tmp_path: Path) -> None:
    office(*ADD, typed=f"{GOOD}\n{GOOD}\n")
    file = tmp_path / "register.keys" / "people.json"
    file.write_text(file.read_text().replace('"publisher"', '"administrator"'))
    for command in (("office", "people"), ("office", "remove", "desk-two"), ("office", "--port", "0")):
        done = office(*command)
        assert done.exit_code == 8, command
        assert "changed outside the office" in done.stderr
        assert "tereze office vouch" in done.stderr
    assert office("status").exit_code == 0  # the register itself is whole
    shown = office("office", "vouch", typed="n\n")
    assert shown.exit_code != 0
    assert "desk-two\tanalyst, administrator" in shown.stderr
    assert office("office", "people").exit_code == 8
    assert office("office", "vouch", typed="y\n").exit_code == 0
    assert "administrator" in office("office", "people").stdout
    assert ("local", "office.vouch", "") in _trail(office)


def test_a_new_register_takes_no_list_that_somebody_puts_there(office: Run, tmp_path: Path) -> None:
    planted = tmp_path / "register.keys" / "people.json"
    planted.write_text(
        '{"people": [{"id": "eve", "roles": ["administrator"], "salt": "00", "digest": "00", "memory": 64}]}'
    )
    assert office("office", "people").exit_code == 8
    assert office("office", "vouch", "--empty", "--yes").exit_code == 0
    assert not planted.exists()
    assert office("office", "people").stdout == "Nobody but the owner.\n"


def test_an_authority_that_somebody_put_there_is_not_shown_for_trust(office: Run, tmp_path: Path) -> None:
    assert office("office", "trust").exit_code == 2
    (tmp_path / "register.keys" / "lan.json").write_text('{"tereze": "lan/1", "certificate": "x", "key": "00"}')
    assert office("office", "trust").exit_code == 8
    assert seal.MEMORY_KIB == 64


def test_a_role_that_is_none_is_told_before_any_passphrase_is_asked(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["office", "add", "desk-two", "--roles", "boss", "--register", str(tmp_path / "r")])
    assert done.exit_code == 2
    assert "There is no role “boss”." in done.stderr
    assert "assphrase" not in done.stderr
