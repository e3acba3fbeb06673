"""All that a mention says. Everyone here is fictional, and so are the numbers."""

from __future__ import annotations

from datetime import date

from tereze.resolve.facts import Kin, MentionFacts, Stay
from tereze.resolve.ready import Ready, ready
from tereze.resolve.said import Said, all_said, identity_numbers, sex_of

IIN = "800101300008"  # a made-up Kazakh number: a man born on 1 January 1980


def mention(**facts: object) -> Ready:
    return ready(MentionFacts(id="m", source="s", **facts))  # type: ignore[arg-type]


def said(**facts: object) -> Said:
    return all_said(mention(**facts))


def test_who_says_nothing_says_nothing() -> None:
    assert set(said()) == {()}


def test_years_of_birth_are_all_possible_ones_where_they_are_few() -> None:
    assert said(births=("[1967-06-01..1968-12-31]", "1970")).years == (1967, 1968, 1970)
    assert said(births=("1960/1980",)).years == ()
    assert said(births=("1979-03-02", "1979")).birthdays == ("3-2",)
    assert said(births=("1979-03",)).birthdays == ()


def test_a_valid_identity_number_tells_birth_and_sex() -> None:
    with_number = mention(numbers=(_valid(IIN),))
    assert all_said(with_number).years == (1980,)
    assert all_said(with_number).birthdays == ("1-1",)
    assert sex_of(with_number) == "male"
    assert sex_of(mention(sex="female", numbers=(_valid(IIN),))) == "female"
    assert sex_of(mention()) == ""


def _valid(number: str) -> str:
    """The number with the check digit that makes it one."""
    from tereze.resolve.identity import holder

    return next(made for digit in range(10) if holder(made := f"{number[:11]}{digit}"))


def test_numbers_are_letters_and_digits_and_no_short_ones() -> None:
    assert identity_numbers(mention(numbers=("ab-123 456", "AB123456", "12"))) == ("AB123456",)
    assert said(numbers=("ab-123 456",), photos=("f1", "f1")).numbers == ("AB123456",)
    assert said(photos=("f1", "f1")).photos == ("f1",)


def test_arrests_are_months_and_where_known_days_all_of_them() -> None:
    stays = (Stay(when="2017-09-30/2018"), Stay(when="2018-02"), Stay(when="2016"), Stay())
    found = said(stays=stays)
    assert found.months == (12 * 2017 + 8, 12 * 2018 + 1)
    assert found.days == (date(2017, 9, 30).toordinal(),)
    assert said(stays=(Stay(when="../2018"),)).months == ()
    assert said(deaths=("2019-01-02", "2019-05")).deaths == (date(2019, 1, 2).toordinal(),)


def test_places_are_on_the_ground_where_the_gazetteer_knows_them_else_words() -> None:
    found = said(places=("Emin county, Tacheng, Xinjiang", "Nowhere Hamlet"), stays=(Stay(where="Эмин, Тарбагатай"),))
    (home,), (jail,) = found.homes, found.jails
    assert home == jail
    assert home.county.startswith(home.prefecture)
    assert len(home.county) == 6
    assert home.at is not None
    assert found.home_words == ("hamlet", "nowhere")
    assert found.jail_words == ()


def test_a_prefecture_lies_in_no_county() -> None:
    (home,) = said(places=("Tacheng prefecture",)).homes
    assert (home.county, len(home.prefecture)) == ("", 4)


def test_relatives_are_heard_in_any_script() -> None:
    one, other = (said(relatives=(Kin(relation="son", name=name),)).kin for name in ("Елдос", "Eldos"))
    assert one
    assert set(one) & set(other)
    assert said(occupations=("Village teacher",)).work == ("teacher", "village")
