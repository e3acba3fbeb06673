"""RTF: the words between the control words. Pictures, objects and everything marked as not text are left out."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from tereze.intake.reading import limits
from tereze.intake.reading.derived import About, Derived, derived
from tereze.intake.reading.limits import TextBuffer, TooMuch

MEDIA_TYPE = "application/rtf"
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
_LEFT_OUT = frozenset(
    {"fonttbl", "colortbl", "stylesheet", "pict", "object", "header", "footer", "generator", "listtable", "datastore"}
    | {
        "listoverridetable",
        "rsidtbl",
        "themedata",
        "colorschememapping",
        "latentstyles",
        "xmlnstbl",
        "fldinst",
        "objdata",
    }
)
_CHARS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "cell": "\t", "tab": "\t", "emdash": "—",
    "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
}  # fmt: skip
_SYMBOLS = {b"~": "\u00a0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}


class _Group(NamedTuple):
    goes_to: str  # "text", "title", "author" or "" for what is left out
    skip: int  # how many characters stand in for a Unicode one
    first: bool = False


def read(data: bytes) -> Derived:
    """The document. Raises `TooMuch`."""
    machine = _Machine()
    for match in _TOKEN.finditer(data):
        machine.take(match)
    machine.flush()
    fields = {name: buffer.text() for name, buffer in machine.out.items()}
    return derived(fields["text"], MEDIA_TYPE, about=About(title=fields["title"], author=fields["author"]))


class _Machine:
    def __init__(self) -> None:
        self.out = {name: TextBuffer() for name in ("text", "title", "author")}
        self.stack: list[_Group] = [_Group("text", 1)]
        self.codec = "cp1252"
        self.bytes = bytearray()
        self.pending = 0  # characters still to be passed over after a Unicode one

    def take(self, match: re.Match[bytes]) -> None:
        word, number, code, symbol, brace, plain = match.groups()
        if code is not None:
            self._byte(bytes([int(code, 16)]))
        elif plain is not None:
            for at in range(len(plain)):
                self._byte(plain[at : at + 1])
        elif brace is not None:
            self.flush()
            self._brace(brace)
        elif symbol is not None:
            self._symbol(symbol)
        elif word is not None:
            self._word(word.decode("ascii"), None if number is None else int(number))

    def _byte(self, byte: bytes) -> None:
        if self.pending:
            self.pending -= 1
        elif self.stack[-1].goes_to:
            self.bytes += byte

    def _brace(self, brace: bytes) -> None:
        self.pending = 0
        if brace == b"{":
            if len(self.stack) > limits.MOST_DEPTH:
                raise TooMuch("its parts are nested without end")
            self.stack.append(self.stack[-1]._replace(first=True))
        elif len(self.stack) > 1:
            self.stack.pop()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.stack[-1] = self.stack[-1]._replace(goes_to="")
        elif symbol in _SYMBOLS:
            self._add(_SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        group = self.stack[-1]
        if word in _LEFT_OUT or word == "info":
            self.stack[-1] = group._replace(goes_to="")
        elif word in {"title", "author"} and len(self.stack) > 2:
            self.stack[-1] = group._replace(goes_to=word)
        elif word == "ansicpg" and number is not None:
            self.codec = _codec(number)
        elif word == "uc" and number is not None:
            self.stack[-1] = group._replace(skip=max(0, min(number, 8)))
        elif word == "u" and number is not None:
            self._add(chr(number % 65536))
            self.pending = group.skip
        elif word == "bin":
            raise TooMuch("it holds raw bytes")
        elif word in _CHARS:
            self._add(_CHARS[word])

    def _add(self, text: str) -> None:
        self.flush()
        if self.stack[-1].goes_to:
            self.out[self.stack[-1].goes_to].add(text)

    def flush(self) -> None:
        if self.bytes and self.stack[-1].goes_to:
            self.out[self.stack[-1].goes_to].add(self.bytes.decode(self.codec, "replace"))
        self.bytes.clear()


def _codec(number: int) -> str:
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return "cp1252"
