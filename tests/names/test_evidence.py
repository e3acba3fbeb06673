"""What speaks for and against two words being one name."""

from __future__ import annotations

import pytest

from tereze.names.evidence import INITIAL_DIFFERS, INITIAL_FITS, Evidence, compare_words, kind_number, relate
from tereze.names.scripts import ARABIC, CYRILLIC, HAN, LATIN
from tereze.names.weights import KINDS
from tereze.names.words import Word, analyse_word


def word(text: str) -> Word:
    scripts = {"a": LATIN, "а": CYRILLIC, "阿": HAN, "ا": ARABIC}
    first = text[0]
    script = next(
        s for mark, s in scripts.items() if abs(ord(first) - ord(mark)) < 0x180 or (s == HAN and first > "\u3400")
    )
    return analyse_word(script, text)


def against(one: str, other: str) -> Evidence:
    return compare_words(word(one), word(other))


@pytest.mark.parametrize(
    ("one", "same", "different"),
    [
        ("qairat", "кайрат", "кайсар"),
        ("gulnar", "古丽娜尔", "古丽巴哈尔"),
        ("ekrem", "акрам", "азат"),
        ("tursun", "吐尔逊", "吐尔洪"),
        ("ilham", "ئىلھام", "ئىسلام"),
    ],
)
def test_another_script_weighs_more_than_another_name(one: str, same: str, different: str) -> None:
    assert against(one, same).weight > 0 > against(one, different).weight


def test_symmetric() -> None:
    assert against("gulnar", "古丽娜尔").weight == against("古丽娜尔", "gulnar").weight


def test_attested_names_decide_between_look_alikes() -> None:
    """Sabir and Sabit sound alike and are two names; both spellings are attested."""
    assert against("sabir", "sabit").relation == -1
    assert against("sabir", "沙比尔").relation == 1
    assert against("sabir", "xyzzy").relation == 0
    assert relate(word("sabir"), word("沙比提")) == -1


def test_a_man_and_a_woman_clash() -> None:
    family = against("sultanov", "султанова")
    assert family.clash
    assert family.family
    assert family.weight < 0
    given = against("emin", "amine")
    assert given.clash
    assert not given.family


def test_only_one_family_ending_is_noticed() -> None:
    assert against("sultan", "sultanov").ending
    assert not against("sultanov", "султанов").ending


def test_initials_fit_by_their_first_sound() -> None:
    assert against("n", "nurlan").weight == INITIAL_FITS
    assert against("n", "marat").weight == INITIAL_DIFFERS
    assert against("n", "n").cost == 0.0


def test_kinds_are_told_by_script_and_reading() -> None:
    assert KINDS[kind_number(LATIN, "name")] == "latn"
    assert KINDS[kind_number(LATIN, "pinyin")] == "pinyin"
    assert KINDS[kind_number(ARABIC, "abjad")] == "abjad"
