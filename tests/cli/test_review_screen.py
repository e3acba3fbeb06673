"""`tereze drafts review` on a real terminal, as a volunteer uses it. Everybody in the documents is fictional."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pty", allow_module_level=True)

from click.testing import CliRunner
from terminal import SECOND, USUAL, Terminal

from tereze.cli import review_screen
from tereze.cli.main import cli

TEXT = """ALMATY, March 5, 2019. Murat Zhaken said he was held in a re-education camp in 2018.

His sister Ainur Zhaken was sentenced to nine years in prison.
"""
CHINESE = (
    "阿拉木图，2019年3月5日。穆拉提·加肯说，他2018年被关押在再教育营。他的姐姐阿依努尔·加肯被判处有期徒刑九年。"
    "据《远方日报》报道，示例县去年共有三百多人被送进“学习班”。县政府的发言人周一回应说，这个数字不属实。"
)
LONG = (
    f'ALMATY, March 5, 2019. Murat Zhaken said "{"he was held and nobody told him why, " * 40}and this is the end."\n'
)
HELP = "a accept"


@pytest.fixture
def folder(tereze: Callable[..., Any], tmp_path: Path) -> Path:
    """A demo register with a draft of one report."""
    assert tereze("init", "--demo").code == 0
    return tmp_path


def keep(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")
    assert CliRunner().invoke(cli, ["read", name, "--keep"], catch_exceptions=False).exit_code == 0


def states(name: str) -> dict[str, str]:
    shown = CliRunner().invoke(cli, ["drafts", "show", name, "--json"], catch_exceptions=False)
    return {one["item"]: one["state"] for one in json.loads(shown.stdout)["items"]}


def review(folder: Path, name: str, size: tuple[int, int] = (80, 24), **environment: str) -> Terminal:
    return Terminal(["drafts", "review", name], folder, size, environment)


def test_a_document_from_first_to_last_with_a_pause_between(folder: Path) -> None:
    keep(folder, "report.txt", TEXT)
    with review(folder, "report") as at:
        first = at.until(HELP)
        assert "Murat Zhaken" in first
        assert "0 decided" in first
        at.type("a")
        at.until("p1 accepted")
        at.type("r")
        at.until("p2 rejected, and with it")
        at.type("u")
        at.until("Open again: ")
        at.type("q")
        assert at.end() == 0
        assert "Kept: 1 of " in at.raw
    assert states("report")["p1"] == "accepted"
    assert set(states("report").values()) == {"accepted", "open"}
    with review(folder, "report") as at:
        at.until("1 decided")  # one goes on where one stopped
        at.type("cdescription: a fictional man\n\n")
        at.until(" changed")
        at.type("aaaaaaaaaa")
        at.until("All are decided")
        at.type("f")
        assert at.end() == 0
        assert "1 accepted, 0 refused" in at.raw
    assert "No drafts wait" in CliRunner().invoke(cli, ["drafts"]).stderr


def test_ctrl_c_loses_nothing_wherever_it_comes(folder: Path) -> None:
    keep(folder, "report.txt", TEXT)
    with review(folder, "report") as at:
        at.until(HELP)
        at.type("a")
        at.until("p1 accepted")
        at.type("c")
        at.until("Ctrl-C gives up")
        at.until("> ")
        at.type("when: 20")
        at.until("> when: 20")
        at.interrupt()  # gives up the change only
        at.until("Nothing was changed.")
        at.type("a")
        at.until("p2 accepted")
        at.interrupt()
        assert at.end() == 0
        assert "Kept: 2 of " in at.raw
        assert at.raw.rindex(USUAL) > at.raw.rindex(SECOND)
    assert [state for state in states("report").values() if state != "open"] == ["accepted", "accepted"]


def test_a_closed_window_loses_nothing(folder: Path) -> None:
    keep(folder, "report.txt", TEXT)
    with review(folder, "report") as at:
        at.until(HELP)
        at.type("a")
        at.until("p1 accepted")
        at.hang_up()
        at.end()
    assert states("report")["p1"] == "accepted"


def test_keys_typed_ahead_arrows_and_other_keyboards(folder: Path) -> None:
    keep(folder, "report.txt", TEXT)
    with review(folder, "report") as at:
        at.until("1 of ")
        at.type("\x1b[C\x1b[C\x1b[D")
        at.until("2 of ")
        at.type("а")  # Cyrillic: no guess is made between accepting and importing
        at.until("Press ф to accept")
        at.type("bфф")
        at.until("p2 accepted")
        at.type("ھ")
        at.until("3 decided")
        at.type("x")
        at.until("x: no such key")
        at.type("й")
        assert at.end() == 0


def test_chinese_is_folded_and_never_cut(folder: Path) -> None:
    keep(folder, "zh.txt", CHINESE)
    with review(folder, "zh") as at:
        shown = at.until(HELP)
        left = "".join(line[2:].partition("│")[0].strip() for line in shown.split("\n") if line.startswith("│"))
        assert left == CHINESE
        at.type("q")
        at.end()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 16)])
def test_a_long_quotation_is_seen_whole_on_screens_that_fit(folder: Path, size: tuple[int, int]) -> None:
    keep(folder, "long.txt", LONG)
    steps = list(states("long")).index("s1")
    with review(folder, "long", size) as at:
        at.until(HELP)
        for number in range(2, steps + 2):
            at.type("s")
            at.until(f"{number} of ")
        at.until("q quit")
        seen, shown = "", at.screen
        for page in range(2, 40):
            assert len(shown.rstrip("\n").split("\n")) <= size[1]
            assert all(len(line) <= size[0] for line in shown.split("\n") if HELP not in line)
            seen += shown
            if "this is the end" in " ".join(seen.split()):
                break
            at.type(" ")
            at.until(f"({page}/")
            shown = at.until("q quit")
        assert page > 2 or size == (120, 40)
        assert "end." in seen
        at.type("q")
        at.end()


def test_without_colours_the_words_are_still_marked(folder: Path) -> None:
    keep(folder, "report.txt", TEXT)
    with review(folder, "report", NO_COLOR="1") as at:
        at.until(HELP)
        assert "\x1b[1;7mMurat Zhaken\x1b[0m" in at.raw
        assert "\x1b[3" not in at.raw
        at.type("q")
        at.end()
    with review(folder, "report", TERM="dumb") as at:
        assert "⟦Murat Zhaken⟧" in at.until(HELP)
        assert SECOND not in at.raw
        at.type("q")
        at.end()


def test_remarks_are_a_key_away_and_names_do_not_stay_in_the_window(folder: Path) -> None:
    keep(folder, "report.txt", TEXT)
    with review(folder, "report") as at:
        at.until("remarks on this document: press ?")
        at.type("?")
        at.until("The document's date")
        at.type(" ")
        at.until(HELP)
        at.type("q")
        assert at.end() == 0
        begun, left = at.raw.index(SECOND), at.raw.rindex(USUAL)
        assert "Zhaken" not in at.raw[:begun] + at.raw[left:]


def test_a_field_must_be_one() -> None:
    with pytest.raises(review_screen.NotAField):
        review_screen.read_fields(["nonsense"])
