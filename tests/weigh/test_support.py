"""Counting the people behind statements."""

from __future__ import annotations

from typing import Any

from tereze.weigh import Support
from tereze.weigh.items import gather
from tereze.weigh.support import Counter, row

Case = Any


def support(built: Any, steps: int = 10_000) -> Support:
    """The support that all statements of a case give together."""
    gathered = gather(built)
    return Counter(gathered.known, steps).support(gathered.items)


def test_nothing_supports_nothing(case: Case) -> None:
    gathered = gather(case([]))
    assert Counter(gathered.known).support(()) == Support()


def test_two_relatives_through_one_office_are_two_witnesses(case: Case) -> None:
    office = {"kind": "interview", "publisher": "office"}
    found = support(
        case(
            [{"in": "a", "by": ["son knows eyewitness"]}, {"in": "b", "by": ["aunt knows eyewitness"]}],
            sources={"a": office, "b": office},
        )
    )
    assert (found.independent_witnesses, found.channels, found.load_bearing) == (2, ("office",), ())


def test_who_was_told_by_someone_unknown_may_have_been_told_by_the_same(case: Case) -> None:
    said = [{"in": place, "by": [f"{place} relays told_by"]} for place in "abc"] + [
        {"in": "d", "by": ["guard knows eyewitness"]}
    ]
    found = support(case(said))
    assert (found.independent_witnesses, found.witness_floor) == (4, 2)


def test_an_origin_heard_both_ways_is_listed_once_at_its_best(case: Case) -> None:
    ways = ("inference", "told_by", "eyewitness")
    found = support(case([{"in": basis[0], "by": [f"son knows {basis}"]} for basis in ways]))
    assert (found.firsthand, found.secondhand, found.other_witnesses) == (("son",), (), ())
    assert (found.independent_witnesses, found.witness_floor) == (1, 1)


def test_possible_witnesses_are_never_added(case: Case) -> None:
    said = [{"in": "a", "by": ["son knows eyewitness"]}] + [
        {"in": place, "by": [f"{place} knows eyewitness"]} for place in "uvw"
    ]
    found = support(case(said, voices={place: {"named": False} for place in "uvw"}))
    assert (found.independent_witnesses, found.possible) == (1, 3)


def test_informants_of_recorders_without_any_voice_are_one_at_most(case: Case) -> None:
    said = [{"in": place, "by": [f"{place} records told_by"]} for place in "uvw"]
    assert support(case(said)).possible == 1
    with_one = [*said, {"in": "a", "by": ["n knows eyewitness"]}]
    assert support(case(with_one, voices={"n": {"named": False}})).possible == 2


def test_an_unnamed_voice_counts_once_in_possible_whether_or_not_its_chain_counts(case: Case) -> None:
    said = [
        {"in": "a", "by": ["u knows eyewitness", "son relays told_by"]},
        {"in": "b", "by": ["u knows eyewitness"]},
    ]
    assert support(case(said, voices={"u": {"named": False}})).possible == 1


def test_sealed_voices_count_and_are_counted(case: Case) -> None:
    said = [{"in": "a", "by": ["s knows own_experience"]}, {"in": "b", "by": ["s knows own_experience"]}]
    found = support(case(said, voices={"s": {"sealed": True, "label": ""}}))
    assert (found.independent_witnesses, found.sealed, found.firsthand) == (1, 1, ("s",))


def test_documents_by_their_system_of_record(case: Case) -> None:
    sources = {
        place: {"kind": "list", "system_of_record": base}
        for place, base in zip("abc", ("Base", "BASE", "Other"), strict=True)
    }
    found = support(case([{"in": place} for place in "abc"], sources=sources))
    assert (found.document_origins, found.independent_witnesses, found.sources) == (("BASE", "Other"), 0, 3)


def test_load_bearing_voices_stand_in_every_chain_that_counts(case: Case) -> None:
    said = [
        {"in": "a", "by": ["guard knows eyewitness", "lawyer relays told_by"]},
        {"in": "b", "by": ["cook knows eyewitness", "lawyer relays told_by"]},
        {"in": "c", "by": ["u knows eyewitness"]},
        {"in": "d", "by": ["wife knows document"]},
    ]
    assert support(case(said, voices={"u": {"named": False}})).load_bearing == ("lawyer",)


def test_a_reprint_adds_its_source_and_its_channels_but_no_chain(case: Case) -> None:
    wife = ["wife knows own_experience"]
    said = [{"in": "a", "by": wife}, {"in": "b", "by": [*wife, "clerk relays told_by", "paper publishes media"]}]
    found = support(case(said, sources={"b": {"repeats": ["a"], "publisher": "house"}}))
    assert (found.sources, found.independent_witnesses, found.channels) == (2, 1, ("house", "paper"))
    assert [one.repeats for one in found.statements] == [None, "s001"]


def test_where_the_search_is_cut_short_the_support_says_so(case: Case) -> None:
    import random

    draw = random.Random(8)
    voices = [f"v{one:03}" for one in range(120)]
    said = []
    for _ in range(240):
        first, *others = draw.sample(voices, 3)
        said.append({"in": "a", "by": [f"{first} knows eyewitness", *(f"{one} relays told_by" for one in others)]})
    found = support(case(said), steps=1_000)
    assert not found.exact
    assert 30 < found.independent_witnesses <= 40
    assert found.witness_floor <= found.independent_witnesses


def test_each_set_of_chains_is_counted_once(case: Case) -> None:
    gathered = gather(case([{"in": "a", "by": ["p knows eyewitness", "q relays told_by"]}, {"in": "b"}]))
    counter = Counter(gathered.known)
    assert counter.tally(gathered.items) is counter.tally(gathered.items[::-1])
    assert counter.pack([frozenset("ab"), frozenset("bc")]) is counter.pack([frozenset("bc"), frozenset("ab")])


def test_a_row_shows_the_statement_as_it_was_said(case: Case) -> None:
    words = [{"text": "the words", "lang": "kk", "by": "scribe"}]
    one = {"in": "a", "by": ["son knows eyewitness"], "when": "2018", "where": "Ili", "phase": "began"}
    built = case([one | {"words": words, "said": "in spring", "credibility": "2"}], voices={"scribe": {"id": "p9"}})
    gathered = gather(built)
    shown = row(gathered.items[0], gathered.known)
    assert (shown.source, shown.origin, shown.when, shown.where, shown.phase) == (
        "sheet-a",
        "firsthand",
        "2018",
        "Ili",
        "began",
    )
    assert (shown.words[0].text, shown.words[0].role, shown.words[0].by) == ("the words", "original", "p9")
    assert (shown.said, shown.credibility, shown.standing, shown.repeats) == ("in spring", "2", "stands", None)
