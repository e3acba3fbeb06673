"""A document's draft reviewed from beginning to end, on a real register; all people are fictional."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tereze.actions import corrections, draft_review, drafting, drafts, find
from tereze.actions.desk import Desk
from tereze.actions.draft_review import Opened
from tereze.actions.draft_store import NoDraft, StaleDraft
from tereze.actions.review_state import NotInText, Rejected, StillNamed
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor

TEXT = """ALMATY, March 5, 2019. Murat Zhaken said he was held in a re-education camp in 2018.

"They took my passport," Zhaken told Example Wire. His sister Ainur Zhaken was sentenced to nine years in prison.

A court in Almaty fined the group Open Threshold for being unregistered.
"""


@pytest.fixture
def opened(desk: Desk, tmp_path: Path) -> Opened:
    (tmp_path / "report.html").write_text(f"<p>{TEXT.replace(chr(10) * 2, '</p><p>')}</p>", "utf-8")
    path = tmp_path / "report.html"
    return draft_review.begin(desk, drafting.draft(path), place=path)


def key_of(opened: Opened, name: str) -> str:
    return next(i.key for i in opened.review.items if any(n["text"] == name for n in i.data.get("names", ())))


def statement(opened: Opened, value: str) -> str:
    return next(item.key for item in opened.review.items if item.data.get("value") == value)


def test_every_item_shows_the_passage_it_rests_on(opened: Opened) -> None:
    review = opened.review
    assert {item.section for item in review.items} == {"mentions", "statements", "incidents"}
    for item in review.items:
        for word in item.data.get("words", ()):
            assert review.text[item.begin : item.end] == word["text"]
    assert len(review.waiting) == len(review.items)


def test_the_same_document_again_opens_the_review_that_was_begun(desk: Desk, opened: Opened, tmp_path: Path) -> None:
    after = draft_review.accept(desk, opened.key, key_of(opened, "Murat Zhaken"), opened.version)
    again = draft_review.begin(desk, drafting.draft(tmp_path / "report.html"))
    assert again == after
    assert [head.key for head in draft_review.waiting(desk)] == [opened.key]


def test_from_draft_to_register(desk: Desk, opened: Opened, tmp_path: Path) -> None:
    at = draft_review.accept(desk, opened.key, statement(opened, "internment"), opened.version)
    assert at.review.item(key_of(at, "Murat Zhaken")).state == "accepted"  # named by what was accepted
    at = draft_review.change(desk, at.key, statement(at, "prison"), {"when": "2019-02"}, at.version)
    incident = next(item.key for item in at.review.items if item.section == "incidents")
    at = draft_review.reject(desk, at.key, incident, at.version, "another group")
    with pytest.raises(draft_review.StillOpen):
        draft_review.finish(desk, at.key, at.version)
    report = draft_review.finish(desk, at.key, at.version, leave_open=True)
    assert report.accepted == ["report"], report.refused
    assert not report.refused
    assert find.mention_of(desk, f"report/{key_of(at, 'Ainur Zhaken')}")
    assert desk.register.index.counts().get("incident", 0) == 0
    assert desk.register.index.counts()["evidence"] == 1
    with pytest.raises(NoDraft):
        draft_review.load(desk, at.key)


def test_what_was_decided_is_kept_as_lessons_inside_the_register(desk: Desk, opened: Opened) -> None:
    at = draft_review.accept(desk, opened.key, statement(opened, "internment"), opened.version)
    at = draft_review.change(desk, at.key, statement(at, "prison"), {"when": "2019-02"}, at.version)
    draft_review.finish(desk, at.key, at.version, leave_open=True)
    taught = {lesson.state: lesson for lesson in corrections.lessons(desk)}
    assert set(taught) == {"accepted", "changed"}
    changed = taught["changed"]
    assert changed.final is not None
    assert changed.final["when"] == "2019-02"
    assert "when" not in changed.suggested
    assert changed.passage[changed.begin : changed.end].startswith("His sister Ainur Zhaken")


def test_erasing_a_source_erases_its_lessons(desk: Desk, opened: Opened) -> None:
    from tereze.actions import changing

    at = draft_review.accept(desk, opened.key, statement(opened, "internment"), opened.version)
    draft_review.finish(desk, at.key, at.version, leave_open=True)
    person = key_of(opened, "Murat Zhaken")
    assert list(corrections.lessons(desk))
    changing.act(desk, "erase", f"report/{person}", "asked for", None)
    assert list(corrections.lessons(desk)) == []


def test_a_document_told_by_a_person_leaves_no_lessons(desk: Desk, opened: Opened) -> None:
    at = draft_review.set_source(desk, opened.key, {"kind": "letter"}, opened.version)
    assert corrections.learn(desk, at.key, at.review) == 0


def test_a_person_named_by_what_was_accepted_is_not_rejected(desk: Desk, opened: Opened) -> None:
    at = draft_review.accept(desk, opened.key, statement(opened, "internment"), opened.version)
    with pytest.raises(StillNamed):
        draft_review.reject(desk, at.key, key_of(at, "Murat Zhaken"), at.version)


def test_rejecting_a_person_rejects_what_is_open_about_them(desk: Desk, opened: Opened) -> None:
    person = key_of(opened, "Ainur Zhaken")
    at = draft_review.reject(desk, opened.key, person, opened.version)
    assert at.review.item(statement(at, "prison")).state == "rejected"
    with pytest.raises(Rejected):
        draft_review.accept(desk, at.key, statement(at, "prison"), at.version)
    at = draft_review.reopen(desk, at.key, person, at.version)
    assert draft_review.accept(desk, at.key, statement(at, "prison"), at.version).review.item(person).is_in


def test_reopening_gives_back_what_the_machine_said(desk: Desk, opened: Opened) -> None:
    item = statement(opened, "prison")
    at = draft_review.change(desk, opened.key, item, {"value": "police_custody"}, opened.version)
    assert at.review.item(item).state == "changed"
    at = draft_review.reopen(desk, at.key, item, at.version)
    assert at.review.item(item) == opened.review.item(item)


def test_a_change_to_the_same_is_no_change(desk: Desk, opened: Opened) -> None:
    item = statement(opened, "prison")
    at = draft_review.change(desk, opened.key, item, {"value": "prison"}, opened.version)
    assert at.review.item(item).state == "accepted"


def test_words_that_are_not_in_the_document_are_refused(desk: Desk, opened: Opened) -> None:
    words = [{"text": "She was sentenced to ten years.", "role": "original"}]
    with pytest.raises(NotInText):
        draft_review.change(desk, opened.key, statement(opened, "prison"), {"words": words}, opened.version)


def test_words_found_elsewhere_move_the_item(desk: Desk, opened: Opened) -> None:
    words = [{"text": "sentenced to nine years in prison", "role": "original"}]
    at = draft_review.change(desk, opened.key, statement(opened, "prison"), {"words": words}, opened.version)
    item = at.review.item(statement(at, "prison"))
    assert at.review.text[item.begin : item.end] == words[0]["text"]


@pytest.mark.parametrize("fields", [{"value": "holiday"}, {"when": "soon"}, {"stance": "shrugs"}])
def test_a_change_no_sheet_may_hold_is_refused_with_the_readers_words(
    desk: Desk, opened: Opened, fields: dict[str, str]
) -> None:
    with pytest.raises(draft_review.BadChange) as refused:
        draft_review.change(desk, opened.key, statement(opened, "prison"), fields, opened.version)
    assert refused.value.text
    assert draft_review.load(desk, opened.key) == opened


def test_what_the_machine_missed_is_added_by_the_person(desk: Desk, opened: Opened) -> None:
    data = {"kind": "organization", "names": [{"text": "Example Wire"}]}
    at = draft_review.add(desk, opened.key, "mentions", data, opened.version)
    assert at.review.items[-1].is_in
    assert at.review.items[-1].made_by == "person"


def test_a_stale_screen_decides_nothing(desk: Desk, opened: Opened) -> None:
    item = statement(opened, "prison")
    draft_review.accept(desk, opened.key, item, opened.version)
    with pytest.raises(StaleDraft):
        draft_review.reject(desk, opened.key, item, opened.version)
    with pytest.raises(StaleDraft):
        draft_review.finish(desk, opened.key, opened.version, leave_open=True)


def test_nothing_taken_nothing_imported(desk: Desk, opened: Opened) -> None:
    with pytest.raises(draft_review.NothingTaken):
        draft_review.finish(desk, opened.key, opened.version, leave_open=True)


def test_a_document_that_was_changed_since_is_no_evidence(desk: Desk, opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("something else")
    at = draft_review.accept(desk, opened.key, statement(opened, "internment"), opened.version)
    report = draft_review.finish(desk, at.key, at.version, leave_open=True)
    assert report.accepted
    assert desk.register.index.counts().get("evidence", 0) == 0
    assert any("not where it was" in warning["warning"] for warning in report.warnings)


def test_another_kind_of_draft_is_no_review(desk: Desk) -> None:
    drafts.save(desk, "form/1", "form", b"{}")
    with pytest.raises(draft_review.NotAReview):
        draft_review.load(desk, "form/1")


def test_roles(desk: Desk, opened: Opened) -> None:
    guest = replace(desk, actor=Actor(id="amina", roles=frozenset({"publisher"})))
    with pytest.raises(NotAllowed):
        draft_review.finish(guest, opened.key, opened.version, leave_open=True)


def test_reviewers_teach_the_register_and_erasing_takes_what_they_taught(desk: Desk, opened: Opened) -> None:
    from tereze.actions import changing

    at = draft_review.accept(desk, opened.key, statement(opened, "internment"), opened.version)
    draft_review.finish(desk, at.key, at.version, leave_open=True)
    assert corrections.models(desk) == {}
    assert corrections.retrain(desk, "kk").decided == 0
    taught = corrections.retrain(desk, "en")
    assert taught.decided >= 1
    assert corrections.models(desk) == {"en": taught.weights}
    assert [lesson.section for lesson in corrections.lessons(desk)].count("mentions") == 1
    changing.act(desk, "erase", "report", "asked for", None)
    assert corrections.models(desk) == {}
