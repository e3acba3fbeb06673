"""Comparing how two mentions are called."""

from __future__ import annotations

import pytest

from tereze.names import similarity
from tereze.resolve import sounds
from tereze.resolve.facts import MentionFacts
from tereze.resolve.ready import Ready, ready


def called(*names: str, alias: str = "") -> Ready:
    aliases = (alias,) if alias else ()
    return ready(MentionFacts(id="m" + "".join(names), source="s", names=names, aliases=aliases))


def best(left: Ready, right: Ready) -> float:
    found = sounds.best_names(left.called, right.called)
    assert found is not None
    return found[0]


def test_the_same_words_in_any_order_need_no_comparing() -> None:
    assert best(called("Мысал Есім"), called("Есім Мысал")) == 1.0


def test_nobody_is_called_anything() -> None:
    assert sounds.best_names((), called("Мысал Есім").called) is None


def test_names_in_two_scripts_are_compared_by_sound() -> None:
    assert best(called("Aigul Mysalova"), called("Айгүл Мысалова")) > 0.9


def test_names_with_nothing_in_common_are_not_compared() -> None:
    assert best(called("Aigul Mysalova"), called("Rustem Qonysbek")) == sounds._ANOTHER_WORD


def test_a_name_within_a_longer_one_is_nearly_the_same() -> None:
    assert best(called("Aigul Mysalova"), called("Aigul Mysalova Beketqyzy")) == sounds._SUBSET


def test_the_word_that_differs_decides() -> None:
    near = best(called("Aigul Mysalova"), called("Aygul Mysalova"))
    far = best(called("Aigul Mysalova"), called("Zhanar Mysalova"))
    assert far < 0.5 < near


def test_a_name_written_as_one_word_or_two() -> None:
    assert sounds._one_written_as_two(frozenset({"abd", "ulla"}), frozenset({"abdulla"}))
    assert not sounds._one_written_as_two(frozenset({"abd", "ulla"}), frozenset({"mysal"}))
    assert not sounds._one_written_as_two(frozenset({"abd"}), frozenset({"abd"}))


@pytest.mark.parametrize("count", [3, 5000])
def test_hearing_beforehand_changes_nothing_but_the_time(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    couples = [(called(f"Aigul Mysal{n}ova"), called(f"Айгүл Мысал{n}ова Бекет")) for n in range(count)]
    monkeypatch.setattr(sounds, "_heard", {})
    alone = [best(left, right) for left, right in couples[:20]]
    monkeypatch.setattr(sounds, "_heard", {})
    sounds.hear(couples)
    known = len(sounds._heard)
    assert [best(left, right) for left, right in couples[:20]] == pytest.approx(alone, abs=1e-9)
    assert len(sounds._heard) == known


def test_what_is_remembered_is_what_names_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sounds, "_heard", {})
    assert sounds._sounds_alike("Айгүл", "Aigul") == similarity("Айгүл", "Aigul")
    monkeypatch.setattr(sounds, "_REMEMBERED", 0)
    assert sounds._sounds_alike("Айгүл", "Aygul") == similarity("Айгүл", "Aygul")
    assert len(sounds._heard) == 1


def test_a_misprint_in_a_list_of_another_region_is_seen_by_its_letters() -> None:
    assert best(called("Josefina Kein"), called("Josefina Keim")) > 0.5
    assert best(called("Josefina Kein"), called("Josefina Mayer")) < 0.5
