"""English: the person of a status where no verb puts one there: “X's arrest”, “the death of X”, “X's passport was
taken”, “X, jailed for …,”, “Held in a camp, X …”, “among those held was X”.
"""

from __future__ import annotations

import re

from tereze.intake.extract.kinfolk import OWNED
from tereze.intake.extract.speakers import Cast, Speaker

_PAPERS = re.compile(r"\b(?:passports?|papers|identity (?:card|papers)|documents)\b")
_LEAD = r"(?:(?:the |her |his |an? )?(?:[\w-]+,? ){0,3})"
_MINE = re.compile(r"\b([Hh]is|[Hh]er|[Mm]y|[Oo]ur|[Tt]heir)\s+(?:[\w-]+ ){0,2}$")
_TOLD = re.compile(r"\b(?:was|were) (?:told|informed)\b|\b(?:learned|learnt|heard)\b")
_WHOSE = re.compile(r"\bwhose\s+(?:[\w-]+ ){0,2}$")
_ASIDE = re.compile(r", (?:\d+, )?")
_NOTE = r"[\s“\"•*-]*(?:No\. )?(?:(?:\w+ ){0,2}(?:\w+|\d+)[:.)] )?"
_SAW = re.compile(
    r"\b(?:saw|seen|watched|watching|seeing|filmed|found|remembers|recalled) "
    r"(?:(?:her|his|the|my) (?:[\w-]+,? ){1,2})?$"
)
_OWNS = re.compile(r"[’']s?\s+(?:[\w-]+ ){0,2}$")


class BesideStatus:
    """Owners and neighbours of the words for a status, in one text."""

    def __init__(self, text: str, cast: Cast) -> None:
        self.text, self.cast = text, cast

    def owner(self, cue: re.Match[str], end: int) -> Speaker | str | None:
        """Whose papers, arrest or death it is: a person; a word (“his”, “my”) for one; None where nobody's."""
        paper = _PAPERS.search(self.text, *cue.span())
        begin, last = paper.span() if paper is not None else cue.span()
        mine = _MINE.search(self.text[max(0, begin - 40) : begin])
        if mine is not None:
            return mine[1]
        return self._possessor(begin) or self._of(last, end)

    def whose(self, cue: re.Match[str], start: int) -> Speaker | None:
        """“The singer A B, whose disappearance …”."""
        word = _WHOSE.search(self.text[start : cue.start()])
        before = [one for one in self.cast.between(start, start + word.start()) if one.kind == "person"] if word else []
        aside = word is not None and before and _ASIDE.fullmatch(self.text[before[-1].end : start + word.start()])
        return before[-1] if aside else None

    def kin(self, cue: re.Match[str], start: int, end: int) -> re.Match[str] | None:
        """Kin whose arrest or papers it is ("her husband's arrest", "the death of her husband"): a match of `OWNED`."""
        paper = _PAPERS.search(self.text, *cue.span())
        begin, last = paper.span() if paper is not None else cue.span()
        for match in OWNED.finditer(self.text, max(start, begin - 60), begin):
            if re.fullmatch(r"[’']s?\s+(?:[\w-]+ ){0,2}", self.text[match.end() : begin]):
                return match
        of = re.match(r" of ", self.text[last:end])
        return OWNED.match(self.text, last + of.end(), end) if of else None

    def _possessor(self, begin: int) -> Speaker | None:
        there = [one for one in self.cast.between(max(0, begin - 60), begin) if one.kind == "person"]
        return there[-1] if there and _OWNS.fullmatch(self.text[there[-1].end : begin]) else None

    def _of(self, last: int, end: int) -> Speaker | None:
        for one in self.cast.between(last, min(end, last + 60)):
            if one.kind == "person":
                return one if re.fullmatch(rf" of {_LEAD}", self.text[last : one.begin]) else None
        return None

    def apposed(self, begin: int, place: int, end: int) -> Speaker | None:
        """“A B, jailed for …,” and “Held in a camp, A B …”, “after being released, A B …”."""
        lead = self.text[begin:place]
        if re.fullmatch(r"[“\"\s]*(?:(?:[Aa]fter|Before|Since|While) (?:being |having been )?)?", lead):
            comma = re.compile(r"[^,.;]{0,90}, ").match(self.text, place, end)
            after = [one for one in self.cast.between(comma.end(), end) if one.begin == comma.end()] if comma else []
            return after[0] if after and after[0].kind in {"person", "pronoun"} else None
        there = [one for one in self.cast.between(begin, place) if one.kind == "person"]
        aside = (
            re.fullmatch(r", (?:\d+, )?(?:first |now |later )?", self.text[there[-1].end : place]) if there else None
        )
        return there[-1] if aside else None

    def heads(self, begin: int, place: int) -> Speaker | None:
        """“Line three: A B, seamstress, visited …; house arrest since then.”: the one at the head of a note."""
        there = [one for one in self.cast.between(begin, place) if one.kind == "person"]
        if not there or not re.fullmatch(_NOTE, self.text[begin : there[0].begin]):
            return None
        owns = re.match(r"[’']s?\b", self.text[there[0].end : place]) is not None
        return there[0] if not owns and len({one.key for one in there}) == 1 else None

    def seen(self, begin: int, place: int) -> Speaker | None:
        """“A neighbour saw A B led out of her house”: whom someone saw."""
        there = [one for one in self.cast.between(begin, place) if one.kind == "person"]
        if not there or not re.fullmatch(r" (?:being )?", self.text[there[-1].end : place]):
            return None
        return there[-1] if _SAW.search(self.text[begin : there[-1].begin]) else None

    def among(self, begin: int, cue: re.Match[str], end: int) -> Speaker | None:
        """“Among those held in the camp was A B.”"""
        if not re.search(
            r"\b[Aa]mong (?:those|the people|them|the many) (?:who were )?$", self.text[begin : cue.start()]
        ):
            return None
        after = [one for one in self.cast.between(cue.end(), end) if one.kind == "person"]
        gap = self.text[cue.end() : after[0].begin] if after else ""
        return (
            after[0]
            if after and re.search(r"\b(?:was|were|is|are) (?:(?:his|her|the|an?) (?:[\w-]+,? ){0,3})?$", gap)
            else None
        )

    def kin_meant(self, begin: int, pronoun: Speaker) -> re.Match[str] | None:
        """The kin without a name that “he” or “she” means: told of right before, or at the head of the sentence before.

        A match of `OWNED`; None where a person named after it may be meant, or where the kin is of the other kind.
        """
        for match in reversed(list(OWNED.finditer(self.text, begin, pronoun.begin))):
            if _TOLD.search(self.text[match.end() : pronoun.begin]):
                return None  # “his brother was told that he was in a camp”: not the brother
            later = [one for one in self.cast.between(match.end(), pronoun.begin) if one.kind == "person"]
            fits = (_SONS if pronoun.text.lower() in {"he", "him", "his"} else _DAUGHTERS).fullmatch(match["kin"])
            if match["many"] or not fits or any(self.cast.may_be(one, pronoun) for one in later):
                return None
            return match
        return None


_SONS = re.compile(
    r"(?:grand)?(?:son|father)(?:-in-law)?|brother(?:-in-law)?|husband|uncle|nephew|cousin|relative|child|parent"
)
_DAUGHTERS = re.compile(
    r"(?:grand)?(?:daughter|mother)(?:-in-law)?|sister(?:-in-law)?|wife|aunt|niece|cousin|relative|child|parent"
)
