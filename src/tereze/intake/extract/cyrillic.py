"""Names in Kazakh and Kyrgyz (and Russian without slovnet): the tagger, corrected by what lists and endings say."""

from __future__ import annotations

import re
from itertools import pairwise

from tereze.intake.extract import tagger, tokens
from tereze.intake.extract.cues import Cues
from tereze.names.words import analyse_word

Span = tuple[int, int, str]
_SURNAME = re.compile(
    r"(?:[оеё]в|[оеё]ва|ин|ина|ский|ская|ұлы|қызы|улы|кызы|уулу|кызы|бек|бай|хан|ян|дзе|швили|енко|чук)"
    r"(?:а|у|ым|ой|ом|е|ға|ге|ның|нің|дың|дің|тың|тің|ны|ні|ды|ді|ты|ті|дан|ден|нан|нен|тан|тен|ке|қа|дун|дын|нын|го|ту)?$"
)
_VOWEL_END = re.compile(r"[а-яёәғқңөұүһі]{1,4}$")


def find(text: str, cues: Cues, places: tuple[tuple[int, int], ...]) -> list[Span]:
    """Persons, organisations and places as the tagger sees them; Kyrgyz is read with the Kazakh model."""
    model = tagger.weights("ru" if cues.lang == "ru" else "kk")
    found: list[Span] = []
    for begin, end in tokens.sentences(text):
        words = tokens.tokens(text, begin, end)
        found += [
            (words[_widened(name, words, cues, places)].begin, words[name.last - 1].end, name.kind)
            for name in tagger.tag([word.text for word in words], model)
        ]
    return completed(text, found, cues, places)


def completed(text: str, seen: list[Span], cues: Cues, places: tuple[tuple[int, int], ...]) -> list[Span]:
    """What a model saw, with full names that it missed, without places, and each person wherever named again."""
    found = list(seen)
    for begin, end in tokens.sentences(text):
        words = tokens.tokens(text, begin, end)
        found += _full_names(words, cues, places, [span for span in found if span[1] > begin and span[0] < end])
    found = [span for span in found if span[2] != "PER" or not _is_place(span, places)]
    return found + _again(text, found)


def _widened(name: tagger.Tagged, words: list[tokens.Token], cues: Cues, places: tuple[tuple[int, int], ...]) -> int:
    """The first word of a name: a single word tagged as a person takes a capitalised word before it along."""
    at = name.first - 1
    if name.kind != "PER" or name.last - name.first > 1 or at < 1 or tagger.shape(words[at].text) != "Xx":
        return name.first
    span = (words[at].begin, words[at].end, "PER")
    near = words[at].end + 1 == words[name.first].begin
    if not near or _is_place(span, places) or words[at].text in cues.words["not_names"]:
        return name.first
    return at


def _is_place(span: Span, places: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in places)


def _full_names(
    words: list[tokens.Token], cues: Cues, places: tuple[tuple[int, int], ...], taken: list[Span]
) -> list[Span]:
    """Two capitalised words of which the second ends as a surname does, where the tagger saw no name."""
    found = []
    for one, two in pairwise(words):
        if not (tagger.shape(one.text) == "Xx" and tagger.shape(two.text).startswith("Xx")) or one.end + 1 != two.begin:
            continue
        span = (one.begin, two.end, "PER")
        free = all(span[1] <= other[0] or other[1] <= span[0] for other in taken) and not _is_place(span, places)
        if free and (_SURNAME.search(two.text) or _attested(one.text)) and one.text not in cues.words["not_names"]:
            found.append(span)
    return found


def _attested(word: str) -> bool:
    """Whether the register's names know the word as a given name."""
    return len(word) > 3 and bool(analyse_word("cyrl", word.lower()).known.entries)


def _again(text: str, found: list[Span]) -> list[Span]:
    """The family names of people, wherever else they stand, in any case: what is known once is known everywhere."""
    taken = tokens.Taken(len(text))
    for begin, end, _ in found:
        taken.take(begin, end)
    stems: dict[str, None] = {}
    for begin, end, kind in found:
        last = text[begin:end].rsplit(maxsplit=1)[-1]
        if kind != "PER" or len(last) < 5 or not last[0].isupper():
            continue
        stem = _VOWEL_END.sub("", last) if len(last) < 6 else last[: max(5, len(last) - 3)]
        if len(stem) >= 4:
            stems.setdefault(stem)
    added: list[Span] = []
    for stem in stems:
        for match in re.finditer(rf"(?<![\w-]){re.escape(stem)}\w{{0,4}}(?!\w)", text):
            if taken.take(match.start(), match.end()):
                added.append((match.start(), match.end(), "PER"))
    return added
