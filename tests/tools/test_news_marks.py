"""Marks by place over news that stay outside: there and back, and other words refused. People are fictional."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tools.intake_training import custody_texts, news_marks

from tereze.intake.extract import tellings

LINES = (
    "Another story .",
    "Police in Oldtown say Ayan Testov 's brother was held on Friday .",
    'Mr. Testov said : " He has n\'t been charged , " and that he ( the brother ) owes $ 40 .',
)
TEXT = (
    "Police in Oldtown say Ayan Testov's brother was held on Friday. "
    'Mr. Testov said: "He hasn\'t been charged," and that he (the brother) owes $40.'
)
DOCUMENT = {
    "text": TEXT,
    "persons": [["Ayan Testov", "Testov"]],
    "custody": [{"about": "", "status": "police_custody", "has": "was held"}],
    "unsure": [{"about": "Testov", "status": "pretrial_detention", "has": "been charged"}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "test.txt").write_text("\n".join(LINES), "utf-8")
    (tmp_path / "val.txt").write_text("", "utf-8")
    with (tmp_path / "marks.tsv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t").writerow(news_marks.row("n-1", "test", (2, 3), DOCUMENT))
    return tmp_path


def test_words_come_back_as_in_print() -> None:
    assert news_marks.written(LINES[1:]) == TEXT


def test_marks_come_back_and_no_word_is_kept(folder: Path) -> None:
    [found] = news_marks.documents(folder / "marks.tsv", folder)
    assert found["text"] == TEXT
    assert found["persons"] == [["Ayan Testov", "Testov"]]
    assert found["custody"] == DOCUMENT["custody"]
    assert found["unsure"] == [{"about": "Ayan Testov", "status": "pretrial_detention", "has": "been charged"}]
    kept = (folder / "marks.tsv").read_text("utf-8")
    assert not {"Testov", "Ayan", "held", "charged"} & set(kept.replace("\t", " ").split())


def test_other_words_are_refused(folder: Path) -> None:
    (folder / "test.txt").write_text("\n".join(LINES).replace("Friday", "Monday"), "utf-8")
    with pytest.raises(news_marks.OtherWords, match="n-1: lines 2 to 3"):
        news_marks.documents(folder / "marks.tsv", folder)


def test_only_files_that_rows_name_are_read(folder: Path) -> None:
    (folder / "test.txt").unlink()
    with (folder / "marks.tsv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t").writerow(news_marks.row("n-2", "first", (2, 3), DOCUMENT))
    (folder / "first.txt").write_text("\n".join(LINES), "utf-8")
    [found] = news_marks.documents(folder / "marks.tsv", folder)
    assert found["text"] == TEXT


def test_the_first_sentences_come_out_of_the_table_of_words(tmp_path: Path) -> None:
    bank = tmp_path / "bank.csv"
    head = "Sentence #,Word,POS,Tag"
    table = (head, "Sentence: 1,Ayan,NNP,B-per", ',",",",",O', ",waits,VBZ,O", ",.,.,O", "Sentence: 2,He,PRP,O")
    bank.write_text("\r\n".join(table), "latin-1")
    news_marks.write_first(bank, tmp_path)
    assert (tmp_path / "first.txt").read_text("utf-8") == "Ayan , waits .\nHe\n"


def test_no_more_than_the_first_sentences_are_kept(tmp_path: Path) -> None:
    bank = tmp_path / "bank.csv"
    lines = [f"Sentence: {number},word{number},NN,O" for number in range(1, 8303)]
    bank.write_text("\n".join(["Sentence #,Word,POS,Tag", *lines]), "latin-1")
    news_marks.write_first(bank, tmp_path)
    kept = (tmp_path / "first.txt").read_text("utf-8").splitlines()
    assert (len(kept), kept[-1]) == (8300, "word8300")


@pytest.mark.parametrize("path", custody_texts.news(), ids=lambda path: path.stem)
def test_marks_to_teach_by_are_well_formed(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))
    assert len({row[0] for row in rows}) == len(rows) > 0
    for _, name, first, last, _, persons, *kinds in rows:
        assert name in {"test", "val", "first"}
        assert 0 < int(first) <= int(last)
        for person, status, place in (mark.split(":") for kind in kinds for mark in kind.split()):
            assert person == "-" or int(person) < len(persons.split())
            assert status in tellings.STATUSES
            assert int(place.split("-")[0]) < int(place.split("-")[1])
