"""Who says what, with which stance, through whom; and what is no statement."""

from __future__ import annotations

from datetime import date

import pytest

from tereze.intake.extract.extraction import extract

Found = list[tuple[str, str, str, tuple[str, ...]]]


def _said(text: str, lang: str = "en") -> Found:
    found = extract(text, lang, date(2019, 3, 5)).statements
    return [
        (one.speaker.text, one.stance, text[one.begin : one.end], tuple(c.text for c in one.chain)) for one in found
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "stance"),
    [
        ("Saltanat Ermek said she left.", "Saltanat Ermek", "asserts"),
        ("Saltanat Ermek, a cook from Emin, said she left.", "Saltanat Ermek", "asserts"),
        ('"They took my papers," said Saltanat Ermek.', "Saltanat Ermek", "asserts"),
        ('Saltanat Ermek said: "They took my papers."', "Saltanat Ermek", "asserts"),
        ("According to Saltanat Ermek, they left.", "Saltanat Ermek", "asserts"),
        ("The foreign ministry denied that camps exist.", "The foreign ministry", "denies"),
        ('"There are no such places as camps," the spokesman said.', "the spokesman", "denies"),
        ("The county police declined to comment.", "The county police", "refuses"),
        ("The embassy did not respond to questions.", "The embassy", "refuses"),
    ],
)
def test_one_statement(text: str, speaker: str, stance: str) -> None:
    assert [(one[0], one[1]) for one in _said(text)] == [(speaker, stance)]


@pytest.mark.parametrize(
    "text",
    [
        "Soon the ministry will say that nobody ever lived there.",  # irony, a forecast
        "The embassy did not deny that camps exist.",
        "The commission denied him a hearing.",  # an act, not a denial
        "Nobody in the village has been told why.",  # a passive without an agent
        "Did the ministry say that camps exist?",
        "The camps were built in 2017.",
    ],
)
def test_nothing_is_said(text: str) -> None:
    assert _said(text) == []


def test_a_denied_registration_is_an_incident_and_no_denial() -> None:
    found = extract("The justice ministry denied registration to the group.", "en")
    assert [one.sort for one in found.incidents] == ["registration_refused"]
    assert found.statements == ()
    assert found.positions == ()


def test_the_chain_goes_from_the_speaker_to_the_outlets() -> None:
    text = 'Murat Zhaken stayed. "We could not leave," he told Radio Example, according to the Steppe Observer.'
    assert _said(text) == [("Murat Zhaken", "asserts", '"We could not leave,"', ("Radio Example", "Steppe Observer"))]


def test_what_an_outlet_reports_someone_said_is_that_persons_statement() -> None:
    text = "Example Wire reports that Saltanat Ermek said she left."
    assert [(one[0], one[3]) for one in _said(text)] == [("Saltanat Ermek", ("Example Wire",))]


@pytest.mark.parametrize(
    ("lang", "text", "speaker", "stance"),
    [
        ("ru", "По словам Марата Оспанова, брата увезли.", "Марата Оспанова", "asserts"),
        ("ru", "«Мы ждали до утра», — сказал Марат Оспанов.", "Марат Оспанов", "asserts"),
        ("ru", "Посольство отказалось от комментариев.", "Посольство", "refuses"),
        ("kk", "«Біз таңға дейін күттік», – деді Серік Болат.", "Серік Болат", "asserts"),
        ("zh", "古丽娜·叶尔肯表示，家人没有消息。", "古丽娜·叶尔肯", "asserts"),
        ("zh", "当地公安局拒绝置评。", "当地公安局", "refuses"),
        ("ug", "پاتىگۈل ئىمىن: «دادام قايتىپ كەلمىدى» دېدى.", "پاتىگۈل ئىمىن", "asserts"),
    ],
)
def test_other_languages(lang: str, text: str, speaker: str, stance: str) -> None:
    assert [(one[0], one[1]) for one in _said(text, lang)] == [(speaker, stance)]
