"""The comparison in words."""

from __future__ import annotations

from tereze.names import explain, similarity
from tereze.names.evidence import Evidence
from tereze.names.explain import note


def test_each_pair_of_words_gets_a_sentence() -> None:
    found = explain("Nurlan Seitkali", "努尔兰·赛提哈力")
    assert found.score == similarity("Nurlan Seitkali", "努尔兰·赛提哈力")
    assert [(line.left, line.right) for line in found.lines] == [("nurlan", "努尔兰"), ("seitkali", "赛提哈力")]
    assert found.sentences()[0].startswith("nurlan ~ 努尔兰: ")
    assert "both are known spellings of one name" in found.lines[0].note


def test_what_has_no_partner_is_named() -> None:
    found = explain("Nurlan Seitkali", "Haji Nurlan Seitkali Ospan")
    notes = {line.right: line.note for line in found.lines if not line.left}
    assert notes["ospan"] == "has no partner"
    assert "title" in notes["haji"]


def test_the_sides_are_kept() -> None:
    """Left stays left also when the left name is the longer one."""
    found = explain("Ospan Nurlan Seitkali", "Nurlan Seitkali")
    assert {line.left for line in found.lines} == {"ospan", "nurlan", "seitkali"}
    assert {line.right for line in found.lines} == {"", "nurlan", "seitkali"}


def test_known_differences_are_said() -> None:
    assert "different names" in explain("Sabir", "Sabit").lines[0].note
    assert "one is a man's form, the other a woman's" in explain("Ospanov", "Ospanova").lines[0].note
    assert "identity-card pinyin" in explain("Tuerxun", "吐尔逊").lines[0].note


def test_a_reason_when_nothing_can_be_compared() -> None:
    found = explain("", "Nurlan")
    assert (found.score, found.lines) == (0.0, ())
    assert found.sentences() == ("The first name cannot be compared: empty.",)


def test_the_sound_is_graded() -> None:
    said = [note(Evidence(cost, 0, False, False, False, 300, 0.0, ("latn", "latn"))) for cost in (0.0, 0.1, 0.3, 0.9)]
    assert len(set(said)) == 4
    assert said[0] == "the same sound"
