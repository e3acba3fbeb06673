"""What authorities hold."""

from __future__ import annotations

import pytest
from spoken import read


@pytest.mark.parametrize(
    ("text", "stance", "number"),
    [
        ("China dismissed the report as “pure invention”.", "denies", ""),
        ("The embassy rejected the family's account.", "denies", ""),
        ("Bai Jun, a senior official with the party, acknowledged that some people were held.", "admits", ""),
        ("The consul said the pupils were in vocational training.", "relabels", ""),
        ("The ministry said 15 elderly people would be allowed to return.", "promises", "15"),
        ("The ministry said the measures had stopped attacks.", "defends", ""),
        ("The county government said Roza Kenzhe had never been detained.", "denies", ""),
        ("Officials said most people had left the centres and found work.", "reports", ""),
    ],
)
def test_positions(text: str, stance: str, number: str) -> None:
    assert [(one.stance, one.number) for one in read(text).positions] == [(stance, number)]


@pytest.mark.parametrize(
    "text",
    [
        "The embassy did not deny it.",
        "The group's founder, Roza Kenzhe, denied the charge.",
        "A former police officer said the place was a vocational school.",
        "The embassy declined to comment.",
        "The ministry will say they were students.",
    ],
)
def test_none(text: str) -> None:
    assert read(text).positions == ()


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Foreign ministry spokeswoman Bai Jun denied the report.", "denies"),
        ("“There are no camps in Xinjiang,” Bai Jun, a foreign ministry spokeswoman, told reporters.", "denies"),
        ("“This is a complete fabrication,” ministry spokesman Bai Jun said.", "denies"),
        ("“These allegations are baseless,” said Bai Jun, the consul general.", "denies"),
        ("The embassy said the allegations were groundless.", "denies"),
        ("The embassy called the testimony false.", "denies"),
        ("The embassy dismissed her account as lies.", "denies"),
        ("Beijing says the facilities are vocational training centres.", "relabels"),
        ("Chinese officials describe the camps as vocational schools.", "relabels"),
        ("The government insists the centres are voluntary training schools.", "relabels"),
        ("State media said they were boarding schools.", "relabels"),
        ("“They are students, not prisoners,” Bai Jun, a deputy governor, said.", "relabels"),
        ("China calls the sites education and training centres.", "relabels"),
        ("Officials refer to the camps as “skills education centres”.", "relabels"),
        ("The ministry promised to release 300 people by June.", "promises"),
        ("The minister, Bai Jun, pledged that 2,000 ethnic Kazakhs would be freed.", "promises"),
        ("The consulate said 40 families would be reunited by spring.", "promises"),
        ("The ministry admitted that 12 citizens were being held.", "admits"),
        ("The governor acknowledged mistakes.", "admits"),
        ("The embassy conceded that she had been detained.", "admits"),
        ("Police confirmed that they had detained 14 people.", "reports"),
        ("The ministry said 2,743 people had returned.", "reports"),
        ("The region's chairman, Bai Jun, said 90 per cent of trainees had found jobs.", "reports"),
        ("The delegation defended the policy as necessary.", "defends"),
        ("The consul said the measures were needed to fight terrorism.", "defends"),
        ("“Our measures are lawful and protect people from terrorism,” an embassy official said.", "defends"),
        ("The spokesman justified the detentions.", "defends"),
        ("The ministry said nobody had been mistreated.", "denies"),
        ("The prison administration said no inmate had been tortured.", "denies"),
        ("“No such person is held here,” a police officer said.", "denies"),
        ("The foreign ministry said the woman had never been in custody.", "denies"),
        ("The ministry rejected the accusations.", "denies"),
        ("The ministry rejected suggestions that it had abandoned its citizens.", "denies"),
        ("The ministry said the report was untrue.", "denies"),
        ("The justice ministry refused to register the group.", ""),
        ("The ministry said it was studying the case.", ""),
        ("The ministry declined to comment.", ""),
        ("The ministry did not deny the report.", ""),
        ("Police said the protest was illegal.", ""),
        ("The ministry said it had sent three notes.", ""),
        ("Roza Kenzhe said the camps were not schools.", ""),
        ("A rights group said 3,000 people had been released.", ""),
        ("The lawyer denied the charge.", ""),
        ("The ministry said the group was free to apply again.", ""),
        ("The court said the men had entered unlawfully.", ""),
    ],
)
def test_wordings(text: str, stance: str) -> None:
    assert [one.stance for one in read(text).positions] == ([stance] if stance else [])
