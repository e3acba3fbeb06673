"""The six acts on what was said; erasing destroys keys and leaves a trace."""

from __future__ import annotations

import msgspec
import pytest
from fictional import INTERVIEW, SEALED

from tereze.actions import changing, find, imports, views
from tereze.actions.desk import Desk
from tereze.actions.report import ImportReport
from tereze.actions.tiers import Part
from tereze.intake.drafts import RowsDraft
from tereze.model import ids
from tereze.model.errors import NotFound
from tereze.model.judgements import Change
from tereze.model.mentions import Mention

CHANGES = """
tereze: change/1
changes:
  - {act_here}
"""


def facts(desk: Desk, person: str) -> dict[str, int]:
    view = views.to_json(views.person(desk, find.find_person(desk, person)))
    return {fact["value"]: fact["support"]["independent_witnesses"] for fact in view["facts"]}


def test_a_retracted_statement_counts_no_more(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    assert facts(desk, "interview-1/husband")["internment"] == 1
    changing.act(desk, "retract", "interview-1/camp", "she now fears for her son", "wife")
    assert facts(desk, "interview-1/husband").get("internment", 0) == 0


def test_a_change_file_works_like_the_command(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    text = '{retract: interview-1/camp, by: wife, at: "2019-06-01", reason: she asked}'
    report = bring(CHANGES.replace("{act_here}", text))
    assert report.refused == []
    assert facts(desk, "interview-1/husband").get("internment", 0) == 0


def test_the_witness_herself_is_told_from_a_reviewer(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    made = changing.act(desk, "refute", "interview-1/camp", "shown false", "wife")
    assert made.by == ids.mention_id(desk.register.secret, "interview-1", "wife")
    assert changing.act(desk, "refute", "interview-1/job", "shown false", "basel").by == "basel"


def test_a_change_about_nothing_is_refused(desk: Desk, bring) -> None:
    report = bring(CHANGES.replace("{act_here}", '{retract: nowhere/x, by: a, at: "2019-06-01", reason: r}'))
    assert report.exit_code == 3
    with pytest.raises(NotFound):
        changing.act(desk, "retract", "nowhere/x", "r", None)


def test_an_erased_statement_is_gone_and_the_rest_of_the_person_stays(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    changing.act(desk, "erase", "interview-1/camp", "she wishes it", "wife")
    left = facts(desk, "interview-1/husband")
    assert "internment" not in left
    assert left["driver"] >= 0
    assert "weak heart" in left


def test_an_erased_source_cannot_be_read_and_its_act_remains(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    changing.act(desk, "erase", "interview-1", "the family asked", None)
    index = desk.register.index
    assert index.source_by_local("interview-1") is None
    assert list(index.of_kind("mention")) == []
    assert [change.act for change in index.of_kind("change")] == ["erase"]
    assert not [
        unit
        for unit, _ in desk.register.keys.units()
        if unit.startswith(ids.source_id(desk.register.secret, "interview-1"))
    ]


@pytest.mark.parametrize("what", ["interview-1", "interview-1/camp", "interview-1/husband"])
def test_after_erasing_a_rebuild_gives_the_same_and_all_verifies(desk: Desk, bring, what: str) -> None:
    bring(INTERVIEW)
    changing.act(desk, "erase", what, "asked", None)
    before = desk.register.index.counts()
    assert desk.register.verify() == []
    desk.register.rebuild()
    assert desk.register.index.counts() == before


def test_a_death_before_the_keys_were_destroyed_is_made_good(
    desk: Desk, bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(INTERVIEW)

    def die(_desk: Desk, _units: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(changing, "_destroy", die)
        with pytest.raises(KeyboardInterrupt):
            changing.act(desk, "erase", "interview-1", "asked", None)
    assert changing.finish_erasures(desk) > 0
    desk.register.rebuild()
    assert desk.register.index.source_by_local("interview-1") is None


def test_a_sealed_teller_survives_the_erasing_of_another_statement(desk: Desk, bring) -> None:
    bring(SEALED)
    changing.act(desk, "erase", "interview-2/seen", "asked", None)
    assert "internment" not in facts(desk, "interview-2/man")


def test_what_was_erased_does_not_come_back_when_its_file_is_imported_again(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    changing.act(desk, "erase", "interview-1", "she wishes it", "wife")
    assert desk.register.index.source_by_local("interview-1") is None
    report = bring(INTERVIEW)
    assert report.unchanged == ["interview-1"]
    assert "erased" in report.warnings[-1]["warning"]
    assert desk.register.index.source_by_local("interview-1") is None
    assert "mention" not in desk.register.index.counts()


def test_an_erased_row_does_not_come_back_when_its_list_is_imported_again(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    secret = desk.register.secret
    row = Mention(
        id=ids.mention_id(secret, "interview-1", "row-9"), source=ids.source_id(secret, "interview-1"), local="row-9"
    )
    draft = RowsDraft("interview-1", "people.csv", 9, (row,))
    imports.rows(desk, draft, ImportReport())
    assert desk.register.index.get(row.id) == row
    changing.act(desk, "erase", "interview-1/row-9", "he wishes it", "basel")
    imports.rows(desk, draft, ImportReport())
    assert desk.register.index.get(row.id) is None


def test_a_person_keeps_the_register_number_when_a_statement_is_erased(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    before = desk.register.index.number_of([find.find_person(desk, "interview-1/husband")])
    changing.act(desk, "erase", "interview-1/camp", "she wishes it", "wife")
    assert desk.register.index.number_of([find.find_person(desk, "interview-1/husband")]) == before
    assert len(before) == 1


def test_a_number_is_not_given_again_after_an_erasure(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    numbers = {record.number for record in desk.register.index.of_kind("number")}
    changing.act(desk, "erase", "interview-1", "she wishes it", "wife")
    bring(INTERVIEW.replace("interview-1", "interview-2"))
    later = [record.number for record in desk.register.index.of_kind("number")]
    assert len(later) == len(set(later)) == 2 * len(numbers)
    assert list(desk.register.index.persons()) != []


@pytest.mark.parametrize("of", ["interview-1/camp", "interview-1/husband", "interview-1"])
def test_an_erasure_that_died_before_the_keys_is_finished_at_the_next_rebuild(
    desk: Desk, bring, monkeypatch, of
) -> None:
    bring(INTERVIEW)
    if of == "interview-1/camp":
        changing.act(desk, "erase", "interview-1/job", "first she wished this", "wife")
    keys = desk.register.keys

    def die(_units) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(keys, "destroy_many", die)
    with pytest.raises(KeyboardInterrupt):
        changing.act(desk, "erase", of, "she wishes it", "wife")
    monkeypatch.undo()
    before = desk.register.index.counts(), list(desk.register.index.of_kind("mention"))
    assert changing.finish_erasures(desk) > 0
    desk.register.rebuild()
    assert (desk.register.index.counts(), list(desk.register.index.of_kind("mention"))) == before
    assert changing.finish_erasures(desk) == 0


@pytest.mark.parametrize("of", ["interview-1/camp", "interview-1/husband", "interview-1"])
def test_what_was_said_anew_goes_with_what_is_erased(desk: Desk, bring, of: str) -> None:
    bring(INTERVIEW)
    changed = _corrected(desk)
    changing.act(desk, "erase", of, "she wishes it", "wife")
    assert desk.register.index.get(changed) is None
    assert not [unit for unit, _ in desk.register.keys.units() if changed in unit]
    desk.register.rebuild()
    assert [one.act for one in desk.register.index.of_kind("change")] == ["erase"]


@pytest.mark.parametrize("of", ["interview-1/camp", "interview-1/husband", "interview-1"])
def test_what_was_said_anew_under_a_unit_of_its_own_goes_too(desk: Desk, bring, monkeypatch, of: str) -> None:
    bring(INTERVIEW)
    with monkeypatch.context() as patch:  # as corrections were kept before they rested under what they are about
        patch.setattr(changing, "_part", lambda _desk, made, _target: Part("case", made.id, made))
        changed = _corrected(desk)
    changing.act(desk, "erase", of, "she wishes it", "wife")
    assert changed not in dict(desk.register.keys.units())
    desk.register.rebuild()
    assert [one.act for one in desk.register.index.of_kind("change")] == ["erase"]


@pytest.mark.parametrize("of", ["interview-1/camp", "interview-1/husband", "interview-1"])
def test_an_erasure_that_died_takes_what_was_said_anew_at_the_next_rebuild(desk: Desk, bring, monkeypatch, of) -> None:
    bring(INTERVIEW)
    changed = _corrected(desk)

    def die(_units) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(desk.register.keys, "destroy_many", die)
        with pytest.raises(KeyboardInterrupt):
            changing.act(desk, "erase", of, "she wishes it", "wife")
    assert changing.finish_erasures(desk) > 0
    assert not [unit for unit, _ in desk.register.keys.units() if changed in unit]


def test_a_correction_of_a_correction_goes_with_the_first_words(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    _corrected(desk)
    again = _corrected(desk, "c-again", "b")
    changing.act(desk, "erase", "interview-1/camp", "she wishes it", "wife")
    assert not [unit for unit, _ in desk.register.keys.units() if again in unit]
    assert desk.register.index.get(again) is None


def test_an_act_upon_another_statement_stays(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    changed = _corrected(desk)
    changing.act(desk, "erase", "interview-1/job", "she wishes it", "wife")
    desk.register.rebuild()
    assert desk.register.index.get(changed) is not None


def test_what_is_sensitive_rests_in_its_tier_when_it_is_corrected(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    [target] = [
        one for one in desk.register.index.of_kind("mention") if any(s.property == "health" for s in one.statements)
    ]
    said = next(one for one in target.statements if one.property == "health")
    to = msgspec.structs.replace(said, id=f"{said.id}b", value="weak lungs")
    made = Change(id="c-health", act="correct", of=said.id, by="basel", at=desk.now(), to=to, source=target.source)
    assert changing._part(desk, made, target).tier == "sensitive"
    assert changing._part(desk, msgspec.structs.replace(made, act="retract", to=None), target).tier == "case"
    changing.change(desk, made, target)
    desk.register.rebuild()
    left = facts(desk, "interview-1/husband")
    assert "weak lungs" in left
    assert "weak heart" not in left


def _corrected(desk: Desk, name: str = "c-corrected", earlier: str = "") -> str:
    """A correction of the camp (or of what an earlier one put in its place), in other words; its id."""
    secret = desk.register.secret
    of, about = ids.statement_id(secret, "interview-1", "camp"), ids.mention_id(secret, "interview-1", "husband")
    target = desk.register.index.get(of)
    assert isinstance(target, Mention)
    said = next(one for one in target.statements if one.id == of)
    of += earlier
    to = msgspec.structs.replace(said, id=f"{of}b", about=about, value="words never to be kept")
    made = Change(id=name, act="correct", of=of, by="basel", at=desk.now(), reason="misheard", to=to)
    changing.change(desk, made, target)
    assert desk.register.index.get(name) is not None
    return name
