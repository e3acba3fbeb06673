"""Candidate pairs: nothing compared twice, blocks bounded, nothing lost in silence. Everyone here is fictional."""

from __future__ import annotations

from tereze.resolve.candidates import Blocks, keys_of, pairs
from tereze.resolve.facts import MentionFacts, Stay
from tereze.resolve.ready import Ready, ready


def person(n: int, name: str, born: str = "", taken: str = "", **more: object) -> Ready:
    facts = MentionFacts(
        id=f"m{n}", source="s", names=(name,), births=(born,) if born else (), stays=(Stay(when=taken),),
        **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return ready(facts)


def test_the_same_name_in_any_order_and_script_is_a_candidate() -> None:
    people = [person(0, "Ахмет Турсын"), person(1, "Tursin, Ahmet"), person(2, "Gulnara Osman")]
    assert (0, 1) in set(pairs(people))


def test_a_pair_that_shares_many_keys_comes_once() -> None:
    people = [person(n, "Example Name Third", "1979", "2017-03") for n in range(3)]
    assert sorted(pairs(people)) == [(0, 1), (0, 2), (1, 2)]


def test_one_word_with_year_of_birth_or_time_of_arrest_is_enough() -> None:
    people = [person(0, "Example Karim", "1979"), person(1, "Karim Other", "1979-05"), person(2, "Karim Else", "1950")]
    assert (0, 1) in set(pairs(people, {**dict.fromkeys(["name", "two", "born", "held"], 10), "one": 0}))
    people = [person(0, "Example Karim", taken="2017-03-04"), person(1, "Karim Other", taken="2017-03")]
    assert (0, 1) in set(pairs(people, {**dict.fromkeys(["name", "two", "born", "held"], 10), "one": 0}))


def test_identity_numbers_and_photographs_are_keys() -> None:
    people = [person(0, "Example", numbers=("12 34 56",)), person(1, "Unlike", numbers=("123456",), photos=("p",))]
    people.append(person(2, "Third", photos=("p",)))
    assert sorted(pairs(people)) == [(0, 1), (1, 2)]


def test_a_huge_block_takes_bounded_time_and_is_counted() -> None:
    people = [person(n, "Example Name") for n in range(2_000)]
    blocks = Blocks()
    assert list(pairs(people, blocks=blocks)) == []
    assert blocks.cut == {}
    people = [person(n, "Example Name", "1979") for n in range(2_000)]
    assert list(pairs(people, blocks=blocks)) == []
    assert blocks.cut["name"] == 2_000 * 1_999 // 2


def test_a_large_block_is_cut_finer_by_year() -> None:
    people = [person(n, "Example Name", f"{1900 + n // 4}") for n in range(400)]
    assert len(list(pairs(people))) == 100 * 6


def test_vague_dates_make_no_keys() -> None:
    keys = keys_of(person(0, "Example", "1970/1990", "2016/2019"))
    assert not [key for key in keys if key.startswith(("born", "held"))]
