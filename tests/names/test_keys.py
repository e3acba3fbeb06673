"""Search keys."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.names import join_keys, keys, prepare, query_keys, word_keys
from tereze.names.keys import attested, skeletons
from tereze.names.readings import readings
from tereze.names.scripts import HAN, LATIN

SPELLINGS = [
    ("Гүлзира Әуелхан", "古孜拉·阿瓦尔汗", "Gulzira Auelkhan", "Guzila Awaerhan"),
    ("ئامىنە توختى", "阿米娜·托合提", "Amina Tohti", "Амина Тохти"),
    ("Perhat Tömür", "帕尔哈提·铁木尔", "Parhat Tomur"),
    ("Yerlan Zhumabek", "叶尔兰·居马别克", "ەرلان جۇمابەك"),
]


@pytest.mark.parametrize("spellings", SPELLINGS)
def test_spellings_of_one_name_meet(spellings: tuple[str, ...]) -> None:
    for one in spellings:
        for other in spellings:
            assert join_keys(one) & join_keys(other)


def test_order_does_not_matter() -> None:
    one, other = ({key for key in keys(name) if key.startswith("p:")} for name in ("Amina Tohti", "Tohti Amina"))
    assert one == other != set()


def test_the_selective_keys_need_both_words() -> None:
    assert not join_keys("Amina Tohti") & join_keys("Amina Seitkali")
    assert keys("Amina Tohti") & keys("Amina Seitkali")


def test_a_single_name_finds_full_names() -> None:
    """Stored under all keys, asked for by one word."""
    assert query_keys("Amina") & keys("阿米娜·托合提")
    assert query_keys("A. Tohti") & keys("阿米娜·托合提")
    assert query_keys("Amina Tohti") == join_keys("Amina Tohti")


def test_written_together_or_apart() -> None:
    assert keys("Amannisa Xan") & keys("阿曼尼沙汗")


def test_keys_say_what_they_are() -> None:
    assert {key[:2] for key in keys("Amina Seitkaliyeva")} == {"p:", "l:", "w:"}
    assert word_keys("Amina Tohti") <= keys("Amina Tohti")


def test_nothing_readable_no_keys() -> None:
    assert keys("123") == keys("") == set()


def test_a_sound_of_two_classes_gives_two_skeletons() -> None:
    """热 writes r and zh."""
    [reading] = readings(HAN, "热娜")
    assert set(skeletons(reading.symbols, 9)) == {"LN", "SN"}


def test_attested_names_are_keys() -> None:
    [word] = prepare("古丽娜尔").words
    assert "=Gülnar" in attested(word)


@given(st.text(max_size=60))
@settings(deadline=None)
def test_keys_are_few_and_short(name: str) -> None:
    """An index row for each key: their number must not explode."""
    found = keys(name)
    assert len(found) <= 1200
    assert all(len(key) < 90 for key in found)


def test_skeletons_are_cut_and_squeezed() -> None:
    [reading, *_] = readings(LATIN, "abdurrahman")
    assert skeletons(reading.symbols, 2) == ["PT"]
    assert skeletons(reading.symbols, 9) == ["PTLMN"]
