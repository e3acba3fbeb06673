"""Learning what it costs to take one symbol for another.

The model: two words are one name with probability 1 / (1 + exp(-(bias - slope * distance / length))). The distance is
the least cost of aligning two readings (Ristad and Yianilos 1998, learned string edit distance; here the best
alignment instead of all, a logistic loss instead of a likelihood, and costs tied through the phones that explain
them, so that a pair seen rarely keeps close to the tables). Full-batch Adam; negatives are the nearest other names.
"""

# ruff: noqa: PLR0917  # compiled functions take plain arrays, many of them

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numba as nb
import numpy as np

from tereze.names.readings import Reading, readings
from tereze.names.tables import FLOOR, RANK_COST, phone_costs, tables

from .words import Groups, Spelling

Array = np.ndarray[Any, Any]
Rates = tuple[float, ...]
WIDEST = 40


@dataclass
class Packed:
    """Words as arrays: up to two readings each."""

    symbols: Array
    lengths: Array
    penalties: Array
    counts: Array
    masses: Array
    owners: list[set[int]]
    members: list[list[int]]


def pack(groups: Groups) -> Packed:
    """All words of all groups, each once."""
    t = tables()
    places: dict[Spelling, int] = {}
    owners: list[set[int]] = []
    members: list[list[int]] = []
    said: list[tuple[Reading, ...]] = []
    for number, name in enumerate(sorted(groups)):
        members.append([])
        for spelling in groups[name]:
            found = readings(*spelling)
            if not found:
                continue
            if spelling not in places:
                places[spelling] = len(said)
                said.append(found[:2])
                owners.append(set())
            owners[places[spelling]].add(number)
            members[-1].append(places[spelling])
    size = len(said)
    out = Packed(
        np.zeros((size, 2, WIDEST), np.uint8), np.zeros((size, 2), np.int64), np.zeros((size, 2)),
        np.array([len(s) for s in said]), np.ones((size, 2)), owners, members,
    )  # fmt: skip
    for at, options in enumerate(said):
        for k, reading in enumerate(options):
            raw = reading.symbols[:WIDEST]
            out.symbols[at, k, : len(raw)] = np.frombuffer(raw, np.uint8)
            out.lengths[at, k] = len(raw)
            out.penalties[at, k] = reading.penalty
            out.masses[at, k] = max(1.0, sum(t.masses[s] for s in raw) / 100)
    return out


@nb.njit(cache=True)
def _align(a, la, b, lb, cost, gap, m):  # type: ignore[no-untyped-def]
    m[0, 0] = 0.0
    for j in range(lb):
        m[0, j + 1] = m[0, j] + gap[b[j]]
    for i in range(la):
        m[i + 1, 0] = m[i, 0] + gap[a[i]]
        for j in range(lb):
            m[i + 1, j + 1] = min(m[i, j] + cost[a[i], b[j]], m[i, j + 1] + gap[a[i]], m[i + 1, j] + gap[b[j]])
    return m[la, lb]


@nb.njit(cache=True)
def _closest(i, j, sy, ln, pe, ct, ma, cost, gap, m):  # type: ignore[no-untyped-def]
    best, bk, bl = 9e9, 0, 0
    for k in range(ct[i]):
        for v in range(ct[j]):
            d = _align(sy[i, k], ln[i, k], sy[j, v], ln[j, v], cost, gap, m)
            d = d / max(ma[i, k], ma[j, v]) + pe[i, k] + pe[j, v]
            if d < best:
                best, bk, bl = d, k, v
    return best, bk, bl


@nb.njit(cache=True)
def _gradient(ones, others, label, bias, slope, sy, ln, pe, ct, ma, cost, gap, gcost, ggap):  # type: ignore[no-untyped-def]
    m = np.zeros((WIDEST + 1, WIDEST + 1))
    loss, gbias, gslope = 0.0, 0.0, 0.0
    for n in range(len(ones)):
        i, j = ones[n], others[n]
        d, k, v = _closest(i, j, sy, ln, pe, ct, ma, cost, gap, m)
        p = 1.0 / (1.0 + math.exp(-max(-30.0, bias - slope * d)))
        error = p - label[n]
        loss -= math.log(max(1e-12, p if label[n] > 0.5 else 1.0 - p))
        gbias += error
        gslope -= error * d
        if abs(error) < 1e-4:
            continue
        share = -error * slope / max(ma[i, k], ma[j, v])
        a, b, x, y = sy[i, k], sy[j, v], ln[i, k], ln[j, v]
        _align(a, x, b, y, cost, gap, m)
        while x > 0 or y > 0:
            if x > 0 and y > 0 and abs(m[x, y] - m[x - 1, y - 1] - cost[a[x - 1], b[y - 1]]) < 1e-9:
                gcost[a[x - 1], b[y - 1]] += share
                x, y = x - 1, y - 1
            elif x > 0 and abs(m[x, y] - m[x - 1, y] - gap[a[x - 1]]) < 1e-9:
                ggap[a[x - 1]] += share
                x -= 1
            else:
                ggap[b[y - 1]] += share
                y -= 1
    return loss / len(ones), gbias / len(ones), gslope / len(ones)


@nb.njit(cache=True)
def _nearest(asked, first_owner, sy, ln, pe, ct, ma, cost, gap, k):  # type: ignore[no-untyped-def]
    m = np.zeros((WIDEST + 1, WIDEST + 1))
    out = np.full((len(asked), k), -1, np.int64)
    for n in range(len(asked)):
        i = asked[n]
        best = np.full(k, 9e9)
        for j in range(len(first_owner)):
            if first_owner[i] == first_owner[j] or abs(ma[i, 0] - ma[j, 0]) > 2.2:
                continue
            d = _closest(i, j, sy, ln, pe, ct, ma, cost, gap, m)[0]
            at = k - 1
            if d >= best[at]:
                continue
            while at > 0 and best[at - 1] > d:
                best[at], out[n, at] = best[at - 1], out[n, at - 1]
                at -= 1
            best[at], out[n, at] = d, j
    return out


class CostModel:
    """Costs as tables times exp(learned), tied through phones; `square` and `gaps` are the present costs."""

    def __init__(self) -> None:
        t = tables()
        base, _ = phone_costs()
        place = {phone: at for at, phone in enumerate(sorted({a for a, _ in base}))}
        self.size = len(t.symbols)
        self.prior = np.zeros((self.size, self.size))
        self.tie = np.zeros((self.size, self.size), np.int64)
        for i, one in enumerate(t.symbols):
            for j, other in enumerate(t.symbols):
                best, a, b = min(
                    (base[a, b] + RANK_COST * (x + y), min(a, b), max(a, b))
                    for x, a in enumerate(one.phones) for y, b in enumerate(other.phones)
                )  # fmt: skip
                self.prior[i, j] = 0.0 if i == j else max(best, FLOOR / 100)
                self.tie[i, j] = place[a] * len(place) + place[b]
        self.prior_gap = np.frombuffer(t.masses, np.uint8) / 100.0
        self.theta = [
            np.zeros(len(place) ** 2), np.zeros((self.size, self.size)), np.zeros(self.size),
            np.array([3.5]), np.array([14.0]),
        ]  # fmt: skip

    def square(self) -> Array:
        """Substitution costs."""
        raw = self.prior * np.exp(np.clip(self.theta[0][self.tie] + self.theta[1], -2.5, 2.0))
        found: Array = np.minimum((raw + raw.T) / 2, 2.5)
        return found

    def gaps(self) -> Array:
        """Costs of leaving a symbol out."""
        found: Array = np.minimum(self.prior_gap * np.exp(np.clip(self.theta[2], -2.5, 1.5)), 2.5)
        return found


def learn(groups: Groups, rounds: int = 100, seed: int = 7) -> CostModel:
    """Fit costs to groups of spellings. Deterministic for one seed."""
    rng = np.random.default_rng(seed)
    data, model = pack(groups), CostModel()
    arrays = (data.symbols, data.lengths, data.penalties, data.counts, data.masses)
    count = len(data.owners)
    first_owner = np.array([min(o) for o in data.owners])
    positive = _positives(data, rng)
    far = [(a, b) for a, b in rng.integers(0, count, (len(positive), 2)) if not data.owners[a] & data.owners[b]]
    asked = rng.choice(count, min(count, 3500), replace=False)
    near: set[tuple[int, int]] = set()
    memory = ([np.zeros_like(x) for x in model.theta], [np.zeros_like(x) for x in model.theta])
    for step in range(1, rounds + 1):
        cost, gap = model.square(), model.gaps()
        if step % 40 == 1:
            for one, row in zip(asked, _nearest(asked, first_owner, *arrays, cost, gap, 5), strict=True):
                near |= {(min(one, o), max(one, o)) for o in row if o >= 0 and not data.owners[one] & data.owners[o]}
            pairs = np.array(positive + sorted(near) + far)
            label = np.array([1.0] * len(positive) + [0.0] * (len(near) + len(far)))
        gcost, ggap = np.zeros_like(cost), np.zeros_like(gap)
        loss, gbias, gslope = _gradient(
            pairs[:, 0], pairs[:, 1], label, model.theta[3][0], model.theta[4][0], *arrays, cost, gap, gcost, ggap
        )
        down = _chain(model, gcost / len(label), ggap / len(label), gbias, gslope, len(label))
        adam(model.theta, down, memory, step, (0.03, 0.03, 0.03, 0.05, 0.3))
        if step % 40 == 0:
            print(f"  costs, round {step}: {len(label)} pairs, loss {loss:.4f}", flush=True)
    return model


def _positives(data: Packed, rng: np.random.Generator, most: int = 60) -> list[tuple[int, int]]:
    out = []
    for members in data.members:
        pairs = [(a, b) for at, a in enumerate(members) for b in members[at + 1 :]]
        if len(pairs) > most:
            pairs = [pairs[p] for p in rng.choice(len(pairs), most, replace=False)]
        out += pairs
    return out


def _chain(model: CostModel, gcost: Array, ggap: Array, gbias: float, gslope: float, count: int) -> list[Array]:
    """Gradients of the learned numbers, with a pull towards the tables."""
    inner = (gcost + gcost.T) / 2 * model.square()
    tied = np.bincount(model.tie.ravel(), inner.ravel(), len(model.theta[0]))
    return [
        tied + 2.0 * model.theta[0] / count,
        inner + 4.0 * model.theta[1] / count,
        ggap * model.gaps() + 4.0 * model.theta[2] / count,
        np.array([gbias]),
        np.array([gslope]),
    ]


def adam(
    theta: list[Array], down: list[Array], memory: tuple[list[Array], list[Array]], step: int, rates: Rates
) -> None:
    """One step of Adam (Kingma and Ba 2015), in place."""
    for at, rate in enumerate(rates):
        first, second = memory[0][at], memory[1][at]
        first += 0.1 * (down[at] - first)
        second += 0.01 * (down[at] ** 2 - second)
        theta[at] -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
