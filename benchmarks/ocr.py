"""OCR of print, clean and worn: character and word errors per language, on pages of our own fictional texts.

    python -m benchmarks.ocr --write        (needs Tesseract with its language packs, Chromium and the Noto fonts)
    python -m benchmarks.ocr --worn zh --write           (the worn pages of one language alone, put into its line)

The texts are those of tests/intake/extract/gold, and one in Chinese that was written after the rules for Chinese marks.
They are set by Chromium at 300 dpi in a serif and a sans face, a page for each. CER is the edit distance over the
characters, white space counted as one space; in Chinese, where it means nothing, left out.

Worn pages (benchmarks/worn_pages.py) are the clean ones of the first face, laid crooked, full of grain, scanned at 150
dpi, sent by a messenger at 200 dpi, or photographed by a telephone in a shadow. “Not mended” is read as it came:
neither light nor slant put right. They are made by a program: real paper has folds, stamps, handwriting over the print
and worse light. Handwriting is not read at all.
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
from benchmarks import worn_pages
from rapidfuzz.distance import Levenshtein

from tereze.intake.reading import ocr

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "ocr.md"
_GOLD = ROOT / "tests" / "intake" / "extract" / "gold"
FACES = {
    "en": ("Noto Serif", "Noto Sans"), "ru": ("Noto Serif", "Noto Sans"), "kk": ("Noto Serif", "Noto Sans"),
    "ky": ("Noto Serif", "Noto Sans"), "ug": ("Noto Naskh Arabic", "Noto Sans Arabic"),
    "zh": ("Noto Serif CJK SC", "Noto Sans CJK SC"), "zh, held back": ("Noto Serif CJK SC", "Noto Sans CJK SC"),
}  # fmt: skip
# The marks of Chinese are mended by rules that were written with the gold text at hand; this one was written afterwards
# and not looked at while mending. Everybody in it is fictional.
HELD_BACK = """姓名：巴合提江·努尔兰别克，性别：男，民族：哈萨克族，出生日期：1979年8月4日，住址：示例县第三牧业村。
他的姐姐古丽巴尔·努尔兰别克在阿拉木图说，2018年3月12日晚上，两名警察把他带走，此后全家没有得到任何消息。
邻居托合提·玉素甫告诉记者：“我看见车子往县城方向开去，车上还有两个人。”他不愿说出那两个人的名字。
2019年底，村干部通知家属：他因“扰乱社会秩序”被判刑十二年，关押在乌苏的监狱。判决书没有给任何人看过。
据《远方日报》报道，示例县去年共有三百多人被送进“学习班”。县政府的发言人周一回应说，这个数字不属实。
哈丽玛·赛力克的儿子今年九岁，跟爷爷一起生活。老师说，孩子从来不提父母，只在图画里画一座没有门的房子。
志愿者叶尔波力·胡安别克整理了四十七份材料，其中有照片、信件和录音；他说：“我们只记录听到和看到的事情。”"""
_POINT = 300 / 72  # pixels


class Worn(NamedTuple):
    """One language: CER of each wear, and of the telephone's picture read as it came, without mending."""

    lang: str
    cer: dict[str, float]
    unmended: float


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
    parser.add_argument("--worn", metavar="LANGUAGE", choices=FACES, help="measure its worn pages alone")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    arguments = parser.parse_args()
    if not ocr.is_there():
        sys.exit("Tesseract is not installed; `python tools/needs.py` names the packages.")
    if arguments.worn:
        page = _with_line(RESULTS.read_text("utf-8"), _line(_worn(arguments.worn, *_page(arguments.worn))))
    else:
        rows, pages = measure()
        page = report(rows, [_worn(lang, *one) for lang, one in pages.items()])
    if arguments.write:
        RESULTS.write_text(page, "utf-8")
    print(page)


def texts() -> dict[str, str]:
    """Language → the gold documents in it, one after the other."""
    found = {}
    for lang in FACES:
        if lang == "zh, held back":
            found[lang] = HELD_BACK
            continue
        documents = yaml.safe_load((_GOLD / f"{lang}.yaml").read_text("utf-8"))
        found[lang] = "\n".join(one["text"].strip() for one in documents)
    return found


def measure() -> tuple[list[Row], dict[str, tuple[str, bytes]]]:
    """Every language in every face; and the text and picture of each in its first face."""
    rows, pages = [], {}
    for lang, faces in FACES.items():
        for face in faces:
            text, picture = _page(lang, face)
            pages.setdefault(lang, (text, picture))
            rows.append(_row(lang, face, text, picture))
    return rows, pages


def _page(lang: str, face: str = "") -> tuple[str, bytes]:
    """The text of a language and its page, in its first face where none is said."""
    sys.path.insert(0, str(ROOT / "tests" / "support"))
    from chromium import Browser

    text = texts()[lang]
    with tempfile.TemporaryDirectory() as folder, Browser(Path(folder) / "profile") as browser:
        place, picture = Path(folder) / "page.html", Path(folder) / "page.png"
        place.write_text(sheet(text, lang[:2], face or FACES[lang][0]), "utf-8")
        browser.look(2480, 3508)
        browser.go(place.as_uri())
        browser.picture(picture)
        return text, picture.read_bytes()


def _worn(lang: str, text: str, picture: bytes) -> Worn:
    pages = {how: worn_pages.worn(picture, how) for how in worn_pages.WEARS}
    cer = {how: _cer(lang, text, ocr.recognise(page, lang[:2]).text) for how, page in pages.items()}
    return Worn(lang, cer, _cer(lang, text, ocr._read(pages["telephone"], lang[:2], 300).text))


def _cer(lang: str, text: str, read: str) -> float:
    truth = tidy(text, lang)
    return Levenshtein.distance(truth, tidy(read, lang)) / len(truth)


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
    page = ocr.recognise(picture, lang[:2])
    seconds = time.perf_counter() - begin
    found = ocr.recognise(picture).lang
    zh = lang.startswith("zh")
    truth = tidy(text, lang)
    read = tidy(page.text, lang)
    known = set(truth.split())
    wrong = [word for word in page.words if not zh and page.text[word.begin : word.end] not in known]
    caught = sum(word.sure < ocr.DOUBTFUL for word in wrong)
    words = Levenshtein.distance(truth.split(), read.split()) / len(truth.split())
    errors = Levenshtein.distance(truth, read)
    return Row(lang, face, len(truth), errors / len(truth), words, seconds, found, caught, len(wrong))


def tidy(text: str, lang: str) -> str:
    """White space as one space, in Chinese as none."""
    return re.sub(r"\s+", "" if lang.startswith("zh") else " ", text).strip()


def report(rows: list[Row], worn: list[Worn]) -> str:
    """The results page."""
    head = [
        "# OCR of print, clean and worn", "",
        f"`python -m benchmarks.ocr --write`; Tesseract packs: {', '.join(sorted(ocr.packs()))}. Bar: CER ≤ 2 %.", "",
        "| language | face | characters | CER % | WER % | s | language found unasked | wrong words marked doubtful |",
        "|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for one in rows:
        wer = "–" if one.lang.startswith("zh") else f"{one.wer * 100:.1f}"
        caught = "–" if one.lang.startswith("zh") else f"{one.caught} of {one.wrong}"
        head.append(
            f"| {one.lang} | {one.face} | {one.characters:,} | {one.cer * 100:.2f} | {wer} | {one.seconds:.1f} | "
            f"{one.found} | {caught} |"
        )
    worst = max(rows, key=lambda row: row.cer)
    head += ["", f"Worst: {worst.lang} in {worst.face}, {worst.cer * 100:.2f} %.", "", "## Worn pages: CER %", ""]
    head += [
        f"| language | {' | '.join(worn_pages.WEARS)} | telephone, not mended |",
        f"|---|{'---|' * len(worn_pages.WEARS)}---|",
    ]
    head += map(_line, worn)
    head += ["", *"\n\n".join((__doc__ or "").split("\n\n")[2:]).split("\n")]
    return "\n".join(head).rstrip() + "\n"


def _line(one: Worn) -> str:
    found = " | ".join(f"{one.cer[how] * 100:.2f}" for how in worn_pages.WEARS)
    return f"| {one.lang} | {found} | {one.unmended * 100:.2f} |"


def _with_line(page: str, line: str) -> str:
    """The results page with this line of worn pages in place of the one of the same language."""
    clean, head, worn = page.partition("## Worn pages")
    lang = line.split("|")[1]
    return clean + head + "\n".join(line if old.startswith(f"|{lang}|") else old for old in worn.split("\n"))


if __name__ == "__main__":
    main()
