"""`tereze review --sample`: pairs are answered and counted, the rule is accepted or refused. Everybody is fictional."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from two_lists import sheet

from tereze.cli.main import cli

Run = Callable[..., Any]
LISTS = ("list-a", "list-b")
SAMPLE = ("review", "--sample", *LISTS)
MANY = 64


def brought(tereze: Run, folder: Path, count: int) -> Run:
    assert tereze("init", "--demo").code == 0
    for name in LISTS:
        (folder / f"{name}.yaml").write_text(sheet(name, count), "utf-8")
        assert tereze("import", f"{name}.yaml").code == 0
    return tereze


@pytest.fixture
def few(tereze: Run, tmp_path: Path) -> Run:
    """Two lists that share twenty people."""
    return brought(tereze, tmp_path, 20)


@pytest.fixture
def many(tereze: Run, tmp_path: Path) -> Run:
    """Two lists that share more people than a sample needs."""
    return brought(tereze, tmp_path, MANY)


def typed(keys: str, *options: str, actor: str = "amina", command: tuple[str, ...] = SAMPLE) -> Any:
    return CliRunner().invoke(
        cli, [*command, *options], input=keys, env={"TEREZE_ACTOR": actor}, catch_exceptions=False
    )


def state(*options: str, actor: str = "amina", command: tuple[str, ...] = SAMPLE) -> dict[str, Any]:
    done = typed("", *options, "--json", actor=actor, command=command)
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def judgements(tereze: Run, answer: str) -> list[dict[str, Any]]:
    items = tereze("list", "judgements", "--json").json["items"]
    return [one for one in items if one["answer"] == answer]


def test_a_class_judged_whole_is_accepted_at_the_keyboard(few: Run) -> None:
    out = typed("s" * 20 + "a1").stdout
    assert "1 of 20 drawn from 20 pairs" in out
    assert "2 persons → 1 person" in out
    assert "20 answered: 20 same, 0 different or unsure." in out
    assert "Up to 0.0% of the 20 pairs may be wrong" in out
    assert "Accepted: 20 pairs; 40 persons → 20." in out
    assert "once another person says" in out
    [made] = judgements(few, "batch")
    assert (made["sample"]["judged"], made["sample"]["wrong"], made["rule"]["sample"]) == (20, 0, "answered")
    assert few("status", "--json").json["waits"]["suggestions"] == 0


def test_what_is_counted_is_what_was_answered(few: Run) -> None:
    done = typed("s" + "d1" + "u2" + "k" + "s" + "q")
    assert done.exit_code == 0
    assert "4 decided, 1 skipped" in done.stderr
    found = state()
    assert [found[name] for name in ("judged", "wrong", "open", "holds")] == [4, 2, 16, False]
    assert [one["says"] for one in found["pairs"][:5]] == ["same", "different", "unsure", None, "same"]
    assert len(judgements(few, "different")) == len(judgements(few, "unsure")) == 1
    assert judgements(few, "same") == []


def test_it_goes_on_where_it_was_left_and_skipped_pairs_must_be_answered(few: Run) -> None:
    assert "Kept. The same command goes on." in typed("sskq").stdout
    before = state()
    out = typed("k" + "s" * 17 + "aos" + "q").stdout  # accept is not offered while a pair is open
    assert "3 of 20 drawn" in out
    assert "1 skipped: each needs an answer" in out
    assert "[a] accept" not in out.partition("20 answered")[0]
    after = state()
    assert [one["mentions"] for one in after["pairs"]] == [one["mentions"] for one in before["pairs"]]
    assert (after["judged"], after["holds"]) == (20, True)
    assert judgements(few, "batch") == []


def test_undo_takes_answer_and_judgement_back(few: Run) -> None:
    out = typed("d1z" + "zq").stdout
    assert "Taken back." in out
    assert "Nothing of this session to take back." in out
    assert state()["judged"] == 0
    assert len(judgements(few, "withdraw")) == 1


def test_a_reason_given_up_and_other_keys_answer_nothing(few: Run) -> None:
    typed("dx" + "ux" + "7" + "é" + "q")
    assert state()["judged"] == 0


def test_one_wrong_of_twenty_is_just_allowed_and_stays_apart(few: Run) -> None:
    out = typed("d1" + "s" * 19 + "a1").stdout
    assert "Up to 5.0% of the 20 pairs may be wrong" in out
    [made] = judgements(few, "batch")
    assert made["sample"]["wrong"] == 1
    assert few("status", "--json").json["waits"]["contradictions"] == 0
    assert len(few("list", "persons", "--json").json["items"]) == 20 + 1


def test_two_wrong_of_twenty_refuse_the_rule_and_no_work_is_lost(few: Run) -> None:
    out = typed("d1u1" + "s" * 18 + "a" + "e1" + "q").stdout
    assert "The rule is refused, however many are drawn." in out
    assert "[a]" not in out.rpartition("20 answered")[2]
    assert judgements(few, "batch") == []
    assert len(judgements(few, "same")) == 18
    refused = few("judge", "batch", *LISTS, "--reason", "the same", TEREZE_ACTOR="amina")
    assert refused.code in {1, 2}
    assert judgements(few, "batch") == []


def test_too_few_are_refused_and_more_are_drawn(many: Run) -> None:
    out = typed("s" * 20 + "m" + "q", "--size", "20").stdout
    assert "Up to 13.9% of the 64 pairs may be wrong" in out
    assert "Refused as it is: 39 more, all of them the same, would be enough." in out
    assert "21 of 59 drawn" in out
    found = state()
    assert (found["judged"], found["open"], found["more_needed"]) == (20, 39, 0)


def test_the_batch_command_counts_itself_and_takes_no_other_seed_or_class(many: Run) -> None:
    batch = ("judge", "batch", *LISTS, "--reason", "two copies of one list")
    amina = {"TEREZE_ACTOR": "amina"}
    unanswered = many(*batch, **amina)
    assert unanswered.code == 4
    assert "tereze review --sample" in unanswered.err
    typed("s" * 58 + "q", "--size", "59")
    unfinished = many(*batch, **amina)
    assert unfinished.code == 2
    assert "persons →" not in unfinished.err  # refused before anything is shown or asked
    assert "1 of the 59 pairs" in unfinished.err
    typed("sq")
    for other in (("--seed", "2"), ("--min-score", "0.9")):
        assert many(*batch, *other, **amina).code == 4
    assert many(*batch, TEREZE_ACTOR="basel").code == 4  # her answers are hers
    assert judgements(many, "batch") == []
    done = many(*batch, **amina)
    assert done.code == 0
    assert "Accepted: 64 pairs; 128 persons → 64." in done.err
    [made] = judgements(many, "batch")
    assert made["sample"] == {"judged": 59, "wrong": 0, "seed": "1", "population": MANY}
    assert made["rule"]["sample"] == "answered"


def test_numbers_typed_are_kept_as_said_by_word(many: Run) -> None:
    batch = ("judge", "batch", *LISTS, "--reason", "two copies of one list")
    assert many(*batch, "--judged", "59").code == 2
    assert many(*batch, "--wrong", "0").code == 2
    assert many(*batch, "--judged", "59", "--wrong", "0").code == 0
    [made] = judgements(many, "batch")
    assert made["rule"]["sample"] == "by word"


def test_the_second_reviewer_answers_a_sample_of_their_own(many: Run) -> None:
    typed("s" * 59 + "a1", "--size", "59")
    [made] = judgements(many, "batch")
    second = ("review", "--second", "--sample", made["id"])
    assert typed("", command=second).exit_code == 2  # she judged it herself
    assert typed("", "--seed", "1", actor="basel", command=second).exit_code == 2
    confirm = ("judge", "confirm", made["id"], "--reason", "I looked")
    assert many(*confirm, TEREZE_ACTOR="basel").code == 4
    out = typed("s" * 59 + "q", "--size", "59", actor="basel", command=second).stdout
    assert "59 answered: 59 same" in out
    assert "[a] stand behind this batch" in out
    assert many("status", "--json").json["waits"]["merges_with_one_reviewer"] == 1
    assert many(*confirm, TEREZE_ACTOR="basel").code == 0
    [yes] = judgements(many, "confirm")
    assert (yes["sample"]["judged"], yes["sample"]["seed"], yes["rule"]) == (59, "2", {"sample": "answered"})
    assert many("status", "--json").json["waits"]["merges_with_one_reviewer"] == 0


def test_the_second_reviewer_may_stand_behind_it_at_once(few: Run) -> None:
    typed("s" * 20 + "a1")
    [made] = judgements(few, "batch")
    second = ("review", "--second", "--sample", made["id"])
    waits = typed("q", actor="basel", command=("review", "--second")).stdout
    assert f"tereze review --second --sample {made['id']}" in waits
    assert "Kept (j" in typed("s" * 20 + "a1", actor="basel", command=second).stdout
    assert len(judgements(few, "confirm")) == 1


def test_a_sealed_witness_is_in_no_sample_and_is_shown_without_a_name(few: Run, tmp_path: Path) -> None:
    consent = "{given_by: p0, capacity: self, covers: [p0], purposes: [register], identity: none, place: none}"
    paper = "  paper: {kind: organization, names: [{text: The Fictional list-s, lang: en}]}\n"
    sealed = sheet("list-s", 20).replace(paper, "").replace(
        "kind: official_document, publisher: paper, language: en",
        f"kind: interview, teller: p0, language: en, consent: [{consent}]",
    )  # fmt: skip
    (tmp_path / "list-s.yaml").write_text(sealed, "utf-8")
    assert few("import", "list-s.yaml").code == 0
    review = ("review", "--sample", "list-a", "list-s", "--min-score", "0.9")
    out = typed("k" * 19 + "q", command=review).stdout
    assert "1 of 19 drawn from 19 pairs" in out
    assert "Bolat Zhakenov" in out
    assert "Abai Zhakenov" not in out
    few("judge", "same", "list-a/p1", "list-s/p0", "--reason", "r", TEREZE_ACTOR="basel")
    out = typed("k" * 19 + "q", command=review).stdout
    assert "list-s/p0" in out
    assert "Abai Zhakenov" not in out


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("review", "list-a", "list-b"), 2, "belong to --sample"),
        (("review", "--seed", "3"), 2, "belong to --sample"),
        (("review", "--sample"), 2, "name the two sources"),
        (("review", "--sample", "list-a"), 2, "name the two sources"),
        (("review", "--sample", "list-a", "nowhere"), 2, "No suggestion between these sources"),
        (("review", "--sample", *LISTS, "--min-score", "high"), 3, "min_score: high"),
        (("review", "--sample", *LISTS, "--size", "0"), 2, "0 is not in the range"),
        (("review", "--sample", *LISTS, "--contradictions"), 2, "not both"),
        (("review", "--second", "--sample", *LISTS), 2, "name one batch judgement"),
        (("review", "--second", "--sample", "j-nothing"), 4, "j-nothing"),
        (("review", "--sample", *LISTS, "--json"), 4, "answered no sample"),
    ],
)
def test_wrong_input_is_refused_in_words(few: Run, arguments: tuple[str, ...], code: int, says: str) -> None:
    done = few(*arguments, TEREZE_ACTOR="amina")
    assert done.code == code, done.err
    assert says in done.err
    assert "Traceback" not in done.err


def test_a_judgement_that_is_no_batch_has_no_sample(few: Run) -> None:
    made = few("judge", "same", "list-a/p0", "list-b/p0", "--reason", "r", "--json", TEREZE_ACTOR="amina").json["id"]
    done = few("review", "--second", "--sample", made, TEREZE_ACTOR="basel")
    assert done.code == 2
    assert "is no batch" in done.err
    assert few("review", "--sample", *LISTS, TEREZE_ROLES="publisher").code == 6


if sys.platform != "win32":
    from terminal import Terminal

    def test_at_a_terminal_ctrl_c_and_a_closed_window_lose_nothing(few: Run, tmp_path: Path) -> None:
        def begin() -> Terminal:
            return Terminal([*SAMPLE], tmp_path, (120, 50), {"TEREZE_ACTOR": "amina"})

        with begin() as at:
            at.until("1 of 20 drawn")
            at.type("s")
            at.until("2 of 20 drawn")
            at.type("d2")
            at.until("3 of 20 drawn")
            at.interrupt()
            assert at.end() == 1
        with begin() as at:
            at.until("3 of 20 drawn from 20 pairs; so far 1 same, 1 different or unsure")
            at.type("s")
            at.until("4 of 20 drawn")
            at.hang_up()
            at.end()
        with begin() as at:
            at.until("4 of 20 drawn")
            at.type("s" * 17)  # typed ahead, faster than a screen is drawn
            at.until("Up to 5.0% of the 20 pairs may be wrong")
            at.until("[a] accept the rule")
            at.type("aw")
            at.until("Reason")
            at.type("two copies of one list\n")
            at.until("keys pressed")
            assert at.end() == 0
        [made] = judgements(few, "batch")
        assert (made["reason"], made["sample"]["judged"], made["sample"]["wrong"]) == ("two copies of one list", 20, 1)

    def test_at_a_terminal_a_batch_is_asked_about(many: Run, tmp_path: Path) -> None:
        batch = ["judge", "batch", *LISTS, "--reason", "copies", "--judged", "59", "--wrong", "0"]
        with Terminal(batch, tmp_path, (120, 50), {}) as at:
            assert "64 pairs; 128 persons → 64" in at.until("Go on? [y/N]")
            at.type("n\n")
            assert at.end() == 1
        assert judgements(many, "batch") == []
        with Terminal([*batch, "--yes"], tmp_path, (120, 50), {}) as at:
            assert at.end() == 0
        assert len(judgements(many, "batch")) == 1
