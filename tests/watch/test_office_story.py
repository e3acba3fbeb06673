"""The fictional office tells its whole story: denial, relabelling, a promise, a fine, refusals; each by its sources."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tereze import settings, wiring
from tereze.actions import folder, lists, watching
from tereze.actions.desk import Desk
from tereze.actions.report import ImportReport
from tereze.cli.main import cli
from tereze.store import seal

ON = "2019-12-01"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory, repo: Path) -> Iterator[Path]:
    """A demo register filled from examples/office."""
    place = tmp_path_factory.mktemp("window") / "register"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seal, "MEMORY_KIB", 64)
        with wiring.create(settings.read({}, register=place), "", demo=True) as opened:
            folder.take_in(opened.desk, repo / "examples" / "office", None, ImportReport(), lambda _: None, link=False)
        yield place


@pytest.fixture
def desk(register: Path) -> Iterator[Desk]:
    with wiring.open_desk(settings.read({}, register=register), ask=lambda: "") as opened:
        yield opened.desk


@pytest.fixture
def positions(desk: Desk) -> dict[str, Any]:
    return watching.positions(desk)


def test_denial_turns_to_relabelling(positions: dict[str, Any]) -> None:
    camps = next(line for line in positions["lines"] if line["topic"] == "camps")
    assert [point["stance"] for point in camps["points"]] == ["denies", "relabels"]
    assert "denial to relabelling" in [turn["kind"] for turn in camps["turns"]]
    assert all(point["words"] for point in camps["points"])


def test_it_contradicts_itself_and_the_register(positions: dict[str, Any]) -> None:
    found = [(one["with_whom"], one["kind"], one["topic"]) for one in positions["contradictions"]]
    assert ("self", "contradicts", "camps") in found
    assert ("self", "evades", "departures") in found
    denial = next(one for one in positions["contradictions"] if one["with_whom"] == "register")
    assert denial["now"] >= denial["now_witnessed"] >= 10
    assert denial["persons"] <= denial["now"]


def test_two_thousand_against_the_register(desk: Desk) -> None:
    (claim,) = watching.claims(desk)["claims"]
    assert claim["number"]["value"] == 2000
    assert (claim["then"]["documented"], claim["now"]["documented"], claim["now"]["witnessed"]) == (0, 3, 3)
    assert (claim["now"]["inside"], claim["now"]["outside"], claim["now"]["unknown"]) == (2, 1, 1997)
    assert claim["verdict"].startswith("not confirmed: of 2000 the register documents 3, 3 with a witness")


def test_the_list_of_claims_keeps_its_contract(desk: Desk) -> None:
    (item,) = lists.items(desk, "claims")
    assert {"documented": 3, "witnessed": 3}.items() <= item["register"].items()
    assert item["register"]["as_of"]
    assert item["verdict"]
    assert {"id", "source", "actor", "topic", "stance", "number"} <= set(item)


def test_the_fine_the_refused_registration_and_the_asylum_refused_twice(desk: Desk) -> None:
    page = watching.window(desk, on=ON)["assessment"]
    host = next(one for one in page["factors"] if one["name"] == "host_response")
    kinds = [event["sort"] for event in host["events"]]
    assert (kinds.count("fine"), kinds.count("registration_refused"), kinds.count("asylum_refused")) == (1, 2, 2)
    assert host["closes"] == 7


def test_every_sentence_opens_to_records_that_exist(desk: Desk) -> None:
    page = watching.window(desk, on=ON, since="2018-01-01")["assessment"]
    sentences = [*page["sentences"], *page["changed"]]
    assert len(sentences) > 12
    for sentence in sentences:
        assert bool(sentence["cites"]) != sentence["absent"], sentence["text"]
        for cite in sentence["cites"]:
            record = desk.register.index.get(cite["record"])
            assert record is not None, sentence["text"]
            assert desk.register.index.source_by_local(cite["source"]) is not None
    opened = {cite["source"] for sentence in sentences for cite in sentence["cites"]}
    assert {"office-fine", "office-registration", "asylum-temirkhan", "nazigul-interview"} <= opened
    assert [one["text"] for one in sentences if one["absent"]] == [
        "Nobody counted the inbox, so a slow office and an empty window are told apart by the delays alone."
    ]


@pytest.mark.parametrize(
    ("wrong", "code", "says"),
    [
        (["watch", "sign", "shut", "--why", "x", "--by", "y"], 2, "Invalid value"),
        (["watch", "sign", "open", "--why", " ", "--by", "y"], 3, "The reason is missing"),
        (["watch", "inbox", "many", "--on", "2019-01-01", "--by", "y"], 2, "not a valid integer"),
        (["watch", "inbox", "3", "--on", "yesterday", "--by", "y"], 3, "yesterday"),
        (["watch", "score", "column-irony/nothing", "partly", "--by", "y"], 4, "column-irony/nothing"),
        (["watch", "--since", "soon"], 3, "soon"),
        (["watch", "--context", __file__], 2, "none is named"),
    ],
)
def test_wrong_input_is_answered_with_what_is_wrong(
    register: Path, wrong: list[str], code: int, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TEREZE_REGISTER", "TEREZE_KEYS", "TEREZE_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    told = CliRunner().invoke(cli, ["--register", str(register), *wrong])
    assert says in told.output, told.output
    assert told.exit_code == code


def test_few_data_cannot_tell_with_the_reason(desk: Desk) -> None:
    page = watching.window(desk, on=ON)["assessment"]
    assert page["verdict"]["word"] == "cannot tell"
    assert page["verdict"]["why"] in page["sentences"][0]["text"]


def test_the_page_of_an_earlier_day_knows_less(desk: Desk) -> None:
    early, late = (watching.window(desk, on=day) for day in ("2019-04-01", ON))
    assert sum(flow["arrivals"] for flow in early["flows"]) < sum(flow["arrivals"] for flow in late["flows"])
    events = [sum(len(one["events"]) for one in page["assessment"]["factors"]) for page in (early, late)]
    assert events == [2, 11]  # the fine and the trial were in the paper; the refusals were told later


def test_irony_is_no_position_and_its_date_comes(positions: dict[str, Any]) -> None:
    states = {one["says"]: one["state"] for one in positions["forecasts"]}
    assert len(states) == 3
    assert set(states.values()) == {"due"}  # the demo's clock is later than 2020
    assert all("columnist" not in line["label"].casefold() for line in positions["lines"])


def test_the_same_register_gives_the_same_page_within_ten_seconds(desk: Desk) -> None:
    began = time.process_time()
    one = watching.window(desk, on=ON)
    assert time.process_time() - began < 10
    assert watching.window(desk, on=ON) == one


@pytest.mark.parametrize("command", [["positions"], ["claims"], ["watch", "--on", ON], ["watch", "--by", "region"]])
def test_each_command_speaks_to_people_and_to_programs(
    register: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TEREZE_REGISTER", "TEREZE_KEYS", "TEREZE_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    asked = ["--register", str(register), *command]
    told = CliRunner().invoke(cli, asked, catch_exceptions=False)
    assert told.exit_code == 0
    assert len(told.stdout.splitlines()) > 5
    document = json.loads(CliRunner().invoke(cli, [*asked, "--json"], catch_exceptions=False).stdout)
    assert document["tereze"] == f"{command[0]}/1"


def test_figures_context_and_coders(register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TEREZE_REGISTER", "TEREZE_KEYS", "TEREZE_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "index.csv").write_text("country,year,score\nModel,2018,4\n", "utf-8")
    (tmp_path / "codings.csv").write_text(
        "event,coder,factor,direction,severity\ni,a,host_response,closes,2\ni,b,host_response,closes,2\n", "utf-8"
    )
    asked = ["--register", str(register), "watch", "--on", ON]
    shown = [*asked, "--context", str(tmp_path / "index.csv"), "--country", "Model", "--figures", str(tmp_path / "fig")]
    told = CliRunner().invoke(cli, shown, catch_exceptions=False)
    assert "index.csv: score 4 (2018)" in told.stdout
    assert (tmp_path / "fig" / "incidents.svg").read_text("utf-8").startswith("<svg")
    assert (tmp_path / "fig" / "incidents.csv").exists()
    agreed = CliRunner().invoke(cli, [*asked, "--coders", str(tmp_path / "codings.csv")], catch_exceptions=False)
    assert "cannot tell: every code is the same" in agreed.stdout
    (tmp_path / "index.csv").write_bytes(b"\xff\xfe\x00")
    assert CliRunner().invoke(cli, shown).exit_code == 3
    assert CliRunner().invoke(cli, [*asked, "--on", "soon"]).exit_code == 3


# What follows writes into the register, so it stands last.
def test_a_person_signs_it_and_disagrees_with_the_numbers(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TEREZE_REGISTER", "TEREZE_KEYS", "TEREZE_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    asked = ["--register", str(register), "watch"]
    why = "fined once, refused twice, and those who told are refused asylum"
    told = CliRunner().invoke(cli, [*asked, "sign", "narrowing", "--why", why, "--by", "Айбике", "--on", ON])
    assert told.exit_code == 0, told.output
    assert "disagreeing with the numbers (cannot tell)" in told.stdout
    shown = CliRunner().invoke(cli, [*asked, "--on", ON], catch_exceptions=False).stdout
    assert f"Айбике ({ON}) disagrees: narrowing: {why}" in shown
    kept = CliRunner().invoke(cli, [*asked, "inbox", "143", "--on", "2019-11-30", "--by", "Айбике", "--json"])
    assert json.loads(kept.stdout)["source"].startswith("inbox-")
    counted = CliRunner().invoke(cli, [*asked, "--on", ON], catch_exceptions=False).stdout
    assert "The inbox was counted in 1 of" in counted


def test_forecasts_are_scored_from_the_terminal(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TEREZE_REGISTER", "TEREZE_KEYS", "TEREZE_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    asked = ["--register", str(register)]
    found = json.loads(CliRunner().invoke(cli, [*asked, "positions", "--json"]).stdout)["forecasts"]
    jobs = next(one for one in found if "jobs" in one["says"])
    scored = CliRunner().invoke(
        cli, [*asked, "watch", "score", jobs["id"], "partly: of some it was said", "--by", "Айбике"]
    )
    assert scored.exit_code == 0, scored.output
    after = CliRunner().invoke(cli, [*asked, "positions"], catch_exceptions=False).stdout
    assert "[scored partly]" in after
    nothing = CliRunner().invoke(cli, [*asked, "watch", "score", "--by", "Айбике"], catch_exceptions=False)
    assert "No forecast of the program is due." in nothing.stdout
