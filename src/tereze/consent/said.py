"""One statement, as much of it as may be shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

import msgspec

from tereze.model.mentions import Statement, Term, Words
from tereze.model.sources import Locator
from tereze.weigh.case import Voice

from .dates import coarse_date
from .forbidden import Forbidden
from .places import Gazetteer
from .properties import NAMES_OF_OTHERS, OWN_NAMES, PLACES, WITHOUT_NAME, never

_OPAQUE: Final = re.compile(r"[a-z][a-z2-7]{16}")
_LIMITS: Final = frozenset({"knows", "relays"})


@dataclass(frozen=True, slots=True)
class Rule:
    """What was decided for the person, and what is known of everyone around."""

    identity: str
    place: str
    named: frozenset[str]
    barred: frozenset[str]
    voices: dict[str, Voice] = field(hash=False)
    forbidden: Forbidden
    coarsen: Gazetteer

    def text(self, free: str) -> str:
        """Free text that touches no forbidden name, else an empty string."""
        return "" if not free or self.forbidden.touches(free) else free

    def place_of(self, text: str) -> str:
        """The place at the decided level, or an empty string."""
        coarse = self.coarsen(text, self.place) if text else ""
        return "" if coarse and self.forbidden.has_name(coarse) else coarse

    def may_name(self, mention: str | None) -> bool:
        """Whether the one behind a mention id may be named: an organisation or place, or a person who is covered."""
        if mention is None:
            return True
        voice = self.voices.get(mention)
        if voice is None or voice.sealed:
            return False
        return voice.sort not in {"person", "group"} or voice.id in self.named

    def nameless(self, mention: str | None) -> bool:
        """Whether the source gave the one behind a mention id no name at all."""
        voice = self.voices.get(mention) if mention else None
        return voice is not None and not voice.named and not voice.sealed

    def is_barred(self, mention: str | None) -> bool:
        """Whether the one behind a mention id objected to being shown."""
        voice = self.voices.get(mention) if mention else None
        return voice is not None and voice.id in self.barred


def redact_statement(said: Statement, rule: Rule, *, grounded: bool) -> Statement | None:
    """The statement as it may be shown, or None. `grounded`: it stands in a published or official source."""
    if never(said.property) or rule.is_barred(said.target):
        return None
    if rule.identity != "full":
        return _without_name(said, rule)
    value = _value(said, rule, grounded)
    if value is None:
        return None
    return msgspec.structs.replace(
        said,
        value=value,
        key=None,
        target=said.target if rule.may_name(said.target) else None,
        said=rule.text(said.said),
        where=rule.place_of(said.where),
        facility=said.facility if rule.place == "exact" and rule.may_name(said.facility) else None,
        term=_term(said.term, rule),
        words=_words(said, rule),
        at=_locator(said.at) if grounded else None,
    )


def _without_name(said: Statement, rule: Rule) -> Statement | None:
    if said.property not in WITHOUT_NAME:
        return None
    value = coarse_date(said.value, "year") if said.property == "birthDate" else said.value
    if not value or rule.forbidden.touches(value):
        return None
    return Statement(
        id=said.id,
        source=said.source,
        about=said.about,
        property=said.property,
        value=value,
        stance=said.stance,
        chain=said.chain,
        when=coarse_date(said.when, "month"),
        phase=said.phase,
        duration=tuple(part for part in said.duration if part[0] != "days"),
        where=rule.place_of(said.where),
        after=said.after,
        credibility=said.credibility,
        taken_from=said.taken_from,
        attribute=said.attribute,
    )


def _value(said: Statement, rule: Rule, grounded: bool) -> str | None:
    """The value as it may be shown, or None when the statement must go."""
    prop = said.property
    if prop in OWN_NAMES:
        return None if rule.forbidden.has_name(said.value) else said.value
    if prop in NAMES_OF_OTHERS and not grounded:
        return None
    value = rule.place_of(said.value) if prop in PLACES else rule.text(said.value)
    return value or None


def _term(term: Term | None, rule: Rule) -> Term | None:
    """The word that was used for a status, where it holds no name."""
    if term is None or rule.forbidden.touches(term.text):
        return None
    return Term(text=term.text, lang=term.lang, used_by=_used_by(term.used_by or "", rule) or None)


def _used_by(who: str, rule: Rule) -> str:
    """Who used the word, in words: a mention stands for its label, if that may be said."""
    voice = rule.voices.get(who)
    if voice is not None:
        return voice.label if rule.may_name(who) and voice.named and not rule.forbidden.has_name(voice.label) else ""
    return "" if _OPAQUE.fullmatch(who) else rule.text(who)


def _words(said: Statement, rule: Rule) -> tuple[Words, ...]:
    """The words, when all whom they may name may be named: the teller, who passes it on, and the one pointed to."""
    people = [link.voice for link in said.chain if link.role in _LIMITS]
    if said.target:
        people.append(said.target)
    if not all(rule.may_name(person) or rule.nameless(person) for person in people):
        return ()
    return tuple(
        Words(text=one.text, lang=one.lang, role=one.role) for one in said.words if not rule.forbidden.touches(one.text)
    )


def _locator(at: Locator | None) -> Locator | None:
    """Where in a published source: no file names, no digests."""
    return None if at is None else msgspec.structs.replace(at, text_sha256=None, file=None)
