"""Batch judgements: which suggestions a rule takes, from the index, and filling in the pairs of a batch from a file."""

from __future__ import annotations

import msgspec

from tereze.model import ids
from tereze.model.judgements import Judgement
from tereze.resolve import batch
from tereze.resolve.bounds import sample_needed
from tereze.resolve.suggest import Suggestion

from .desk import Desk
from .report import ImportReport

ERROR_BOUND = 0.05
"""A rule whose true error could be larger than this, with 95 % confidence, is refused."""


def pairs_of(desk: Desk, rule: batch.Rule) -> list[tuple[str, str]]:
    """The pairs of mention ids that `rule` takes and that are not one person yet.

    Its `between` are ids in the collection ("list-a").
    """
    index = desk.register.index
    sides = tuple(ids.source_id(desk.register.secret, local) for local in rule.between)
    rows = [Suggestion(row.left, row.right, row.score, ()) for row in index.suggestions()]
    found = index.mentions(sorted({mention for row in rows for mention in (row.left, row.right)}))
    source_of = {key: mention.source for key, mention in found.items()}
    taken = batch.chosen(msgspec.structs.replace(rule, between=sides), rows, source_of)
    anchors = index.person_of(sorted({mention for one in taken for mention in one[:2]}))
    return [(one.left, one.right) for one in taken if anchors[one.left] != anchors[one.right]]


def fill(desk: Desk, record: Judgement, report: ImportReport, file: str, line: int) -> Judgement:
    """A batch judgement with its pairs; others are returned as they are. Warns when the rule takes nothing. Raises
    `BatchRefused` when the sample it was judged by, or the want of one, leaves too much doubt."""
    if record.answer != "batch" or record.pairs or record.rule is None:
        return record
    pairs = pairs_of(desk, batch.read_rule(record.rule))
    if not pairs:
        report.warn(
            file,
            line,
            record.key or "batch",
            "this batch accepts no pair",
            "Run `tereze link` first, or lower min_score.",
        )
    else:
        judged, wrong = (record.sample.judged, record.sample.wrong) if record.sample else (0, 0)
        bound = batch.error_bound(judged, wrong, len(pairs))
        if bound > ERROR_BOUND:
            needed = min(sample_needed(ERROR_BOUND, wrong), len(pairs))
            raise batch.BatchRefused(
                wrong, judged, f"{bound:.1%}", f"{ERROR_BOUND:.1%}",
                hint=f"Judge {needed} of the {len(pairs)} pairs with no further error, or choose a stricter rule.",
            )  # fmt: skip
    return msgspec.structs.replace(record, pairs=tuple(pairs))
