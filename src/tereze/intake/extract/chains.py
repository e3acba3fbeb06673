"""Through whom words came: outlets that something was told to, and those it is given after."""

from __future__ import annotations

import re

from tereze.intake.extract.cues import Cues
from tereze.intake.extract.said import Said
from tereze.intake.extract.speakers import Cast, Speaker

_TELLS = re.compile(r"(?:told|tells|tell|informed|quoted as saying)$")
_BY = re.compile(r" by (?:the )?(?:[\w-]+ ){0,3}")
_LETTERS = re.compile(
    r" (?:the )?([A-Z]{2,6}|(?:[A-Z][\w’-]+ ){1,3}[A-Z][\w’-]+)(?= that\b|[,.;]| in\b| on\b| last\b| this\b|$)"
)
_OUTLET = re.compile(
    r" ((?:(?:an?|one) (?:[\w’'-]+ ){0,4}?|(?:the )?(?:[\w-]+ )?(?:state(?:-run|-owned)?|official|public|"
    r"Chinese|Kazakh|Turkish|local|foreign|national)[ -](?:[\w-]+ )?)(?:media|television|TV|radio|broadcaster|"
    r"newspaper|news agency|wire|tabloid|daily|weekly|magazine|news site|website|channel|station|outlet|paper))\b"
    r"(?! (?:conference|briefing|crew|team|journalist|reporter|presenter|editor|correspondent))"
)
_BODY = re.compile(
    r"(?i)\b(?:parliament|congress|senate|court|committee|panel|council|assembly|ministry|nations|government|police|house)\b"
)
_PANEL = re.compile(r"\s(?!that|on|in|by|last|this|from|at|after|yesterday|how|and|while|during)[a-z]")


class Chains:
    """The chains of one text's statements."""

    def __init__(self, text: str, cues: Cues, cast: Cast) -> None:
        self.text, self.cues, self.cast = text, cues, cast
        self.english = cues.lang == "en"

    def of(self, said: Said, begin: int, end: int) -> tuple[Speaker, ...]:
        """Outlets that it was told to, and those it is given after."""
        chain: list[Speaker] = []
        if said.verb != (0, 0):
            reach = self.cast.between(said.verb[1], min(end, said.verb[1] + 60))
            asked = self.cues.patterns["interview"]
            direct = [
                one for one in reach
                if one.kind == "org" and self._hears(said, one)
                and (
                    self._straight(said.verb[1], one.begin)
                    or self._by(said.verb[1], one.begin)
                    or asked.search(self.text, said.verb[1], one.begin)
                )
            ]  # fmt: skip
            chain += direct[:1] or self._letters(said)
            if self.cues.order == "sov":
                chain += [one for one in self.cast.between(begin, end) if self._addressee(one) and one not in chain][:1]
        for name in ("according", "citing"):
            for match in self.cues.patterns[name].finditer(self.text, begin, end):
                there = self.cast.between(match.end(), min(end, match.end() + 60))[:1]
                chain += [
                    one for one in there if one.kind == "org" and one.begin != said.speaker.begin and one not in chain
                ]
        return tuple(one for one in chain if one.begin != said.speaker.begin)

    def _letters(self, said: Said) -> list[Speaker]:
        """English: an outlet that nobody has called one ("told CTN last month", "told Steppe Wire that")."""
        match = _LETTERS.match(self.text, said.verb[1]) if self.english else None
        tells = _TELLS.search(self.text[said.verb[0] : said.verb[1]])
        if match is not None and self.cast.between(*match.span(1)):
            match = None
        if tells is None or not self.english:
            return []
        match = match or _OUTLET.match(self.text, said.verb[1])
        if match is None:
            return []
        return [Speaker("org", match[1], match.start(1), match.end(1))]

    def _hears(self, said: Said, one: Speaker) -> bool:
        """English: an outlet hears what is told, not what is said; “a United Nations panel” is none."""
        if not self.english:
            return True
        words = self.text[said.verb[0] : said.verb[1]]
        told = _TELLS.search(words) is not None
        asked = self.cues.patterns["interview"].search(self.text, said.verb[1], one.begin) is not None
        after = _PANEL.match(self.text[one.end : one.end + 8])
        return (told or asked) and after is None and _BODY.search(one.text) is None

    def _by(self, place: int, other: int) -> bool:
        """“Was quoted as saying by the state-run …”."""
        return _BY.fullmatch(self.text[place:other]) is not None

    def _straight(self, place: int, other: int) -> bool:
        return len(re.findall(r"\w+", self.text[place:other])) <= 2 and "." not in self.text[place:other]

    def _addressee(self, one: Speaker) -> bool:
        """A quoted outlet in the dative ("«Мысал» газетіне")."""
        after = self.text[one.end : one.end + 14]
        return one.kind == "org" and re.match(r"\s*\w+(?:не|на|ге|ға|ке|қа|غا|گە)\b", after) is not None
