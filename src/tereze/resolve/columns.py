"""Mentions as one table of columns, for engines that compare tables and know nothing of sources and statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from tereze.model.dates import NEVER

from .ready import Ready, year_of
from .said import Said, all_said, identity_numbers, sex_of
from .ways import ways

Table = dict[str, list[Any]]
MOST_NAMESAKES = 300


def table_of(mentions: Sequence[Ready]) -> Table:
    """A row for each mention, in order: `name` (words in order of sound, which is one order in all scripts) and its
    `sound`, year `born`, `sex`, a word of a `place`, and the month somebody was `held` from. None where a mention does
    not say. `ways` are all ways it may be called (`resolve.ways`); all else that it says stands in tuples (`Said`)."""
    rows, said = [_row(one) for one in mentions], [all_said(one) for one in mentions]
    names = ("name", "sound", "born", "sex", "place", "held")
    table: Table = {column: [row[at] for row in rows] for at, column in enumerate(names)}
    table["ways"] = [ways(one) for one in mentions]
    return table | {column: [one[at] or None for one in said] for at, column in enumerate(Said._fields)}


def _row(one: Ready) -> tuple[str | int | None, ...]:
    call = next(iter(one.named or one.called), None)
    held = next((period for period, _ in one.stays if period.begin_first > NEVER), None)
    month = None if held is None or held.begin_last - held.begin_first > 31 else held.begin_first // 31
    places = sorted(one.birthplaces or one.places)
    return (
        " ".join(sorted(call.words, key=lambda word: (max(call.bones_of[word], default=""), word))) if call else None,
        " ".join(sorted(call.bones)) if call and call.bones else None,
        year_of(one.births[0].first) if one.births else None,
        sex_of(one) or None,
        places[0] if places else None,
        None if month is None else f"month {month}",
    )


def certain(mentions: Sequence[Ready]) -> Iterator[tuple[int, int]]:
    """Pairs of rows that no engine may miss: names of the same words, an identity number or a photograph's file in
    common. What hundreds share, as a default of some form, makes no pairs."""
    yield from namesakes(mentions)
    for values in ([identity_numbers(one) for one in mentions], [one.facts.photos for one in mentions]):
        sharing: defaultdict[str, list[int]] = defaultdict(list)
        for at, some in enumerate(values):
            for value in dict.fromkeys(some):
                sharing[value].append(at)
        for rows in sharing.values():
            if len(rows) <= MOST_NAMESAKES:
                yield from combinations(rows, 2)


def namesakes(mentions: Sequence[Ready]) -> Iterator[tuple[int, int]]:
    """Pairs of rows whose proper names are the same words; of very common names none, as in `candidates`."""
    called: defaultdict[frozenset[str], set[int]] = defaultdict(set)
    for at, one in enumerate(mentions):
        for call in one.named:
            called[call.words].add(at)
    for rows in called.values():
        if len(rows) <= MOST_NAMESAKES:
            yield from combinations(sorted(rows), 2)
