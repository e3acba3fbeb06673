"""Drawn clusterings follow the probabilities."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.resolve.bulk import Links, draw

from .test_cluster import links_of


def test_the_same_seed_draws_the_same(links: Links) -> None:
    assert np.array_equal(draw(links, 5), draw(links, 5))
    assert not np.array_equal(draw(links, 5), draw(links, 6))


def test_a_pair_is_together_as_often_as_it_is_likely() -> None:
    doubtful = links_of(2, {(0, 1): 0.7})
    together = [draw(doubtful, seed)[1] == 0 for seed in range(600)]
    assert np.mean(together) == pytest.approx(0.7, abs=0.06)


def test_what_was_judged_does_not_vary() -> None:
    doubtful = links_of(4, {(0, 1): 0.5, (2, 3): 0.5})
    for seed in range(20):
        labels = draw(doubtful, seed, together=((0, 1),), apart=((2, 3),))
        assert labels[1] == 0
        assert labels[3] == 3
