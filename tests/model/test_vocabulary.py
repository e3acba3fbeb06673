"""The closed vocabularies and the table of what can be true together."""

from __future__ import annotations

import pytest

from tereze.model import resources, vocabulary


def test_every_status_has_one_facet() -> None:
    facets = vocabulary.facets()
    assert facets["internment"] == facets["released"] == "holding"
    assert facets["forced_labour"] == "work"
    assert len(facets) == 14


def test_a_release_into_a_factory_is_not_a_contradiction() -> None:
    assert frozenset({"released", "forced_labour"}) not in vocabulary.incompatible()


def test_prison_and_internment_at_once_are() -> None:
    assert frozenset({"prison", "internment"}) in vocabulary.incompatible()


def test_every_word_of_the_compatibility_table_is_a_status() -> None:
    assert {status for pair in vocabulary.incompatible() for status in pair} <= vocabulary.facets().keys()


@pytest.mark.parametrize(("typed", "meant"), [("interment", "internment"), ("asertss", "asserts"), ("qqqq", None)])
def test_the_nearest_word_is_offered(typed: str, meant: str | None) -> None:
    known = vocabulary.facets().keys() | vocabulary.words("stance")
    assert vocabulary.nearest(typed, frozenset(known)) == meant


def test_properties_are_open_and_stances_are_not() -> None:
    assert vocabulary.open_words("property")
    assert not vocabulary.open_words("stance")


def test_a_missing_table_says_what_to_do() -> None:
    with pytest.raises(resources.ResourceMissing) as caught:
        resources.path("no-such-table.yaml")
    assert "Install Tereze again" in caught.value.advice
