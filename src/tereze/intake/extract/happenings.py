"""Custody, positions and incidents: what is told as having been, never what is feared, forecast, asked or denied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tereze.intake.extract.cues import Cues
from tereze.intake.extract.dates import FoundDate
from tereze.intake.extract.quotes import Quote, inside
from tereze.intake.extract.speakers import Cast, Speaker
from tereze.intake.extract.statements import Said

_PLACES_OF = frozenset({"internment", "pretrial_detention"})
_SHARE = re.compile(r"%|percent|per cent|процент|пайыз|people|persons|человек|адам")
_NEAR = 70  # characters
_OF_OFFICE = re.compile(r"\w*(?:[’']s)?(?: \w+| (?:to|of|in|for) (?:the )?\w+(?: \w+)?)?[,，]? ?(?:\w+\. )?")
_OWNER = re.compile(r"\b(?:his|her)\b")
_SINCE = re.compile(r"\bsince (?:early |late |mid-)?$")
_OTHER_CLAUSE = re.compile(
    r"[;:，；]|\b(?:who|which|whose|says?|said|then|and|but|while|after|before|when|котор\w+|что|но|а|после|бірақ|бирок)\b"
)
_CLAUSE = re.compile(r"[;:]|,? (?:but|and then|while) |，|；")


@dataclass(frozen=True, slots=True)
class Custody:
    """A status of someone: `about` is the person (None where nobody is named), `term` the words used, `when` a date."""

    about: Speaker | None
    status: str
    begin: int
    end: int
    term: tuple[int, int]
    when: FoundDate | None
    said: Said | None


@dataclass(frozen=True, slots=True)
class Position:
    """What an authority holds, with the number it gives; `said` has the words."""

    actor: Speaker
    stance: str
    number: str
    said: Said


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
        self.said, self.sentences, self.dates = said, sentences, dates
        self.teller = teller(text, cues, cast)
        self._officials: dict[str, bool] = {}

    def custody(self) -> list[Custody]:
        """In order of the text, each status once a sentence."""
        return [one for begin, end in self.sentences for one in self._in_sentence(begin, end)]

    def _in_sentence(self, begin: int, end: int) -> Iterator[Custody]:
        found = self._statuses(begin, end)
        released = any(status == "released" for status, _ in found)
        for status, match in found:
            if status == "internment" and released:
                continue
            said = self._said_at(match.start())
            if self._not_so(match.start(), begin, end, said):
                continue
            about = self._about(match, begin, end, said)
            yield Custody(about, status, begin, end, match.span(), self._date_near(match.start(), begin, end), said)

    def _statuses(self, begin: int, end: int) -> list[tuple[str, re.Match[str]]]:
        found = []
        for status, pattern in self.cues.custody:
            match = pattern.search(self.text, begin, end)
            if match and (status not in _PLACES_OF or self.cues.patterns["placed"].search(self.text, begin, end)):
                found.append((status, match))
        return found

    def _said_at(self, place: int) -> Said | None:
        return next((said for said in self.said if said.begin <= place < said.end), None)

    def _not_so(self, place: int, begin: int, end: int, said: Said | None) -> bool:
        if said is not None and said.stance != "asserts":
            return True
        if self.text[begin:end].rstrip('»”"’) ').endswith(("?", "？", "؟")):
            return True
        if said is not None and self._is_authority(said.speaker):
            return True  # an authority's words are a position, not an observation of someone
        if self.cues.patterns["denied_words"].search(self.text, begin, end):
            return True
        breaks = [match.end() for match in _CLAUSE.finditer(self.text, begin, place)]
        clause = breaks[-1] if breaks else begin
        return self.cues.patterns["hypothetical"].search(self.text, max(clause, place - 60), place) is not None

    def _about(self, cue: re.Match[str], begin: int, end: int, said: Said | None) -> Speaker | None:
        """The nearest before the status: a named person, a pronoun's person; kin without a name is nobody named."""
        quote = inside(self.quotes, cue.start())
        if quote is not None and said is not None and self.cues.patterns["first"].search(self.text, begin, end):
            kin = self.cues.patterns["kin"].search(self.text, quote.begin, cue.start())
            return None if kin and "passport" not in kin[0] else said.speaker
        if quote is None and self.teller is not None and self.cues.patterns["first"].search(self.text, begin, end):
            return self.teller
        start = quote.begin if quote is not None else begin
        owner = _OWNER.search(cue[0])
        if owner is not None and self.cues.lang == "en":
            at = cue.start() + owner.start()
            whose = Speaker("pronoun", "he" if owner[0] == "his" else "she", at, at + 3)
            return self._surely(whose, said if quote is not None else None)
        there = [one for one in self.cast.between(start, cue.start()) if one.kind in {"person", "pronoun"}]
        kin_at = [match.start() for match in self.cues.patterns["kin"].finditer(self.text, start, cue.start())]
        if there and self.cues.patterns["kin_of"].search(self.text[start : there[-1].begin]):
            return None
        if there and (not kin_at or there[-1].begin >= kin_at[-1]):
            if self.cues.order == "sov" and len(there) > 1 and there[-1].kind == "pronoun":
                there = there[:-1]
            if self.cues.order == "sov" and said is not None and not said.quoted and there[-1].key == said.speaker.key:
                return None
            return self._surely(there[-1], said if quote is not None else None)
        if kin_at:
            return None
        last = min(end if quote is None else quote.end, cue.end() + 40)
        after = [one for one in self.cast.between(cue.start(), last) if one.kind == "person"]
        return after[0] if after else None

    def _surely(self, one: Speaker, said: Said | None) -> Speaker | None:
        """The person a pronoun means where only one can be meant; inside a quotation it is not the one who speaks.

        Whom the text calls “he” elsewhere is not “she”; and one who is known to be called so comes before one of whom
        nothing is known.
        """
        if one.kind != "pronoun":
            return one
        speaking = said.speaker.key if said is not None else ""
        sentence = max((begin for begin, _ in self.sentences if begin <= one.begin), default=0)
        paragraph = self.text.rfind("\n\n", 0, one.begin) + 1
        earlier = self.text.rfind("\n\n", 0, max(0, paragraph - 2)) + 1
        for start in (sentence, paragraph, earlier):
            there = [
                each for each in self.cast.between(start, one.begin)
                if each.kind == "person" and each.key != speaking and self.cast.may_be(each, one)
            ]  # fmt: skip
            if there:
                only = len({each.key for each in there}) == 1
                return (self._rather(there[-1], one, speaking) or there[-1]) if only else None
        return None

    def _rather(self, chosen: Speaker, pronoun: Speaker, speaking: str) -> Speaker | None:
        """The one person before who is known to be called so, where nothing is known of the one chosen."""
        if self.cast.is_called(chosen, pronoun):
            return None
        known = [
            one for one in self.cast.between(0, pronoun.begin)
            if one.kind == "person" and one.key not in {chosen.key, speaking} and self.cast.is_called(one, pronoun)
        ]  # fmt: skip
        return known[-1] if len({one.key for one in known}) == 1 else None

    def _date_near(self, place: int, begin: int, end: int) -> FoundDate | None:
        """The date beside a status: near, and with no other clause between the two."""
        here = [date for date in self.dates if begin <= date.begin < end and date.edtf and self._beside(date, place)]
        if not here:
            return None
        nearest = min(here, key=lambda date: abs(date.begin - place))
        since = _SINCE.search(self.text, max(begin, nearest.begin - 20), nearest.begin)
        open_ended = since is not None and "/" not in nearest.edtf
        return nearest._replace(edtf=f"{nearest.edtf}/..") if open_ended else nearest

    def _beside(self, date: FoundDate, place: int) -> bool:
        between = self.text[date.end : place] if date.end <= place else self.text[place : date.begin]
        return len(between) <= _NEAR and _OTHER_CLAUSE.search(between) is None

    def _is_authority(self, speaker: Speaker) -> bool:
        if speaker.kind != "person":
            return self.cues.patterns["authority"].search(speaker.text) is not None
        known = self._officials.get(speaker.key)
        if known is None:
            spans = (span for person in self.cast.people if person.key == speaker.key for span in person.spans)
            known = any(self._has_office(begin) or self._is_officer(end) for begin, end in spans)
            self._officials[speaker.key] = known
        return known

    def _has_office(self, begin: int) -> bool:
        before = self.text[max(0, begin - 48) : begin]
        match = next(reversed(list(self.cues.patterns["office"].finditer(before))), None)
        return match is not None and _OF_OFFICE.fullmatch(before[match.end() :]) is not None

    def _is_officer(self, end: int) -> bool:
        """“A B, a vice governor,” and “A B, who heads the government,”."""
        after = self.text[end : end + 60]
        match = self.cues.patterns["office_after"].match(after)
        return match is not None

    def positions(self) -> list[Position]:
        """What authorities say, where it is a denial, another name for a thing, a promise, a defence or a figure."""
        found = []
        for said in self.said:
            if self._is_authority(said.speaker) and said.stance != "refuses":
                number = self.cues.patterns["figure"].search(self.text, said.begin, said.end)
                stance = self._position_stance(said, number)
                if stance:
                    figure = _plain(number[0]) if number and stance in {"promises", "reports"} else ""
                    found.append(Position(said.speaker, stance, figure, said))
        return found

    def _position_stance(self, said: Said, number: re.Match[str] | None) -> str:
        patterns = self.cues.patterns
        if said.stance == "denies":
            return "denies"
        if said.verb != (0, 0) and patterns["defend"].search(self.text, *said.verb):
            return "defends"
        if patterns["promise"].search(self.text, said.begin, said.end) and number:
            return "promises"
        if patterns["relabel"].search(self.text, said.begin, said.end) and not number:
            return "relabels"
        return "reports" if number is not None and _SHARE.search(self.text, number.start(), number.end() + 9) else ""

    def incidents(self) -> list[Incident]:
        """Each kind once a sentence; not what may come."""
        found = []
        for begin, end in self.sentences:
            for sort, pattern in self.cues.incidents:
                match = pattern.search(self.text, begin, end)
                if match and not self._ahead(match.start(), begin):
                    found.append(Incident(sort, begin, end, self._date_near(match.start(), begin, end)))
        return found

    def _ahead(self, place: int, begin: int) -> bool:
        return self.cues.patterns["hypothetical"].search(self.text, max(begin, place - 40), place) is not None


def teller(text: str, cues: Cues, cast: Cast) -> Speaker | None:
    """Who says "my name is …" in a text told in the first person; None where nobody does, or two do."""
    found = [
        one
        for one in cast.all
        if one.kind == "person" and cues.patterns["intro"].search(text[max(0, one.begin - 20) : one.begin])
    ]
    return found[0] if len({one.key for one in found}) == 1 else None


def _plain(figure: str) -> str:
    """A number without the marks between its thousands; “two thousand” of the Russian pattern in figures."""
    if not figure[0].isdigit():
        return "2000"
    return re.sub(r"(?<=\d)[,\s](?=\d{3})", "", figure)
