"""Marks by place over news that stay outside: there and back, and other words refused. People are fictional."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tools.intake_training import news_marks

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
