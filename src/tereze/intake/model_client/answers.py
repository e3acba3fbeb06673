"""What a language model answered, read as strangers' text: only what stands in the passage word for word is kept.

Valid JSON is no evidence. A quotation must be found exactly (after a one-to-one change of quotes, dashes and spaces, so
that places stay what they are); a name must stand in the passage; a status must be of the vocabulary, with its term in
the quotation; a denial only where our own cue words see one there, and an assertion only where they see none. What
fails is counted, never mended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from tereze.intake.extract import cues as cue_tables
from tereze.intake.extract.cues import Cues
from tereze.model.vocabulary import facets

_SAME = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'",
     "–": "-", "—": "-", "‑": "-"}
)  # fmt: skip
_MOST = 200  # items of one passage; more is a model that runs away
_LONGEST_NAME = 120


class Said(msgspec.Struct, frozen=True):
    """One statement as the model gives it."""

    speaker: str
    stance: Literal["asserts", "denies", "refuses"]
    quote: str


class Held(msgspec.Struct, frozen=True):
    """One custody status as the model gives it."""

    person: str
    status: str
    term: str
    quote: str


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole answer for one passage."""

    persons: list[str] = []
    statements: list[Said] = []
    custody: list[Held] = []


SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["persons", "statements", "custody"],
    "properties": {
        "persons": {"type": "array", "items": {"type": "string"}},
        "statements": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["speaker", "stance", "quote"],
                "properties": {
                    "speaker": {"type": "string"},
                    "stance": {"type": "string", "enum": ["asserts", "denies", "refuses"]},
                    "quote": {"type": "string"},
                },
            },
        },
        "custody": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["person", "status", "term", "quote"],
                "properties": {
                    "person": {"type": "string"},
                    "status": {"type": "string", "enum": sorted(facets())},
                    "term": {"type": "string"},
                    "quote": {"type": "string"},
                },
            },
        },
    },
}


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the passage (code points)."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Grounded:
    """What is left: names by place; statements: speaker, stance, place; custody: name, status, places of term, quote.

    `dropped` counts what was not in the passage, and what the cue words contradict.
    """

    persons: tuple[tuple[str, Span], ...] = ()
    statements: tuple[tuple[str, str, Span], ...] = ()
    custody: tuple[tuple[str, str, Span, Span], ...] = ()
    dropped: int = 0


def read(raw: str, passage: str, lang: str) -> Grounded | None:
    """What an answer gives for a passage; None when it is not an answer at all."""
    try:
        answer = msgspec.json.decode(raw.encode("utf-8", "replace"), type=Answer)
    except (msgspec.DecodeError, RecursionError):
        return None
    if len(answer.persons) + len(answer.statements) + len(answer.custody) > _MOST:
        return None
    plain, cues = passage.translate(_SAME), cue_tables.load(lang)
    names = {name: place for name in dict.fromkeys(answer.persons) if (place := _name(plain, name)) is not None}
    statements = [one for said in answer.statements if (one := _statement(plain, said, cues)) is not None]
    custody = [each for held in answer.custody if (each := _custody(plain, held, cues)) is not None]
    total = len(set(answer.persons)) + len(answer.statements) + len(answer.custody)
    kept = len(names) + len(statements) + len(custody)
    return Grounded(tuple(names.items()), tuple(statements), tuple(custody), total - kept)


def locate(passage: str, words: str) -> Span | None:
    """Where words stand in a passage exactly once, quotes, dashes and spaces aside."""
    return _once(passage.translate(_SAME), words)


def _once(plain: str, words: str) -> Span | None:
    wanted = words.translate(_SAME).strip()
    begin = plain.find(wanted) if wanted else -1
    if begin < 0 or plain.find(wanted, begin + 1) >= 0:
        return None
    return Span(begin, begin + len(wanted))


def _name(plain: str, name: str) -> Span | None:
    """The first place of a name, as whole words."""
    wanted = name.translate(_SAME).strip()
    if not wanted or len(wanted) > _LONGEST_NAME or "\n" in wanted:
        return None
    at = plain.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not _inside_word(plain, at) and not _inside_word(plain, end):
            return Span(at, end)
        at = plain.find(wanted, at + 1)
    return None


def _inside_word(plain: str, at: int) -> bool:
    """Whether a place is within a word of an alphabet that has spaces between words."""
    if not 0 < at < len(plain):
        return False
    one, two = plain[at - 1], plain[at]
    return one.isalpha() and two.isalpha() and not ("\u3400" <= one <= "\u9fff" or "\u3400" <= two <= "\u9fff")


def _statement(plain: str, said: Said, cues: Cues | None) -> tuple[str, str, Span] | None:
    place = _once(plain, said.quote)
    if place is None or _name(plain, said.speaker) is None or cues is None:
        return None
    sentence = _sentence(plain, place)
    return (said.speaker.strip(), said.stance, place) if _stance(sentence, cues) == said.stance else None


def _custody(plain: str, held: Held, cues: Cues | None) -> tuple[str, str, Span, Span] | None:
    place = _once(plain, held.quote)
    if place is None or _name(plain, held.person) is None or held.status not in facets() or cues is None:
        return None
    quote = plain[place.begin : place.end]
    term = held.term.translate(_SAME).strip()
    at = quote.find(term) if term else -1
    sentence = _sentence(plain, place)
    if at < 0 or _stance(sentence, cues) != "asserts" or _is_negated(sentence, cues):
        return None
    return held.person.strip(), held.status, Span(place.begin + at, place.begin + at + len(term)), place


def _sentence(plain: str, place: Span) -> str:
    """The passage from the last sentence's end before a place to the next after it."""
    first = max(plain.rfind(mark, 0, place.begin) for mark in (". ", "\n", "。", "! ", "? ")) + 1
    ends = [at for mark in (". ", "\n", "。") if (at := plain.find(mark, place.end)) >= 0]
    return plain[first : min(ends, default=len(plain))]


def _stance(sentence: str, cues: Cues) -> str:
    """The stance that our own cue words see in a sentence."""
    if cue_tables.verb(cues, "refuse").search(sentence):
        return "refuses"
    denied = any(
        not cues.patterns["negation"].search(sentence[: match.start()][-30:])
        and not cues.patterns["act_not_denial"].match(sentence, match.start())
        for match in cue_tables.verb(cues, "deny").finditer(sentence)
    )
    return "denies" if denied or cues.patterns["denied_words"].search(sentence) else "asserts"


def _is_negated(sentence: str, cues: Cues) -> bool:
    """A status is no fact in a sentence that fears, forecasts or asks."""
    return cues.patterns["hypothetical"].search(sentence) is not None or sentence.rstrip().endswith(("?", "？", "؟"))
