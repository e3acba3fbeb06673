"""The nowcast on invented worlds, beside a chain ladder and a nowcast with fixed delays.

    python benchmarks/watch.py [--worlds 200] [--channels 3] [--write]

All worlds come from `tereze.watch.simulate` and fixed seeds, six months after the change. For every method: the share
of worlds flagged as closing, and how often the 90 % interval holds the true total of a month, over the last twelve
months: of all channels together, and of each. Then: looking every month; incidents as a covariate; how long a fit and
a page take. The peers are our own implementations. Prints a page in Markdown; `--write` keeps it as
benchmarks/results/watch.md.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from tereze.watch.assessment import assess
from tereze.watch.closing import verdict
from tereze.watch.material import Material
from tereze.watch.nowcast import data_seen, nowcast
from tereze.watch.pressing import pressure
from tereze.watch.simulate import SCENARIOS, pressed, world
from tereze.watch.triangle import Triangle

Array = np.ndarray[Any, Any]
FIRST_SEED = 70_000  # the thresholds were chosen on other seeds
LAST = 12
DRAWS = 400
LOOKED_AT = ("steady", "closing", "delayed")


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


def measure(scenario: str, worlds: int, channels: int) -> Iterator[str]:
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
    yield f"| {scenario} | raw counts | {raw / worlds:.2f} | | | |"
    for name, rows in found.items():
        flag, together, each, seconds = np.mean(rows, axis=0)
        yield f"| {scenario} | {name} | {flag:.3f} | {together:.3f} | {each:.3f} | {seconds:.2f} |"


def _flagged(scenario: str, trend: Array) -> float:
    """Whether closing is flagged: of the channel that dies in `one_dies`, else of all channels together."""
    stream = trend[:, 0] if scenario == "one_dies" else trend.sum(axis=1)
    return float(verdict(stream).word in {"closing", "closed"})


def monthly(scenario: str, worlds: int, channels: int) -> str:
    """Flagged at a look in any month up to the sixth, and by which month half of the flagged were."""
    months = range(1, 7)
    first: list[int] = []
    for number in range(worlds):
        made = world(scenario, np.random.default_rng(FIRST_SEED + number), channels=channels)
        for since in months:
            if _flagged(scenario, ours(_earlier(made.counts, 6 - since), np.random.default_rng(number))[1]):
                first.append(since)
                break
    by = " | ".join(f"{sum(month <= since for month in first) / worlds:.3f}" for since in months)
    return f"| {scenario} | {by} |"


def _earlier(counts: Array, months: int) -> Array:
    """The triangle as it was seen so many months before."""
    width, delays = counts.shape[1] - months, counts.shape[2]
    known = np.add.outer(np.arange(width), np.arange(delays)) < width
    return np.where(known, counts[:, :width], 0)


def incidents(effect: float, since: int, worlds: int) -> str:
    """Worlds with incidents, `since` months after two of the gravest: without and with incidents as a covariate."""
    rows = []
    for number in range(worlds):
        made = pressed(np.random.default_rng(FIRST_SEED + number), effect, since_onset=since)
        truth = made.made.intensity.sum(axis=0)
        change = truth[-1] / truth[-18:-6].mean()
        row: list[float] = []
        for given in (None, pressure(made.pushes)):
            found = nowcast(made.made.seen, np.random.default_rng(number), incidents=given, draws=DRAWS)
            word = verdict(found.trend.sum(axis=1))
            totals, true = found.totals.sum(axis=1), made.made.counts.sum(axis=(0, 2))
            off = abs(np.log((word.ratio or 1.0) / change))
            row += [word.closing, word.word in {"closing", "closed"}, off, covered(totals, true)]
        rows.append(row)
    told = " | ".join(f"{one:.3f}" for one in np.mean(rows, axis=0))
    return f"| {effect:g} | {since} | {told} |"


def speed() -> Iterator[str]:
    """One fit of 60 months, 24 delays and 6 channels, and one page of the same size."""
    made = world("closing", np.random.default_rng(1), channels=6, months=60, delays=24)
    started, cpu = time.perf_counter(), time.process_time()
    found = nowcast(made.seen, np.random.default_rng(1))
    yield (f"One fit with its draws, 60 months x 24 delays x 6 channels: {time.perf_counter() - started:.2f} s by the "
           f"clock, {time.process_time() - cpu:.2f} s of CPU, {found.fitted.steps} steps.")  # fmt: skip
    months = tuple(f"{2015 + at // 12}-{at % 12 + 1:02}" for at in range(60))
    table = Triangle(made.seen, tuple(f"channel {at}" for at in range(6)), months, 0, 0, 0)
    started = time.perf_counter()
    assess(Material(), table, "2020-01-01", "2019-10-01", dice=np.random.default_rng(1))
    yield f"One assessment of the same triangle with its figures: {time.perf_counter() - started:.2f} s by the clock."


HEAD = """# The window, measured

`python benchmarks/watch.py --worlds {worlds} --write` on {day}, Python {python}, numpy {numpy}, one
thread, 2 cores shared with other work. Six scenarios, {worlds} invented worlds each ({channels} channels, 48 months,
18 delays, about 20 testimonies a month and channel), seen six months after the change. *Covered*: how often the 90 %
interval holds the true total of a month, over the last twelve months. The chain ladder and the nowcast with fixed
delays are our own implementations. Closing is flagged by the word *closing* or *closed*.

| scenario | method | flagged closing | covered, all channels | covered, each channel | s of CPU |
| --- | --- | --- | --- | --- | --- |"""
MONTHLY = """
## Looking every month

The share of worlds flagged (tereze) at a look in any month up to this one after the change:

| scenario | 1 | 2 | 3 | 4 | 5 | 6 |
| --- | --- | --- | --- | --- | --- | --- |"""
INCIDENTS = """
## Incidents as a covariate

Steady worlds in which incidents come and go, and two of the gravest happen at the onset. The effect is what one of the
gravest does to the log intensity in its first month. Four columns without the covariate, then the same with it.
*Error*: of the log of the change, the last month against the year before.

| effect | months after | P(closing) | flagged | error | covered | with: P(closing) | flagged | error | covered |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"""


def report(worlds: int, channels: int, scenarios: tuple[str, ...]) -> Iterator[str]:
    """The page, line by line, as it is measured."""
    yield HEAD.format(
        worlds=worlds, channels=channels, day=datetime.now(UTC).date(), python=platform.python_version(),
        numpy=np.__version__,
    )  # fmt: skip
    for scenario in scenarios:
        yield from measure(scenario, worlds, channels)
    yield MONTHLY
    for scenario in scenarios:
        if scenario in LOOKED_AT:
            yield monthly(scenario, worlds, channels)
    yield INCIDENTS
    for effect in (0.15, 0.0):
        for since in (2, 4):
            yield incidents(effect, since, worlds)
    yield "\n## Time\n"
    yield from speed()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--worlds", type=int, default=200)
    asked.add_argument("--channels", type=int, default=3)
    asked.add_argument("--only", choices=SCENARIOS)
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    lines = []
    for line in report(given.worlds, given.channels, (given.only,) if given.only else SCENARIOS):
        print(line, flush=True)
        lines.append(line)
    if given.write:
        (Path(__file__).resolve().parent / "results" / "watch.md").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
