"""The training command learns what it should from a handful of words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tools.names_training.costs import CostModel, learn
from tools.names_training.features import WORD, features, forget
from tools.names_training.fit import fit
from tools.names_training.measure import curve, report, show
from tools.names_training.words import _UYGHUR, all_keys, attested_groups, labelled_groups, respell
from tools.train_names import fold_of, ids

from tereze.names.scripts import CYRILLIC, LATIN

PAIRS = """pair_id\tlabel\ta\tb\ttag_a\ttag_b\tscript_pair\tlevel\tkind\tid_a\tid_b
1\t1\tAmina Tohti\tئامىنە توختى\ten\tug\tug-en\tperson\tpos\tp1\tp1
2\t0\tAmina Tohti\tئامىنە سەمەت\ten\tug\tug-en\tperson\tneg_near\tp1\tp2
3\t1\tSabir\tСабир\ten\tru\tru-en\tname\tpos_name\tn1\tn1
4\t0\tSabir\tСабит\ten\tru\tru-en\tname\tneg_name_near\tn1\tn2
5\t0\tErmek Ospanov\tЕрмек Оспанова\ten\tru\tru-en\tgender\tneg_gender_surname\tp3\tp3f
6\t0\tAmina Sabir\tАмина Сабит\ten\tru\tru-en\tsynth\tneg_father_near\ts1_2\ts1_3
7\t1\tAmina Sabir\tАмина Сабир\ten\tru\tru-en\tsynth\tpos_synth\ts1_2\ts1_2
8\t0\tAmina Sabir\tНурлан Сабир\ten\tru\tru-en\tsynth\tneg_sibling_near\ts1_2\ts4_2
"""


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    (tmp_path / "pairs.tsv").write_text(PAIRS, "utf-8")
    (tmp_path / "names.tsv").write_text("name_id\tname\nn1\tSabir\nn1\tСабир\n", "utf-8")
    (tmp_path / "persons.tsv").write_text("person_id\tname\np1\tAmina Tohti\np1\tАмина Тохти\np1\tAmina\n", "utf-8")
    return tmp_path


def test_groups_of_spellings(labelled: Path) -> None:
    found = labelled_groups(labelled)
    assert found["n1"] == [(CYRILLIC, "сабир"), (LATIN, "sabir")]
    assert (CYRILLIC, "тохти") in found["p1/1"]


def test_struck_names_are_left_out() -> None:
    everything = attested_groups()
    less = attested_groups(all_keys([[(LATIN, "sabir")]]))
    assert 0 < len(everything) - len(less) < 5


def test_respelling() -> None:
    assert respell("Shirin", _UYGHUR) == "شىرىن"


def test_costs_learn_that_two_letters_are_one() -> None:
    """Ten names written with q and with m by turns: the pair becomes cheaper than the table says."""
    groups = {f"g{n}": [(LATIN, f"q{stem}a"), (LATIN, f"m{stem}a")] for n, stem in enumerate("abdefgilor")}
    before = CostModel()
    after = learn({name: words * 1 for name, words in groups.items()}, rounds=30)
    q, m = (next(i for i, s in enumerate(_symbols()) if s == phone) for phone in ("qk", "m"))
    assert after.square()[q, m] < before.square()[q, m]
    assert (after.square() == after.square().T).all()


def _symbols() -> list[str]:
    from tereze.names.tables import tables

    return [symbol.phones for symbol in tables().symbols]


def test_fitting_separates(labelled: Path) -> None:
    data = features(labelled)
    assert data.word.shape[1] == len(WORD)
    logits = fit(data, rounds=60).logits(data)
    assert logits[data.label == 1].min() > logits[data.label == 0].max()


def test_forgetting_a_name_takes_its_evidence(labelled: Path) -> None:
    data = features(labelled)
    assert data.word[:, 3].any()
    assert not forget(data, frozenset(range(2048)))[:, 3:5].any()


def test_folds_follow_people_and_names() -> None:
    assert ids({"id_a": "s12_7", "id_b": "s12_9"}) == {"n12", "n7", "n9"}
    assert ids({"id_a": "kz001", "id_b": "kz002*"}) == {"kz001", "kz002"}
    assert ids({"id_a": "kz001", "id_b": "kz001f"}) == {"kz001"}
    assert fold_of("kz001") == fold_of("kz001")
    assert {fold_of(f"n{n}") for n in range(50)} == {0, 1, 2, 3}


def test_curve_moves_ties_together() -> None:
    found = curve(np.array([1.0, 0.0, 1.0, 0.0]), np.array([0.9, 0.5, 0.5, 0.1]))
    assert found["auc"] == pytest.approx(0.875)
    assert found["r99"] == 0.5
    assert found["f1"] == pytest.approx(0.8)


def test_the_report_has_every_part(labelled: Path) -> None:
    data = features(labelled)
    text = show(report(data.rows, np.linspace(0, 1, len(data.rows))))
    assert "overall" in text
    assert "neg_gender_surname" in text
