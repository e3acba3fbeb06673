"""Every command as a person meets it: output, exit code, wrong use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from tereze.cli.main import COMMANDS, cli
from tereze.publish import serve


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(tereze, command: str) -> None:
    ran = tereze(command, "--help")
    assert ran.code == 0
    assert "Usage:" in ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_prints_json_if_asked(tereze, name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    below = sorted(command.commands) if isinstance(command, click.Group) else []
    for words in [(name, one) for one in below] or [(name,)]:
        assert "--json" in tereze(*words, "--help").out, words


def test_a_register_is_made_once(tereze) -> None:
    made = tereze("init", "--demo", "--json")
    assert made.json["demo"] is True
    assert made.json["origin"].startswith("tereze/")
    again = tereze("init", "--demo")
    assert again.code == 2
    assert "already" in again.err


def test_init_in_a_named_folder_puts_the_keys_beside_it(tereze, tmp_path: Path) -> None:
    assert tereze("init", "somewhere", "--demo").code == 0
    assert (tmp_path / "somewhere" / "register.db").is_file()
    assert (tmp_path / "somewhere.keys" / "seal.json").is_file()


def test_init_says_what_a_file_or_a_folder_in_the_wrong_place_is(tereze, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("fictional", "utf-8")
    for arguments in (("letter.txt",), ("--custodian", ".", "office")):
        done = tereze("init", *arguments)
        assert done.code == 2
        assert "is a directory" in done.err or "is a file" in done.err
    assert not (tmp_path / "office").exists()


def test_a_short_passphrase_is_refused(tereze) -> None:
    ran = tereze("init", TEREZE_PASSPHRASE="short")
    assert ran.code == 2
    assert "seven random words" in ran.err


def test_a_wrong_passphrase_opens_nothing(tereze) -> None:
    assert tereze("init", TEREZE_PASSPHRASE="seven quite random words are here").code == 0
    ran = tereze("status", TEREZE_PASSPHRASE="seven quite random words are not")
    assert ran.code == 7
    assert "passphrase" in ran.err


def test_without_a_passphrase_a_script_is_told_how(tereze) -> None:
    tereze("init", TEREZE_PASSPHRASE="seven quite random words are here")
    ran = tereze("status")
    assert ran.code == 7
    assert "TEREZE_PASSPHRASE_FILE" in ran.err


def test_no_register_is_said_with_the_way_to_one(tereze) -> None:
    ran = tereze("list", "persons")
    assert ran.code == 9
    assert "tereze init" in ran.err


def test_errors_are_json_if_asked(tereze) -> None:
    assert tereze("list", "persons", "--json").json["exit_code"] == 9


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("json", [(), ("--json",)])
def test_output_that_cannot_be_written_is_said(filled, tmp_path: Path, json: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "tereze.cli.main", "list", "persons", *json], stdout=full, stderr=subprocess.PIPE,
            text=True, check=False, cwd=tmp_path, env={"PATH": ""},
        )  # fmt: skip
    assert ran.returncode == 9
    assert "Traceback" not in ran.stderr
    assert "Is the disk full?" in ran.stderr


def test_a_mistyped_setting_stops_the_start(tereze) -> None:
    ran = tereze("status", TEREZE_REGISTRE="x")
    assert ran.code == 2
    assert "TEREZE_REGISTER" in ran.err


def test_a_demo_says_loudly_that_it_is_one(filled) -> None:
    assert "DEMO" in filled("status").err


def test_show_prints_the_contract(filled) -> None:
    view = filled("show", "interview-1/husband", "--json").json
    assert view["tereze"] == "person/1"
    wanted = {"number", "names", "mentions", "facts", "conflicts", "timeline", "last_known", "relatives", "disputes"}
    assert wanted <= view.keys()
    text = filled("show", view["number"]).out
    assert view["number"] in text
    assert "internment" in text


def test_an_ambiguous_name_lists_the_candidates(filled) -> None:
    ran = filled("show", "Ерлан Мысалов", "--json")
    assert ran.code == 5
    assert len(ran.json["candidates"]) == 2
    assert filled("show", "Ерлан Мысалов").err.count("T-") == 2


def test_nobody_is_not_found(filled) -> None:
    assert filled("show", "T-0000000").code == 4
    assert filled("search", "Zzyzx Qwfp").code == 4
    assert filled("search", "Zzyzx Qwfp", "--json").json["items"] == []


def test_search_finds_across_scripts(filled) -> None:
    assert "Мысал" in filled("search", "Aigul Mysalkyzy").out


def test_import_reports_what_was_refused(filled, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("tereze: source/1\nsource: {id: x, kind: intervew}\n", "utf-8")
    ran = filled("import", "bad.yaml", "--json")
    assert ran.code == 3
    (refusal,) = ran.json["refused"]
    assert refusal["line"] == 2
    assert "interview" in refusal["hint"] + refusal["error"]
    assert "intervew" in (tmp_path / "bad.yaml.rejects.tsv").read_text("utf-8")


def test_import_calls_no_suggestion_new_that_waited_before(filled) -> None:
    assert filled("import", "sheets", "--no-link").out.endswith("0 notes.\n")  # none were looked for
    first, again = (filled("import", "sheets").out for _ in range(2))
    assert first == again
    assert "new" not in again
    assert again.endswith(" waiting.\n")


@pytest.mark.parametrize(
    "arguments", [("import",), ("import", "nowhere.yaml"), ("list", "elephants"), ("show",), ("frobnicate",)]
)
def test_wrong_use_is_two(tereze, arguments: tuple[str, ...]) -> None:
    assert tereze(*arguments).code == 2


def test_a_folder_without_sheets_says_so(filled, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = filled("import", "empty")
    assert ran.code == 2
    assert "no source sheet" in ran.err


def test_a_table_needs_a_mapping(filled, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,born\nAn Example,1970\n", "utf-8")
    ran = filled("import", "people.csv")
    assert ran.code == 2
    assert "--draft-mapping" in ran.err
    assert "tereze: mapping/1" in filled("import", "people.csv", "--draft-mapping").out


def test_judge_and_withdraw(filled) -> None:
    judged = filled("judge", "same", "interview-1/husband", "article-1/man", "--reason", "same name", "--json").json
    assert len(judged["persons"]) == 1
    assert len(filled("show", "interview-1/husband", "--json").json["mentions"]) == 2
    assert filled("judge", "withdraw", judged["id"], "--reason", "another man").code == 0
    assert len(filled("show", "interview-1/husband", "--json").json["mentions"]) == 1


def test_a_change_is_shown(filled) -> None:
    assert filled("change", "retract", "interview-1/camp", "--reason", "she asks", "--by", "wife").code == 0
    view = filled("show", "interview-1/husband", "--json").json
    counts = [f["support"]["independent_witnesses"] for f in view["facts"] if f["value"] == "internment"]
    assert counts in ([], [0])


def test_erasing_asks_first(filled) -> None:
    assert filled("change", "erase", "interview-1", "--reason", "asked").code != 0
    assert filled("show", "interview-1/husband").code == 0
    assert filled("change", "erase", "interview-1", "--reason", "asked", "--yes").code == 0
    assert filled("show", "interview-1/husband").code == 4


def test_rebuild_and_verify(filled) -> None:
    before = filled("list", "persons", "--json").out
    assert filled("rebuild").code == 0
    assert filled("list", "persons", "--json").out == before
    checked = filled("verify", "--json")
    assert checked.code == 0
    assert checked.json["ok"] is True
    assert filled("verify", "--quick").code == 0


def test_verify_finds_a_changed_byte(filled, tmp_path: Path) -> None:
    database = tmp_path / "register" / "register.db"
    raw = bytearray(database.read_bytes())
    raw[len(raw) // 2] ^= 1
    database.write_bytes(raw)
    ran = filled("verify")
    assert ran.code == 8


def test_an_export_and_its_merge_change_nothing(filled, tmp_path: Path) -> None:
    assert filled("export", "copy.trzb").code == 0
    assert (tmp_path / "copy.trzb").stat().st_size > 1000
    assert filled("merge", "copy.trzb", "--json").json["added"] == 0
    assert filled("export", "people.jsonl", "--persons").code == 0
    assert len((tmp_path / "people.jsonl").read_text("utf-8").splitlines()) == 4


def test_a_role_that_may_not_is_refused(filled) -> None:
    assert filled("import", "sheets", TEREZE_ROLES="reader").code == 6
    assert filled("status", TEREZE_ROLES="wizard").code == 2


def test_lists_print_the_contract(filled) -> None:
    for kind in ("persons", "sources", "positions", "claims", "incidents", "suggestions", "disputes"):
        document = filled("list", kind, "--json").json
        assert document["tereze"] == "list/1"
        assert document["kind"] == kind


def test_a_release_is_checked_with_the_key_that_publishing_tells(filled, repo: Path) -> None:
    made = filled(
        "publish", "site", "--approve", "a", "--approve", "b", "--contact", "by letter", "--fictional", "--json"
    ).json
    check = [sys.executable, str(repo / "tools" / "verify.py"), "site", "--key"]
    assert subprocess.run([*check, made["key"]], check=False, capture_output=True).returncode == 0
    other = "tereze-release+00000000+" + made["key"].rpartition("+")[2]
    assert subprocess.run([*check, other], check=False, capture_output=True).returncode == 8
    assert (
        made["key"]
        in filled("publish", "again", "--approve", "a", "--approve", "b", "--contact", "by letter", "--fictional").out
    )


def test_a_list_is_readable_by_people_too(filled) -> None:
    shown = filled("list", "incidents").out
    assert "against: wife" in shown
    assert not any(sign in shown for sign in ("[", "None", "{"))


def test_serve_says_its_address_for_programs(tereze, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("a page", "utf-8")
    (tmp_path / "site" / "release.json").write_text("{}", "utf-8")

    def stopped(_running: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serve.Running, "wait", stopped)
    ran = tereze("serve", "site", "--port", "0", "--json")
    assert ran.code == 0
    assert ran.json["url"].startswith("http://127.0.0.1:")


def test_person_views_in_the_clear_are_for_their_owner_alone(filled, tmp_path: Path) -> None:
    file = tmp_path / "persons.jsonl"
    file.write_text("old", "utf-8")
    file.chmod(0o644)
    assert filled("export", "persons.jsonl", "--persons").code == 2
    assert file.read_text("utf-8") == "old"
    assert filled("export", "persons.jsonl", "--persons", "--replace").code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert "Айгүл" in file.read_text("utf-8")


def test_a_report_is_given_where_the_folder_of_the_sheets_cannot_be_written(filled, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("tereze: source/1\n", "utf-8")
    ran = filled("import", "bad.yaml", "--rejects", "nowhere/at/all.tsv", "--json")
    assert ran.code == 3
    assert len(ran.json["refused"]) == 1
    assert "--rejects" in ran.err
