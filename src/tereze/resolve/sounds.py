"""Comparing how two mentions are called: only the ways, names and words that may agree are compared by sound.

What was compared is remembered, and `hear` compares many names at once, compiled, before they are asked for one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import Indel

from tereze.names import compare_many, similarity

from .ready import Called, Ready

_MOST_COMPARED = 2
_SUBSET = 0.92
_ANOTHER_WORD = 0.1
_MISPRINT = 0.85
_LETTERS = 0.75


def best_names(lefts: tuple[Called, ...], rights: tuple[Called, ...]) -> tuple[float, Called, Called] | None:
    """The best-sounding pair of the ways the two are called, as (similarity, one, other).

    Sounds are compared only for the pairs that share most; the same words need no comparing.
    """
    ways = [(one, other) for one in lefts for other in rights]
    same = [(one, other) for one, other in ways if one.words == other.words]
    if same:
        one, other = min(same, key=lambda way: (way[0].alias, way[1].alias))
        return 1.0, one, other
    if len(ways) > _MOST_COMPARED:
        ways.sort(key=lambda way: -len(way[0].bones & way[1].bones))
    scored = [(alike(one, other), one, other) for one, other in ways[:_MOST_COMPARED]]
    return max(scored, key=lambda found: (found[0], not found[1].alias, not found[2].alias), default=None)


def alike(one: Called, other: Called) -> float:
    """`names.similarity`, asked only where words and search keys do not already answer: comparing sounds is costly.

    Where names share words, only the words they do not share are compared; the least alike decides.
    """
    if not one.bones & other.bones and not one.words & other.words:
        return _ANOTHER_WORD
    ours, theirs = one.words - other.words, other.words - one.words
    if not ours or not theirs:
        return _SUBSET if min(len(one.words), len(other.words)) > 1 else _sounds_alike(one.name.text, other.name.text)
    if ours == one.words:
        return _sounds_alike(one.name.text, other.name.text)
    few, many, bones_few, bones_many = (ours, theirs, one.bones_of, other.bones_of)
    if len(ours) > len(theirs):
        few, many, bones_few, bones_many = theirs, ours, other.bones_of, one.bones_of
    least = _SUBSET if len(few) < len(many) else 1.0
    for word in sorted(few):
        partners = [its for its in many if _perhaps(word, its, bones_few[word], bones_many[its])]
        if not partners and _one_written_as_two(ours, theirs):
            return _sounds_alike(one.name.text, other.name.text)
        least = min(least, max((_words_alike(word, its) for its in partners), default=_ANOTHER_WORD))
        if least <= _ANOTHER_WORD:
            break
    return least


def _one_written_as_two(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether the words, joined, are nearly the same letters: “Di Salvo”, “Disalvo”."""
    if len(ours) == len(theirs):
        return False
    return bool(Indel.normalized_similarity(sorted("".join(ours)), sorted("".join(theirs)), score_cutoff=0.85))


def _perhaps(word: str, its: str, bones: frozenset[str], its_bones: frozenset[str]) -> bool:
    """Whether two words may be one name: an initial, most letters the same, or a search key in common (and, where
    both are plain Latin letters, nearly half of these)."""
    if min(len(word), len(its)) <= 2:
        return True
    latin = word.isascii() and its.isascii()
    if bones & its_bones:
        return not latin or bool(Indel.normalized_similarity(word, its, score_cutoff=0.45))
    return latin and bool(Indel.normalized_similarity(word, its, score_cutoff=0.6))


def _words_alike(word: str, its: str) -> float:
    """By sound; for two words in plain Latin letters also by letters: a list of another region has its own misprints,
    which the sounds of ours do not know."""
    heard = _sounds_alike(word, its)
    if heard >= _MISPRINT or not (word.isascii() and its.isascii()):
        return heard
    return max(heard, _MISPRINT * Indel.normalized_similarity(word, its, score_cutoff=_LETTERS))


_heard: dict[tuple[str, str], float] = {}
_REMEMBERED = 2_000_000


def _sounds_alike(name: str, other: str) -> float:
    """`names.similarity` of two names or words, remembered."""
    found = _heard.get((name, other))
    if found is None:
        if len(_heard) >= _REMEMBERED:
            _heard.clear()
        found = _heard[name, other] = similarity(name, other)
    return found


def hear(couples: Iterable[tuple[Ready, Ready]]) -> None:
    """Compare beforehand, in one go, the names and words that `names` will compare one by one for these mentions.

    Changes nothing but the time it takes: many at once are compared compiled.
    """
    wanted = {
        pair
        for left, right in couples
        for one in left.called
        for other in right.called
        if one.words != other.words
        for pair in _to_compare(one, other)
    }
    fresh = sorted(wanted - _heard.keys())
    if len(_heard) + len(fresh) >= _REMEMBERED:
        _heard.clear()
    scores = compare_many([name for name, _ in fresh], [other for _, other in fresh])
    _heard.update(zip(fresh, map(float, scores), strict=True))


def _to_compare(one: Called, other: Called) -> Iterator[tuple[str, str]]:
    """What `alike` asks for: whole names that share no word, else the words they do not share."""
    ours, theirs = one.words - other.words, other.words - one.words
    if not ours or not theirs or (not one.bones & other.bones and not one.words & other.words):
        return
    if ours == one.words:
        yield one.name.text, other.name.text
        return
    few, many, bones_few, bones_many = (ours, theirs, one.bones_of, other.bones_of)
    if len(ours) > len(theirs):
        few, many, bones_few, bones_many = theirs, ours, other.bones_of, one.bones_of
    for word in few:
        for its in many:
            if _perhaps(word, its, bones_few[word], bones_many[its]):
                yield word, its
