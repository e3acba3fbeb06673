"""Corpora read into our own words, and the compiled perceptron that learns from them."""

from __future__ import annotations

from pathlib import Path

from tools.intake_training import english, perceptron
from tools.intake_training.named import Sentence

from tereze.intake.extract import english_words, tagger

GUM = """\
# text = Nominee Ana Fictional-Doe's aunt left.
1\tNominee\t_\tNOUN\tNN\t_\t5\tnmod\t_\tEntity=(1-person-new-nn-cf1-1-coref
2\tAna\t_\tPROPN\tNNP\t_\t1\tflat\t_\t_
3\tFictional\t_\tPROPN\tNNP\t_\t2\tflat\t_\tSpaceAfter=No
4\t-\t_\tPUNCT\tHYPH\t_\t2\tpunct\t_\tSpaceAfter=No
4.1\tghost\t_\tX\tX\t_\t_\t_\t_\t_
5\tDoe\t_\tPROPN\tNNP\t_\t2\tflat\t_\tEntity=1)|SpaceAfter=No
6\t's\t_\tPART\tPOS\t_\t2\tcase\t_\t_
7\taunt\t_\tNOUN\tNN\t_\t8\tnsubj\t_\tEntity=(2-person-new-nn-cf1-1-sgl)
8\tleft\t_\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
9\t.\t_\tPUNCT\t.\t_\t8\tpunct\t_\t_

"""


def test_gum_gives_names_without_what_they_are_called_by(tmp_path: Path) -> None:
    rows = GUM.replace("1\tNominee\t_\tNOUN\tNN\t_\t5", "1\tNominee\t_\tNOUN\tNN\t_\t7")
    (tmp_path / "a.conllu").write_text(rows, "utf-8")
    [sentence] = english.gum([tmp_path / "a.conllu"])
    assert sentence.words == ("Nominee", "Ana", "Fictional-Doe", "'s", "aunt", "left", ".")
    assert sentence.labels == ("O", "B-PER", "I-PER", "O", "O", "O", "O")


def test_titles_are_no_part_of_a_name(tmp_path: Path) -> None:
    lines = ["\tSentence #\tWord\tPOS\tTag"]
    for at, (word, tag) in enumerate(
        [
            ("President", "B-per"),
            ("Ana", "I-per"),
            ("Doe", "I-per"),
            ("spoke", "O"),
            ("in", "O"),
            ("Rome", "B-geo"),
            (".", "O"),
        ]
    ):
        lines.append(f"{at}\t1.0\t{word}\tX\t{tag}")
    (tmp_path / "gmb.txt").write_text("\n".join(lines), "utf-8")
    [sentence] = english.gmb(tmp_path / "gmb.txt")
    assert sentence.labels == ("O", "B-PER", "I-PER", "O", "O", "B-LOC", "O")


def test_a_possessive_and_a_hyphen_are_cut_as_the_reader_cuts_them() -> None:
    found = english.recut(["Ana", "'s", "book"], ["B-PER", "O", "O"], 3)
    assert found == Sentence(("Ana", "'s", "book"), ("B-PER", "O", "O"), 3)
    glued = english.recut(["Ana", "-", "Maria"], ["B-PER", "I-PER", "I-PER"], 0, frozenset({0, 1}))
    assert glued == Sentence(("Ana-Maria",), ("B-PER",), 0)


CORPUS = [
    Sentence(("Yesterday", name, "Bolat", "said", "so", "."), ("O", "B-PER", "I-PER", "O", "O", "O"), at)
    for at, name in enumerate(["Ana", "Serik", "Mary", "James"] * 5)
] + [Sentence(("The", "house", "in", "Rome", "fell", "."), ("O", "O", "O", "B-LOC", "O", "O"), 99)] * 10


def test_the_compiled_perceptron_learns_what_it_is_shown() -> None:
    model = perceptron.learn(CORPUS, english_words.more, epochs=5, drop=0.2, runs=2, scale=20, least=1)
    found = tagger.tag(["Yesterday", "Peter", "Bolat", "said", "so", "."], model, english_words.more)
    assert found == [tagger.Tagged("PER", 1, 3)]
    assert {len(row) for row in model.values()} == {len(tagger.LABELS)}


def test_the_same_corpus_gives_the_same_weights() -> None:
    once, again = (
        perceptron.learn(CORPUS, english_words.more, epochs=2, drop=0.2, runs=1, scale=20, least=1) for _ in range(2)
    )
    assert once == again
