"""Custody, positions and incidents: only what is told as having been."""

from __future__ import annotations

from datetime import date

import pytest

from tereze.intake.extract.extraction import Extraction, extract


def _read(text: str, lang: str = "en") -> Extraction:
    return extract(text, lang, date(2019, 3, 5))


@pytest.mark.parametrize(
    ("text", "about", "status", "when"),
    [
        ("Murat Zhaken was taken to an internment camp in June 2017.", "Murat Zhaken", "internment", "2017-06"),
        ("Murat Zhaken was sentenced to 12 years in prison.", "Murat Zhaken", "prison", ""),
        ("Police took Murat Zhaken at night.", "Murat Zhaken", "police_custody", ""),
        ("Murat Zhaken remains under house arrest.", "Murat Zhaken", "house_arrest", ""),
        ("Murat Zhaken was forced to work in a glove factory.", "Murat Zhaken", "forced_labour", ""),
        ("Murat Zhaken died in September.", "Murat Zhaken", "deceased", "2018-09"),
        ('"They confiscated my passport," Murat Zhaken said.', "Murat Zhaken", "papers_withheld", ""),
        ("Murat Zhaken said his two brothers are still in prison.", "", "prison", ""),
    ],
)
def test_a_status_of_someone(text: str, about: str, status: str, when: str) -> None:
    found = _read(text).custody
    assert [(c.about.text if c.about else "", c.status, c.when.edtf if c.when else "") for c in found] == [
        (about, status, when)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Murat Zhaken fears he will be sent to a camp.",
        "If Murat Zhaken goes back he may be arrested.",
        "Was Murat Zhaken taken to a camp?",
        "The ministry denied that Murat Zhaken was taken to a camp.",
        "There are no camps, the ministry said.",
        "Officials said Murat Zhaken was in prison.",  # a position of theirs, not an observation
        "Camps are not a subject for the village.",
    ],
)
def test_no_status(text: str) -> None:
    assert _read(text).custody == ()


def test_a_pronoun_that_may_mean_two_people_means_nobody() -> None:
    found = _read("Murat Zhaken met Daniyar Sopi. Then he was arrested.").custody
    assert [(c.about, c.status) for c in found] == [(None, "police_custody")]


def test_the_teller_of_a_first_person_account() -> None:
    found = _read("My name is Saltanat Ermek. We were held in a re-education camp.").custody
    assert [(c.about.text if c.about else "", c.status) for c in found] == [("Saltanat Ermek", "internment")]


def test_a_date_of_another_clause_is_not_taken() -> None:
    found = _read("Murat Zhaken, who crossed last month, says he was held in a camp.").custody
    assert [c.when for c in found] == [None]


@pytest.mark.parametrize(
    ("text", "stance", "number"),
    [
        ("The foreign ministry said China would allow 2,000 people to leave.", "promises", "2000"),
        ("Officials say the facilities are vocational training centers.", "relabels", ""),
        ("The delegation defended the measures.", "defends", ""),
        ("The spokesman denied that camps exist.", "denies", ""),
        ("Officials said 90 percent had gone home.", "reports", "90 percent"),
    ],
)
def test_positions_of_authorities(text: str, stance: str, number: str) -> None:
    assert [(one.stance, one.number) for one in _read(text).positions] == [(stance, number)]


def test_a_victims_words_are_no_position() -> None:
    assert _read("Murat Zhaken denied that he had left.").positions == ()


def test_incidents_but_not_those_that_may_come() -> None:
    assert [one.sort for one in _read("A court fined the group on Monday.").incidents] == ["fine"]
    assert _read("The court may have the group fined.").incidents == ()
