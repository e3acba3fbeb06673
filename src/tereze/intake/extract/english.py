"""Names in English text: the tagger, mended by lists and by what the words beside a name say, then made one document.

1. The tagger (`english_tagger`) sees the sentences. 2. A name loses titles and takes the capitalised words that belong
to it. 3. Full names that the tagger missed are found by their given name, a title or a cue before them. 4. A name met
once is known in the whole document, by its last word too; a word that the document mostly uses as a place or an
organisation is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tereze.intake.extract import encoder, english_tagger, english_words, tagger, tokens
from tereze.intake.extract.cues import Cues
from tereze.intake.extract.tokens import Token
from tereze.names.words import analyse_word

_PARTICLES = frozenset(
    ["al", "bin", "ibn", "bint", "von", "van", "de", "der", "den", "di", "da", "dos", "del", "la", "le", "ben", "uulu",
     "kyzy", "qizi", "ogli", "el", "ter", "zu"]
)  # fmt: skip
_SPEAKS = re.compile(
    r"\s*(?:,[^,.]{0,40},\s*)?(?:said|says|told|tells|recalled|added|believes|crossed|called|died|wrote|writes|argued|"
    r"argues|explained|explains|recalls|testified|insisted|claimed|claims|asked|replied)\b"
)
_AGED = re.compile(r",? (?:aged )?\d{1,2},")
_ARTICLED = re.compile(r"(?:al|el|ul|ud|bin|ibn)-[A-Z]\w+")
_DATELINE = re.compile(r"\s*[—–]|\s-\s|,? (?:[A-Z][a-z]{2,8}\.? \d|\d{1,2} [A-Z])|\s\(")
_ORDINAL = re.compile(r"I{2,3}|IV|VI{0,3}|IX|XI{0,3}|Jr|Sr")
_OWNS = frozenset(["’s", "'s"])
_LONGEST = 5
Span = tuple[int, int, str]


class Sentence(NamedTuple):
    """The words of a sentence and what the tagger sees in them."""

    words: list[Token]
    seen: list[tagger.Tagged]


class Known(NamedTuple):
    """What does not change in a text: the cues, the places that the gazetteer knows, and the text."""

    text: str
    cues: Cues
    places: tuple[tuple[int, int], ...]


def find(text: str, cues: Cues, places: tuple[tuple[int, int], ...]) -> list[Span]:
    """Persons, organisations and places."""
    known = Known(text, cues, places)
    sentences = list(_sentences(text))
    found: list[Span] = []
    for sentence in sentences:
        found += _in_sentence(sentence, known)
    return _as_one_document(found, sentences, known)


def _sentences(text: str) -> Iterator[Sentence]:
    cut = [words for begin, end in tokens.sentences(text) if (words := tokens.english(text, begin, end))]
    yield from map(Sentence, cut, english_tagger.tag([[word.text for word in words] for words in cut]))


def _in_sentence(sentence: Sentence, known: Known) -> list[Span]:
    """1 to 3 of the module's steps."""
    words = sentence.words
    found: list[Span] = []
    taken = bytearray(len(words))
    for name in sentence.seen:
        first, last = _mended(words, name, known) if name.kind == "PER" else (name.first, name.last)
        kind = _kind(words, first, last, name.kind, known) if first < last else ""
        if kind in {"ORG", "LOC"}:
            first, last = _owned(words, tagger.Tagged(kind, first, last), known)
        if kind and first < last and not any(taken[first:last]):
            found.append((words[first].begin, words[last - 1].end, kind))
            taken[first:last] = b"\x01" * (last - first)
    for first, last in _organisations(words, taken, known):
        found.append((words[first].begin, words[last - 1].end, "ORG"))
        taken[first:last] = b"\x01" * (last - first)
    for first, last in _missed(words, taken, known):
        if not any(taken[first:last]):
            found.append((words[first].begin, words[last - 1].end, "PER"))
            taken[first:last] = b"\x01" * (last - first)
    return found


def _owned(words: list[Token], name: tagger.Tagged, known: Known) -> tuple[int, int]:
    """An organisation or place up to a possessive, whose owner it is; with “Wire” goes what it is called by."""
    first, last = name.first, next((at for at in range(name.first, name.last) if words[at].text in _OWNS), name.last)
    if name.kind != "ORG" or first == last:
        return first, last
    kinds = known.cues.words["org_words"]
    while _joins(words, last, known) and (
        words[last].text in kinds or (last - first == 1 and words[first].text in kinds)
    ):
        last += 1
    if last - first == 1 and words[first].text in kinds and first > 0 and _joins(words, first, known):
        first -= words[first - 1].text[0].isupper() and words[first - 1].text not in known.cues.words["not_names"]
    return first, last


def _joins(words: list[Token], at: int, known: Known) -> bool:
    """Whether a word with a capital follows the one before it after one space."""
    if not 0 < at < len(words) or words[at].begin - words[at - 1].end != 1:
        return False
    return words[at].text[0].isupper() and words[at].text not in known.cues.words["not_names"]


def _organisations(words: list[Token], taken: bytearray, known: Known) -> Iterator[tuple[int, int]]:
    """Runs of capitals with a word of organisations in them, or after "the newspaper", where nothing was seen."""
    at = 0
    while at < len(words):
        last = at
        while last < len(words) and not taken[last] and _capital(words, at, last, known.cues):
            last += 1
        before = known.text[max(0, words[at].begin - 40) : words[at].begin]
        inside = any(word.text in known.cues.words["org_words"] for word in words[at:last])
        if (last - at > 1 and inside) or (last > at and known.cues.patterns["org_before"].search(before)):
            yield at, last
        at = max(last, at + 1)


def _capital(words: list[Token], at: int, last: int, cues: Cues) -> bool:
    word = words[last]
    near = last == at or word.begin - words[last - 1].end <= 1
    return near and word.text[0].isupper() and (word.text not in cues.words["not_names"] or last > at)


def _mended(words: list[Token], name: tagger.Tagged, known: Known) -> tuple[int, int]:
    """Without titles at its beginning, with the words that belong to it on either side."""
    first, last = name.first, name.last
    first = _without_titles(words, first, last, known.cues)
    while first < last and _is_no_name(words[first].text, known.cues) and not _opens_chinese(words, first, last):
        first += 1
    while last > first and not _may_end(words, last - 1):
        last -= 1
    if first < last:
        last = _longer(words, last, first, known)
        first = _earlier(words, first, known)
    return first, last


def _opens_chinese(words: list[Token], first: int, last: int) -> bool:
    """“Han Zhiqiang”, “Hui Chi-fung”: what is a people's name elsewhere is a family's here."""
    return last - first == 2 and english_words.is_chinese(words[first].text, words[first + 1].text)


def _may_end(words: list[Token], at: int) -> bool:
    """Whether a word can be a name's last: one with a capital, or the stop of an initial (“George H. W.”)."""
    text = words[at].text
    return text[0].isupper() or (text == "." and at > 0 and len(words[at - 1].text) == 1)


def _without_titles(words: list[Token], first: int, last: int, cues: Cues) -> int:
    while first < last - 1 and words[first].text in cues.words["titles"]:
        first += 1
        if words[first].text == "." and first < last - 1:
            first += 1
    return first


def _is_no_name(word: str, cues: Cues) -> bool:
    return word in cues.words["not_names"] or not word[0].isalpha()


def _longer(words: list[Token], last: int, first: int, known: Known) -> int:
    """Over an initial's stop, a particle with a capital after it, and a capitalised word no list calls ordinary."""
    while last < len(words) and last - first < _LONGEST:
        word = words[last]
        near = word.begin - words[last - 1].end <= 1
        following = words[last + 1] if last + 1 < len(words) else None
        if not near:
            break
        joins = (word.text == "." and len(words[last - 1].text) == 1) or word.text.lower() in _PARTICLES
        joined = joins and following is not None and following.text[0].isupper()
        if not (joined or _ARTICLED.fullmatch(word.text) or _extends(word, known)):
            break
        last += 1
    return last


def _earlier(words: list[Token], first: int, known: Known) -> int:
    """Back over a given name or an initial right before it."""
    while first > 0 and words[first].begin - words[first - 1].end <= 1:
        word = words[first - 1]
        if word.text == "." and first > 1 and len(words[first - 2].text) == 1 and words[first - 2].text.isupper():
            first -= 2
        elif _extends(word, known) and _is_given(word.text):
            first -= 1
        else:
            break
    return first


def _extends(word: Token, known: Known) -> bool:
    """Whether a word beside a name is part of it: a capital, no ordinary word, no title, no place of the gazetteer."""
    text = word.text
    if _ORDINAL.fullmatch(text):
        return True
    if not text[0].isupper() or _is_no_name(text, known.cues):
        return False
    if len(text) > 1 and text.isupper() and not (len(text) > 3 and _attested(text)):
        return False
    if text in known.cues.words["titles"] or text in known.cues.words["org_words"] or _in_place(word, known):
        return False
    return not _is_ordinary(text) and text.lower() not in _DEMONYMS


_DEMONYMS = frozenset(
    ["republican", "republicans", "democrat", "democrats", "christian", "christians", "jewish", "catholic", "nazi"]
)


def _in_place(word: Token, known: Known) -> bool:
    return any(first <= word.begin and word.end <= last for first, last in known.places)


def _is_ordinary(word: str) -> bool:
    low = word.lower()
    return low in english_words.ordinary() and not english_words.listed().get(low) and not _attested(word)


def _is_given(word: str) -> bool:
    return "g" in english_words.listed().get(word.lower(), "") or _attested(word)


def _attested(word: str) -> bool:
    """Whether the names of the register's own languages know the word."""
    return len(word) > 2 and bool(analyse_word("latn", word.lower()).known.entries)


def _kind(words: list[Token], first: int, last: int, kind: str, known: Known) -> str:
    """What a name is after all: PER, ORG, LOC, or nothing."""
    text = [word.text for word in words[first:last]]
    if kind != "PER" and len(text) == 2 and english_words.is_chinese(*text):
        return "PER"
    if kind != "PER":
        return kind
    if any(word in known.cues.words["org_words"] for word in text):
        return "ORG"
    if text[-1] in known.cues.words["titles"] and not (len(text) > 1 and _is_given(text[0])):
        return ""
    before = known.text[max(0, words[first].begin - 40) : words[first].begin]
    if known.cues.patterns["org_before"].search(before):
        return "ORG"
    if _runs_into(words, last - 1, known):
        return ""
    begin, end = words[first].begin, words[last - 1].end
    if any(one <= begin and end <= two for one, two in known.places):
        return ""
    if len(text) == 1 and _is_place(text[0], before, known.text[end : end + 20]):
        return "LOC"
    if all(word.isupper() for word in text) and len(text) == 1 and len(text[0]) <= 5:
        return ""
    if re.search(r"\b[Tt]he $", before) and not _SPEAKS.match(known.text[end : end + 60]) and len(text) < 3:
        return ""
    if all(_is_ordinary(word) for word in text) and not known.cues.patterns["person_cue"].search(before):
        return ""
    return "PER"


def _is_place(word: str, before: str, after: str) -> bool:
    """Whether a word stands where a report says from where and when it comes: “ALMATY, 5 May”, “(Almaty, May 5)”."""
    bracket = before.endswith("(")
    opens = before.rstrip(" (").endswith("\n") or not before.strip(" (")
    return opens and (bracket or (word.isupper() and len(word) > 3)) and _DATELINE.match(after) is not None


def _missed(words: list[Token], taken: bytearray, known: Known) -> Iterator[tuple[int, int]]:
    """Runs of capitals that a title, a cue or a given name says are a person, where nothing was seen."""
    at = 0
    while at < len(words):
        last = at
        while last < len(words) and not taken[last] and last - at < _LONGEST and _runs_on(words, at, last, known):
            last += 1
        while last > at and not words[last - 1].text[0].isalpha():
            last -= 1
        if last > at and _is_person(words, at, last, known):
            yield at, last
        at = max(last, at + 1)


def _runs_on(words: list[Token], at: int, last: int, known: Known) -> bool:
    word = words[last]
    if last > at and word.begin - words[last - 1].end > 1:
        return False
    if last > at and word.text == "." and len(words[last - 1].text) == 1:
        return True
    if last > at and word.text.lower() in _PARTICLES and last + 1 < len(words) and words[last + 1].text[0].isupper():
        return True
    single = len(word.text) == 1 and word.text.isupper() and word.text != "I"
    return single or _extends(word, known)


def _is_person(words: list[Token], at: int, last: int, known: Known) -> bool:
    text = [word.text for word in words[at:last] if word.text[0].isalpha()]
    if all(len(word) > 1 and word.isupper() for word in text):
        return len(text) > 1 and any(map(_attested, text))
    before = known.text[max(0, words[at].begin - 40) : words[at].begin]
    after = known.text[words[last - 1].end : words[last - 1].end + 60]
    titled = at > 0 and (
        words[at - 1].text in known.cues.words["titles"]
        or (words[at - 1].text == "." and at > 1 and words[at - 2].text in known.cues.words["titles"])
    )
    if known.cues.patterns["org_before"].search(before) or re.search(r"\b[Tt]he $", before):
        return False
    if titled or known.cues.patterns["person_cue"].search(before):
        return len(text[0]) > 1 or len(text) > 1
    if len(text) == 1:
        return False
    if len(text) == 2 and english_words.is_chinese(*text):
        return True
    if encoder.is_installed():  # it misses little: only what our own names say is added
        return all(map(_attested, text))
    if _AGED.match(after):
        return True
    if _SPEAKS.match(after) and len(text) <= 3:
        return True
    listed = [english_words.listed().get(word.lower(), "") for word in text]
    if any("p" in marks and "g" not in marks for marks in listed):
        return False
    return _is_given(text[0]) and len(text) <= 3


def _as_one_document(found: list[Span], sentences: list[Sentence], known: Known) -> list[Span]:
    """Step 4: what is known once is known everywhere."""
    text = known.text
    people = Counter(text[begin:end] for begin, end, kind in found if kind == "PER")
    others = Counter(text[begin:end] for begin, end, kind in found if kind != "PER")
    mostly = {name for name, count in people.items() if count >= others[name]}
    parts = {part for name in mostly for part in _parts(name) if _stands_alone(part, known.cues)}
    single = {
        name for name in mostly if " " not in name and people[name] > others[name] and _stands_alone(name, known.cues)
    }
    families = {name.split()[-1] for name in mostly if " " in name}
    found = [_of_family(text, span, families) for span in found]
    mostly |= {text[begin:end] for begin, end, kind in found if kind == "PER" and text[begin:end] not in people}
    kept = [span for span in found if _still(text[span[0] : span[1]], span[2], mostly, parts)]
    taken = bytearray(len(text))
    for begin, end, _ in kept:
        taken[begin:end] = b"\x01" * (end - begin)
    for sentence in sentences:
        for at, word in enumerate(sentence.words):
            first = _relative(sentence.words, at, known) if word.text in families else at
            if first < at or word.text in parts or (word.text in single and at > 0):
                last = _longer(sentence.words, at + 1, first, known)
                begin, end = sentence.words[first].begin, sentence.words[last - 1].end
                if not any(taken[begin:end]) and not _runs_into(sentence.words, last - 1, known):
                    kept.append((begin, end, "PER"))
                    taken[begin:end] = b"\x01" * (end - begin)
    return kept


def _of_family(text: str, span: Span, families: set[str]) -> Span:
    """Two words that were taken for a place or an organisation are a person, if a known person has the second."""
    words = text[span[0] : span[1]].split()
    if span[2] != "PER" and len(words) == 2 and words[1] in families and not _is_ordinary(words[0]):
        return span[0], span[1], "PER"
    return span


def _relative(words: list[Token], at: int, known: Known) -> int:
    """Where the name of somebody of a known family begins: at an unknown capitalised word right before."""
    near = at > 0 and words[at].begin - words[at - 1].end == 1
    return at - 1 if near and len(words[at - 1].text) > 2 and _extends(words[at - 1], known) else at


def _still(name: str, kind: str, mostly: set[str], parts: set[str]) -> bool:
    """Whether a span stands after the whole document was seen."""
    return name in mostly if kind == "PER" else name not in parts


def _stands_alone(word: str, cues: Cues) -> bool:
    """Whether a word alone can be meant for a person wherever it stands."""
    if len(word) < 3 or word in cues.words["titles"] or _is_no_name(word, cues) or word in cues.words["org_words"]:
        return False
    marks = english_words.listed().get(word.lower(), "")
    return not _is_ordinary(word) and (marks != "p" or _attested(word)) and word.lower() not in _COMMON


_COMMON = frozenset(["virginia", "georgia", "paris", "washington", "jordan", "carolina", "victoria", "sydney"])


def _runs_into(words: list[Token], at: int, known: Known) -> bool:
    """Whether a capitalised word right after makes this another name ("Example Street", "Bolat University")."""
    for last in (at + 1, at + 2):
        if last >= len(words) or words[last].begin - words[last - 1].end != 1 or not words[last].text[0].isupper():
            return False
        if words[last].text in known.cues.words["org_words"]:
            return True
    return False


def _parts(name: str) -> list[str]:
    words = [word for word in name.split() if len(word) > 2]
    return [words[0], words[-1]] if len(words) > 1 else []
