"""What is published of one person."""

from __future__ import annotations

import pytest
from release_cases import ON, case, changed, consent, mention, said

from tereze.consent import publishable, redact
from tereze.model.mentions import Name
from tereze.publish.ids import Line
from tereze.publish.person import Published, published, says_something
from tereze.publish.unlink import unlink
from tereze.weigh.case import PersonCase

NAMES = (
    Name(text="Мысал Есім", lang="kk"),
    Name(text="Example Name", lang="en"),
    Name(text="مىسال ئىسىم", lang="ug"),
    Name(text="米萨勒", lang="zh-Hans"),
    Name(text="Пример Имя", lang="ru"),
    Name(text="Мысеке", lang="kk", sort="alias"),
)


def shown(person: PersonCase) -> Published:
    small = redact(person, on=ON)
    assert small is not None
    return published(unlink(small, Line(b"1" * 32), {}, frozenset()), publishable(person, on=ON))


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Example Name"), ("kk", "Мысал Есім"), ("ru", "Пример Имя"), ("ug", "مىسال ئىسىم"), ("zh", "米萨勒")],
)
def test_a_page_calls_her_by_the_name_of_its_language(language: str, name: str) -> None:
    found = shown(case(mention(names=NAMES))).name_for(language)
    assert found is not None
    assert found.text == name


def test_without_one_in_the_language_any_proper_name_will_do() -> None:
    found = shown(case(mention(names=(NAMES[5], NAMES[0])))).name_for("zh")
    assert found is not None
    assert found.text == "Мысал Есім"


@pytest.mark.parametrize(("level", "count"), [("full", 2), ("initials", 2), ("pseudonym", 0), ("none", 0)])
def test_names_only_where_they_may_be_shown(level: str, count: int) -> None:
    person = shown(case(consents=(consent(identity=level),)))
    assert len(person.names) == count
    assert (person.name_for("en") is None) == (count == 0)


def test_the_digest_changes_with_what_is_shown_and_with_nothing_else() -> None:
    plain = shown(case())
    assert shown(case(number="T-9999999", disputes=("x",))).digest == plain.digest
    assert shown(case(consents=(consent(recorded_by="x", until="2031"),))).digest == plain.digest
    assert shown(case(mention(names=NAMES))).digest != plain.digest
    assert shown(case(consents=(consent(identity="initials"),))).digest != plain.digest


def test_only_names_and_birth_is_not_yet_something_to_say() -> None:
    assert says_something(case())
    quiet = mention(said("birthDate", "1980"), said("gender", "female"), said("relative", "wife"))
    assert not says_something(case(quiet))
    assert not says_something(changed(case(), mentions=()))
