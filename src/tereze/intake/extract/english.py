"""Names in English text: runs of capitalised words, with lists of what is no name and cues for what is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tereze.intake.extract import tagger, tokens
from tereze.intake.extract.cues import Cues
from tereze.intake.extract.tokens import Token
from tereze.model import resources
from tereze.names.words import analyse_word

_PARTICLES = frozenset({"al", "bin", "ibn", "bint", "von", "van", "de", "uulu", "kyzy", "qizi", "ogli"})
_POSSESSIVE = re.compile(r"[’']s$")
_SPEAKS = re.compile(
    r"\s*(?:,[^,.]{0,40},\s*)?(?:said|says|told|recalled|added|was|who|believes|crossed|called|died)\b"
)
Span = tuple[int, int, str]


def find(text: str, cues: Cues, places: tuple[tuple[int, int], ...]) -> list[Span]:
    """Persons and organisations. A single word is a person only by its cue or as part of a name met elsewhere."""
    found: list[Span] = []
    singles: list[Span] = []
    for begin, end in tokens.sentences(text):
        words = tokens.tokens(text, begin, end)
        seen = _tagged(words)
        for run in _runs(words, cues):
            for span in _judged(text, run, cues, (places, seen), begin):
                (singles if span[2] == "?" else found).append(span)
    parts = {part for begin, end, kind in found if kind == "PER" for part in _parts(text[begin:end])}
    found += [(begin, end, "PER") for begin, end, _ in singles if text[begin:end] in parts]
    return found


def _parts(name: str) -> list[str]:
    words = name.split()
    return [words[0], words[-1]] if len(words) > 1 else words


def _runs(words: list[Token], cues: Cues) -> Iterator[list[Token]]:
    """Runs of words with a capital, with particles and initials inside; a word that is no name ends a run."""
    run: list[Token] = []
    for at, word in enumerate(words):
        bare = _POSSESSIVE.sub("", word.text)
        capital = word.text[0].isupper() and word.text[0].isalpha()
        near = bool(run) and word.begin - run[-1].end <= 2
        if (capital and bare not in cues.words["not_names"] and (near or not run)) or (
            run
            and near
            and (
                word.text in _PARTICLES
                or (word.text == "." and (len(run[-1].text) == 1 or run[-1].text in cues.words["titles"]))
            )
        ):
            run.append(word)
        else:
            yield from _ended(run)
            run = [word] if capital and bare not in cues.words["not_names"] else []
        if bare != word.text and run and run[-1] is word:
            run[-1] = Token(bare, word.begin, word.begin + len(bare))
            yield from _ended(run)
            run = []
        elif at + 1 == len(words):
            yield from _ended(run)


def _ended(run: list[Token]) -> Iterator[list[Token]]:
    while run and not run[-1].text[0].isupper():
        run = run[:-1]
    if run:
        yield run


def _judged(
    text: str, run: list[Token], cues: Cues, around: tuple[tuple[tuple[int, int], ...], list[Span]], sentence: int
) -> Iterator[Span]:
    """What a run of capitalised words is; `around` has the places and what the tagger sees in the sentence."""
    places, seen = around
    before = text[max(sentence, run[0].begin - 40) : run[0].begin]
    titled = False
    while len(run) > 1 and run[0].text in cues.words["titles"]:
        run, titled = run[2:] if run[1].text == "." else run[1:], True
    if not run:
        return
    begin, end = run[0].begin, run[-1].end
    if any(first <= begin and end <= last for first, last in places):
        return
    kinds = {kind for first, last, kind in seen if first < end and begin < last}
    words = [word.text for word in run if word.text != "."]
    sure = titled or any(map(_attested, words)) or cues.patterns["person_cue"].search(before) is not None
    if _is_org(words, before, cues):
        yield begin, end, "ORG"
    elif len(words) == 1:
        kind = _single(text, words[0], end, before, cues, titled=titled)
        yield begin, end, "PER" if kind == "?" and "PER" in kinds and not _ordinary(words[0]) else kind
    elif not sure and (kinds & {"ORG", "LOC"}) and "PER" not in kinds and not _SPEAKS.match(text[end : end + 60]):
        yield begin, end, "ORG" if "ORG" in kinds else "LOC"
    elif len(words) <= 4 and (sure or (not _shouted(words) and not any(map(_ordinary, words)))):
        yield begin, end, "PER"
    else:
        yield from (span for span in seen if begin <= span[0] and span[1] <= end)


def _tagged(words: list[Token]) -> list[Span]:
    """What the tagger sees in a sentence."""
    found = tagger.tag([word.text for word in words], tagger.weights("en")) if words else []
    return [(words[name.first].begin, words[name.last - 1].end, name.kind) for name in found]


@cache
def _small() -> frozenset[str]:
    lines = resources.path("intake/ordinary-en.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _ordinary(word: str) -> bool:
    """Whether English writes the word with a small letter, so that a capital may come from a heading."""
    return word.lower() in _small() and not _attested(word)


def _shouted(words: list[str]) -> bool:
    """All in capitals, as headings are: a name only where a word of it is known as one."""
    return all(word.isupper() for word in words if len(word) > 1)


def _attested(word: str) -> bool:
    return len(word) > 2 and bool(analyse_word("latn", word.lower()).known.entries)


def _is_org(words: list[str], before: str, cues: Cues) -> bool:
    if any(word in cues.words["org_words"] for word in words):
        return True
    if cues.patterns["org_before"].search(before):
        return True
    if re.search(r"\b[Tt]he $", before):
        return True
    return len(words) == 1 and words[0].isupper() and len(words[0]) <= 5


def _single(text: str, word: str, end: int, before: str, cues: Cues, *, titled: bool) -> str:
    if titled or cues.patterns["person_cue"].search(before):
        return "PER"
    starts = not before.strip() or before.rstrip()[-1:] in '.!?"“'
    speaks = _SPEAKS.match(text[end : end + 60])
    if speaks and not starts and len(word) > 2 and re.search(r"\b(?:that|and|when|,)\s*$", before):
        return "PER"
    return "?"
