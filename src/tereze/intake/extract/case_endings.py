"""Names without the case endings of Kazakh, Kyrgyz and Uyghur, for a draft: what is quoted keeps the very words.

A genitive, an ablative and a dative in harmony with the name are sure enough after three letters and more; the short
endings, which names have of their own too (Марта, Айда), go only where the text or the register's names know the name
without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tereze.names.words import analyse_word

_SURE = {
    "kk": re.compile(
        r"(?:[ндт][ыі]ң|[ндт][ае]н|(?<=[аоұыяәөүіеёйлмнңруюжз])[ғг][ае]|(?<=[бвгғдкқпстфхцчшщ])[қк][ае])$"
    ),
    "ky": re.compile(
        r"(?:[ндт][ыиуү]н|[ндт][аеоө]н|(?<=[аоуыяөүиеэёйлмнңрюжз])[г][аеоө]|(?<=[бвгдкпстфхцчшщ])[к][аеоө])$"
    ),
    "ug": re.compile(r"(?:نىڭ|دىن|تىن)$"),
}
_SHORT = {
    "kk": re.compile(r"(?:[ндт][ыі]|[дт][ае]|[мбп]ен)$"),
    "ky": re.compile(r"(?:[ндт][ыиуү]|[дт][аеоө]|менен)$"),
    "ug": re.compile(r"(?:نى|غا|گە|قا|كە|دا|دە|تا|تە)$"),
}
_SCRIPTS = {"kk": "cyrl", "ky": "cyrl", "ug": "arab"}
_LEAST = 3


def bare(name: str, lang: str, others: Iterable[str] = ()) -> str:
    """A name without the case ending of its last word; `others` are further forms of it in the text."""
    language = lang.partition("-")[0]
    if language not in _SURE or "-" in lang:
        return name
    head, space, last = name.rpartition(" ")
    return head + space + _stem(last, language, {other.rpartition(" ")[2] for other in others})


def _stem(word: str, lang: str, others: set[str]) -> str:
    if lang != "ug" and not word[:1].isupper():
        return word
    ending = _SURE[lang].search(word)
    if ending is not None and ending.start() >= _LEAST:
        return word if _attested(word, lang) else word[: ending.start()]
    ending = _SHORT[lang].search(word)
    if ending is None or ending.start() < _LEAST:
        return word
    stem = word[: ending.start()]
    return stem if stem in others or (_attested(stem, lang) and not _attested(word, lang)) else word


def _attested(word: str, lang: str) -> bool:
    """Whether the register's names know the word as it stands."""
    return bool(analyse_word(_SCRIPTS[lang], word.lower()).known.entries)
