"""The largest number of chains of which no two share a voice: maximum set packing, exact within a budget of steps.

Chains are taken whole. Equal chains are one; a chain that contains another can always give way to it; what shares
nothing is counted apart; chains of two voices are a matching. The rest is branch and bound (search.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from .matching import largest_matching
from .search import Search

Voices = frozenset[str]
STEPS = 60_000  # looks at one chain, some 4 µs each on an old laptop


class Packing(NamedTuple):
    """`size` chains fit together; `exact` unless the steps ran out, and then `size` is the best found."""

    size: int
    exact: bool
    steps: int = 0


def largest(chains: Collection[Voices], steps: int = STEPS) -> Packing:
    """The largest packing of `chains` (none of them empty), in about `steps` steps of search at most."""
    few = set(chains)
    if len(few) <= 1:
        return Packing(len(few), True)
    size, exact, used = 0, True, 0
    for part in components(minimal(few)):
        found = _of_part(part, steps - used)
        size, exact, used = size + found.size, exact and found.exact, used + found.steps
    return Packing(size, exact, used)


def _of_part(part: Sequence[Voices], steps: int) -> Packing:
    if len(part) == 1:
        return Packing(1, True)
    order = {voice: place for place, voice in enumerate(sorted({voice for chain in part for voice in chain}))}
    members = [sorted(order[voice] for voice in chain) for chain in part]
    if all(len(chain) == 2 for chain in members):
        return Packing(largest_matching([(chain[0], chain[1]) for chain in members], len(order)), True)
    search = Search(members, len(order), steps)
    return Packing(search.run(), not search.stopped, search.steps)


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
