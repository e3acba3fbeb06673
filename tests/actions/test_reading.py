"""Gathering one person, or many at once: the same case."""

from __future__ import annotations

from fictional import ARTICLE, INTERVIEW, SEALED

from tereze.actions import changing, judging
from tereze.actions.desk import Desk
from tereze.actions.reading import Known, label_of, person_case, person_cases
from tereze.model.mentions import Mention, Name
from tereze.model.sources import Consent, Source


def test_many_at_once_are_the_same_as_one_by_one(desk: Desk, bring) -> None:
    for sheet in (INTERVIEW, ARTICLE, SEALED):
        bring(sheet)
    judging.judge(desk, "same", ("interview-1/husband", "article-1/man"), "same name")
    judging.judge(desk, "different", ("interview-1/husband", "interview-2/man"), "another village")
    judging.judge(desk, "same", ("article-1/man", "interview-2/man"), "same name")
    changing.act(desk, "refute", "interview-1/job", "shown false", "basel")
    index = desk.register.index
    rows = list(index.persons())
    together = list(person_cases(index, rows))
    assert together == [person_case(index, row.anchor) for row in rows]
    assert sum(len(case.mentions) for case in together) == sum(row.mentions for row in rows)
    assert any(case.disputes for case in together)
    assert any(case.changes for case in together)


def test_what_was_read_already_is_not_asked_for_again_and_the_cases_are_the_same(desk: Desk, bring) -> None:
    for sheet in (INTERVIEW, ARTICLE, SEALED):
        bring(sheet)
    index = desk.register.index
    sources = {one.id: one for one in index.of_kind("source") if isinstance(one, Source)}
    consents = {one.source: (one,) for one in index.of_kind("consent") if isinstance(one, Consent)}
    asked: list[str] = []

    class Listening:
        def __getattr__(self, name: str) -> object:
            asked.append(name)
            return getattr(index, name)

    known = Known(sources, {"consent": consents, "ground": {}})
    rows = list(index.persons())
    together = list(person_cases(Listening(), rows, 2, known))  # type: ignore[arg-type]
    assert together == [person_case(index, row.anchor) for row in rows]
    assert any(case.consents for case in together)
    assert {"get", "of_source"}.isdisjoint(asked)


def test_a_case_has_its_voices_sources_and_consents(desk: Desk, bring) -> None:
    bring(SEALED)
    index = desk.register.index
    cases = {case.mentions[0].local: case for case in person_cases(index, index.persons())}
    man = cases["man"]
    teller = man.mentions[0].statements[0].chain[0].voice
    assert man.voices[teller].sealed
    assert man.voices[teller].label == ""
    assert len(man.consents) == 1
    assert [source.local for source in man.sources.values()] == ["interview-2"]


def test_a_mention_is_called_by_its_name_its_description_or_its_key() -> None:
    nobody = Mention(id="m", source="s", local="guard")
    assert label_of(nobody) == "guard"
    assert (
        label_of(Mention(id="m", source="s", local="guard", description="a guard at the gate")) == "a guard at the gate"
    )
    assert label_of(Mention(id="m", source="s", local="guard", names=(Name(text="Мысал"),))) == "Мысал"
    assert label_of(Mention(id="m", source="s", local="guard", names=(Name(text="Мысал"),), sealed=True)) == ""
