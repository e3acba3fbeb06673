"""Pictures of paper: Tesseract in the sandbox, one language pack at a time, every word with how sure it is.

A single pack reads better than two together. Where nobody says the language, the script is found first, then the
pack of that script that knows most letters reads the page, and the language of what it read chooses the final pack.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
from collections.abc import Sequence
from typing import NamedTuple

from tereze.intake.language.detect import detect
from tereze.intake.reading import hocr, mending, sandbox, slant, upright
from tereze.intake.reading.derived import Recognised
from tereze.model.errors import MachineFailed

DOUBTFUL = 70  # below this a word is listed for a person to compare with the picture
_MOST_LISTED = 40
_PACKS = {"kk": "kaz", "ky": "kir", "ug": "uig", "ru": "rus", "zh": "chi_sim", "en": "eng", "kk-Arab": "uig"}
_FIRST = {"Cyrillic": "kk", "Arabic": "ug", "Han": "zh", "Latin": "en", "HanS": "zh", "HanT": "zh"}
_BEST_HAN = 41  # pixels between lines of Chinese print at which it is read best (benchmarks/ocr.py)
_WORTH = 0.9
_LIMITS = sandbox.Limits(memory=2 * 1024**3, seconds=120, wall=180, output=64 * 1024 * 1024)


class NoPack(MachineFailed):
    """Tesseract is there, its data for a language is not."""

    message = "Tesseract has no data for the language “{0}”."
    hint = "On Debian or Ubuntu: sudo apt-get install tesseract-ocr-{1}"


class NotAPicture(ValueError):
    """Tesseract cannot open it; the reader turns it into a `CannotRead`."""


class Page(NamedTuple):
    """What was made out on one picture: places count in `text`; `lang` is the language whose pack read it."""

    text: str
    words: tuple[Recognised, ...]
    lang: str


@functools.cache
def packs() -> frozenset[str]:
    """The language packs of the installed Tesseract; none where it is missing."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    ran = subprocess.run([program, "--list-langs"], check=False, capture_output=True, text=True)
    return frozenset(ran.stdout.split("\n")[1:]) - {""}


def is_there() -> bool:
    """Whether Tesseract is installed."""
    return bool(packs())


def recognise(picture: bytes, lang: str | None = None, *, dpi: int = 300) -> Page:
    """The words on a picture (PNG, JPEG, TIFF, WebP, PGM). `lang` is BCP 47; without it the language is found.

    A photograph is held as its camera says (`upright`); boxes count in the picture as it is shown. Worn paper is mended
    (`mending`) and laid straight (`slant`), boxes are put back. A page whose light was evened out is read without that,
    too (light letters on a dark ground are no shadow): what gives more words that are sure is kept. A grainy one is
    not: it takes minutes.
    Raises `NoTool`, `NoPack`, `NotAPicture`, `Killed`.
    """
    sandbox.tool("tesseract")
    picture = upright.upright(picture)
    made = mending.mended(picture)
    laid = slant.straightened(made.picture)
    page = _back(_found(laid.picture, lang, dpi), laid)
    if made.wear is None or made.wear.is_grainy or not made.wear.is_uneven:
        return page
    dark = slant.turned(picture, laid.slant) if laid.slant else slant.Laid(picture)
    plain = _back(_read(dark.picture, page.lang, dpi), dark)
    return plain if _weight(plain) > _weight(page) else page


def _back(page: Page, laid: slant.Laid) -> Page:
    return page._replace(words=tuple(map(laid.back, page.words)))


def _weight(page: Page) -> int:
    """How many characters stand in words that are sure."""
    return sum(word.end - word.begin for word in page.words if word.sure >= DOUBTFUL)


def _found(picture: bytes, lang: str | None, dpi: int) -> Page:
    if lang is not None:
        return _read(picture, lang, dpi)
    first = _read(picture, _FIRST.get(_script(picture, dpi), "en"), dpi)
    told = detect(first.text.strip()).tag.partition("-")[0]
    same = told not in _PACKS or _PACKS[told] == _PACKS[first.lang] or _PACKS[told] not in packs()
    return first if same else _read(picture, told, dpi)


def _script(picture: bytes, dpi: int) -> str:
    if "osd" not in packs():
        return ""
    ran = sandbox.run(_command("osd", dpi, "--psm", "0"), picture, _LIMITS)
    lines = dict(line.split(": ", 1) for line in ran.out.decode("utf-8", "replace").splitlines() if ": " in line)
    return lines.get("Script", "")


def _read(picture: bytes, lang: str, dpi: int) -> Page:
    answer = _ask(picture, lang, dpi)
    factor = _BEST_HAN / max(hocr.size(answer), 1) if lang.startswith("zh") else 1
    if factor >= _WORTH or shutil.which("ffmpeg") is None or mending.is_bundle(picture):
        return _page(answer, lang)
    page = _page(_ask(_shrunk(picture, factor), lang, round(dpi * factor)), lang)
    return page._replace(words=tuple(word.scaled(1 / factor) for word in page.words))


def _ask(picture: bytes, lang: str, dpi: int) -> str:
    ran = sandbox.run(_command(_pack(lang), dpi, "--psm", "3", "-c", "hocr_char_boxes=1", "hocr"), picture, _LIMITS)
    if ran.code != 0:
        raise NotAPicture("it is a damaged picture, or one larger than can be read")
    return ran.out.decode("utf-8", "replace")


def _shrunk(picture: bytes, factor: float) -> bytes:
    """The Chinese model was taught on smaller print than a scan at 300 dpi holds."""
    scale = f"scale=iw*{factor:.3f}:-1:flags=area"
    words = ["-v", "error", "-i", sandbox.INPUT, "-frames:v", "1", "-vf", scale, "-f", "image2pipe", "-c:v", "pgm", "-"]
    ran = sandbox.run([sandbox.tool("ffmpeg"), "-nostdin", *words], picture, _LIMITS)
    return ran.out if ran.code == 0 and ran.out else picture


def _command(pack: str, dpi: int, *more: str) -> list[str]:
    return [sandbox.tool("tesseract"), sandbox.INPUT, "stdout", "-l", pack, "--dpi", str(dpi), *more]


def _pack(lang: str) -> str:
    pack = _PACKS.get(lang) or _PACKS.get(lang.partition("-")[0])
    if pack is None or pack not in packs():
        raise NoPack(lang, (pack or lang).replace("_", "-"))
    return pack


def _page(answer: str, lang: str) -> Page:
    """What Tesseract answers (hOCR) as running text: words of a line joined, lines and paragraphs kept."""
    parts: list[str] = []
    words: list[Recognised] = []
    length, before = 0, None
    for word in hocr.words(answer, dots=lang.startswith("zh")):
        if before is not None:
            gap = (
                "\n\n"
                if word.paragraph != before.paragraph
                else "\n"
                if word.line != before.line
                else _gap(before, word)
            )
            parts.append(gap)
            length += len(gap)
        parts.append(word.text)
        words.append(Recognised(length, length + len(word.text), word.sure, word.page, word.box))
        length += len(word.text)
        before = word
    return Page("".join(parts) + ("\n" if parts else ""), tuple(words), lang)


def _gap(before: hocr.Word, word: hocr.Word) -> str:
    """Chinese is written without spaces, around numbers too."""
    return "" if hocr.is_wide(before.text[-1]) or hocr.is_wide(word.text[0]) else " "


def remarks(text: str, words: Sequence[Recognised]) -> tuple[str, ...]:
    """What a person must know of a text that OCR read: which words to compare with the picture."""
    if not words:
        return ()
    doubtful = [word for word in words if word.sure < DOUBTFUL and any(map(str.isalnum, text[word.begin : word.end]))]
    listed = ", ".join(f"“{text[one.begin : one.end]}” (page {one.page})" for one in doubtful[:_MOST_LISTED])
    more = f", and {len(doubtful) - _MOST_LISTED} more" if len(doubtful) > _MOST_LISTED else ""
    told = f"These words were hard to read, compare them with the picture: {listed}{more}." if doubtful else ""
    return tuple(filter(None, ("Read from a picture of paper by a machine: compare names and numbers with it.", told)))
