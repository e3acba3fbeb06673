"""From a mention's statements to the facts that rules compare. Everyone here is fictional."""

from __future__ import annotations

from tereze.model.mentions import Mention, Name, Statement
from tereze.resolve.facts import Kin, Stay, facts_of


def said(property: str, value: str, **more: object) -> Statement:  # noqa: A002  # the word of the format
    return Statement(id="s", source="src", about="m", property=property, value=value, **more)  # type: ignore[arg-type]


def mention(*statements: Statement, **more: object) -> Mention:
    return Mention(id="m", source="src", local="x", statements=statements, **more)  # type: ignore[arg-type]


def test_names_aliases_and_attributes_are_read() -> None:
    facts = facts_of(
        mention(
            said("birthDate", "1979-03-05"),
            said("gender", "Female"),
            said("birthPlace", "Example County"),
            said("occupation", "teacher"),
            said("idNumber", "123"),
            said("photograph", "abc"),
            said("alias", "Apricot"),
            names=(Name(text="Мысал Есім"), Name(text="Example Name"), Name(text="Misal", sort="alias")),
            place="Almaty",
        ),
        listed=True,
    )
    assert facts.names == ("Мысал Есім", "Example Name")
    assert facts.aliases == ("Misal", "Apricot")
    assert (facts.births, facts.sex, facts.birthplaces) == (("1979-03-05",), "female", ("Example County",))
    assert (facts.places, facts.occupations, facts.numbers) == (("Almaty",), ("teacher",), ("123",))
    assert facts.photos == ("abc",)
    assert facts.listed


def test_an_age_becomes_the_days_on_which_such_a_person_may_be_born() -> None:
    assert facts_of(mention(said("age", "39", when="2019-03"))).births == ("[1979-03-01..1980-03-31]",)
    assert facts_of(mention(said("age", "20", when="2020-02-29"))).births == ("[1999-02-28..2000-02-29]",)


def test_an_age_that_cannot_be_dated_says_nothing() -> None:
    for statement in (said("age", "39"), said("age", "young", when="2019"), said("age", "39", when="last spring")):
        assert facts_of(mention(statement)).births == ()
    assert facts_of(mention(said("age", "5000", when="2019"))).births == ()


def test_what_is_denied_or_not_known_is_no_fact() -> None:
    assert facts_of(mention(said("gender", "male", stance="denies"), said("age", "9", stance="refuses"))).sex == ""


def test_custody_takes_the_names_of_the_facility() -> None:
    facility = Mention(id="f", source="src", local="f", sort="facility", names=(Name(text="the mill"),), place="Ili")
    facts = facts_of(
        mention(said("custody", "internment", when="2017", where="Xinjiang", facility="f")), {"f": facility}
    )
    assert facts.stays == (Stay(when="2017", where="Xinjiang the mill Ili", status="internment"),)


def test_relatives_are_named_by_the_mentions_they_point_to() -> None:
    husband = Mention(id="h", source="src", local="h", names=(Name(text="Example Husband"),))
    statements = (
        said("relative", "husband", target="h"),
        said("relative", "son", target="gone"),
        said("fatherName", "F"),
    )
    assert facts_of(mention(*statements), {"h": husband}).relatives == (
        Kin(relation="husband", name="Example Husband"),
        Kin(relation="father", name="F"),
    )
