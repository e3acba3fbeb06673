"""Weighted alignment of two readings: the plain Python path, the measure for the compiled one."""

from __future__ import annotations

from .tables import tables


def distance(left: bytes, right: bytes) -> float:
    """Least cost of turning one reading into the other. Symmetric; 0 for equal readings."""
    t = tables()
    count = len(t.symbols)
    costs, gaps = t.costs, t.gaps
    above = [0.0]
    for symbol in right:
        above.append(above[-1] + gaps[symbol])
    for one in left:
        gap = gaps[one]
        base = one * count
        here = [above[0] + gap]
        last = here[0]
        for at, other in enumerate(right):
            best = above[at] + costs[base + other]
            best = min(best, above[at + 1] + gap, last + gaps[other])
            here.append(best)
            last = best
        above = here
    return above[-1]


def mass(reading: bytes) -> float:
    """What it costs to leave the whole reading out."""
    gaps = tables().gaps
    return sum(gaps[symbol] for symbol in reading)
