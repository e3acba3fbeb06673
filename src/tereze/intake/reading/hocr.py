"""What Tesseract answers (hOCR): words with box and sureness; in Chinese the marks that its model mistakes, mended.

The Chinese model has never seen the dot of transliterated names ("马力克·阿合买提") and reads it as a comma, a colon
or a quotation mark. Two things tell them apart: a small mark half-way up the line is the dot, whatever it was read as;
and a Latin mark between two Chinese characters is none; between two characters that names are written over with, a
colon or an opening quotation mark is the dot too. Marks after a Chinese character become the wide ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

Box = tuple[int, int, int, int]
_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_CHAR_BOX = re.compile(r"x_bboxes (\d+) (\d+) (\d+) (\d+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")
_MARKS = frozenset("，。、,.'‘’\"“”`:：;；·•-*")
_NEVER = frozenset("'`.*•‘’·")  # in Chinese between two Chinese characters
_IN_NAMES = frozenset(':：;；"“')  # between two characters of transliteration
_WIDE_MARKS = {":": "：", ",": "，", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_BETWEEN = re.compile(r"(?<=[\u3400-\u9fff])['`.*•‘’·:：;；\"“\ue000-\ue002]{1,3}(?=[\u3400-\u9fff])")
_PERHAPS = {"，": "\ue000", "、": "\ue001", "。": "\ue002"}  # the dot, where the characters beside it are of names
_ELSE = {standing: mark for mark, standing in _PERHAPS.items()}
_SMALL = 0.45  # of the height of the line
_MIDDLE = (0.3, 0.7)


class Word(NamedTuple):
    """A word: text, box (left, top, width, height), sureness, and the numbers of its page, paragraph and line."""

    text: str
    box: Box
    sure: int
    page: int
    paragraph: int
    line: int


class _Reader(HTMLParser):
    def __init__(self, dots: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.dots = dots
        self.page = self.paragraph = self.line = 0
        self.line_box: Box = (0, 0, 0, 0)
        self.found: list[Word] = []
        self.box: Box | None = None
        self.at = 0  # the line of the word that is being read
        self.sure = 0
        self.chars: list[str] = []
        self.char_box: Box | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        given = {name: value or "" for name, value in attrs}
        kind, title = given.get("class", ""), given.get("title", "")
        if kind == "ocr_page":
            self.page += 1
        elif kind == "ocr_par":
            self.paragraph += 1
        elif kind in {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"}:
            self.line += 1
            self.line_box = _box(_BOX, title) or self.line_box
        elif kind == "ocrx_word":
            self._word()
            self.box = _box(_BOX, title)
            self.at = self.line
            sure = _SURE.search(title)
            self.sure = int(sure[1]) if sure else 0
        elif kind == "ocrx_cinfo":
            self.char_box = _box(_CHAR_BOX, title)

    def handle_data(self, data: str) -> None:
        text = data.strip()
        if not text or self.box is None:
            return
        if self.dots and self.char_box and text in _MARKS and self._is_dot(self.char_box):
            text = _PERHAPS.get(text, "·")
        self.chars.append(text)

    def handle_endtag(self, tag: str) -> None:
        self.char_box = None
        if tag in {"p", "div", "body"}:
            self._word()

    def _is_dot(self, box: Box) -> bool:
        top, bottom = self.line_box[1], self.line_box[3]
        height = max(bottom - top, 1)
        middle = ((box[1] + box[3]) / 2 - top) / height
        small = max(box[3] - box[1], box[2] - box[0]) <= _SMALL * height
        return small and _MIDDLE[0] <= middle <= _MIDDLE[1]

    def _word(self) -> None:
        if self.box is not None and self.chars:
            left, top, right, bottom = self.box
            box = (left, top, right - left, bottom - top)
            self.found.append(Word("".join(self.chars), box, self.sure, self.page, self.paragraph, self.at))
        self.box, self.chars = None, []


def words(answer: str, *, dots: bool = False) -> Iterator[Word]:
    """The words in order of reading. `dots`: mend the marks of Chinese."""
    reader = _Reader(dots)
    reader.feed(answer)
    reader.close()
    reader._word()  # the reader is ours; an answer cut off has a last word too
    made = iter(_mended("".join(word.text for word in reader.found))) if dots else None
    for word in reader.found:
        text = "".join(next(made) for _ in word.text) if made else word.text
        if text:
            yield word._replace(text=text)


def size(answer: str) -> float:
    """The height of letters on most lines, in pixels; 0 where there are none."""
    sizes = sorted(float(found) for found in _SIZE.findall(answer))
    return sizes[len(sizes) // 2] if sizes else 0.0


def _mended(text: str) -> list[str]:
    """Marks between Chinese characters put right: for each character what stands there, "" for a mark read twice."""
    from tereze.intake.extract.chinese import letters  # the tables of names; only Chinese needs them

    made = list(text)
    for match in _BETWEEN.finditer(text):
        begin, end = match.span()
        named = text[begin - 1] in letters() and text[end] in letters()
        if all(char in _NEVER or (named and char in _IN_NAMES | _ELSE.keys()) for char in match[0]):
            made[begin:end] = ["·"] + [""] * (end - begin - 1)
    made = [_ELSE.get(char, char) for char in made]
    for at in range(1, len(made)):
        if is_wide(text[at - 1]):
            made[at] = _WIDE_MARKS.get(made[at], made[at])
    return made


def is_wide(char: str) -> bool:
    """Whether a character is Chinese, or a mark written beside Chinese."""
    wide = "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff00" <= char <= "\uffef"
    return wide or char in "“”‘’·…—"


def _box(pattern: re.Pattern[str], title: str) -> Box | None:
    found = pattern.search(title)
    return (int(found[1]), int(found[2]), int(found[3]), int(found[4])) if found else None
