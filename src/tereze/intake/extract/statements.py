"""What is said by whom: quotations and reported speech, with the stance and the chain of those who pass it on.

A speaker is named only where the text puts the speaker beside the verb of saying; what "will" be said, what is asked,
and what somebody "did not deny" give nothing. Refusing to speak is a stance of its own, never a denial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tereze.intake.extract import cues as cue_tables
from tereze.intake.extract.cues import Cues
from tereze.intake.extract.quotes import Quote, inside
from tereze.intake.extract.speakers import Cast, Speaker

_AFTER = 160  # characters after a quotation in which its speaker is looked for
_RELATIVE = re.compile(r",? (?:who|whose|which|with|\w+ing)\b[^,.]*$")
_FAR = 8  # words between a speaker and the verb
_FILLER = re.compile(r"[\s,]*(?:(?:also|then|later|again|on \w+day|in an interview|at a briefing|, \d+,)[\s,]*)*")


@dataclass(frozen=True, slots=True)
class Said:
    """`begin`..`end` are the words said (a quotation or the sentence); `chain` passes them on, nearest first."""

    speaker: Speaker
    stance: str
    begin: int
    end: int
    quoted: bool
    chain: tuple[Speaker, ...] = ()
    verb: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Verb:
    begin: int
    end: int
    stance: str


class Finder:
    """Statements of one text."""

    def __init__(
        self, text: str, cues: Cues, cast: Cast, quotes: tuple[Quote, ...], sentences: list[tuple[int, int]]
    ) -> None:
        self.text, self.cues, self.cast, self.quotes = text, cues, cast, quotes
        self.sentences = self._whole(sentences)

    def _whole(self, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Sentences with those inside one quotation put together."""
        whole: list[tuple[int, int]] = []
        for begin, end in sentences:
            quote = inside(self.quotes, begin) if whole else None
            if quote is not None and quote.begin < begin:
                whole[-1] = (whole[-1][0], end)
            else:
                whole.append((begin, end))
        return whole

    def find(self) -> list[Said]:
        """All of them, in order."""
        found: list[Said] = []
        before: list[Said] = []
        last = 0
        for begin, end in self.sentences:
            here: list[Said] = []
            if not self.text[begin:end].rstrip('»”"’) ').endswith(("?", "？", "؟")):
                here = self._nested(self._sentence(begin, end)) or self._goes_on(begin, end, before, last)
            found += here
            before, last = here, end
        return sorted(found, key=lambda said: (said.begin, said.end))

    def _goes_on(self, begin: int, end: int, before: list[Said], last: int) -> list[Said]:
        """A sentence that is one quotation and no more, right after another in its paragraph: the same speaks on."""
        quote = inside(self.quotes, begin)
        whole = quote is not None and quote.begin == begin and not self.text[quote.end : end].strip(" .")
        quoted = [said for said in before if said.quoted]
        if quote is None or not whole or len(quoted) != 1 or "\n" in self.text[last:begin]:
            return []
        return [Said(quoted[0].speaker, "asserts", quote.begin, quote.end, True, quoted[0].chain)]

    def _sentence(self, begin: int, end: int) -> list[Said]:
        verbs = list(self._verbs(begin, end))
        found: list[Said] = []
        quotes = [quote for quote in self.quotes if begin <= quote.begin < end]
        for quote in quotes:
            said = self._quoted(quote, begin, end, verbs)
            if said is not None:
                found.append(said)
        used = {said.verb for said in found}
        found += list(self._according(begin, end, found))
        covered = any(said.verb == (0, 0) for said in found)
        for verb in verbs:
            if (verb.begin, verb.end) in used or (covered and verb.stance == "asserts"):
                continue
            speaker = self._speaker(verb, begin, end)
            if speaker is not None:
                words = self._clause(verb, begin, end)
                found.append(Said(speaker, self._stance(verb, *words), *words, False, (), (verb.begin, verb.end)))
        return _once([replace(said, chain=self._chain(said, begin, end)) for said in found])

    def _verbs(self, begin: int, end: int) -> Iterator[_Verb]:
        """The verbs of saying outside quotations, strongest reading first; what is ahead or not so is left out."""
        taken: list[tuple[int, int]] = []
        for name, stance in (("refuse", "refuses"), ("deny", "denies"), ("defend", "defends"), ("say", "asserts")):
            for match in cue_tables.verb(self.cues, name).finditer(self.text, begin, end):
                before = self.text[max(begin, match.start() - 30) : match.start()]
                clash = any(match.start() < last and first < match.end() for first, last in taken)
                if clash or inside(self.quotes, match.start()):
                    continue
                taken.append(match.span())
                if stance == "asserts" and self.cues.patterns["passive"].search(before):
                    continue  # a passive names nobody who speaks
                if self.cues.patterns["forecast_say"].search(before) or self.cues.patterns["negation"].search(before):
                    continue
                if stance == "denies" and self.cues.patterns["act_not_denial"].match(self.text, match.start()):
                    continue
                yield _Verb(match.start(), match.end(), stance)

    def _stance(self, verb: _Verb, begin: int, end: int) -> str:
        if verb.stance != "asserts":
            return "asserts" if verb.stance == "defends" else verb.stance
        return "denies" if self.cues.patterns["denied_words"].search(self.text, begin, end) else "asserts"

    def _speaker(self, verb: _Verb, begin: int, end: int) -> Speaker | None:
        if self.cues.order == "sov":
            return self._first(begin, verb.begin)
        return self._before(verb, begin) or self._inverted(verb, end)

    def _first(self, begin: int, end: int) -> Speaker | None:
        """Verb-last languages: the first one in the sentence, outside quotations."""
        for one in self.cast.between(begin, end):
            if inside(self.quotes, one.begin) is None:
                return self.cast.resolved(self.cast.named_beside(one))
        return None

    def _before(self, verb: _Verb, begin: int) -> Speaker | None:
        there = [one for one in self.cast.between(begin, verb.begin) if inside(self.quotes, one.begin) is None]
        if not there:
            return None
        gap = self.text[there[-1].end : verb.begin]
        if gap.strip() == ",":
            chosen = self._not_in_relative(there)
        elif gap.rstrip().endswith(",") or re.match(r"\s*,", gap):
            there = self._before_comma(there) or there
            chosen = there[0]
        else:
            chosen = self._not_in_relative(there)
            if len(re.findall(r"\w+", gap)) > _FAR and self.cues.lang != "zh":
                return None
        chosen = self._head(there, chosen)
        return self.cast.resolved(self.cast.named_beside(chosen))

    def _not_in_relative(self, there: list[Speaker]) -> Speaker:
        """The last one; of “A B, who heads the council, said” the one before."""
        last = there[-1]
        for one in [] if last.kind == "pronoun" else there[:-1]:
            if _RELATIVE.match(self.text[one.end : last.begin]):
                return one
        return last

    def _before_comma(self, there: list[Speaker]) -> list[Speaker]:
        return [one for one in there if re.match(r"\s*[,，]", self.text[one.end : one.end + 2])]

    def _head(self, there: list[Speaker], chosen: Speaker) -> Speaker:
        """The name right before in apposition: "Her husband, A B," gives A B through `named_beside`."""
        index = there.index(chosen)
        if index and chosen.kind == "description" and there[index - 1].kind == "person":
            gap = self.text[there[index - 1].end : chosen.begin]
            if re.fullmatch(r",? ?(?:the |a |an )?", gap):
                return there[index - 1]
        return chosen

    def _inverted(self, verb: _Verb, end: int) -> Speaker | None:
        for one in self.cast.between(verb.end, end):
            gap = self.text[verb.end : one.begin]
            if re.fullmatch(r"\s*(?:(?:the|a|its|his|her) )?(?:\w+ ){0,2}", gap):
                return self.cast.resolved(self.cast.named_beside(one))
            break
        return None

    def _quoted(self, quote: Quote, begin: int, end: int, verbs: list[_Verb]) -> Said | None:
        """A quotation: its verb after it, or before it; where there is only “A B: «…»”, the one before the colon."""
        after = [verb for verb in verbs if quote.end <= verb.begin <= quote.end + _AFTER]
        before = [verb for verb in verbs if verb.end <= quote.begin]
        stance = "denies" if self.cues.patterns["denied_words"].search(self.text, quote.begin, quote.end) else ""
        for verb in after[:1]:
            speaker = (
                self._inverted(verb, end) if self._close(quote.end, verb) else self._between(quote.end, verb, begin)
            )
            if speaker is not None:
                return self._made(quote, speaker, verb, stance)
        for verb in before[-1:]:
            speaker = self._speaker(verb, begin, end)
            if speaker is not None:
                return self._made(quote, speaker, verb, stance)
        lead = self.text[begin : quote.begin].rstrip()
        if lead.endswith((":", "：")):
            there = self.cast.between(begin, quote.begin)
            speaker = self.cast.resolved(there[0]) if there else None
            if speaker is not None:
                return Said(speaker, stance or "asserts", quote.begin, quote.end, True)
        return None

    def _close(self, place: int, verb: _Verb) -> bool:
        return re.fullmatch(r"[\s,.–—-]*", self.text[place : verb.begin]) is not None

    def _between(self, place: int, verb: _Verb, begin: int) -> Speaker | None:
        there = self.cast.between(place, verb.begin)
        if there:
            chosen = there[-1] if there[-1].kind != "description" else self.cast.named_beside(there[0])
            return self.cast.resolved(chosen)
        return self._first(begin, place) if self.cues.order == "sov" else None

    def _made(self, quote: Quote, speaker: Speaker, verb: _Verb, stance: str) -> Said:
        read = verb.stance if verb.stance in {"denies", "refuses"} else stance or "asserts"
        return Said(speaker, read, quote.begin, quote.end, True, (), (verb.begin, verb.end))

    def _clause(self, verb: _Verb, begin: int, end: int) -> tuple[int, int]:  # noqa: ARG002
        return begin, end

    def _according(self, begin: int, end: int, already: list[Said]) -> Iterator[Said]:
        """According to A B, …: A B is the speaker, unless someone else is; then A B passes it on (`_chain`)."""
        if already:
            return
        match = self.cues.patterns["according"].search(self.text, begin, end)
        if match is None or inside(self.quotes, match.start()):
            return
        if self.cues.order == "sov":
            there = self.cast.between(begin, match.start())[-1:]
        else:
            there = self.cast.between(match.end(), end)[:1]
        others = [verb for verb in self._verbs(begin, end) if verb.stance != "refuses"]
        verbs_elsewhere = [verb for verb in others if not there or not 0 <= verb.begin - there[0].end <= 2]
        if there and not (verbs_elsewhere and self.cues.lang == "en"):
            speaker = self.cast.resolved(self.cast.named_beside(there[0]))
            if speaker is not None:
                yield Said(speaker, "asserts", begin, end, False)

    def _chain(self, said: Said, begin: int, end: int) -> tuple[Speaker, ...]:
        """Outlets that it was told to, and those it is given after."""
        chain: list[Speaker] = []
        if said.verb != (0, 0):
            reach = self.cast.between(said.verb[1], min(end, said.verb[1] + 60))
            asked = self.cues.patterns["interview"]
            direct = [
                one for one in reach
                if one.kind == "org"
                and (self._straight(said.verb[1], one.begin) or asked.search(self.text, said.verb[1], one.begin))
            ]  # fmt: skip
            chain += direct[:1]
            if self.cues.order == "sov":
                chain += [one for one in self.cast.between(begin, end) if self._addressee(one) and one not in chain][:1]
        for name in ("according", "citing"):
            for match in self.cues.patterns[name].finditer(self.text, begin, end):
                there = self.cast.between(match.end(), min(end, match.end() + 60))[:1]
                chain += [
                    one for one in there if one.kind == "org" and one.begin != said.speaker.begin and one not in chain
                ]
        return tuple(one for one in chain if one.begin != said.speaker.begin)

    def _straight(self, place: int, other: int) -> bool:
        return len(re.findall(r"\w+", self.text[place:other])) <= 2 and "." not in self.text[place:other]

    def _addressee(self, one: Speaker) -> bool:
        """A quoted outlet in the dative ("«Мысал» газетіне")."""
        after = self.text[one.end : one.end + 14]
        return one.kind == "org" and re.match(r"\s*\w+(?:не|на|ге|ға|ке|қа|غا|گە)\b", after) is not None

    def _nested(self, found: list[Said]) -> list[Said]:
        """“The outlet reports that A B said …”: A B says it, the outlet passes it on."""
        outlets = [said for said in found if said.speaker.kind == "org" and not said.quoted and said.verb != (0, 0)]
        others = [said for said in found if said not in outlets]
        kept = list(others)
        for outlet in outlets:
            later = [said for said in others if said.verb[0] > outlet.verb[0] and said.stance != "refuses"]
            if not later:
                kept.append(outlet)
            for said in later:
                kept[kept.index(said)] = replace(said, chain=(*said.chain, outlet.speaker))
        return kept


def _once(found: list[Said]) -> list[Said]:
    """One statement for one speaker and one passage: the first, with the chain of all."""
    kept: dict[tuple[str, str, int, int], Said] = {}
    for said in found:
        place = (said.speaker.key or said.speaker.text, said.stance, said.begin, said.end)
        if place in kept:
            more = tuple(one for one in said.chain if one not in kept[place].chain)
            kept[place] = replace(kept[place], chain=kept[place].chain + more)
        else:
            kept[place] = said
    return list(kept.values())
