"""The date of a status or an incident: near it, and in its own clause."""

from __future__ import annotations

import re

from tereze.intake.extract.dates import FoundDate

_NEAR = 70  # characters
_SINCE = re.compile(r"\bsince (?:early |late |mid-)?$")
_FROM = re.compile(r"\b(?:[Ff]rom|[Ss]ince|[Bb]etween) (?:about |at least )?$")
_DATE_WHEN = re.compile(
    r",? when (?:(?!when\b|that\b|before\b|after\b)[\w’'-]+ ){0,9}"
)  # “until May 2017, when police took …”
_TILL = re.compile(r"\b(?:until|till|by) (?:at least |the end of )?$")
_WITH_KIN = re.compile(r"^ and (?:his|her|their) \w+")
_NO_CLAUSE = re.compile(r" and (?:a half|\w+ (?:months|weeks|days))|,? (?:twice|once|again),")
_UNTIL = re.compile(r" (?:until|till|to|through|and) (?:at least |about |early |late |the end of )?")
_OTHER_CLAUSE = re.compile(
    r"[;:,，；]|\b(?:who|which|whose|says?|said|then|and|but|while|after|before|when|котор\w+|что|но|а|после|бірақ|бирок)\b"
)
_ENGLISH = re.compile(
    r"[;:,]|\b(?:who|which|whose|that(?! (?:year|month|week|day|spring|summer|autumn|winter)\b)|says?|said|told|tells|"
    r"learned|heard|testified|wrote|then|and|but|while|after|before|when|where|until|because|if|called|asked|visited|"
    r"crossed|moved to|returned|spoke|met|fled)\b"
)
_OPENS = re.compile(
    r"[\s“\"]*(?:(?:[Ii]n|[Oo]n|[Bb]y|[Ll]ate|[Ee]arly|[Tt]hen|[Bb]ut|[Aa]nd|[Ss]ince|[Ll]ater) ?){0,3}(?:the )?"
)


class Whens:
    """The dates of one text, for those who ask which is whose."""

    def __init__(self, text: str, lang: str, dates: tuple[FoundDate, ...]) -> None:
        self.text, self.dates = text, dates
        self._english = lang == "en"

    def of(self, cue: re.Match[str], begin: int, end: int, behind: int = 0) -> FoundDate | None:
        """The date beside a cue in a sentence: near, and with no other clause between the two.

        `behind` is where the one it is told of ends, where he stands behind the cue (0: he does not).
        """
        here = [
            date
            for date in self.dates
            if begin <= date.begin < end and date.edtf and self._beside(date, cue, begin, behind)
        ]
        if not here:
            return None
        nearest = min(here, key=lambda date: abs(date.begin - cue.start()))
        until = self._until(nearest, end)
        if until is not None:
            return until
        since = _SINCE.search(self.text[max(begin, nearest.begin - 20) : nearest.begin])
        said = self.text[nearest.begin : nearest.begin + 6].lower() == "since "
        open_ended = (since is not None or said) and "/" not in nearest.edtf
        return nearest._replace(edtf=f"{nearest.edtf}/..") if open_ended else nearest

    def _until(self, date: FoundDate, end: int) -> FoundDate | None:
        """“From May 2018 until at least November 2019”: the two as one."""
        if not self._english or "/" in date.edtf or not _FROM.search(self.text[max(0, date.begin - 12) : date.begin]):
            return None
        for other in self.dates:
            if date.end <= other.begin < end and other.edtf and "/" not in other.edtf:
                joined = _UNTIL.fullmatch(self.text[date.end : other.begin]) is not None and date.edtf < other.edtf
                return date._replace(edtf=f"{date.edtf}/{other.edtf}", end=other.end) if joined else None
        return None

    def _beside(self, date: FoundDate, cue: re.Match[str], begin: int, behind: int) -> bool:
        place, last = cue.start(), max(cue.end(), behind) if self._english else cue.start()
        gap = self.text[date.end : place] + ("when " if cue[0].startswith("when ") else "")
        if self._english and date.end <= place and _DATE_WHEN.fullmatch(gap):
            return True
        if self._english and _TILL.search(self.text[max(begin, date.begin - 16) : date.begin]):
            return False
        if place <= date.begin < cue.end():
            return True
        if self._english and date.end <= place and cue[0].startswith(("after", "for ")):
            return False
        between = self.text[date.end : place] if date.end <= place else self.text[last : date.begin]
        if behind and date.begin >= last:
            between = _WITH_KIN.sub("", between.removeprefix(","))
        if self._english:
            between = _NO_CLAUSE.sub("", between)
        if self._english and date.end <= place and _OPENS.fullmatch(self.text[begin : date.begin]):
            between = between.replace(",", "")
        other = _ENGLISH if self._english else _OTHER_CLAUSE
        return len(between) <= _NEAR and other.search(between) is None
