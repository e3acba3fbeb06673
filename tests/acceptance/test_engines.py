"""What each engine finds in examples/office, in four scripts: the compiled one loses nothing to the rules."""

from __future__ import annotations

import pytest

from tereze import wiring
from tereze.actions.report import ImportReport
from tereze.engines.finding import finder
from tereze.model.mentions import Mention
from tereze.model.sources import Source
from tereze.resolve.facts import MentionFacts, facts_of
from tereze.resolve.suggest import Suggestion, suggest

Pair = tuple[str, str]


@pytest.fixture(scope="module")
def facts(office: tuple[wiring.Opened, ImportReport]) -> list[MentionFacts]:
    index = office[0].desk.register.index
    mentions = {record.id: record for record in index.of_kind("mention") if isinstance(record, Mention)}
    listed = {record.id for record in index.of_kind("source") if isinstance(record, Source) and record.sort == "list"}
    people = [one for one in mentions.values() if one.sort == "person" and one.names and not one.sealed]
    return [facts_of(one, mentions, listed=one.source in listed) for one in people]


@pytest.fixture(scope="module")
def by_rules(facts: list[MentionFacts]) -> dict[Pair, Suggestion]:
    return {(one.left, one.right): one for one in suggest(facts)}


def test_the_compiled_engine_finds_what_the_rules_find_and_no_more_to_answer(
    facts: list[MentionFacts], by_rules: dict[Pair, Suggestion], office: tuple[wiring.Opened, ImportReport]
) -> None:
    compiled = {(one.left, one.right): one for one in suggest(facts, find=finder("compiled"))}
    anchors = office[0].desk.register.index.person_of([one.id for one in facts])
    asked = {pair for pair in by_rules if anchors.get(pair[0], pair[0]) != anchors.get(pair[1], pair[1])}
    assert len(asked) > 20
    assert len(asked & compiled.keys()) >= len(asked) - 1
    assert len(by_rules.keys() & compiled.keys()) >= 0.98 * len(by_rules)
    assert len(compiled.keys() - by_rules.keys()) <= 0.02 * len(by_rules)
    assert all(compiled[pair] == by_rules[pair] for pair in compiled.keys() & by_rules.keys())
