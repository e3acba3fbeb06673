"""The compiled core gives what plain Python gives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import JaroWinkler

from tereze.resolve.bulk import Links, Model, Table, explain
from tereze.resolve.bulk.compare import bits, fill, jaro_winkler, learned, most_alike
from tereze.resolve.bulk.described import describe_pairs, score_pairs
from tereze.resolve.bulk.table import letter_masks

words = st.text("abcdef", max_size=16)


@settings(max_examples=200, deadline=None)
@given(words, words)
def test_letters_are_compared_as_rapidfuzz_does(one: str, other: str) -> None:
    forms = np.zeros((2, 16), np.uint8)
    for at, word in enumerate((one, other)):
        forms[at, : len(word)] = list(word.encode())
    ours = jaro_winkler(forms, 0, len(one), 1, len(other))
    theirs = JaroWinkler.similarity(one, other) if one and other else 0.0
    assert ours == pytest.approx(theirs, abs=1e-9)


def _mask(word: str) -> int:
    forms = np.zeros((1, 16), np.uint8)
    forms[0, : len(word)] = list(word.encode())
    return int(letter_masks(forms)[0])


@settings(max_examples=300, deadline=None)
@given(words.filter(bool), words.filter(bool))
def test_letters_without_a_partner_bound_the_likeness(one: str, other: str) -> None:
    most = most_alike(_mask(one), len(one), _mask(other), len(other))
    assert JaroWinkler.similarity(one, other, prefix_weight=0.0) <= most + 1e-12


def test_texts_without_a_common_letter_are_not_alike_at_all() -> None:
    assert most_alike(_mask("abc"), 3, _mask("def"), 3) == 0.0
    assert most_alike(0, 0, _mask("def"), 3) == 0.0


@given(st.integers(0, 2**32 - 1))
def test_bits_are_counted(mask: int) -> None:
    assert bits(mask) == mask.bit_count()


def test_learned_pairs_are_found_either_way() -> None:
    pairs, values = np.full(8, -1, np.int64), np.zeros(8)
    fill(np.array([(3 << 31) | 7, (1 << 31) | 2]), np.array([1.5, -2.0]), pairs, values)
    assert learned(7, 3, pairs, values) == learned(3, 7, pairs, values) == 1.5
    assert learned(1, 2, pairs, values) == -2.0
    assert np.isnan(learned(1, 3, pairs, values))


def test_every_pair_kept_has_the_probability_plain_python_gives(table: Table, model: Model, links: Links) -> None:
    for n in range(0, len(links.left), 5):
        told = explain(table, model, int(links.left[n]), int(links.right[n]))
        assert told.probability == pytest.approx(float(links.probability[n]), abs=1e-5)


def test_any_pair_has_the_odds_plain_python_gives(table: Table, model: Model) -> None:
    left, right = np.random.default_rng(1).integers(0, len(table), (2, 300)).astype(np.int32)
    seen = describe_pairs(table, model.weights(table), left, right)
    for n, odds in enumerate(seen.odds):
        told = explain(table, model, int(left[n]), int(right[n]))
        assert told.probability == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-9)


def test_leaving_out_the_hopeless_changes_no_score(table: Table, model: Model) -> None:
    left, right = np.random.default_rng(2).integers(0, len(table), (2, 20_000)).astype(np.int32)
    weights = model.weights(table)
    full = describe_pairs(table, weights, left, right).odds
    quick = score_pairs(table, weights, left, right, -4.0)
    assert np.array_equal(quick > -np.inf, full >= -4.0)
    assert np.array_equal(quick[quick > -np.inf], full[full >= -4.0])


SCRIPT = """
import json, sys
from pathlib import Path
import numpy as np
sys.path.insert(0, sys.argv[1])
from conftest import make_people
from tereze.resolve.bulk import cluster, draw, link, train
from tereze.resolve.bulk import chance, train as _
learning = sys.modules["tereze.resolve.bulk.train"]
sys.modules["tereze.resolve.bulk.chance"].PAIRS = 1500
sys.modules["tereze.resolve.bulk.chance"].MATES = 1200
learning.SAMPLE = 1500
table = make_people(120, 8).table()
model = train(table)
links = link(table, model)
print(json.dumps([links.left.tolist(), links.right.tolist(), [round(float(p), 5) for p in links.probability],
                  cluster(links).tolist(), draw(links, 3).tolist(), links.compared]))
"""


def test_without_the_compiler_the_results_are_the_same(tmp_path: Path) -> None:
    script = tmp_path / "both.py"
    script.write_text(SCRIPT, encoding="utf-8")
    here = Path(__file__).parent
    answers = []
    for plain in ("0", "1"):
        done = subprocess.run(
            [sys.executable, str(script), str(here)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "NUMBA_DISABLE_JIT": plain},
        )
        answers.append(json.loads(done.stdout))
    assert answers[0] == answers[1]
    assert len(answers[0][0]) > 20
