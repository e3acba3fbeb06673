"""Positions and incidents that may be shown: only from published or official sources, confirmed, and only by organs.

Nobody is named here who is not named by a page of his or her own; free text that touches a withheld name goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from tereze.consent import Forbidden
from tereze.consent.validity import confirmed
from tereze.model.events import Assessment, Incident, Position
from tereze.model.mentions import Words

from .inputs import ReleaseInput
from .locale import Catalogue
from .saydate import say_date
from .tell import Text, written


@dataclass(frozen=True, slots=True)
class Ground:
    """What the events of a release are judged by."""

    inputs: ReleaseInput
    named: frozenset[str]
    forbidden: Forbidden
    open_sources: frozenset[str]

    def text(self, free: str | None) -> str:
        """Free text, or nothing where it may name someone."""
        return "" if not free or self.forbidden.touches(free) else free

    def label(self, mention: str | None) -> Text | None:
        """Who or what a mention stands for, if that may be said."""
        voice = self.inputs.voices.get(mention) if mention else None
        if voice is None or voice.sealed or not voice.named or not voice.label:
            return None
        if voice.sort in {"person", "group"} and voice.id not in self.named:
            return None
        return None if self.forbidden.has_name(voice.label) else written(voice.label, None)


def open_sources(inputs: ReleaseInput) -> frozenset[str]:
    """Sources that two people confirmed as published or official, with no consent beside it and nothing taken back."""
    gone = {change.of for change in inputs.changes if change.act in {"withdraw_consent", "erase", "retract"}}
    asked = {consent.source for consent in inputs.consents}
    return frozenset({ground.source for ground in inputs.grounds if confirmed(ground)} - gone - asked)


E = TypeVar("E", Position, Incident, Assessment)


def shown(ground: Ground, kind: type[E]) -> Iterator[E]:
    """The events of a kind from sources that may be published, without those taken back, oldest first."""
    gone = _gone(ground)
    found = [one for one in ground.inputs.events if isinstance(one, kind) and one.source in ground.open_sources]
    yield from sorted((one for one in found if one.id not in gone), key=lambda one: (one.when, one.id))


def positions(ground: Ground, t: Catalogue) -> Iterator[dict[str, object]]:
    """The positions in words, oldest first; those of someone who may not be named are left out."""
    gone = _gone(ground)
    found = [e for e in ground.inputs.events if isinstance(e, Position) and e.source in ground.open_sources]
    for one in sorted(found, key=lambda e: (e.when, e.topic, e.id)):
        who = ground.label(one.actor)
        if who is None or one.id in gone:
            continue
        number = one.number
        details = [one.forum, one.term, one.reason]
        if number:
            details += [
                number.who,
                number.what,
                f"{t('claims.counts')}: {number.counts_if}" if number.counts_if else "",
            ]
        yield {
            "who": who,
            "stance": t.word("stance", one.stance),
            "topic": written(topic.replace("_", " "), None) if (topic := ground.text(one.topic)) else None,
            "when": say_date(one.when, t.code),
            "number": f"{number.value:,}".replace(",", "\u00a0") if number else "",
            "unit": ground.text(number.unit) if number else "",
            "details": [written(text, None) for detail in details if (text := ground.text(detail))],
            "words": list(_words(ground, one.words)),
            "source": source_label(ground, one.source, t),
        }


def incidents(ground: Ground, t: Catalogue) -> Iterator[dict[str, object]]:
    """The incidents in words, oldest first."""
    gone = _gone(ground)
    found = [e for e in ground.inputs.events if isinstance(e, Incident) and e.source in ground.open_sources]
    for one in sorted(found, key=lambda e: (e.when, e.sort, e.id)):
        if one.id in gone:
            continue
        yield {
            "kind": t.word("incident", one.sort),
            "when": say_date(one.when, t.code),
            "where": written(where, None) if (where := ground.text(one.where)) else None,
            "against": ground.label(one.against),
            "direction": t.word("direction", one.direction),
            "words": list(_words(ground, one.words)),
            "source": source_label(ground, one.source, t),
        }


def _gone(ground: Ground) -> set[str]:
    return {change.of for change in ground.inputs.changes if change.act not in {"correct", "revise"}}


def _words(ground: Ground, words: tuple[Words, ...]) -> Iterator[tuple[Text, bool]]:
    for one in words:
        if ground.text(one.text):
            yield written(one.text, one.lang), one.role != "original"


def source_label(ground: Ground, id_: str, t: Catalogue) -> Text | None:
    """A source in words, with its address."""
    source = ground.inputs.sources.get(id_)
    if source is None:
        return None
    publisher = ground.label(source.publisher)
    title = ground.text(source.title) or t.word("source_kind", source.sort)
    parts = [publisher.text if publisher else "", title, say_date(source.published or "", t.code)]
    url = (
        source.url if source.url and source.url.startswith(("http://", "https://")) and ground.text(source.url) else ""
    )
    label = written(", ".join(part for part in parts if part), source.language)
    return Text(label.text, label.lang, label.dir, url)
