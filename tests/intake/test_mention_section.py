"""The `mentions` section and its attributes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tereze.model import ids
from tereze.model.mentions import Link, Name

from .conftest import SECRET, Read

Reads = Callable[..., Read]


def sheet(me: str, more: str = "", teller: str = "me") -> str:
    head = f"tereze: source/1\nsource: {{id: s, kind: interview, teller: {teller}}}\n"
    return head + f"mentions:\n  me: {me}\n  other: {{kind: person, named: false}}\n{more}"


def test_names_aliases_and_what_the_mention_keeps_itself(read: Reads) -> None:
    found = read(
        sheet(
            "{kind: group, names: [{text: Мысал, lang: kk}, Example], aliases: [{text: Ex, lang: en}], alias: Exy,"
            " size: ~200, description: people, place: Xinjiang, at: {page: 1}}"
        )
    ).mention("me")
    assert found.names == (
        Name(text="Мысал", lang="kk"),
        Name(text="Example"),
        Name(text="Ex", lang="en", sort="alias"),
        Name(text="Exy", sort="alias"),
    )
    assert (found.sort, found.size, found.description, found.place, found.named) == (
        "group",
        "~200",
        "people",
        "Xinjiang",
        True,
    )
    assert found.id == ids.mention_id(SECRET, "s", "me")
    assert found.at is not None
    assert not found.statements


def test_attributes_are_statements_of_the_teller(read: Reads) -> None:
    found = read(
        sheet('{kind: person, name: A, sex: female, birthDate: "1980-03", citizenship: [cn, kz], ethnicity: Kazakh}')
    )
    assert [(one.property, one.value, one.attribute) for one in found.mention("me").statements] == [
        ("gender", "female", True),
        ("birthDate", "1980-03", True),
        ("citizenship", "cn", True),
        ("citizenship", "kz", True),
        ("ethnicity", "Kazakh", True),
    ]
    me = ids.mention_id(SECRET, "s", "me")
    assert {one.chain for one in found.mention("me").statements} == {
        (Link(voice=me, role="knows", basis="own_experience"),)
    }


def test_attributes_of_others_rest_on_an_unknown_basis(read: Reads) -> None:
    found = read(sheet("{kind: person, name: A, sex: male}", teller="other"))
    (statement,) = found.mention("me").statements
    assert statement.chain == (Link(voice=ids.mention_id(SECRET, "s", "other"), role="knows", basis="unknown"),)


def test_attributes_without_a_teller_are_the_source_s_own(read: Reads) -> None:
    (statement,) = read(sheet("{kind: person, name: A, sex: male}", teller="null")).mention("me").statements
    assert statement.chain == ()


def test_ids_of_attributes_are_readable_before_they_are_hashed(read: Reads) -> None:
    found = read(sheet("{kind: person, name: A, citizenship: [cn, kz], sex: male}")).mention("me").statements
    assert [one.id for one in found] == [
        ids.statement_id(SECRET, "s", name) for name in ("me/citizenship", "me/citizenship/2", "me/gender")
    ]


def test_ages(read: Reads) -> None:
    (age,) = read(sheet('{kind: person, name: A, age: {years: 39, at: "2019-03"}}')).statements("me", "age")
    assert (age.value, age.when) == ("39", "2019-03")
    (bare,) = read(sheet("{kind: person, name: A, age: 39}")).statements("me", "age")
    assert (bare.value, bare.when) == ("39", "")
    (small,) = read(sheet("{kind: person, name: A, age: {months: 18}}")).statements("me", "age")
    assert (small.value, small.duration) == ("1", (("months", 18),))
    (said,) = read(sheet("{kind: person, name: A, age: {said: forty in nominal years}}")).statements("me", "age")
    assert (said.value, said.said) == ("", "forty in nominal years")


def test_an_attribute_may_say_who_said_it(read: Reads) -> None:
    text = "{kind: person, name: A, occupation: {value: cook, lang: en, when: '2016', said_by: [{voice: other}]}}"
    (statement,) = read(sheet(text)).statements("me", "occupation")
    assert (statement.value, statement.lang, statement.when) == ("cook", "en", "2016")
    assert statement.chain[0].voice == ids.mention_id(SECRET, "s", "other")


def test_an_attribute_may_point_to_a_mention(read: Reads) -> None:
    (statement,) = read(sheet("{kind: person, name: A, relative: {mention: other, relation: son}}")).statements(
        "me", "relative"
    )
    assert (statement.target, statement.value) == (ids.mention_id(SECRET, "s", "other"), "son")


def test_a_person_without_a_name_is_still_a_mention(read: Reads) -> None:
    found = read(sheet("{kind: person}"))
    assert found.mention("me").named is False
    assert not found.warnings


def test_called_named_and_nameless_is_remarked_upon(read: Reads) -> None:
    found = read(sheet("{kind: person, named: true}"))
    assert [warning.key for warning in found.warnings] == ["names"]


@pytest.mark.parametrize(
    ("text", "key", "hint"),
    [
        ("{names: [A]}", "kind", ""),
        ("{kind: persn}", "kind", "Did you mean “person”?"),
        ("{kind: person, namse: [A]}", "namse", "Did you mean “names”?"),
        ("{kind: person, birthdate: '1980'}", "birthdate", "Did you mean “birthDate”?"),
        ("{kind: person, birthDate: 5 March}", "birthDate", ""),
        ("{kind: person, birthDate: [2017..2018]}", "birthDate", 'Put the date in quotes: "[2017..2018]".'),
        ("{kind: person, names: A}", "names", ""),
        ("{kind: person, names: [{lang: kk}]}", "text", ""),
        ("{kind: person, names: [{text: A, lang: Kazakh_}]}", "lang", ""),
        ("{kind: person, age: {at: '2019'}}", "age", ""),
        ("{kind: person, age: forty}", "age", ""),
        ("{kind: person, custody: gone}", "custody", ""),
        ("{kind: person, occupation: {lang: en}}", "occupation", ""),
        ("{kind: person, sealed: perhaps}", "sealed", ""),
        ("text", "the mention “me”", ""),
    ],
)
def test_what_is_refused(read: Reads, text: str, key: str, hint: str) -> None:
    refusals = read(sheet(text)).refusals
    assert [(one.key, one.line) for one in refusals] == [(key, 4)]
    assert hint in refusals[0].hint


def test_keys_of_mentions(read: Reads) -> None:
    (refusal,) = read(sheet("{kind: person}").replace("other:", "Other One:")).refusals
    assert (refusal.key, refusal.line) == ("Other One", 5)


def test_mentions_need_keys(read: Reads) -> None:
    text = "tereze: source/1\nsource: {id: s, kind: interview}\nmentions: [{kind: person}]\n"
    (refusal,) = read(text).refusals
    assert refusal.key == "mentions"


CONSENT = (
    "{{id: s, kind: interview, teller: me,"
    " consent: [{{given_by: {by}, capacity: {cap}, covers: [{who}], identity: {level}}}]}}"
)


@pytest.mark.parametrize(
    ("by", "who", "level", "sealed"),
    [
        ("me", "me", "none", True),
        ("me", "other", "pseudonym", True),
        ("other", "me", "none", True),
        ("me", "me", "initials", False),
        ("me", "me", "full", False),
        ("other", "other", "none", False),
    ],
)
def test_a_teller_who_asks_not_to_be_named_is_sealed(read: Reads, by: str, who: str, level: str, sealed: bool) -> None:
    capacity = "self" if by == who else "relative_in_absence"
    source = CONSENT.format(by=by, who=who, level=level, cap=capacity)
    text = sheet("{kind: person, name: A}").replace("{id: s, kind: interview, teller: me}", source)
    found = read(text)
    assert found.mention("me").sealed is sealed
    assert found.mention("other").sealed is False


def test_a_teller_whose_own_custody_is_told_is_not_sealed_by_default(read: Reads) -> None:
    source = CONSENT.format(by="me", who="me", level="none", cap="self")
    custody = "statements: [{about: me, property: custody, value: internment}]\n"
    text = sheet("{kind: person, name: A}", custody).replace("{id: s, kind: interview, teller: me}", source)
    assert read(text).mention("me").sealed is False
    assert read(text.replace("name: A}", "name: A, sealed: true}")).mention("me").sealed is True


def test_the_sheet_may_say_so_itself(read: Reads) -> None:
    source = CONSENT.format(by="me", who="me", level="none", cap="self")
    text = sheet("{kind: person, name: A, sealed: false}").replace("{id: s, kind: interview, teller: me}", source)
    assert read(text).mention("me").sealed is False
    assert (
        read(sheet("{kind: person, name: A}").replace("named: false", "named: false, sealed: true"))
        .mention("other")
        .sealed
    )
