"""Which encoding bytes are in: UTF-8 or UTF-16 for certain, GB18030, Windows-1251 or Windows-1252 by likelihood.

The last three accept nearly any bytes, so they are told apart by what the decoded text looks like: Chinese by common
Han characters, Cyrillic by letters in words, what remains is Western.
"""

from __future__ import annotations

import codecs
import re

ENCODINGS = ("utf-8", "utf-16", "gb18030", "windows-1251", "windows-1252")
SAMPLE = 256 * 1024

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_RARE_HAN = re.compile(r"[\u3400-\u4dbf\ue000-\uf8ff\U00020000-\U0002ffff]")
_CYRILLIC_WORD = re.compile(r"(?<!\w)[А-ЯЁІ]?[а-яёі]{2,}(?!\w)|(?<!\w)[А-ЯЁІ]{2,}(?!\w)")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


def detect(sample: bytes) -> str:
    """A codec name for `sample`, the first bytes of a file (cut anywhere)."""
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    if _utf8(sample):
        return "utf-8"
    unmarked = _utf16_unmarked(sample)
    return unmarked or _legacy(sample)


def decode(data: bytes) -> str:
    """The text of a whole file; what its encoding has no character for becomes U+FFFD."""
    return data.decode(detect(data[:SAMPLE]), "replace")


def _utf8(sample: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(sample, final=len(sample) < SAMPLE)
    except UnicodeDecodeError:
        return False
    return b"\x00" not in sample


def _utf16_unmarked(sample: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of the ASCII in it is zero."""
    pairs = len(sample) // 2
    even, odd = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if pairs and max(even, odd) > pairs // 10 and min(even, odd) < max(even, odd) // 10 + 1:
        return "utf-16-be" if even > odd else "utf-16-le"
    return None


def _legacy(sample: bytes) -> str:
    chinese = _looks_chinese(sample)
    if chinese is not None and chinese > 0.9:
        return "gb18030"
    letters = sum(len(word) for word in _CYRILLIC_WORD.findall(sample.decode("cp1251", "replace")))
    high = sum(len(run) for run in _HIGH_RUN.findall(sample))
    return "cp1251" if high and letters / high > 0.6 else "cp1252"


def _looks_chinese(sample: bytes) -> float | None:
    """Of the bytes above ASCII, the share that makes common Han characters in GB18030; None when it cannot be that.

    In that encoding runs of high bytes come in pairs, and Cyrillic or Western text read so gives rare characters.
    """
    decoder = codecs.getincrementaldecoder("gb18030")()
    try:
        text = decoder.decode(sample, final=False)
    except UnicodeDecodeError:
        return None
    above = [char for char in text if char > "\x7f"]
    if not above:
        return None
    common = sum(1 for char in above if _common_han(char))
    return common / len(above)


def _common_han(char: str) -> bool:
    """Whether a character is of the first level of GB 2312 (ordered by frequency of use), or Chinese punctuation."""
    if "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef" or char in "·—…“”‘’":
        return True
    if not _HAN.match(char):
        return False
    try:
        return 0xB0 <= char.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False
