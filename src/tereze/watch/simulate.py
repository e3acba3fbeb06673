"""Invented worlds in which the truth is known: for tests, for measuring, and for teaching what a nowcast can see.

Each month and channel a number of testimonies is destined to be told (negative-binomial about an intensity); each is
told after a delay drawn from a hazard that may change with the calendar; what would take longer than the last delay
is never told. Scenarios: steady, closing (intensity falls by 22 % a month from the onset), delayed (hazard × 0.35
from the onset), both, seasonal (a yearly wave, no change), one_dies (one channel falls by 60 % a month).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tereze.model.errors import WrongUse

if TYPE_CHECKING:
    import numpy as np

SCENARIOS = ("steady", "closing", "delayed", "both", "seasonal", "one_dies")
FALL, SLOWER, DEATH = 0.78, 0.35, 0.4


class NoSuchWorld(WrongUse):
    """The simulator knows no scenario of that name."""

    message = "There is no scenario called “{0}”."
    hint = "Choose one of: steady, closing, delayed, both, seasonal, one_dies."


class World(NamedTuple):
    """A simulated world. Arrays: counts (channels, months, delays), told or not yet; intensity (channels, months).

    seen is counts with what is not yet told by the last month set to zero; backlog (months,) is what had happened and
    would be told later, as an inbox would show it.
    """

    counts: np.ndarray[Any, Any]
    seen: np.ndarray[Any, Any]
    intensity: np.ndarray[Any, Any]
    backlog: np.ndarray[Any, Any]
    onset: int


class Pressed(NamedTuple):
    """A world with incidents: `pushes` (months,), negative where they close; the effect they truly have."""

    made: World
    pushes: np.ndarray[Any, Any]
    effect: float


def pressed(
    dice: np.random.Generator, effect: float, *, channels: int = 3, months: int = 48, since_onset: int = 3
) -> Pressed:
    """A steady world in which incidents come about every fourth month, both ways, and two of the gravest at the onset.

    effect: what one of the gravest does to the log intensity in its first month (it goes on, and fades by a fifth each
    month); with 0.0 incidents happen and do nothing
    """
    import numpy as np

    from .pressing import pressure

    onset = months - since_onset
    sizes = dice.integers(1, 5, months) / 4 * dice.choice([-1.0, 1.0], months)
    pushed = np.where(dice.random(months) < 0.25, sizes, 0.0)
    pushed[onset - 6 :] = 0.0
    pushed[onset : onset + 2] = -1.0
    made = world(
        "steady", dice, channels=channels, months=months, since_onset=since_onset, moved=effect * pressure(pushed)
    )
    return Pressed(made, pushed, effect)


def world(
    scenario: str,
    dice: np.random.Generator,
    *,
    channels: int = 3,
    months: int = 48,
    delays: int = 18,
    since_onset: int = 6,
    level: float = 20.0,
    size: float = 12.0,
    moved: np.ndarray[Any, Any] | None = None,
) -> World:
    """A world as it looks `since_onset` months after the change (which comes in the month of that index).

    level: testimonies a month and channel on average; size: of the negative binomial (smaller: more uneven)
    moved: (months,) what else moves the log intensity of all channels
    """
    import numpy as np

    if scenario not in SCENARIOS:
        raise NoSuchWorld(scenario)
    onset = months - since_onset
    intensity = _intensity(scenario, dice, (channels, months), onset, level)
    if moved is not None:
        intensity = intensity * np.exp(moved)
    probability = _delays(scenario, dice, (channels, months, delays), onset)
    told = dice.poisson(intensity * dice.gamma(size, 1.0 / size, intensity.shape))
    never = np.clip(1.0 - probability.sum(axis=2, keepdims=True), 0.0, 1.0)
    counts = dice.multinomial(told, np.concatenate([probability, never], axis=2))[..., :-1]
    due = np.add.outer(np.arange(months), np.arange(delays))
    seen = np.where(due < months, counts, 0)
    total = np.bincount(due.ravel(), counts.sum(axis=0).ravel(), months + delays)
    backlog = np.cumsum(counts.sum(axis=(0, 2)) - total[:months])
    return World(counts, seen, intensity, backlog, onset)


def _intensity(
    scenario: str, dice: np.random.Generator, shape: tuple[int, int], onset: int, level: float
) -> np.ndarray[Any, Any]:
    """(channels, months): a slow random walk about the level, with the scenario's change on top."""
    import numpy as np

    channels, months = shape
    walk = np.cumsum(dice.normal(0.0, 0.04, (channels, months)), axis=1) + dice.normal(0.0, 0.4, (channels, 1))
    after = np.clip(np.arange(months) - onset + 1, 0, None)
    if scenario in {"closing", "both"}:
        walk = walk + after * np.log(FALL)
    if scenario == "one_dies":
        walk[0] += after * np.log(DEATH)
    if scenario == "seasonal":
        walk = walk + 0.3 * np.cos(2 * np.pi * (np.arange(months) + dice.integers(12)) / 12)
    return np.asarray(level * np.exp(walk))


def _delays(scenario: str, dice: np.random.Generator, shape: tuple[int, int, int], onset: int) -> np.ndarray[Any, Any]:
    """(channels, months, delays): the chance to be told after each delay; a hazard of the report month."""
    import numpy as np

    channels, months, delays = shape
    base = np.log(0.28 / 0.72) + dice.normal(0.0, 0.2, (channels, 1, 1)) - 0.02 * np.arange(delays)
    report = np.add.outer(np.arange(months), np.arange(delays))
    drift = np.cumsum(dice.normal(0.0, 0.05, months + delays))[report]
    hazard = 1.0 / (1.0 + np.exp(-(base + drift)))
    if scenario in {"delayed", "both"}:
        hazard = np.where(report >= onset, hazard * SLOWER, hazard)
    left = np.cumprod(1.0 - hazard, axis=2)
    left = np.concatenate([np.ones((channels, months, 1)), left[..., :-1]], axis=2)
    return np.asarray(hazard * left)
