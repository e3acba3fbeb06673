"""Who says what and who holds what, in other words, as newspapers tell it; and what is none.

All people, outlets and bodies are fictional.
"""

from __future__ import annotations

import pytest
from spoken import read, said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The law was changed in May, a month after the county wrote schools into its plan.", []),
        ("Bai Jun told state media that the rooms had heating.", [("Bai Jun", "asserts", ("state media",))]),
        ("Bai Jun told a Turkish newspaper that she had left.", [("Bai Jun", "asserts", ("a Turkish newspaper",))]),
        (
            "Bai Jun told the official news agency so on Friday.",
            [("Bai Jun", "asserts", ("the official news agency",))],
        ),
        ("Bai Jun told reporters that she had left.", [("Bai Jun", "asserts", ())]),
        ("Bai Jun told a television crew that she had left.", [("Bai Jun", "asserts", ())]),
        ("Bai Jun told a Senate committee that she had left.", [("Bai Jun", "asserts", ())]),
        ("The visitors were shown a dance, participants said.", [("participants", "asserts", ())]),
        (
            "The governor said on Monday that they had left, but relatives abroad said that nothing had changed.",
            [("The governor", "asserts", ()), ("relatives abroad", "asserts", ())],
        ),
        (
            "Example Wire quoted the ambassador, Bai Jun, as saying that the rooms were warm.",
            [("Bai Jun", "asserts", ("Example Wire",))],
        ),
        (
            "Example Wire quoted a ministry official as saying that the rooms were warm.",
            [("a ministry official", "asserts", ("Example Wire",))],
        ),
        ("Roza Kenzhe wrote on Friday that a guard confirmed it.", [("a guard", "asserts", ("Roza Kenzhe",))]),
        ("A guard confirmed by phone that he was held, Roza Kenzhe said.", [("A guard", "asserts", ("Roza Kenzhe",))]),
        ("She was held for a year, according to a leaked police file.", [("a leaked police file", "asserts", ())]),
        ("He got nine years, according to a verdict seen by Example Wire.", [("a verdict", "asserts", ())]),
        (
            "An envoy told a panel that the rooms were warm, according to two people present.",
            [("An envoy", "asserts", ("two people present",))],
        ),
        (
            "According to a notice obtained by Example Wire, staff were to report families.",
            [("a notice", "asserts", ())],
        ),
        ("The Example Forum calls on the authorities not to return him.", []),
        ("The notice orders cadres to tell children that they are at school.", []),
        ("The directive tells guards to prevent escapes.", []),
        ("Roza Kenzhe told her that he had left.", [("Roza Kenzhe", "asserts", ())]),
        ("“We want our sons,” Roza Kenzhe shouted.", [("Roza Kenzhe", "asserts", ())]),
        ("The county ordered its staff to report that all was well.", []),
        ("Roza Kenzhe went on to say that she had left.", [("Roza Kenzhe", "asserts", ())]),
        ("Roza Kenzhe called the police.", []),
    ],
)
def test_who_says_it(text: str, found: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert said(text) == found


@pytest.mark.parametrize(
    ("text", "actor", "stance", "number"),
    [
        ("Until May Chinese diplomats flatly denied that the sites existed.", "Chinese diplomats", "denies", ""),
        ("A member of the delegation, Bai Jun, said there was no such thing as a camp.", "Bai Jun", "denies", ""),
        ("The county's propaganda office denied it.", "The county's propaganda office", "denies", ""),
        ("Bai Jun, a deputy head of Example prefecture, called it pure fabrication.", "Bai Jun", "denies", ""),
        (
            "The prosecutor's office dismissed as fake news the claim of torture.",
            "The prosecutor's office",
            "denies",
            "",
        ),
        ("The prison administration said the report was completely untrue.", "The prison administration", "denies", ""),
        ("There are no so-called camps, the embassy said.", "the embassy", "denies", ""),
        ("The justice ministry called the account a smear.", "The justice ministry", "denies", ""),
        ("The owner of the factory denied that anyone was held.", "The owner", "denies", ""),
        ("The company denied that anyone was held.", "The company", "denies", ""),
        ("All trainees have graduated, the vice chairman said.", "the vice chairman", "reports", ""),
        ("The governor said the students had found stable jobs.", "The governor", "reports", ""),
        ("Beijing says the centres are schools that help people.", "Beijing", "relabels", ""),
        ("The consulate said the women were sent to vocational schools.", "The consulate", "relabels", ""),
        ("The embassy called it free vocational education.", "The embassy", "relabels", ""),
        ("The chief of the county's police, Bai Jun, conceded that some were beaten.", "Bai Jun", "admits", ""),
        ("“It's pure invention,” the embassy said.", "the embassy", "denies", ""),
        ("The spokesman said about 3,000 had left the schools so far.", "The spokesman", "reports", "3000"),
        ("A police spokesman acknowledged that two men had died.", "A police spokesman", "admits", ""),
        ("The interior ministry promised that 300 trainees would go home.", "The interior ministry", "promises", "300"),
        ("The consul vowed to let the families leave the country.", "The consul", "promises", ""),
        ("Bai Jun, a prosecutor, acknowledged that the law had been broken.", "Bai Jun", "admits", ""),
    ],
)
def test_who_holds_what(text: str, actor: str, stance: str, number: str) -> None:
    assert [(one.actor.text, one.stance, one.number) for one in read(text).positions] == [(actor, stance, number)]


@pytest.mark.parametrize(
    "text",
    [
        "The company said that wages were paid.",
        "The delegation pledged to send written replies.",
        "The embassy said a student had called.",
        "Roza Kenzhe said all trainees had graduated.",
        "The governor said the trees had found good soil.",
        "The director of the Example Forum, Bai Jun, denied it.",
        "A former diplomat denied it.",
        "The owner of the cafe denied it.",
        "The embassy did not call it a smear.",
        "Relatives denied that he had left.",
        "The consulate said nobody is held against their will.",  # no denial is read into what may be a description
        "The ministry rejected their applications for asylum.",
    ],
)
def test_who_holds_nothing(text: str) -> None:
    assert read(text).positions == ()


def test_a_family_name_alone_keeps_the_office() -> None:
    text = "Bai Jun, a deputy head of Example prefecture, came. Serik Bolatov waited. Jun Bai left. Bai Jun denied it."
    assert [(one.actor.text, one.stance) for one in read(text).positions] == [("Bai Jun", "denies")]


def test_dismissed_as_fake_is_a_denial_once() -> None:
    text = "The governor, Bai Jun, came. He dismissed as fake news the claim that people were forced."
    assert [(one.stance, one.speaker.text) for one in read(text).statements] == [("denies", "Bai Jun")]
