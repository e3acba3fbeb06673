"""Cases for weighing from a few words each. Everyone in them is invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from tereze.model.judgements import Change, Lineage
from tereze.model.mentions import Link, Mention, Name, Statement, Term, Words
from tereze.model.sources import Consent, Source, Told
from tereze.weigh import PersonCase, Voice

GOLD = Path(__file__).resolve().parents[2] / "vectors" / "weigh" / "gold"
Build = Callable[..., PersonCase]


def links(by: Sequence[str]) -> tuple[Link, ...]:
    """["son knows eyewitness"] → a chain."""
    return tuple(Link(voice=voice, role=role, basis=basis) for voice, role, basis in (one.split() for one in by))


def statement(one: Mapping[str, Any], place: int) -> Statement:
    """One entry of `said` (vectors/weigh/gold/cases.yaml says how to read it)."""
    term = one.get("term")
    return Statement(
        id=one.get("key", f"s{place:03}"),
        source=one["in"],
        about=one.get("about", f"x@{one['in']}"),
        property=one.get("property", "custody"),
        value=one.get("value", "internment"),
        stance=one.get("stance", "asserts"),
        chain=links(one.get("by", ())),
        when=one.get("when", ""),
        where=one.get("where", ""),
        phase=one.get("phase"),
        said=one.get("said", ""),
        after=one.get("after"),
        target=one.get("target"),
        facility=one.get("facility"),
        attribute=bool(one.get("attribute", False)),
        taken_from=one.get("from"),
        lang=one.get("lang"),
        term=Term(**term) if term else None,
        words=tuple(Words(**word) for word in one.get("words", ())),
        credibility=one.get("credibility"),
    )


def source(local: str, given: Mapping[str, Any]) -> Source:
    """A source by its keys in a sheet; `kind` defaults to news_article."""
    more = {key: value for key, value in given.items() if key not in {"kind", "told", "authors", "repeats"}}
    return Source(
        id=local,
        local=f"sheet-{local}",
        sort=given.get("kind", "news_article"),
        told=Told(**given["told"]) if "told" in given else None,
        authors=tuple(given.get("authors", ())),
        repeats=tuple(given.get("repeats", ())),
        **more,
    )


def build(
    said: Sequence[Mapping[str, Any]],
    *,
    sources: Mapping[str, Any] | None = None,
    voices: Mapping[str, Any] | None = None,
    changes: Sequence[Mapping[str, Any]] = (),
    lineage: Sequence[Mapping[str, Any]] = (),
    consents: Sequence[Mapping[str, Any]] = (),
    names: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    **more: Any,
) -> PersonCase:
    """The case of the person `x`, with one mention in each source that speaks of x."""
    given = dict(sources or {})
    statements = [statement(one, place) for place, one in enumerate(said, start=1)]
    for one in statements:
        given.setdefault(one.source, {})
    spoken = {link.voice for one in statements for link in one.chain}
    spoken |= {voice for one in given.values() for voice in (one.get("teller"), one.get("publisher")) if voice}
    spoken |= {one.target for one in statements if one.target} | set(voices or ())
    plain_voice: dict[str, Any] = {"sort": "person"}
    known = {
        voice: Voice(**(plain_voice | {"id": voice, "label": voice} | dict((voices or {}).get(voice, {}))))
        for voice in spoken
    }
    mentions = tuple(
        Mention(
            id=f"x@{local}",
            source=local,
            local="x",
            names=tuple(Name(**name) for name in (names or {}).get(local, ())),
            statements=tuple(one for one in statements if one.source == local and one.about == f"x@{local}"),
        )
        for local in given
    )
    return PersonCase(
        anchor="x",
        number="T-0000001",
        mentions=mentions,
        sources={local: source(local, one) for local, one in given.items()},
        voices=known | {f"x@{local}": Voice(id="x", sort="person") for local in given},
        changes=tuple(change(one, place, statements) for place, one in enumerate(changes)),
        lineage=tuple(Lineage(id=f"l{place}", **one) for place, one in enumerate(lineage)),
        consents=tuple(Consent(id=f"c{place}", purposes=("register",), **one) for place, one in enumerate(consents)),
        **more,
    )


def change(one: Mapping[str, Any], place: int, statements: Sequence[Statement]) -> Change:
    """A change; `to` gives the keys in which the new statement differs from the old."""
    old = next((said for said in statements if said.id == one["of"]), None)
    new = None
    if "to" in one:
        told = {"in": old.source if old else one.get("source", ""), "key": f"{one['of']}-{place}", **one["to"]}
        new = statement(({"property": old.property, "value": old.value} if old else {}) | told, 0)
    at = one.get("at", f"2019-06-{place + 1:02}")
    more = {key: one[key] for key in ("reason", "keep_internal", "source") if key in one}
    return Change(id=f"ch{place}", act=one["act"], of=one["of"], by=one.get("by", "reviewer"), at=at, to=new, **more)


@pytest.fixture(scope="session")
def case() -> Build:
    """Builds a case from a few words."""
    return build


def plain(value: Any) -> Any:
    """YAML of nothing but text, with small numbers, true, false and null read; dates stay text."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, str) and value.isdigit() and len(value) < 3:
        return int(value)
    return {"true": True, "false": False, "null": None}.get(value, value)


@pytest.fixture(scope="session")
def gold() -> dict[str, Any]:
    """The gold cases with both codings and what was settled."""
    names = ("cases", "first", "second", "settled")
    return {
        name: plain(yaml.load((GOLD / f"{name}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader))  # noqa: S506
        for name in names
    }
