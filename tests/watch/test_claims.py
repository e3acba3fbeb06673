"""Claims with a number: then and now, what is left open, and verdicts that claim no more than is held."""

from __future__ import annotations

import msgspec
import pytest

from tereze.model.events import Figure
from tereze.watch.claims import LIMITS, ClaimTest, Tally, left_open, outcome, tally, verdict
from tereze.watch.claims import tested as every_claim
from tereze.watch.material import Held, Material

KAZAKH = {"T-3": {"ethnicity": ("Kazakh",)}}
PERSONS = Figure(value=3, unit="persons", who="people", what="were released", period="2019", counts_if="released")


def only(material: Material, traits: dict[str, dict[str, tuple[str, ...]]] | None = None) -> ClaimTest:
    (found,) = every_claim(material, traits or KAZAKH, "2020-01-01")
    return found


def test_two_thousand_against_the_register(material: Material) -> None:
    found = only(material)
    assert (found.actor, found.stance, found.statuses, found.unit) == (
        "Ministry",
        "promises",
        ("left_country",),
        "persons",
    )
    assert (found.then.documented, found.then.unknown, found.then.as_of) == (0, 2000, "2019-03-06")
    assert (found.now.documented, found.now.witnessed, found.now.witnesses, found.now.unknown) == (1, 1, 1, 1999)
    assert found.now.inside == 1
    assert (found.code, found.verdict) == ("fewer", "not confirmed: of 2000 the register documents 1, 1 with a witness")
    assert found.missing == ("by when",)
    assert "border stamp" in found.would_confirm[0]
    assert found.limits == LIMITS
    assert found.cite.source == "promise"


def test_those_known_to_be_others_do_not_count_for_the_claim(material: Material) -> None:
    found = only(material, {"T-3": {"ethnicity": ("Uyghur",)}})
    assert (found.now.documented, found.now.outside) == (1, 1)
    assert found.code == "none"


def test_it_updates_as_the_register_grows(material: Material) -> None:
    more = Held(person="T-4", status="left_country", when="2019-05-01", learned="2019-06-01", documents=1)
    grown = only(msgspec.structs.replace(material, held=(*material.held, more)))
    assert (grown.now.documented, grown.now.witnessed) == (2, 1)


def test_a_person_counts_once_by_the_best_supported(material: Material) -> None:
    again = Held(person="T-3", status="left_country", when="2019-04-28", learned="2019-06-01", witnesses=2)
    found = only(msgspec.structs.replace(material, held=(*material.held, again)))
    assert (found.now.documented, found.now.witnesses) == (1, 2)


def test_bare_names_and_undated_ones_stand_apart() -> None:
    held = (
        Held(person="T-1", status="released", when="2019-02"),
        Held(person="T-2", status="released", witnesses=1),
        Held(person="T-3", status="released", when="2019-02", witnesses=1),
    )
    found = tally(held, PERSONS, ("released",), {}, "2020-01-01")
    assert (found.documented, found.bare, found.undated, found.persons) == (1, 1, 1, ("T-3",))


def test_what_a_claim_leaves_open() -> None:
    assert left_open(PERSONS, ("released",)) == ()
    assert set(left_open(Figure(value=1), ())) == {
        "who is counted", "what is counted", "over which period", "what counts as one",
        "which status of a person would show it",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("stance", "statuses", "unit", "documented", "code"),
    [
        ("promises", ("released",), "persons", 0, "none"),
        ("promises", ("released",), "persons", 2, "fewer"),
        ("promises", ("released",), "persons", 3, "reached"),
        ("promises", ("released",), "persons", 9, "reached"),
        ("admits", ("prison",), "persons", 9, "exceeded"),
        ("admits", ("prison",), "persons", 3, "reached"),
        ("reports", ("prison",), "share", 9, "untestable"),
        ("reports", (), "persons", 9, "untestable"),
    ],
)
def test_the_verdict_follows_what_the_claim_would_need(
    stance: str, statuses: tuple[str, ...], unit: str, documented: int, code: str
) -> None:
    now = Tally(as_of="2020", documented=documented, witnessed=1)
    assert outcome(stance, PERSONS, statuses, unit, now) == code
    said = verdict(code, PERSONS, now)
    assert said
    assert "proves" not in said
    assert ("with a witness" in said) == (code not in {"none", "untestable"})


def test_an_undated_claim_has_no_then(material: Material) -> None:
    undated = msgspec.structs.replace(material.positions[2], when="")
    found = only(msgspec.structs.replace(material, positions=(undated,), sources={}))
    assert (found.then.documented, found.now.documented) == (0, 1)
