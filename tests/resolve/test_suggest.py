"""Suggestions end to end on a few fictional people."""

from __future__ import annotations

from tereze.resolve.facts import MentionFacts, Stay
from tereze.resolve.frequencies import Frequencies
from tereze.resolve.ready import ready
from tereze.resolve.suggest import judge_pair, probability, suggest


def person(name: str, text: str, source: str = "A", **more: object) -> MentionFacts:
    return MentionFacts(id=name, source=source, names=(text,), **more)  # type: ignore[arg-type]


CROWD = [person(f"x{n}", f"Example Crowd{chr(97 + n % 26)}{chr(97 + n // 26)}", f"s{n}") for n in range(300)]


def found(*people: MentionFacts) -> dict[tuple[str, str], float]:
    return {(one.left, one.right): one.score for one in suggest([*CROWD, *people])}


def test_one_person_in_two_scripts_with_the_same_facts_is_likely() -> None:
    facts: dict[str, object] = {
        "births": ("1979-03-05",),
        "sex": "female",
        "stays": (Stay(when="2017-08", where="Ili"),),
    }
    scores = found(person("b", "Айгүл Мысалова", "B", **facts), person("a", "Aigul Mysalova", "A", **facts))
    assert scores["a", "b"] > 0.99


def test_the_same_name_alone_never_decides() -> None:
    two = found(person("a", "Rara Avis"), person("b", "Avis Rara", "B"))
    assert 0.05 < two["a", "b"] <= 0.9
    many = found(*(person(f"n{n}", "Rara Avis", f"t{n}") for n in range(6)))
    assert max(score for pair, score in many.items() if pair[0].startswith("n")) <= 0.5


def test_the_same_words_are_suggested_even_when_everything_else_speaks_against() -> None:
    father = person("a", "Rara Avis", births=("1940",), sex="male")
    assert found(father, person("b", "Rara Avis", "B", births=("1990",), sex="female"))["a", "b"] < 0.01


def test_the_reasons_say_what_spoke_for_and_against() -> None:
    people = [person("a", "Rara Avis", births=("1979",)), person("b", "Rara Avis", "B", births=("1999",))]
    reasons = {reason.rule: reason for one in suggest([*CROWD, *people]) for reason in one.reasons}
    assert reasons["names"].points > 0 > reasons["birth"].points
    assert "nobody else" in reasons["names"].sentence


def test_the_order_of_mentions_does_not_matter() -> None:
    people = [person("a", "Rara Avis", births=("1979",)), person("b", "Rara Awis", "B", births=("1979",))]
    assert found(*people) == found(*people[::-1])


def test_the_larger_the_register_the_less_one_agreement_proves() -> None:
    one, other = ready(person("a", "Rara Avis", births=("1979",))), ready(person("b", "Rara Avis", births=("1979",)))
    small = judge_pair(one, other, Frequencies(map(ready, CROWD[:50])))
    large = judge_pair(one, other, Frequencies([ready(person("x", "Rara Volat"))] * 5000))
    assert small is not None
    assert large is not None
    assert small.score > large.score


def test_scores_are_probabilities() -> None:
    assert probability(0) == 0.5
    assert probability(1e9) < 1
    assert probability(-1e9) > 0
