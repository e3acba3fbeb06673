"""Who is named as whose kin: “her husband, A B”, “C D, brother of E F”, «её муж А Б», «А-ның ағасы Б», “她的丈夫甲”.

Both must be named in the text. A word for kin has its owner beside it: a name, or a word such as “her”, which is read
only where one person can be meant. The relation is that of the source sheet: as `to` stands to `of`. Where the word
leaves the sex open it is “relative”. The words of each language: `resources/intake/relations.yaml`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from tereze.intake.extract import kin_words
from tereze.intake.extract.kin_words import Words, sex
from tereze.intake.extract.quotes import Quote, inside
from tereze.intake.extract.said import Said
from tereze.intake.extract.speakers import Cast, Speaker

_LIST = re.compile(r"(?:,|\s(?:and|и))\s|,\s(?:and|и)\s")
_FAR = 4000  # characters back in which nobody is looked for any more
_OPENS = 40  # characters from the beginning of a sentence within which someone begins it
_BACK = 2  # earlier paragraphs in which the one that a pronoun means is looked for
_NEAR = 60  # characters in which a name beside a word for kin begins or ends


@dataclass(frozen=True, slots=True)
class Relation:
    """`to` is the `relation` of `of` (her husband: of her, to him); the words are at `begin`..`end` of the text.

    `said` is the quotation it stands in, None where the text itself says it.
    """

    of: Speaker
    to: Speaker
    relation: str
    begin: int
    end: int
    said: Said | None = None


class _Kin(NamedTuple):
    """A word for kin and who stands before it: `kind` his, her, any, my, whose, name, or "" for nobody."""

    relation: str
    is_many: bool
    begin: int
    end: int
    kind: str
    start: int
    owner: Speaker | None = None


class Relations:
    """The relations of one text. `me` is who tells it, where it is told in the first person."""

    def __init__(
        self, text: str, lang: str, cast: Cast, *, quotes: tuple[Quote, ...], said: list[Said],
        sentences: list[tuple[int, int]], me: Speaker | None,
    ) -> None:  # fmt: skip
        self.text, self.cast, self.quotes, self.said, self.sentences = text, cast, quotes, said, sentences
        self.words, self.me = kin_words.words(lang), me
        self.people = [one for one in cast.all if one.kind == "person"]
        self._sexes: dict[str, set[str]] = {}
        self._starts = [begin for begin, _ in sentences] or [0]

    def all(self) -> list[Relation]:
        """In order of the text, each once."""
        if self.words is None or len({one.key for one in self.people}) < 2:
            return []
        named = [(kin, to, owner) for kin in self._kin(self.words) for to, owner in self._named(kin, self.words)]
        for kin, to, _ in named:
            self._sexes.setdefault(to.key, set()).add(sex(kin.relation))
        kept: dict[tuple[str, str, str], Relation] = {}
        for kin, to, owner in named:
            of = owner or self._owner(kin, to, self.words)
            if of is not None and of.key and of.key != to.key:
                kept.setdefault((of.key, to.key, kin.relation), self._made(kin, of, to))
        for one in self._couples(self.words):
            kept.setdefault((one.of.key, one.to.key, one.relation), one)
        return sorted(kept.values(), key=lambda one: (one.begin, one.end))

    def _made(self, kin: _Kin, of: Speaker, to: Speaker) -> Relation:
        spans = [(kin.start, kin.end), (to.begin, to.end)] + (
            [] if of.by_pronoun or kin.kind == "my" else [(of.begin, of.end)]
        )
        near = [span for span in spans if abs(span[0] - kin.begin) <= 2 * _NEAR]
        begin, end = min(span[0] for span in near), max(span[1] for span in near)
        return Relation(of, to, kin.relation, begin, end, self._quotation(kin.begin))

    def _kin(self, those: Words) -> Iterator[_Kin]:
        for match in those.kin.finditer(self.text):
            head, _, name = (match.lastgroup or "").rpartition("_")
            begin, end = match.span()
            if head == "mine":
                yield _Kin(name, False, begin, end, "my", begin)
                continue
            owner = self._beside(begin, those.gaps["owner"])
            if owner is not None:
                yield _Kin(name, head == "many", begin, end, "name", owner.begin, owner)
                continue
            word = those.whose.search(self.text, max(0, begin - 12), begin)
            kind, start = (word.lastgroup or "", word.start()) if word is not None else ("", begin)
            yield _Kin(name, head == "many", begin, end, kind, start)

    def _beside(self, place: int, gap: re.Pattern[str]) -> Speaker | None:
        """The person named before a place, with nothing but this gap between."""
        there = [one for one in self.cast.between(max(0, place - 2 * _NEAR), place) if one.kind == "person"]
        return there[-1] if there and gap.fullmatch(self.text, there[-1].end, place) else None

    def _behind(self, place: int, gap: re.Pattern[str]) -> Speaker | None:
        """The person named behind a place, with nothing but this gap between."""
        there = [one for one in self.cast.between(place, place + 2 * _NEAR) if one.kind == "person"]
        return there[0] if there and gap.fullmatch(self.text, place, there[0].begin) else None

    def _named(self, kin: _Kin, those: Words) -> Iterator[tuple[Speaker, Speaker | None]]:
        """Who is the kin, and the owner where he stands behind the word (“the brother of A B”)."""
        gaps = those.gaps
        owner = self._behind(kin.end, gaps["of"]) if not kin.kind else None
        last = owner.end if owner is not None else kin.end
        right = self._right(last, kin, those)
        left = self._beside(kin.start, gaps["apposed"])
        if left is not None and gaps["ends"].match(self.text, last) is None:
            left = None
        lead = self.text[max(0, left.begin - 24) : left.begin] if left is not None else ""
        is_told = those.before["says"].search(lead) is not None
        if left is not None and right and not is_told:
            return  # “A B, her brother, C D”: either may be meant
        if right and (owner is not None or kin.kind or those.is_silent):
            yield from ((one, owner) for one in right)
            return
        to = left if not is_told and left is not None else self._beside(kin.start, gaps["is"])
        if to is not None and (owner is not None or kin.kind) and not kin.is_many and not self._open(kin.end):
            yield to, owner

    def _right(self, last: int, kin: _Kin, those: Words) -> list[Speaker]:
        """The names that follow: one, or of several kin all in the list."""
        first = self._behind(last, those.gaps["named"])
        if first is None or those.before["kin_of"].search(self.text, max(0, kin.start - 40), kin.start):
            return []
        found = [first]
        while kin.is_many and (more := self._behind(found[-1].end, _LIST)) is not None:
            found.append(more)
        if self.text[last] in ",，" and those.gaps["closed"].match(self.text, found[-1].end) is None:
            return []  # “they took her husband, A B said”: A B says it
        return found if len(found) > 1 or not kin.is_many else []

    def _open(self, place: int) -> bool:
        """Whether it is asked or denied."""
        if any(one.stance != "asserts" and one.begin <= place < one.end for one in self.said):
            return True
        end = next((last for begin, last in self.sentences if begin <= place <= last), place)
        return self.text[:end].rstrip('»”"’) ')[-1:] in "?？؟"

    def _quotation(self, place: int) -> Said | None:
        return next((one for one in self.said if one.quoted and one.begin <= place < one.end), None)

    def _owner(self, kin: _Kin, to: Speaker, those: Words) -> Speaker | None:
        if kin.owner is not None:
            return kin.owner
        said = self._quotation(kin.begin)
        if kin.kind == "my":
            speaker = said.speaker if said is not None else None if inside(self.quotes, kin.begin) else self.me
            return speaker if speaker is not None and speaker.kind == "person" else None
        if kin.kind == "whose":
            there = [one for one in self.cast.between(max(0, kin.start - _NEAR), kin.start) if one.kind == "person"]
            aside = r",?\s(?:\d{1,3},\s)?|,\s(?:an?|the)\s[^,.;]{1,40},\s"
            return there[-1] if there and re.fullmatch(aside, self.text[there[-1].end : kin.start]) else None
        barred = {to.key, *([said.speaker.key] if said is not None else [])}
        beside = self._beside(kin.start, those.gaps["joined"])
        if beside is not None and kin.kind and beside.key not in barred and self._may(beside, kin.kind):
            same = those.gaps["she" if kin.kind == "her" else "he"]
            return None if same.search(self.text, self._sentence(kin.start), beside.begin) else beside
        return self._meant(kin, barred, those)

    def _may(self, one: Speaker, kind: str) -> bool:
        wanted = {"his": "he", "her": "she"}.get(kind, "")
        if not wanted:
            return True
        other = "s" if wanted == "he" else "h"
        return self._sexes.get(one.key, set()) - {""} != {other} and self.cast.may_be(
            one, Speaker("pronoun", wanted, one.begin, one.end)
        )

    def _meant(self, kin: _Kin, barred: set[str], those: Words) -> Speaker | None:
        """Who “her” is, where one can be meant: in the sentence, the one before, the paragraph, those before."""
        same = those.gaps["she" if kin.kind == "her" else "he"]
        for at, begin in enumerate(self._windows(kin.start)):
            between = [one for one in self.cast.between(begin, kin.start) if one.kind == "person"]
            there = [one for one in between if one.key not in barred and self._may(one, kin.kind)]
            if (
                kin.start - begin > _FAR
                or self._unnamed(begin, kin.start, those, at > 0)
                or len({one.key for one in there}) > 1
            ):
                return None
            if there:
                one = there[-1]
                if same.search(self.text, begin, there[0].begin) if at == 0 else not self._sure(one, kin, barred):
                    return None
                last = kin.start + len(self.text[kin.start : kin.begin].rstrip()) if kin.kind else kin.end
                return Speaker("person", one.text, kin.start, last, one.key, by_pronoun=True)
        return None

    def _sure(self, one: Speaker, kin: _Kin, barred: set[str]) -> bool:
        """Of an earlier sentence: who begins it, is the one who speaks there, or is the only one named before."""
        before = [each for each in self.cast.between(0, kin.start) if each.kind == "person" and each.key not in barred]
        speaks = any(said.speaker.begin == one.begin for said in self.said)
        return speaks or one.begin - self._sentence(one.begin) <= _OPENS or len({each.key for each in before}) == 1

    def _sentence(self, place: int) -> int:
        return self._starts[max(0, bisect_right(self._starts, place) - 1)]

    def _windows(self, place: int) -> Iterator[int]:
        at = bisect_right(self._starts, place) - 1
        paragraph = self.text.rfind("\n\n", 0, place) + 1
        yield from (max(paragraph, self._starts[max(0, one)]) for one in (at, at - 1))
        yield paragraph
        for _ in range(_BACK):
            paragraph = self.text.rfind("\n\n", 0, max(0, paragraph - 2)) + 1
            yield paragraph

    def _unnamed(self, begin: int, end: int, those: Words, is_earlier: bool) -> bool:
        """Whether somebody without a name may be meant as well (“a woman …”); not “A B, a woman …”, and of earlier
        sentences only whom one begins with."""
        for match in those.gaps["unnamed"].finditer(self.text, begin, end):
            if is_earlier and match.start() - self._sentence(match.start()) > 16:
                continue
            before = self._beside(match.start(), re.compile(r",\s|\s[—–]\s"))
            behind = self._behind(match.end(), re.compile(r",?\s(?:named\s|called\s)?"))
            if before is None and behind is None:
                return True
        return False

    def _couples(self, those: Words) -> Iterator[Relation]:
        """“The couple, A B and C D,”, “A B, married to C D”: who is the husband is not told: a relative."""
        for one, other in pairwise(self.people):
            gap = self.text[one.end : other.begin]
            before = those.gaps["couple"].search(self.text, max(0, one.begin - 24), one.begin)
            after = those.gaps["couple_after"].match(self.text, other.end)
            begin, end = before.start() if before else one.begin, after.end() if after else other.end
            if those.gaps["married"].fullmatch(gap) or (re.fullmatch(r"\sand\s", gap) and (before or after)):
                yield Relation(one, other, "relative", begin, end, self._quotation(begin))
