"""Incidents in other words, as newspapers tell them: one an event, and none of what is asked, feared or not so.

All people and bodies are fictional.
"""

from __future__ import annotations

from datetime import date

import pytest

from tereze.intake.extract.extraction import extract


def _sorts(text: str) -> list[str]:
    return [one.sort for one in extract(text, "en", date(2019, 3, 5)).incidents]


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("The judge let her go with a fine of 48,000 tenge.", "fine"),
        ("Two of the women paid a small fine and went home.", "fine"),
        ("The volunteer had been fined twice that winter.", "fine"),
        ("The justice ministry has rejected four times its application for registration.", "registration_refused"),
        ("The department refused to register the Example Circle.", "registration_refused"),
        ("The group has tried to register since May. Officials returned its papers in June.", "registration_refused"),
        ("The group asked for registration. Its application was turned down on Friday.", "registration_refused"),
        ("Saule Bekova lost her plea for refugee status on Tuesday.", "asylum_refused"),
        ("A court in Example City refused their applications for asylum.", "asylum_refused"),
        ("Adil Sopi asked for asylum in May. The migration service rejected his claim.", "asylum_refused"),
        ("The brothers had sought asylum. The committee turned them down last week.", "asylum_refused"),
        ("Adil Sopi was recognised as a refugee in April.", "asylum_granted"),
        ("Saule Bekova sat in the dock with her hands folded.", "trial"),
        ("Adil Sopi pleaded guilty to crossing the border.", "trial"),
        ("The trial opened on Monday in a small room.", "trial"),
        ("The hearing continues on Friday.", "trial"),
        ("After an hour the judge postponed the hearing.", "trial"),
        ("She stood trial in July.", "trial"),
        ("Officers entered the office of the group at dawn and took its papers.", "raid"),
        ("Police searched the group's two-room office on Friday.", "raid"),
        ("Agents walked off with hard drives and a printer.", "raid"),
        ("Relatives gathered outside the consulate. Police bundled three women into a van.", "protest_dispersed"),
        ("Officers cleared the protesters within minutes.", "protest_dispersed"),
        ("Wives of the missing marched to the consulate.", "protest"),
        ("The families staged a silent vigil on the square.", "protest"),
        ("Police broke into the flat before dawn and seized his laptop.", "raid"),
        ("Kazakhstan handed two men back to China in May.", "deportation"),
        ("Two brothers were put on a plane to Urumqi.", "deportation"),
        ("The guards handed him over to the Chinese side.", "deportation"),
        ("A court in Almaty sentenced Adil Sopi to two years.", "sentence"),
        ("A Kyrgyz court convicted two volunteers.", "sentence"),
        ("He was given a suspended sentence.", "sentence"),
        ("Two policemen had warned her to keep quiet.", "threat"),
        ("Police asked her to stop speaking to reporters.", "threat"),
        ("He was warned by the police not to give interviews.", "threat"),
    ],
)
def test_an_event_in_other_words(text: str, sort: str) -> None:
    assert _sorts(text) == [sort]


@pytest.mark.parametrize(
    "text",
    [
        "A court in Example Village in Xinjiang sentenced him to nine years.",  # custody, not an event of the window
        "The prosecutor asked for a suspended sentence.",
        "Adil Sopi was not fined.",
        "The law carries a fine of 50,000 tenge.",
        "The team fine-tuned the list.",
        "Nobody has been deported.",
        "She may be deported.",
        "Was she fined?",
        "He refused to register with the police.",
        "The ministry rejected the claim that camps exist.",
        "The asylum seekers refused to eat.",
        "Adil Sopi asked for asylum. The ministry rejected the claim that camps exist.",
        "The department rejected its application for a loan.",
        "Adil Sopi is awaiting trial.",
        "They were held without trial.",
        "He tried to leave.",
        "The seeds were dispersed by the wind.",
        "Police put a notice on the door.",
        "Police took her into a van.",  # nobody had gathered
        "The board threatened to resign.",
        "He searched the website for his name.",
        "The two were expelled from school.",
        "Doctors told him to stop smoking.",
    ],
)
def test_no_event(text: str) -> None:
    assert _sorts(text) == []


def test_those_who_had_gathered_are_those_dispersed() -> None:
    told = "Police broke up a rally outside the embassy. The women had gathered to read out names."
    assert _sorts(told) == ["protest_dispersed"]
    assert _sorts("Forty people rallied; police dispersed them.") == ["protest_dispersed", "protest"]


def test_a_trial_and_its_sentence_are_one_event() -> None:
    assert _sorts("The trial opened on Monday. A court in Almaty sentenced him on Friday.") == ["trial"]


def test_the_second_place_in_a_sentence_counts_where_the_first_is_ahead() -> None:
    assert _sorts("He may be fined once more and lose his work in the harbour, for he was fined in May.") == ["fine"]


def test_a_headline_tells_nothing_that_the_story_tells() -> None:
    story = "Court fines volunteer; police raid office\n\nA judge in Example City fined Adil Sopi on Monday."
    assert _sorts(story) == ["fine"]
