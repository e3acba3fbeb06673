"""The window as verbs: what they answer, to whom, and how a day of the past is read."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import numpy as np
import pytest
from fictional import ARTICLE, INTERVIEW, SEALED

from tereze.actions import watching
from tereze.actions.desk import Desk
from tereze.actions.watching_gather import Gathered
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor
from tereze.watch.flows import Arrival
from tereze.watch.material import Cite, Material, Party
from tereze.watch.simulate import world
from tereze.watch.triangle import month_label

HIDDEN = "Жасырын"
GROWING = """
tereze: source/1
source: {{id: {key}, kind: interview, teller: me, language: en, told: {{on: "2019-0{at}-01"}}}}
mentions:
  me: {{kind: person, names: [{{text: {name}, lang: en}}]}}
statements:
  - {{about: me, property: custody, value: internment, phase: span, when: "2017-10/2018-05",
     said_by: [{{voice: me, role: knows, basis: own_experience}}]}}
"""
CLAIMS = """
tereze: source/1
source: {id: claims, kind: official_statement, publisher: press, published: "2019-03-06", language: en}
mentions:
  press: {kind: organization, names: [{text: A Fictional Press Office, lang: en}]}
positions:
  - {actor: press, topic: the list, stance: reports, number: {value: 2, unit: entries, what: invented}}
  - {actor: press, topic: returns, stance: reports, number: {value: 51, unit: percent, what: most have returned home}}
"""


@pytest.fixture
def filled(desk: Desk, bring: Callable[[str], object]) -> Desk:
    bring(INTERVIEW)
    bring(ARTICLE)
    return desk


def busy(scenario: str = "closing") -> Gathered:
    """A register so busy that something can be told: the arrivals of a simulated world, and nobody in them."""
    made = world(scenario, np.random.default_rng(5), channels=2)
    first, arrivals, number = 2016 * 12, [], 0
    for channel, month, delay in zip(*np.nonzero(made.seen), strict=True):
        for _ in range(int(made.seen[channel, month, delay])):
            number += 1
            arrivals.append(Arrival(
                person=f"T-{number}", happened=month_label(first + int(month)), source=f"call-{number}",
                learned=f"{month_label(first + int(month + delay))}-15", channel=("letter", "interview")[channel],
                region="here",
            ))  # fmt: skip
    return Gathered(Material(), {}, (), (), tuple(arrivals), "2020-01-01")


def test_a_sealed_teller_is_named_nowhere(desk: Desk, bring: Callable[[str], object]) -> None:
    bring(SEALED)
    assert HIDDEN not in str(watching.window(desk))
    assert HIDDEN not in str(watching.positions(desk))


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


def test_claims_about_entries_and_shares_follow_the_register_as_it_grows(
    desk: Desk, bring: Callable[[str], object]
) -> None:
    bring(CLAIMS)
    before = {one["unit"]: one for one in watching.claims(desk)["claims"]}
    assert before["entries"]["verdict"].startswith("cannot tell: the register holds no entry")
    bring(GROWING.format(key="one", at=2, name="Mysal Esim"))
    bring(GROWING.format(key="two", at=8, name="Gulim Saktan"))
    after = {one["unit"]: one for one in watching.claims(desk)["claims"]}
    assert [after["entries"][f"entries_{at}"]["total"] for at in ("then", "now")] == [1, 2]
    assert after["entries"]["code"] == "entries_beyond_bare"
    assert [after["share"][f"share_{at}"]["of"] for at in ("then", "now")] == [1, 2]
    assert after["share"]["code"] == "share_cannot_tell"


def test_a_busy_register_is_read_by_channel_and_by_region_within_ten_seconds() -> None:
    page = watching.assessed(busy())
    assert page.verdict.word == "closing"
    assert [one.name for one in page.streams] == ["all channels", "interview", "letter"]
    assert [one.name for one in page.others["region"]] == ["all channels"]
    assert page.sentences[0].absent  # these calls are in no register


def test_what_the_numbers_said_last_time_is_read_from_what_had_come_by_then() -> None:
    found = busy()
    page = watching.assessed(found, since="2019-06-01")
    assert page.before == watching.verdict_of(found, "2019-06-01")
    assert page.before is not None
    assert page.before.word != "closing"


def test_a_list_arrives_at_once_and_is_no_flow() -> None:
    found = busy("steady")
    listed = tuple(
        Arrival(person=f"L-{at}", happened="2019-11", learned="2019-12-01", channel="list", source=f"row-{at}")
        for at in range(500)
    )
    assert (
        watching.assessed(found._replace(arrivals=found.arrivals + listed)).verdict == watching.assessed(found).verdict
    )


def test_the_same_gathered_gives_the_same_page() -> None:
    assert watching.assessed(busy("steady")) == watching.assessed(busy("steady"))


def test_values_become_plain_with_every_key() -> None:
    plain = watching.full((Party(id="p"), [Cite("r", "s", "2019")], {"a": (Party(id="q"),)}))
    assert plain[0] == {"id": "p", "label": "", "sort": "organization", "state": ""}
    assert plain[1] == [{"record": "r", "source": "s", "when": "2019", "words": ""}]
    assert plain[2]["a"][0]["id"] == "q"
    assert msgspec.json.encode(plain)
