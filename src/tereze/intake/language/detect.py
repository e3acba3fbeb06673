"""The language and script of a text: BCP 47 tags of the register's languages, or "und" with the ones it may be in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tereze.intake.language import ngrams, scripts

UNDETERMINED = "und"
TAGS = {
    ("kk", "Cyrl"): "kk", ("kk", "Latn"): "kk-Latn", ("kk", "Arab"): "kk-Arab",
    ("ug", "Arab"): "ug", ("ug", "Latn"): "ug-Latn", ("ug", "Cyrl"): "ug-Cyrl",
    ("uz", "Latn"): "uz", ("uz", "Cyrl"): "uz-Cyrl",
    ("ky", "Cyrl"): "ky", ("ru", "Cyrl"): "ru", ("en", "Latn"): "en", ("zh", "Hani"): "zh",
}  # fmt: skip
_MARGIN = 5.0  # nats by which the best must beat the second: n-grams overlap, so this is less than it seems
_LONGER = 9.0  # the margin for one to three words: names of countries and people are the same in several languages
_SAMPLE = 1200  # characters looked at: more says nothing new
_HAN_LEAST = 2
_LETTERS = {"ug": re.compile("[ېۈغ]|ئ(?=[اەوۇۆىې])"), "kk": re.compile("[ٴعح]")}  # only one of the two writes them
_LETTER_WEIGHT = 4.0
_FOREIGN = re.compile("[ضظطصثذةآ\u0670\u06c0\u06cc\u06a9\u0647]")  # Arabic and Persian write these all the time
_ENGLISH = re.compile(
    "the|of|and|to|is|was|were|are|that|for|with|her|his|by|from|he|she|they|had|have|has|not|it|at|as|but|who|i|this|"
    "be|or|an|each|when|which|their|them|no|if|will|can|we|you|my|me|our|its"
)
_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r".+?(?:[.!?…۔؟。！？]+[»”\"’)]*(?=\s|$)|(?<=[。！？])|$)", re.DOTALL)


class Detected(NamedTuple):
    """`tag` is a BCP 47 tag or "und", `script` an ISO 15924 code or None.

    `maybe` has the tags it could be, likeliest first; `margin` says by how many nats the first beats the second.
    """

    tag: str
    script: str | None
    maybe: tuple[str, ...] = ()
    margin: float = 0.0


class Span(NamedTuple):
    """A piece of a text, in code points, and its language."""

    begin: int
    end: int
    detected: Detected


def detect(text: str) -> Detected:
    """The language of a text by the script most of it is in. Letters of other scripts are passed over.

    Languages outside the register's (Tatar, Mongolian, Persian, Arabic, German, Japanese …) give "und".
    """
    sample = text[:_SAMPLE]
    found = scripts.counts(sample)
    script = scripts.dominant(sample)
    if script is None or script == "Zzzz":
        return Detected(UNDETERMINED, None)
    if script == "Hani":
        return _han(found)
    words = ngrams.words_of(sample, script)
    ranked, known = _ranked(words, script)
    margin = round(ranked[1][0] - ranked[0][0], 1)
    maybe = tuple(TAGS[code, script] for _, code in ranked if (code, script) in TAGS)
    best = TAGS.get((ranked[0][1], script))
    if best is None or _foreign(best, words) or margin < (_LONGER if len(words) <= 3 else _MARGIN) or known < 3:
        return Detected(UNDETERMINED, script, maybe[:3], margin)
    return Detected(best, script, maybe, margin)


def _ranked(words: list[str], script: str) -> tuple[list[tuple[float, str]], int]:
    costs, known = ngrams.score(words, ngrams.models()[script])
    if script == "Arab":
        joined = " ".join(words)
        for code, only in _LETTERS.items():
            costs[code] -= _LETTER_WEIGHT * len(only.findall(joined))
    return sorted((cost, code) for code, cost in costs.items()), known


def _foreign(tag: str, words: list[str]) -> bool:
    """Whether a text that looks most like `tag` is in a language that no model knows.

    Ten English words in a row have one of the commonest among them; German, French or Turkish ones do not. Arabic and
    Persian are full of letters that neither Uyghur nor Kazakh writes.
    """
    if tag == "en":
        return len(words) >= 10 and not any(map(_ENGLISH.fullmatch, words))
    if tag in {"ug", "kk-Arab"}:
        return len(_FOREIGN.findall("".join(words))) * 25 > sum(map(len, words))
    return False


def _han(found: dict[str, int]) -> Detected:
    """Han letters are Chinese unless kana stand among them (then it is Japanese, which is not ours)."""
    if found["Zzzz"] * 10 > found["Hani"] or found["Hani"] // 3 < _HAN_LEAST:
        return Detected(UNDETERMINED, "Hani", ("zh",))
    return Detected("zh", "Hani", ("zh",), float(found["Hani"]))


def spans(text: str) -> tuple[Span, ...]:
    """The text by language: sentences, joined while the language stays. A sentence too short to say goes with the one
    before it in its paragraph (or, at the start, with the one after). Where no sentence alone says, the whole text
    does; what stays undetermined says so."""
    pieces = [Span(begin, end, detect(text[begin:end])) for begin, end in _sentences(text)]
    if all(piece.detected.tag == UNDETERMINED for piece in pieces):
        whole = detect(text).tag
        pieces = [
            piece._replace(detected=piece.detected._replace(tag=whole)) if _may(piece.detected, whole) else piece
            for piece in pieces
        ]
    return tuple(_joined(_lent(pieces, text), text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for paragraph in _PARAGRAPH.finditer(text):
        for sentence in _SENTENCE.finditer(paragraph[0]):
            if sentence[0].strip():
                yield paragraph.start() + sentence.start(), paragraph.start() + sentence.end()


def _lent(pieces: list[Span], text: str) -> list[Span]:
    """Undetermined pieces take the language of a neighbour in the same paragraph, if they may be in it."""
    lent = list(pieces)
    for order, step in ((range(len(pieces)), -1), (range(len(pieces) - 1, -1, -1), 1)):
        for at in order:
            other = at + step
            if lent[at].detected.tag != UNDETERMINED or not 0 <= other < len(lent):
                continue
            between = text[min(lent[at].end, lent[other].end) : max(lent[at].begin, lent[other].begin)]
            if "\n" not in between and _may(lent[at].detected, lent[other].detected.tag):
                lent[at] = lent[at]._replace(detected=lent[at].detected._replace(tag=lent[other].detected.tag))
    return lent


def _may(piece: Detected, tag: str) -> bool:
    return piece.script is None or tag in piece.maybe


def _joined(pieces: list[Span], text: str) -> Iterator[Span]:
    held: Span | None = None
    for piece in pieces:
        if held is not None and held.detected.tag == piece.detected.tag and not text[held.end : piece.begin].strip():
            held = Span(held.begin, piece.end, held.detected if held.detected.margin else piece.detected)
        else:
            if held is not None:
                yield held
            held = piece
    if held is not None:
        yield held
