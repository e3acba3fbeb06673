"""Whom an English status is told of: the subject of a passive, the object of an arrest, the owner of the papers, the
one behind “who” or “whose”; in someone's own words, “I” is the one who speaks.

Kin without a name ("her father") is the person the text names as that kin, where it names only one; else nobody named.
"""

from __future__ import annotations

import re
from enum import Enum

from tereze.intake.extract import unnamed
from tereze.intake.extract.beside_status import BesideStatus
from tereze.intake.extract.cues import Cues
from tereze.intake.extract.kinfolk import KIN, OWNED, Kinfolk
from tereze.intake.extract.quotes import Quote, inside
from tereze.intake.extract.speakers import Cast, Speaker
from tereze.intake.extract.subjects import Subjects

_OBJECT = re.compile(
    r"\s(him|me|us|them|her(?=[.,;:”\"]|$| (?:to|in|into|from|away|off|out|by|at|on|for|back|and|under|with|without|up|"
    r"down|last|again|two|three|a|an|after|before|as|while|when|because|since|until|nearly|\d+|"
    r"\w+ (?:days|weeks|months|years))\b))\b"
    rf"(?! (?:\w+ )?{KIN})"
)
_BESIDE_VERB = re.compile(  # between a verb and its object: “arrested the poet A B”, “arrested a poet, A B”
    r"\s(?:(?:her|his|the|an?) (?:[\w-]+ ){0,2}[\w-]+,? |the (?:couple|pair|brothers|sisters|two),? )?"
    r"(?:Mr |Mrs |Ms |Dr )?"
)
_SPEAKS = re.compile(r",? (?:\d+, )?(?:has |had )?(?:said|says|told|added|wrote|recalled)\b")
_PRIVATELY = re.compile(r"(?:sent|put|placed|moved|took|kept|brought|picked up|collected)\b")
_TOOK = re.compile(r"(?:took|takes?|kept|keeps|keeping|collect\w*|hold\w*|held|seiz\w+|confiscat\w+)\b")
_THE_MAN = re.compile(r"[Tt]he (?:young |old |elderly |older |sick |dead )?(man|woman|boy|girl)")
_WHO = re.compile(r"\b(who|whose)\b")
_ASIDE = re.compile(r",? ?(?:\d+, ?)?|, (?:an? |the )[^.;]{1,60}, (?:\d+, )?")
_ME = re.compile(r"\b(?:I|[Ww]e|me|us|I[’']ve|I[’']d)\b")
_AUX = re.compile(
    r"(?:\b(?:was|were|been|being|is|are|be|has|have|had|got|he[’']s|she[’']s|who[’']s|himself|herself|also|just|twice|since|now|"
    r"still|then|later|first|both|all|again|only|(?!family\b)\w+ly)\s+)+$"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be|got)\s+(?:\w+\s+){0,2}$|\b(?:after|before|of)\s+being\s+$")


_TAKES = re.compile(
    r"(?i)(?:held|detained|taken|took|sent|kept|put|placed|locked(?: up)?|moved|brought|transferred|threw|thrown|"
    r"confined|interned|imprisoned|holding|holds|hold|herded|shipped(?: off)?|hauled(?: off)?|marched(?: off)?|driven|"
    r"bundled|delivered|dumped|forced|summoned|dispatched|assigned|ordered to report)\b"
)


def _active(cue: re.Match[str]) -> tuple[int, int]:
    """Where the verb of a cue begins and ends that has an object unless it is a passive; (-1, -1) where there is none.

    The end is given below zero where the verb may as well be a participle without an object ("held in a camp").
    """
    for name in cue.re.groupindex:
        if name.startswith(("act", "took")) and cue[name] is not None:
            return cue.span(name)
    word = _TAKES.match(cue[0])
    return (cue.start(), -cue.start() - word.end()) if word is not None else (-1, -1)


class Nobody(Enum):
    """`UNNAMED`: people are meant who have no name here; `NONE`: nobody is meant, so nothing is told of anyone."""

    UNNAMED = "unnamed"
    NONE = "none"


class Patients:
    """Who the statuses of one text are told of."""

    def __init__(self, text: str, cues: Cues, cast: Cast, quotes: tuple[Quote, ...]) -> None:
        self.text, self.cues, self.cast, self.quotes = text, cues, cast, quotes
        self.subjects = Subjects(text, cues, cast, ())
        self.kin, self.beside = Kinfolk(text, cast), BesideStatus(text, cast)

    def of(self, cue: re.Match[str], begin: int, end: int, me: Speaker | None) -> Speaker | Nobody:
        """`me` is who says “I” here: the speaker of a quotation or an answer. Pronouns come as they stand."""
        start, last = self._scope(cue, begin, end)
        for name in ("owned", "owned2", "mine"):
            if name in cue.re.groupindex and cue[name]:
                return self._owner(cue[name], cue.start(name), me)
        if "unnamed" in cue.re.groupindex and cue["unnamed"]:
            return Nobody.UNNAMED
        if "adj" in cue.re.groupindex and cue["adj"]:
            return self._called(cue, last)
        if "note" in cue.re.groupindex and cue["note"]:
            return self.beside.heads(start, cue.start()) or Nobody.NONE
        among = self.beside.among(start, cue, last)
        if among is not None:
            return among
        if any(name in cue.re.groupindex and cue[name] is not None for name in ("noun", "noun2")):
            if self._takes_own(cue, start):
                return Nobody.NONE
            whose = self.beside.whose(cue, start) or self.beside.owner(cue, last)
            if isinstance(whose, str):
                return self._owner(whose.lower(), self.text.rfind(whose, max(0, cue.start() - 45), cue.end()), me)
            if whose is not None:
                return whose
            kin = self.beside.kin(cue, start, last)
            return self._kin(kin) if kin is not None else Nobody.NONE
        found = self._object(cue, last, me)
        if found is not None and _PRIVATELY.match(cue[0]) and self._is_private(cue, start):
            return Nobody.NONE
        return found if found is not None else self._subject(cue, start, last, me)

    def _scope(self, cue: re.Match[str], begin: int, end: int) -> tuple[int, int]:
        """Where whom it is told of may stand: in the same quotation, if that has more than the words themselves."""
        quote = inside(self.quotes, cue.start())
        if quote is None or quote.end - quote.begin < len(cue[0]) + 4:
            return begin, end
        return quote.begin + 1, quote.end

    def _called(self, cue: re.Match[str], last: int) -> Speaker | Nobody:
        """“The jailed poet A B”: the one named next, with only words for what he is between."""
        for one in self.cast.between(cue.end("adj"), min(last, cue.end("adj") + 60)):
            if one.kind == "person" and re.fullmatch(
                r" (?:[a-z][\w-]+,? |[A-Z][a-z]+ (?=[a-z])){0,4}", self.text[cue.end("adj") : one.begin]
            ):
                return one
        return Nobody.NONE

    def _takes_own(self, cue: re.Match[str], start: int) -> bool:
        """“A B took her passport and left”: who takes a thing of his own gives nothing up."""
        if not _TOOK.match(cue[0]) or not re.search(r"\b(?:his|her|my|their)\b", cue[0]):
            return False
        subject = self.subjects.of(cue.start(), start)
        return subject is not None and (subject.kind in {"person", "pronoun"} or subject.text in {"I", "We", "we"})

    def _owner(self, word: str, place: int, me: Speaker | None) -> Speaker | Nobody:
        if word in {"my", "our", "me"}:
            return me if me is not None else Nobody.NONE
        if word == "their":
            return Nobody.UNNAMED
        return Speaker("pronoun", "she" if word == "her" else "he", place, place + len(word))

    def _is_private(self, cue: re.Match[str], start: int) -> bool:
        """“She sent her son to a training centre”, “he picked up his son”: no one is held where someone of no office
        does it."""
        if self.text[max(0, cue.start() - 1) : cue.start()] == "-":
            return False
        subject = self.subjects.of(cue.start(), start)
        return subject is not None and (
            subject.kind in {"person", "pronoun"} or _ME.fullmatch(subject.text) is not None
        )

    def _object(self, cue: re.Match[str], last: int, me: Speaker | None) -> Speaker | Nobody | None:
        """“Police arrested A B”, “placed him under …”: who stands right behind an active verb."""
        begin, end = _active(cue)
        end = abs(end)
        if begin < 0 or self._passive(cue, begin, begin - 30):
            return None
        for one in self.cast.between(end, min(last, end + 60)):
            gap = self.text[end : one.begin]
            speaks = gap.endswith(", ") and _SPEAKS.match(self.text, one.end)
            if one.kind == "person" and _BESIDE_VERB.fullmatch(gap) and not speaks:
                return one
            break
        word = _OBJECT.match(self.text[end:last])
        if word is not None:
            if word[1] == "them":
                return Nobody.UNNAMED
            return self._owner({"us": "me"}.get(word[1], word[1]), end + 1, me)
        kin = OWNED.match(self.text, end + 1, min(last, end + 60))
        if kin is not None:
            return self._kin(kin)
        return Nobody.UNNAMED if unnamed.some_behind(self.text[end:last]) else None

    def _passive(self, cue: re.Match[str], place: int, start: int) -> bool:
        """Whether the verb of a cue is a passive; those of the groups `took` have no such form."""
        if re.match(r"hold", cue[0]):
            return False
        took = any(name.startswith("took") and cue[name] is not None for name in cue.re.groupindex)
        return not took and _PASSIVE.search(self.text[max(0, start) : place]) is not None

    def _subject(self, cue: re.Match[str], start: int, last: int, me: Speaker | None) -> Speaker | Nobody:
        aux = _AUX.search(self.text[start : cue.start()])
        place = start + aux.start() if aux is not None else cue.start()
        if re.match(r"(?:After|Following|Having)\b", cue[0]):
            return self.beside.apposed(start, cue.start(), last) or Nobody.NONE
        some = self._some(start, place)
        if some is not None:
            return some
        act, done = _active(cue)
        if act >= 0 and not self._passive(cue, act, max(start, act - 40)):
            apposed = self.beside.apposed(start, act, last) or self.beside.seen(start, act)
            if apposed is not None:
                return apposed
            if done < 0:  # a participle that has no object here: “people held in a camp”
                return self._nearest(start, act, me)
            joined = self._joined(start, act)
            if joined is None:
                return Nobody.NONE
            place = joined
        elif aux is None and re.match(r"(?:forbidden|barred|banned|put|made|forced|sent|given|turned|told)\b", cue[0]):
            place = self._joined(start, place) or place
            some = self._some(start, place)
        found = some or self._that(start, place) or self._relative(start, place, me)
        if found is not None:
            return found
        if re.search(r"\b(?:after|before|since|by)\s+$", self.text[start:place]):
            subject = self.beside.apposed(start, place, last) or self.subjects.main(start, place)
        else:
            subject = self.subjects.of(place, start)
        if subject is None:
            return self._nearest(start, place, me)
        return self._read(subject, me)

    def _some(self, start: int, place: int) -> Nobody | None:
        """People without names, or people at large, right before a verb."""
        lead = self.text[max(start, place - 120) : place]
        if unnamed.at_large_before(lead):
            return Nobody.NONE
        return Nobody.UNNAMED if unnamed.some_before(lead) else None

    def _that(self, start: int, place: int) -> Speaker | None:
        """“Who drives a taxi told her that A B had been …”: A B, whoever else is before."""
        there = [one for one in self.cast.between(start, place) if one.kind == "person"]
        beside = there and self.text[start : there[-1].begin].endswith(" that ")
        return there[-1] if beside and not self.text[there[-1].end : place].strip() else None

    def _joined(self, start: int, place: int) -> int | None:
        """“Was arrested in April and released in May”: where the first of two passives begins."""
        if not re.search(r"(?:\band|\bthen|,)\s+(?:\w+ly |later |then )*$", self.text[start:place]):
            return None
        first = list(
            re.finditer(
                r"\b(?:was|were|been|being|had been|has been)\s+\w+(?:ed|en|eld|ent|ept|ut|ound|ought|old|et)\b",
                self.text[start:place],
            )
        )
        if not first:
            return None
        aux = _AUX.search(self.text[start : start + first[-1].end()].rsplit(" ", 1)[0] + " ")
        return start + (aux.start() if aux is not None else first[-1].start())

    def _relative(self, start: int, place: int, me: Speaker | None) -> Speaker | Nobody | None:
        """The one whom “who” stands for, or whose kin “whose” tells of, where the status is in that clause."""
        found = list(_WHO.finditer(self.text, start, place))
        if not found:
            return None
        word = found[-1]
        between = self.text[word.end() : place]
        if word[1] == "who":
            if re.search(r",|\b(?:said|says|told|that)\b", between):
                return None
            before = [one for one in self.subjects.everyone(start, word.start()) if one.kind != "other"]
            for one in reversed(before):
                if _ASIDE.fullmatch(self.text[one.end : word.start()].rstrip() + " ") or not self.text[
                    one.end : word.start()
                ].strip(" ,"):
                    return self._read(self._described(one), me)
            return None
        people = [one for one in self.cast.between(word.end(), place) if one.kind == "person"]
        if people and not re.search(r"\b(?:said|says|told)\b", between):
            return people[-1]
        if re.search(r",|\b(?:said|says|told)\b", between):
            return None
        kin = OWNED.match(self.text, word.start(), place)
        return self._kin(kin) if kin is not None else Nobody.NONE

    def _described(self, one: Speaker) -> Speaker:
        """“A B, a trader who …”: A B."""
        before = [each for each in self.cast.between(max(0, one.begin - 60), one.begin) if each.kind == "person"]
        beside = one.kind == "description" and before and self.text[before[-1].end : one.begin] == ", "
        return before[-1] if beside else one

    def _read(self, subject: Speaker, me: Speaker | None) -> Speaker | Nobody:
        if subject.kind in {"person", "pronoun"}:
            return subject
        if subject.kind == "other":
            if _ME.fullmatch(subject.text):
                return me if me is not None else Nobody.NONE
            return Nobody.UNNAMED if subject.text.lower() == "they" else Nobody.NONE
        kin = OWNED.match(self.text, subject.begin)
        man = _THE_MAN.fullmatch(subject.text)
        if man is not None and not self._is_introduced(man[1], subject.begin):
            return Speaker("pronoun", "he" if man[1] in {"man", "boy"} else "she", subject.begin, subject.end)
        named = self.cast.named_beside(subject)
        if named.kind == "person":
            return named
        if kin is not None and kin.end() <= subject.end + 1:
            return self._kin(kin)
        return Nobody.UNNAMED if unnamed.is_human(subject.text) else Nobody.NONE

    def _is_introduced(self, word: str, place: int) -> bool:
        """Whether “the man” is one who was told of as “a man” before, and so nobody with a name."""
        return re.search(rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother) (?:[\w-]+ )?{word}\b", self.text[:place]) is not None

    def _nearest(self, start: int, place: int, me: Speaker | None) -> Speaker | Nobody:
        """Where the grammar names nobody: the last one before, in the same clause."""
        there = [one for one in self.subjects.everyone(start, place) if one.kind != "org" and self.subjects.free(one)]
        for one in reversed(there):
            if len(self.text[one.end : place].split()) > 12:
                break
            found = self._read(one, me)
            if found is not Nobody.NONE or one.kind == "other":
                return found
        return Nobody.NONE

    def _kin(self, kin: re.Match[str]) -> Speaker | Nobody:
        return self.kin.named(kin) or Nobody.UNNAMED
