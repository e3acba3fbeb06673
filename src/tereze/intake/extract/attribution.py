"""English: who says what in one sentence, whose words are passed on by whom, and which quotation is whose.

Where one tells what another said, the statement is the inner one's and the outer one passes it on ("Relatives told her
that …, she wrote": the relatives speak, she passes it on). A quotation that is only a term or a part of a clause is no
statement of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tereze.intake.extract import clauses
from tereze.intake.extract.chains import Chains
from tereze.intake.extract.cues import Cues
from tereze.intake.extract.kinfolk import OWNED, Kinfolk
from tereze.intake.extract.quotes import Quote, inside
from tereze.intake.extract.said import Said, Verb
from tereze.intake.extract.speakers import Cast, Speaker
from tereze.intake.extract.subjects import Subjects

_INVERTS = re.compile(r"\b(?:said|says|say|adds|added|wrote|writes|asked|recalled|recalls|replied|insisted|testified|"
                      r"explained|warned|argued|noted|admitted|announced|claimed)$")  # fmt: skip
_PASSIVES = re.compile(
    r"(?:denied|disputed|refuted|rejected|dismissed|confirmed|reported|described|announced|claimed)$"
)
_SOMEONE = (
    r"source|clerk|cousin|aide|minister|prosecutor|survivor|trader|student|resident|colleague|friend|spokesperson|guard|"
    r"consul|attach[eé]|envoy|author|owner|manager|director|chairman|governor|driver|shopkeeper|farmer|cook|chief|head|"
    r"lawyer|official|doctor|teacher|witness|diplomat|neighbou?r|relative|inmate|detainee|activist|worker|judge|officer"
)
_MAN = re.compile(rf"(?i)\b(?:{_SOMEONE}|man|spokesman|policeman|imam|driver|farmer|guard)$")
_WOMAN = re.compile(rf"(?i)\b(?:{_SOMEONE}|woman|spokeswoman|nurse)$")
_INNER = re.compile(
    r"[“\"']+(?:(?:And|But|Then|Later|When [^,”\"]{3,60},) )?"
    r"(?P<who>(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]he|[Aa]n?|[Tt]heir) (?:(?!who\b|that\b)[\w’-]+ ){0,3}[\w’-]+|"
    r"(?!They\b|He\b|She\b|We\b|You\b|It\b|Nobody\b|I\b)[A-Z][\w’-]+(?: [A-Z][\w’-]+)?) (?:later |then )?"
    r"(?:(?:told|tells?) (?:me|us)|(?:said|wrote) to (?:me|us))\b"
)
_LEARNED = re.compile(r"\b(?:(?:has|had|have) )?(?:later )?(?:learn(?:ed|t)|heard)(?: (?:it|this))? from\b")
_APPOSED = re.compile(
    r"(?:, | \(|,? (?=who|which))(?:the|an?|who|whose|which|\d|its|his|her|now|speaking|asked|aged)\b"
)
_PAPER = re.compile(
    r"(?i)\b(?:letter|list|report|document|verdict|indictment|notice|message|note|file|paper|statement)$"
)
_QUOTES = re.compile(r"(?:^|\s)(?:quoted|quotes|cited)$")
_PAUSE = re.compile(r"[,.?!”\"’']\s*(?:as )?$")
_COMPLEMENT = re.compile(r"\s(?:(?!and\b|but\b|while\b)[\w’'-]+ ){0,7}?(?:that |how )?")
_TRAILS = re.compile(r"(?: (?!that\b|how\b)[\w’'-]+){0,9}?(?:[.,;”\"]|$)")
_LEAD = re.compile(
    r"(?i)(?:in|on|at|after|before|during|since|by|asked|speaking|last|earlier|later|as|when|while|for|under)\b"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What one verb tells: `subject` as it stands, `speaker` who is meant, `words` the quotation where there is one.

    `whole` is false where `words` are only a part of a sentence that tells two things."""

    verb: Verb
    subject: Speaker
    speaker: Speaker
    words: tuple[int, int] | None
    chain: tuple[Speaker, ...] = ()
    whole: bool = True


def _same(one: Speaker, other: Speaker) -> bool:
    return one.key == other.key if one.key or other.key else one.text == other.text


class Attribution:
    """English sentences of one text."""

    def __init__(self, text: str, cues: Cues, cast: Cast, quotes: tuple[Quote, ...]) -> None:
        self.text, self.cues, self.cast, self.quotes = text, cues, cast, quotes
        self.subjects, self.kin = Subjects(text, cues, cast, quotes), Kinfolk(text, cast)
        self.chains = Chains(text, cues, cast)
        self.last: Told | None = None  # who spoke last, for “he said” after him
        self.last_end = 0  # where the sentence ends in which he did
        self.asks: tuple[int, Speaker] | None = None  # who asked last, and where that sentence ends

    def sentence(self, begin: int, end: int, verbs: list[Verb]) -> list[Told]:
        """What is told in a sentence, innermost speakers only, with those who pass it on (nearest first)."""
        found: list[Told] = []
        for at, verb in enumerate(verbs):
            found += self._told_by(verb, begin, end) if not found else []
            subject = self._subject(verb, begin, end, verbs[at - 1].begin if at else -1)
            speaker = self._meant(subject, begin) if subject is not None else None
            if _QUOTES.search(self.text[verb.begin : verb.end]):
                found += self._quoted(verb, speaker, begin, end)
                continue
            asked = self.text[verb.begin : verb.end].endswith("asked")
            if subject is not None and speaker is not None:
                words = self._words(verb, subject, begin, end, verbs)
                if asked and (words is None or self.text[words[0] : words[1]].rstrip('”"’').endswith("?")):
                    self.asks = (end, speaker)
                    continue  # a question says nothing
                told = Told(verb, subject, speaker, words, self._outlets(verb, speaker, begin, end))
                self.last, self.last_end = told, end
                found.append(self._handed_on(told))
        found += self._learned(begin, end) if not found else []
        return self._apart(begin, end, self._nested(begin, end, found))

    def _learned(self, begin: int, end: int) -> list[Told]:
        """“…, she learned from a neighbour's letter”: the letter says it, she passes it on."""
        for match in _LEARNED.finditer(self.text, begin, end):
            hearer = self.subjects.of(match.start(), begin) if inside(self.quotes, match.start()) is None else None
            apart = hearer is not None and self.text[: hearer.begin].endswith(", ")
            teller = self.given_by(match.end(), end) if apart else None
            meant = self._meant(hearer, begin) if hearer is not None else None
            if teller is not None and meant is not None:
                return [Told(Verb(match.start(), match.end(), "asserts"), teller, teller, None, (meant,))]
        return []

    def _told_by(self, verb: Verb, begin: int, end: int) -> list[Told]:
        """“He has been told by a clerk that …”: the clerk speaks, the other passes it on."""
        passive = re.search(r"\b(?:was|were|been|is|are) $", self.text[max(begin, verb.begin - 6) : verb.begin])
        by = re.match(r" by\b(?![^.,]* to\b)", self.text[verb.end : end])
        if passive is None or by is None or not self.text[verb.begin : verb.end].endswith("told"):
            return []
        teller = self.given_by(verb.end + by.end(), end)
        hearer = self.subjects.of(verb.begin - len(passive[0]), begin)
        meant = self._meant(hearer, begin) if hearer is not None else None
        if teller is None or meant is None:
            return []
        return [Told(verb, teller, teller, None, (meant,))]

    def _handed_on(self, told: Told) -> Told:
        """““My aunt told me that …,” she said”: the aunt speaks, she passes it on."""
        inner = _INNER.match(self.text, *told.words) if told.words is not None else None
        if inner is None:
            return told
        speaker = Speaker("description", inner["who"], *inner.span("who"))
        named = next((one for one in self.cast.between(*inner.span("who")) if one.kind == "person"), None)
        return replace(told, speaker=named or speaker, chain=(told.speaker, *told.chain))

    def given_by(self, place: int, end: int) -> Speaker | None:
        """Whom “according to” names: somebody named or described, or him or her who spoke before."""
        follows = self.subjects.phrase(place, end)
        if follows is not None and follows.kind not in {"pronoun", "other"}:
            return self._meant(follows, follows.begin)
        him = re.match(r"\s(him|her)\b(?! \w)", self.text[place : min(end, place + 8)])
        if him is not None:
            word = "He" if him[1] == "him" else "She"
            return self._meant(Speaker("pronoun", word, place + 1, place + 4), self.text.rfind(". ", 0, place) + 1)
        found = clauses.behind(self.text, place, end)
        return self.subjects.told_apart(found) if found is not None and follows is None else None

    def _speaks_on(self, pronoun: Speaker) -> Speaker | None:
        """The one who spoke last, where nobody else whom the pronoun may mean has been told of since."""
        last = self.last
        if last is None or last.verb.end > pronoun.begin:
            return None
        if self.text.count("\n\n", last.verb.end, pronoun.begin) > 1 or last.speaker.kind in {"org", "other"}:
            return None
        one = last.speaker
        start = max(self.text.rfind(mark, 0, pronoun.begin) for mark in (". ", "\n", ".” ", '." '))
        trails = re.search(r",[”\"]? $", self.text[: pronoun.begin][-3:]) is not None
        for other in self.cast.between(min(self.last_end, pronoun.begin), start if trails else pronoun.begin):
            quoted = inside(self.quotes, other.begin) is not None
            same = (other.key and other.key == one.key) or other.begin == one.begin
            if other.kind == "person" and not quoted and not same and self.cast.may_be(other, pronoun):
                return None
        if one.kind == "person":
            return (
                replace(one, begin=pronoun.begin, end=pronoun.end, by_pronoun=True)
                if self.cast.may_be(one, pronoun)
                else None
            )
        human = (_MAN if pronoun.text.lower() == "he" else _WOMAN).search(one.text)
        return one if human is not None else None

    def _quoted(self, verb: Verb, outlet: Speaker | None, begin: int, end: int) -> list[Told]:
        """“A wire quoted the envoy, A B, as saying that …”: the one who is quoted speaks, the other passes it on."""
        inner = self.subjects.phrase(verb.end, end)
        meant = self._meant(inner, begin) if inner is not None else None
        if inner is None or meant is None or outlet is None:
            return []
        return [Told(verb, inner, meant, None, (outlet,))]

    def _apart(self, begin: int, end: int, found: list[Told]) -> list[Told]:
        """Two sayings of one speaker in a sentence: each has its own part where the second has its own subject; what
        goes on after a denial, with the same subject, belongs to the denial."""
        kept: list[Told] = []
        for one in found:
            last = kept[-1] if kept else None
            same = last is not None and one.words is None and last.words is None and _same(one.speaker, last.speaker)
            if last is None or not same:
                kept.append(one)
            elif one.subject.begin > last.verb.end and one.verb.stance == last.verb.stance:
                kept[-1] = replace(last, words=(begin, one.subject.begin), whole=False)
                kept.append(replace(one, words=(one.subject.begin, end), whole=False))
            elif last.verb.stance != "denies" or one.verb.stance == "refuses":
                kept.append(one)
        return kept

    def _outlets(self, verb: Verb, speaker: Speaker, begin: int, end: int) -> tuple[Speaker, ...]:
        said = Said(speaker, verb.stance, begin, end, False, (), (verb.begin, verb.end))
        return self.chains.of(said, begin, end)

    def _subject(self, verb: Verb, begin: int, end: int, earlier: int) -> Speaker | None:
        words = self.text[verb.begin : verb.end]
        if re.search(r"\b(?:was|were|been)\s+$", self.text[max(begin, verb.begin - 6) : verb.begin]):
            by = re.match(r"\s+by\b", self.text[verb.end : end]) if _PASSIVES.search(words) else None
            return self.subjects.phrase(verb.end + by.end(), end) if by else None
        if words.endswith("ing"):
            return self.subjects.main(begin, verb.begin) if earlier < 0 else None
        before = self.text[max(begin, verb.begin - 3) : verb.begin]
        inverted = None
        if _PAUSE.search(before) and _INVERTS.search(words):
            inverted = self.subjects.after(verb.end, end)
            if inverted is not None and (inverted.kind in {"pronoun", "other"}):
                inverted = None
        if inverted is not None and re.search(r"[”\"]\s*$|''\s*$|[”\"], $", before):
            return inverted
        if re.search(r"\bwho $", self.text[max(begin, verb.begin - 4) : verb.begin]) and re.search(
            r"\b(?:say|says|claims?|believes?)$", self.text[verb.begin : verb.end]
        ):
            return None  # “a woman who says she was held”: what she tells comes with its own verb
        which = re.search(r"(?:who|which) (?:\w+ly |also |later )?$", self.text[begin : verb.begin])
        if which is not None:
            behind = self.subjects.behind_which(begin, begin + which.start())
            if behind is not None:
                return self.subjects.named_before(behind)
        found = self.subjects.of(verb.begin, begin, earlier) or inverted
        if found is not None and inverted is not None and self._inverts(verb, found, inverted):
            return inverted
        return found or self.subjects.bare(verb.begin, begin)

    def _inverts(self, verb: Verb, found: Speaker, inverted: Speaker) -> bool:
        """“The teacher rang, said his brother.”: who stands behind the verb says it, where the one before it has his
        own verb and the sentence or the clause ends behind the other."""
        if not self.text[: verb.begin].endswith(", ") or found.begin > verb.begin:
            return False
        named = [one for one in self.cast.between(found.begin, verb.begin) if one.end == verb.begin - 2]
        clause = re.split(r"[.,;]", self.text[inverted.end :], maxsplit=1)[0]
        ends = re.match(r"$| (?:of|in|at|for|from|who|whose|given|seen)\b", clause)
        apposed = _APPOSED.match(self.text, found.end, verb.begin)
        return not (named or apposed or ends is None or (clause[:4] not in {" who"} and clauses.has_verb(clause)))

    def _meant(self, subject: Speaker, begin: int) -> Speaker | None:
        if subject.kind == "other":
            return self._thing(subject) if subject.text.lower() == "it" else None
        kin = OWNED.match(self.text, subject.begin) if subject.kind == "description" else None
        if kin is not None and kin.end() >= subject.end - 1:
            named = self.cast.named_beside(subject)
            return named if named.kind == "person" else self.kin.named(kin) or subject
        if subject.kind == "pronoun":
            unnamed = self._unnamed(subject, begin)
            unnamed = unnamed or self._speaks_on(subject)
            if unnamed is not None:
                return unnamed
        meant = self.cast.resolved(self.cast.named_beside(subject))
        if meant is None and subject.kind == "pronoun":  # nobody is named yet: “The founder …, he told”
            main = self.subjects.main(begin, subject.begin)
            return main if main is not None and main.kind == "description" else None
        return meant

    def _unnamed(self, pronoun: Speaker, begin: int) -> Speaker | None:
        """“A woman from Hami had come too. “…,” she said”: one who is described, not named, in the sentence before."""
        paragraph = self.text.rfind("\n", 0, begin) + 1
        before = re.split(r"(?<=[.!?])[”\"]?\s+", self.text[paragraph:begin].rstrip())
        start = (
            begin - len(self.text[paragraph:begin]) + self.text[paragraph:begin].rfind(before[-1])
            if before[-1]
            else begin
        )
        if any(one.kind == "person" for one in self.cast.between(start, pronoun.begin)):
            return None
        main = self.subjects.main(start, begin)
        if main is None or main.kind != "description" or OWNED.match(self.text, main.begin):
            return None
        human = _MAN.search(main.text) if pronoun.text.lower() == "he" else _WOMAN.search(main.text)
        return main if human is not None else None

    def _thing(self, it: Speaker) -> Speaker | None:
        """The body named last before “it” in the paragraph."""
        start = self.text.rfind("\n\n", 0, it.begin) + 1
        for first in (start, self.text.rfind("\n\n", 0, max(0, start - 2)) + 1):
            named = self.subjects.named(first, it.begin)
            bodies = [
                one for one in named
                if self.cues.patterns["body"].search(one.text) or (_PAPER.search(one.text) and self._opens(one))
            ]  # fmt: skip
            if bodies:
                return bodies[-1]
        return None

    def _opens(self, one: Speaker) -> bool:
        """Whether it begins a sentence: what the text goes on about."""
        before = self.text[max(0, one.begin - 3) : one.begin]
        return not before or before.endswith("\n") or re.search(r"[.!?—][”\"]? $", before) is not None

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
        if after and not before and self._part(after[0], subject, begin):
            return None
        if before:
            last = (
                after[0].end if after and re.search(r",\s*$", self.text[verb.end : after[0].begin]) else before[-1].end
            )
            return before[-1].begin, last
        return (after[0].begin, after[0].end) if after else None

    def _part(self, quote: Quote, subject: Speaker, begin: int) -> bool:
        """“All have collars, he said, “so nobody can …””: the quotation is only the end of what he said."""
        lead = self.text[begin : subject.begin].rstrip()
        return self.text[quote.begin + 1].islower() and lead.endswith(",") and len(lead.split()) > 4

    def _adjoins(self, place: int, other: int) -> bool:
        gap = re.fullmatch(r"[\s,.–—-]*(?:(?:and|but|then|as|later) )?", self.text[place:other])
        return gap is not None or clauses.titles(self.text[place:other])

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
            between = self.text[outer.verb.end : max(outer.verb.end, inner.subject.begin)]
            if self.text.startswith("As ", begin) and between.rstrip().endswith(","):
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
