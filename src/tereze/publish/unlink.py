"""Give a redacted case ids that lead nowhere, before anything is computed from it.

After this step no internal id, register number or sheet id is left, so whatever a view prints is safe by construction.
People who have a page of their own keep their public id; everyone and everything else gets an id that holds on this
page alone, so that nobody can follow an unnamed voice from page to page.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from tereze.model.judgements import Change, Lineage
from tereze.model.mentions import Link, Mention, Statement
from tereze.model.sources import Source
from tereze.weigh.case import PersonCase, Voice

from .ids import Line


def unlink(case: PersonCase, line: Line, pages: Mapping[str, str], published: frozenset[str]) -> PersonCase:
    """The case under public ids. `pages`: anchor → public id, of people with a page; `published`: public source ids."""
    return _Unlinker(case, line, pages, published).case()


class _Unlinker:
    def __init__(self, case: PersonCase, line: Line, pages: Mapping[str, str], published: frozenset[str]) -> None:
        self.old, self.line, self.pages, self.published = case, line, pages, published
        self.person = line.person(case.anchor)
        self.seen: dict[str, str] = {}

    def case(self) -> PersonCase:
        old = self.old
        return PersonCase(
            anchor=self.person,
            number=self.person,
            mentions=tuple(self.mention(mention) for mention in old.mentions),
            sources={made.id: made for made in map(self.source, old.sources.values())},
            voices={self.at("m", id_): self.voice(voice) for id_, voice in old.voices.items()},
            lineage=tuple(self.lineage(one) for one in old.lineage),
            changes=tuple(self.change(one) for one in old.changes),
        )

    def at(self, kind: str, id_: str) -> str:
        key = kind + id_
        made = self.seen.get(key)
        if made is None:
            made = self.seen[key] = self.line.local(self.person, kind, id_)
        return made

    def source_id(self, id_: str) -> str:
        return self.line.source(id_) if id_ in self.published else self.at("s", id_)

    def mention(self, old: Mention) -> Mention:
        return replace(
            old,
            id=self.at("m", old.id),
            source=self.source_id(old.source),
            statements=tuple(self.statement(said) for said in old.statements),
        )

    def statement(self, old: Statement) -> Statement:
        return replace(
            old,
            id=self.at("c", old.id),
            source=self.source_id(old.source),
            about=self.at("m", old.about),
            target=old.target and self.at("m", old.target),
            facility=old.facility and self.at("m", old.facility),
            after=old.after and self.at("c", old.after),
            taken_from=old.taken_from and self.source_id(old.taken_from),
            chain=tuple(Link(voice=self.at("m", one.voice), role=one.role, basis=one.basis) for one in old.chain),
        )

    def source(self, old: Source) -> Source:
        id_ = self.source_id(old.id)
        return replace(
            old,
            id=id_,
            local=id_,
            publisher=old.publisher and self.at("m", old.publisher),
            authors=tuple(self.at("m", one) for one in old.authors),
            teller=old.teller and self.at("m", old.teller),
            repeats=tuple(self.source_id(one) for one in old.repeats),
            system_of_record=old.system_of_record and self.at("d", old.system_of_record),
            version_of=old.version_of and self.source_id(old.version_of),
        )

    def voice(self, old: Voice) -> Voice:
        page = self.pages.get(old.id) if old.label or old.id == self.old.anchor else None
        return Voice(
            id=page or (self.person if old.id == self.old.anchor else self.at("w", old.id)),
            sort=old.sort,
            named=old.named,
            sealed=old.sealed,
            label=old.label,
            number=page,
        )

    def change(self, old: Change) -> Change:
        of = self.source_id(old.of) if old.of in self.old.sources else self.at("c", old.of)
        return replace(old, id=self.at("g", old.id), of=of, source=old.source and self.source_id(old.source))

    def lineage(self, old: Lineage) -> Lineage:
        return replace(
            old,
            id=self.at("l", old.id),
            source=self.source_id(old.source),
            original=self.source_id(old.original),
            statement=old.statement and self.at("c", old.statement),
        )
