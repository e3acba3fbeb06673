"""What reviewers ask of the derived tables (`tereze.actions.index_reviews`): look-ups, never a scan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec

from tereze.actions.index_reviews import Answer, Standing, SuggestionRow, Waiting, Waits
from tereze.model.judgements import Judgement
from tereze.model.records import Record
from tereze.resolve.gain import expected_gain
from tereze.resolve.judgements import RING, Skipped

from .clustered import anchors_of, clusters_of
from .derive import CONCERN, CONFIRMATION, JUDGED, WITHDRAWAL
from .recording import RecordReader
from .rows import read_body

_REASONS = msgspec.json.Decoder(tuple[tuple[str, float, str], ...])
_SUGGESTION = "SELECT minus, a, b, reasons FROM suggestion"


class ReviewReader(RecordReader):
    """The part of the index that reviewers use."""

    def judgements_about(self, mentions: Sequence[str]) -> tuple[Judgement, ...]:
        """Judgements that name one of these, with what confirmed them or took them back, by time and id."""
        found = set(self._referring(JUDGED, mentions))
        for sort in (CONFIRMATION, WITHDRAWAL):
            found |= set(self._referring(sort, found))
        heads = self._heads(found)
        rest = self._records("judgement", found - heads.keys()).values()
        made = [*heads.values(), *(one for one in rest if isinstance(one, Judgement))]
        return tuple(sorted(made, key=lambda one: (one.at, one.id)))

    def _heads(self, ids: Iterable[str]) -> dict[str, Judgement]:
        """Batches among these, without their pairs."""
        rows = self._database.among("SELECT id, head FROM judged WHERE id IN {in}", sorted(ids))
        made = {name: read_body("judgement", head) for name, head in rows if head}
        return {name: head for name, head in made.items() if isinstance(head, Judgement)}

    def judged(self, ids: Sequence[str]) -> dict[str, Standing]:
        """Judgement id → whether it stands and who stands behind it, in order of id."""
        sql = "SELECT id, standing, behind FROM judged WHERE id IN {in}"
        rows = sorted(self._database.among(sql, sorted(set(ids))))
        return {
            name: Standing(bool(stands), tuple(msgspec.json.decode(by, type=list[str]))) for name, stands, by in rows
        }

    def unconfirmed(self, limit: int, offset: int = 0) -> list[str]:
        """Ids of merges that stand and have one person behind them, oldest first."""
        sql = "SELECT id FROM judged WHERE waits = 1 ORDER BY at, id LIMIT ? OFFSET ?"
        return [row[0] for row in self._database.all(sql, (limit, offset))]

    def answers(self, mentions: Sequence[str]) -> tuple[Answer, ...]:
        """What standing judgements say of these mentions, in order."""
        sql = "SELECT mention, other, judgement, says FROM edge WHERE mention IN {in}"
        return tuple(sorted(Answer(*row) for row in self._database.among(sql, sorted(set(mentions)))))

    def contradictions(self) -> tuple[Skipped, ...]:
        """Merges that could not be applied because somebody judged two of the people different."""
        rows = self._database.all("SELECT judgement, mention, other, against, one, two FROM skipped")
        return tuple(sorted(Skipped(row[0], row[1], row[2], row[3], (row[4], row[5])) for row in rows))

    def disputes(self) -> tuple[tuple[str, str], ...]:
        """(judgement id, reason) of judgements that could not be applied, sorted."""
        found = {(one.judgement, one.reason) for one in self.contradictions()}
        found |= {(row[0], RING) for row in self._database.all("SELECT id FROM judged WHERE ring = 1")}
        return tuple(sorted(found))

    def suggestions(self, limit: int | None = None) -> Iterator[SuggestionRow]:
        """Suggestions, best score first, then in order of ids."""
        sql = f"{_SUGGESTION} WHERE (minus, a, b) > (?, ?, ?) ORDER BY minus, a, b LIMIT"
        rows = self._database.pages(sql, (-2.0, "", ""), lambda row: row[:3])
        for row in rows if limit is None else islice(rows, limit):
            yield _suggestion(row)

    def suggestion(self, left: str, right: str) -> SuggestionRow | None:
        """The suggestion about two mentions, in either order."""
        row = self._database.one(f"{_SUGGESTION} WHERE a = ? AND b = ?", (min(left, right), max(left, right)))
        return None if row is None else _suggestion(row)

    def waiting(self, limit: int, offset: int = 0) -> list[Waiting]:
        """Suggestions nobody has answered, most gain first, then in order of ids."""
        sql = f"{_SUGGESTION} WHERE open = 1 ORDER BY lost, a, b LIMIT ? OFFSET ?"
        rows = [_suggestion(row) for row in self._database.all(sql, (limit, offset))]
        anchors = anchors_of(self._database, [side for row in rows for side in row[:2]])
        clusters = clusters_of(self._database, sorted(set(anchors.values())))
        members = {member: anchor for anchor, cluster in clusters.items() for member in cluster}
        shown = {members[mention] for mention in self.shown(sorted(members))}
        found = []
        for row in rows:
            one, other = anchors[row.left], anchors[row.right]
            sizes = len(clusters[one]), len(clusters[other])
            found.append(Waiting(row, expected_gain(row.score, *sizes, published=bool({one, other} & shown))))
        return found

    def waits(self) -> Waits:
        """How much waits for a person."""
        (suggestions,) = self._database.one("SELECT count(*) FROM suggestion WHERE open = 1")
        (unconfirmed,) = self._database.one("SELECT count(*) FROM judged WHERE waits = 1")
        (contradictions,) = self._database.one("SELECT count(*) FROM skipped")
        return Waits(suggestions, unconfirmed, contradictions)

    def shown(self, mentions: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Mention → lines whose last release shows the person anchored to it, in order."""
        lines: defaultdict[str, list[str]] = defaultdict(list)
        for mention, line in sorted(
            self._database.among("SELECT mention, line FROM shown WHERE mention IN {in}", sorted(set(mentions)))
        ):
            lines[mention].append(line)
        return {mention: tuple(found) for mention, found in lines.items()}

    def concerning(self, mentions: Sequence[str]) -> tuple[Record, ...]:
        """Submissions and interventions for these mentions, in order of id."""
        ids = self._referring(CONCERN, mentions)
        found = self._records("submission", ids) | self._records("intervention", ids)
        return tuple(found[name] for name in sorted(found))


def _suggestion(row: Sequence[Any]) -> SuggestionRow:
    minus, a, b, reasons = row
    return SuggestionRow(a, b, -minus, _REASONS.decode(bytes(reasons)))
