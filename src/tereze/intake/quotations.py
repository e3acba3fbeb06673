"""Whether the words a sheet quotes stand in its evidence, and where: a person must be able to put a finger on them."""

from __future__ import annotations

import re

import msgspec

from tereze.intake.evidence import DerivedText
from tereze.intake.page import Page
from tereze.model.mentions import Words
from tereze.model.sources import Locator

_SPACE = re.compile(r"\s+")


def check(
    page: Page, texts: tuple[DerivedText, ...], quoted: tuple[Words, ...], at: Locator | None, line: int
) -> Locator | None:
    """The locator to keep: with the digest of the text it counts in, and filled in where the words occur just once.

    Warns where the words are not in any text, and where `chars` holds other words. Without a text nothing is checked.
    """
    originals = [words.text for words in quoted if words.role == "original"]
    chosen = _chosen(page, texts, at, line)
    if not chosen:
        return at
    if at is not None and at.chars is not None:
        return _check_span(page, chosen, originals, at, line)
    missing = [words for words in originals if _home(chosen, words) is None]
    if missing:
        page.warn(line, "words", "these words are not in the evidence", "Copy them from it letter by letter.")
    if at is not None or len(originals) != 1 or missing:
        return at
    return _only_place(chosen, originals[0], len(texts) > 1)


def _chosen(page: Page, texts: tuple[DerivedText, ...], at: Locator | None, line: int) -> tuple[DerivedText, ...]:
    if at is None or at.file is None:
        return texts
    named = tuple(text for text in texts if text.written == at.file)
    if texts and not named:
        page.warn(line, "at", f"“{at.file}” is not a text among the evidence of this source")
    return named


def _check_span(
    page: Page, texts: tuple[DerivedText, ...], originals: list[str], at: Locator, line: int
) -> Locator | None:
    begin, end = at.chars or (0, 0)
    wanted = {_flat(words) for words in originals}
    for text in texts:
        if _flat(text.text[begin:end]) in wanted or (not wanted and end <= len(text.text)):
            return msgspec.structs.replace(at, text_sha256=text.sha256)
    if all(_home(texts, words) is None for words in originals):
        page.warn(line, "words", "these words are not in the evidence", "Copy them from it letter by letter.")
    else:
        page.warn(
            line, "at", f"characters {begin} to {end} are other words than those quoted", _where(texts, originals)
        )
    return msgspec.structs.replace(at, text_sha256=texts[0].sha256) if len(texts) == 1 else at


def _where(texts: tuple[DerivedText, ...], originals: list[str]) -> str:
    for words in originals:
        home = _home(texts, words)
        begin = home.text.find(words) if home else -1
        if begin >= 0:
            return f"They stand at chars: [{begin}, {begin + len(words)}]."
    return ""


def _home(texts: tuple[DerivedText, ...], words: str) -> DerivedText | None:
    """The text that holds the words; line breaks and runs of spaces count as one space."""
    for text in texts:
        if words in text.text:
            return text
    flat = _flat(words)
    return next((text for text in texts if flat in _flat(text.text)), None)


def _only_place(texts: tuple[DerivedText, ...], words: str, several: bool) -> Locator | None:
    places = [(text, text.text.find(words)) for text in texts if words in text.text]
    if len(places) != 1 or places[0][0].text.count(words) != 1:
        return None
    text, begin = places[0]
    chars = (begin, begin + len(words))
    return Locator(chars=chars, text_sha256=text.sha256, file=text.written if several else None)


def _flat(words: str) -> str:
    return _SPACE.sub(" ", words).strip()
