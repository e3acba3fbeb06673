"""Each rule on its own, and what they add up to. Everyone here is fictional."""

from __future__ import annotations

import pytest

from tereze.resolve.facts import Kin, MentionFacts, Stay
from tereze.resolve.frequencies import Frequencies
from tereze.resolve.ready import Ready, ready
from tereze.resolve.rules import RULES, Reason, compare, describe, without_names

CROWD = [
    ready(
        MentionFacts(
            id=f"x{n}",
            source="crowd",
            names=(f"Example {'Common' if n % 2 else 'Seldom'} Person{chr(97 + n % 20)}",),
            birthplaces=("Bigtown",),
            stays=(Stay(where="Bigtown"),),
            occupations=("farmer",),
        )
    )
    for n in range(400)
]
FREQUENCIES = Frequencies(CROWD)


def one(**facts: object) -> Ready:
    return ready(MentionFacts(**{"id": "a", "source": "A", **facts}))  # type: ignore[arg-type]


def reason(rule: str, left: Ready, right: Ready) -> Reason | None:
    found = compare(left, right, FREQUENCIES)
    assert found is not None
    return next((each for each in found if each.rule == rule), None)


def points(rule: str, left: Ready, right: Ready) -> float:
    found = reason(rule, left, right)
    assert found is not None
    assert reason(rule, right, left) is not None
    return found.points


def test_nothing_to_compare_gives_no_reason() -> None:
    assert compare(one(), one(source="B"), FREQUENCIES) == ()


def test_every_rule_says_what_it_does() -> None:
    assert set(describe()) == {rule.__name__ for rule in RULES}
    assert all(len(text) > 20 for text in describe().values())


def test_a_rare_name_says_more_than_a_common_one() -> None:
    rare = points("names", one(names=("Rarissima Unheard",)), one(names=("unheard RARISSIMA",), source="B"))
    common = points("names", one(names=("Example Common",)), one(names=("Example Common",), source="B"))
    assert rare > common + 5


def test_namesakes_count_in_whatever_script_they_are_written() -> None:
    def called(name: str, at: int) -> Ready:
        return ready(MentionFacts(id=f"n{at}", source=f"N{at}", names=(name,)))

    four = [called("Кайрат Примеров", 1), called("Кайрат Примеров", 2), called("Qairat Primerov", 3)]
    known = Frequencies([*CROWD, *four])
    across = next(each for each in compare(four[0], four[2], known) if each.rule == "names")
    assert across.sentence == "names that sound alike; 1 other mention shares it"
    within = next(each for each in compare(four[0], four[1], known) if each.rule == "names")
    assert within.sentence == "the same words as a name; nobody else here has it"
    alone = Frequencies([*CROWD, four[0], four[2]])
    assert next(each for each in compare(four[0], four[2], alone) if each.rule == "names").points > across.points


def test_the_reason_says_how_many_others_share_the_name() -> None:
    shared = one(names=("Example Common Personb",))
    found = reason("names", shared, one(names=("Example Common Personb",), source="B"))
    assert found is not None
    assert "18 other mentions share it" in found.sentence
    assert found.points < 5


def test_names_in_two_scripts_are_compared_by_sound() -> None:
    assert points("names", one(names=("Ахмет Турсын",)), one(names=("Ahmet Tursin",), source="B")) > 5
    assert points("names", one(names=("Ахмет Турсын",)), one(names=("Gulnara Osman",), source="B")) < 0


def test_another_word_in_the_name_speaks_against() -> None:
    assert points("names", one(names=("Example Alberto",)), one(names=("Example Carlos",), source="B")) < 0


def test_an_accent_makes_no_difference() -> None:
    found = reason("names", one(names=("Pérez Núñez",)), one(names=("NUNEZ PEREZ",), source="B"))
    assert found is not None
    assert found.sentence.startswith("the same words")


def test_an_alias_says_less_than_a_name() -> None:
    name = points("names", one(names=("Rarissima Unheard",)), one(names=("Rarissima Unheard",), source="B"))
    alias = points("names", one(names=("Rarissima Unheard",)), one(aliases=("Rarissima Unheard",), source="B"))
    assert 0 < alias < name


@pytest.mark.parametrize(
    ("left", "right", "least", "most"),
    [
        ("1979-03-05", "1979-03-05", 9, 10),
        ("1979-03-05", "1979", 4, 7),
        ("1979", "1979", 4, 5),
        ("1979-03-05", "1979-05-03", 5, 5),
        ("1979", "1980", 0, 0),
        ("1979", "1982", -1.5, -1.5),
        ("1979", "1984", -3.5, -3.5),
        ("1979", "1999", -12, -12),
    ],
)
def test_births_count_by_their_precision_and_against_by_the_years_between(
    left: str, right: str, least: float, most: float
) -> None:
    assert least <= points("birth", one(births=(left,)), one(births=(right,), source="B")) <= most


def test_a_date_nobody_can_read_is_left_out() -> None:
    assert reason("birth", one(births=("spring",)), one(births=("1979",), source="B")) is None


def test_sex() -> None:
    assert points("sex", one(sex="male"), one(sex="male", source="B")) > 0
    assert points("sex", one(sex="male"), one(sex="female", source="B")) < -5


def test_a_place_everyone_comes_from_says_little() -> None:
    big = points("birthplace", one(birthplaces=("Bigtown",)), one(birthplaces=("near Bigtown",), source="B"))
    small = points("birthplace", one(birthplaces=("Smallville",)), one(birthplaces=("Smallville",), source="B"))
    assert big < 0.1
    assert small > 3
    assert points("birthplace", one(birthplaces=("Smallville",)), one(birthplaces=("Bigtown",), source="B")) < 0


def test_places_are_compared_on_the_ground_where_they_share_no_word() -> None:
    def at(home: str) -> Ready:
        return one(birthplaces=(home,), stays=(Stay(where=home),), source="B")

    found = reason("birthplace", at("Эмин"), at("Emin county"))
    assert found == Reason("birthplace", 2.0, "the same place, written in two ways")
    held = reason("custody_place", at("Emin"), at("杰勒阿尕什镇"))
    assert held == Reason("custody_place", 1.0, "one of the two places lies in the other (places of custody)")
    near, far = (
        points("birthplace", at("额敏县上户镇"), at("杰勒阿尕什镇")),
        points("birthplace", at("Emin"), at("喀什")),
    )
    assert near > 0 > far
    assert points("birthplace", at("Smallville"), at("Emin")) == points("birthplace", at("Emin"), at("喀什"))


def test_a_rare_word_in_common_says_more_than_the_ground_and_a_common_place_says_little() -> None:
    shared = reason("birthplace", one(birthplaces=("Emin",)), one(birthplaces=("Emin",), source="B"))
    assert shared is not None
    assert shared.points > 3
    assert shared.sentence == "a place in common"
    crowd = [
        ready(MentionFacts(id=f"y{n}", source=f"Y{n}", names=("Example Person",), birthplaces=("Эмин",)))
        for n in range(80)
    ]
    found = compare(one(birthplaces=("Emin",)), crowd[0], Frequencies([*crowd, one(birthplaces=("Emin",))]))
    assert next(each for each in found if each.rule == "birthplace").points < 0.1


def test_arrests_on_one_day_count_and_years_apart_count_against() -> None:
    def taken(when: str, where: str = "") -> Ready:
        return one(stays=(Stay(when=when, where=where),), source="B")

    assert points("custody", taken("2017-03-05"), taken("2017-03-05")) > 8
    assert 3 < points("custody", taken("2017-03"), taken("2017-03-05")) < 8
    assert points("custody", taken("2017-03-05"), taken("2017-03-20")) == 2
    assert points("custody", taken("2016-03-05"), taken("2019-08-20")) == -5
    assert points("custody_place", taken("", "Smallville gaol"), taken("", "Smallville")) > 3
    assert points("custody_place", taken("", "Smallville"), taken("", "Bigtown")) < 0


def test_relatives() -> None:
    def with_kin(relation: str, name: str) -> Ready:
        return one(relatives=(Kin(relation=relation, name=name),))

    ours = with_kin("father", "Rarissimo Unheard")
    assert points("relatives", ours, with_kin("father", "Unheard, Rarissimo")) == 7
    assert points("relatives", ours, with_kin("witness", "Rarissimo Unheard")) == 4
    assert points("relatives", ours, with_kin("father", "Wholly Different")) < 0
    assert reason("relatives", ours, with_kin("brother", "Wholly Different")) is None


def test_occupation_in_common() -> None:
    teacher = one(occupations=("village teacher",))
    assert points("occupation", teacher, one(occupations=("Teacher",), source="B")) > 1
    assert reason("occupation", teacher, one(occupations=("farmer",), source="B")) is None


def test_identity_numbers_are_decoded_and_a_contradiction_is_a_reason() -> None:
    woman = "650102197102281028"
    assert points("identity", one(numbers=(woman,)), one(numbers=("650102 19710228 1028",), source="B")) == 20
    assert points("identity", one(numbers=(woman,)), one(sex="male", source="B")) == -6
    assert points("identity", one(numbers=(woman,)), one(births=("1980",), source="B")) == -4
    assert points("identity", one(numbers=(woman,)), one(births=("1971",), source="B")) == 2
    assert reason("identity", one(numbers=("12345678",)), one(births=("1971",), source="B")) is None


def test_two_valid_numbers_of_one_country_speak_against() -> None:
    assert (
        points("identity", one(numbers=("650102197102281028",)), one(numbers=("650102197102281044",), source="B")) == -7
    )


def test_photographs_are_compared_by_their_bytes_only() -> None:
    assert points("photograph", one(photos=("abc",)), one(photos=("abc",), source="B")) == 10
    assert reason("photograph", one(photos=("abc",)), one(photos=("abd",), source="B")) is None


def test_two_people_in_one_account_are_hardly_one_person() -> None:
    assert (
        points("one_source", one(), one(id="b")) < points("one_source", one(listed=True), one(id="b", listed=True)) < 0
    )


def test_comparing_stops_when_it_cannot_reach_the_least() -> None:
    left, right = one(names=("Example Common",), sex="male"), one(names=("Example Common",), sex="female", source="B")
    assert without_names(left, right, FREQUENCIES, least=10.0) is None
    assert without_names(left, right, FREQUENCIES) is not None
