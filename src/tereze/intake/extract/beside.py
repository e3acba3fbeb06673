"""Languages other than English: the speaker is the one that stands beside the verb of saying, as the order of the
language puts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tereze.intake.extract.chains import Chains
from tereze.intake.extract.cues import Cues
from tereze.intake.extract.quotes import Quote, inside
from tereze.intake.extract.said import Said, Verb, once
from tereze.intake.extract.speakers import Cast, Speaker

_AFTER = 160  # characters after a quotation in which its speaker is looked for
_RELATIVE = re.compile(r",? (?:who|whose|which|with|\w+ing)\b[^,.]*$")
_FAR = 8  # words between a speaker and the verb


class Beside:
    """The statements of sentences, one text."""

    def __init__(self, text: str, cues: Cues, cast: Cast, quotes: tuple[Quote, ...]) -> None:
        self.text, self.cues, self.cast, self.quotes = text, cues, cast, quotes
        self.chains = Chains(text, cues, cast)

    def sentence(self, begin: int, end: int, verbs: list[Verb]) -> list[Said]:
        """Who says what in a sentence with these verbs of saying."""
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
                words = begin, end
                found.append(Said(speaker, self._stance(verb, *words), *words, False, (), (verb.begin, verb.end)))
        return self._nested(once([replace(said, chain=self.chains.of(said, begin, end)) for said in found]))

    def _stance(self, verb: Verb, begin: int, end: int) -> str:
        if verb.stance != "asserts":
            return "asserts" if verb.stance == "defends" else verb.stance
        return "denies" if self.cues.patterns["denied_words"].search(self.text, begin, end) else "asserts"

    def _speaker(self, verb: Verb, begin: int, end: int) -> Speaker | None:
        if self.cues.order == "sov":
            return self._first(begin, verb.begin)
        return self._before(verb, begin) or self._inverted(verb, end)

    def _first(self, begin: int, end: int) -> Speaker | None:
        """Verb-last languages: the first one in the sentence, outside quotations."""
        for one in self.cast.between(begin, end):
            if inside(self.quotes, one.begin) is None:
                return self.cast.resolved(self.cast.named_beside(one))
        return None

    def _before(self, verb: Verb, begin: int) -> Speaker | None:
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

    def _inverted(self, verb: Verb, end: int) -> Speaker | None:
        for one in self.cast.between(verb.end, end):
            gap = self.text[verb.end : one.begin]
            if re.fullmatch(r"\s*(?:(?:the|a|its|his|her) )?(?:\w+ ){0,2}", gap):
                return self.cast.resolved(self.cast.named_beside(one))
            break
        return None

    def _quoted(self, quote: Quote, begin: int, end: int, verbs: list[Verb]) -> Said | None:
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

    def _close(self, place: int, verb: Verb) -> bool:
        return re.fullmatch(r"[\s,.–—-]*", self.text[place : verb.begin]) is not None

    def _between(self, place: int, verb: Verb, begin: int) -> Speaker | None:
        there = self.cast.between(place, verb.begin)
        if there:
            chosen = there[-1] if there[-1].kind != "description" else self.cast.named_beside(there[0])
            return self.cast.resolved(chosen)
        return self._first(begin, place) if self.cues.order == "sov" else None

    def _made(self, quote: Quote, speaker: Speaker, verb: Verb, stance: str) -> Said:
        read = verb.stance if verb.stance in {"denies", "refuses"} else stance or "asserts"
        return Said(speaker, read, quote.begin, quote.end, True, (), (verb.begin, verb.end))

    def _according(self, begin: int, end: int, already: list[Said]) -> Iterator[Said]:
        """According to A B, …: A B is the speaker, unless someone else is; then A B passes it on (`Chains`)."""
        if already:
            return
        match = self.cues.patterns["according"].search(self.text, begin, end)
        if match is None or inside(self.quotes, match.start()):
            return
        if self.cues.order == "sov":
            there = self.cast.between(begin, match.start())[-1:]
        else:
            there = self.cast.between(match.end(), end)[:1]
        if there:
            speaker = self.cast.resolved(self.cast.named_beside(there[0]))
            if speaker is not None:
                yield Said(speaker, "asserts", begin, end, False)

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
