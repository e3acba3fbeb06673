"""Material: who stands behind an id, when a thing was said, and where it can be found again."""

from __future__ import annotations

import msgspec
import pytest

from tereze.model import dates
from tereze.model.mentions import Words
from tereze.model.sources import Source, Told
from tereze.watch.material import Held, Material, first_day, known_by, original, period, telling


def test_a_mention_is_the_party_behind_it(material: Material) -> None:
    assert material.party("press@1") == material.party("press@2")
    assert material.party("press@1").label == "Press Office"


@pytest.mark.parametrize("nobody", ["departures", "", None])
def test_what_nobody_knows_stands_for_itself(material: Material, nobody: str | None) -> None:
    assert material.party(nobody).id == (nobody or "")
    assert material.party(nobody).label == (nobody or "")


def test_a_source_is_called_as_in_the_collection(material: Material) -> None:
    assert material.local("s1") == "denial"
    assert material.local("s99") == "s99"


def test_an_event_without_a_date_takes_that_of_its_telling(material: Material) -> None:
    undated = msgspec.structs.replace(material.positions[0], when="")
    assert material.when(undated) == "2018-08-30"
    assert material.when(msgspec.structs.replace(undated, source="s99")) == ""
    assert material.when(material.positions[2]) == "2019-03-06"


def test_the_telling_outranks_the_publication() -> None:
    told = Source(id="s", local="s", sort="interview", published="2020", told=Told(on="2019-05-01"))
    assert telling(told) == "2019-05-01"
    assert telling(msgspec.structs.replace(told, told=Told())) == "2020"
    assert telling(msgspec.structs.replace(told, told=None, published=None)) == ""
    assert telling(None) == ""


def test_a_citation_has_the_words_of_the_original(material: Material) -> None:
    assert material.cite(material.positions[1]) == ("p2", "relabel", "2018-10-20", "学校")
    assert original((Words(text="only this", role="translation"),)) == "only this"
    assert original(()) == ""


def test_a_date_that_cannot_be_read_is_no_date() -> None:
    assert period("") is None
    assert period("spring of the dragon") is None
    assert first_day("spring of the dragon") == dates.ALWAYS
    assert first_day("2018-03") < first_day("2018-04")


def test_known_by_a_day_means_surely() -> None:
    day = first_day("2019-03-31")
    assert known_by("2019-03", day)
    assert not known_by("2019", day)
    assert not known_by("", day)


def test_a_name_on_a_page_does_not_stand() -> None:
    assert not Held(person="T-1", status="prison").stands
    assert Held(person="T-1", status="prison", documents=1).stands
    assert Held(person="T-1", status="prison", officials=1).stands
    assert Held(person="T-1", status="prison", witnesses=1).stands
