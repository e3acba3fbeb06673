"""Indexes and log stores over memory, SQLCipher and PostgreSQL, and invented worlds to fill them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import pytest

from tereze.actions.index import Index, Indexed, SuggestionRow
from tereze.ledger.memory import MemoryLogStore
from tereze.ledger.protocol import LogStore
from tereze.model.events import Intervention
from tereze.model.judgements import Change, Judgement, Lineage, Sample
from tereze.model.mentions import Link, Mention, Name, Number, Statement
from tereze.model.records import Release, Submission
from tereze.model.sources import Consent, Source
from tereze.store import connection, postgres
from tereze.store import ledger as sql_ledger
from tereze.store.index import SqlIndex, create_tables
from tereze.store.memory import MemoryIndex
from tereze.store.sql import Database

SECRET = b"contract secret of thirty-two by"
ORIGIN = "tereze/aaaaaaaaaaaaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbbbbbbbbbbbb"
STORES = ("memory", "sqlcipher", "postgres")


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], Database]]:
    """Makes databases: an encrypted file, or a schema of a real server."""
    made: list[Database] = []

    def make(kind: str) -> Database:
        if kind == "postgres":
            made.append(postgres.connect(request.getfixturevalue("postgres_url")))
        else:
            made.append(connection.create(tmp_path / f"{len(made)}.db", bytes(range(32))))
            made[-1].run("PRAGMA synchronous = OFF")  # what holds without waiting for the disk holds with it
        return made[-1]

    yield make
    for one in made:
        one.close()


class Opened(dict[bytes, Any]):
    """What the ledger would open: entry id → record, filled by whoever applies records."""

    def __call__(self, places: Sequence[Any]) -> list[Any]:
        return [self.get(place.entry) for place in places]


@pytest.fixture
def new_index(database: Callable[[str], Database]) -> Callable[[str, Opened], Index]:
    """Makes an empty index of a kind; `opened` stands for the ledger behind it."""

    def make(kind: str, opened: Opened) -> Index:
        if kind == "memory":
            return MemoryIndex(SECRET)
        there = database(kind)
        create_tables(there)
        return SqlIndex(there, SECRET, opened)

    return make


@pytest.fixture(params=STORES)
def index(request: pytest.FixtureRequest, new_index: Callable[[str, Opened], Index]) -> Index:
    """An empty index of each kind."""
    return new_index(request.param, Opened())


@pytest.fixture(params=STORES)
def log_store(request: pytest.FixtureRequest, database: Callable[[str], Database]) -> LogStore:
    """An empty log store of each kind."""
    if request.param == "memory":
        return MemoryLogStore()
    there = database(request.param)
    sql_ledger.create_tables(there)
    return sql_ledger.SqlLogStore(there)


@pytest.fixture
def opened() -> Opened:
    """A stand-in for the ledger that opens what is not kept in the clear."""
    return Opened()


@pytest.fixture
def place() -> Callable[..., list[Indexed]]:
    """Gives records a place in the ledger: entry ids that depend on their content and position."""
    return placed


def placed(records: Sequence[Any], start: int = 1) -> list[Indexed]:
    """Records with entries, in order; mentions of part "sensitive" are of that tier."""
    made = []
    for at, record in enumerate(records, start):
        tier = "sensitive" if getattr(record, "part", "") == "sensitive" else "case"
        made.append(Indexed(sha256(f"{at} {record!r}".encode()).digest(), ORIGIN, at, tier, record))
    return made


@pytest.fixture
def world() -> Callable[[int], list[Indexed]]:
    """A small invented register from a seed, with everything that can make an order matter."""
    return _World


def _World(seed: int) -> list[Indexed]:  # noqa: N802  # reads as a noun where it is used
    dice = random.Random(seed)
    sources = [f"s{number:016d}" for number in range(3)]
    mentions = [f"m{number:016d}" for number in range(dice.randint(4, 12))]
    records: list[Any] = [
        Source(id=name, local=f"list-{at % 2}", sort="list", recorded=f"2019-0{at + 1}",
               version_of=sources[at - 2] if at == 2 else None)
        for at, name in enumerate(sources)
    ]  # fmt: skip
    for name in mentions:
        records += _mentions(dice, name, mentions, sources)
    records += [_number(dice, at, mentions) for at in range(len(mentions))]
    judgements = [f"j{number:016d}" for number in range(dice.randint(2, 9))]
    records += [_judgement(dice, name, judgements, mentions) for name in judgements]
    records += [_judgement(dice, dice.choice(judgements), judgements, mentions) for _ in range(2)]
    for at in range(3):
        of = dice.choice(["t00", "t11", *sources])
        records.append(Change(id=f"h{at}", act="retract", of=of, by="x", at="2020", source=dice.choice(sources)))
        records.append(Lineage(id=f"l{at}", source=dice.choice(sources), original=dice.choice(sources)))
    records.append(
        Consent(id="c0", source=sources[0], given_by=mentions[0], capacity="self", covers=(mentions[0],), purposes=())
    )
    for at in range(2):
        people = tuple(dice.sample(mentions, 2))
        records.append(
            Release(id=f"r{at}", at=f"2020-0{dice.randint(1, 2)}", approved_by=("a", "b"), digest="", persons=2,
                    line=dice.choice(["public", "court"]), people=people)
        )  # fmt: skip
        records.append(Submission(id=f"u{at}", mention=dice.choice(mentions), body="wgeid", at="2020", by="a"))
        records.append(Intervention(id=f"i{at}", source=sources[0], by=mentions[0], sort="letter", for_whom=people))
    items = placed(records)
    return items + [item._replace(position=item.position + dice.choice([-1, 1000])) for item in dice.sample(items, 3)]


def _mentions(dice: random.Random, name: str, mentions: list[str], sources: list[str]) -> list[Mention]:
    at = int(name[1:])
    sealed = dice.random() < 0.2
    names = (
        ()
        if sealed
        else tuple(
            Name(text=f"Fictional {word}")
            for word in dice.sample(["Aigul", "Nurlan", "Дина", "李明"], dice.randint(0, 2))
        )
    )
    source = sources[at % len(sources)]
    sort = "person" if dice.random() < 0.8 else "group"
    made = []
    for part in ["case"] * dice.choice([1, 1, 1, 2]) + ["sensitive"] * dice.choice([0, 0, 1]):
        statements = tuple(
            _statement(dice, f"t{at}{number}", source, name, mentions) for number in range(dice.randint(0, 2))
        )
        made.append(
            Mention(id=name, source=source, local=f"row-{at}", sort=sort, part=part, sealed=sealed,
                    names=names if part == "case" else (), statements=statements)
        )  # fmt: skip
    return made


def _statement(dice: random.Random, name: str, source: str, about: str, mentions: list[str]) -> Statement:
    chain = tuple(Link(voice=dice.choice(mentions), role="knows") for _ in range(dice.randint(0, 2)))
    target = dice.choice([None, *mentions])
    return Statement(
        id=name, source=source, about=about, property="custody", value="prison", chain=chain, target=target
    )


def _number(dice: random.Random, at: int, mentions: list[str]) -> Number:
    number = at if dice.random() < 0.7 else dice.randint(0, 2)  # two installations may have issued one number
    mention = mentions[at] if dice.random() < 0.8 else dice.choice(mentions)
    return Number(id=f"n{at}", number=f"T-{number:07d}", mention=mention, at=f"20{dice.randint(18, 20)}")


def _judgement(dice: random.Random, name: str, judgements: list[str], mentions: list[str]) -> Judgement:
    answer = dice.choice(["same", "same", "same", "different", "unsure", "batch", "confirm", "confirm", "withdraw"])
    of = dice.choice(judgements) if answer == "withdraw" or dice.random() < 0.15 else None
    confirms = dice.choice(judgements) if answer == "confirm" else None
    picked = tuple(dice.sample(mentions, dice.choice([2, 2, 3])))
    pairs = tuple((dice.choice(mentions), dice.choice(mentions)) for _ in range(3)) if answer == "batch" else ()
    return Judgement(
        id=name, answer=answer, at=f"2019-01-{dice.randint(10, 20)}",
        reviewers=tuple(dice.sample("ab", dice.randint(1, 2))), reason="invented",
        mentions=() if answer in {"batch", "confirm", "withdraw"} else picked, of=of, confirms=confirms, pairs=pairs,
        sample=Sample(judged=10, wrong=0) if pairs else None,
    )  # fmt: skip


@pytest.fixture
def snapshot() -> Callable[[Index, list[Indexed]], dict[str, Any]]:
    """Every answer an index gives about a world."""
    return _snapshot


def _snapshot(index: Index, items: list[Indexed]) -> dict[str, Any]:
    from tereze import names

    ids = sorted({item.record.id for item in items})
    mentions = [name for name in ids if name.startswith("m")]
    sources = [name for name in ids if name.startswith("s")]
    kinds = sorted({str(item.record.__struct_config__.tag) for item in items})
    statements = [f"t{one}{two}" for one in range(13) for two in range(2)]
    return {
        "get": {name: index.get(name) for name in [*ids, *statements, "nothing"]},
        "of_kind": {kind: list(index.of_kind(kind)) for kind in kinds},
        "of_source": {(name, kind): index.of_source(name, kind) for name in sources for kind in kinds},
        "local": [index.source_by_local(name) for name in ("list-0", "list-1", "none")],
        "mentions": index.mentions([*mentions, "nothing"]),
        "unopened": [index.unopened([name]) for name in mentions] + [index.unopened(mentions)],
        "person_of": index.person_of([*mentions, "nothing"]),
        "members": {name: index.members(name) for name in mentions},
        "number_of": index.number_of(mentions),
        "by_number": {f"T-{number:07d}": index.by_number(f"T-{number:07d}") for number in range(14)},
        "find_ids": [index.find_ids("m000", 3), index.find_ids("m00000000000000001"), index.find_ids("m0")],
        "persons": [list(index.persons()), list(index.persons(1, 2)), list(index.persons(2)), list(index.persons(99))],
        "search": [index.search(names.keys(text), 5) for text in ("Aigul", "Дина Fictional", "李明", "")],
        "pointing": {name: index.pointing_at([name]) for name in mentions} | {"": index.pointing_at(mentions[:3])},
        "changes": [index.changes_of([name]) for name in [*sources, *statements]],
        "lineage": [index.lineage_of([name]) for name in sources] + [index.lineage_of(sources)],
        "disputes": index.disputes(),
        "suggestions": [list(index.suggestions()), list(index.suggestions(1))],
        "suggestion": [index.suggestion(*pair) for pair in permutations(mentions[:4], 2)],
        "waiting": [index.waiting(99), index.waiting(2, 1), index.waiting(0)],
        "waits": index.waits(),
        "judgements_about": {name: _without_pairs(index.judgements_about([name])) for name in mentions},
        "judged": index.judged([*ids, "nothing"]),
        "unconfirmed": [index.unconfirmed(99), index.unconfirmed(1, 1)],
        "answers": [index.answers(mentions), *(index.answers([name]) for name in mentions)],
        "contradictions": index.contradictions(),
        "shown": index.shown([*mentions, "nothing"]),
        "concerning": [index.concerning([name]) for name in mentions] + [index.concerning(mentions)],
        "counts": index.counts(),
    }


def _without_pairs(judgements: Sequence[Judgement]) -> list[Judgement]:
    assert all(made.pairs == () for made in judgements)
    return list(judgements)


@pytest.fixture
def suggested() -> Callable[[list[Indexed]], list[SuggestionRow]]:
    """Some suggestions about a world."""

    def make(items: list[Indexed]) -> list[SuggestionRow]:
        mentions = sorted({item.record.id for item in items if isinstance(item.record, Mention)})
        return [
            SuggestionRow(one, other, (at % 4) / 4, (("name", 0.5, "the names sound alike"),))
            for at, (one, other) in enumerate(pairwise(mentions))
        ]

    return make
