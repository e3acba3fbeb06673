"""What a claim rests on: the supporting statements, counted by the people behind them (DESIGN §9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tereze.model.mentions import Words
from tereze.model.sources import Locator

from .chains import DOCUMENT, FIRSTHAND, OFFICIAL, OWN_WORD, POSSIBLE, SECONDHAND, WITNESSES, Chain, Known
from .items import Item
from .packing import STEPS, Packing, Voices, largest
from .view import StatementRow, Support, WordsRow

NOWHERE = Locator()
UNKNOWN_INFORMANT = "\0unknown informant"  # no mention has such an id


class Tally(NamedTuple):
    """All that a set of chains amounts to (the fields of `Support` without its sources and statements)."""

    witnesses: int
    exact: bool
    floor: int
    possible: int
    sealed: int
    load_bearing: tuple[str, ...]
    firsthand: tuple[str, ...]
    secondhand: tuple[str, ...]
    other: tuple[str, ...]
    documents: tuple[str, ...]
    officials: tuple[str, ...]


class Counter:
    """Counts sets of chains, each set once, within one budget of search steps for a whole person."""

    def __init__(self, known: Known, steps: int = STEPS) -> None:
        self.known = known
        self._left = steps
        self._packed: dict[frozenset[Voices], Packing] = {}
        self._tallies: dict[frozenset[int], Tally] = {}
        self._rows: dict[str, StatementRow] = {}

    def pack(self, chains: Iterable[Voices]) -> Packing:
        """The largest packing of these voice sets."""
        few = frozenset(chains)
        if len(few) <= 1:
            return Packing(len(few), True)
        if few not in self._packed:
            found = largest(few, max(self._left, 1))
            self._left -= found.steps
            self._packed[few] = found
        return self._packed[few]

    def tally(self, items: Sequence[Item]) -> Tally:
        """What asserting items give together. A reprint adds no chain where its original is among them."""
        present = {item.said.id for item in items}
        chains = {id(item.chain): item.chain for item in items if item.original not in present}
        key = frozenset(chains)  # the items, and with them the chains, outlive the counter's work
        if key not in self._tallies:
            self._tallies[key] = self._count(list(chains.values()))
        return self._tallies[key]

    def support(self, items: Sequence[Item]) -> Support:
        """The support that asserting items give together. A reprint adds its source and its channels."""
        if not items:
            return NO_SUPPORT
        found = self.tally(items)
        return Support(
            sources=sources(items),
            independent_witnesses=found.witnesses,
            exact=found.exact,
            witness_floor=found.floor,
            load_bearing=found.load_bearing,
            firsthand=found.firsthand,
            secondhand=found.secondhand,
            other_witnesses=found.other,
            document_origins=found.documents,
            official_origins=found.officials,
            channels=_channels(items),
            possible=found.possible,
            sealed=found.sealed,
            statements=self.rows(items),
        )

    def rows(self, items: Sequence[Item]) -> tuple[StatementRow, ...]:
        """The items as the view shows them."""
        return tuple([self._row(item) for item in items]) if items else ()

    def _row(self, item: Item) -> StatementRow:
        if item.said.id not in self._rows:
            self._rows[item.said.id] = row(item, self.known)
        return self._rows[item.said.id]

    def _count(self, chains: Sequence[Chain]) -> Tally:
        human = [chain for chain in chains if chain.kind in WITNESSES]
        found = self.pack(chain.voices for chain in human) if human else NOBODY
        floor = self._floor(human) or found
        possible = self._possible(chains, human)
        firsthand = _origins(chains, FIRSTHAND)
        secondhand = _origins(chains, SECONDHAND) - firsthand
        return Tally(
            witnesses=found.size,
            exact=found.exact and floor.exact and possible.exact,
            floor=min(floor.size, found.size),
            possible=possible.size,
            sealed=len({voice for chain in chains for voice in chain.sealed}),
            load_bearing=tuple(sorted(frozenset.intersection(*(chain.voices for chain in human)))) if human else (),
            firsthand=tuple(sorted(firsthand)),
            secondhand=tuple(sorted(secondhand)),
            other=tuple(sorted(_origins(chains, OWN_WORD) - firsthand - secondhand)),
            documents=_papers(chains),
            officials=tuple(sorted(_origins(chains, OFFICIAL))),
        )

    def _floor(self, human: Sequence[Chain]) -> Packing | None:
        """The packing when all who were told by someone unknown were told by the same one."""
        if sum(chain.kind == SECONDHAND for chain in human) < 2:
            return None
        return self.pack(
            chain.voices | {UNKNOWN_INFORMANT} if chain.kind == SECONDHAND else chain.voices for chain in human
        )

    def _possible(self, chains: Sequence[Chain], human: Sequence[Chain]) -> Packing:
        """Those who might be witnesses too: unnamed voices, and readers of media who stand in no counted chain."""
        heard = {voice for chain in human for voice in chain.voices}
        unnamed = frozenset(voice for chain in chains for voice in chain.unnamed)
        further = {
            chain.voices
            for chain in chains
            if chain.kind == POSSIBLE and not chain.unnamed and heard.isdisjoint(chain.voices)
        }
        found = self.pack(further - {NO_VOICES}) if further else NOBODY
        return found._replace(size=found.size + len(unnamed) + (NO_VOICES in further))


NO_SUPPORT = Support()
NOBODY = Packing(0, True)
NO_VOICES: Voices = frozenset()


def sources(items: Iterable[Item]) -> int:
    """How many sources say it, reprints included."""
    return len({item.said.source for item in items})


def _channels(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(sorted({voice for item in items for voice in item.chain.channels}))


def _origins(chains: Sequence[Chain], kind: str) -> frozenset[str]:
    return frozenset(chain.origin for chain in chains if chain.kind == kind)


def _papers(chains: Sequence[Chain]) -> tuple[str, ...]:
    """Each document once, by the first of its spellings."""
    found: dict[str, str] = {}
    for chain in chains:
        if chain.kind == DOCUMENT:
            found[chain.origin] = min(found.get(chain.origin, chain.label), chain.label)
    return tuple(found[key] for key in sorted(found))


def row(item: Item, known: Known) -> StatementRow:
    """A statement as the view shows it."""
    said = item.said
    return StatementRow(
        id=said.id,
        source=known.local(said.source),
        stance=said.stance,
        chain=item.chain.links,
        words=tuple(_words(word, known) for word in said.words),
        at=said.at or NOWHERE,
        origin=item.chain.kind,
        value=said.value,
        when=said.when,
        where=said.where,
        phase=said.phase,
        said=said.said,
        credibility=said.credibility,
        repeats=item.original,
        standing=item.standing,
    )


def _words(word: Words, known: Known) -> WordsRow:
    return WordsRow(text=word.text, lang=word.lang, role=word.role, by=known.of(word.by).id if word.by else None)
