"""Facts analysed once for many comparisons: words folded, dates read, keys made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from unicodedata import combining, normalize

from tereze.model import dates
from tereze.model.dates import Period
from tereze.names import Prepared, fold, keys, prepare

from .facts import MentionFacts
from .places import Place, places_of

_WORD = re.compile(r"[^\W_]+")
_FEWEST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Called:
    """One way a mention is called: the analysed name, its folded words, its sound keys by word, whether an alias."""

    name: Prepared
    words: frozenset[str]
    bones: frozenset[str]
    bones_of: Mapping[str, frozenset[str]]
    alias: bool


@dataclass(frozen=True, slots=True)
class Ready:
    """A mention prepared for comparison. Periods are possible days; words are folded and accent-free. `home` and
    `held_at` are the places of birth (else of residence) and of custody that the gazetteer knows."""

    facts: MentionFacts
    called: tuple[Called, ...]
    named: tuple[Called, ...]
    words: frozenset[str]
    bones: frozenset[str]
    years: frozenset[int]
    births: tuple[Period, ...]
    deaths: tuple[Period, ...]
    stays: tuple[tuple[Period, frozenset[str]], ...]
    held: frozenset[str]  # words of all places of custody
    birthplaces: frozenset[str]
    places: frozenset[str]
    occupations: frozenset[str]
    relatives: tuple[tuple[str, Called], ...]
    home: tuple[Place, ...]
    held_at: tuple[Place, ...]

    @property
    def aliased(self) -> bool:
        """Whether an alias is known."""
        return len(self.named) < len(self.called)


def ready(facts: MentionFacts) -> Ready:
    """Analyse the facts of a mention. Dates that cannot be read are left out: intake has reported them."""
    called = tuple(
        call
        for alias, texts in ((False, facts.names), (True, facts.aliases))
        for text in texts
        if (call := _called(text, alias)).words
    )
    births = tuple(period for text in facts.births if (period := _period(text)))
    stays = tuple((_period(one.when) or dates.ANY, text_words(one.where)) for one in facts.stays)
    return Ready(
        facts=facts,
        called=called,
        named=tuple(call for call in called if not call.alias),
        words=frozenset(word for call in called for word in call.words),
        bones=frozenset(bone for call in called for bone in call.bones),
        years=_years(births),
        births=births,
        deaths=tuple(period for text in facts.deaths if (period := _period(text))),
        stays=stays,
        held=frozenset(word for _, at in stays for word in at),
        birthplaces=_all_words(facts.birthplaces),
        places=_all_words(facts.places),
        occupations=_all_words(facts.occupations),
        relatives=tuple((kin.relation, _called(kin.name, False)) for kin in facts.relatives),
        home=_all_places(facts.birthplaces or facts.places),
        held_at=_all_places(tuple(one.where for one in facts.stays)),
    )


def _years(births: tuple[Period, ...]) -> frozenset[int]:
    """Possible years of birth, where they are few enough to tell people apart."""
    found: set[int] = set()
    for period in births:
        first, last = year_of(period.first), year_of(period.last)
        if last - first <= 2:
            found.update(range(first, last + 1))
    return frozenset(found)


@lru_cache(maxsize=65536)
def text_words(text: str) -> frozenset[str]:
    """The folded words of a text, single letters left out."""
    return frozenset(word for word in _words(text) if len(word) >= _FEWEST_LETTERS)


def year_of(ordinal: int) -> int:
    """The year a day falls in."""
    return date.fromordinal(ordinal).year


def _called(text: str, alias: bool) -> Called:
    words, bones = sounds(text)
    return Called(prepare(text), words, bones, {word: _bones(word) for word in words}, alias)


def sounds(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The folded words of a name and their sound keys, as `Called` has them: enough for counting, and sooner there."""
    words = frozenset(_words(text))
    return words, frozenset(bone for word in words for bone in _bones(word))


@lru_cache(maxsize=262144)
def _bones(word: str) -> frozenset[str]:
    return frozenset(key[2:] for key in keys(word) if key.startswith("w:"))


def _words(text: str) -> list[str]:
    return [_plain(word) for word in _WORD.findall(fold(text))]


def _plain(word: str) -> str:
    """A Latin word without accents; other scripts keep their marks, which are letters there."""
    bare = "".join(char for char in normalize("NFD", word) if not combining(char))
    return bare if bare.isascii() else word


def _period(text: str) -> Period | None:
    try:
        period = dates.read(text)
    except dates.BadDate:
        return None
    return None if period == dates.ANY else period


def _all_words(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for text in texts for word in text_words(text))


def _all_places(texts: tuple[str, ...]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(place for text in texts if text for place in places_of(text)))
