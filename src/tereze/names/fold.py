"""Normalising text: one spelling for what looks and means the same, whatever keyboard or file it came from."""

from __future__ import annotations

import re
import unicodedata

# Marks that change nothing a reader sees: zero width, bidi controls, soft hyphen, tatweel, variation selectors.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
# Arabic vowel signs; the Kazakh high hamza (U+0674) is a letter and stays.
_ARABIC_MARKS = re.compile("[\u064b-\u0653\u0656-\u065f\u0670\u06d6-\u06ed]")
_APOSTROPHES = dict.fromkeys(map(ord, "’‘‛`´ʹʻʼʽʾʿˈ′＇\u02bb\u02bc\u055a"), "'")
_SAME = str.maketrans({"ß": "ss", "ﻯ": "ى", "ٱ": "ا", "ھ": "ھ", "ﮪ": "ھ", "ك": "ك", "ک": "ك", "ی": "ى", "ے": "ى"})
_SEPARATORS = re.compile(r"[\s\u00b7\u2022\u2027\u2219\u22c5\u30fb\uff65\u02d9\u0387\u16eb\u2e31\u2e33\u25cf_]+")
_DASHES = re.compile("[\u2010-\u2015\u2043\u2212\u02d7\u058a\u05be\ufe58\ufe63\uff0d\u2e3a\u2e3b]")


def fold(text: str) -> str:
    """`text` in one normal spelling: NFC, lower case, no invisible marks, one kind of apostrophe, dash and space.

    Letters keep their script. Idempotent; linear in the length of the text.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _INVISIBLE.sub("", text).translate(_APOSTROPHES)
    text = _ARABIC_MARKS.sub("", text).translate(_SAME)
    text = unicodedata.normalize("NFKC", text.replace("i\u0307", "i"))
    return _SEPARATORS.sub(" ", _DASHES.sub("-", text)).strip()
