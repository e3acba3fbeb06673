"""The tables of resources/watch hold only words that the vocabulary knows."""

from __future__ import annotations

from tereze.model import resources, vocabulary
from tereze.watch import tables

STATUSES = set(vocabulary.facets())
STANCES = vocabulary.words("position_stance")


def test_turns_and_contradictions_speak_of_known_stances() -> None:
    table = resources.table("watch/positions.yaml")
    for before, after, name in table["turns"]:
        assert {before, after} <= STANCES
        assert name
    for group in ("contradicts", "evades"):
        assert all(set(pair) <= STANCES for pair in table[group])
    assert set(table["against"]) <= STANCES


def test_topics_terms_and_claims_speak_of_known_statuses() -> None:
    assert all(set(row["statuses"]) <= STATUSES for row in resources.table("watch/positions.yaml")["topics"])
    assert all(row["status"] in STATUSES for row in resources.table("watch/terms.yaml")["concepts"].values())
    claims = tables.claim_table()
    assert set(claims["cues"]) <= STATUSES
    assert set(claims["confirms"]) == set(claims["cues"])
    assert set(claims["events"]) <= STATUSES


def test_the_code_book_knows_every_factor_and_files_known_kinds() -> None:
    book = tables.code_book()
    assert set(book["factors"]) == vocabulary.words("factor")
    kinds = vocabulary.words("incident_kind")
    assert all(set(row["file"]) <= kinds for row in book["factors"].values())
    assert set(book["after_testimony"]) <= kinds
    assert set(book["severity"]) == {"0", "1", "2", "3", "4"}
    filed = {kind for row in book["factors"].values() for kind in row["file"]}
    assert filed == kinds


def test_a_denial_contradicts_a_relabelling_both_ways() -> None:
    assert tables.contradicts("denies", "relabels")
    assert tables.contradicts("relabels", "denies")
    assert not tables.contradicts("denies", "refuses")


def test_refusing_after_promising_evades_and_not_the_other_way() -> None:
    assert tables.evades("promises", "refuses")
    assert not tables.evades("refuses", "promises")


def test_cues_are_found_in_several_languages() -> None:
    assert tables.statuses_of_topic("Лагеря") == ("internment",)
    assert tables.statuses_of_topic("weather") == ()
    assert tables.concept_of("培训学校") == ("school", "internment")
    assert tables.concept_of("weather") is None


def test_terms_stand_in_lower_case() -> None:
    for row in resources.table("watch/terms.yaml")["concepts"].values():
        assert row["cues"] == [cue.casefold() for cue in row["cues"]]
