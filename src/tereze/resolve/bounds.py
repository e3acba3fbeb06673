"""How wrong a class of suggestions may be, judged by a sample: the exact bound of Clopper and Pearson (1934)."""

from __future__ import annotations

from math import exp, inf, lgamma, log

CONFIDENCE = 0.95


def most_wrong(judged: int, wrong: int, confidence: float = CONFIDENCE) -> float:
    """The one-sided upper bound on the share of wrong pairs, when `wrong` of `judged` sampled pairs were wrong.

    The largest share under which so few wrong ones would still turn up with probability 1 - confidence.
    """
    if not 0 <= wrong <= judged:
        raise ValueError(f"{wrong} wrong of {judged} judged cannot be")
    if wrong == judged:
        return 1.0
    low, high = wrong / judged, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if _at_most(wrong, judged, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def sample_needed(bound: float, wrong: int = 0, confidence: float = CONFIDENCE) -> int:
    """How many pairs must be judged, `wrong` of them wrong, for the bound to be at most `bound`."""
    size = max(wrong + 1, 1)
    while most_wrong(size, wrong, confidence) > bound:
        size += max(size // 20, 1)
    while size > wrong + 1 and most_wrong(size - 1, wrong, confidence) <= bound:
        size -= 1
    return size


def _at_most(wrong: int, judged: int, share: float) -> float:
    """P(X <= wrong) for X binomial(judged, share)."""
    return sum(exp(_log_term(k, judged, share)) for k in range(wrong + 1))


def _log_term(k: int, n: int, p: float) -> float:
    if p in {0.0, 1.0}:
        return 0.0 if k == n * p else -inf
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log(1 - p)
