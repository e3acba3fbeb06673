"""Which pairs are worth comparing: the union of several cheap keys, every block bounded.

A single key loses matches, their union hardly any. A block larger than the bound is cut finer by a second key instead
of being compared whole or dropped; what is still too large is counted in `Blocks.cut`, so that nothing is lost in
silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from tereze.model import dates

from .ready import Ready, year_of

LARGEST_BLOCK = {"name": 300, "number": 300, "photo": 300, "two": 24, "born": 10, "held": 10, "one": 12}
_CUT_FINER = {"name", "two", "number", "photo"}


@dataclass
class Blocks:
    """What blocking did: how many blocks were compared, and how many pairs lay in blocks too large to compare."""

    compared: int = 0
    cut: dict[str, int] = field(default_factory=dict)


def keys_of(mention: Ready) -> set[str]:
    """The keys a mention is filed under: whole name, pairs of words by sound, a word with a year of birth or a time
    of arrest, a relative, an identity number, a photograph."""
    found: set[str] = set()
    when = _months(mention)
    for call in mention.called:
        found.add("name:" + " ".join(sorted(call.words)))
        bones = sorted(call.bones)
        found.update(f"two:{one}+{other}" for one, other in combinations(bones, 2))
        found.update(f"born:{bone}:{year}" for bone in bones for year in mention.years)
        found.update(f"held:{bone}:{month}" for bone in bones for month in when)
        found.update(f"one:{word}" for word in call.words if len(word) > 3)
    found.update("number:" + "".join(filter(str.isalnum, number.upper())) for number in mention.facts.numbers)
    found.update(f"photo:{photo}" for photo in mention.facts.photos)
    return found


def pairs(
    mentions: Sequence[Ready], largest: Mapping[str, int] = LARGEST_BLOCK, blocks: Blocks | None = None
) -> Iterator[tuple[int, int]]:
    """Index pairs (i < j) that share a key, each once. `largest` bounds the blocks of each kind of key."""
    done = blocks if blocks is not None else Blocks()
    filed: defaultdict[str, list[int]] = defaultdict(list)
    for at, mention in enumerate(mentions):
        for key in keys_of(mention):
            filed[key].append(at)
    seen: set[int] = set()
    for key, members in filed.items():
        if len(members) < 2:
            continue
        done.compared += 1
        for one, other in _within(key, members, mentions, largest, done):
            code = one * len(mentions) + other
            if code not in seen:
                seen.add(code)
                yield one, other


def _within(
    key: str, members: list[int], mentions: Sequence[Ready], largest: Mapping[str, int], done: Blocks
) -> Iterable[tuple[int, int]]:
    kind = key.partition(":")[0]
    if len(members) <= largest[kind]:
        yield from combinations(members, 2)
        return
    if kind not in _CUT_FINER:
        return  # the other keys hold these words together with something else
    for part in _finer(members, mentions):
        if len(part) <= largest[kind]:
            yield from combinations(part, 2)
        else:
            done.cut[kind] = done.cut.get(kind, 0) + len(part) * (len(part) - 1) // 2


def _finer(members: list[int], mentions: Sequence[Ready]) -> Iterable[list[int]]:
    """Overlapping parts: members that share a year of birth or a month of arrest."""
    parts: defaultdict[int | str, list[int]] = defaultdict(list)
    for at in members:
        marks: set[int | str] = {*mentions[at].years, *_months(mentions[at])}
        for mark in marks:
            parts[mark].append(at)
    return (part for part in parts.values() if len(part) > 1)


def _months(mention: Ready) -> frozenset[str]:
    found = set()
    for period, _ in mention.stays:
        if period != dates.ANY and period.begin_last - period.begin_first <= 31:
            for day in (period.begin_first, period.begin_last):
                found.add(f"{year_of(day)}-{day // 31}")
    return frozenset(found)
