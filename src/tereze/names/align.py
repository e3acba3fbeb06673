"""Weighted alignment of two readings: the plain Python path, the measure for the compiled one."""

from __future__ import annotations

from .tables import tables


def distance(left: bytes, right: bytes) -> int:
    """Least cost, in hundredths, of turning one reading into the other. Symmetric; 0 for equal readings."""
    t = tables()
    count = len(t.symbols)
    costs, gaps = t.costs, t.gaps
    above = [0]
    for symbol in right:
        above.append(above[-1] + gaps[symbol])
    for one in left:
        gap = gaps[one]
        base = one * count
        last = above[0] + gap
        here = [last]
        for at, other in enumerate(right):
            best = above[at] + costs[base + other]
            up = above[at + 1] + gap
            last += gaps[other]
            if up < best:  # noqa: PLR1730  # calling `min` for every cell takes a third of the time
                best = up
            if best < last:  # noqa: PLR1730
                last = best
            here.append(last)
        above = here
    return above[-1]


def mass(reading: bytes) -> int:
    """The length of a reading in hundredths of a consonant; vowels and silent letters weigh less."""
    masses = tables().masses
    return sum(masses[symbol] for symbol in reading)
