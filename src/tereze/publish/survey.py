"""The first walk over all cases: who may be named, who objected, and what must not be found in the release."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from tereze.consent import Decision, Forbidden, publishable
from tereze.consent.current import current
from tereze.consent.validity import confirmed
from tereze.weigh.case import PersonCase

from .ids import Line
from .inputs import ReleaseInput

_KEY = re.compile(r"[a-z0-9_-]*")  # the keys that mentions have in sheets; labels of that form are not names


@dataclass(slots=True)
class Survey:
    """What the first walk found.

    decisions: anchor → decision of everyone who may be shown; named: anchors of those who may be named
    barred: anchors of those who objected; pages: anchor → public id of named people who have a page
    refused: message id → how many people; grounded: source ids that are published or official and confirmed
    own_names, kept_names: names published, names that must not appear; objectors: names of those who objected
    ids: internal ids, none of which may appear; urls: addresses of published sources, which may
    """

    decisions: dict[str, Decision] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    barred: set[str] = field(default_factory=set)
    pages: dict[str, str] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    grounded: set[str] = field(default_factory=set)
    own_names: set[str] = field(default_factory=set)
    kept_names: set[str] = field(default_factory=set)
    objectors: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)
    persons: int = 0

    def forbidden(self) -> Forbidden:
        """The names that may not appear anywhere, minus spellings that are published of someone else."""
        return Forbidden(self.kept_names, allowed=self.own_names)


def survey(inputs: ReleaseInput, line: Line, on: date) -> Survey:
    """Walk over all cases once and decide for each; memory grows with names and ids only."""
    found = Survey()
    labels: list[tuple[str, str]] = []
    for case in inputs.cases():
        found.persons += 1
        _decide(found, case, line, on)
        _note_ids(found, case)
        labels += [(v.id, v.label) for v in case.voices.values() if v.sort == "person" and v.named and v.label]
    found.kept_names |= set(inputs.forbidden)
    found.kept_names |= {label for anchor, label in labels if anchor not in found.named and not _KEY.fullmatch(label)}
    found.ids |= _event_ids(inputs)
    return found


def _decide(found: Survey, case: PersonCase, line: Line, on: date) -> None:
    decision = publishable(case, on=on)
    names = {name.text for mention in case.mentions for name in mention.names}
    if decision.objected:
        found.barred.add(case.anchor)
        found.objectors |= names
    if decision.allowed:
        found.decisions[case.anchor] = decision
        grounds = {ground.source for ground in case.grounds if confirmed(ground)}
        found.grounded |= grounds
        found.urls |= {source.url for id_, source in case.sources.items() if id_ in grounds and source.url}
    else:
        found.refused[decision.reasons[-1].message if decision.reasons else "not_covered"] += 1
    if decision.identity != "full" or not decision.allowed:
        found.kept_names |= names
        return
    covered = [mention for mention in current(case).mentions if mention.id in decision.mentions]
    shown = {name.text for mention in covered for name in mention.names}
    found.named.add(case.anchor)
    found.own_names |= shown
    found.kept_names |= names - shown
    if any(said.property == "custody" for mention in covered for said in mention.statements):
        found.pages[case.anchor] = line.person(case.anchor)


def _note_ids(found: Survey, case: PersonCase) -> None:
    ids = found.ids
    ids |= {case.anchor, case.number, *case.voices, *(voice.number or "" for voice in case.voices.values())}
    for mention in case.mentions:
        ids |= {mention.id, mention.source, *(said.id for said in mention.statements)}
    for source in case.sources.values():
        ids |= {source.id, telling(source.local), source.digest, *source.evidence}
    ids |= {consent.id for consent in case.consents} | {ground.id for ground in case.grounds}
    ids |= {change.id for change in case.changes}


def _event_ids(inputs: ReleaseInput) -> set[str]:
    ids = {event.id for event in inputs.events} | set(inputs.sources)
    ids |= {telling(voice) for voice in inputs.voices}  # an inquiry may be about a topic, which is a plain word
    for source in inputs.sources.values():
        ids |= {telling(source.local), source.digest, *source.evidence}
    return ids


def telling(local: str) -> str:
    """The id of a sheet where it could only be that ("interview-17"), else nothing: a plain word is no secret."""
    return local if len(local) >= 8 and not local.isalpha() else ""
