"""What the languages and the tagger are learned from: texts written over into other scripts, and marked names."""

from __future__ import annotations

from pathlib import Path

from tools.intake_training import letters, named
from tools.intake_training.texts import udhr, with_other_scripts


def test_kazakh_is_written_over_in_three_latin_habits_and_in_toete_jazu() -> None:
    assert [letters.kazakh_latin("Шөже", standard) for standard in range(3)] == ["şöje", "shóje", "shozhe"]
    assert letters.kazakh_arabic("бала") == "بالا"
    assert letters.kazakh_arabic("сүт").startswith("ٴ")
    assert not letters.kazakh_arabic("күн").startswith("ٴ")


def test_uyghur_loses_its_carrier_in_cyrillic() -> None:
    assert letters.uyghur_cyrillic("ئات") == "ат"


def test_other_scripts_are_added_and_nothing_is_lost() -> None:
    found = with_other_scripts({("kk", "Cyrl"): ["бала"], ("ug", "Arab"): ["ئات"]})
    assert set(found) == {("kk", "Cyrl"), ("ug", "Arab"), ("kk", "Latn"), ("kk", "Arab"), ("ug", "Cyrl")}


def test_the_declaration_leaves_its_first_line_out(tmp_path: Path) -> None:
    for name in ("eng", "kaz", "kir", "rus", "uig_arab", "uig_latn", "uzn_cyrl", "uzn_latn", "cmn_hans", "khk", "tat"):
        (tmp_path / f"{name}.txt").write_text("Name of the language\nOne sentence. Another.\n", "utf-8")
    assert udhr(tmp_path)[("en", "Latn")] == ["One sentence.", "Another."]


def test_kazakh_marks_become_ours(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Серік B-PERSON\nБолат I-PERSON\nАлматыда B-GPE\nтұрады O\n\n", "utf-8")
    found = named.kaznerd(tmp_path / "a.txt")
    assert found[0].labels == ("B-PER", "I-PER", "B-LOC", "O")


def test_older_marks_begin_where_a_name_begins(tmp_path: Path) -> None:
    (tmp_path / "a.conll").write_text("Example I-PER\nName I-PER\nof O\nPlace I-LOC\n", "utf-8")
    assert named.conll([tmp_path / "a.conll"])[0].labels == ("B-PER", "I-PER", "O", "B-LOC")


def test_russian_spans_become_labels() -> None:
    gold = named.Gold("Приехал Иван Примеров из Алматы.", ((8, 21, "PER"), (8, 12, "ORG"), (25, 31, "LOC")))
    found = named.as_sentences(gold, 0)[0]
    assert dict(zip(found.words, found.labels, strict=True)) == {
        "Приехал": "O", "Иван": "B-PER", "Примеров": "I-PER", "из": "O", "Алматы": "B-LOC", ".": "O",
    }  # fmt: skip


def test_universal_ner_documents_keep_their_places(tmp_path: Path) -> None:
    lines = (
        "# newdoc id = a\n# text = Hello Sample Person.\n1\tHello\tO\n2\tSample\tB-PER\n3\tPerson\tI-PER\n4\t.\tO\n\n"
    )
    (tmp_path / "a.iob2").write_text(lines, "utf-8")
    gold = named.uner(tmp_path / "a.iob2")[0]
    assert [gold.text[begin:end] for begin, end, _ in gold.spans] == ["Sample Person"]
