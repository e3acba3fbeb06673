"""`tereze read --review` and `tereze drafts`: by keys and by commands, as a person at a terminal would."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tereze.cli import review_screen
from tereze.cli.main import cli

TEXT = """ALMATY, March 5, 2019. Murat Zhaken said he was held in a re-education camp in 2018.

His sister Ainur Zhaken was sentenced to nine years in prison.
"""


@pytest.fixture
def at(tereze: Callable[..., object], tmp_path: Path) -> Callable[..., Result]:
    """`at("drafts", "list", keys="aq")` at a demo register beside a document."""
    tereze("init", "--demo")
    (tmp_path / "report.txt").write_text(TEXT, "utf-8")

    def run(*arguments: str, keys: str = "") -> Result:
        return CliRunner().invoke(cli, list(arguments), input=keys, catch_exceptions=False)

    return run


def items(at: Callable[..., Result]) -> dict[str, dict[str, str]]:
    return {one["item"]: one for one in json.loads(at("drafts", "show", "report", "--json").stdout)["items"]}


def test_everything_accepted_by_keys_and_imported(at: Callable[..., Result]) -> None:
    done = at("read", "report.txt", "--review", keys="aaaaaaaaf")
    assert done.exit_code == 0, done.output
    assert "1 accepted, 0 refused" in done.stdout
    assert "No drafts wait for you" in at("drafts").stderr
    assert "Zhaken" in at("search", "Murat Zhaken").stdout


def test_the_screen_shows_passage_and_item(at: Callable[..., Result]) -> None:
    shown = at("read", "report.txt", "--review", keys="q").stdout
    assert "Murat Zhaken" in shown
    assert "a accept" in shown
    assert "0 decided" in shown


def test_leaving_keeps_what_was_decided(at: Callable[..., Result]) -> None:
    at("read", "report.txt", "--review", keys="arq")
    assert [one["state"] for one in items(at).values()][:2] == ["accepted", "rejected"]
    done = at("drafts", "review", "report", keys="ubq")
    assert done.exit_code == 0


def test_a_change_by_keys_is_checked_and_kept(at: Callable[..., Result]) -> None:
    at("read", "report.txt", "--keep")
    prison = next(key for key, one in items(at).items() if one["data"].get("value") == "prison")  # type: ignore[attr-defined]
    steps = "s" * list(items(at)).index(prison)
    bad = at("drafts", "review", "report", keys=f"{steps}cwhen: soon\n\nq")
    assert items(at)[prison]["state"] == "open"
    assert "soon" in bad.stdout
    at("drafts", "review", "report", keys=f"{steps}cwhen: 2019-02\n\nq")
    assert items(at)[prison]["state"] == "changed"
    assert items(at)[prison]["data"]["when"] == "2019-02"  # type: ignore[index]


def test_what_was_not_looked_at_is_asked_for(at: Callable[..., Result]) -> None:
    at("read", "report.txt", "--keep")
    at("drafts", "accept", "report", "p1")
    assert "StillOpen" not in at("drafts", "review", "report", keys="fn\nq").output
    assert len(items(at)) > 1
    done = at("drafts", "review", "report", keys="fy\n")
    assert "1 accepted" in done.stdout


def test_the_same_by_commands(at: Callable[..., Result]) -> None:
    kept = at("read", "report.txt", "--keep", "--json")
    assert json.loads(kept.stdout)["items"][0]["file"] == "report.txt"
    assert "report" in at("drafts", "list").stdout
    state = items(at)
    prison = next(key for key, one in state.items() if one["data"].get("value") == "prison")  # type: ignore[attr-defined]
    assert at("drafts", "change", "report", prison, "when=2019-02").exit_code == 0
    assert at("drafts", "reopen", "report", prison).exit_code == 0
    assert at("drafts", "accept", "report", prison).exit_code == 0
    assert at("drafts", "change", "report", "source", "title=A fictional report").exit_code == 0
    assert at("drafts", "finish", "report").exit_code == 2
    done = at("drafts", "finish", "report", "--leave-open", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["accepted"] == ["report"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("drafts", "show", "nothing"), 4),
        (("drafts", "accept", "report", "p99"), 4),
        (("drafts", "change", "report", "p1", "nonsense"), 2),
        (("drafts", "change", "report", "p1", "kind=ghost"), 3),
        (("drafts", "finish", "report", "--leave-open"), 2),
    ],
)
def test_wrong_use_is_explained(at: Callable[..., Result], arguments: tuple[str, ...], code: int) -> None:
    at("read", "report.txt", "--keep")
    done = at(*arguments)
    assert done.exit_code == code
    assert "tereze: " in done.stderr
    assert "Traceback" not in done.output


def test_a_draft_is_thrown_away_after_asking(at: Callable[..., Result]) -> None:
    at("read", "report.txt", "--keep")
    assert at("drafts", "drop", "report", keys="n\n").exit_code == 1
    assert "report" in at("drafts").stdout
    assert at("drafts", "drop", "report", "--yes").exit_code == 0
    assert at("drafts").stdout == ""


def test_two_drafts_that_begin_alike_are_both_named(at: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "report-2.txt").write_text(TEXT + "More.", "utf-8")
    at("read", "report.txt", "report-2.txt", "--keep")
    assert at("drafts", "show", "report").exit_code == 5
    assert at("drafts", "show", "report-2").exit_code == 0


def test_a_bad_file_among_good_ones(at: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "bad.docx").write_bytes(b"%PDF-")
    done = at("read", "bad.docx", "report.txt", "--keep")
    assert done.exit_code == 3
    assert "to decide" in done.stdout


def test_a_document_without_anything_in_it(at: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("The weather was fine on that day.\n", "utf-8")
    done = at("read", "empty.txt", "--review", keys="af\nq")
    assert "Nothing was found" in done.stdout
    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("when: 2019-02", {"when": "2019-02"}),
        ("when=2019-02", {"when": "2019-02"}),
        ("when=", {"when": None}),
        ("url: http://a.example/?b=c", {"url": "http://a.example/?b=c"}),
        ("names: [{text: Ainur}]", {"names": [{"text": "Ainur"}]}),
        ("description: a [man", {"description": "a [man"}),
    ],
)
def test_fields_are_read_as_a_sheet_writes_them(line: str, expected: dict[str, object]) -> None:
    assert review_screen.read_fields([line]) == expected


def test_a_document_cannot_steer_the_terminal(at: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text("[red]Murat\u202e Zhaken\x1b[2J said he was held in a camp in 2018.\n", "utf-8")
    shown = at("read", "evil.txt", "--review", keys="q").stdout
    assert "\x1b[2J" not in shown
    assert "\u202e" not in shown


def test_a_language_model_suggests_only_where_it_is_named(at: Callable[..., Result]) -> None:
    from model_server import serving

    at("read", "report.txt", "--keep")
    answer = '{"persons": ["Ainur Zhaken", "Nobody Here"], "statements": [], "custody": []}'
    with serving(lambda _: answer) as stub:
        done = at("drafts", "suggest", "report", "--server", stub.address, "--model", "tiny")
    assert done.exit_code == 0, done.output
    assert "1 of the language model's suggestions do not stand" in done.stderr
    refused = at("drafts", "suggest", "report", "--server", "https://models.example/v1", "--model", "big", "--send")
    assert refused.exit_code == 6
    assert at("drafts", "suggest", "report", "--server", "http://models.example/", "--model", "big").exit_code == 2


def test_what_was_decided_teaches_the_finder_of_names(at: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(f"<p>{TEXT}</p>", "utf-8")
    assert "Nothing was decided" in at("drafts", "learn", "en").stderr
    at("read", "page.html", "--review", keys="aaaaaaaaf")
    done = at("drafts", "learn", "en")
    assert "found before" in done.stdout, done.output
    assert at("read", "page.html", "--keep").exit_code == 0
