"""`tereze custodian` by hand: a key made elsewhere, opening on a terminal, a successor. Everyone here is invented."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fictional import SEALED

Run = Callable[..., Any]
NAME = "Жасырын Куәгер"
OFFICE = "seven quite random words are here"


@pytest.fixture
def ceremony(tereze: Run, tmp_path: Path) -> Run:
    """A register whose first custodian made the key elsewhere; one sealed witness in it."""
    elsewhere = tmp_path / "stick"
    for name in ("amina", "bota"):
        (tmp_path / name).write_text(f"the passphrase that {name} keeps\n", "utf-8")
        assert tereze("custodian", "new-key", name, "--in", str(elsewhere), "--passphrase-file", name).code == 0
    made = tereze("init", "--custodian", "stick/custodian-amina.pub", TEREZE_PASSPHRASE=OFFICE)
    assert made.code == 0, made.err
    (tmp_path / "sheet.yaml").write_text(SEALED, "utf-8")
    monkey = {"TEREZE_PASSPHRASE": OFFICE}
    assert tereze("import", "sheet.yaml", "--no-link", **monkey).code == 0
    return lambda *arguments, **more: tereze(*arguments, **(monkey | more))


def on_a_terminal(folder: Path, *arguments: str, **more: str) -> tuple[int, str]:
    """Run `tereze` with a real pseudo-terminal as its output."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    environment = os.environ | {"TEREZE_PASSPHRASE": OFFICE} | more
    command = [sys.executable, "-m", "tereze.cli.main", *arguments]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        text = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other side has closed
                break
            if not piece:
                break
            text += piece
        code = running.wait()
    os.close(ours)
    return code, text.decode()


def test_the_office_machine_never_holds_the_private_key(ceremony: Run, tmp_path: Path) -> None:
    assert sorted(path.name for path in (tmp_path / "register.keys").iterdir() if path.suffix == ".json") == [
        "seal.json"
    ]
    assert ceremony("status", "--json").json["ceremony"] is None
    assert "key folder" not in ceremony("status").err


def test_without_it_status_warns_until_the_file_is_gone(tereze: Run, tmp_path: Path) -> None:
    tereze("init", TEREZE_PASSPHRASE=OFFICE)
    ran = tereze("status", TEREZE_PASSPHRASE=OFFICE)
    assert "custodian-first.json still lies in the key folder" in ran.err
    assert "within 7 days" in ran.err
    assert tereze("status", "--json", TEREZE_PASSPHRASE=OFFICE).json["ceremony"]["days_left"] == 7
    (tmp_path / "register.keys" / "custodian-first.json").unlink()
    assert "key folder" not in tereze("status", TEREZE_PASSPHRASE=OFFICE).err


def test_a_custodian_opens_on_a_terminal_and_nowhere_else(ceremony: Run, tmp_path: Path) -> None:
    asked = ["custodian", "open", "interview-2/neighbour", "--key", "stick/custodian-amina.json",
             "--passphrase-file", "amina"]  # fmt: skip
    ran = ceremony(*asked)
    assert ran.code == 2
    assert "terminal only" in ran.err
    assert NAME not in ran.out + ran.err
    code, text = on_a_terminal(tmp_path, *asked)
    assert code == 0
    assert NAME in text
    code, text = on_a_terminal(tmp_path, *asked, "--json")
    assert NAME in text
    code, text = on_a_terminal(tmp_path, *asked, TEREZE_ROLES="analyst")
    assert (code, NAME in text) == (6, False)
    found = ceremony("audit", "--kind", "look.sealed", "--json").json["items"]
    assert len(found) == 2


def test_wrong_passphrase_wrong_key_wrong_person(ceremony: Run, tmp_path: Path) -> None:
    asked = ["custodian", "open", "interview-2/neighbour", "--key"]
    code, text = on_a_terminal(tmp_path, *asked, "stick/custodian-amina.json", "--passphrase-file", "bota")
    assert (code, NAME in text) == (7, False)
    code, text = on_a_terminal(tmp_path, *asked, "stick/custodian-bota.json", "--passphrase-file", "bota")
    assert code == 7
    assert "Nothing in this register is sealed to this key" in text
    asked[2] = "interview-2/nobody"
    code, text = on_a_terminal(tmp_path, *asked, "stick/custodian-amina.json", "--passphrase-file", "amina")
    assert code == 4


def test_a_successor(ceremony: Run, tmp_path: Path) -> None:
    added = ceremony("custodian", "add", "stick/custodian-bota.pub")
    assert added.code == 0
    name = added.out.split()[1].rstrip(".")
    assert name in ceremony("custodian", "list").out
    key = ["--key", "stick/custodian-amina.json", "--passphrase-file", "amina"]
    assert "sealed anew" in ceremony("custodian", "reseal", *key).out
    code, text = on_a_terminal(
        tmp_path, "custodian", "open", "interview-2/neighbour", "--key", "stick/custodian-bota.json",
        "--passphrase-file", "bota",
    )  # fmt: skip
    assert (code, NAME in text) == (0, True)
    old = next(one["name"] for one in ceremony("custodian", "--json").json["custodians"] if one["name"] != name)
    assert ceremony("custodian", "retire", old).code == 0
    last = ceremony("custodian", "retire", name)
    assert (last.code, "last custodian" in last.err) == (2, True)
    assert ceremony("verify").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["add", "amina"], 3, "no custodian's public key"),
        (["add", "stick/custodian-amina.json"], 3, "no custodian's public key"),
        (["add", "nothing.pub"], 2, "does not exist"),
        (["retire", "aaaa-bbbb"], 4, "no custodian"),
        (["new-key", "Amina Invented", "--passphrase-file", "amina"], 3, "cannot name a custodian"),
        (["new-key", "amina", "--in", "stick", "--passphrase-file", "amina"], 9, "may not be"),
        (["new-key", "cem"], 7, "passphrase"),
    ],
)
def test_wrong_use_is_explained(ceremony: Run, arguments: list[str], code: int, says: str) -> None:
    ran = ceremony("custodian", *arguments)
    assert ran.code == code
    assert says in ran.err


def test_a_short_passphrase_makes_no_key(tereze: Run, tmp_path: Path) -> None:
    (tmp_path / "short").write_text("short", "utf-8")
    assert tereze("custodian", "new-key", "amina", "--passphrase-file", "short").code == 2
    assert not (tmp_path / "custodian-amina.json").exists()


def test_init_with_a_file_that_is_no_key_makes_nothing(tereze: Run, tmp_path: Path) -> None:
    (tmp_path / "x.pub").write_text("hello", "utf-8")
    assert tereze("init", "--custodian", "x.pub", TEREZE_PASSPHRASE=OFFICE).code == 3
    assert not (tmp_path / "register").exists()
