"""The largest number of chains of which no two share a voice: maximum set packing, exact within a budget of steps.

Chains are taken whole. Equal chains are one; a chain that contains another can always give way to it; what shares
nothing is counted apart. The rest is a branch and bound on the voice with the fewest chains left (Knuth's choice for
exact covers), under the bound that each chain uses up its voices: sum over voices of 1 / size of their smallest chain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

Voices = frozenset[str]
STEPS = 10_000


class Packing(NamedTuple):
    """`size` chains fit together; `exact` unless the steps ran out, and then `size` is the best found."""

    size: int
    exact: bool
    steps: int = 0


def largest(chains: Collection[Voices], steps: int = STEPS) -> Packing:
    """The largest packing of `chains` (none of them empty), in at most `steps` steps of search."""
    few = set(chains)
    if len(few) <= 1:
        return Packing(len(few), True)
    size, exact, used = 0, True, 0
    for part in components(minimal(few)):
        if len(part) == 1:
            size += 1
            continue
        search = _Search(part, steps - used)
        found = search.run()
        size, exact, used = size + found, exact and not search.stopped, used + search.steps
    return Packing(size, exact, used)


def minimal(chains: Iterable[Voices]) -> list[Voices]:
    """The chains that contain no other, in a fixed order."""
    kept: list[Voices] = []
    with_voice: defaultdict[str, list[Voices]] = defaultdict(list)
    for chain in sorted(chains, key=lambda chain: (len(chain), sorted(chain))):
        if any(other <= chain for voice in chain for other in with_voice[voice]):
            continue
        kept.append(chain)
        with_voice[min(chain)].append(chain)
    return kept


def components(chains: Sequence[Voices]) -> list[list[Voices]]:
    """The chains in groups that share no voice with one another."""
    leader: dict[str, str] = {}

    def find(voice: str) -> str:
        while leader[voice] != voice:
            leader[voice] = leader[leader[voice]]
            voice = leader[voice]
        return voice

    for chain in chains:
        for voice in chain:
            leader.setdefault(voice, voice)
        first, *others = sorted(chain)
        for voice in others:
            leader[find(voice)] = find(first)
    groups: defaultdict[str, list[Voices]] = defaultdict(list)
    for chain in chains:
        groups[find(min(chain))].append(chain)
    return list(groups.values())


class _Search:
    """Branch and bound over one component; chains and voices are bits."""

    def __init__(self, chains: Sequence[Voices], budget: int) -> None:
        order = {voice: place for place, voice in enumerate(sorted({v for chain in chains for v in chain}))}
        self.members = [sorted(order[voice] for voice in chain) for chain in chains]
        self.holding = [0] * len(order)  # voice → the chains that hold it
        for place, chain in enumerate(self.members):
            for voice in chain:
                self.holding[voice] |= 1 << place
        self.clash = [self._clash(chain) for chain in self.members]
        self.sizes = sorted({len(chain) for chain in self.members})
        self.of_size = {
            size: sum(1 << place for place, chain in enumerate(self.members) if len(chain) == size)
            for size in self.sizes
        }
        self.best, self.steps, self.budget, self.stopped = 0, 0, max(budget, 1), False

    def _clash(self, chain: Sequence[int]) -> int:
        mask = 0
        for voice in chain:
            mask |= self.holding[voice]
        return mask

    def run(self) -> int:
        """The size of the best packing found; `stopped` says whether the budget ran out first."""
        self._branch((1 << len(self.members)) - 1, 0)
        return self.best

    def _branch(self, left: int, chosen: int) -> None:
        if self.steps >= self.budget:
            self.stopped = True
            return
        self.steps += 1
        left, chosen, voice = self._take_free(left, chosen)
        self.best = max(self.best, chosen)
        if voice < 0 or chosen + self._bound(left) <= self.best:
            return
        for place in _by_fewest(left & self.holding[voice], left, self.clash):
            self._branch(left & ~self.clash[place], chosen + 1)
            if chosen + self._bound(left) <= self.best:
                return
        self._branch(left & ~self.holding[voice], chosen)

    def _take_free(self, left: int, chosen: int) -> tuple[int, int, int]:
        """Take every chain that meets others in at most one voice, then name the voice with the fewest chains."""
        while True:
            shared, fewest, least = set(), -1, 1 << 62
            for voice, chains in enumerate(self.holding):
                count = (chains & left).bit_count()
                if count > 1:
                    shared.add(voice)
                    if count < least:
                        fewest, least = voice, count
            rest, taken = left, 0
            while rest:
                low = rest & -rest
                place = low.bit_length() - 1
                if sum(voice in shared for voice in self.members[place]) <= 1:
                    taken += 1
                    left &= ~self.clash[place]
                    rest &= left
                else:
                    rest ^= low
            chosen += taken
            if not taken:
                return left, chosen, fewest

    def _bound(self, left: int) -> int:
        """No packing of `left` is larger: every chain uses up at least 1 of the sum over voices of 1/smallest size."""
        counts = dict.fromkeys(self.sizes, 0)
        for chains in self.holding:
            here = chains & left
            if here:
                for size in self.sizes:
                    if here & self.of_size[size]:
                        counts[size] += 1
                        break
        return int(sum(count / size for size, count in counts.items()) + 1e-9)


def _by_fewest(chains: int, left: int, clash: Sequence[int]) -> list[int]:
    """The chains of a mask, those that rule out the fewest others first."""
    places = []
    while chains:
        low = chains & -chains
        places.append(low.bit_length() - 1)
        chains ^= low
    return sorted(places, key=lambda place: ((clash[place] & left).bit_count(), place))
