"""From what a person typed to the person meant: a number, an id, `sheet/mention` or a name in any script."""

from __future__ import annotations

import re
from typing import NamedTuple

from tereze import names
from tereze.model import ids
from tereze.model.errors import Ambiguous, NotFound

from . import auditing
from .desk import Desk
from .index import Called

NUMBER = re.compile(r"[Tt]-\d{4,10}[a-z]?")
REFERENCE = re.compile(r"[a-z0-9_@-]+/[a-z0-9_-]+")
ID_PREFIX = re.compile(r"m[a-z2-7]{4,16}")

# How sure a name must be before it is taken for the person meant, and how near a rival may come.
SURE = 0.85
RIVAL = 0.08
WEAK = 0.01  # below this a likeness is an accident of spelling, and nobody's candidate
CANDIDATES = 250


class NotQuite(Ambiguous):
    """Names like the one asked for, none of them near enough to be taken for it."""

    message = "“{0}” is nobody's name here as it stands; these come nearest."


class Hit(NamedTuple):
    """One person found by name: anchor, register number, the name that fits best, score in [0, 1], other names."""

    anchor: str
    number: str
    label: str
    score: float
    mentions: int


def find_person(desk: Desk, asked: str) -> str:
    """The anchor of the person meant by `asked`. Raises `NotFound`, or `Ambiguous` with the candidates."""
    desk.must("read")
    index = desk.register.index
    text = asked.strip()
    if NUMBER.fullmatch(text):
        anchor = index.by_number("T" + text[1:])
        if anchor is None:
            raise NotFound(asked)
        return anchor
    if REFERENCE.fullmatch(text):
        return _person(desk, ids.mention_id(desk.register.secret, *text.split("/")), asked)
    if ID_PREFIX.fullmatch(text) and (found := index.find_ids(text)):
        if len(found) > 1:
            raise Ambiguous(asked, tuple((mention, "") for mention in found))
        return _person(desk, found[0], asked)
    return _by_name(desk, asked)


def search(desk: Desk, text: str, limit: int = 20, candidates: int = CANDIDATES) -> list[Hit]:
    """People whose names sound like `text`, in any script, best first, of the `candidates` with most keys."""
    desk.must("search")
    auditing.searched(desk, text)
    index = desk.register.index
    near = index.search(names.query_keys(text), candidates)
    called = {key: one for key, one in index.names_of([mention for mention, _ in near]).items() if _is_person(one)}
    anchors = index.person_of(list(called))
    asked = names.prepare(text)
    best: dict[str, tuple[float, str]] = {}
    for mention_id, one in called.items():
        scored = max(((names.similarity(asked, name), name) for name in one.names), default=None)
        anchor = anchors[mention_id]
        if scored is not None and scored > best.get(anchor, (0.0, "")):
            best[anchor] = scored
    numbers = index.number_of(list(best))
    hits = [
        Hit(anchor, numbers.get(anchor, ""), label, round(score, 4), 1)
        for anchor, (score, label) in best.items()
        if score >= WEAK
    ]
    nearest = sorted(hits, key=lambda hit: (-hit.score, hit.number, hit.anchor))[:limit]
    counted = {row.anchor: row.mentions for row in index.persons_with((), [hit.anchor for hit in nearest], 0, limit)}
    return [hit._replace(mentions=counted.get(hit.anchor, 1)) for hit in nearest]


def mention_of(desk: Desk, asked: str) -> str:
    """The mention meant by `sheet/mention`, an id, or a person's number (its anchor). Raises `NotFound`."""
    if REFERENCE.fullmatch(asked):
        mention = ids.mention_id(desk.register.secret, *asked.split("/"))
        if mention in desk.register.index.mentions([mention]):
            return mention
        raise NotFound(asked)
    return find_person(desk, asked)


def _person(desk: Desk, mention: str, asked: str) -> str:
    index = desk.register.index
    if mention not in index.mentions([mention]):
        raise NotFound(asked)
    return index.person_of([mention])[mention]


def _by_name(desk: Desk, asked: str) -> str:
    hits = search(desk, asked)
    if not hits:
        raise NotFound(asked)
    near = [hit for hit in hits if hit.score >= max(SURE, hits[0].score - RIVAL)]
    if len(near) == 1:
        return near[0].anchor
    error = Ambiguous if near else NotQuite
    raise error(asked, tuple((hit.number or hit.anchor, hit.label) for hit in near or hits))


def _is_person(one: Called) -> bool:
    """Somebody with a name that may be shown."""
    return one.sort == "person" and not one.sealed and bool(one.names and one.names[0])
