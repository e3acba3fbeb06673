"""English: whether somebody says that it is so, that it is not so, or that he does not know.

Only an authority or a company denies by telling that there is no such thing, and only its ignorance is an answer to a
question about somebody held; what relatives do not know is part of what they tell.
"""

from __future__ import annotations

import re

from tereze.intake.extract.cues import Cues
from tereze.intake.extract.offices import Offices
from tereze.intake.extract.speakers import Speaker

_KNOWS_NOT = re.compile(
    r"(?i)\b(?:ha(?:d|s|ve) no (?:\w+ )?(?:knowledge|information|details)\b|kn(?:ew|ows?) nothing\b|"
    r"(?:was|were|is|are) (?:not aware|unaware)\b|(?:was|were|is|are) (?:un|not )known to\b|"
    r"(?:did|does|do) not know\b|ha(?:d|s) (?:never|not) heard\b)"
)
_NONE = re.compile(
    r"(?i)[\s“\"‘']*(?:that )?(?:there (?:was|were|is|are) no (?:plans?|intention)\b|"
    r"no (?!doubt|longer|one\b|comment|matter|decision)(?:[\w’-]+ ){1,4}?(?:was|were|(?:has|had|have) (?:been|ever))\b|"
    r"(?:we|it|they|he|she|(?:the|his|her|its|their|our) [\w’-]+(?: [\w’-]+)?) "
    r"(?:(?:(?:have|has|had) )?never\b|(?:have|has|had) no (?:such |political )*(?:prisoners|camps|detainees)\b))"
)
_NOT_SO = re.compile(r"(?:He|She|It|They) (?:is|was|has|had|did|does|were) not,")
_PRIVATE = re.compile(
    r"(?i)\b(?:his|her|their|my|our|relatives?|famil(?:y|ies)|lawyers?|activists?|witness(?:es)?|neighbou?rs?|friends?|"
    r"colleagues?|detainees?|prisoners?|inmates?|survivors?|people|residents?|villagers?|students?|"
    r"mother|father|brother|sister|son|daughter|wife|husband|cousin|aunt|uncle|nephew|niece)\b"
)
_NOBODY = re.compile(
    r"(?i)\b(?:nobody|no one|not one of them),?(?: (?:he|she|they) (?:said|says|stressed|added),)? (?:was|were|had|has)"
    r"(?: (?:ever|being|been))* (?:persecuted|arrested|tortured|mistreated|beaten|forced|killed|harmed|jailed|"
    r"imprisoned|handed over|locked up|coerced)\b"
)
_ASIDE = re.compile(r"\b(?:that|which|who) do(?:es)? not exist$")


class Stances:
    """The stances of one text's statements."""

    def __init__(self, text: str, cues: Cues, offices: Offices) -> None:
        self.text, self.cues, self.offices = text, cues, offices

    def of(self, speaker: Speaker, stance: str, verb: tuple[int, int], words: tuple[int, int]) -> str:
        """The stance of what is told by a verb of that stance; `words` are the quotation or the sentence."""
        if stance == "defends":
            stance = "asserts"
        official = self.offices.holds(speaker) or self.offices.employs(speaker)
        if stance != "asserts" or (not official and (speaker.kind == "person" or _PRIVATE.search(speaker.text))):
            return stance
        begin = verb[1] if words[0] <= verb[0] < words[1] else words[0]
        behind = self.text[begin : words[1]].strip(' .,”"')
        begin = begin if len(behind.split()) > 2 else words[0]
        if official and _NOT_SO.match(self.text, begin):
            return "denies"
        if _KNOWS_NOT.search(self.text, begin, words[1]):
            return "does_not_know"
        return "denies" if official and self._denies(speaker, begin, words) else stance

    def _denies(self, speaker: Speaker, begin: int, words: tuple[int, int]) -> bool:
        if _NONE.match(self.text, begin, words[1]):
            return True
        if not self.offices.holds(speaker):
            return False
        if _NOBODY.search(self.text, *words):
            return True
        for name in ("denied_words", "denied_custody"):
            match = self.cues.patterns[name].search(self.text, *words)
            if match is not None and _ASIDE.search(self.text[max(0, match.start() - 6) : match.end()]) is None:
                return True
        return False
