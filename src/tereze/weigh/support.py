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


class Counts(NamedTuple):
    """The numbers of a set of chains; `exact` is False where the search for the largest set was cut short."""

    witnesses: int
    exact: bool
    floor: int
    possible: int
    sealed: int


class Counter:
    """Counts sets of chains, each set once, within one budget of search steps for a whole person."""

    def __init__(self, steps: int = STEPS) -> None:
        self._left = steps
        self._packed: dict[frozenset[Voices], Packing] = {}

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

    def count(self, chains: Sequence[Chain]) -> Counts:
        """Witnesses, floor, possible further witnesses and sealed voices of these chains."""
        human = [chain for chain in chains if chain.kind in WITNESSES]
        found = self.pack(chain.voices for chain in human)
        floor = found
        if sum(chain.kind == SECONDHAND for chain in human) > 1:
            floor = self.pack(
                chain.voices | {UNKNOWN_INFORMANT} if chain.kind == SECONDHAND else chain.voices for chain in human
            )
        heard = frozenset(voice for chain in human for voice in chain.voices)
        further = {chain.voices for chain in chains if chain.kind == POSSIBLE and heard.isdisjoint(chain.voices)}
        nameless = int(frozenset() in further)
        possible = self.pack(further - {frozenset()})
        return Counts(
            witnesses=found.size,
            exact=found.exact and floor.exact and possible.exact,
            floor=min(floor.size, found.size),
            possible=possible.size + nameless,
            sealed=len(frozenset(voice for chain in chains for voice in chain.sealed)),
        )


def support_of(items: Sequence[Item], known: Known, counter: Counter) -> Support:
    """The support that these asserting items give together. A reprint adds its source, not a chain."""
    present = {item.said.id for item in items}
    chains = [item.chain for item in items if item.original not in present]
    counts = counter.count(chains)
    firsthand = _origins(chains, FIRSTHAND)
    secondhand = _origins(chains, SECONDHAND) - firsthand
    human = [chain.voices for chain in chains if chain.kind in WITNESSES]
    return Support(
        sources=len({item.said.source for item in items}),
        independent_witnesses=counts.witnesses,
        exact=counts.exact,
        witness_floor=counts.floor,
        load_bearing=tuple(sorted(frozenset.intersection(*human))) if human else (),
        firsthand=tuple(sorted(firsthand)),
        secondhand=tuple(sorted(secondhand)),
        other_witnesses=tuple(sorted(_origins(chains, OWN_WORD) - firsthand - secondhand)),
        document_origins=_papers(chains),
        official_origins=tuple(sorted(_origins(chains, OFFICIAL))),
        channels=tuple(sorted(frozenset(voice for item in items for voice in item.chain.channels))),
        possible=counts.possible,
        sealed=counts.sealed,
        statements=tuple(row(item, known) for item in items),
    )


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
