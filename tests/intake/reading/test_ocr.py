"""OCR: each language by its own pack, the language found where nobody says it, doubtful words listed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.ocr import FACES, sheet, texts, tidy
from benchmarks.worn_pages import worn
from chromium import CHROMIUM, Browser
from rapidfuzz.distance import Levenshtein

from tereze.intake.reading import ocr
from tereze.intake.reading.derived import Recognised, derived

pytestmark = pytest.mark.skipif(not ocr.is_there(), reason="needs Tesseract: `python tools/needs.py` says how")
FONTS = shutil.which("fc-list") and subprocess.run(["fc-list"], check=False, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("needs Chromium to set the pages")
    with Browser(tmp_path_factory.mktemp("profile")) as made:
        yield made


@pytest.mark.browser
@pytest.mark.parametrize("lang", [lang for lang in FACES if len(lang) == 2])
def test_clean_print_in_every_language_is_read_within_two_in_a_hundred(
    browser: Browser, tmp_path: Path, lang: str
) -> None:
    face = FACES[lang][0]
    if face not in (FONTS or ""):
        pytest.skip(f"needs the font {face}")
    if ocr._PACKS[lang] not in ocr.packs():
        pytest.skip(f"needs the pack {ocr._PACKS[lang]}: `python tools/needs.py` says how")
    text = "\n".join(texts()[lang].split("\n")[:4])
    (tmp_path / "page.html").write_text(sheet(text, lang, face), "utf-8")
    browser.look(2480, 1000)
    browser.go((tmp_path / "page.html").as_uri())
    browser.picture(tmp_path / "page.png")
    page = ocr.recognise((tmp_path / "page.png").read_bytes(), None if lang in {"kk", "ug"} else lang)
    assert page.lang.partition("-")[0] == lang
    assert Levenshtein.distance(tidy(text, lang), tidy(page.text, lang)) <= 0.02 * len(tidy(text, lang))
    assert all(page.text[word.begin : word.end].strip() for word in page.words)


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg: `python tools/needs.py`")
@pytest.mark.parametrize("lang", ["ug", "zh"])
def test_a_page_that_lies_crooked_is_read_as_well(browser: Browser, tmp_path: Path, lang: str) -> None:
    face = FACES[lang][0]
    if face not in (FONTS or "") or ocr._PACKS[lang] not in ocr.packs():
        pytest.skip(f"needs the font {face} and the pack {ocr._PACKS[lang]}")
    text = texts()[lang]
    (tmp_path / "page.html").write_text(sheet(text, lang, face), "utf-8")
    browser.look(2480, 3508)
    browser.go((tmp_path / "page.html").as_uri())
    browser.picture(tmp_path / "page.png")
    page = ocr.recognise(worn((tmp_path / "page.png").read_bytes(), "skew 3°"), lang)
    assert Levenshtein.distance(tidy(text, lang), tidy(page.text, lang)) <= 0.02 * len(tidy(text, lang))


def test_a_language_without_a_pack_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ocr.NoPack, match="xx"):
        ocr.recognise(b"", "xx")
    monkeypatch.setattr(ocr, "packs", lambda: frozenset({"eng"}))
    with pytest.raises(ocr.NoPack) as caught:
        ocr.recognise(b"", "zh")
    assert "tesseract-ocr-chi-sim" in caught.value.advice


def test_bytes_that_are_no_picture_are_refused() -> None:
    with pytest.raises(ocr.NotAPicture):
        ocr.recognise(b"not a picture", "en")


def test_doubtful_words_are_listed_and_marks_are_not() -> None:
    words = (
        Recognised(0, 4, 95, 1, (0, 0, 9, 9)),
        Recognised(5, 10, 30, 2, (0, 0, 9, 9)),
        Recognised(11, 12, 5, 2, (0, 0, 9, 9)),
    )
    told = " ".join(ocr.remarks("Anna Bakyt -", words))
    assert "“Bakyt” (page 2)" in told
    assert "Anna" not in told
    assert "“-”" not in told


def test_many_doubtful_words_are_counted_not_all_listed() -> None:
    words = tuple(Recognised(at, at + 1, 5, 1, (0, 0, 9, 9)) for at in range(60))
    assert "and 20 more" in ocr.remarks("x" * 60, words)[1]


def test_a_text_that_was_no_picture_is_not_doubted() -> None:
    assert ocr.remarks("words", ()) == ()
    plain = derived("words", "text/plain")
    assert plain.sureness(0, 5) is None
    assert plain.words_at(0, 5) == ()
