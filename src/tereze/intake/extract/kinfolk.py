"""Kin in an English text: the words for it, and the people whom the text names as someone's kin."""

from __future__ import annotations

import re

from tereze.intake.extract.speakers import Cast, Speaker

KIN = (
    r"(?:mother-in-law|father-in-law|brother-in-law|sister-in-law|brother|sister|son|daughter|mother|father|husband|wife|cousin|"
    r"uncle|aunt|parent|child|nephew|niece|relative|grandson|granddaughter|grandmother|grandfather|stepson|stepfather|"
    r"fiancée?|twin|in-law|grandparent|sibling|stepdaughter|stepmother|spouse)"
)
OWNED = re.compile(
    r"\b(?P<whose>[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Oo]ur|whose|[A-Z][\w-]+[’']s) (?:[\w-]+ ){0,2}?"
    rf"(?P<kin>{KIN})(?P<many>s|ren)?\b"
)


# What stands between the kin and the name: "her nephew, the teacher A B", "an aunt, a retired midwife named A B".
_APPOSED = re.compile(
    r",? (?:\d+, )?(?:(?:the|an?|then) (?:(?!who\b|whose\b|and\b|of\b|in\b|is\b|was\b)[\w-]+ ){1,4}"
    r"(?:named |called )?,? ?)?|"
    r", (?:also )?(?:named|called) | (?:named|called) |, \w+ "
)


class Kinfolk:
    """Who is named as whose kin ("her brother, A B", "A B, his wife"), by the word for it."""

    def __init__(self, text: str, cast: Cast) -> None:
        self.text, self.cast = text, cast
        self._named: dict[str, list[Speaker]] = {}
        for match in OWNED.finditer(text):
            if not match["many"]:
                self._behind(match)
                self._before(match)

    def named(self, kin: re.Match[str]) -> Speaker | None:
        """The one person that a match of `OWNED` can mean; None where nobody is named so, or several are."""
        beside = None if kin["many"] else self._beside(kin)
        if beside is not None:
            return beside
        several = kin["many"] or re.match(r",? and (?!then\b|was\b|is\b)", self.text[kin.end() : kin.end() + 12])
        found = [] if several else self._named.get(kin["kin"], [])
        return found[0] if len({one.key for one in found}) == 1 else None

    def _behind(self, match: re.Match[str]) -> None:
        one = self._beside(match)
        if one is not None:
            self._named.setdefault(match["kin"], []).append(one)

    def _beside(self, match: re.Match[str]) -> Speaker | None:
        """The one named right behind the word for kin, or behind what he is ("her nephew, the teacher A B")."""
        for one in self.cast.between(match.end(), match.end() + 70):
            if one.kind == "person":
                return one if _APPOSED.fullmatch(self.text, match.end(), one.begin) else None
        return None

    def _before(self, match: re.Match[str]) -> None:
        before = [one for one in self.cast.between(max(0, match.start() - 50), match.start()) if one.kind == "person"]
        ends = re.match(r"[,.]", self.text[match.end() : match.end() + 1])
        if before and ends and match["whose"] != "whose" and self.text[before[-1].end : match.start()] == ", ":
            self._named.setdefault(match["kin"], []).append(before[-1])
