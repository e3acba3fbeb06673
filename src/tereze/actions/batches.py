"""Batch judgements: a rule, a sample that a person judged, and the pairs the rule accepts.

The pairs are drawn from the suggestions in the index, between the sources the rule names, at or above its score, and
only where a mention's best partner has no rival. The judgement keeps rule, sample and error bound.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from tereze.model import ids
from tereze.model.judgements import Judgement

from .desk import Desk
from .index import SuggestionRow
from .report import ImportReport


def pairs_of(desk: Desk, between: tuple[str, ...], min_score: float) -> list[tuple[str, str]]:
    """The unambiguous pairs between the sources (ids in the collection) at or above `min_score`, in order."""
    index, secret = desk.register.index, desk.register.secret
    sources = {ids.source_id(secret, local) for local in between}
    rows = [row for row in index.suggestions() if row.score >= min_score]
    found = index.mentions(sorted({mention for row in rows for mention in (row.left, row.right)}))
    of = {key: mention.source for key, mention in found.items()}
    crossing = [
        row for row in rows
        if of.get(row.left) in sources and of.get(row.right) in sources and of[row.left] != of[row.right]
    ]  # fmt: skip
    return [(row.left, row.right) for row in _without_rivals(crossing)]


def fill(desk: Desk, record: Judgement, report: ImportReport, file: str, line: int) -> Judgement:
    """A batch judgement with its pairs; others are returned as they are. Warns when the rule accepts nothing."""
    if record.answer != "batch" or record.pairs or record.rule is None:
        return record
    between = tuple(part.strip() for part in record.rule.get("between", "").split(",") if part.strip())
    pairs = pairs_of(desk, between, float(record.rule.get("min_score", "1")))
    if not pairs:
        report.warn(
            file,
            line,
            record.key or "batch",
            "this batch accepts no pair",
            "Run `tereze link` first, or lower min_score.",
        )
    return msgspec.structs.replace(record, pairs=tuple(pairs))


def _without_rivals(rows: list[SuggestionRow]) -> list[SuggestionRow]:
    """Rows whose both mentions have no other row of the same score or better."""
    best: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        best[row.left].append(row.score)
        best[row.right].append(row.score)
    return [row for row in rows if _alone(best[row.left], row.score) and _alone(best[row.right], row.score)]


def _alone(scores: list[float], score: float) -> bool:
    return sum(1 for other in scores if other >= score) == 1
