"""A newer version of a list beside the one in the register: what was added, what changed, what is gone.

The newer version is a source of its own (`list-a@2`, `version_of` the one before). Rows that stand as before are not
repeated; a changed row is a new mention, joined to the old by a judgement; a row that is gone is a nameless mention of
which the new version says that it is not listed. Nothing of the old version is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from tereze.intake.drafts import Parsed, Refusal, RowsDraft, SheetDraft, Warning_
from tereze.model import ids
from tereze.model.judgements import Judgement
from tereze.model.mentions import Mention, Statement
from tereze.model.sources import Source

LISTED = "listed"
THE_LIST = "the list itself"
"""The second who stands behind “the same row”: the list says so by its row id, so nobody else need say it again."""


@dataclass(frozen=True, slots=True)
class Known:
    """A row as the register has it: its newest mention, the digest of its cells, and whether it still stands."""

    mention: str
    digest: str
    listed: bool = True


def version_name(local: str, version: int) -> str:
    """The id in the collection of a version of a list: the first has the list's own name."""
    return local if version == 1 else f"{local}@{version}"


def rows_known(versions: Iterable[Iterable[Mention]]) -> dict[str, Known]:
    """Row key → what the register has of it, from the mentions of all versions, the oldest version first.

    Mentions without a digest (a publisher, the source of a cell) are no rows.
    """
    found: dict[str, Known] = {}
    for mentions in versions:
        for mention in mentions:
            gone = any(one.property == LISTED and one.stance == "denies" for one in mention.statements)
            if gone and mention.local in found:
                found[mention.local] = Known(mention.id, found[mention.local].digest, listed=False)
            elif mention.digest:
                found[mention.local] = Known(mention.id, mention.digest)
    return found


def compare(
    known: Mapping[str, Known], parsed: Iterable[Parsed], *, secret: bytes, version_of: str, by: str
) -> Iterator[Parsed]:
    """The drafts of the newer version, without the rows that stand as before.

    `parsed` is what `tables.read` (or `sheets.read`) gave for the newer file under its version's name. `version_of` is
    the id of the source before; `by` the person who imports, and so stands behind “same row”. Rows that were refused
    might be the ones that seem gone, so then nobody is called gone. The last draft counts everything in a warning.
    """
    yield from _Comparison(known, secret, version_of, by).run(parsed)


class _Comparison:
    def __init__(self, known: Mapping[str, Known], secret: bytes, version_of: str, by: str) -> None:
        self.known, self.secret, self.version_of, self.by = known, secret, version_of, by
        self.left = {key: one for key, one in known.items() if one.listed}
        self.added = self.changed = self.same = self.refused = 0

    def run(self, parsed: Iterable[Parsed]) -> Iterator[Parsed]:
        head: SheetDraft | None = None
        for draft in parsed:
            if isinstance(draft, SheetDraft):
                head = self._newer(draft)
                yield head
            elif isinstance(draft, RowsDraft) and head is not None:
                yield self._different(draft, _source(head))
            else:
                self.refused += isinstance(draft, Refusal)
                yield draft
        if head is not None:
            yield self._ending(_source(head), head.file)

    def _newer(self, draft: SheetDraft) -> SheetDraft:
        source = msgspec.structs.replace(_source(draft), version_of=self.version_of)
        return replace(draft, records=(source, *draft.records[1:]))

    def _different(self, draft: RowsDraft, source: Source) -> RowsDraft:
        """The rows of a batch that are new or have changed."""
        kept, judgements = [], []
        for mention in draft.records:
            before = self.known.get(mention.local) if mention.digest else None
            self.left.pop(mention.local, None)
            if before is not None and before.listed and before.digest == mention.digest:
                self.same += 1
                continue
            kept.append(mention)
            self.added += before is None and bool(mention.digest)
            if before is not None:
                self.changed += 1
                judgements.append(self._joined(before.mention, mention.id, source))
        return replace(draft, records=tuple(kept), judgements=tuple(judgements))

    def _joined(self, old: str, new: str, source: Source) -> Judgement:
        return Judgement(
            id=ids.judgement_id(self.secret, "version", old, new),
            answer="same",
            at=source.recorded,
            reviewers=(self.by, THE_LIST),
            reason="the same row id in a newer version of the list",
            mentions=(old, new),
        )

    def _ending(self, source: Source, file: str) -> RowsDraft:
        gone = {} if self.refused else self.left
        mentions = tuple(_gone(key, source, self.secret) for key in sorted(gone))
        judgements = tuple(self._joined(gone[one.local].mention, one.id, source) for one in mentions)
        counts = f"{self.added} new, {self.changed} changed, {len(mentions)} gone, {self.same} as before"
        warnings = [Warning_(file, 1, "", f"rows of this version: {counts}")]
        if self.refused and self.left:
            text = f"rows not found again: {len(self.left)}, and rows refused: {self.refused}; none is called gone"
            warnings.append(Warning_(file, 1, "", text, "Mend the refused rows and import again."))
        return RowsDraft(source.local, file, 1, mentions, tuple(warnings), judgements)


def _source(draft: SheetDraft) -> Source:
    return next(record for record in draft.records if isinstance(record, Source))


def _gone(key: str, source: Source, secret: bytes) -> Mention:
    """A row that is gone: the new version says so, and nothing else."""
    mention = ids.mention_id(secret, source.local, key)
    said = Statement(
        id=ids.statement_id(secret, source.local, f"{key}/{LISTED}"),
        source=source.id,
        about=mention,
        property=LISTED,
        value=source.local,
        stance="denies",
        when=source.published or source.recorded[:10],
    )
    return Mention(id=mention, source=source.id, local=key, named=False, statements=(said,))
