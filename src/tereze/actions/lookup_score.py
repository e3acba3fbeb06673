"""Who in the register fits a partial description, how well and why: the rules of linkage, one question at a time.

The counts that say how rare a name or place is come from the candidates themselves: all who share a search key with
the name are candidates, so a word that few of them carry is rare in the register too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from tereze import names
from tereze.model.mentions import Mention
from tereze.resolve.facts import MentionFacts, facts_of
from tereze.resolve.frequencies import Frequencies
from tereze.resolve.ready import Ready, ready, sounds
from tereze.resolve.rules import Reason
from tereze.resolve.suggest import judge_pair

from .index import Called, Index

CANDIDATES = 200
"""Mentions that share most search keys with a name."""
HEARD = 80
"""Different names compared by sound, of those that share most keys; the rest come after them."""
SCORED = 24
"""Persons compared by every rule: always as many, whoever they are, so that the time taken says little."""
ASKED = "asked"


class Fit(NamedTuple):
    """A person that may be meant: anchor, estimated probability, reasons, member mentions; whether one of them is
    sealed, and whether the person shares a search key with the name at all: others only fill up the number.
    """

    anchor: str
    score: float
    reasons: tuple[Reason, ...]
    mentions: tuple[Mention, ...]
    sealed: bool
    alike: bool


def fits(index: Index, asked: MentionFacts, total: int) -> list[Fit]:
    """The persons that fit best, best first; `total` is how many persons the register holds.

    1. Mentions that share search keys with a name asked for.  2. The persons of those whose names are most alike.
    3. All that is known of each person as one set of facts.  4. Every rule of linkage over each.
    """
    found = _candidates(index, asked.names)  # 1.
    nearest = _nearest(index, asked.names, found)  # 2.
    people = _people(index, nearest)  # 3.
    question = ready(asked)
    prepared = {anchor: ready(_together(anchor, mentions, people.others)) for anchor, mentions in people.of.items()}
    called = [asked.names, *(one.names for one in found.values())]
    frequencies = _frequencies(called, prepared.values(), total)
    made = []
    for anchor, mentions in people.of.items():  # 4.
        judged = judge_pair(question, prepared[anchor], frequencies)
        sealed = any(mention.sealed for mention in mentions)
        alike = any(mention.id in found for mention in mentions)
        made.append(Fit(anchor, judged.score, judged.reasons, mentions, sealed, alike))
    return sorted(made, key=lambda fit: (-fit.score, fit.anchor))


class _People(NamedTuple):
    of: dict[str, tuple[Mention, ...]]
    others: Mapping[str, Mention]


def _candidates(index: Index, asked: tuple[str, ...]) -> dict[str, Called]:
    """Mentions of persons that share search keys with a name, those that share most first."""
    near: dict[str, int] = {}
    for name in asked:
        for mention, shared in index.search(names.query_keys(name), CANDIDATES):
            near[mention] = max(shared, near.get(mention, 0))
    found = index.names_of(sorted(near))
    ranked = sorted(found, key=lambda key: (-near[key], key))
    return {key: found[key] for key in ranked if found[key].sort == "person" and found[key].names}


def _nearest(index: Index, asked: tuple[str, ...], found: Mapping[str, Called]) -> list[str]:
    """The anchors of the persons whose names come nearest."""
    ways = dict.fromkeys(text for one in found.values() for text in one.names)  # namesakes once
    texts, alike = list(ways)[:HEARD], dict.fromkeys(ways, 0.0)
    for name in asked:
        for text, score in zip(texts, names.compare_one_to_many(name, texts), strict=True):
            alike[text] = max(alike[text], float(score))
    best = {key: max(alike[text] for text in one.names) for key, one in found.items()}
    anchors = index.person_of(list(found))
    ranked = sorted(best, key=lambda key: (-best[key], key))
    people = dict.fromkeys(anchors[key] for key in ranked)
    people.update(dict.fromkeys(row.anchor for row in index.persons(0, SCORED)))  # fill up with anybody
    return list(people)[:SCORED]


def _people(index: Index, anchors: Iterable[str]) -> _People:
    members = {anchor: index.members(anchor) or (anchor,) for anchor in anchors}
    mentions = index.mentions(sorted({member for all_of in members.values() for member in all_of}))
    pointed = {
        name
        for mention in mentions.values()
        for said in mention.statements
        for name in (said.target, said.facility)
        if name
    }
    others = index.mentions(sorted(pointed))
    of = {anchor: tuple(mentions[m] for m in all_of if m in mentions) for anchor, all_of in members.items()}
    return _People(of, {key: mention for key, mention in others.items() if not mention.sealed})


def _together(anchor: str, mentions: tuple[Mention, ...], others: Mapping[str, Mention]) -> MentionFacts:
    """What all mentions of one person say, as the facts of one."""
    each = [facts_of(mention, others) for mention in mentions]

    def united(field: str) -> tuple[object, ...]:
        return tuple(dict.fromkeys(value for facts in each for value in getattr(facts, field)))

    many = ("names", "aliases", "births", "deaths", "birthplaces", "places", "stays", "relatives", "occupations",
            "numbers", "photos")  # fmt: skip
    sex = next((facts.sex for facts in each if facts.sex), "")
    return MentionFacts(anchor, "register", sex=sex, **{field: united(field) for field in many})  # type: ignore[arg-type]


_sounds = lru_cache(maxsize=65536)(sounds)


def _frequencies(everyone: Iterable[tuple[str, ...]], prepared: Iterable[Ready], total: int) -> Frequencies:
    """How common names and places are: names counted among the one asked for and all candidates (`everyone`: how each
    is called), places among the nearest and scaled up."""
    made, near = Frequencies(()), Frequencies(prepared)
    for texts in everyone:
        heard = [_sounds(text) for text in texts]
        made.total += 1
        made.words.update({word for words, _ in heard for word in words})
        made.bones.update({bone for _, bones in heard for bone in bones})
        made.names.update({words for words, _ in heard})
    scale = max(total / max(near.total, 1), 1.0)
    made.total = max(total, made.total)
    made.places = Counter({word: round(count * scale) for word, count in near.places.items()})
    made.occupations = Counter({word: round(count * scale) for word, count in near.occupations.items()})
    return made
