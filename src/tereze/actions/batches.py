"""Batch judgements: which suggestions a rule takes, from the index, and filling in the pairs of a batch from a file."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from tereze.model import ids
from tereze.model.judgements import Judgement
from tereze.resolve import batch
from tereze.resolve.bounds import sample_needed
from tereze.resolve.suggest import Suggestion

from .desk import Desk
from .index import Index
from .report import ImportReport

ERROR_BOUND = 0.05
"""A rule whose true error could be larger than this, with 95 % confidence, is refused."""
Pair = tuple[str, str]


def pairs_of(desk: Desk, rule: batch.Rule) -> list[Pair]:
    """The pairs of mention ids that `rule` takes and about which nobody has said anything that stands: neither that
    they are one person, nor that they, or their persons, are different, nor that nobody can tell.

    Its `between` are ids in the collection ("list-a").
    """
    index = desk.register.index
    sides = tuple(ids.source_id(desk.register.secret, local) for local in rule.between)
    rows = [Suggestion(row.left, row.right, row.score, ()) for row in index.suggestions()]
    found = index.mentions(sorted({mention for row in rows for mention in (row.left, row.right)}))
    source_of = {key: mention.source for key, mention in found.items()}
    taken = batch.chosen(msgspec.structs.replace(rule, between=sides), rows, source_of)
    anchors = index.person_of(sorted({mention for one in taken for mention in one[:2]}))
    return _unanswered(index, [one[:2] for one in taken if anchors[one.left] != anchors[one.right]], anchors)


def _unanswered(index: Index, pairs: list[Pair], anchors: Mapping[str, str]) -> list[Pair]:
    answers = [one for one in index.answers(sorted({side for pair in pairs for side in pair})) if one.says < 1]
    other = index.person_of(sorted({one.other for one in answers}))
    apart = {frozenset((anchors[one.mention], other[one.other])) for one in answers if one.says < 0}
    unsure = {(one.mention, one.other) for one in answers if one.says == 0}
    return [one for one in pairs if one not in unsure and frozenset((anchors[one[0]], anchors[one[1]])) not in apart]


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
