"""What a language model may be told, what becomes of its answers, and what the ledger knows of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from model_server import serving

from tereze.actions import changing, draft_review, drafting, model_drafting
from tereze.actions.desk import Desk
from tereze.actions.draft_review import Opened
from tereze.actions.report import ImportReport
from tereze.intake.model_client.server import Server, server
from tereze.model.records import Audit

TEXT = "Murat Zhaken said he was held in a re-education camp in 2018.\n\nA woman they call qorlan keeps bees in Emin.\n"
FOUND = {
    "persons": ["Murat Zhaken", "qorlan", "Serik Invented"],
    "statements": [{"speaker": "Murat Zhaken", "stance": "denies", "quote": "he was held in a re-education camp"}],
    "custody": [
        {"person": "Murat Zhaken", "status": "internment", "term": "camp", "quote": "a re-education camp in 2018"}
    ],
}
AWAY = Server("https://models.example/v1", "big")


@pytest.fixture
def opened(desk: Desk, tmp_path: Path) -> Opened:
    (tmp_path / "page.html").write_text(f"<p>{TEXT.replace(chr(10) * 2, '</p><p>')}</p>", "utf-8")
    return draft_review.begin(desk, drafting.draft(tmp_path / "page.html"))


def audits(desk: Desk) -> list[tuple[str, int]]:
    found = desk.register.index.of_kind("audit")
    return [(one.what, one.count) for one in found if isinstance(one, Audit) and one.what.startswith("model.")]


def ask(desk: Desk, opened: Opened, answer: dict[str, Any] | str = "") -> Opened:
    content = answer if isinstance(answer, str) and answer else json.dumps(answer or FOUND)
    with serving(lambda _: content) as stub:
        return model_drafting.suggest(desk, opened.key, server(stub.address, "tiny"), opened.version)


def test_suggestions_join_the_review_marked_as_the_models(desk: Desk, opened: Opened) -> None:
    made = ask(desk, opened)
    new = [item for item in made.review.items if item.made_by == "model:tiny"]
    assert [name["text"] for item in new for name in item.data.get("names", ())] == ["qorlan"]
    for item in new:
        assert item.state == "open"
        for word in item.data.get("words", ()):
            assert made.review.text[item.begin : item.end] == word["text"]


def test_neither_an_invented_person_nor_an_invented_denial(desk: Desk, opened: Opened) -> None:
    made = ask(desk, opened)
    everything = json.dumps([item.data for item in made.review.items])
    assert "Invented" not in everything
    assert "denies" not in everything
    assert any("dropped" in remark for remark in made.review.remarks)


def test_what_the_rules_found_is_not_doubled(desk: Desk, opened: Opened) -> None:
    made = ask(desk, opened)
    custody = [item for item in made.review.items if item.data.get("value") == "internment"]
    assert len(custody) == 1
    assert custody[0].made_by == "rules"
    assert {item.key for item in opened.review.items} <= {item.key for item in made.review.items}


def test_a_models_suggestion_is_decided_and_imported_like_any_other(desk: Desk, opened: Opened) -> None:
    made = ask(desk, opened)
    qorlan = next(item.key for item in made.review.items if item.made_by == "model:tiny")
    after = draft_review.accept(desk, made.key, qorlan, made.version)
    assert draft_review.finish(desk, after.key, after.version, leave_open=True).accepted


@pytest.mark.parametrize("answer", ["I would rather not.", "{", '{"persons": 1}'])
def test_nonsense_changes_nothing_but_a_remark(desk: Desk, opened: Opened, answer: str) -> None:
    made = ask(desk, opened, answer)
    assert made.review.items == opened.review.items
    assert len(made.review.remarks) > len(opened.review.remarks)


def test_a_server_that_is_not_there_is_a_remark(desk: Desk, opened: Opened) -> None:
    made = model_drafting.suggest(desk, opened.key, server("http://127.0.0.1:9/v1", "tiny"), opened.version)
    assert made.review.items == opened.review.items
    assert any("did not answer" in remark for remark in made.review.remarks)


def test_what_was_given_is_noted_before_it_is_given(desk: Desk, opened: Opened) -> None:
    ask(desk, opened)
    assert sorted(audits(desk)) == [("model.here", len(opened.review.text)), ("model.here.text", 0)]


def test_another_computer_only_after_confirming(desk: Desk, opened: Opened) -> None:
    with pytest.raises(model_drafting.NotSent, match="nobody confirmed"):
        model_drafting.suggest(desk, opened.key, AWAY, opened.version)
    assert audits(desk) == []
    model_drafting.check(desk, opened.review, AWAY, confirmed=True)


@pytest.mark.parametrize("kind", ["interview", "letter", "video", "audio", "social_post", "list", "other"])
def test_what_people_told_us_stays_here(desk: Desk, opened: Opened, kind: str) -> None:
    told = draft_review.set_source(desk, opened.key, {"kind": kind}, opened.version)
    with pytest.raises(model_drafting.NotSent, match="people told us"):
        model_drafting.check(desk, told.review, AWAY, confirmed=True)
    model_drafting.check(desk, told.review, Server("http://127.0.0.1:1/v1", "m"), confirmed=False)


def test_nothing_of_a_sealed_voice(desk: Desk, opened: Opened) -> None:
    person = next(item.key for item in opened.review.items if item.section == "mentions")
    sealed = draft_review.change(desk, opened.key, person, {"sealed": "true"}, opened.version)
    with pytest.raises(model_drafting.NotSent, match="sealed"):
        model_drafting.check(desk, sealed.review, Server("http://127.0.0.1:1/v1", "m"), confirmed=True)


SHEET = """tereze: source/1
source:
  id: page
  kind: interview
{consent}mentions:
  me: {{kind: person, names: [{{text: Fictional Teller}}], sealed: false}}
"""
CONSENT = "  consent: [{given_by: me, capacity: self, covers: [me], purposes: [register], identity: full%s}]\n"


@pytest.mark.parametrize(
    ("consents", "reason"),
    [("", "no consent"), (CONSENT % ", until: 2020-01-01", "over"), (CONSENT % "", "")],
)
def test_the_consent_of_who_told_it_decides(
    desk: Desk, opened: Opened, bring: Callable[[str], ImportReport], consents: str, reason: str
) -> None:
    report = bring(SHEET.format(consent=consents))
    assert report.accepted, report.refused
    told = draft_review.set_source(desk, opened.key, {"kind": "interview"}, opened.version)
    here = Server("http://127.0.0.1:1/v1", "m")
    if not reason:
        model_drafting.check(desk, told.review, here, confirmed=False)
        consent = next(iter(desk.register.index.of_kind("consent")))
        changing.act(desk, "withdraw_consent", "page", "asked for", None)
        reason = "withdrawn"
        assert consent.id
    with pytest.raises(model_drafting.NotSent, match=reason):
        model_drafting.check(desk, told.review, here, confirmed=False)
