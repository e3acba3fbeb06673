"""Learn `resources/names/weights.json`, or measure what is learned by cross-validation.

    python -m tools.train_names --labelled ../shared/data/names/dev             # learn and write
    python -m tools.train_names --labelled ../shared/data/names/dev --measure   # cross-validate, write nothing

Cross-validation: people and names are cut into four folds. Each pair is scored by a model fitted without any person
or name of that pair; the sound costs come from attested names only, less every name that occurs in the labelled set.
It is run twice: with the attested names as they ship, and with all names of the labelled set struck from them.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import zlib
from base64 import b85encode
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from tereze.model import resources
from tereze.names import bulk, evidence, lexicon, tables, weights, words
from tools.names_training.costs import CostModel, learn
from tools.names_training.features import Features, features
from tools.names_training.fit import CEILINGS, LIGHT, MISSING, Fitted, fit
from tools.names_training.measure import Array, report, show
from tools.names_training.words import all_keys, attested_groups, labelled_groups

FOLDS = 4


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labelled", type=Path, required=True, help="folder with pairs.tsv, names.tsv, persons.tsv")
    parser.add_argument("--measure", action="store_true", help="cross-validate instead of writing the weights")
    asked = parser.parse_args()
    labelled = labelled_groups(asked.labelled)
    if asked.measure:
        unseen = all_keys(labelled.values())
        install(learn(attested_groups(unseen)), None)
        print("\n== attested names as they ship\n" + show(cross_validate(features(asked.labelled))))
        strike(unseen)
        print(
            "\n== every labelled name struck from the attested names\n" + show(cross_validate(features(asked.labelled)))
        )
        return
    costs = learn(attested_groups() | labelled)
    install(costs, None)
    fitted = fit(features(asked.labelled))
    place = resources.path("names") / "weights.json"
    place.write_text(json.dumps(asdict(as_weights(costs, fitted)), ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"wrote {place}")


def as_weights(costs: CostModel, fitted: Fitted | None) -> weights.Weights:
    """The learned numbers as the package reads them."""
    square = np.rint(costs.square() * 100).astype(np.uint8)
    upper = square[np.triu_indices(costs.size, 1)]
    found = weights.Weights(
        symbols=tuple(weights.symbol_name(s) for s in tables.tables().symbols),
        cost_bytes=b85encode(upper.tobytes()).decode(),
        gap_bytes=b85encode(np.rint(costs.gaps() * 100).astype(np.uint8).tobytes()).decode(),
    )
    if fitted is None:
        return found

    def short(values: Array) -> tuple[float, ...]:
        return tuple(round(float(v), 4) for v in values)

    return replace(
        found,
        word=short(fitted.word),
        word_bias=short(fitted.word_bias),
        word_cost=short(fitted.word_cost),
        name=(0.0, 1.0, round(fitted.rest, 4), round(fitted.single, 4), MISSING, LIGHT, *CEILINGS),
        name_bias=short(fitted.name_bias),
    )


def install(costs: CostModel, fitted: Fitted | None) -> None:
    """Make the package use these numbers in this process."""
    found = as_weights(costs, fitted)
    _put(weights, "weights", lambda: found)
    _put(tables, "weights", lambda: found)
    _put(evidence, "weights", lambda: found)
    tables.tables.cache_clear()
    forget_all()


def _put(module: object, name: str, value: object) -> None:
    setattr(module, name, value)


def strike(unseen: frozenset[str]) -> None:
    """Take every attested name with a spelling key in `unseen` out of the lexicon of this process."""
    kept = {int(name.split("-")[1]) for name in attested_groups(unseen)}
    book = lexicon.lexicon()

    def only(index: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
        return {key: left for key, ids in index.items() if (left := tuple(i for i in ids if i in kept))}

    for index in (book.alphabetic, book.mandarin):
        left = only(index)
        index.clear()
        index.update(left)
    forget_all()


def forget_all() -> None:
    """Empty the caches that depend on tables."""
    prepare = importlib.import_module("tereze.names.prepare")  # the package exports a function of that name
    for cached in (prepare.prepare_text, words.analyse_word, evidence.compare_words):
        cached.cache_clear()
    bulk.forget()


def cross_validate(data: Features) -> dict[str, dict[str, float]]:
    """Score every pair with a model that saw none of its people and names."""
    touched = [frozenset(fold_of(name) for name in ids(row)) for row in data.rows]
    score = np.full(len(data.rows), np.nan)
    for left_out in sorted(set(touched), key=sorted):
        if len(left_out) == FOLDS:
            continue
        train = np.array([at for at, folds in enumerate(touched) if not folds & left_out])
        test = np.array([at for at, folds in enumerate(touched) if folds == left_out])
        score[test] = fit(data.take(train)).logits(data.take(test))
    scored = np.flatnonzero(~np.isnan(score))
    return report([data.rows[at] for at in scored], score[scored])


def ids(row: dict[str, str]) -> set[str]:
    """The people and names a pair is made of: kg001 and kg002, or the two names of each made-up person."""
    found: set[str] = set()
    for raw in (row["id_a"], row["id_b"]):
        parts = re.fullmatch(r"s(\d+)_(\d+)", raw)
        found |= {f"n{parts[1]}", f"n{parts[2]}"} if parts else {re.sub(r"[*f]+$", "", raw)}
    return found


def fold_of(name: str) -> int:
    """The fold a person or name belongs to."""
    return zlib.crc32(name.encode()) % FOLDS


if __name__ == "__main__":
    main()
