"""From draws to a word: open, narrowing, closing, closed, or cannot tell; with its probability and its interval.

The last month's intensity is held against the twelve months that ended half a year ago. A word is used only when
four draws in five agree on it, and of a fall only when 97 in a hundred show one at all. The thresholds were chosen on
simulated worlds that the benchmark does not use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tereze.model.value import Value

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

RECENT, PAUSE, YEAR = 1, 6, 12
SURE, FELL = 0.8, 0.97
BELOW = {"closed": 0.12, "closing": 0.7, "narrowing": 0.85}  # of the intensity before


class Verdict(Value, frozen=True):
    """One word about one stream. ratio: median of intensity now over before, with its 90 % interval.

    probability: of the word; closing: of at most 70 % of before, whatever the word; why: where it cannot be told
    """

    word: str
    probability: float
    closing: float
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""


def verdict(trend: Array) -> Verdict:
    """trend: (draws, months) intensity of one stream."""
    import numpy as np

    if trend.shape[-1] < PAUSE + YEAR:
        why = f"{trend.shape[-1]} months are too few to compare with a year before, it takes {PAUSE + YEAR}"
        return Verdict(word="cannot tell", probability=0.0, closing=0.0, why=why)
    before = trend[:, -(PAUSE + YEAR) : -PAUSE].mean(axis=1)
    ratio = trend[:, -RECENT:].mean(axis=1) / before
    low, middle, high = (float(one) for one in np.quantile(ratio, [0.05, 0.5, 0.95]))
    chances = {word: float((ratio < limit).mean()) for word, limit in BELOW.items()}
    fell = float((ratio < 1.0).mean()) > FELL
    word = next((one for one, chance in chances.items() if chance > SURE and fell), "")
    probability = chances.get(word, 0.0)
    if not word and (still := float((ratio >= BELOW["closing"]).mean())) > SURE:
        word, probability = "open", still
    why = (
        "" if word else f"the interval of the change, {low:.2f} to {high:.2f}, allows both an open and a closing window"
    )
    return Verdict(
        word=word or "cannot tell", probability=probability, closing=chances["closing"],
        ratio=middle, low=low, high=high, why=why,
    )  # fmt: skip
