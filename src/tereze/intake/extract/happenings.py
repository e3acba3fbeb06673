"""Custody, positions and incidents: what is told as having been, never what is feared, forecast, asked or denied."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tereze.intake.extract import custody_joined, layout
from tereze.intake.extract.cues import Cues, Happened
from tereze.intake.extract.custody import Custodies, Custody
from tereze.intake.extract.dates import FoundDate
from tereze.intake.extract.positions import Position, Positions
from tereze.intake.extract.quotes import Quote, inside
from tereze.intake.extract.speakers import Cast, Speaker
from tereze.intake.extract.statements import Said
from tereze.intake.extract.tellings import See
from tereze.intake.extract.whens import Whens

_NEAR = 300  # characters: the sentence before, or two
_NOT_SO = re.compile(
    r"(?i)(?:\b(?:not|never|nobody|no one|none of \w+|without|await(?:ing|s|ed)?|no)|n[’']t)"
    r"(?: (?:yet|ever|been|be|being|have|has|had|was|were|an?|the|his|her|their|a single))*\s*(?:\w+ )?$"
)

__all__ = ["Custody", "Incident", "Position", "Reader", "teller"]


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that bears on the window, by its kind in the vocabulary."""

    sort: str
    begin: int
    end: int
    when: FoundDate | None


class Reader:
    """Happenings of one text."""

    def __init__(
        self, text: str, cues: Cues, cast: Cast, *, quotes: tuple[Quote, ...], said: list[Said],
        sentences: list[tuple[int, int]], dates: tuple[FoundDate, ...],
    ) -> None:  # fmt: skip
        self.text, self.cues, self.cast, self.quotes = text, cues, cast, quotes
        self.said, self.sentences = said, sentences
        self.whens = Whens(text, cues.lang, dates)
        self.headline = layout.headline(text) if cues.lang == "en" else 0

    def custody(self, see: See | None) -> list[Custody]:
        """In order of the text, each status of each person once a sentence; in English what `see` sees joined in."""
        rules = Custodies(
            self.text, self.cues, self.cast, quotes=self.quotes, said=self.said, sentences=self.sentences,
            whens=self.whens, me=teller(self.text, self.cues, self.cast), skip=self.headline,
        )  # fmt: skip
        found = rules.all()
        if see is None or self.cues.lang != "en" or not custody_joined.is_worth_it(self.text):
            return found
        return custody_joined.joined(rules, found, custody_joined.read(rules, see))

    def positions(self) -> list[Position]:
        """What authorities say, where it takes a side."""
        return Positions(self.text, self.cues, self.cast, self.said).all()

    def incidents(self) -> list[Incident]:
        """Each kind once a sentence; not what may come; a headline tells nothing that the story tells too."""
        found: list[Incident] = []
        for begin, end in sorted(self.sentences, key=lambda span: span[0] < self.headline):
            if self.cues.lang == "en" and self.text[begin:end].rstrip('”"’) ').endswith("?"):
                continue
            if begin < self.headline and self.cues.lang == "en" and found:
                break  # the story tells it, in other words perhaps
            for cue in self.cues.incidents:
                match = self._told(cue, begin, end)
                if match is not None and not any(one.begin == begin and one.sort == cue.sort for one in found):
                    one = Incident(cue.sort, begin, end, self.whens.of(match, begin, end))
                    if not any(self._same(one, other) for other in found):
                        found.append(one)
        return sorted(_gathered(found), key=lambda one: one.begin)

    def _told(self, cue: Happened, begin: int, end: int) -> re.Match[str] | None:
        """The first place in a sentence that tells it as having been, with the words near it that it needs."""
        for match in cue.words.finditer(self.text, begin, end):
            near = cue.near is None or cue.near.search(self.text, max(0, match.start() - _NEAR), match.end())
            if near and not self._ahead(match.start(), begin) and not self._not_so(match.start(), begin):
                return match
        return None

    def _not_so(self, place: int, begin: int) -> bool:
        """English: “was not fined”, “nobody has been deported”, “awaiting trial”."""
        return self.cues.lang == "en" and _NOT_SO.search(self.text, begin, place) is not None

    def _same(self, one: Incident, other: Incident) -> bool:
        """English: an event is told again and again in a story; another one of its kind has another date."""
        if self.cues.lang != "en" or one.sort != other.sort or one.begin == other.begin:
            return False
        return one.when is None or other.when is None or one.when.edtf == other.when.edtf

    def _ahead(self, place: int, begin: int) -> bool:
        quote = inside(self.quotes, place)
        start = max(begin, place - 40, quote.begin if quote is not None else 0)
        return self.cues.patterns["hypothetical"].search(self.text, start, place) is not None


def _gathered(found: list[Incident]) -> list[Incident]:
    """One event each: who had gathered, in another sentence, and was dispersed; a trial and its sentence."""
    dispersed = {one.begin for one in found if one.sort == "protest_dispersed"}
    sorts = {one.sort for one in found}
    return [
        one for one in found
        if (one.sort != "protest" or not dispersed or one.begin in dispersed)
        and (one.sort != "sentence" or "trial" not in sorts)
    ]  # fmt: skip


def teller(text: str, cues: Cues, cast: Cast) -> Speaker | None:
    """Who says "my name is …" in a text told in the first person; None where nobody does, or two do."""
    found = [
        one
        for one in cast.all
        if one.kind == "person" and cues.patterns["intro"].search(text[max(0, one.begin - 20) : one.begin])
    ]
    return found[0] if len({one.key for one in found}) == 1 else None
