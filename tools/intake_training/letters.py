"""Texts of a language in its other scripts, where none can be had: written over letter by letter from one that can.

Kazakh Cyrillic to Latin (the tables of 2018 and 2021, and press habit) and to the Arabic script of China (töte jazu);
Uyghur Arabic to Cyrillic. From the published orthographies, written down by the team.
"""

from __future__ import annotations

import re


def _row(letters: str) -> list[str]:
    return letters.split(" ")


_CYRL = _row("а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я")
_KK_2021 = _row("a ä b v g ğ d e io j z i i k q l m n ñ o ö p r s t u ū ü f h h ts ch ş şş . y ı . e iu ia")
_KK_2018 = _row("a á b v g ǵ d e ıo j z ı ı k q l m n ń o ó p r s t ý u ú f h h ts ch sh shch . y i . e ıý ıa")
_KK_PRESS = _row("a a b v g gh d e yo zh z i i k q l m n ng o o p r s t u u u f kh h ts ch sh sch . y i . e yu ya")
_KK_ARAB = _row("ا ا ب ۆ گ ع د ە يو ج ز ي ي ك ق ل م ن ڭ و و پ ر س ت ۋ ۇ ۇ ف ح ھ تس چ ش شش . ى ى . ە يۋ يا")
_UG_ARAB = _row("ا ە ب پ ت ج چ خ د ر ز ژ س ش غ ف ق ك گ ڭ ل م ن ھ و ۇ ۆ ۈ ۋ ې ى ي")
_UG_CYRL = _row("а ә б п т җ ч х д р з ж с ш ғ ф қ к г ң л м н һ о у ө ү в е и й")
_FRONT = re.compile("[әөүі]")
_BACK_OR_KG = re.compile("[кгеғқ]")
_WORD = re.compile(r"[^\W\d_]+")


def _map(pairs: list[str]) -> dict[str, str]:
    return {letter: "" if other == "." else other for letter, other in zip(_CYRL, pairs, strict=True)}


KAZAKH_LATIN = (_map(_KK_2021), _map(_KK_2018), _map(_KK_PRESS))
_ARAB = _map(_KK_ARAB)
_UG = dict(zip(_UG_ARAB, _UG_CYRL, strict=True))


def kazakh_latin(text: str, standard: int) -> str:
    """Kazakh in one of the three Latin habits."""
    table = KAZAKH_LATIN[standard]
    return "".join(table.get(char, char) for char in text.lower())


def kazakh_arabic(text: str) -> str:
    """Kazakh in töte jazu: a word with soft vowels and none of к, г, е begins with a high hamza."""

    def word(match: re.Match[str]) -> str:
        low = match[0]
        mark = "ٴ" if _FRONT.search(low) and not _BACK_OR_KG.search(low) else ""
        return mark + "".join(_ARAB.get(char, char) for char in low)

    return _WORD.sub(word, text.lower())


def uyghur_cyrillic(text: str) -> str:
    """Uyghur in the Cyrillic of Kazakhstan; the carrier hamza is not written."""
    return "".join(_UG.get(char, char) for char in text.replace("ئ", ""))
