"""What is gathered from a register, and what a day knew of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fictional import ARTICLE, INTERVIEW, SEALED

from tereze.actions import watching_gather
from tereze.actions.desk import Desk
from tereze.actions.watching_gather import LOOK, Gathering, gather, slices
from tereze.model.dates import BadDate

HIDDEN = "Жасырын"
TOLD = """
tereze: source/1
source: {{id: {key}, kind: interview, teller: me, language: en, told: {{on: "{on}"}}}}
mentions:
  me: {{kind: person, names: [{{text: {name}, lang: en}}]}}
  aidos: {{kind: person, names: [{{text: Aidos Mysal, lang: en}}]}}
statements:
  - {{about: aidos, property: custody, value: internment, phase: began, when: "2018-05",
     said_by: [{{voice: me, role: knows, basis: eyewitness}}]}}
"""
JUDGED = """
tereze: judgements/1
judgements:
  - {same: [first/aidos, second/aidos], reason: one man, by: reviewer, at: "2019-09-01"}
"""
Bring = Callable[[str], object]


@pytest.fixture
def filled(desk: Desk, bring: Bring) -> Desk:
    bring(INTERVIEW)
    bring(ARTICLE)
    return desk


def test_each_status_is_held_with_what_it_rests_on(filled: Desk) -> None:
    held = {(one.status, one.when): one for one in gather(filled).material.held}
    assert held["internment", "2017-09"].witnesses == 1
    assert held["internment", "2017-09"].sources == ("interview-1",)
    assert not held["prison", "2018-03"].stands


def test_an_incident_is_against_the_party_behind_its_mention(filled: Desk) -> None:
    material = gather(filled).material
    (incident,) = material.incidents
    assert material.party(incident.against).label == "Айгүл Мысалқызы"


def test_an_entry_is_somebody_who_is_held_or_missing_not_whoever_tells(filled: Desk) -> None:
    entries = gather(filled).material.entries
    assert len(entries) == 2
    assert sorted((one.witnesses, one.stands) for one in entries) == [(0, False), (1, True)]


def test_a_sealed_teller_is_named_nowhere(desk: Desk, bring: Bring) -> None:
    bring(SEALED)
    assert HIDDEN not in str(gather(desk))


def test_witnesses_of_a_day_are_those_who_had_spoken_by_then(desk: Desk, bring: Bring) -> None:
    bring(TOLD.format(key="first", on="2019-02-01", name="Mysal Esim"))
    bring(TOLD.format(key="second", on="2019-08-01", name="Gulim Saktan"))
    bring(JUDGED)
    counts = {
        day: [(one.witnesses, one.learned) for one in gather(desk, day).material.held]
        for day in ("2019-01-31", "2019-07-31", "2019-08-01", "")
    }
    assert counts["2019-01-31"] == []
    assert counts["2019-07-31"] == [(1, "2019-02-01")]  # not two: the second had not spoken
    assert counts["2019-08-01"] == counts[""] == [(2, "2019-02-01")]


def test_a_day_knows_no_later_event_and_no_event_told_later(filled: Desk, bring: Bring) -> None:
    assert gather(filled, "2018-02-28").material.incidents == ()  # it had happened, and was told when it was taken in
    fined = 'incidents:\n  - {kind: fine, direction: closes, factor: host_response, when: "2019-01"}\nstatements:'
    bring(TOLD.format(key="first", on="2019-02-01", name="Mysal Esim").replace("statements:", fined))
    assert [one.sort for one in gather(filled, "2019-02-01").material.incidents] == ["fine"]
    assert gather(filled, "2019-01-31").material.incidents == ()


def test_looking_at_the_window_leaves_a_note(filled: Desk) -> None:
    gather(filled)
    assert LOOK in {one.what for one in filled.register.index.audits()}


def test_a_day_that_is_none_is_refused(filled: Desk) -> None:
    with pytest.raises(BadDate):
        gather(filled, "soon")


def test_it_is_gathered_in_slices_and_what_is_written_in_between_does_no_harm(
    filled: Desk, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("RECORDS", "NAMED"):
        monkeypatch.setattr(watching_gather, name, 1)
    whole, gathering, steps = gather(filled), Gathering(filled.register.index, "2026-01-01", persons=1), 0
    while gathering.read():
        gathering.weigh()
        steps += 1
    assert gathering.gathered() == whole
    assert steps > len(whole.material.entries) + len(whole.material.parties)
    between = Gathering(filled.register.index, "2026-01-01", persons=1)
    assert between.read()
    bring(TOLD.format(key="first", on="2019-02-01", name="Mysal Esim"))
    while between.read():
        between.weigh()
    people = [one.person for one in between.gathered().material.entries]
    assert len(people) == len(set(people)) >= len(whole.material.entries)


def test_stretches_hold_everything_once() -> None:
    assert list(slices(range(5), 2)) == [[0, 1], [2, 3], [4]]
