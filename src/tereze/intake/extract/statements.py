"""What is said by whom: quotations and reported speech, with the stance and the chain of those who pass it on.

A speaker is named only where the text puts the speaker beside the verb of saying; what "will" be said, what is asked,
and what somebody "did not deny" give nothing. Refusing to speak is a stance of its own, never a denial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tereze.intake.extract import cues as cue_tables
from tereze.intake.extract import layout
from tereze.intake.extract.attribution import Attribution, Told
from tereze.intake.extract.beside import Beside
from tereze.intake.extract.cues import Cues
from tereze.intake.extract.offices import Offices
from tereze.intake.extract.quotes import Quote, inside
from tereze.intake.extract.said import Said, once
from tereze.intake.extract.sayings import Sayings
from tereze.intake.extract.speakers import Cast, Speaker
from tereze.intake.extract.stances import Stances

__all__ = ["Finder", "Said"]


class Finder:
    """Statements of one text."""

    def __init__(
        self, text: str, cues: Cues, cast: Cast, quotes: tuple[Quote, ...], sentences: list[tuple[int, int]]
    ) -> None:
        self.text, self.cues, self.cast, self.quotes = text, cues, cast, quotes
        self.english = Attribution(text, cues, cast, quotes) if cues.lang == "en" else None
        self.beside = Beside(text, cues, cast, quotes)
        self.sayings = Sayings(text, cues, quotes)
        self.stances = Stances(text, cues, Offices(text, cues, cast))
        self.headline = layout.headline(text) if self.english is not None else 0
        self.answered = self._answers() if self.english is not None else {}
        self.sentences = self._whole(sentences)

    def _whole(self, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Sentences with those inside one quotation put together."""
        whole: list[tuple[int, int]] = []
        for begin, end in sentences:
            quote = inside(self.quotes, begin) if whole else None
            if (quote is not None and quote.begin < begin) or (whole and self._asked(whole[-1][1], begin, end)):
                whole[-1] = (whole[-1][0], end)
            else:
                whole.append((begin, end))
        return whole

    def _answers(self) -> dict[int, Said]:
        """The answers of a printed interview, by where they begin: said by the one person named before or after it."""
        found = layout.answers(self.text)
        if not found:
            return {}
        outside = (*self.cast.between(0, found[0].first), *self.cast.between(found[-1].end, len(self.text)))
        people = [one for one in outside if one.kind == "person"]
        if not people or len({one.key for one in people}) > 1:
            return {}
        return {one.begin: Said(people[0], "asserts", one.begin, one.end, True) for one in found}

    def _asked(self, last: int, begin: int, end: int) -> bool:
        """“Where is he?” she asked: the mark inside the quotation does not end the sentence."""
        if self.english is None or not re.search(r"[?!][”\"’]$", self.text[max(0, last - 2) : last]):
            return False
        told = cue_tables.verb(self.cues, "say").search(self.text, begin, min(end, begin + 60))
        near = told is not None and len(self.text[begin : told.start()].split()) <= 5
        return "\n" not in self.text[last:begin] and (self.text[begin].islower() or near)

    def find(self) -> list[Said]:
        """All of them, in order."""
        found: list[Said] = []
        before: list[Said] = []
        last = 0
        for begin, end in self.sentences:
            here: list[Said] = []
            if begin < self.headline:
                continue
            answer = next((one for place, one in self.answered.items() if begin <= place < end), None)
            if answer is not None:
                found.append(answer)
                before = [answer]
                continue
            if any(one.begin <= begin < one.end for one in self.answered.values()):
                continue
            if not self.text[begin:end].rstrip('»”"’) ').endswith(("?", "？", "؟")):
                here = self._sentence(begin, end) or self._goes_on(begin, end, before, last)
            found += here
            before, last = here, end
        return sorted(found, key=lambda said: (said.begin, said.end))

    def _goes_on(self, begin: int, end: int, before: list[Said], last: int) -> list[Said]:
        """A sentence that is one quotation and no more, right after another in its paragraph: the same speaks on."""
        quote = inside(self.quotes, begin)
        whole = quote is not None and quote.begin == begin and not self.text[quote.end : end].strip(" .")
        quoted = [said for said in before if said.quoted]
        asks = self._asked_before(last, begin) if not before else None
        if quote is not None and whole and asks is not None:
            return [Said(asks, "asserts", quote.begin, quote.end, True)]
        if quote is None or not whole or len(quoted) != 1 or "\n" in self.text[last:begin]:
            return []
        one = quoted[0]
        if one.begin <= one.speaker.begin < one.end and one.chain:  # “My aunt told me …,” she said. “I …”
            return [Said(one.chain[0], "asserts", quote.begin, quote.end, True, one.chain[1:])]
        return [Said(one.speaker, "asserts", quote.begin, quote.end, True, one.chain)]

    def _asked_before(self, last: int, begin: int) -> Speaker | None:
        """““What are they now?” the lawyer asked. “They have …””: who asked right before, in the same paragraph."""
        asks = self.english.asks if self.english is not None else None
        beside = asks is not None and asks[0] == last and "\n" not in self.text[last:begin]
        return asks[1] if asks is not None and beside else None

    def _in_english(self, begin: int, end: int, told: list[Told]) -> list[Said]:
        found = []
        for one in told:
            words = one.words or (begin, end)
            stance = self.stances.of(one.speaker, one.verb.stance, (one.verb.begin, one.verb.end), words)
            quoted = one.words is not None and one.whole
            said = Said(one.speaker, stance, *words, quoted, (), (one.verb.begin, one.verb.end))
            found.append(replace(said, chain=_distinct(one)))
        found += [one for one in self._lead(begin, end) if not found]
        found = self._passed_on(begin, end, found)
        found += [] if found or told else list(self._according(begin, end))
        return once(found)

    def _passed_on(self, begin: int, end: int, found: list[Said]) -> list[Said]:
        """“The envoy said so, according to two people present”: these pass on what he said."""
        match = self.cues.patterns["according"].search(self.text, begin, end)
        if match is None or len(found) != 1 or found[0].verb[1] > match.start() or found[0].stance == "refuses":
            return found
        by = next(self._according(begin, end), None)
        trails = self.text[begin : match.start()].rstrip().endswith(",") and "," not in self.text[match.end() : end]
        if by is None or not trails or by.speaker.begin in {one.begin for one in found[0].chain}:
            return found
        return [replace(found[0], chain=(*found[0].chain, by.speaker))]

    def _lead(self, begin: int, end: int) -> Iterator[Said]:
        """“A B: «…»”: the one before the colon."""
        for quote in self.quotes:
            lead = self.text[begin : quote.begin].rstrip() if begin <= quote.begin < end else ""
            there = self.cast.between(begin, quote.begin)
            if lead.endswith(":") and there and there[0].begin == begin:
                speaker = self.cast.resolved(self.cast.named_beside(there[0]))
                if speaker is not None:
                    words = (quote.begin, quote.end)
                    yield Said(speaker, self.stances.of(speaker, "asserts", (0, 0), words), *words, True)

    def _sentence(self, begin: int, end: int) -> list[Said]:
        verbs = sorted(self.sayings.verbs(begin, end))
        if self.english is not None:
            return self._in_english(begin, end, self.english.sentence(begin, end, verbs))
        return self.beside.sentence(begin, end, verbs)

    def _according(self, begin: int, end: int) -> Iterator[Said]:
        """“According to A B, …”, where nobody else speaks in the sentence."""
        match = self.cues.patterns["according"].search(self.text, begin, end)
        if match is None or inside(self.quotes, match.start()) or self.english is None:
            return
        speaker = self.english.given_by(match.end(), end)
        if speaker is not None:
            yield Said(speaker, "asserts", begin, end, False)


def _distinct(told: Told) -> tuple[Speaker, ...]:
    """The chain with each voice once, without the speaker."""
    by_place = {one.begin: one for one in told.chain if one.begin != told.speaker.begin}
    kept: dict[str, Speaker] = {}
    for one in by_place.values():
        kept.setdefault(one.key or one.text, one)
    return tuple(kept.values())
