"""Names put together from LAC's words: around the dot of names from other languages, and Han names it cut short."""

from __future__ import annotations

import re
from collections.abc import Callable

from tereze.intake.extract.chinese_words import Word

Span = tuple[int, int, str]
Letters = Callable[[str], bool]
_DOT = re.compile(r"[·•・‧．]")
_CLOSED = frozenset({"p", "u", "c", "d", "r", "m", "q", "xc", "TIME", "f"})  # words that are never part of a name
_KIN = re.compile(r"(?:丈夫|妻子|母亲|父亲|哥哥|弟弟|姐姐|妹妹|儿子|女儿|叔叔|舅舅|姑姑|表哥|表弟|侄子|名叫|叫做)$")
_LONGEST = 14


def find(words: list[Word], letters: Letters, surnames: frozenset[str]) -> list[Span]:
    """The names in one sentence. `letters` says whether a word is written with transliteration characters only."""
    found: list[Span] = []
    at = 0
    while at < len(words):
        first, last = _dotted(words, at, letters)
        if last == at:
            first, last = at, _plain(words, at, surnames)
        if last == at:
            first, last = at, _after_kin(words, at, letters)
        if last > at:
            found.append(_span(words, first, last))
        at = max(last, at + 1)
    return found


def _span(words: list[Word], first: int, last: int) -> Span:
    begin, end = words[first].begin, words[last - 1].end
    return begin, end - len(words[last - 1].text) + len(words[last - 1].text.rstrip("·•・‧．")), "PER"


def _dotted(words: list[Word], at: int, letters: Letters) -> tuple[int, int]:
    """The words of a name with a dot that begins at this word; (at, at) where none does."""
    last = at
    joined = ""
    dot = False
    while last < len(words) and len(joined) < _LONGEST:
        word = words[last]
        bare = _DOT.sub("", word.text)
        opens = bool(_DOT.match(word.text))
        after_dot = joined[-1:] != "" and _DOT.match(joined[-1]) is not None
        if opens and not joined:
            break  # a list's bullet
        if bare and not _belongs(word, bare, letters, sure=after_dot or word.tag == "PER"):
            break
        if word.tag == "PER" and dot and not opens and not after_dot and "·" in word.text:
            break  # the next name, with a dot of its own
        joined += word.text
        dot = dot or bool(_DOT.search(word.text))
        last += 1
    while last > at and _DOT.fullmatch(words[last - 1].text):
        last -= 1
        dot = any(_DOT.search(word.text) for word in words[at:last])
    parts = [part for part in _DOT.split("".join(word.text for word in words[at:last])) if part]
    return (at, last) if dot and len(parts) > 1 else (at, at)


def _belongs(word: Word, bare: str, letters: Letters, *, sure: bool) -> bool:
    if word.tag == "PER" or (word.tag == "w" and word.text != bare):
        return _has_letters(bare)
    if not letters(bare):
        return False
    if word.tag in _CLOSED:
        return sure and len(bare) > 1
    return sure or word.tag in {"PER", "nz", "w", "ORG", "LOC"} or len(bare) > 1


def _plain(words: list[Word], at: int, surnames: frozenset[str]) -> int:
    """The end of a name that LAC sees here, with the last character of a Han name that it left behind."""
    word = words[at]
    if word.tag != "PER" or len(word.text) < 2 or not _has_letters(word.text):
        return at
    following = words[at + 1] if at + 1 < len(words) else None
    cut_short = len(word.text) == 2 and word.text[0] in surnames and following is not None and len(following.text) == 1
    return at + 2 if cut_short and following is not None and following.tag in {"n", "a", "PER"} else at + 1


def _has_letters(text: str) -> bool:
    return all("\u3400" <= char <= "\u9fff" or _DOT.match(char) for char in text)


def _after_kin(words: list[Word], at: int, letters: Letters) -> int:
    """The end of a name without a dot after “her uncle”: three to six transliteration characters."""
    before = words[at - 1].text if at else ""
    if not _KIN.search(before):
        return at
    last, joined = at, ""
    while (
        last < len(words) and len(joined) < 6 and letters(words[last].text) and words[last].tag not in {"p", "u", "c"}
    ):
        joined += words[last].text
        last += 1
    return last if 3 <= len(joined) <= 6 else at
