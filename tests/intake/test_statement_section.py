"""The `statements` section."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tereze.model import ids
from tereze.model.mentions import Link, Statement, Term, Words
from tereze.model.sources import Locator

from .conftest import HEAD, SECRET, Read

Reads = Callable[..., Read]


def mid(key: str) -> str:
    return ids.mention_id(SECRET, "interview-17", key)


def one(found: Read, key: str = "me") -> Statement:
    (statement,) = found.mention(key).statements
    return statement


def test_every_field_of_a_statement(read: Reads) -> None:
    found = read(
        HEAD
        + """\
statements:
  - key: camp
    about: me
    property: custody
    value: internment
    term: {text: кәсіптік орталық, lang: kk, used_by: ministry}
    phase: span
    when: "[2017-06..2017-08]/2018-10"
    said: when the apricots ripened
    duration: {months: 15}
    where: Xinjiang
    facility: factory
    said_by: [{voice: husband, role: knows, basis: own_experience}, {voice: me, role: relays, basis: told_by}]
    stance: asserts
    credibility: 2
    words: [{text: сөз, lang: kk, role: original}]
    at: {page: 2}
    from: other-sheet
    lang: kk
"""
    )
    assert one(found) == Statement(
        id=ids.statement_id(SECRET, "interview-17", "camp"),
        source=ids.source_id(SECRET, "interview-17"),
        about=mid("me"),
        property="custody",
        value="internment",
        key="camp",
        term=Term(text="кәсіптік орталық", lang="kk", used_by=mid("ministry")),
        phase="span",
        when="[2017-06..2017-08]/2018-10",
        said="when the apricots ripened",
        duration=(("months", 15),),
        where="Xinjiang",
        facility=mid("factory"),
        chain=(
            Link(voice=mid("husband"), role="knows", basis="own_experience"),
            Link(voice=mid("me"), role="relays", basis="told_by"),
        ),
        credibility="2",
        words=(Words(text="сөз", lang="kk"),),
        at=Locator(page=2),
        taken_from=ids.source_id(SECRET, "other-sheet"),
        lang="kk",
    )
    assert [(one.kind, one.written) for one in found.draft.references] == [("source", "other-sheet")]


def test_a_statement_without_key_is_named_by_its_place(read: Reads) -> None:
    found = read(
        HEAD + "statements:\n  - {about: me, property: work, value: a}\n  - {about: me, property: work, value: b}\n"
    )
    assert [one.id for one in found.mention("me").statements] == [
        ids.statement_id(SECRET, "interview-17", "#1"),
        ids.statement_id(SECRET, "interview-17", "#2"),
    ]


@pytest.mark.parametrize(
    ("about", "chain"),
    [
        ("me", (Link(voice=mid("me"), role="knows", basis="own_experience"),)),
        ("husband", (Link(voice=mid("me"), role="knows", basis="unknown"),)),
    ],
)
def test_who_speaks_where_nobody_is_named(read: Reads, about: str, chain: tuple[Link, ...]) -> None:
    found = read(HEAD + f"statements: [{{about: {about}, property: work, value: a}}]\n")
    assert one(found, about).chain == chain


def test_without_a_teller_the_source_itself_speaks(read: Reads) -> None:
    text = HEAD.replace(", teller: me", "") + "statements: [{about: me, property: work, value: a}]\n"
    assert one(read(text)).chain == ()


def test_an_empty_chain_is_kept_empty(read: Reads) -> None:
    assert one(read(HEAD + "statements: [{about: me, property: work, value: a, said_by: []}]\n")).chain == ()


def test_a_relative_points_to_a_mention(read: Reads) -> None:
    text = HEAD + "statements: [{about: me, property: relative, value: {mention: husband, relation: husband}}]\n"
    assert (one(read(text)).target, one(read(text)).value) == (mid("husband"), "husband")


def test_after_may_look_ahead(read: Reads) -> None:
    found = read(
        HEAD
        + "statements:\n  - {about: me, property: custody, value: forced_labour, after: camp}\n"
        + "  - {key: camp, about: me, property: custody, value: internment}\n"
    )
    assert found.mention("me").statements[0].after == ids.statement_id(SECRET, "interview-17", "camp")


@pytest.mark.parametrize("phase", ["began", "ended"])
def test_began_and_ended_refuse_throughout(read: Reads, phase: str) -> None:
    lines = ["- about: me", "property: custody", "value: internment", f"phase: {phase}", 'when: "2017/2018"']
    text = HEAD + "statements:\n  " + "\n    ".join(lines) + "\n"
    (refusal,) = read(text).refusals
    assert (refusal.key, refusal.line) == ("when", 13)
    assert '"[2017..2018]"' in refusal.hint
    assert one(read(text.replace('"2017/2018"', '"[2017..2018]"'))).when == "[2017..2018]"


@pytest.mark.parametrize("phase", ["span", "continuing"])
def test_other_phases_take_throughout(read: Reads, phase: str) -> None:
    text = HEAD + f'statements: [{{about: me, property: custody, value: prison, phase: {phase}, when: "2017/2018"}}]\n'
    assert one(read(text)).when == "2017/2018"


def test_a_birth_date_is_a_date(read: Reads) -> None:
    text = HEAD + 'statements: [{about: me, property: birthDate, value: "05.03.1980"}]\n'
    (refusal,) = read(text).refusals
    assert refusal.key == "value"
    assert "said" in refusal.hint


def test_a_birth_date_may_stay_as_it_was_said(read: Reads) -> None:
    statement = one(read(HEAD + "statements: [{about: me, property: birthDate, said: the year of the sheep}]\n"))
    assert (statement.value, statement.said) == ("", "the year of the sheep")


def test_a_last_contact_may_be_words(read: Reads) -> None:
    text = (
        HEAD + 'statements: [{about: me, property: last_contact, value: one call to both children, when: "2018-03"}]\n'
    )
    assert one(read(text)).value == "one call to both children"
    (refusal,) = read(text.replace("one call to both children", '"2018-13"')).refusals
    assert refusal.key == "value"


@pytest.mark.parametrize("stance", ["refuses", "does_not_know"])
def test_what_is_not_known_needs_no_type(read: Reads, stance: str) -> None:
    text = HEAD + f"statements: [{{about: me, property: birthDate, value: unknown, stance: {stance}}}]\n"
    assert one(read(text)).value == "unknown"


def test_a_property_of_its_own_is_kept_with_a_warning(read: Reads) -> None:
    found = read(HEAD + "statements: [{about: me, property: shoe_size, value: a}]\n")
    assert one(found).property == "shoe_size"
    assert [(warning.key, warning.line) for warning in found.warnings] == [("property", 8)]


def test_a_property_of_followthemoney_is_no_matter(read: Reads) -> None:
    assert not read(HEAD + 'statements: [{about: me, property: height, value: "1.60"}]\n').warnings


@pytest.mark.parametrize(
    ("text", "key", "hint"),
    [
        ("{property: work, value: a}", "about", ""),
        ("{about: me, value: a}", "property", ""),
        ("{about: me, property: work}", "value", ""),
        ("{about: me, property: work, value: ~}", "value", ""),
        ("{about: mee, property: work, value: a}", "about", "Did you mean “me”?"),
        ("{about: me, property: custody, value: interment}", "value", "Did you mean “internment”?"),
        ("{about: me, property: relative, value: husband}", "value", "mention"),
        ("{about: me, property: relative, value: {mention: husband}}", "relation", ""),
        ("{about: me, property: work, value: a, stance: claims}", "stance", ""),
        ("{about: me, property: work, value: a, credibility: 7}", "credibility", ""),
        ("{about: me, property: work, value: a, after: nothing}", "after", ""),
        ("{about: me, property: work, value: a, facility: nowhere}", "facility", ""),
        ("{about: me, property: work, value: a, from: interview-17}", "from", ""),
        ("{about: me, property: work, value: a, wen: x}", "wen", "Did you mean “when”?"),
        ("{about: me, property: work, value: a, when: [2017..2018]}", "when", '"[2017..2018]"'),
        ("{about: me, property: work, value: a, key: A}", "key", ""),
        ("text", "a statement", ""),
    ],
)
def test_what_is_refused(read: Reads, text: str, key: str, hint: str) -> None:
    (refusal,) = read(HEAD + f"statements:\n  - {text}\n").refusals
    assert (refusal.key, refusal.line) == (key, 9)
    assert hint in refusal.hint


def test_keys_are_unique(read: Reads) -> None:
    line = "  - {key: a, about: me, property: work, value: x}\n"
    (refusal,) = read(HEAD + "statements:\n" + line * 2).refusals
    assert (refusal.key, refusal.line) == ("key", 10)


def test_all_that_is_wrong_is_said_at_once(read: Reads) -> None:
    text = (
        HEAD + "statements:\n  - {about: x, property: work, value: a}\n  - {about: me, property: custody, value: y}\n"
    )
    assert [(one.line, one.key) for one in read(text).refusals] == [(9, "about"), (10, "value")]
