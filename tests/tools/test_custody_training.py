"""What the custody reader is taught by: texts with their marks, the same with other names, windows of them."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.intake_training import custody_texts
from tools.intake_training.custody_texts import Text

from tereze.intake.extract import tellings

DOCUMENT: dict[str, Any] = {
    "id": "xx-1",
    "date": "2019-03-05",
    "text": "Roza Kenzhe was taken. Kenzhe's uncle, Murat Zhaken, was taken too; a cousin vanished.",
    "persons": [["Roza Kenzhe", "Kenzhe"], ["Murat Zhaken"]],
    "custody": [
        {"about": "Kenzhe", "status": "police_custody", "has": "was taken"},
        {"about": "Murat Zhaken", "status": "police_custody", "has": "was taken too"},
        {"about": "", "status": "missing", "has": "cousin vanished"},
    ],
}


def _marks(one: Text) -> list[tuple[str, str, int]]:
    return [(one.text[mark.begin : mark.end], mark.status, mark.about) for mark in one.marks]


def test_marks_and_names_stand_where_the_text_has_them() -> None:
    one = custody_texts.text(DOCUMENT)
    assert _marks(one) == [
        ("was taken", "police_custody", 0), ("was taken too", "police_custody", 1), ("cousin vanished", "missing", -1),
    ]  # fmt: skip
    assert [(one.text[n.begin : n.end], n.key) for n in one.named] == [
        ("Roza Kenzhe", "0"), ("Kenzhe", "0"), ("Murat Zhaken", "1"),
    ]  # fmt: skip


def test_the_same_words_twice_are_two_places() -> None:
    custody = [{"about": name, "status": "police_custody", "has": "was taken"} for name in ("Kenzhe", "Kenzhe")]
    one = custody_texts.text(DOCUMENT | {"custody": custody})
    assert [mark.begin for mark in one.marks] == [12, 53]


@given(st.integers(0, 10_000))
@settings(max_examples=50)
def test_other_names_change_nothing_but_names(seed: int) -> None:
    one = custody_texts.text(DOCUMENT)
    new = custody_texts.renamed(one, random.Random(seed))
    assert _marks(new) == _marks(one)
    first, short, other = (new.text[n.begin : n.end] for n in new.named)
    assert first.split()[-1] == short
    assert new.text == f"{first} was taken. {short}'s uncle, {other}, was taken too; a cousin vanished."


def test_two_texts_as_one_keep_their_persons_apart() -> None:
    one = custody_texts.text(DOCUMENT)
    both = custody_texts.joined(one, one)
    assert _marks(both)[:3] == _marks(one)
    assert [words for words, _, _ in _marks(both)[3:]] == [words for words, _, _ in _marks(one)]
    assert {mark.about for mark in both.marks} == {0, 1, -1, custody_texts._OTHERS, custody_texts._OTHERS + 1}
    assert len({named.key for named in both.named}) == 4


def test_a_window_has_a_label_for_each_word_and_who_may_answer() -> None:
    [one] = custody_texts.examples(custody_texts.text(DOCUMENT))
    assert len(one.labels) == len(one.window.words)
    told = {tellings.STATUSES[label - 1] for label in one.labels if label}
    assert told == {"police_custody", "missing"}
    assert one.names == [(0, 2), (5, 6), (9, 11)]
    assert [answers for _, _, answers in one.tellings] == [[(0, 2), (5, 6)], [(9, 11)], [(-1, -1)]]


def test_a_pass_is_the_same_from_the_same_seed() -> None:
    texts = [custody_texts.text(DOCUMENT)] * 4
    assert custody_texts.one_pass(texts, 3) == custody_texts.one_pass(texts, 3)
    assert custody_texts.one_pass(texts, 3) != custody_texts.one_pass(texts, 4)


def test_the_texts_that_nobody_may_see_are_never_read() -> None:
    names = [path.name for paths in custody_texts.files().values() for path in paths]
    assert "en_unseen.yaml" not in names
    assert (
        len(names) == len(set(paths := [str(p) for some in custody_texts.files().values() for p in some])) == len(paths)
    )


@pytest.mark.parametrize("hand", custody_texts.teachers())
def test_every_mark_of_the_texts_to_teach_by_stands_in_its_text(hand: str) -> None:
    for document in custody_texts.documents(custody_texts.files()[hand]):
        forms = {form for names in document["persons"] for form in names}
        for form in forms:
            assert form in document["text"], (document["id"], form)
        for mark in document["custody"]:
            assert mark["has"] in document["text"], (document["id"], mark["has"])
            assert mark["status"] in tellings.STATUSES, document["id"]
            assert not mark["about"] or mark["about"] in forms, (document["id"], mark["about"])


def test_a_finding_counts_where_sentence_status_and_person_are_right() -> None:
    train = pytest.importorskip("tools.train_custody", reason="torch is not here", exc_type=ImportError)
    text = "Roza Kenzhe was arrested on Friday."
    found = train.extract(text, "en", date(2019, 3, 5), ((0, 11),), see=None)
    mark = {"about": "Kenzhe", "status": "police_custody", "has": "was arrested"}
    wrong = [mark | {"about": ""}, mark | {"status": "prison"}, mark | {"has": "was jailed"}]
    assert train.count({"text": text, "custody": [mark]}, found) == {"gold": 1, "found": 1, "hit": 1}
    assert all(train.count({"text": text, "custody": [one]}, found)["hit"] == 0 for one in wrong)


def test_the_network_as_onnx_sees_what_torch_sees(tmp_path: Path) -> None:
    network = pytest.importorskip(
        "tools.intake_training.custody_network", reason="torch is not here", exc_type=ImportError
    )
    torch = pytest.importorskip("torch")
    onnxruntime = pytest.importorskip("onnxruntime")
    torch.manual_seed(1)
    reader = network.untaught(40, layers=2).eval()
    network.write(reader, tmp_path / "custody.onnx")
    given = {name: np.array([[1, 2, 3, 0]]) for name in ("pieces", "marks", "kinds")} | {
        "seen": np.array([[1, 1, 1, 0]])
    }
    ran = onnxruntime.InferenceSession(str(tmp_path / "custody.onnx")).run(None, given)
    rows = [torch.from_numpy(given[name]) for name in ("pieces", "marks", "kinds")]
    shown = reader(*rows, torch.from_numpy(given["seen"] == 1))
    for one, other in zip(ran, shown, strict=True):
        assert np.abs(one[:, :3] - other.detach().numpy()[:, :3]).max() < 0.15


def test_what_another_reader_might_mark_teaches_neither_way() -> None:
    document = DOCUMENT | {"unsure": [DOCUMENT["custody"][2]], "custody": DOCUMENT["custody"][:2]}
    [one] = custody_texts.examples(custody_texts.text(document))
    [whole] = custody_texts.examples(custody_texts.text(DOCUMENT))
    doubtful = [at for at, label in enumerate(one.labels) if label == -1]
    assert doubtful == [at for at, label in enumerate(whole.labels) if label == tellings.STATUSES.index("missing") + 1]
    assert len(one.tellings) == 2


@given(st.integers(0, 10_000))
@settings(max_examples=30)
def test_a_sentence_alone_keeps_its_marks_and_knows_nobody_named_elsewhere(seed: int) -> None:
    words = "Roza Kenzhe wrote. She was taken in May. Murat Zhaken was taken too."
    custody = [
        {"about": "Roza Kenzhe", "status": "police_custody", "has": "was taken in May"},
        {"about": "Murat Zhaken", "status": "police_custody", "has": "was taken too"},
    ]
    persons = [["Roza Kenzhe"], ["Murat Zhaken"]]
    whole = custody_texts.text({"id": "a", "text": words, "persons": persons, "custody": custody})
    one = custody_texts.short(whole, random.Random(seed))
    assert one.text in words
    for text, _, about in _marks(one):
        there = "Roza Kenzhe" in one.text if text == "was taken in May" else True
        assert about == (-1 if not there else 0 if text == "was taken in May" else 1)
    assert all(one.text[n.begin : n.end] in {"Roza Kenzhe", "Murat Zhaken"} for n in one.named)
