"""Average linkage over sparse pairs, compiled."""

# Kernels are one long loop over plain arrays: calls would cost more than the work.
# ruff: noqa: C901, PLR0915, PLR0917

from __future__ import annotations

import heapq
from typing import Any

import numpy as np
import numpy.typing as npt

from .compiled import compiled

Array = npt.NDArray[Any]


@compiled
def root(parent: Array, row: int) -> int:
    """The smallest row of the cluster of `row`; shortens the way there."""
    while parent[row] != row:
        parent[row] = parent[parent[row]]
        row = parent[row]
    return int(row)


@compiled
def agglomerate(
    size: int, left: Array, right: Array, score: Array, absent: float, stop: float
) -> tuple[Array, Array, Array]:
    """The joins, in order: (the two clusters, each by its smallest row, shape (joins, 2); their mean; pairs between).

    Two clusters join while the mean score of all pairs between them, those not given counting `absent`, is at least
    `stop`; the highest mean first, ties by the smallest row that hangs together. A mean of means never exceeds
    the greater one, so only pairs of at least `stop` have to be waited for, and what they do not connect never joins.
    """
    edges = len(left)
    start = np.zeros(size + 1, np.int64)
    for e in range(edges):
        start[left[e] + 1] += 1
        start[right[e] + 1] += 1
    start = np.cumsum(start)
    begin, end, fill = start[:-1].copy(), start[1:].copy(), start[:-1].copy()
    room = 3 * edges + 16
    near, total, count = np.empty(room, np.int32), np.empty(room, np.float64), np.empty(room, np.int32)
    for e in range(edges):
        for side in range(2):
            one, other = (left[e], right[e]) if side == 0 else (right[e], left[e])
            near[fill[one]], total[fill[one]], count[fill[one]] = other, score[e], 1
            fill[one] += 1
    top = start[size]
    joined, means, sizes = np.empty((size, 2), np.int64), np.empty(size), np.empty(size, np.int64)
    joins = 0
    parent, members, version = np.arange(size), np.ones(size, np.int64), np.zeros(size, np.int64)
    place = np.full(size, -1, np.int64)
    # where pairs not given count more than `stop`, clusters may join that hang together by any pair
    waiting, begins = islands(size, left, right, score, stop if absent < stop else -np.inf)
    queue = [(0.0, 0, 0, 0, 0) for _ in range(0)]
    island = 0
    while len(queue) > 0 or island + 1 < len(begins):
        if len(queue) == 0:
            for at in range(begins[island], begins[island + 1]):
                e = waiting[at]
                if score[e] >= stop:
                    queue.append((-float(score[e]), int(min(left[e], right[e])), int(max(left[e], right[e])), 0, 0))
            heapq.heapify(queue)
            island += 1
            if len(queue) == 0:  # an island of pairs that are all below `stop`
                continue
        worth, a, b, was_a, was_b = heapq.heappop(queue)
        if parent[a] != a or parent[b] != b or version[a] != was_a or version[b] != was_b:
            continue
        parent[b] = a
        joined[joins, 0], joined[joins, 1] = a, b
        means[joins], sizes[joins] = -worth, members[a] * members[b]
        joins += 1
        need = top + end[a] - begin[a] + end[b] - begin[b]
        if need > room:
            grown = 2 * need
            near, total, count = _grow(near, grown), _grow(total, grown), _grow(count, grown)
            room = grown
        first = top
        for side in range(2):
            c = a if side == 0 else b
            for q in range(begin[c], end[c]):
                other = root(parent, near[q])
                if other == a:
                    continue
                at = place[other]
                if first <= at < top and near[at] == other:
                    total[at] += total[q]
                    count[at] += count[q]
                else:
                    near[top], total[top], count[top] = other, total[q], count[q]
                    place[other] = top
                    top += 1
        begin[a], end[a] = first, top
        members[a] += members[b]
        version[a] += 1
        for q in range(first, top):
            other = int(near[q])
            pairs = members[a] * members[other]
            mean = (total[q] + absent * (pairs - count[q])) / pairs
            if mean >= stop:
                low, high = min(a, other), max(a, other)
                heapq.heappush(queue, (-mean, low, high, int(version[low]), int(version[high])))
    by = np.argsort(-means[:joins], kind="mergesort")
    return joined[:joins][by], means[:joins][by], sizes[:joins][by]


@compiled
def islands(size: int, left: Array, right: Array, score: Array, stop: float) -> tuple[Array, Array]:
    """The pairs of at least `stop`, those that hang together one after the other, by their smallest row; and where each
    such island begins. No cluster can cross from one to another, so each has a small queue of its own."""
    parent = np.arange(size)
    count = 0
    for e in range(len(left)):
        if score[e] >= stop:
            one, other = root(parent, left[e]), root(parent, right[e])
            parent[max(one, other)] = min(one, other)
            count += 1
    start = np.zeros(size + 1, np.int64)
    for e in range(len(left)):
        if score[e] >= stop:
            start[root(parent, left[e]) + 1] += 1
    begins, many = np.empty(count + 1, np.int64), 0
    for row in range(size):
        if start[row + 1] > 0:
            begins[many], many = start[row], many + 1
        start[row + 1] += start[row]
    begins[many] = count
    waiting = np.empty(count, np.int64)
    for e in range(len(left)):
        if score[e] >= stop:
            its = root(parent, left[e])
            waiting[start[its]] = e
            start[its] += 1
    return waiting, begins[: many + 1]


@compiled
def stretches(
    size: int, left: Array, right: Array, score: Array, stop: float, each: int
) -> tuple[Array, Array, Array, Array]:
    """Cut the pairs into stretches of whole islands (rows that pairs of at least `stop` connect), about `each` pairs in
    one. Returns (pairs inside islands, stretch by stretch, in the order given; where each stretch begins; rows of the
    islands, stretch by stretch, ascending; where each begins). Pairs between islands are left out: they join nothing.
    """
    parent = np.arange(size)
    for e in range(len(left)):
        if score[e] >= stop:
            one, other = root(parent, left[e]), root(parent, right[e])
            parent[max(one, other)] = min(one, other)
    many = np.zeros(size, np.int64)
    for row in range(size):
        parent[row] = parent[parent[row]]  # a parent is smaller, so it is settled already
    for e in range(len(left)):
        its = parent[left[e]]
        many[its] += its == parent[right[e]]
    stretch, last, held = np.full(size, -1, np.int32), 0, 0
    for row in range(size):
        if many[row] > 0:
            if held >= each:
                last, held = last + 1, 0
            stretch[row] = last
            held += many[row]
    edge_at, row_at = np.zeros(last + 2, np.int64), np.zeros(last + 2, np.int64)
    for row in range(size):
        its = stretch[parent[row]]
        if its >= 0:
            row_at[its + 1] += 1
            edge_at[its + 1] += many[row]
    edge_at, row_at = np.cumsum(edge_at), np.cumsum(row_at)
    edges, rows = np.empty(edge_at[-1], np.int64), np.empty(row_at[-1], np.int64)
    edge_to, row_to = edge_at[:-1].copy(), row_at[:-1].copy()
    for row in range(size):
        its = stretch[parent[row]]
        if its >= 0:
            rows[row_to[its]] = row
            row_to[its] += 1
    for e in range(len(left)):
        if parent[left[e]] == parent[right[e]]:
            its = stretch[parent[left[e]]]
            edges[edge_to[its]] = e
            edge_to[its] += 1
    return edges, edge_at, rows, row_at


@compiled
def labels_of(size: int, joined: Array) -> Array:
    """For each row the smallest row of its cluster after the given joins."""
    parent = np.arange(size)
    for n in range(len(joined)):
        one, other = root(parent, joined[n, 0]), root(parent, joined[n, 1])
        parent[max(one, other)] = min(one, other)
    made = np.empty(size, np.int64)
    for row in range(size):
        made[row] = root(parent, row)
    return made


@compiled
def _grow(values: Array, room: int) -> Array:
    grown = np.empty(room, values.dtype)
    grown[: len(values)] = values
    return grown
