"""The date of a status or an incident: near it, and in its own clause."""

from __future__ import annotations

import re

from tereze.intake.extract.dates import FoundDate

_NEAR = 70  # characters
_SINCE = re.compile(r"\bsince (?:early |late |mid-)?$")
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

    def of(self, cue: re.Match[str], begin: int, end: int) -> FoundDate | None:
        """The date beside a cue in a sentence: near, and with no other clause between the two."""
        here = [
            date for date in self.dates if begin <= date.begin < end and date.edtf and self._beside(date, cue, begin)
        ]
        if not here:
            return None
        nearest = min(here, key=lambda date: abs(date.begin - cue.start()))
        since = _SINCE.search(self.text[max(begin, nearest.begin - 20) : nearest.begin])
        said = self.text[nearest.begin : nearest.begin + 6].lower() == "since "
        open_ended = (since is not None or said) and "/" not in nearest.edtf
        return nearest._replace(edtf=f"{nearest.edtf}/..") if open_ended else nearest

    def _beside(self, date: FoundDate, cue: re.Match[str], begin: int) -> bool:
        place, last = cue.start(), cue.end() if self._english else cue.start()
        if place <= date.begin < cue.end():
            return True
        if self._english and date.end <= place and cue[0].startswith(("after", "for ")):
            return False
        between = self.text[date.end : place] if date.end <= place else self.text[last : date.begin]
        if self._english and date.end <= place and _OPENS.fullmatch(self.text[begin : date.begin]):
            between = between.replace(",", "")
        other = _ENGLISH if self._english else _OTHER_CLAUSE
        return len(between) <= _NEAR and other.search(between) is None
