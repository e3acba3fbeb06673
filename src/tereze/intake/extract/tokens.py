"""Words and marks of a text with their places, and its sentences."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W\d_]+(?:[-‑’'ʼ‘][^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]|_")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WRAP = r"(?:(?<=[\w,»”\"’)-])\r?\n(?=[^\S\n]*[a-zа-яёәғқңөұүһі])|(?<=[,،，][”\"»])\r?\n(?=\S)|(?<=[,،，])\r?\n(?=\S))"
_PARAGRAPH = re.compile(rf"(?:[^\r\n]|{_WRAP})+")
_STOP = re.compile(r"[.!?…]+[»”\"’')\]]*(?=\s)|[۔؟]+[»”]*|[。！？]+[」』”’）]*")
_SHORT = re.compile(
    r"(?:^|[\s(«“\"])(?:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]|Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Gov|Rep|Sen|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|"
    r"Oct|Nov|Dec|No|vs|U\.S|г|гг|т\.е|т\.д|т\.п|им|ул|д|кв|стр|обл|р-н|тыс|млн|ж|жж|т\.б|ст|проф|акад|р)\.$"
)


class Token(NamedTuple):
    """A word, a number or a mark, and where it stands."""

    text: str
    begin: int
    end: int


def tokens(text: str, begin: int = 0, end: int | None = None) -> list[Token]:
    """The tokens between two places of the text."""
    stop = len(text) if end is None else end
    return [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text, begin, stop)]


def english(text: str, begin: int = 0, end: int | None = None) -> list[Token]:
    """The same for English, with the ’s of a possessive as a token of its own: the name before it is whole."""
    found: list[Token] = []
    for one in tokens(text, begin, end):
        if len(one.text) > 2 and one.text[-2] in "’'" and one.text[-1] in "sS":
            found.append(Token(one.text[:-2], one.begin, one.end - 2))
            found.append(Token(one.text[-2:], one.end - 2, one.end))
        else:
            found.append(one)
    return found


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends. A line break ends one unless the line was only wrapped."""
    found: list[tuple[int, int]] = []
    for paragraph in _PARAGRAPH.finditer(text):
        begin = paragraph.start()
        for stop in _STOP.finditer(text, paragraph.start(), paragraph.end()):
            if stop[0] == "." and _SHORT.search(text[max(begin, stop.end() - 8) : stop.end()]):
                continue
            _add(found, text, begin, stop.end())
            begin = stop.end()
        _add(found, text, begin, paragraph.end())
    return found


def _add(found: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        found.append((begin, end))


class Taken:
    """Which characters of a text are part of something found already: a long document stays quick to read."""

    def __init__(self, length: int) -> None:
        self._marks = bytearray(length)

    def take(self, begin: int, end: int) -> bool:
        """Take a span, if all of it is free."""
        if not self.is_free(begin, end):
            return False
        self._marks[begin:end] = b"\x01" * (end - begin)
        return True

    def is_free(self, begin: int, end: int) -> bool:
        """Whether nothing of a span is taken."""
        return not any(self._marks[begin:end])


def is_han(text: str) -> bool:
    """Whether there is a Han character in it."""
    return _HAN.search(text) is not None
