"""English: who says what in one sentence, whose words are passed on by whom, and which quotation is whose.

Where one tells what another said, the statement is the inner one's and the outer one passes it on ("Relatives told her
that …, she wrote": the relatives speak, she passes it on). A quotation that is only a term or a part of a clause is no
statement of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tereze.intake.extract.cues import Cues
from tereze.intake.extract.quotes import Quote
from tereze.intake.extract.said import Verb
from tereze.intake.extract.speakers import Cast, Speaker
from tereze.intake.extract.subjects import Subjects

_INVERTS = re.compile(r"\b(?:said|says|say|adds|added|wrote|writes|asked|recalled|recalls|replied|insisted|testified|"
                      r"explained|warned|argued|noted|admitted|announced|claimed)$")  # fmt: skip
_PASSIVES = re.compile(
    r"(?:denied|disputed|refuted|rejected|dismissed|confirmed|reported|described|announced|claimed)$"
)
_PAUSE = re.compile(r"[,.?!”\"’]\s*(?:as )?$")
_COMPLEMENT = re.compile(r"\s(?:(?!and\b|but\b|while\b)[\w’'-]+ ){0,7}?(?:that |how )?")
_TRAILS = re.compile(r"(?: (?!that\b|how\b)[\w’'-]+){0,9}?(?:[.,;”\"]|$)")
_LEAD = re.compile(
    r"(?i)(?:in|on|at|after|before|during|since|by|asked|speaking|last|earlier|later|as|when|while|for|under)\b"
)
_AS = re.compile(r"(?:^|[.\n]\s*)As $")


@dataclass(frozen=True, slots=True)
class Told:
    """What one verb tells: `subject` as it stands, `speaker` who is meant, `words` the quotation where there is one."""

    verb: Verb
    subject: Speaker
    speaker: Speaker
    words: tuple[int, int] | None
    chain: tuple[Speaker, ...] = ()


class Attribution:
    """English sentences of one text."""

    def __init__(self, text: str, cues: Cues, cast: Cast, quotes: tuple[Quote, ...]) -> None:
        self.text, self.cues, self.cast, self.quotes = text, cues, cast, quotes
        self.subjects = Subjects(text, cues, cast, quotes)

    def sentence(self, begin: int, end: int, verbs: list[Verb]) -> list[Told]:
        """What is told in a sentence, innermost speakers only, with those who pass it on (nearest first)."""
        found: list[Told] = []
        for at, verb in enumerate(verbs):
            subject = self._subject(verb, begin, end, verbs[at - 1].begin if at else -1)
            speaker = self._meant(subject) if subject is not None else None
            asked = self.text[verb.begin : verb.end].endswith("asked")
            if subject is not None and speaker is not None:
                words = self._words(verb, subject, begin, end, verbs)
                if asked and (words is None or self.text[words[0] : words[1]].rstrip('”"’').endswith("?")):
                    continue  # a question says nothing
                found.append(Told(verb, subject, speaker, words))
        return self._nested(begin, end, found)

    def _subject(self, verb: Verb, begin: int, end: int, earlier: int) -> Speaker | None:
        words = self.text[verb.begin : verb.end]
        if re.search(r"\b(?:was|were|been)\s+$", self.text[max(begin, verb.begin - 6) : verb.begin]):
            by = re.match(r"\s+by\b", self.text[verb.end : end]) if _PASSIVES.search(words) else None
            return self.subjects.phrase(verb.end + by.end(), end) if by else None
        before = self.text[max(begin, verb.begin - 3) : verb.begin]
        inverted = None
        if _PAUSE.search(before) and _INVERTS.search(words):
            inverted = self.subjects.after(verb.end, end)
            if inverted is not None and (inverted.kind in {"pronoun", "other"}):
                inverted = None
        if inverted is not None and re.search(r"[”\"]\s*$|[”\"], $", before):
            return inverted
        if re.search(r"\bwho $", self.text[max(begin, verb.begin - 4) : verb.begin]) and re.search(
            r"\b(?:say|says|claims?|believes?)$", self.text[verb.begin : verb.end]
        ):
            return None  # “a woman who says she was held”: what she tells comes with its own verb
        return self.subjects.of(verb.begin, begin, earlier) or inverted

    def _meant(self, subject: Speaker) -> Speaker | None:
        if subject.kind == "other":
            return self._thing(subject) if subject.text.lower() == "it" else None
        return self.cast.resolved(self.cast.named_beside(subject))

    def _thing(self, it: Speaker) -> Speaker | None:
        """The body named last before “it”, where one is named in this sentence or the one before."""
        start = self.text.rfind(". ", 0, max(0, self.text.rfind(". ", 0, it.begin))) + 1
        bodies = [one for one in self.subjects.named(start, it.begin) if self.cues.patterns["body"].search(one.text)]
        return bodies[-1] if bodies and len({one.text.lower() for one in bodies}) == 1 else None

    def _words(self, verb: Verb, subject: Speaker, begin: int, end: int, verbs: list[Verb]) -> tuple[int, int] | None:
        """The quotation that belongs to a verb: right before it and its subject, right after it, or both."""
        here = [quote for quote in self.quotes if begin <= quote.begin < end and self._whole(quote, begin)]
        before = [quote for quote in here if quote.end <= min(verb.begin, max(quote.end, subject.begin))]
        before = [quote for quote in before if self._adjoins(quote.end, min(verb.begin, subject.begin))]
        others = [other.begin for other in verbs if other.begin > verb.begin]
        after = [
            quote for quote in here
            if verb.end <= quote.begin <= verb.end + 100 and not any(place < quote.begin for place in others)
        ]  # fmt: skip
        if before:
            last = (
                after[0].end if after and re.search(r",\s*$", self.text[verb.end : after[0].begin]) else before[-1].end
            )
            return before[-1].begin, last
        return (after[0].begin, after[0].end) if after else None

    def _adjoins(self, place: int, other: int) -> bool:
        return re.fullmatch(r"[\s,.–—-]*(?:(?:and|but|then|as|later) )?", self.text[place:other]) is not None

    def _whole(self, quote: Quote, begin: int) -> bool:
        """Whether a quotation is something said, not a part of another's clause."""
        inner = self.text[quote.begin + 1 : quote.begin + 2]
        lead = self.text[max(begin, quote.begin - 2) : quote.begin].rstrip()
        return not inner.islower() or not lead or lead[-1] in ",:;—–"

    def _nested(self, begin: int, end: int, found: list[Told]) -> list[Told]:
        """Inner speakers with those around them as their chain; those around are dropped."""
        kept = list(found)
        for outer in found:
            inner = [one for one in kept if one is not outer and self._passes_on(outer, one, begin, end)]
            if outer not in kept or not inner:
                continue
            for one in inner:
                if one.speaker.key and one.speaker.key == outer.speaker.key:
                    kept.remove(one)
                elif one.words is None or outer.words is None:
                    kept[kept.index(one)] = replace(one, chain=(*one.chain, *self._voices(outer), *outer.chain))
            if any(one.speaker.key != outer.speaker.key or not one.speaker.key for one in inner):
                kept.remove(outer)
        return kept

    def _passes_on(self, outer: Told, inner: Told, begin: int, end: int) -> bool:
        if outer.verb.stance != "asserts" or outer.words is not None:
            return False
        if outer.verb.begin < inner.verb.begin:
            if _AS.search(self.text[max(begin - 2, 0) : outer.subject.begin].removesuffix("the ")):
                return True
            first = min(inner.subject.begin, inner.verb.begin)
            return first >= outer.verb.end and _COMPLEMENT.fullmatch(self.text, outer.verb.end, first) is not None
        return inner.words is None and self._trails(outer, begin, end)

    def _trails(self, told: Told, begin: int, end: int) -> bool:
        """“…, she said”: set behind what is told, with nothing told after it."""
        first = min(told.subject.begin, told.verb.begin)
        last = max(told.verb.end, told.subject.end)
        before = self.text[begin:first].rstrip()
        if not before.endswith(",") or (before.count(",") == 1 and _LEAD.match(before)):
            return False
        return _TRAILS.match(self.text, last, end) is not None

    def _voices(self, told: Told) -> tuple[Speaker, ...]:
        """The one who tells; of two outlets joined by “and”, both."""
        if told.speaker.kind != "org":
            return (told.speaker,)
        joined = [
            one for one in self.cast.between(max(0, told.speaker.begin - 60), told.speaker.begin)
            if one.kind == "org" and re.fullmatch(r",? and (?:the )?", self.text[one.end : told.speaker.begin])
        ]  # fmt: skip
        return (*joined, told.speaker)
