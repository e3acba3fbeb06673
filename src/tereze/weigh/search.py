"""Branch and bound for the largest packing of one connected set of chains; chains and voices are bits of integers.

Each step takes what costs nothing, bounds what is left, splits it where it has fallen apart, and otherwise branches on
the voice with the fewest chains (Knuth's choice for exact covers): one of its chains is taken, or none.
The bound is a feasible dual of the packing's linear programme: weights on voices such that every chain weighs at least
1; no packing can be larger than their sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

DEEPEST = 200  # branches within branches: well under what the interpreter allows
SCALE = 2520  # weights are whole multiples of 1/2520, so that 1/2 … 1/10 are exact


class Search:
    """One search. `steps` counts the chains looked at, `stopped` says whether the budget of them ran out."""

    def __init__(self, members: Sequence[Sequence[int]], voices: int, budget: int) -> None:
        self.members = members
        self.holding = [0] * voices  # voice → the chains that hold it
        for place, chain in enumerate(members):
            for voice in chain:
                self.holding[voice] |= 1 << place
        self.clash = [self._clash(chain) for chain in members]
        self.steps, self.depth, self.budget, self.stopped = 0, 0, max(budget, 1), False

    def _clash(self, chain: Sequence[int]) -> int:
        mask = 0
        for voice in chain:
            mask |= self.holding[voice]
        return mask

    def run(self) -> int:
        """The size of the largest packing, or of the best one found when the search was stopped."""
        every = (1 << len(self.members)) - 1
        good = self._improved(self._greedy(every)).bit_count()
        return max(good, self._solve(every, good))

    def _solve(self, left: int, needed: int) -> int:
        """The largest packing of `left`; where it is no larger than `needed`, any number up to `needed`."""
        if self.steps >= self.budget or self.depth >= DEEPEST:
            self.stopped = True
            return self._filled(left)
        self.steps += left.bit_count()
        left, taken, shared = self._take_free(left)
        if not shared:
            return taken
        needed -= taken
        weights = self._weights(left, shared)
        if sum(weights.values()) // SCALE <= needed:
            return taken + max(needed, 0)
        parts = list(self._parts(left))
        if len(parts) > 1:
            return taken + self._several(parts, weights, needed)
        return taken + self._branch(left, shared, needed)

    def _several(self, parts: Sequence[int], weights: dict[int, int], needed: int) -> int:
        bounds = [
            sum(weight for voice, weight in weights.items() if self.holding[voice] & part) // SCALE for part in parts
        ]
        total, hope = 0, sum(bounds)
        for part, bound in sorted(zip(parts, bounds, strict=True), key=lambda pair: pair[1]):
            hope -= bound
            total += self._solve(part, needed - total - hope)
            if total + hope <= needed:
                break
        return total

    def _branch(self, left: int, shared: dict[int, int], needed: int) -> int:
        voice = min(shared, key=lambda voice: (shared[voice], voice))
        best = 0
        self.depth += 1
        for place in self._by_fewest(left & self.holding[voice], left):
            best = max(best, 1 + self._solve(left & ~self.clash[place], max(needed, best) - 1))
        best = max(best, self._solve(left & ~self.holding[voice], max(needed, best)))
        self.depth -= 1
        return best

    def _take_free(self, left: int) -> tuple[int, int, dict[int, int]]:
        """Take every chain that meets others in one voice at most; say in how many chains the other voices are."""
        taken = 0
        while True:
            shared: dict[int, int] = {}
            for voice, chains in enumerate(self.holding):
                count = (chains & left).bit_count()
                if count > 1:
                    shared[voice] = count
            before = taken
            rest = left
            for place in _bits(left):
                if rest >> place & 1 and sum(voice in shared for voice in self.members[place]) <= 1:
                    taken += 1
                    rest &= ~self.clash[place]
            left = rest
            if taken == before:
                return left, taken, shared

    def _weights(self, left: int, shared: dict[int, int]) -> dict[int, int]:
        """Weights that give every chain left at least `SCALE`: first by size, then lowered where there is slack."""
        chains = [[voice for voice in self.members[place] if voice in shared] for place in _bits(left)]
        weights = dict.fromkeys(shared, 0)
        for chain in chains:
            share = -(-SCALE // len(chain))
            for voice in chain:
                weights[voice] = max(weights[voice], share)
        slack = [sum(weights[voice] for voice in chain) - SCALE for chain in chains]
        holds: dict[int, list[int]] = {voice: [] for voice in shared}
        for place, chain in enumerate(chains):
            for voice in chain:
                holds[voice].append(place)
        for voice in sorted(shared, key=lambda voice: (shared[voice], voice)):
            spare = min(weights[voice], *(slack[place] for place in holds[voice]))
            if spare > 0:
                weights[voice] -= spare
                for place in holds[voice]:
                    slack[place] -= spare
        return weights

    def _parts(self, left: int) -> Iterator[int]:
        """The connected parts of what is left."""
        while left:
            part, edge = 0, left & -left
            while edge:
                part |= edge
                reach = 0
                for place in _bits(edge):
                    reach |= self.clash[place]
                edge = reach & left & ~part
            yield part
            left &= ~part

    def _greedy(self, left: int) -> int:
        """A packing found by taking, again and again, the chain that rules out the fewest others."""
        chosen = 0
        while left:
            place = min(_bits(left), key=lambda place: ((self.clash[place] & left).bit_count(), place))
            chosen |= 1 << place
            left &= ~self.clash[place]
        return chosen

    def _filled(self, left: int) -> int:
        """The size of some packing of `left`, found without looking round."""
        size = 0
        while left:
            size += 1
            left &= ~self.clash[(left & -left).bit_length() - 1]
        return size

    def _improved(self, chosen: int) -> int:
        """A packing that no exchange of one chain for two makes larger."""
        better = True
        while better:
            better = False
            for place in _bits(chosen):
                pair = self._two_for_one(place, chosen)
                if pair:
                    chosen, better = chosen & ~(1 << place) | pair, True
        return chosen

    def _two_for_one(self, place: int, chosen: int) -> int:
        alone = 1 << place
        free = [one for one in _bits(self.clash[place] & ~alone) if self.clash[one] & chosen == alone]
        for one in free:
            for other in free:
                if other > one and not self.clash[one] >> other & 1:
                    return 1 << one | 1 << other
        return 0

    def _by_fewest(self, chains: int, left: int) -> list[int]:
        return sorted(_bits(chains), key=lambda place: ((self.clash[place] & left).bit_count(), place))


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
