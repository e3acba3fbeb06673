"""What the encoder is taught from: corpora, windows of a pass, other names in old sentences; and its network."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from tools.intake_training import english_encoder, own_sentences, renaming
from tools.intake_training.named import Sentence

from tereze.intake.extract import encoder, tagger, wordpieces

CROSSNER = """\
Aiman\tB-politician
Dosova\tI-politician
joined\tO
Oak\tB-politicalparty
Party\tI-politicalparty
in\tO
Bel\tB-country
.\tO

"""
UNIVERSAL = """\
# newdoc id = one
# text = Aiman Dosova came.
1\tAiman\tB-PER\t-\tx
2\tDosova\tI-PER\t-\tx
3\tcame\tO\t-\tx
4\t.\tB-O\t-\tx

# newdoc id = two
1\tUyghur\tB-OTH\t-\tx
2\tvoices\tO\t-\tx

"""
TOLD = Sentence(
    ("Later", "Mary", "Smith", "came", "to", "Oak", "."), ("O", "B-PER", "I-PER", "O", "O", "B-LOC", "O"), 0
)


def test_kinds_of_people_are_people(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CROSSNER, "utf-8")
    [sentence] = english_encoder.crossner(tmp_path / "a.txt")
    assert sentence.labels == ("B-PER", "I-PER", "O", "B-ORG", "I-ORG", "O", "B-LOC", "O")


def test_other_kinds_of_universal_ner_are_no_names(tmp_path: Path) -> None:
    (tmp_path / "a.iob2").write_text(UNIVERSAL, "utf-8")
    one, two = english_encoder.universal(tmp_path / "a.iob2")
    assert one.labels == ("B-PER", "I-PER", "O", "O")
    assert two.labels == ("O", "O")
    assert one.document != two.document


def test_corpora_are_read_as_documents(tmp_path: Path) -> None:
    rows = "Mary\tB-PER\ncame\tO\n\nShe\tO\nleft\tO\n\n"
    for name in ("btc.conll", "wikigold.conll"):
        (tmp_path / name).write_text(rows, "utf-8")
    (tmp_path / "gmb.txt").write_text(
        "\tSentence #\tWord\tPOS\tTag\n0\t1\tDr\tNNP\tB-per\n0\t1\tX\tNNP\tI-per\n0\t1\t.\t.\tO\n", "utf-8"
    )
    (tmp_path / "crossner").mkdir()
    (tmp_path / "crossner" / "a.txt").write_text(CROSSNER, "utf-8")
    (tmp_path / "a.iob2").write_text(UNIVERSAL, "utf-8")
    found = english_encoder.documents(tmp_path)
    assert [len(one.sentences) for one in found] == [1, 1, 2, 1, 1, 1, 1]  # each tweet alone, the article together
    assert [one.share < 1 for one in found] == [True, True, False, False, False, False, False]


def test_a_pass_is_the_same_from_the_same_seed_and_says_what_is_where() -> None:
    corpus = [english_encoder.Document([TOLD] * 5)] * 4
    once, again, other = (english_encoder.examples(corpus, seed) for seed in (1, 1, 2))
    assert once == again != other
    for window, gold in once:
        assert len(gold) == len(window.heads)
        assert tagger.LABELS[gold[0]] == "O"
        assert {"B-PER", "B-LOC"} <= {tagger.LABELS[number] for number in gold}
    assert sum(gold.count(1) for _, gold in once) == 20  # every person is still one


def test_some_pieces_and_some_marks_are_hidden() -> None:
    made = english_encoder.examples([english_encoder.Document([TOLD] * 8)] * 40, 3)
    unknown = wordpieces.vocabulary()[wordpieces.UNKNOWN]
    hidden = sum(window.pieces.count(unknown) for window, _ in made)
    assert 0 < hidden < 0.2 * sum(len(window.pieces) for window, _ in made)
    assert any(all(mark & 15 == 0 for mark in window.marks) for window, _ in made)
    assert all(window.pieces[0] != unknown for window, _ in made)


def test_batches_lose_nothing_and_keep_to_their_size() -> None:
    made = english_encoder.examples([english_encoder.Document([TOLD] * 8)] * 40, 3)
    steps = english_encoder.batches(made, 200, 1)
    assert sum(map(len, steps)) == len(made)
    assert all(len(step) == 1 or len(step) * max(len(one.window.pieces) for one in step) <= 200 for step in steps)


def test_a_person_gets_one_new_name_in_a_window_and_stays_a_person() -> None:
    again = Sentence(("Smith", "left", "."), ("B-PER", "O", "O"), 0)
    names = set()
    for seed in range(200):
        one, two = renaming.renamed([TOLD, again], random.Random(seed))
        full = [word for word, label in zip(one.words, one.labels, strict=True) if label.endswith("PER")]
        short = [word for word, label in zip(two.words, two.labels, strict=True) if label.endswith("PER")]
        assert short == full[-1:]
        assert len(one.words) == len(one.labels)
        assert [label for label in one.labels if label.endswith("LOC")] == ["B-LOC"]
        names.add(" ".join(full))
    assert "Mary Smith" in names
    assert len(names) > 30


def test_new_names_are_of_several_manners() -> None:
    made = [renaming.invented(random.Random(seed)) for seed in range(300)]
    assert any(name[0] in {"Wang", "Li", "Zhang"} for name in made)
    assert any(name[-1].endswith("ova") for name in made)
    assert any("." in name for name in made)
    assert all(len(name) >= 2 and name[0][0].isupper() for name in made)


def test_the_network_written_as_onnx_says_what_it_says_in_torch(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx")
    import onnxruntime
    from tools.intake_training import network

    torch.manual_seed(3)
    taught = network.Network(50).eval()
    pieces = torch.tensor([[2, 7, 9, 3], [2, 8, 3, 0]])
    marks, seen = torch.tensor([[0, 33, 0, 0], [0, 1, 0, 0]]), pieces != 0
    wanted = taught(pieces, marks, seen).detach().numpy()
    given = {"pieces": pieces.numpy(), "marks": marks.numpy(), "seen": seen.long().numpy()}
    session = onnxruntime.InferenceSession(network.as_onnx(taught).SerializeToString())
    [exact] = session.run(None, given)
    assert np.abs(exact - wanted)[given["seen"] == 1].max() < 1e-3
    network.write(taught, tmp_path / "small.onnx")
    [small] = onnxruntime.InferenceSession(tmp_path / "small.onnx").run(None, given)
    assert np.abs(small - wanted)[given["seen"] == 1].max() < 0.5
    assert taught.places.weight.shape[0] == encoder.WINDOW


def test_places_are_called_otherwise_and_stay_places() -> None:
    again = Sentence(("Oak", "fell", "."), ("B-LOC", "O", "O"), 0)
    seen = set()
    for seed in range(100):
        one, two = renaming.elsewhere([TOLD, again], ["Almaty", "Kok Zhar"], random.Random(seed))
        called = [
            " ".join(word for word, label in zip(each.words, each.labels, strict=True) if label.endswith("LOC"))
            for each in (one, two)
        ]
        assert called[0] == called[1]
        assert one.words[1:3] == ("Mary", "Smith")
        assert len(two.words) == len(two.labels)
        seen.add(called[0])
    assert seen == {"Oak", "Almaty", "Kok Zhar"}


def test_sentences_of_our_own_mark_what_they_were_filled_with() -> None:
    kinds = set()
    for seed in range(300):
        one = own_sentences.made(random.Random(seed))
        assert len(one.words) == len(one.labels)
        names = tagger.spans(one.labels)
        kinds |= {name.kind for name in names}
        words = {word for name in names for word in one.words[name.first : name.last]}
        assert {word for word in words if word.islower()} <= {*renaming._JOINTS, "of"}
        assert not words & {"Mr", "Ms", "Imam", "Dr"}
    assert kinds == {"PER", "LOC", "ORG"}


def test_places_of_our_own_are_written_in_latin_letters() -> None:
    assert len(own_sentences.places()) > 500
    assert "Hong Kong" in own_sentences.places()
    assert all(name[0].isupper() for name in own_sentences.places())
