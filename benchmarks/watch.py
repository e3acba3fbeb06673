"""The nowcast on invented worlds, beside a chain ladder and a nowcast with fixed delays.

    python benchmarks/watch.py [--worlds 100] [--channels 3]

All worlds come from `tereze.watch.simulate` and fixed seeds, six months after the change. For every method: the share
of worlds flagged as closing, and how often the 90 % interval holds the true total of a month, over the last twelve
months: of all channels together, and of each. The peers are our own implementations. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import time
from typing import Any

import numpy as np

from tereze.watch.closing import verdict
from tereze.watch.nowcast import data_seen, nowcast
from tereze.watch.simulate import SCENARIOS, world

Array = np.ndarray[Any, Any]
FIRST_SEED = 70_000  # the thresholds were chosen on other seeds
LAST = 12
DRAWS = 400


def chain_ladder(counts: Array, dice: np.random.Generator) -> tuple[Array, Array]:
    """Draws of totals (draws, channels, months), twice: development factors with over-dispersed Poisson noise."""
    channels, months, delays = counts.shape
    totals = np.zeros((DRAWS, channels, months))
    for channel in range(channels):
        grown = np.cumsum(counts[channel], axis=1)
        reached = np.minimum(months - 1 - np.arange(months), delays - 1)
        done = np.ones(delays)
        for d in range(delays - 1, 0, -1):
            both = reached >= d
            factor = grown[both, d].sum() / max(grown[both, d - 1].sum(), 1e-9)
            done[d - 1] = done[d] / max(factor, 1.0)
        seen = grown[np.arange(months), reached]
        ultimate = (seen + 0.5) / done[reached]
        spread = 1.0 + 0.1 * seen[: months - delays].var() / max(seen[: months - delays].mean(), 1.0)
        coming = np.maximum(ultimate - seen, 0.0)
        totals[:, channel] = seen + spread * dice.poisson(
            np.maximum(coming * dice.gamma(seen + 1, 1 / (seen + 1), (DRAWS, months)), 0.0) / spread
        )
    return totals, totals


def fixed(counts: Array, dice: np.random.Generator) -> tuple[Array, Array]:
    """The same model with the delay hazard fixed: log-intensity walk, negative binomial, as NobBS has it."""
    found = nowcast(counts, dice, draws=DRAWS, drifting=False)
    return found.totals, found.trend


def ours(counts: Array, dice: np.random.Generator, inbox: Array | None = None) -> tuple[Array, Array]:
    """The nowcast of `tereze watch`, with the sizes of the inbox where they are known."""
    found = nowcast(counts, dice, inbox, draws=DRAWS)
    return found.totals, found.trend


METHODS = {"chain ladder": chain_ladder, "fixed delays": fixed, "tereze": ours, "tereze, inbox known": ours}


def covered(totals: Array, truth: Array) -> float:
    """The share of the last months whose true total lies in the 90 % interval."""
    low, high = np.quantile(totals, [0.05, 0.95], axis=0, method="nearest")
    return float(((low <= truth) & (truth <= high))[..., -LAST:].mean())


def measure(scenario: str, worlds: int, channels: int) -> None:
    """One row for each method."""
    found: dict[str, list[tuple[float, float, float, float]]] = {name: [] for name in METHODS}
    raw = 0
    for number in range(worlds):
        made = world(scenario, np.random.default_rng(FIRST_SEED + number), channels=channels)
        truth = made.counts.sum(axis=2)
        seen = data_seen(made.seen).sum(axis=0)
        raw += seen[-3:].mean() < 0.7 * seen[-18:-6].mean()
        for name, method in METHODS.items():
            started = time.process_time()
            dice = np.random.default_rng(number)
            inbox = made.backlog if name.endswith("known") else None
            totals, trend = ours(made.seen, dice, inbox) if method is ours else method(made.seen, dice)
            flagged = _flagged(scenario, trend)
            found[name].append((
                flagged, covered(totals.sum(axis=1), truth.sum(axis=0)), covered(totals, truth),
                time.process_time() - started,
            ))  # fmt: skip
    print(f"| {scenario} | raw counts | {raw / worlds:.2f} | | | |")
    for name, rows in found.items():
        flag, together, each, seconds = np.mean(rows, axis=0)
        print(f"| {scenario} | {name} | {flag:.2f} | {together:.3f} | {each:.3f} | {seconds:.2f} |", flush=True)


def _flagged(scenario: str, trend: Array) -> float:
    """Whether closing is flagged: of the channel that dies in `one_dies`, else of all channels together."""
    stream = trend[:, 0] if scenario == "one_dies" else trend.sum(axis=1)
    return float(verdict(stream).word in {"closing", "closed"})


def speed() -> None:
    """One fit of 60 months, 24 delays and 6 channels."""
    made = world("closing", np.random.default_rng(1), channels=6, months=60, delays=24)
    started, cpu = time.perf_counter(), time.process_time()
    found = nowcast(made.seen, np.random.default_rng(1))
    print(f"\n60 months x 24 delays x 6 channels: {time.perf_counter() - started:.2f} s "
          f"({time.process_time() - cpu:.2f} s of CPU), {found.fitted.steps} steps")  # fmt: skip


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--worlds", type=int, default=100)
    asked.add_argument("--channels", type=int, default=3)
    asked.add_argument("--only", choices=SCENARIOS)
    given = asked.parse_args()
    print("| scenario | method | flagged closing | covered, all channels | covered, each channel | s of CPU |")
    print("| --- | --- | --- | --- | --- | --- |")
    for scenario in [given.only] if given.only else SCENARIOS:
        measure(scenario, given.worlds, given.channels)
    speed()


if __name__ == "__main__":
    main()
