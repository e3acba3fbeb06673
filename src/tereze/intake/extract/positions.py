"""What authorities hold: a denial, an admission, another name for a thing, a promise with its number, a defence, a
figure. What they did not deny, what a group or a witness says, and what they are only asked is no position.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tereze.intake.extract.cues import Cues
from tereze.intake.extract.offices import Offices
from tereze.intake.extract.speakers import Cast, Speaker
from tereze.intake.extract.statements import Said

_SHARE = re.compile(
    r"%|percent|per cent|процент|пайыз|people|persons|Kazakhs|Uyghurs|women|trainees|students|graduates|"
    r"detainees|inmates|prisoners|residents|человек|адам|"
    r"(?:have|had) (?:left|gone home|returned|graduated)"
)
_VOWS = re.compile(r"\b(?:promise[ds]?|pledge[ds]?|vow(?:ed|s)?|undertook)\b")
_FREED = re.compile(
    r"(?i)\b(?:releas|let\b|free\b|freed\b|allow|permit|reunit|repatriat|go home|come home|return(?:ed)? (?:home|to)|"
    r"clos(?:e|ed|ing) (?:the|all|down)|leave (?:the country|China|for))"
)
_HOME = re.compile(r"(?i)\b(?:will|would) (?:soon |all )?be (?:home|freed|released|sent home|back home|reunited)\b")
_LEFT = re.compile(
    r"(?i)\b(?:students|trainees|pupils|participants|people|those|they|cent(?:er|re)s|schools)\b[^.;,]{0,60}?"
    r"\b(?:ha(?:ve|d|s)|were) (?:all |now |already |since |successfully |long )*(?:graduated|completed (?:their|the) "
    r"(?:\w+ )?(?:studies|training|courses?|education)|found (?:\w+ )?(?:jobs?|work|employment)|(?:gone|returned) home|"
    r"left (?:them|the (?:cent(?:er|re)s|schools))|signed (?:\w+ )?contracts|returned to (?:society|their families))\b"
)


@dataclass(frozen=True, slots=True)
class Position:
    """What an authority holds, with the number it gives; `said` has the words."""

    actor: Speaker
    stance: str
    number: str
    said: Said


class Positions:
    """The positions of one text."""

    def __init__(self, text: str, cues: Cues, cast: Cast, said: list[Said]) -> None:
        self.text, self.cues, self.said = text, cues, said
        self.offices = Offices(text, cues, cast)

    def all(self) -> list[Position]:
        """What authorities say, where it takes a side."""
        found = []
        for said in self.said:
            denies = said.stance == "denies" and self.offices.employs(said.speaker)
            if denies or (said.stance != "refuses" and self.offices.holds(said.speaker)):
                number = self.cues.patterns["figure"].search(self.text, said.begin, said.end)
                stance = self._stance(said, number)
                if stance:
                    figure = _plain(number[0]) if number and stance in {"promises", "reports"} else ""
                    found.append(Position(said.speaker, stance, figure, said))
        return found

    def _stance(self, said: Said, number: re.Match[str] | None) -> str:
        patterns = self.cues.patterns
        if said.stance == "denies":
            return "denies"
        verb = self.text[said.verb[0] : said.verb[1]]
        if said.verb != (0, 0) and patterns["defend"].search(verb):
            return "defends"
        if patterns["admit"].search(verb):
            return "admits"
        if self._promises(said, verb, number):
            return "promises"
        if _LEFT.search(self.text, said.begin, said.end):
            return "reports"
        if patterns["relabel"].search(self.text, said.begin, said.end) and not number:
            return "relabels"
        if patterns["justify"].search(self.text, said.begin, said.end):
            return "defends"
        if number is not None and _SHARE.search(self.text, number.start(), min(said.end, number.end() + 40)):
            return "reports"
        return "reports" if patterns["amount"].search(self.text, said.begin, said.end) else ""

    def _promises(self, said: Said, verb: str, number: re.Match[str] | None) -> bool:
        """A number of people who are to be let go; without a number, a vow or a plain word that someone will be."""
        if number is not None and self.cues.patterns["promise"].search(self.text, said.begin, said.end):
            return True
        if self.cues.lang != "en":
            return False
        freed = _FREED if _VOWS.search(verb) else _HOME
        return freed.search(self.text, said.verb[1] if freed is _FREED else said.begin, said.end) is not None


def _plain(figure: str) -> str:
    """A number without the marks between its thousands; “two thousand” of the Russian pattern in figures."""
    if figure.startswith("дв"):
        return "2000"
    return re.sub(r"(?<=\d)[,\s](?=\d{3})", "", figure)
