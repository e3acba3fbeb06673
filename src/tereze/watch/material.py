"""What watching needs to know, gathered by the caller: records as they were filed, and who stands behind each id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tereze.model import dates
from tereze.model.events import Assessment, Incident, Inquiry, Intervention, Position
from tereze.model.mentions import Words
from tereze.model.sources import Source
from tereze.model.value import Value


class Party(Value, frozen=True):
    """Who stands behind a mention. `id` is the anchor under the judgements in force; `state` whose organ it is."""

    id: str
    label: str = ""
    sort: str = "organization"
    state: str = ""


class Held(Value, frozen=True, gc=False):
    """One claim of a status the register holds about one person, with what it rests on.

    when: EDTF, empty where undated; learned: the day the office first learned it (ISO), empty where unknown
    witnesses, documents, officials: independent human witnesses; origins of the two other kinds
    """

    person: str
    status: str
    when: str = ""
    learned: str = ""
    witnesses: int = 0
    documents: int = 0
    officials: int = 0
    phase: str | None = None
    sources: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether a witness, a document or an organ stands behind it: more than a name on a page."""
        return self.witnesses + self.documents + self.officials > 0


class Entry(Value, frozen=True, gc=False):
    """One person's entry: when it was first learned of, and what stands behind it at all.

    learned: ISO day, empty where unknown; witnesses: the most independent witnesses behind one of its facts
    refuted: whether any of its statements was shown false
    """

    person: str
    learned: str = ""
    witnesses: int = 0
    documents: int = 0
    officials: int = 0
    refuted: bool = False

    @property
    def stands(self) -> bool:
        """Whether a witness, a document or an organ stands behind anything it says."""
        return self.witnesses + self.documents + self.officials > 0


class TermUse(Value, frozen=True, gc=False):
    """A word for a status, used by somebody in a source: of a statement, or of a position."""

    text: str
    speaker: str
    when: str
    source: str
    record: str
    lang: str | None = None
    official: bool = False


class Cite(NamedTuple):
    """Where a sentence comes from: the record's id, its source in the collection, when, and the words as they stand."""

    record: str
    source: str
    when: str
    words: str = ""


Event = Position | Assessment | Incident | Inquiry | Intervention


class Material(Value, frozen=True):
    """Everything the window is read from. `parties` maps mention ids; `sources` maps source ids."""

    positions: tuple[Position, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    incidents: tuple[Incident, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    sources: Mapping[str, Source] = {}
    parties: Mapping[str, Party] = {}
    held: tuple[Held, ...] = ()
    entries: tuple[Entry, ...] = ()
    terms: tuple[TermUse, ...] = ()

    def party(self, mention: str | None) -> Party:
        """Who a mention id stands for; an id nobody knows stands for itself, and words for themselves."""
        return self.parties.get(mention or "") or Party(id=mention or "", label=mention or "")

    def local(self, source: str) -> str:
        """The source's id in the collection."""
        found = self.sources.get(source)
        return found.local if found else source

    def when(self, event: Event) -> str:
        """The date of an event: its own, else that of its telling or publication; empty where nobody says."""
        return event.when or telling(self.sources.get(event.source))

    def cite(self, event: Event) -> Cite:
        """How to find the event again, with its first words in the original."""
        return Cite(event.id, self.local(event.source), self.when(event), original(event.words))


def telling(source: Source | None) -> str:
    """When a source spoke: the day of the telling, else of the publication."""
    if source is None:
        return ""
    return (source.told.on if source.told else None) or source.published or ""


def original(words: tuple[Words, ...]) -> str:
    """The words as they stand in the source, or nothing."""
    return next((one.text for one in words if one.role == "original"), words[0].text if words else "")


def period(when: str) -> dates.Period | None:
    """The possible days of an EDTF text; None where it is empty or cannot be read."""
    try:
        return dates.read(when) if when.strip() else None
    except dates.BadDate:
        return None


def first_day(when: str) -> int:
    """The first possible day, for ordering; undated things come last."""
    found = period(when)
    return found.first if found else dates.ALWAYS


def known_by(learned: str, day: int) -> bool:
    """Whether something learned on that date was surely known on `day` (a proleptic ordinal)."""
    found = period(learned)
    return found is not None and found.last <= day
