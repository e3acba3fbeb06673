"""Reading a document into a draft: its date, its language, its name; and documents that repeat one another."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.reading import makers

from tereze.actions import drafting
from tereze.intake.reading import ocr, pdf
from tereze.intake.reading.derived import CannotRead

TEXT = "ALMATY, March 5, 2019. Murat Zhaken said he was held in a camp last November.\n"


def _written(folder: Path, name: str, text: str = TEXT) -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_takes_the_documents_date_from_its_text_and_says_so(tmp_path: Path) -> None:
    found = drafting.draft(_written(tmp_path, "A report (1).txt"))
    assert found.dated == "the first full date in its text"
    assert "when: 2018-11" in found.sheet
    assert "id: a-report-1" in found.sheet


def test_a_given_day_overrules_and_without_one_relative_dates_are_left_out(tmp_path: Path) -> None:
    path = _written(tmp_path, "a.txt", "Murat Zhaken said he was held in a camp last November.\n")
    assert "when: 2019-11" in drafting.draft(path, day="2020-02-01").sheet
    found = drafting.draft(path)
    assert "when:" not in found.sheet
    assert "relative dates are left out" in found.sheet


def test_a_page_says_its_own_date(tmp_path: Path) -> None:
    page = f'<meta property="article:published_time" content="2019-03-05T00:00:00Z"><p>{TEXT}</p>'
    found = drafting.draft(_written(tmp_path, "a.html", page))
    assert found.dated == "as the document says of itself"
    assert "kind: news_article" in found.sheet


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(drafting.NotADay):
        drafting.draft(_written(tmp_path, "a.txt"), day="2019-02-31")


def test_a_hostile_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"%PDF-")
    with pytest.raises(CannotRead):
        drafting.draft(path)


def test_reprints_among_documents(tmp_path: Path) -> None:
    story = "She said that she had been held for five months and was then sent to a workshop to sew dolls for a shop."
    paths = [
        _written(tmp_path, "a.txt", story),
        _written(tmp_path, "b.txt", "Example City. " + story),
        _written(tmp_path, "c.txt", "Something else entirely happened on that day in another town."),
        tmp_path / "none.txt",
    ]
    pairs, refused = drafting.reprints(paths)
    assert [(pair.first, pair.second) for pair in pairs] == [("a.txt", "b.txt")]
    assert [one.path.name for one in refused] == ["none.txt"]


def test_a_translation_among_documents(tmp_path: Path) -> None:
    english = "Gulnar Abish said that Serik Bolat was arrested on 3 April 2018. He paid 2,400 yuan in room 417."
    russian = (
        "Гульнар Абиш сообщила, что Серика Болата арестовали 3 апреля 2018 года. Он заплатил 2,400 юаней, комната 417."
    )
    paths = [_written(tmp_path, "en.txt", english), _written(tmp_path, "ru.txt", russian)]
    pairs, _ = drafting.reprints(paths)
    assert [(pair.first, pair.second) for pair in pairs] == [("en.txt", "ru.txt")]
    assert "translation" in pairs[0].why


@pytest.mark.skipif(not ocr.is_there(), reason="needs Tesseract: `python tools/needs.py` says how")
def test_a_scan_says_of_every_name_where_it_stands_and_how_sure_ocr_was(tmp_path: Path) -> None:
    lines = makers.lines("ALMATY, March 5, 2019. Murat Zhaken said", "he was held in a camp in 2018.", size=14)
    scan = tmp_path / "scan.png"
    scan.write_bytes(makers.png(*makers.from_pgm(pdf.picture(makers.pdf(lines), 0))))
    found = drafting.draft(scan, lang="en")
    person = next(one for one in found.made.body["mentions"].values() if one["kind"] == "person")
    at = person["at"]
    assert found.document.text[slice(*at["chars"])] == "Murat Zhaken"
    assert (at["page"], at["text_sha256"]) == (1, found.document.sha256)
    assert 50 < at["sure"] <= 100
    left, top, width, height = at["xywh"]
    assert left > 600
    assert top > 0
    assert width > height > 10
