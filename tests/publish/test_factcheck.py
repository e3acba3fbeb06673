"""The hostile fact-checker, check by check. The numbers are made up and belong to nobody."""

from __future__ import annotations

import pytest
from release_cases import said
from stdnum.cn import ric

from tereze.publish.factcheck import id_contradicts, possible_ages, repeats_a_word


def chinese(born: str = "19800517", serial: str = "002") -> str:
    digits = f"650102{born}{serial}"
    return digits + ric.calc_check_digit(digits + "0")


@pytest.mark.parametrize(
    ("name", "twice"),
    [
        ("Ali Ali", True),
        ("Мысал МЫСАЛ Есім", True),
        ("Ali Veli Ali", False),
        ("A. A.", False),
        ("", False),
        ("娜 娜", False),
    ],
)
def test_a_word_twice_running(name: str, twice: bool) -> None:
    assert repeats_a_word(name) is twice


@pytest.mark.parametrize(
    ("born", "when", "possible"),
    [
        ("1980", "2018", True),
        ("1980", "1980", True),
        ("1980", "1979", False),
        ("1900", "2018", False),
        ("1980", "", True),
        ("unknown", "2018", True),
        ("[1970..1990]", "1975", True),
        ("1980/..", "2018", True),
    ],
)
def test_ages_that_can_be(born: str, when: str, possible: bool) -> None:
    assert possible_ages([said("birthDate", born), said("custody", "prison", when=when)]) is possible


def test_one_account_of_the_birth_that_fits_is_enough() -> None:
    facts = [said("birthDate", "1980"), said("birthDate", "2020"), said("custody", "prison", when="2018")]
    assert possible_ages(facts)


@pytest.mark.parametrize(
    ("number", "born", "sex", "wrong"),
    [
        (chinese(), "1980-05-17", "female", False),
        (chinese(), "1980", "", False),
        (chinese(), "1980-05-18", "female", True),
        (chinese(), "1980-05-17", "male", True),
        (chinese(serial="001"), "1980", "male", False),
        (chinese()[:-1] + ("0" if chinese()[-1] != "0" else "1"), "1980", "female", True),
        (" ".join([chinese()[:6], chinese()[6:14], chinese()[14:]]), "1980-05-17", "female", False),
        ("800517400123", "1980-05-17", "female", False),
        ("800517300123", "1980-05-17", "female", True),
        ("800517600123", "1980-05-17", "female", True),
        ("801317400123", "1980", "", True),
        ("800517900123", "1980", "", True),
        ("AB1234567", "1980", "female", False),
        ("12345678901X", "1980", "female", False),
    ],
)
def test_an_identity_number_against_birth_and_sex(number: str, born: str, sex: str, wrong: bool) -> None:
    facts = [said("idNumber", number), said("birthDate", born), *([said("gender", sex)] if sex else [])]
    assert id_contradicts(facts) is wrong


def test_without_a_number_nothing_is_contradicted() -> None:
    assert not id_contradicts([said("birthDate", "1980")])
    assert not id_contradicts([])
