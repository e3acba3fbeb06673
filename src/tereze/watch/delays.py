"""How long news takes: the delay distribution under right truncation.

What happened last month and will be told next year is not in the register, so the delays seen are too short. Reading
time backwards turns right truncation into left truncation, and the product-limit estimate then holds (Lagakos, Barraj
and De Gruttola 1988; Kalbfleisch and Lawless 1989): F(d) = product over delays u > d of (1 - n(u) / r(u)), with n(u)
delays equal to u and r(u) delays of at most u among events old enough to have shown a delay of u. It says nothing
about delays longer than the longest that could be seen: F is conditional on those.
"""

from __future__ import annotations

from collections.abc import Sequence

from tereze.model.value import Value

ENOUGH = 10


class Delays(Value, frozen=True):
    """The distribution in days: points (delay, share told by then), median and 90th percentile, and the naive mean.

    Where fewer than `ENOUGH` delays are known, there are no points and `why` says so.
    """

    known: int
    points: tuple[tuple[int, float], ...] = ()
    median: int | None = None
    ninety: int | None = None
    naive_mean: float | None = None
    why: str = ""

    def told_within(self, days: int) -> float | None:
        """The share told within so many days; None where it cannot be told."""
        if not self.points:
            return None
        return next((share for delay, share in reversed(self.points) if delay <= days), 0.0)


def delays(pairs: Sequence[tuple[int, int]], today: int) -> Delays:
    """pairs: (day it happened, day it was learned), learned on or before `today`."""
    found = [(learned - happened, today - happened) for happened, learned in pairs]
    if len(found) < ENOUGH:
        return Delays(known=len(found), why=f"{len(found)} known delays are too few to tell a distribution")
    points = reverse_time(found)
    return Delays(
        known=len(found), points=points, median=_quantile(points, 0.5), ninety=_quantile(points, 0.9),
        naive_mean=sum(delay for delay, _ in found) / len(found),
    )  # fmt: skip


def reverse_time(found: Sequence[tuple[int, int]]) -> tuple[tuple[int, float], ...]:
    """(delay, longest delay that could have been seen) pairs → (delay, F(delay)), rising to 1 at the longest delay."""
    lengths = sorted({delay for delay, _ in found})
    at_risk = {u: sum(1 for delay, reach in found if delay <= u <= reach) for u in lengths}
    equal = {u: sum(1 for delay, _ in found if delay == u) for u in lengths}
    share, points = 1.0, []
    for u in reversed(lengths):
        points.append((u, share))
        share *= 1.0 - equal[u] / at_risk[u]
    return tuple(reversed(points))


def _quantile(points: Sequence[tuple[int, float]], share: float) -> int:
    return next(delay for delay, told in points if told >= share - 1e-12)
