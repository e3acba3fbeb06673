"""Six short texts in the manner of newspapers: what authorities hold in them, and the incidents, one an event.

All people, outlets and bodies are fictional. The texts were written before the rules were tried on
them, and the rules have been mended by them since.
"""

from __future__ import annotations

from datetime import date

import pytest

from tereze.intake.extract.extraction import extract

_TEXT_1 = """\
ALMATY, Kazakhstan — Kazakhstan's justice ministry has for the third time refused to register a group that collects
the names of people held in Xinjiang, its lawyer said on Thursday.

"They found a comma in the wrong place," said the lawyer, Aigul Serikova. In March the group's head, Nurlan Abay, had
been ordered to pay a fine of 60,000 tenge for speaking at a rally.

The ministry said in a statement that the papers were incomplete. Officers later came to the group's office and
carried off two computers, volunteers said.
"""
_TEXT_2 = """\
OSKEMEN (Example Wire) - A court in eastern Kazakhstan has rejected an asylum request by Serik Bolatov, who says he
escaped from a camp in China, his wife said.

"He will not survive there," Dina Bolatova told Example Wire by phone. She said that two policemen had warned her to
keep quiet.

China's foreign ministry has dismissed such accounts as lies made up by hostile forces. A ministry spokeswoman, Hua
Meilin, told a briefing in Beijing on Tuesday that "there are no so-called camps" and that all trainees had graduated.
"""
_TEXT_3 = """\
GENEVA, Aug 12 - A Chinese diplomat told a UN panel on Monday that the schools in Xinjiang were voluntary, drawing
laughter from the gallery, according to two people present.

Li Wenbo, a member of the delegation, said that one million people had found work. "Claims of torture are sheer
fabrication," he said.

State news agency Example News quoted the deputy governor, Wang Tao, as saying that the trainees had left the centres
and signed contracts. But Example Rights Forum, in a report published last week, said that satellite pictures showed
new fences.
"""
_TEXT_4 = """\
The trial of the herder Erbol Qanat resumed in Zharkent on Wednesday. Qanat pleaded not guilty to crossing the border
illegally. "I ran because I wanted to live," he told the judge.

A border guard testified that the accused had thanked him. Prosecutor Saule Nurlan asked for a year in prison; the
court sentenced him to six months, suspended.

Outside the court, forty people held a picket, some with portraits. Police dragged three of them into a bus, witnesses
said.
"""
_TEXT_5 = """\
Gulnar Tursyn, a nurse who asked to be identified by her first name only, said her husband was taken in 2017. "They
told me he was studying," she said. "Nobody studies for four years."

A woman who answered the phone at the county's public security bureau said there was no such person. The prison
administration in Urumqi did not answer calls.

According to a government notice obtained by the Example Observer, officials were to report families who called
abroad.
"""
_TEXT_6 = """\
ISTANBUL - Turkey deported two Uyghur women last month, their lawyers say, though the interior ministry denies it.

"They were put on a plane to Tajikistan," said Adil Kasim, a lawyer. The governor's office said that nobody had been
sent to a third country. A day earlier, police had broken up a sit-in outside the Chinese consulate.

The factory's management denied that workers were locked in. Its deputy director, Sun Li, said the gates were open and
that 40 workers had gone home.
"""


def _paragraphs(text: str) -> str:
    """Each paragraph in one line, as it comes from a document."""
    return "\n\n".join(part.replace("\n", " ") for part in text.split("\n\n"))


@pytest.mark.parametrize(
    ("text", "positions", "incidents"),
    [
        (_TEXT_1, [], ["registration_refused", "fine", "raid"]),
        (
            _TEXT_2,
            [("China's foreign ministry", "denies", ""), ("Hua Meilin", "denies", "")],
            ["asylum_refused", "threat"],
        ),
        (
            _TEXT_3,
            [
                ("A Chinese diplomat", "relabels", ""),
                ("Li Wenbo", "reports", ""),
                ("Li Wenbo", "denies", ""),
                ("Wang Tao", "reports", ""),
            ],
            [],
        ),
        (_TEXT_4, [], ["trial", "protest_dispersed"]),
        (_TEXT_5, [], []),
        (
            _TEXT_6,
            [("the interior ministry", "denies", ""), ("The factory's management", "denies", "")],
            ["deportation", "protest_dispersed"],
        ),
    ],
)
def test_what_is_held_and_what_happened(text: str, positions: list[tuple[str, str, str]], incidents: list[str]) -> None:
    found = extract(_paragraphs(text), "en", date(2019, 8, 20))
    assert [(one.actor.text, one.stance, one.number.split(" ")[0]) for one in found.positions] == positions
    assert [one.sort for one in found.incidents] == incidents
