"""Reprints: a statement that repeats another is that statement again, not a second one.

`repeats` of a source, `from` of a statement and confirmed lineage tie a statement to the matching one of the original:
same person, property, value, period and voice. What a reprint adds of its own finds no match and stands for itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from unicodedata import normalize

from tereze.model.judgements import Change
from tereze.model.mentions import Statement

from .case import PersonCase, Voice
from .chains import Chain, Known
from .changes import UNSAID, Fallen, Standing
from .periods import Span, stated
from .places import WRITTEN

Tied = tuple[dict[str, str], dict[str, Change], set[str]]


def tie(
    case: PersonCase,
    known: Known,
    standing: Sequence[Standing],
    fallen: Sequence[Fallen],
    chains: Mapping[str, Chain],
) -> Tied:
    """Statement id → id of its original; statements that fall with their original; those refuted with it."""
    parents, own = _parents(case), _own_parents(case)
    if not parents and not own and not any(one.said.taken_from for one in standing):
        return {}, {}, set()
    live = _by_source(standing)
    unsaid = _by_source([Standing(one.said, "fallen", one.act) for one in fallen if one.act.act in UNSAID])
    tied: dict[str, str] = {}
    dropped: dict[str, Change] = {}
    for one in standing:
        for source in _ancestors(one.said, parents, own):
            match = _match(one.said, live.get(source, ()), chains, known)
            if match is not None:
                tied.setdefault(one.said.id, match.said.id)
                break
            gone = _match(one.said, unsaid.get(source, ()), chains, known)
            if gone is not None and gone.act is not None:
                dropped[one.said.id] = gone.act
                break
    roots = {copy: _root(copy, tied) for copy in tied}
    dropped |= {copy: dropped[root] for copy, root in roots.items() if root in dropped}
    roots = {copy: root for copy, root in roots.items() if root != copy and root not in dropped}
    refuted = {one.said.id for one in standing if one.standing == "refuted"}
    return roots, dropped, {copy for copy, root in roots.items() if root in refuted}


def _parents(case: PersonCase) -> dict[str, tuple[str, ...]]:
    """Source id → the sources it repeats as a whole."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for source in case.sources.values():
        if source.repeats:
            found[source.id].update(source.repeats)
    for line in case.lineage:
        if line.statement is None:
            found[line.source].add(line.original)
    return {source: tuple(sorted(originals)) for source, originals in found.items()}


def _own_parents(case: PersonCase) -> dict[str, tuple[str, ...]]:
    """Statement id → the sources that this one statement is taken from, by confirmed lineage."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in sorted(case.lineage, key=lambda line: line.original):
        if line.statement is not None:
            found[line.statement].append(line.original)
    return {said: tuple(originals) for said, originals in found.items()}


def _ancestors(
    said: Statement, parents: Mapping[str, tuple[str, ...]], own: Mapping[str, tuple[str, ...]]
) -> list[str]:
    """All sources the statement may come from, the nearest first; its own source is never among them."""
    first = [*((said.taken_from,) if said.taken_from else ()), *own.get(said.id, ()), *parents.get(said.source, ())]
    found: list[str] = []
    while first:
        source = first.pop(0)
        if source != said.source and source not in found:
            found.append(source)
            first += parents.get(source, ())
    return found


def _by_source(ones: Sequence[Standing]) -> dict[str, list[Standing]]:
    groups: defaultdict[str, list[Standing]] = defaultdict(list)
    for one in ones:
        groups[one.said.source].append(one)
    return groups


def _match(said: Statement, others: Sequence[Standing], chains: Mapping[str, Chain], known: Known) -> Standing | None:
    """The statement that `said` repeats among `others`: the one with the least id where several fit."""
    fits = [one for one in others if _same(said, one.said, chains, known)]
    return min(fits, key=lambda one: one.said.id) if fits else None


def _same(said: Statement, other: Statement, chains: Mapping[str, Chain], known: Known) -> bool:
    return (
        said.property == other.property
        and said.stance == other.stance
        and _plain(said.value or said.said) == _plain(other.value or other.said)
        and _same_period(stated(said.when), stated(other.when))
        and WRITTEN.related(said.where, other.where)
        and _same_voice(chains[said.id].deepest, chains[other.id].deepest)
        and _same_target(said, other, known)
    )


def _same_period(one: Span, other: Span) -> bool:
    return one.period == other.period


def _same_target(said: Statement, other: Statement, known: Known) -> bool:
    if said.target is None or other.target is None:
        return said.target == other.target
    return _same_voice(known.of(said.target), known.of(other.target))


def _same_voice(one: Voice | None, other: Voice | None) -> bool:
    """Inside a declared reprint a voice is the same by judgement, by name, or because neither source names it."""
    if one is None or other is None:
        return one is other
    if one.id == other.id:
        return True
    if one.sort != other.sort:
        return False
    if one.sealed or other.sealed:
        return one.sealed and other.sealed
    if not one.named or not other.named:
        return one.named == other.named
    return bool(one.label) and _plain(one.label) == _plain(other.label)


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    return " ".join(normalize("NFC", text).casefold().split())


def _root(copy: str, tied: Mapping[str, str]) -> str:
    """The original at the end of the line; of sources that repeat each other in a ring, the least id."""
    path = [copy]
    while path[-1] in tied:
        following = tied[path[-1]]
        if following in path:
            return min(path[path.index(following) :])
        path.append(following)
    return path[-1]
