"""What a release is made from: gathered by `actions`, so that publishing itself is a function of its arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from tereze.model.events import Assessment, Incident, Inquiry, Intervention, Position
from tereze.model.judgements import Change
from tereze.model.sources import Consent, Ground, Source
from tereze.weigh.case import PersonCase, Voice

Event = Position | Incident | Assessment | Intervention | Inquiry


def no_text(_source: str) -> str | None:
    """For registers whose evidence cannot be read here: quotations are then reported as unchecked."""
    return None


@dataclass(frozen=True, slots=True)
class ReleaseInput:
    """Everything a release may draw on, before consent is asked.

    cases: called twice, gives the case of every person each time (streamed: memory stays flat)
    events: positions, incidents and so on; shown only from sources with a confirmed ground
    sources, voices, consents, grounds, changes: what the events rest on (source id → Source, mention id → Voice)
    forbidden: names that must not appear beyond those in the cases (staff, custodians, people only mentioned)
    secrets: further strings that must not appear: evidence file names, digests, key ids, ids of sheets
    text_of: source id → the text its quotations must be found in, or None where there is none
    totals: how much the register holds ("sources", "statements" …); only these totals are published
    title, contact, intro: what the publisher says about itself; `contact` is how to ask for a correction
    fictional: say on every page that the people are invented
    """

    cases: Callable[[], Iterable[PersonCase]]
    events: tuple[Event, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    voices: Mapping[str, Voice] = field(default_factory=dict)
    consents: tuple[Consent, ...] = ()
    grounds: tuple[Ground, ...] = ()
    changes: tuple[Change, ...] = ()
    forbidden: frozenset[str] = frozenset()
    secrets: frozenset[str] = frozenset()
    text_of: Callable[[str], str | None] = no_text
    totals: Mapping[str, int] = field(default_factory=dict)
    title: str = "Tereze"
    contact: str = ""
    intro: str = ""
    fictional: bool = False
