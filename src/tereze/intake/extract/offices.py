"""Who speaks for a state: ministries, embassies, officials, states by name, and people whose office the text tells."""

from __future__ import annotations

import re

from tereze.intake.extract.cues import Cues
from tereze.intake.extract.speakers import Cast, Speaker

_OF_OFFICE = re.compile(
    r"\w*(?:[’']s)?(?: \w+| (?:to|of|in|for|with|at) (?:the |a )?[\w’'-]+(?: [\w’'-]+){0,3})?[,，]? ?"
    r"(?:\w+\. |(?:Major|General|Colonel|Captain|Lieutenant|Professor|Sheikh) )?"
)
_WEAK = frozenset({"head", "chair", "secretary", "chief", "director"})  # groups have them too

_SERVES = re.compile(
    r"(?i)\b(?:diplomat|officer|representative|employee|clerk|staff|director|head|chief|press officer)s?$"
)
_AT = re.compile(
    r" (?:at|for|of|with|in) (?:the |a |its |his |her )?(?:[\w’'-]+ ){0,4}?(?:ministry|embassy|consulate|bureau|"
    r"department|court|government|police|administration|commission|committee|delegation|prefecture|prison|"
    r"county|propaganda office|prosecutor[’']s office)\b"
)
_WORKS = re.compile(r"(?i)\b(?:factory|factories|company|plant|mill|workshop|firm|manufacturer|enterprise)\b")
_OWNER = re.compile(r"(?i)\b(?:owner|manager|management|director|boss|spokes(?:man|woman|person))$")
_OF_WORKS = re.compile(
    r" (?:of|for|at) (?:the |a |an |its )?(?:[\w’'-]+ ){0,3}?(?:factory|company|plant|mill|workshop|firm|"
    r"manufacturer)\b"
)
_OF_COMPANY = re.compile(
    r"(?:\b[A-Z][\w-]+[’']s|\b(?:factory|company|plant|mill|firm)[’']s) (?:\w+ )?"
    r"(?:export|sales|managing|commercial|plant|factory|marketing|production) (?:director|manager|chief|head),? $"
)
_BRIEFS = re.compile(
    r" told (?:reporters|journalists|parliament|an? (?:\w+ ){0,2}(?:briefing|news conference|press conference))\b"
)
_UNNAMED = re.compile(
    r"\b[Tt]he (?:\w+ ){0,3}(?:governor|chairman|minister|ambassador|spokes(?:man|woman|person)|consul|mayor|secretary)"
    r"(?: (?:of|for|to|in) (?:the )?[\w’' -]{1,40}?)? (?:said|told|insisted|denied)\b"
)


class Offices:
    """Authorities of one text; what is found of a person once is remembered."""

    def __init__(self, text: str, cues: Cues, cast: Cast) -> None:
        self.text, self.cues, self.cast = text, cues, cast
        self._known: dict[str, bool] = {}

    def holds(self, speaker: Speaker) -> bool:
        """Whether a speaker is an authority or speaks for one."""
        if speaker.kind != "person":
            if self.cues.patterns["private"].search(speaker.text):
                return False
            if self.cues.patterns["authority"].search(speaker.text) is not None:
                return True
            return _SERVES.search(speaker.text) is not None and _AT.match(self.text, speaker.end) is not None
        known = self._known.get(speaker.key)
        if known is None:
            spans = (span for person in self.cast.people if person.key == speaker.key for span in person.spans)
            known = any(
                self._has_office(begin) or self._is_officer(end) or self._briefs(begin, end) for begin, end in spans
            )
            self._known[speaker.key] = known
        return known

    def employs(self, speaker: Speaker) -> bool:
        """Whether a speaker is a factory or a company, or speaks for one: what it denies is a position too."""
        if speaker.kind == "person":
            spans = (span for person in self.cast.people if person.key == speaker.key for span in person.spans)
            return any(_OF_COMPANY.search(self.text[max(0, begin - 60) : begin]) is not None for begin, _ in spans)
        owner = _OWNER.search(speaker.text) is not None and _OF_WORKS.match(self.text, speaker.end) is not None
        return owner or _WORKS.search(speaker.text) is not None

    def _has_office(self, begin: int) -> bool:
        """“Spokesman A B”, “the head of the regional delegation, A B,”; of a group's head it is not said."""
        before = self.text[max(0, begin - 64) : begin]
        match = next(reversed(list(self.cues.patterns["office"].finditer(before))), None)
        if match is None or _OF_OFFICE.fullmatch(before[match.end() :]) is None:
            return False
        own = re.split(r"(?<!\bMr)(?<!\bDr)(?<!\bMrs)[.!?]\s|\n", before)[-1]
        if self.cues.patterns["private"].search(own):
            return False
        return match[0].lower() not in _WEAK or self.cues.patterns["authority"].search(own) is not None

    def _is_officer(self, end: int) -> bool:
        """“A B, a vice governor,” and “A B, who heads the government,”."""
        return self.cues.patterns["office_after"].match(self.text, end, end + 90) is not None

    def _briefs(self, begin: int, end: int) -> bool:
        """“… the governor of the region said. “…,” A B told reporters”: an office told first, then who holds it."""
        if re.search(
            r"(?:^|\s)(?:A|An|The) [^.“”\"]{0,60}\bspokes(?:man|woman|person)\b[^.]{0,90}\.[”\"]? $",
            self.text[max(0, begin - 190) : begin],
        ):
            return True
        if _BRIEFS.match(self.text, end) is None:
            return False
        before = self.text[max(0, begin - 700) : begin]
        return _UNNAMED.search(before) is not None and self.cues.patterns["private"].search(before[-200:]) is None
