"""Custody as told of someone: what was, never what is feared, forecast, asked or denied, nor an authority's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tereze.intake.extract import context, given_names, overlaps
from tereze.intake.extract.cues import Cues
from tereze.intake.extract.dates import FoundDate
from tereze.intake.extract.kinfolk import KIN
from tereze.intake.extract.offices import Offices
from tereze.intake.extract.patients import Nobody, Patients
from tereze.intake.extract.quotes import Quote, inside
from tereze.intake.extract.speakers import Cast, Speaker
from tereze.intake.extract.statements import Said
from tereze.intake.extract.whens import Whens

_PLACES_OF = frozenset({"internment", "pretrial_detention"})
_CLAUSE = re.compile(r"[;:]|,? (?:but|and then|while) |，|；")
_WISHED = re.compile(
    r"(?<!to )\bbe (?:\w+ly )?$|"
    r"\b(?:hop|want|ask|expect|wait|due|able|refus|plead|pray)\w* (?:for \w+ )?to be (?:\w+ly )?$|"
    r"\b(?:demand\w*|call\w* for|urg\w+|appeal\w* for|campaign\w* for|promis\w+|seek\w*|sought|ask\w* for|request\w*|"
    r"secure|negotiat\w+|hop\w+ for|awaiting|until) (?:the |an? |his |her |their |(?:[\w-]+[’']s? ){1,3})?(?:[\w-]+ )?$"
)
_UNDENIED = re.compile(
    r"(?:\bnot|n[’']t|\bnever|\bno one|\bnobody) (?:\w+ )?(?:deny|denied|denies|dispute[ds]?|confirm(?:ed)?)\b"
)
_NEGATED = re.compile(
    r"\b(?:not|never|nobody|no one|none|neither|nor|without|almost|nearly|narrowly)\b"
    r"(?:(?!\b(?:since|because|why|after|before|until|where|that)\b)[^,.;]){0,24}$|n[’']t (?:\w+ ){0,2}$"
)
_BELIEVED = re.compile(
    r"(?:\b(?:suspects?|guess(?:es)?|imagines?|rumou?r(?:ed|s)?)\b|"
    r"\b(?:avoid(?:ed|ing)?|escap(?:ed|ing)|instead of|rather than|at risk of|in case of|evad\w+|plans? to|wants? to|"
    r"tried to|prepar\w+ to|orders? to|calls? to|how to|about to) (?:being |be |having been )?)[^,.;]{0,30}$"
)
_KIN_TOLD = re.compile(rf"\b(?:{KIN}|bab(?:y|ies)|child|famil(?:y|ies)|man|woman|imam|teacher)(?:s|ren)?\b")
_FILE = re.compile(
    r"(?i)\b(?:files?|documents?|records?|reports?|lists?|notices?|letters?|database|verdicts?|judgments?|papers|"
    r"sentencing|spreadsheets?|leaked|logs?)\b"
)


@dataclass(frozen=True, slots=True)
class Custody:
    """A status of someone: `about` is the person (None where nobody is named), `term` the words used, `when` a date.

    `score` is there where the learned reader found it and no rule did: how likely it holds it.
    """

    about: Speaker | None
    status: str
    begin: int
    end: int
    term: tuple[int, int]
    when: FoundDate | None
    said: Said | None
    score: float | None = None


def _aged(who: Speaker | Nobody) -> bool:
    return isinstance(who, Speaker) and who.text.endswith("-year-old")


class Custodies:
    """The custody statuses of one text."""

    def __init__(
        self, text: str, cues: Cues, cast: Cast, *, quotes: tuple[Quote, ...], said: list[Said],
        sentences: list[tuple[int, int]], whens: Whens, me: Speaker | None, skip: int = 0,
    ) -> None:  # fmt: skip
        self.text, self.cues, self.cast, self.quotes = text, cues, cast, quotes
        self.said, self.sentences, self.whens, self.teller, self.skip = said, sentences, whens, me, skip
        self.offices = Offices(text, cues, cast)
        self.latest: Custody | None = None
        self.names = {person.key: person.name for person in cast.people}
        self.patients = Patients(text, cues, cast, quotes) if cues.lang == "en" else None

    def all(self) -> list[Custody]:
        """In order of the text, each status of each person once a sentence."""
        read = self._in_english if self.patients is not None else self._in_sentence
        return [one for begin, end in self.sentences if begin >= self.skip for one in read(begin, end)]

    def _in_english(self, begin: int, end: int) -> Iterator[Custody]:
        found: dict[tuple[str, str], Custody] = {}
        for status, match in overlaps.standing(self._matches(begin, end)):
            before = self._freed_after(match, found)
            one = self._told(self._in_context(status, match, begin), match, begin, end)
            if before is not None and (one is None or one.about is None):
                when = self.whens.of(match, begin, end)
                one = replace(before, status=status, term=self._term(match), when=when)
            if one is None or (one.status == "left_country" and one.about is None):
                continue
            self.latest = one
            for each in (one, *self._others(one, end)):
                found.setdefault((each.status, each.about.key if each.about else ""), each)
        bound = {key for status, key in found if status in overlaps.BINDING}
        yield from (one for (status, key), one in found.items() if status != "movement_restricted" or key not in bound)

    def _in_context(self, status: str, match: re.Match[str], begin: int) -> str:
        """The status that the words have here: former detainees of camps tell where they were held."""
        weak = any(name.startswith("weak") and match[name] is not None for name in match.re.groupindex)
        if status != "police_custody" or not weak:
            return status
        last = self._before(begin, self.text.rfind("\n\n", 0, begin) + 1)
        return "internment" if context.of_camps(self.text, last, match) else status

    def _freed_after(self, match: re.Match[str], found: dict[tuple[str, str], Custody]) -> Custody | None:
        """“Freed an elderly herder after nine days in a cell”: the release that was told right before."""
        if not context.begins_after(match):
            return None
        freed = [one for one in found.values() if one.status == "released" and one.about is not None]
        near = (
            freed and match.start() - freed[-1].term[1] < 60 and "," not in self.text[freed[-1].term[1] : match.start()]
        )
        return freed[-1] if near else None

    def _matches(self, begin: int, end: int) -> list[tuple[str, re.Match[str]]]:
        return [
            (status, match)
            for status, pattern in self.cues.custody
            for match in pattern.finditer(self.text, begin, end)
            if "gated" not in pattern.groupindex or context.made_to_work(self.text, max(0, begin - 250), end + 120)
        ]

    def _others(self, one: Custody, end: int) -> Iterator[Custody]:
        """“Her sons, A and B, have been missing”: the status is told of both."""
        if one.about is not None and not one.about.by_pronoun and one.about.begin >= one.term[1]:
            yield from self._joined_behind(one, one.about, end)
            return
        at = one.about.end if one.about is not None and not one.about.by_pronoun else -1
        if one.about is None or one.about.kind != "person" or not one.begin <= at <= one.term[0]:
            return
        if re.match(r" (?:have|were|are)\b", self.text[at:end]):
            for other in reversed(self.cast.between(one.begin, one.about.begin)):
                if other.kind == "person" and self.text[other.end : one.about.begin] == " and ":
                    yield replace(one, about=other)
                return
        for other in self.cast.between(at, min(end, at + 60)):
            joined = other.kind == "person" and re.fullmatch(r",? and ", self.text[at : other.begin])
            if joined and re.match(r",? (?:have|were|are)\b", self.text[other.end : end]):
                yield replace(one, about=other)
            break

    def _joined_behind(self, one: Custody, about: Speaker, end: int) -> Iterator[Custody]:
        """“Police arrested A and B.”: the second of two who are behind the verb."""
        for other in self.cast.between(about.end, min(end, about.end + 60)):
            joined = other.kind == "person" and re.fullmatch(r",? and ", self.text[about.end : other.begin])
            if joined and re.match(r"[,.]| (?:to|for|in|on|at|last|after|with|from)\b", self.text[other.end : end]):
                yield replace(one, about=other)
            break

    def _told(self, status: str, match: re.Match[str], begin: int, end: int) -> Custody | None:
        said = self.said_at(match.start(), match.end())
        if self.patients is None or not self.is_told(status, match, begin, end):
            return None
        own = said is not None and said.quoted
        me = said.speaker if said is not None and own else self.teller
        who = self.patients.of(match, begin, end, me)
        if who is Nobody.NONE or (status == "deceased" and who is Nobody.UNNAMED and not self._of_kin(match, begin)):
            return None
        if who is Nobody.UNNAMED and status in {"released", "police_custody"}:
            who = context.speaks_next(self.text, self.cast, self.quotes, match, end) or who
        about = self._surely(who, said if own or _aged(who) else None) if isinstance(who, Speaker) else None
        behind = who.end if isinstance(who, Speaker) and match.start() < who.begin < match.end() + 60 else 0
        when = self.whens.of(match, begin, end, behind)
        return Custody(about, status, begin, end, self._term(match), when, said)

    def is_told(self, status: str, match: re.Match[str], begin: int, end: int, *, official: bool = True) -> bool:
        """Whether words tell what was: not what is feared, wished, denied or asked.

        Nor, where `official`, an authority's words: rules cannot tell whether they are about somebody in particular.
        """
        said = self.said_at(match.start(), match.end())
        admitted = said is not None and context.admitted(self.text, status, said)
        if self._not_so(match.start(), begin, end, said, official=official and not admitted):
            return False
        if status == "police_custody" and context.done_privately(self.text, match):
            return False
        wished = _WISHED.search(self.text[max(begin, match.start() - 60) : match.start()])
        if wished and not context.until_it_was(self.text[begin : match.start()]):
            return False
        if _UNDENIED.search(self.text, begin, match.start()) or _NEGATED.search(
            self.text[max(begin, match.start() - 40) : match.start()]
        ):
            return False
        return not _BELIEVED.search(self.text[max(begin, match.start() - 60) : match.start()])

    def whom(self, match: re.Match[str], begin: int, end: int) -> Speaker | Nobody:
        """Of whom words tell something, as far as the grammar shows."""
        said = self.said_at(match.start(), match.end())
        own = said is not None and said.quoted
        me = said.speaker if said is not None and own else self.teller
        if self.patients is None:
            return Nobody.NONE
        who = self.patients.of(match, begin, end, me)
        if not isinstance(who, Speaker):
            return who
        return self._surely(who, said if own or _aged(who) else None) or Nobody.UNNAMED

    def said_at(self, place: int, end: int = 0) -> Said | None:
        """What is said there; not where the verb of saying itself is what is told (“refused to give back …”)."""
        said = self._said_at(place)
        return None if said is not None and place <= said.verb[0] < end else said

    def _of_kin(self, match: re.Match[str], begin: int) -> bool:
        """Whether kin or children are told of: a death among many others in a cell is told of nobody."""
        return _KIN_TOLD.search(self.text, max(begin, match.start() - 90), match.end() + 40) is not None

    def _term(self, match: re.Match[str]) -> tuple[int, int]:
        """The words for the place where there is one ("re-education camp"), else for what was done."""
        named = list(self.cues.patterns["place_term"].finditer(self.text, *match.span()))
        return named[-1].span() if named else match.span()

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
            yield Custody(about, status, begin, end, match.span(), self.whens.of(match, begin, end), said)

    def _statuses(self, begin: int, end: int) -> list[tuple[str, re.Match[str]]]:
        found = []
        for status, pattern in self.cues.custody:
            match = pattern.search(self.text, begin, end)
            if match and (status not in _PLACES_OF or self.cues.patterns["placed"].search(self.text, begin, end)):
                found.append((status, match))
        return found

    def _said_at(self, place: int) -> Said | None:
        there = [said for said in self.said if said.begin <= place < said.end]
        return next((said for said in there if said.quoted), there[0] if there else None)

    def _not_so(self, place: int, begin: int, end: int, said: Said | None, *, official: bool = True) -> bool:
        if said is not None and said.stance != "asserts":
            return True
        if self.text[begin:end].rstrip('»”"’) ').endswith(("?", "？", "؟")):
            return True
        if official and said is not None and self._official(said.speaker) and not self._around(place, said):
            return True  # an authority's words are a position, not an observation of someone
        if self.patients is None and self.cues.patterns["denied_words"].search(self.text, begin, end):
            return True
        breaks = [match.end() for match in _CLAUSE.finditer(self.text, begin, place)]
        clause = breaks[-1] if breaks else begin
        return self.cues.patterns["hypothetical"].search(self.text, max(clause, place - 60), place) is not None

    def _official(self, speaker: Speaker) -> bool:
        """An authority; not a document of one that others got hold of."""
        paper = self.patients is not None and speaker.kind != "person" and _FILE.search(speaker.text) is not None
        return not paper and self.offices.holds(speaker)

    def _around(self, place: int, said: Said) -> bool:
        """Whether words stand before what is passed on: they are those of the one who passes it on."""
        return bool(said.chain) and not said.quoted and place < said.verb[0]

    def _about(self, cue: re.Match[str], begin: int, end: int, said: Said | None) -> Speaker | None:
        """The nearest before the status: a named person, a pronoun's person; kin without a name is nobody named."""
        quote = inside(self.quotes, cue.start())
        if quote is not None and said is not None and self.cues.patterns["first"].search(self.text, begin, end):
            kin = self.cues.patterns["kin"].search(self.text, quote.begin, cue.start())
            return None if kin else said.speaker
        if quote is None and self.teller is not None and self.cues.patterns["first"].search(self.text, begin, end):
            return self.teller
        start = quote.begin if quote is not None else begin
        there = [one for one in self.cast.between(start, cue.start()) if one.kind in {"person", "pronoun"}]
        kin_at = [match.start() for match in self.cues.patterns["kin"].finditer(self.text, start, cue.start())]
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
        kin = self._kin_meant(one)
        if kin is not None and self.patients is not None:
            return self.patients.kin.named(kin)
        speaking = self._speaking(one, said)
        sentence = max((begin for begin, _ in self.sentences if begin <= one.begin), default=0)
        paragraph = self.text.rfind("\n\n", 0, one.begin) + 1
        earlier = self.text.rfind("\n\n", 0, max(0, paragraph - 2)) + 1
        last = self._before(sentence, paragraph) if self.patients is not None else sentence
        steps = [(0, sentence), (1, last), (2, paragraph), (3, earlier)]
        rather = [(at, start, True) for at, start in steps if self.patients is not None]
        for at, start, strict in rather + [(at, start, False) for at, start in steps]:
            there = [
                each for each in self.cast.between(start, one.begin)
                if each.kind == "person" and each.key not in speaking and self.cast.may_be(each, one)
                and (not strict or self._is_so_named(each, one))
            ]  # fmt: skip
            if there and (at != 1 or len({each.key for each in there}) == 1):
                return self._only(there, one, speaking) or self._continued(one, earlier, speaking)
        return self._ahead(one) if self.patients is not None and not speaking else None

    def _is_so_named(self, each: Speaker, one: Speaker) -> bool:
        """Whether a pronoun goes with someone's given name, or the text calls him so all the same."""
        kind = {"he": "h", "him": "h", "his": "h", "she": "s", "her": "s"}.get(one.text.lower())
        return given_names.given(self.names.get(each.key, each.text)) in {None, kind} or self.cast.is_called(each, one)

    def _continued(self, one: Speaker, earlier: int, speaking: frozenset[str]) -> Speaker | None:
        """Where a pronoun may mean several: whom the status before was told of, not long ago."""
        before = self.latest
        if self.patients is None or before is None or before.about is None or before.begin < earlier:
            return None
        about = before.about
        return about if about.key not in speaking and self.cast.may_be(about, one) else None

    def _kin_meant(self, one: Speaker) -> re.Match[str] | None:
        """Kin without a name that a pronoun means, in its own sentence or at the head of the one before."""
        if self.patients is None or one.text.lower() in {"his", "her"}:
            return None
        sentence = max((begin for begin, _ in self.sentences if begin <= one.begin), default=0)
        if [each for each in self.cast.between(sentence, one.begin) if each.kind == "person"]:
            return self.patients.beside.kin_meant(sentence, one)
        last = self._before(sentence, self.text.rfind("\n\n", 0, one.begin) + 1)
        found = self.patients.beside.kin_meant(last, one) if last < sentence else None
        return found if found is not None and found.start() == last else self.patients.beside.kin_meant(sentence, one)

    def _speaking(self, one: Speaker, said: Said | None) -> frozenset[str]:
        """Whom a pronoun does not mean: who speaks; of “the 70-year-old”, whoever passes the words on too."""
        if said is None:
            return frozenset()
        aged = one.text.endswith("-year-old")
        return frozenset({said.speaker.key, *(each.key for each in said.chain if aged)} - {""})

    def _before(self, sentence: int, paragraph: int) -> int:
        """Where the sentence before this one begins, in the same paragraph."""
        return max((begin for begin, _ in self.sentences if paragraph <= begin < sentence), default=sentence)

    def _only(self, there: list[Speaker], one: Speaker, speaking: frozenset[str]) -> Speaker | None:
        called = [each for each in there if self.cast.is_called(each, one)]
        if len({each.key for each in there}) > 1 and len({each.key for each in called}) == 1:
            return called[-1] if self.patients is not None else None
        only = len({each.key for each in there}) == 1
        here = max((begin for begin, _ in self.sentences if begin <= one.begin), default=0) <= there[-1].begin
        if only and here and self.patients is not None:
            return there[-1]
        return (self._rather(there[-1], one, speaking) or there[-1]) if only else None

    def _ahead(self, one: Speaker) -> Speaker | None:
        """“Nine months after he vanished, A B …”: where nobody was named before, the one named next in the sentence."""
        end = next((last for begin, last in self.sentences if begin <= one.begin < last), one.end)
        after = [
            each for each in self.cast.between(one.end, end) if each.kind == "person" and self.cast.may_be(each, one)
        ]
        return after[0] if after else None

    def _rather(self, chosen: Speaker, pronoun: Speaker, speaking: frozenset[str]) -> Speaker | None:
        """The one person before who is known to be called so, where nothing is known of the one chosen."""
        if self.cast.is_called(chosen, pronoun):
            return None
        known = [
            one for one in self.cast.between(0, pronoun.begin)
            if one.kind == "person" and one.key not in {chosen.key, *speaking} and self.cast.is_called(one, pronoun)
        ]  # fmt: skip
        return known[-1] if len({one.key for one in known}) == 1 else None
