"""OCR of clean print: character and word errors per language, on pages of our own fictional texts.

    python -m benchmarks.ocr --write        (needs Tesseract with its language packs, Chromium and the Noto fonts)

The texts are those of tests/intake/extract/gold, set by Chromium at 300 dpi in a serif and a sans face, one page per
language and face. CER is the edit distance over the characters, white space counted as one space; in Chinese, where it
means nothing, left out. Clean pages only: a photograph of a paper or a fax reads far worse, handwriting not at all.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import yaml
from rapidfuzz.distance import Levenshtein

from tereze.intake.reading import ocr

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "ocr.md"
_GOLD = ROOT / "tests" / "intake" / "extract" / "gold"
FACES = {
    "en": ("Noto Serif", "Noto Sans"), "ru": ("Noto Serif", "Noto Sans"), "kk": ("Noto Serif", "Noto Sans"),
    "ky": ("Noto Serif", "Noto Sans"), "ug": ("Noto Naskh Arabic", "Noto Sans Arabic"),
    "zh": ("Noto Serif CJK SC", "Noto Sans CJK SC"),
}  # fmt: skip
_POINT = 300 / 72  # pixels


class Row(NamedTuple):
    """One page: its language and face, errors in parts of a hundred, seconds, and the doubtful words."""

    lang: str
    face: str
    characters: int
    cer: float
    wer: float
    seconds: float
    found: str
    caught: int
    wrong: int


def main() -> None:
    """Read the command line, measure, print or write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    arguments = parser.parse_args()
    if not ocr.is_there():
        sys.exit("Tesseract is not installed; `python tools/needs.py` names the packages.")
    page = report(measure())
    if arguments.write:
        RESULTS.write_text(page, "utf-8")
    print(page)


def texts() -> dict[str, str]:
    """Language → the gold documents in it, one after the other."""
    found = {}
    for lang in FACES:
        documents = yaml.safe_load((_GOLD / f"{lang}.yaml").read_text("utf-8"))
        found[lang] = "\n".join(one["text"].strip() for one in documents)
    return found


def measure() -> list[Row]:
    """Every language in every face."""
    sys.path.insert(0, str(ROOT / "tests" / "support"))
    from chromium import Browser

    rows = []
    with tempfile.TemporaryDirectory() as folder, Browser(Path(folder) / "profile") as browser:
        for lang, text in texts().items():
            for face in FACES[lang]:
                place = Path(folder) / f"{lang}.html"
                place.write_text(sheet(text, lang, face), "utf-8")
                browser.look(2480, 3508)
                browser.go(place.as_uri())
                picture = Path(folder) / "page.png"
                browser.picture(picture)
                rows.append(_row(lang, face, text, picture.read_bytes()))
    return rows


def sheet(text: str, lang: str, face: str) -> str:
    """An A4 page at 300 dpi, 11 point."""
    way = "rtl" if lang == "ug" else "ltr"
    body = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    style = f"font-family:'{face}';font-size:{11 * _POINT:.0f}px;line-height:1.5;width:2080px"
    return (
        f"<!doctype html><html lang={lang}><meta charset=utf-8><body style='margin:200px;background:#fff;color:#000'>"
        f'<div dir={way} style="{style}">{body}</div></body></html>'
    )


def _row(lang: str, face: str, text: str, picture: bytes) -> Row:
    begin = time.perf_counter()
    page = ocr.recognise(picture, lang)
    seconds = time.perf_counter() - begin
    found = ocr.recognise(picture).lang
    truth = tidy(text, lang)
    read = tidy(page.text, lang)
    known = set(truth.split())
    wrong = [word for word in page.words if lang != "zh" and page.text[word.begin : word.end] not in known]
    caught = sum(word.sure < ocr.DOUBTFUL for word in wrong)
    words = Levenshtein.distance(truth.split(), read.split()) / len(truth.split())
    errors = Levenshtein.distance(truth, read)
    return Row(lang, face, len(truth), errors / len(truth), words, seconds, found, caught, len(wrong))


def tidy(text: str, lang: str) -> str:
    """White space as one space, in Chinese as none."""
    return re.sub(r"\s+", "" if lang == "zh" else " ", text).strip()


def report(rows: list[Row]) -> str:
    """The results page."""
    head = [
        "# OCR of clean print", "",
        f"`python -m benchmarks.ocr --write`; Tesseract packs: {', '.join(sorted(ocr.packs()))}. Bar: CER ≤ 2 %.", "",
        "| language | face | characters | CER % | WER % | s | language found unasked | wrong words marked doubtful |",
        "|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for one in rows:
        wer = "–" if one.lang == "zh" else f"{one.wer * 100:.1f}"
        caught = "–" if one.lang == "zh" else f"{one.caught} of {one.wrong}"
        head.append(
            f"| {one.lang} | {one.face} | {one.characters:,} | {one.cer * 100:.2f} | {wer} | {one.seconds:.1f} | "
            f"{one.found} | {caught} |"
        )
    worst = max(rows, key=lambda row: row.cer)
    head += ["", f"Worst: {worst.lang} in {worst.face}, {worst.cer * 100:.2f} %.", "", (__doc__ or "").split("\n\n")[2]]
    return "\n".join(head).rstrip() + "\n"


if __name__ == "__main__":
    main()
