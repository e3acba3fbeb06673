"""What weighing needs to know of one person: gathered by the caller, so that three literal statements make a test."""

from __future__ import annotations

from msgspec import field

from tereze.model.judgements import Change, Lineage
from tereze.model.mentions import Mention
from tereze.model.sources import Consent, Ground, Source
from tereze.model.value import Value


class Voice(Value, frozen=True):
    """Who stands behind a mention used as a voice.

    `id` is the anchor of the person (or thing) the mention belongs to under the judgements in force, so that one human
    quoted in ten sources has one id; an unjudged mention is its own anchor. `label` is what may be shown for it.
    """

    id: str
    sort: str  # person group organization facility place
    named: bool = True
    sealed: bool = False
    label: str = ""
    number: str | None = None


class PersonCase(Value, frozen=True):
    """One person's mentions with all they rest on.

    mentions: the cluster, in a fixed order, every part (tier) the reader may open merged into one mention each
    sources: source id → Source, for every source of a mention and every source that one of them repeats
    voices: mention id → Voice, for every mention that occurs in a chain, as a teller, author, publisher or target
    received: source id → the source as it was received, for those whose head was corrected since
    lineage: confirmed repeats, beyond those declared in the sources themselves
    changes: every act on a statement of these mentions or on one of the sources
    consents, grounds: all that touch the sources
    unopened: how many statements exist that this reader may not open
    """

    anchor: str
    number: str
    mentions: tuple[Mention, ...]
    sources: dict[str, Source]
    voices: dict[str, Voice]
    lineage: tuple[Lineage, ...] = ()
    changes: tuple[Change, ...] = ()
    consents: tuple[Consent, ...] = ()
    grounds: tuple[Ground, ...] = ()
    disputes: tuple[str, ...] = ()
    unopened: int = 0
    received: dict[str, Source] = field(default_factory=dict)
