"""The window as verbs: what is gathered from a register, and what a day knew."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from fictional import ARTICLE, INTERVIEW, SEALED

from tereze.actions import watching
from tereze.actions.desk import Desk
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor
from tereze.watch.material import Cite, Party

HIDDEN = "Жасырын"


@pytest.fixture
def filled(desk: Desk, bring: Callable[[str], object]) -> Desk:
    bring(INTERVIEW)
    bring(ARTICLE)
    return desk


def test_each_status_is_held_with_what_it_rests_on(filled: Desk) -> None:
    held = {(one.status, one.when): one for one in watching.gather(filled).material.held}
    assert held["internment", "2017-09"].witnesses == 1
    assert held["internment", "2017-09"].sources == ("interview-1",)
    assert not held["prison", "2018-03"].stands


def test_an_incident_is_against_the_party_behind_its_mention(filled: Desk) -> None:
    material = watching.gather(filled).material
    (incident,) = material.incidents
    assert material.party(incident.against).label == "Айгүл Мысалқызы"


def test_a_sealed_teller_is_named_nowhere(desk: Desk, bring: Callable[[str], object]) -> None:
    bring(SEALED)
    assert HIDDEN not in str(watching.window(desk))
    assert HIDDEN not in str(watching.gather(desk))
    assert HIDDEN not in str(watching.positions(desk))


def test_a_day_knows_only_what_was_told_by_then(filled: Desk) -> None:
    now = watching.gather(filled)
    assert watching.as_of(now, "") == now
    then = watching.as_of(now, "2018-01-31")
    assert then.today == "2018-01-31"
    assert (then.material.incidents, then.material.held, then.arrivals) == ((), (), ())
    assert len(watching.as_of(now, "2018-02").material.incidents) == 1


def test_an_empty_register_has_a_page_too(desk: Desk) -> None:
    page = watching.window(desk)
    assert page["assessment"]["verdict"]["word"] == "cannot tell"
    assert (page["flows"], page["silent_persons"], page["silent_sources"]) == ([], [], [])
    assert watching.claims(desk)["claims"] == watching.positions(desk)["lines"] == []


def test_who_may_not_read_sees_no_window(filled: Desk) -> None:
    stranger = Desk(filled.register, Actor(id="eve", roles=frozenset({"reader"})), filled.now, filled.dice)
    for verb in (watching.window, watching.positions, watching.claims):
        with pytest.raises(NotAllowed):
            verb(stranger)


def test_a_topic_can_be_asked_for(filled: Desk) -> None:
    assert watching.positions(filled, "camps")["lines"] == []


def test_values_become_plain_with_every_key() -> None:
    plain = watching.full((Party(id="p"), [Cite("r", "s", "2019")]))
    assert plain == [
        {"id": "p", "label": "", "sort": "organization", "state": ""},
        [{"record": "r", "source": "s", "when": "2019", "words": ""}],
    ]
    assert msgspec.json.encode(plain)


def test_outside_series_and_codings_are_plain_too() -> None:
    (series,) = watching.outside("country,year,score\nModel,2018,4\n", "invented", "Model")
    assert series["points"] == [{"when": "2018", "value": 4.0, "low": None, "high": None}]
    table = "event,coder,factor,direction,severity\ni,a,f,opens,1\ni,b,f,closes,2\nj,a,f,opens,1\nj,b,f,opens,1\n"
    fields = watching.agreement(table, "invented")["fields"]
    assert fields["factor"]["alpha"] is None
    assert fields["direction"]["words"] == "too low to rest anything on"
