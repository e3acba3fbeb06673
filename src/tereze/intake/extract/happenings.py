"""Custody, positions and incidents: what is told as having been, never what is feared, forecast, asked or denied."""

from __future__ import annotations

from dataclasses import dataclass

from tereze.intake.extract import layout
from tereze.intake.extract.cues import Cues
from tereze.intake.extract.custody import Custodies, Custody
from tereze.intake.extract.dates import FoundDate
from tereze.intake.extract.positions import Position, Positions
from tereze.intake.extract.quotes import Quote, inside
from tereze.intake.extract.speakers import Cast, Speaker
from tereze.intake.extract.statements import Said
from tereze.intake.extract.whens import Whens

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

    def custody(self) -> list[Custody]:
        """In order of the text, each status of each person once a sentence."""
        return Custodies(
            self.text, self.cues, self.cast, quotes=self.quotes, said=self.said, sentences=self.sentences,
            whens=self.whens, me=teller(self.text, self.cues, self.cast), skip=self.headline,
        ).all()  # fmt: skip

    def positions(self) -> list[Position]:
        """What authorities say, where it takes a side."""
        return Positions(self.text, self.cues, self.cast, self.said).all()

    def incidents(self) -> list[Incident]:
        """Each kind once a sentence; not what may come; a headline tells nothing that the story tells too."""
        found: list[Incident] = []
        for begin, end in sorted(self.sentences, key=lambda span: span[0] < self.headline):
            for sort, pattern in self.cues.incidents:
                match = pattern.search(self.text, begin, end)
                if match and not self._ahead(match.start(), begin):
                    one = Incident(sort, begin, end, self.whens.of(match, begin, end))
                    if not any(self._same(one, other) for other in found):
                        found.append(one)
        return sorted(found, key=lambda one: one.begin)

    def _same(self, one: Incident, other: Incident) -> bool:
        """English: an event is told again and again in a story; another one of its kind has another date."""
        if self.cues.lang != "en" or one.sort != other.sort or one.begin == other.begin:
            return False
        return one.when is None or other.when is None or one.when.edtf == other.when.edtf

    def _ahead(self, place: int, begin: int) -> bool:
        quote = inside(self.quotes, place)
        start = max(begin, place - 40, quote.begin if quote is not None else 0)
        return self.cues.patterns["hypothetical"].search(self.text, start, place) is not None


def teller(text: str, cues: Cues, cast: Cast) -> Speaker | None:
    """Who says "my name is …" in a text told in the first person; None where nobody does, or two do."""
    found = [
        one
        for one in cast.all
        if one.kind == "person" and cues.patterns["intro"].search(text[max(0, one.begin - 20) : one.begin])
    ]
    return found[0] if len({one.key for one in found}) == 1 else None
