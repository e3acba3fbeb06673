"""Look through the register for mentions that may be one person, and for sources that may be reprints of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tereze.model.judgements import Judgement
from tereze.model.mentions import Mention, Statement
from tereze.model.sources import Source
from tereze.resolve.facts import MentionFacts, facts_of
from tereze.resolve.family import with_family
from tereze.resolve.reprints import suggest_reprints
from tereze.resolve.suggest import Finder, suggest

from .desk import Desk
from .index import Index, SuggestionRow


def link(desk: Desk, progress: Callable[[str], None], find: Finder | None = None) -> int:
    """Replace all suggestions by fresh ones; how many of them are new questions.

    Pairs that were judged different or unsure are not suggested again. Of pairs that are one person already the reasons
    are kept, for the second reviewer to see. `find` is another engine that finds the candidates (`tereze.engines`).
    """
    desk.must("link")
    index = desk.register.index
    judged = _judged(index)
    mentions = {record.id: record for record in index.of_kind("mention") if isinstance(record, Mention)}
    listed = {record.id for record in index.of_kind("source") if isinstance(record, Source) and record.sort == "list"}
    anchors = index.person_of(list(mentions))
    rows = [*_people(mentions, listed, anchors, judged, progress, find=find), *_reprints(index, mentions)]
    with desk.register.unit():
        index.put_suggestions(rows)
    return sum(row.left not in anchors or anchors[row.left] != anchors.get(row.right) for row in rows)


def _people(
    mentions: dict[str, Mention],
    listed: set[str],
    anchors: dict[str, str],
    judged: set[frozenset[str]],
    progress: Callable[[str], None],
    *,
    find: Finder | None,
) -> Iterator[SuggestionRow]:
    def facts() -> Iterator[MentionFacts]:
        for mention in mentions.values():
            if mention.sort == "person" and mention.names and not mention.sealed:
                progress("")
                yield facts_of(mention, mentions, listed=mention.source in listed)

    for found in with_family(suggest(facts(), find=find), _kin(mentions.values()), anchors):
        if frozenset({found.left, found.right}) not in judged:
            reasons = tuple((reason.rule, round(reason.points, 3), reason.sentence) for reason in found.reasons)
            yield SuggestionRow(found.left, found.right, round(found.score, 4), reasons)


def _kin(mentions: Iterable[Mention]) -> dict[str, list[tuple[str, str]]]:
    """Mention id → (relation, mention id) of the relatives its source names."""
    return {
        mention.id: found
        for mention in mentions
        if (
            found := [
                (said.value, said.target) for said in mention.statements if _is_kin(said, mention) and said.target
            ]
        )
    }


def _is_kin(said: Statement, mention: Mention) -> bool:
    return said.property == "relative" and said.stance == "asserts" and said.about in {"", mention.id}


def _reprints(index: Index, mentions: dict[str, Mention]) -> Iterator[SuggestionRow]:
    """Pairs of sources with the same words, where neither says that it repeats the other."""
    words: dict[str, list[str]] = {}
    for mention in mentions.values():
        for said in mention.statements:
            words.setdefault(mention.source, []).extend(spoken.text for spoken in said.words)
    for found in suggest_reprints(words):
        left, right = index.get(found.left), index.get(found.right)
        if isinstance(left, Source) and isinstance(right, Source) and not _declared(left, right):
            yield SuggestionRow(found.left, found.right, round(found.score, 4), (("reprint", found.score, found.why),))


def _declared(left: Source, right: Source) -> bool:
    return left.id in right.repeats or right.id in left.repeats or bool(set(left.repeats) & set(right.repeats))


def _judged(index: Index) -> set[frozenset[str]]:
    """Pairs that somebody answered "different" or "unsure" about, and did not take back."""
    records = [record for record in index.of_kind("judgement") if isinstance(record, Judgement)]
    taken_back = {record.of for record in records if record.of}
    return {
        frozenset({left, right})
        for record in records
        if record.answer in {"different", "unsure"} and record.id not in taken_back
        for left in record.mentions
        for right in record.mentions
        if left < right
    }
