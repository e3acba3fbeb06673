"""Identity numbers are checked and decoded; the numbers here are made up to satisfy the check digit."""

from __future__ import annotations

from stdnum.cn import ric

from tereze.resolve.identity import Holder, holder


def chinese(body: str) -> str:
    return body + str(ric.calc_check_digit(body + "0"))


def kazakh(body: str) -> str:
    return next(body + str(digit) for digit in range(10) if holder(body + str(digit)))


def test_a_chinese_number_carries_region_birth_date_and_sex() -> None:
    number = chinese("65400119710230100")
    assert holder(number) is None, "the thirtieth of February"
    number = chinese("65010219710228102")
    assert holder(number) == Holder("CN", number, "1971-02-28", "female", "650102")
    assert holder(chinese("65010219710228103")).sex == "male"  # type: ignore[union-attr]


def test_a_kazakh_number_carries_birth_date_and_sex() -> None:
    number = kazakh("79030540123")
    assert holder(number) == Holder("KZ", number, "1979-03-05", "female")
    assert holder(kazakh("04123150123")).born == "2004-12-31"  # type: ignore[union-attr]


def test_a_wrong_check_digit_is_no_number() -> None:
    number = chinese("65010219710228102")
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    assert holder(wrong) is None
    number = kazakh("79030540123")
    assert holder(number[:-1] + str((int(number[-1]) + 1) % 10)) is None


def test_impossible_dates_unknown_regions_and_other_lengths_are_no_numbers() -> None:
    assert not any(holder(f"79023040123{digit}") for digit in range(10))
    assert holder(chinese("99999919710228102")) is None
    assert not any(holder(f"79030590123{digit}") for digit in range(10))
    assert holder("12345") is None
    assert holder("") is None


def test_spaces_and_dashes_do_not_matter() -> None:
    number = chinese("65010219710228102")
    assert holder(f" {number[:6]}-{number[6:14]} {number[14:].lower()} ") == holder(number)
