"""The largest matching: against every subset of small graphs, and on graphs where shrinking rings is needed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.weigh.matching import largest_matching

RING = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]
PETERSEN = [*RING, (0, 5), (1, 6), (2, 7), (3, 8), (4, 9), (5, 7), (7, 9), (9, 6), (6, 8), (8, 5)]
EDGES = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda edge: edge[0] < edge[1]), max_size=14, unique=True
)


def every_subset(edges: list[tuple[int, int]]) -> int:
    best = 0
    for mask in range(1 << len(edges)):
        chosen = [vertex for place, edge in enumerate(edges) if mask >> place & 1 for vertex in edge]
        if len(chosen) == len(set(chosen)):
            best = max(best, len(chosen) // 2)
    return best


@given(EDGES)
def test_it_agrees_with_every_subset(edges: list[tuple[int, int]]) -> None:
    assert largest_matching(edges, 8) == every_subset(edges)


@pytest.mark.parametrize(
    ("edges", "size"),
    [
        ([], 0),
        ([(0, 1)], 1),
        ([(0, 1), (1, 2), (2, 0)], 1),
        ([(0, 1), (1, 2), (2, 0), (2, 3)], 2),
        ([(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (0, 5), (5, 6)], 3),
        (PETERSEN, 5),
    ],
)
def test_known_graphs(edges: list[tuple[int, int]], size: int) -> None:
    assert largest_matching(edges, 10) == size


def test_a_hidden_perfect_matching_is_found() -> None:
    draw = random.Random(4)
    vertices = list(range(200))
    draw.shuffle(vertices)
    planted = {tuple(sorted(vertices[place : place + 2])) for place in range(0, 200, 2)}
    decoys = {tuple(sorted(draw.sample(vertices, 2))) for _ in range(150)}
    edges = sorted((left, right) for left, right in planted | decoys)
    assert largest_matching(edges, 200) == 100
