"""Positions, assessments, interventions, inquiries and incidents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tereze.model import ids
from tereze.model.events import Assessment, Effect, Figure, Incident, Inquiry, Intervention, Position
from tereze.model.mentions import Link, Words

from .conftest import HEAD, SECRET, Read

Reads = Callable[..., Read]
SOURCE = ids.source_id(SECRET, "interview-17")


def mid(key: str) -> str:
    return ids.mention_id(SECRET, "interview-17", key)


def test_a_position_with_its_number(read: Reads) -> None:
    found = read(
        HEAD
        + """\
positions:
  - {key: p1, actor: ministry, organ: null, forum: UN Human Rights Council, addressee: husband, topic: departures,
     about: [me], stance: promises, term: {text: leave, lang: en}, reason: kin,
     number: {value: 2000, unit: persons, who: ethnic Kazakhs in China, what: may leave, period: "2019-01/..",
     counts_if: left the country}, when: "2019-01", said_by: [{voice: me, role: relays, basis: official_notice}],
     words: [{text: w, lang: en, role: original}]}
"""
    )
    assert found.of(Position) == [
        Position(
            id=ids.position_id(SECRET, "interview-17", "p1"),
            source=SOURCE,
            key="p1",
            actor=mid("ministry"),
            forum="UN Human Rights Council",
            addressee=mid("husband"),
            topic="departures",
            about=(mid("me"),),
            stance="promises",
            term="leave",
            term_lang="en",
            reason="kin",
            number=Figure(
                value=2000,
                unit="persons",
                who="ethnic Kazakhs in China",
                what="may leave",
                period="2019-01/..",
                counts_if="left the country",
            ),
            when="2019-01",
            chain=(Link(voice=mid("me"), role="relays", basis="official_notice"),),
            words=(Words(text="w", lang="en"),),
        )
    ]


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ("me", mid("me")),
        ("p1", ids.position_id(SECRET, "interview-17", "p1")),
        ("departures", "departures"),
        ("window", "window"),
    ],
)
def test_an_assessment_is_about_a_mention_a_position_or_a_topic(read: Reads, about: str, found: str) -> None:
    text = HEAD + "positions: [{key: p1, actor: ministry, topic: camps, stance: denies}]\n"
    text += f'assessments: [{{by: me, about: {about}, kind: forecast, says: jobs, check_on: "2020-01"}}]\n'
    assert read(text).of(Assessment) == [
        Assessment(
            id=ids.assessment_id(SECRET, "interview-17", "#1"),
            source=SOURCE,
            by=mid("me"),
            about=found,
            sort="forecast",
            says="jobs",
            check_on="2020-01",
        )
    ]


def test_an_intervention_and_what_people_credit_it_with(read: Reads) -> None:
    text = HEAD + (
        'interventions:\n  - {by: husband, for: [me], kind: lobbying, addressee: ministry, when: "2018", answer: null,'
        " effect: {says: credited with her release, said_by: [{voice: me, role: knows, basis: inference}]}}\n"
    )
    assert read(text).of(Intervention) == [
        Intervention(
            id=ids.intervention_id(SECRET, "interview-17", "#1"),
            source=SOURCE,
            by=mid("husband"),
            for_whom=(mid("me"),),
            sort="lobbying",
            addressee=mid("ministry"),
            when="2018",
            effect=Effect(
                says="credited with her release", chain=(Link(voice=mid("me"), role="knows", basis="inference"),)
            ),
        )
    ]


def test_an_inquiry(read: Reads) -> None:
    text = HEAD + 'inquiries: [{by: me, to: ministry, about: departures, when: "2019-01", answer: refused}]\n'
    (inquiry,) = read(text).of(Inquiry)
    assert (inquiry.by, inquiry.to, inquiry.about, inquiry.answer) == (
        mid("me"),
        mid("ministry"),
        "departures",
        "refused",
    )
    (open_one,) = read(HEAD + "inquiries: [{by: me, to: ministry, about: husband}]\n").of(Inquiry)
    assert (open_one.about, open_one.answer) == (mid("husband"), "pending")


def test_an_incident(read: Reads) -> None:
    text = HEAD + (
        'incidents: [{kind: fine, direction: closes, factor: public_response, when: "2019-02", where: Almaty,'
        " against: me, by: ministry, severity: 2, says: a fine,"
        " said_by: [{voice: husband, role: relays, basis: media}]}]\n"
    )
    (incident,) = read(text).of(Incident)
    assert (incident.sort, incident.direction, incident.factor, incident.severity) == (
        "fine",
        "closes",
        "public_response",
        2,
    )
    assert (incident.where, incident.against, incident.by, incident.says) == (
        "Almaty",
        mid("me"),
        mid("ministry"),
        "a fine",
    )
    (bare,) = read(HEAD + "incidents: [{kind: raid}]\n").of(Incident)
    assert (bare.direction, bare.severity) == ("neutral", None)


def test_a_word_of_an_open_vocabulary_is_kept_with_a_warning(read: Reads) -> None:
    found = read(HEAD + "incidents: [{kind: office_sealed, direction: closes}]\n")
    assert found.of(Incident)[0].sort == "office_sealed"
    assert [warning.key for warning in found.warnings] == ["kind"]


def test_an_addressee_that_is_no_mention_stays_words(read: Reads) -> None:
    found = read(HEAD + "interventions: [{by: me, kind: letter, addressee: a UN office}]\n")
    assert found.of(Intervention)[0].addressee == "a UN office"
    assert [warning.key for warning in found.warnings] == ["addressee"]


@pytest.mark.parametrize(
    ("section", "text", "key"),
    [
        ("positions", "{actor: nobody, topic: t, stance: denies}", "actor"),
        ("positions", "{actor: me, topic: t, stance: says}", "stance"),
        ("positions", "{actor: me, stance: denies}", "topic"),
        ("positions", "{actor: me, topic: t, stance: promises, number: {value: 'about 2,000'}}", "value"),
        ("positions", "{actor: me, topic: t, stance: promises, number: {unit: persons}}", "value"),
        ("assessments", "{by: me, kind: irony}", "about"),
        ("assessments", "{by: me, about: t, kind: irony, chek_on: '2020'}", "chek_on"),
        ("interventions", "{by: me, kind: letter, for: [nobody]}", "for"),
        ("interventions", "{by: me, kind: letter, effect: {said_by: []}}", "says"),
        ("inquiries", "{by: me, to: nobody, about: t}", "to"),
        ("incidents", "{kind: fine, direction: shut}", "direction"),
        ("incidents", "{kind: fine, severity: 5}", "severity"),
        ("incidents", "{kind: fine, against: nobody}", "against"),
        ("incidents", "{direction: closes}", "kind"),
        ("incidents", "text", "incidents"),
    ],
)
def test_what_is_refused(read: Reads, section: str, text: str, key: str) -> None:
    refusals = read(HEAD + f"{section}:\n  - {text}\n").refusals
    assert [(one.key, one.line) for one in refusals] == [(key, 9)]


def test_a_section_is_a_list_and_its_keys_are_unique(read: Reads) -> None:
    (refusal,) = read(HEAD + "incidents: {kind: fine}\n").refusals
    assert "needs a list" in refusal.error
    (doubled,) = read(HEAD + "incidents: [{key: a, kind: fine}, {key: a, kind: raid}]\n").refusals
    assert doubled.key == "key"


def test_the_same_key_may_stand_in_two_sections(read: Reads) -> None:
    found = read(HEAD + "incidents: [{key: a, kind: fine}]\ninquiries: [{key: a, by: me, to: ministry, about: t}]\n")
    assert found.of(Incident)[0].id != found.of(Inquiry)[0].id


def test_an_effect_may_be_bare_words(read: Reads) -> None:
    text = HEAD + "interventions: [{by: me, kind: letter, effect: she was moved}]\n"
    assert read(text).of(Intervention)[0].effect == Effect(says="she was moved")
