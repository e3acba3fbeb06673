"""Who may be the one that speaks in a stretch of text: people, organisations, descriptions, pronouns."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from tereze.intake.extract import genders
from tereze.intake.extract.coreference import Person
from tereze.intake.extract.cues import Cues, verb
from tereze.intake.extract.names import NameSpan
from tereze.intake.extract.tokens import Taken

_BACK = 3  # paragraphs more that a pronoun may look back
_AFTER_WORDS = re.compile(r"[,，][”\"’]? $")  # “…, she said”: whom the words name is not who says them
_KIN_PLURAL = re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir) (?:\w+ ){0,2}\w+s,? $")
_CAPITAL = re.compile(r"(?<![\w’'-])([A-Z][\w-]+) $")
_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|Prof)\. )?"
_BESIDE = re.compile(
    rf",? ?{_TITLE}|[’']s \w+,? |"
    rf"(?: (?:of|in|for|at|to|from|with) (?:the |its |a )?[\w’'-]+(?: [\w’'-]+){{0,4}}), {_TITLE}"
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """`kind` is person, org, description or unknown; `key` is the person's; `text` as it stands at begin..end.

    `by_pronoun` marks one found through "he" or "she": look at it again.
    """

    kind: str
    text: str
    begin: int
    end: int
    key: str = ""
    by_pronoun: bool = False


class Cast:
    """Everyone who is named or described in a text, by place."""

    def __init__(self, text: str, cues: Cues, names: tuple[NameSpan, ...], people: tuple[Person, ...]) -> None:
        self.text = text
        self.people = people
        owner = {span: person.key for person in people for span in person.spans}
        found = [
            Speaker("person", text[n.begin : n.end], n.begin, n.end, owner[n.begin, n.end])
            for n in names
            if n.kind == "PER" and (n.begin, n.end) in owner
        ]
        for n in names:
            if n.kind == "ORG" and (cues.lang != "en" or text[n.begin : n.end] not in cues.words["not_names"]):
                begin = _whole(text, n, names, cues)
                found.append(Speaker("org", text[begin : n.end], begin, n.end))
        taken = Taken(len(text))
        for one in found:
            taken.take(one.begin, one.end)
        for match in cues.patterns["speaker"].finditer(text):
            end = match.start() + len(match[0].rstrip())
            if match[0].strip() and taken.take(match.start(), end):
                found.append(Speaker("description", match[0].strip(), match.start(), end))
        for match in cues.patterns["pronoun"].finditer(text):
            if taken.take(*match.span()):
                found.append(Speaker("pronoun", match[0], match.start(), match.end()))
        self.all = tuple(sorted(found, key=lambda one: one.begin))
        self._begins = [one.begin for one in self.all]
        self._called = genders.told(text, people, lambda: _called(self, cues))
        self._english = cues.lang == "en"

    def between(self, begin: int, end: int) -> list[Speaker]:
        """Those who stand wholly between two places, in order."""
        first, last = bisect_left(self._begins, begin), bisect_left(self._begins, end)
        return [one for one in self.all[first:last] if one.end <= end]

    def is_called(self, person: Speaker, pronoun: Speaker) -> bool:
        """Whether the text calls a person by pronouns of this kind, and by no others."""
        return self._called.get(person.key) == _kind_of(pronoun.text)

    def may_be(self, person: Speaker, pronoun: Speaker) -> bool:
        """Whether a pronoun may mean a person: the text does not call them by the other kind."""
        kind = _kind_of(pronoun.text)
        return "-year-old" in pronoun.text or self._called.get(person.key) in {None, kind}

    def resolved(self, speaker: Speaker) -> Speaker | None:
        """A pronoun's person: the last one named before it, subjects of earlier sentences first; others as they are."""
        if speaker.kind != "pronoun":
            return speaker
        start = max(self.text.rfind("\n", 0, speaker.begin), self.text.rfind(". ", 0, speaker.begin)) + 1
        here = self._people(start, speaker.begin, speaker)
        trailing = _AFTER_WORDS.search(self.text[start : speaker.begin])
        if here and not trailing:
            return _pronoun(here[0], speaker)
        paragraph = self.text.rfind("\n\n", 0, speaker.begin) + 1
        earlier = self.text.rfind("\n\n", 0, max(0, paragraph - 2)) + 1
        before = self._people(paragraph, start, speaker) or self._people(earlier, paragraph, speaker)
        for _ in range(_BACK if self._english else 0):
            if before or not earlier:
                break
            earlier, paragraph = self.text.rfind("\n\n", 0, max(0, earlier - 2)) + 1, earlier
            before = self._people(earlier, paragraph, speaker)
        if not before:
            return _pronoun(here[0], speaker) if here and self._english else None
        return _pronoun(self._chosen(before, speaker), speaker)

    def _chosen(self, before: list[Speaker], pronoun: Speaker) -> Speaker:
        """Of those named before: the first in the last sentence that names one; in English, where that one does not
        open the sentence (“His sons, A and B, …”), the last one who opens another."""
        first = next(one for one in before if one.begin > self._sentence(before[-1]))
        if not self._english or self._opens(first):
            return first
        openers = [one for one in before if self._opens(one)]
        known = [one for one in before if self.is_called(one, pronoun)]
        return openers[-1] if openers else known[-1] if known and not self.is_called(first, pronoun) else first

    def _sentence(self, one: Speaker) -> int:
        return max(self.text.rfind(mark, 0, one.begin) for mark in (". ", "\n", "。", "? "))

    def _opens(self, one: Speaker) -> bool:
        lead = self.text[self._sentence(one) + 1 : one.begin]
        return len(lead) <= 40 and _KIN_PLURAL.search(lead) is None

    def _people(self, begin: int, end: int, pronoun: Speaker) -> list[Speaker]:
        return [one for one in self.between(begin, end) if one.kind == "person" and self.may_be(one, pronoun)]

    def named_beside(self, speaker: Speaker) -> Speaker:
        """The name that a description stands beside ("Its founder, A B," or "spokesman A B"), else the description."""
        if speaker.kind != "description":
            return speaker
        for one in self.between(speaker.end, speaker.end + 80):
            gap = self.text[speaker.end : one.begin]
            if one.kind == "person" and _BESIDE.fullmatch(gap):
                return one
            if one.kind == "org" and gap in {", ", ", the "} and self.text[one.end : one.end + 1] == ",":
                return one
            if one.kind in {"person", "pronoun"}:
                break
        return speaker


def _whole(text: str, name: NameSpan, names: tuple[NameSpan, ...], cues: Cues) -> int:
    """Where an English organisation's name begins: with the capitalised words right before it that nothing else has."""
    begin = name.begin
    while cues.lang == "en":
        word = _CAPITAL.search(text, max(0, begin - 40), begin)
        if word is None or word[1] in cues.words["not_names"]:
            return begin
        if any(word.start(1) < other.end and other.begin < begin for other in names if other is not name):
            return begin
        begin = word.start(1)
    return begin


def _pronoun(person: Speaker, at: Speaker) -> Speaker:
    return Speaker("person", person.text, at.begin, at.end, person.key, by_pronoun=True)


def _kind_of(pronoun: str) -> str:
    """The kind of a pronoun: h, s, or nothing where a language has one for all."""
    return {"he": "h", "she": "s", "он": "h", "она": "s"}.get(pronoun.lower(), "")


def _called(cast: Cast, cues: Cues) -> dict[str, str]:
    """Whom the text calls he, and whom she: people who are the only ones named before such a word, in its sentence or,
    where that names nobody, in the sentence before; not in what they say, which may be of others. Whom it calls both,
    it calls neither.
    """
    found: dict[str, set[str]] = {}
    for kind, name in (("h", "he"), ("s", "she")):
        for match in cues.patterns[name].finditer(cast.text):
            person = _before_pronoun(cast, cues, match)
            if person is not None:
                found.setdefault(person.key, set()).add(kind)
    return {key: kinds.pop() for key, kinds in found.items() if len(kinds) == 1}


def _before_pronoun(cast: Cast, cues: Cues, match: re.Match[str]) -> Speaker | None:
    """The one person before a pronoun who says nothing in between; none where there are several."""
    start = max(cast.text.rfind(mark, 0, match.start()) for mark in (". ", "\n", "” "))
    earlier = max(cast.text.rfind(mark, 0, max(0, start)) for mark in (". ", "\n"))
    say = verb(cues, "say")
    for begin in (start, earlier):
        there = [one for one in cast.between(max(0, begin), match.start()) if one.kind == "person"]
        if there:
            if begin == start and say.match(cast.text, match.end() + 1):
                return None  # “…, she said”: who says it is not the one the words name
            told = say.search(cast.text, there[-1].end, match.start())
            return there[0] if told is None and len({one.key for one in there}) == 1 else None
    return None
