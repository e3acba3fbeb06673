"""`tereze keys`, `recover` and `install` by hand, with a real terminal for the shares. Everyone here is invented."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fictional import INTERVIEW

Run = Callable[..., Any]
OFFICE, NEW = "seven quite random words are here", "seven other random words are here"


@pytest.fixture
def office(tereze: Run, tmp_path: Path) -> Run:
    """A register with a few people, its shares in the files s1, s2 and s3 (two are needed), a copy and a replica."""
    assert tereze("init", TEREZE_PASSPHRASE=OFFICE).code == 0
    (tmp_path / "sheet.yaml").write_text(INTERVIEW, "utf-8")
    run: Run = lambda *arguments, **more: tereze(*arguments, **({"TEREZE_PASSPHRASE": OFFICE} | more))  # noqa: E731
    assert run("import", "sheet.yaml", "--no-link").code == 0
    for number, words in enumerate(split(tmp_path, "-k", "2", "-n", "3"), 1):
        (tmp_path / f"s{number}").write_text(words, "utf-8")
    assert run("keys", "copy", "k.keys").code == 0
    assert run("export", "r.trzb").code == 0
    return run


def split(folder: Path, *options: str) -> list[str]:
    """Split the root key on a real pseudo-terminal; the words of each share as a person would copy them."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "tereze.cli.main", "keys", "split", *options]
    environment = os.environ | {"TEREZE_PASSPHRASE": OFFICE}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        text = b""
        while piece := _read(ours):
            text += piece
        assert running.wait() == 0
    os.close(ours)
    pages = text.decode().replace("\r", "").split("\nShare ")[1:]
    return [" ".join(re.findall(r"\d+ ([a-z]+)", page.split("\n\n")[1])) for page in pages]


def _read(ours: int) -> bytes:
    try:
        return os.read(ours, 65536)
    except OSError:  # the other side has closed
        return b""


RECOVER = ["recover", "back", "--copy", "k.keys", "--replica", "r.trzb"]


def test_the_drill(office: Run, tmp_path: Path) -> None:
    before = office("list", "persons", "--json").json["items"]
    for folder in ("register", "register.keys"):
        shutil.rmtree(tmp_path / folder)
    ran = office(*RECOVER, "--share", "s1", "--share", "s3", TEREZE_PASSPHRASE=NEW)
    assert ran.code == 0, ran.err
    assert "a new log" in ran.out
    there = {"TEREZE_REGISTER": "back", "TEREZE_PASSPHRASE": NEW}
    assert office("verify", **there).code == 0
    assert office("list", "persons", "--json", **there).json["items"] == before
    assert office("status", TEREZE_REGISTER="back").code == 7  # the old passphrase is no more
    assert office("status", "--json", **there).json["ceremony"] is None


@pytest.mark.parametrize(
    ("shares", "code", "says"),
    [
        (["s1"], 7, "2 different shares are needed; given: 1"),
        (["s1", "s1"], 7, "given: 1"),
        (["s1", "wrong"], 7, "Share 2 is not right: word 3 is not in the list"),
        (["s1", "exchanged"], 7, "Share 2 is not right"),
        (["s1", "other"], 7, "Share 2 belongs to another set"),
        (["other", "other2"], 7, "belong to another register"),
    ],
)
def test_wrong_shares_are_explained_and_nothing_is_made(
    office: Run, tmp_path: Path, shares: list[str], code: int, says: str
) -> None:
    from tereze.store.shares import split as split_secret

    words = (tmp_path / "s2").read_text("utf-8").split()
    (tmp_path / "wrong").write_text(" ".join([*words[:2], "tereze", *words[3:]]), "utf-8")
    (tmp_path / "exchanged").write_text(" ".join([*words[:10], words[11], words[10], *words[12:]]), "utf-8")
    for name, text in zip(("other", "other2"), split_secret(bytes(32), 2, 3), strict=False):
        (tmp_path / name).write_text(text, "utf-8")
    given = [option for name in shares for option in ("--share", name)]
    ran = office(*RECOVER, *given, TEREZE_PASSPHRASE=NEW)
    assert (ran.code, says in ran.err) == (code, True), ran.err
    assert not list(tmp_path.glob("back*"))


def test_a_share_typed_wrong_is_asked_again_at_once(
    office: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, three = ((tmp_path / name).read_text("utf-8") for name in ("s1", "s3"))
    typed = iter([2, f"{one} tereze", one, one.upper(), three])
    asked: list[str] = []

    def prompt(text: str, **_: object) -> object:
        asked.append(text)
        return next(typed)

    monkeypatch.setattr("click.prompt", prompt)
    monkeypatch.setattr(
        "tereze.cli.recover_cmd.sys", type("sys", (), {"stdin": type("tty", (), {"isatty": lambda: True})})
    )
    ran = office(*RECOVER, TEREZE_PASSPHRASE=NEW)
    assert ran.code == 0, ran.err
    assert asked == ["How many shares do you have", *["Words of share 1"] * 2, *["Words of share 2"] * 2]
    assert "Share 1 is not right: word 34 is not in the list of words" in ran.err
    assert "Share 2 is the same as share 1" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["keys", "split"], 2, "on a terminal only"),
        (["keys", "send", "k.keys", "x"], 3, "no card"),
        (["keys", "take", "k.keys"], 8, "no letter of keys"),
        (["keys", "take", "nothing"], 2, "does not exist"),
        (
            ["recover", "back", "--copy", "r.trzb", "--replica", "r.trzb", "--share", "s1", "--share", "s2"],
            8,
            "no copy",
        ),
        (["recover", "--copy", "k.keys", "--replica", "r.trzb", "--share", "s1", "--share", "s2"], 2, "already"),
        ([*RECOVER], 7, "--share FILE"),
        (["install", "ask", "tereze/here"], 2, "not another installation"),
        (["install", "finish", "k.keys", "r.trzb", "elsewhere", "--signed-by", "x"], 9, "missing"),
    ],
)
def test_wrong_use_is_explained(office: Run, arguments: list[str], code: int, says: str) -> None:
    ran = office(*arguments)
    assert (ran.code, says in ran.err) == (code, True), ran.err


def test_a_partners_installation(office: Run, tmp_path: Path) -> None:
    card = office("keys", "card", "--json").json
    theirs = {"TEREZE_PASSPHRASE": NEW, "TEREZE_REGISTER": "partner/register", "TEREZE_ACTOR": "partner"}
    (tmp_path / "partner").mkdir()
    asked = office("install", "ask", card["origin"], "--json", **theirs)
    assert asked.code == 0, asked.err
    sent = office("keys", "send", asked.json["card"], "l.keys", "--json").json
    assert (sent["founds"], sent["letters"]) == (True, card["letters"])
    office("export", "r2.trzb")
    done = office("install", "finish", "l.keys", "r2.trzb", "--signed-by", card["letters"], **theirs)
    assert done.code == 0, done.err
    assert office("verify", **theirs).code == 0
    here, there = (office("list", "persons", "--json", **more).json["items"] for more in ({}, theirs))
    assert here == there
    office("export", "back.trzb", **theirs)
    assert "entries added" in office("merge", "back.trzb").out
    office("keys", "card", "office.card")
    office("keys", "send", "office.card", "back.keys", **theirs)
    assert "new keys" in office("keys", "take", "back.keys").out
    assert "Nothing new" in office("keys", "take", "back.keys").out
    assert office("verify").code == 0


def test_a_volunteer_hands_no_keys_over(office: Run, tmp_path: Path) -> None:
    for command in (["keys", "copy", "mine.keys"], ["keys", "send", "c", "mine.keys"]):
        office("keys", "card", "c")
        assert office(*command, TEREZE_ROLES="documenter,analyst").code in {2, 6}
    assert not (tmp_path / "mine.keys").exists()


def test_the_acts_are_in_the_trail(office: Run) -> None:
    found = {item["what"] for item in office("audit", "--kind", "keys.", "--json").json["items"]}
    assert found == {"keys.split", "keys.copy"}
