"""The statements of a case made ready for weighing: in force, with whole chains, possible days, and reprints tied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import normalize

import msgspec

from tereze.model.mentions import Statement
from tereze.model.sources import Source

from .case import PersonCase, Voice
from .chains import Chain, Known, chain_of
from .changes import Fallen, Standing, in_force
from .lineage import tie
from .periods import Span, possible, stated


class Item(msgspec.Struct, frozen=True):
    """One statement ready to be weighed.

    key: what makes two values equal; span: possible days; original: the item's id whose reprint it is
    """

    said: Statement
    source: Source
    chain: Chain
    key: tuple[str, str]
    span: Span
    standing: str = "stands"
    original: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it supports anything: it was not shown false."""
        return self.standing != "refuted"


class Gathered(msgspec.Struct, frozen=True):
    """A case ready for weighing: the items in a fixed order, the fallen statements, and who is who."""

    items: tuple[Item, ...]
    fallen: tuple[Fallen, ...]
    known: Known
    by_id: dict[str, Item]


def known_of(case: PersonCase) -> Known:
    """Who the case knows; a mention of the person itself is the person, whoever forgot to list it as a voice."""
    named = any(mention.named for mention in case.mentions)
    sealed = any(mention.sealed for mention in case.mentions)
    sort = case.mentions[0].sort if case.mentions else "person"
    own = Voice(id=case.anchor, sort=sort, named=named, sealed=sealed, number=case.number or None)
    return Known(case.voices, {mention.id: own for mention in case.mentions}, case.sources)


def gather(case: PersonCase, *, release: bool = False) -> Gathered:
    """Make the statements of a case ready. Their order in the case does not matter."""
    known = known_of(case)
    standing, fallen = in_force(case, release=release)
    standing.sort(key=lambda one: (known.local(one.said.source), one.said.id))
    chains = _chains([one.said for one in standing] + [one.said for one in fallen], known)
    originals, dropped, refuted = tie(case, known, standing, fallen, chains)
    fallen += [Fallen(one.said, dropped[one.said.id]) for one in standing if one.said.id in dropped]
    standing = [one for one in standing if one.said.id not in dropped]
    believed = [one for one in standing if one.standing != "refuted" and one.said.id not in refuted]
    spans = possible([one.said for one in believed], {one.first: one.said.id for one in believed if one.first})
    items = tuple(
        Item(
            said=one.said,
            source=source_of(one.said, known),
            chain=chains[one.said.id],
            key=value_key(one.said, known),
            span=spans.get(one.said.id) or stated(one.said.when),
            standing="refuted" if one.said.id in refuted else one.standing,
            original=originals.get(one.said.id),
        )
        for one in standing
    )
    fallen.sort(key=lambda one: (known.local(one.said.source), one.said.id, one.act.at, one.act.id))
    return Gathered(items, tuple(fallen), known, {item.said.id: item for item in items})


def source_of(said: Statement, known: Known) -> Source:
    """The source of a statement; one that the case does not hold is taken for a source of no special kind."""
    return known.sources.get(said.source) or Source(id=said.source, local="", sort="other")


def _chains(statements: Iterable[Statement], known: Known) -> dict[str, Chain]:
    """The chain of each statement; the rows of a list and the attributes of a sheet share theirs."""
    made: dict[tuple[object, ...], Chain] = {}
    chains = {}
    for said in statements:
        like = (said.source, said.chain, said.attribute, said.about if not said.chain else "")
        if like not in made:
            made[like] = chain_of(said, source_of(said, known), known)
        chains[said.id] = made[like]
    return chains


def value_key(said: Statement, known: Known) -> tuple[str, str]:
    """Two values are equal when their text is, in one case and Unicode form, and they point to the same person.

    Where no value could be read, what was said stands for it.
    """
    return folded(said.value or said.said), known.of(said.target).id if said.target else ""


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Text in one Unicode form and case, with single spaces."""
    return " ".join(normalize("NFC", text).casefold().split())


def by_property(items: Iterable[Item]) -> dict[str, list[Item]]:
    """The items of each property, in order."""
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        groups[item.said.property].append(item)
    return dict(sorted(groups.items()))


__all__ = ["Gathered", "Item", "Standing", "by_property", "folded", "gather", "known_of", "source_of", "value_key"]
