"""Who does what an English verb tells: the one the clause puts before it, past appositions, relatives and phrases.

Nothing is parsed: those who may be the subject are tried from the left, and the first is taken between whom and the
verb stand only words that belong to him ("A B, whose brother …, told", "a woman who says … told", "the head of …, A B,
was quoted"). Where two clauses share a subject ("said … but refused"), it is that of the verb before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tereze.intake.extract import clauses
from tereze.intake.extract.cues import Cues, verb
from tereze.intake.extract.quotes import Quote, inside
from tereze.intake.extract.speakers import Cast, Speaker

_ALONE = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Tt]hey|[Ii]t|[Nn]obody|[Nn]o one|[Nn]one|[Ee]veryone)\b")
_BOUND = re.compile(r"[;:]\s|\s[—–-]{1,2}\s|\n|\)\s[—–-]\s")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|can|did|does|do|may|might|must|should|which|that|whether|if|because)\b"
)
_PLACED = re.compile(
    r"(?:^|[,;:.?!”\"’—–()-]|\b(?:that|and|but|or|while|although|though|because|whereas|when|where|if|whether|how|as|so|"
    r"then|now|later|earlier|ago|week|month|year|morning|night|day|him|her|them|me|us|which|whom|[A-Z0-9][\w’'-]*|"
    r"\w+ly))\s*(?:[Tt]he )?$"
)
_POSSESSOR = re.compile(r"[’']s?\s+(?!who\b|which\b|whose\b|,)[\w“\"‘]")
_CAPITALS = re.compile(
    r"(?:^|[,.;:—–”\"] |\bthat )(?:[Tt]he )?((?:[A-Z][\w’-]+ ){1,4}[A-Z][\w’-]+),?(?: (?:also|later))* $"
)
_BEHIND = re.compile(r"(?: (?:of|in|at|for) [\w’' -]{1,40})?(?:,? ?\d+)?,? ")
_PLURAL = re.compile(
    r"(?:^|[,.;:—–”\"] |\b(?:that|but|while|though) |\b(?:said|says) )((?:(?!(?:but|and|while)\b)[a-z][\w-]+ ){0,2}"
    r"(?:staff|relatives|families|parents|witnesses|neighbou?rs|diplomats|[a-z]{4,}ants|(?:stud|resid|dissid)ents|"
    r"[a-z]{4,}ees|colleagues|friends|guards|"
    r"officers|campaigners|analysts|experts|lawyers|doctors|scholars|locals|[a-z]{4,}ers|[a-z]{4,}ists)"
    r"(?: abroad| in exile)?) $"
)
_NOUN = re.compile(
    r" (?!who\b|in\b|of\b|at\b|for\b|with\b|and\b|from\b|to\b|on\b|by\b|said\b|that\b|which\b|near\b|now\b|as\b|"
    r"seen\b|obtained\b|reviewed\b|published\b|leaked\b|dated\b)[a-z]"
)
_OPENING = re.compile(
    r"(?i)\b(?:of|in|for|by|with|from|to|at|against|about|on|under|near|between|than|like|including|into|over|among|via|"
    r"through|behind|outside|inside|told|tells|informed|asked|warned|accused|urged)\s+$"
)
_TITLED = re.compile(
    r"\s*(?:(?!(?:of|in|for|by|with|from|to|at|about|on|after|and|but)\b)[\w’'-]+ ){0,5}"
    r"(?:[\w-]+(?:er|or|ist|ian|man|woman|person|ant|ent)|head|chief|wife|son|aunt|niece|nephew|chair|judge|nurse|delegate|official|"
    r"analyst|advocate|witness|consul|fellow|imam|cousin|uncle|friend) "
)
_ONE_WORD = re.compile(
    r"\s*(?!\w+(?:ed|ing) |(?:met|saw|told|said|to|of|in|for|by|with|from|at|and|but|that|as|than) )[a-z]{4,} "
)
_KIND_OF_BODY = re.compile(
    r"(?:[^.;]*[,—–-] |But |And )?(?:[Tt]he )?(?:[A-Z]?[\w-]+ ){0,3}?(?:[Bb]roadcaster|newspaper|agency|channel|"
    r"group|company|"
    r"station|website|outlet|organi[sz]ation|daily|weekly|magazine|charity|tabloid|committee|institute) "
)
_CALLED = re.compile(
    r"\s*(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Ii]ts|[A-Z][\w-]+[’']s) "
    r"(?:(?!\w+ed\b|told|saw|met)[\w-]+ ){1,4}"
)
_AND = re.compile(r"(?:^|[\s,])(?:and|but|or|yet|then|nor)[\s,]+$")
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WHEN = (
    rf"(?:on|in|late on|early on|since) (?:{_DAY}|{_MONTH})(?: \d{{1,2}})?(?:,? \d{{4}})?|in \d{{4}}|"
    r"(?:last|this|earlier this|the same|that) (?:week|month|year|day|spring|summer|autumn|winter)|"
    r"(?:a|two|three|\w+) (?:days?|weeks?|months?|years?) (?:later|earlier|ago)|yesterday|today"
)
_HOW = (
    r"(?:in|at|during|through|via|by|on|outside|before|after) (?:an? |the |his |her |its |their )?(?:[\w’'-]+ ){0,3}"
    r"(?:statement|interview|e-?mail|letter|report|briefing|conference|hearing|meeting|video|message|call|post|phone|"
    r"telephone|court\w*|parliament|trial|press|online|website|media|reply|response|speech|forum|tears|condition)"
    r"(?: (?:on|in|to|of|with|from|dated|published|posted|released|issued|sent) [\w’' ]{1,40})?"
)
_ADVERB = (
    rf"(?:{_WHEN}|{_HOW}|also|later|then|again|once|now|still|already|further|however|though|too|instead|meanwhile|"
    r"nevertheless|in turn|\w+ly|has|have|had|went on to|goes on to|both|all|himself|herself|themselves|itself)"
)
_OWN = re.compile(
    rf"(?: \([^)]*\)| (?:who|which|whose|where)\b(?P<relative>[^,;]*?)| (?:of|in|for|at|from|with|to|on|near|outside|"
    rf"inside|under|by|behind|over|about|against|across)\b(?P<phrase>[^,;]*?)|"
    rf" (?:\w+ed|\w+ing|held|seen|known|sent|taken)\b(?P<participle>[^,;]*?))?"
    rf"(?:,(?! (?:and|but|while|after|when|as|because|though|although|so|until|before)\b)(?P<apposition>[^;]*),)?"
    rf"(?:[\s,]+{_ADVERB})*[\s,]*"
)


class Subjects:
    """The subjects of one English text. Pronouns are given as they stand; who is meant is for `Cast.resolved`."""

    def __init__(self, text: str, cues: Cues, cast: Cast, quotes: tuple[Quote, ...]) -> None:
        self.text, self.cues, self.cast, self.quotes = text, cues, cast, quotes

    def of(self, place: int, begin: int, earlier: int = -1) -> Speaker | None:
        """The subject of the verb at `place` in a sentence from `begin`; `earlier` is where the sentence's verb of
        saying before it stands (-1: none)."""
        start = self._start(place, begin)
        those = self._candidates(start, place)
        near = self._near(those, start, place)
        if near is not None:
            return near
        for one in those:
            if not self._governed(one, start) and self._owns(one, place):
                return one
        if _AND.search(self._bare(start, place)):
            if earlier >= 0:
                return self.of(earlier, begin)
            beside = {one.end + 2 for one in those if self.text[one.end : one.end + 2] == ", "}
            free = [one for one in those if not self._governed(one, start) and one.begin not in beside]
            return free[-1] if free else None
        return None

    def _near(self, those: list[Speaker], start: int, place: int) -> Speaker | None:
        """Who stands right before the verb: a pronoun, or somebody set off with it (“…, the mother said,”)."""
        bare = self._bare(start, place)
        at = clauses.pronoun(bare)
        if at >= 0:
            return next((one for one in those if one.begin == start + at), None)
        told = verb(self.cues, "say").match(self.text, place)
        last = told.end() if told is not None else place
        found = clauses.run(self.text, start, start + len(bare.rstrip()))
        if bare.rstrip().endswith(",") or found is None or not clauses.parenthetical(self.text, found[0], last):
            return None
        inner = [one for one in those if one.begin >= found[0] and not self._governed(one, start)]
        return inner[0] if inner else self.told_apart(found)

    def told_apart(self, span: tuple[int, int]) -> Speaker | None:
        """A phrase that only its place tells, as a description."""
        words = self.text[span[0] : span[1]]
        free = inside(self.quotes, span[0]) is None
        return Speaker("description", words, *span) if free and clauses.is_phrase(words) else None

    def main(self, begin: int, place: int) -> Speaker | None:
        """Who the sentence is about: the first in it that stands as a subject does."""
        those = self._candidates(self._start(place, begin), place)
        return next((one for one in those if not self._governed(one, begin) and one.kind != "org"), None)

    def behind_which(self, begin: int, place: int) -> Speaker | None:
        """The one right before “who” or “which” at `place`."""
        for one in self._candidates(begin, place):
            if _BEHIND.fullmatch(self.text[one.end : place]):
                return one
        return None

    def named_before(self, one: Speaker) -> Speaker:
        """The name to which a description is set beside (“A B, the deputy secretary sitting there, who said”)."""
        if one.kind != "description" or re.match(r"(?:[Tt]he|an?|its|his|her) ", one.text) is None:
            return one
        for other in self.cast.between(max(0, one.begin - 60), one.begin):
            if other.kind == "person" and self.text[other.end : one.begin] == ", ":
                return other
        return one

    def bare(self, place: int, begin: int) -> Speaker | None:
        """What stands right before the verb though no word marks it: a name in capital letters that nobody has called
        a person or a place ("…, Example Freedom Forum said"), a plural ("that embassy staff had advised")."""
        match = _CAPITALS.search(self.text[begin:place])
        plural = _PLURAL.search(self.text[begin:place])
        if plural is not None:
            return Speaker("description", plural[1], begin + plural.start(1), begin + plural.end(1))
        if match is None:
            start = self._start(place, begin)
            found = clauses.run(self.text, start, start + len(self._bare(start, place).rstrip()))
            return self.told_apart(found) if found is not None else None
        one = Speaker("org", match[1], begin + match.start(1), begin + match.end(1))
        taken = any(other.kind in {"person", "org"} for other in self.cast.between(one.begin, one.end))
        return None if taken or inside(self.quotes, one.begin) else one

    def after(self, place: int, end: int) -> Speaker | None:
        """The one that follows a verb at once ("said A B", "said its author, A B")."""
        those = self._candidates(place, min(end, place + 120))
        for one in those:
            gap = self.text[place : one.begin]
            if re.fullmatch(r"\s*(?:the )?", gap) and not (one.kind == "description" and self._before_name(one, those)):
                return one
            if one.kind == "person" and clauses.titles(gap):
                return one
        found = clauses.behind(self.text, place, end)
        return self.told_apart(found) if found is not None else None

    def _before_name(self, one: Speaker, those: list[Speaker]) -> bool:
        """Whether a description only leads to a name ("the former adviser A B")."""
        return any(
            other.kind == "person" and self.text[one.end : other.begin] in {" ", ""} and other.begin >= one.end
            for other in those
        )

    def phrase(self, place: int, end: int) -> Speaker | None:
        """The one that begins right here ("according to a former inmate")."""
        for one in self._candidates(place, min(end, place + 120)):
            beside = re.fullmatch(r"\s*(?:the |an? )?", self.text[place : one.begin])
            return one if beside and not _NOUN.match(self.text, one.end) else None
        return None

    def _start(self, place: int, begin: int) -> int:
        """Where the clause may begin: after a quotation, a stop within the sentence, or the place and date line."""
        start = begin
        for quote in self.quotes:
            if start < quote.end <= place:
                start = quote.end
        bounds = [match.end() for match in _BOUND.finditer(self.text, start, place)]
        return bounds[-1] if bounds else start

    def everyone(self, start: int, end: int) -> list[Speaker]:
        """All who are named, described or meant by a pronoun between two places."""
        return self._candidates(start, end)

    def free(self, one: Speaker) -> bool:
        """Whether it is neither behind a preposition nor the owner of what follows."""
        before = self.text[max(0, one.begin - 16) : one.begin]
        return _POSSESSOR.match(self.text, one.end) is None and _OPENING.search(before) is None

    def named(self, start: int, end: int) -> list[Speaker]:
        """Organisations and descriptions between two places."""
        return [one for one in self._candidates(start, end) if one.kind in {"org", "description"}]

    def _candidates(self, start: int, end: int) -> list[Speaker]:
        some = self.cues.patterns["some"].finditer(self.text, start, min(len(self.text), end + 16))
        spans = [match.span() for match in self.cues.patterns["noun_phrase"].finditer(self.text, start, end)]
        spans += [match.span() for match in some if match.end() <= end and match.start() not in dict(spans)]
        taken = [
            span for span in clauses.openings(self.text, start, end) if not any(a <= span[0] < b for a, b in spans)
        ]
        phrases = [Speaker("description", self.text[first:last], first, last) for first, last in (*spans, *taken)]
        named = [one for one in self.cast.between(start, end) if one.kind != "description"]
        described = [one for one in self.cast.between(start, end) if one.kind == "description"]
        cut = [self._cut(_aged(_without_verb(one)), named) for one in phrases]
        phrases = [one for one in cut if one is not None]
        found = [one for one in named if not _within(one, phrases)]
        found += [one for one in described if not _within(one, phrases)]
        states = self.cues.patterns["state"].finditer(self.text, start, end)
        found += [Speaker("description", match[0], match.start(), match.end()) for match in states]
        found += [Speaker("other", m[0], m.start(), m.end()) for m in _ALONE.finditer(self.text, start, end)]
        found += phrases
        free = [one for one in found if inside(self.quotes, one.begin) is None]
        return sorted(free, key=lambda one: (one.begin, -one.end))

    def _cut(self, phrase: Speaker, named: list[Speaker]) -> Speaker | None:
        """A description ends where a name begins ("the lawmaker A B"); a name's own (“A B's lawyer”) stays whole."""
        for one in named:
            owns = re.match(r"[’']s? ", self.text[one.end : one.end + 3]) is not None
            if phrase.begin <= one.begin < phrase.end and not owns:
                end = one.begin
                while end > phrase.begin and self.text[end - 1].isspace():
                    end -= 1
                short = self.text[phrase.begin : end]
                if " " not in short:
                    return None
                return Speaker("description", short, phrase.begin, end)
        return phrase

    def _governed(self, one: Speaker, start: int) -> bool:
        """Whether it cannot be a subject: it stands after a preposition or a verb, or owns what comes after it."""
        if _POSSESSOR.match(self.text, one.end):
            return True
        before = self.text[max(start, one.begin - 24) : one.begin]
        if one.begin - 24 > start:
            before = before[before.find(" ") + 1 :] or before
        if _OPENING.search(before):
            return True
        if one.kind == "person" and self._titled(one, start):
            return False
        if one.kind == "org" and _KIND_OF_BODY.fullmatch(self.text[start : one.begin]):
            return False
        said = verb(self.cues, "say").search(before)
        return _PLACED.search(before) is None and not (said and not before[said.end() :].strip(" ,"))

    def _titled(self, one: Speaker, start: int) -> bool:
        """“Foreign ministry spokesman A B”, “the opposition lawmaker A B”: the words before say what the person is."""
        lead = re.split(r"[,;:.”\"]\s|\bthat ", self.text[start : one.begin])[-1]
        if _CALLED.fullmatch(lead):
            return not _FINITE.search(lead) and not _OPENING.search(lead)
        if _ONE_WORD.fullmatch(lead):
            return True
        return len(lead.split()) <= 6 and _TITLED.fullmatch(lead) is not None and not _FINITE.search(lead)

    def _owns(self, one: Speaker, place: int) -> bool:
        match = _OWN.fullmatch(self.text, one.end, place)
        if match is None:
            return False
        own = any(match[name] is not None for name in ("relative", "phrase", "participle"))
        if (own and one.kind in {"pronoun", "other"}) or (match["participle"] is not None and match["apposition"]):
            return False
        told = verb(self.cues, "say")
        if not clauses.is_apposition(match["apposition"] or ""):
            return False
        for name in ("phrase", "participle"):
            words = match[name] or ""
            if _FINITE.search(words) or told.search(words):
                return False
        return True

    def _bare(self, start: int, place: int) -> str:
        """The words before a verb without the adverbs beside it."""
        before = self.text[start:place]
        return re.sub(rf"(?:[\s,]+{_ADVERB})+[\s,]*$", " ", before)


def _without_verb(phrase: Speaker) -> Speaker:
    """“A ministry spokeswoman welcomed” ends before the verb; “the accused” and “a retired” stay."""
    verb = re.search(r"(?<=\w) (?!need\b|seed\b|speed\b)\w+ed$", phrase.text)
    if verb is None or len(phrase.text.split()) < 3:
        return phrase
    return replace(phrase, text=phrase.text[: verb.start()], end=phrase.begin + verb.start())


def _aged(phrase: Speaker) -> Speaker:
    """“The 40-year-old” is someone named before, as a pronoun is."""
    aged = re.fullmatch(r"[Tt]he \d+-year-old(?: [\w-]+)?", phrase.text)
    return phrase if aged is None else Speaker("pronoun", phrase.text, phrase.begin, phrase.end)


def _within(one: Speaker, phrases: list[Speaker]) -> bool:
    return any(phrase.begin <= one.begin and one.end <= phrase.end for phrase in phrases)
