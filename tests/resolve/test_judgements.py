"""The judgement graph: what stands, what is joined, what is refused. Everyone here is fictional."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from itertools import combinations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.model.judgements import Judgement
from tereze.resolve.judgements import TO_PUBLISH, Edge, Settled, component, edges, in_force, settle, settle_edges


def judged(
    name: str, answer: str, *mentions: str, of: str | None = None, at: str = "2019-04-02", by: tuple[str, ...] = ("a",)
) -> Judgement:
    return Judgement(id=name, answer=answer, mentions=mentions, of=of, at=at, reviewers=by, reason="")


def batch(name: str, *pairs: tuple[str, str], of: str | None = None, at: str = "2019-06-01") -> Judgement:
    return Judgement(id=name, answer="batch", pairs=pairs, of=of, at=at, reviewers=("a",), reason="")


def persons(settled: Settled) -> set[frozenset[str]]:
    groups = defaultdict(set)
    for mention, anchor in settled.anchors.items():
        groups[anchor].add(mention)
    return {frozenset(group) for group in groups.values()}


def test_nothing_judged_means_nobody_is_joined() -> None:
    assert settle([]) == Settled({}, (), ())


def test_the_anchor_is_the_smallest_id() -> None:
    settled = settle([judged("j1", "same", "m3", "m1"), judged("j2", "same", "m3", "m2")])
    assert settled.anchors == {"m1": "m1", "m2": "m1", "m3": "m1"}


def test_unsure_is_an_answer_that_joins_nobody() -> None:
    assert settle([judged("j1", "unsure", "m1", "m2")]).anchors == {}


def test_same_over_three_mentions_means_every_pair() -> None:
    assert len(list(edges(judged("j1", "same", "m1", "m2", "m3")))) == 3
    assert persons(settle([judged("j1", "same", "m1", "m2", "m3")])) == {frozenset({"m1", "m2", "m3"})}


def test_different_over_three_mentions_holds_every_pair_apart() -> None:
    settled = settle([judged("d", "different", "m1", "m2", "m3"), judged("j", "same", "m1", "m3")])
    assert settled.anchors == {}
    assert [dispute[0] for dispute in settled.disputes] == ["j"]


def test_a_contradiction_keeps_the_better_reviewed_edges_and_shows_the_other() -> None:
    settled = settle(
        [
            judged("d", "different", "m1", "m3"),
            judged("j1", "same", "m1", "m2", by=("a",), at="2019-01-01"),
            judged("j2", "same", "m2", "m3", by=("a", "b"), at="2019-05-01"),
        ]
    )
    assert persons(settled) == {frozenset({"m2", "m3"})}
    assert settled.disputes == (("j1", "m1 = m2 was not applied: d says m1 and m3 are different"),)
    assert settled.skipped[0].against == "d"


def test_with_equal_reviewers_the_earlier_and_then_the_smaller_id_goes_first() -> None:
    apart = judged("d", "different", "m1", "m3")
    early, late = judged("z", "same", "m1", "m2", at="2019-01-01"), judged("a", "same", "m2", "m3", at="2019-01-02")
    assert persons(settle([apart, late, early])) == {frozenset({"m1", "m2"})}
    tied = judged("b", "same", "m1", "m2", at="2019-01-02")
    assert persons(settle([apart, tied, late])) == {frozenset({"m2", "m3"})}


def test_one_reviewer_named_twice_is_one_reviewer() -> None:
    twice = judged("j1", "same", "m1", "m2", by=("a", "a"), at="2019-02-01")
    once = judged("j2", "same", "m2", "m3", at="2019-01-01")
    assert persons(settle([judged("d", "different", "m1", "m3"), twice, once])) == {frozenset({"m2", "m3"})}


def test_times_are_compared_as_times_and_not_as_letters() -> None:
    almaty = judged("j1", "same", "m1", "m2", at="2019-01-02T03:00:00+06:00")  # the evening before, in UTC
    utc = judged("j2", "same", "m2", "m3", at="2019-01-01T22:00:00Z")
    assert persons(settle([judged("d", "different", "m1", "m3"), utc, almaty])) == {frozenset({"m1", "m2"})}


def test_a_withdrawn_judgement_does_not_stand_and_a_withdrawn_withdrawal_brings_it_back() -> None:
    first, undo = judged("j1", "same", "m1", "m2"), judged("w1", "withdraw", of="j1")
    assert settle([first, undo]).anchors == {}
    assert settle([judged("w2", "withdraw", of="w1"), first, undo]).anchors == {"m1": "m1", "m2": "m1"}


def test_a_superseding_judgement_replaces_the_earlier_one() -> None:
    better = judged("j2", "same", "m1", "m2", of="j1", by=("a", "b"))
    standing, _ = in_force([judged("j1", "same", "m1", "m2"), better])
    assert standing == {"j2"}
    assert settle([judged("j1", "same", "m1", "m2"), judged("j2", "different", "m1", "m2", of="j1")]).disputes == ()


def test_a_withdrawal_of_something_unknown_waits_harmlessly() -> None:
    assert in_force([judged("w", "withdraw", of="elsewhere")])[0] == {"w"}


def test_references_in_a_ring_are_void_and_shown() -> None:
    ring = [judged("j1", "same", "m1", "m2", of="j2"), judged("j2", "same", "m3", "m4", of="j1")]
    settled = settle(ring)
    assert persons(settled) == {frozenset({"m1", "m2"}), frozenset({"m3", "m4"})}
    assert [name for name, _ in settled.disputes] == ["j1", "j2"]
    assert in_force([*ring, judged("w", "withdraw", of="j1")])[0] == {"w", "j2"}


def test_one_withdrawal_undoes_a_whole_batch() -> None:
    many = batch("b", ("m1", "n1"), ("m2", "n2"))
    assert len(persons(settle([many]))) == 2
    assert settle([many, judged("w", "withdraw", of="b")]).anchors == {}


def test_a_batch_skips_only_the_pairs_held_apart() -> None:
    settled = settle([batch("b", ("m1", "n1"), ("m2", "n2")), judged("d", "different", "n2", "m2")])
    assert persons(settled) == {frozenset({"m1", "n1"})}
    assert settled.disputes == (("b", "m2 = n2 was not applied: d says m2 and n2 are different"),)


def test_the_same_judgement_twice_counts_once() -> None:
    once = judged("j", "same", "m1", "m2")
    assert settle([once, once]) == settle([once])


def test_a_mention_judged_against_itself_says_nothing() -> None:
    assert settle([judged("j", "same", "m1", "m1"), judged("d", "different", "m2", "m2")]).anchors == {}


MENTIONS = [f"m{n}" for n in range(9)]


@st.composite
def boards(draw: st.DrawFn) -> list[Judgement]:
    size = draw(st.integers(1, 14))
    made = []
    for n in range(size):
        answer = draw(st.sampled_from(["same", "same", "same", "different", "unsure", "batch", "confirm", "withdraw"]))
        of = draw(st.one_of(st.none(), st.integers(0, size - 1).map("j{}".format)))
        chosen = draw(st.lists(st.sampled_from(MENTIONS), min_size=2, max_size=4))
        made.append(
            Judgement(
                id=f"j{n}",
                answer=answer,
                at=draw(st.sampled_from(["2019-01-01", "2019-01-01T00:00:00Z", "2019-02-01"])),
                reviewers=tuple(draw(st.sampled_from([("a",), ("b",), ("a", "b")]))),
                reason="",
                mentions=() if answer in {"batch", "confirm", "withdraw"} else tuple(chosen),
                confirms=f"j{draw(st.integers(0, size - 1))}" if answer == "confirm" else None,
                pairs=tuple(combinations(chosen, 2)) if answer == "batch" else (),
                of=of if answer == "withdraw" or draw(st.booleans()) else None,
            )
        )
    return made


def slow_settle(judgements: list[Judgement], reviewers: int = 1) -> set[frozenset[str]]:
    """The rule of the format, read aloud: sets of mentions, no union–find."""
    standing, _ = in_force(judgements)
    pairs = [
        edge for one in judgements if one.id in standing for edge in edges(one, _behind(one, judgements, standing))
    ]
    pairs = sorted(pairs, key=lambda edge: (-len(_all_behind(edge, pairs)), *edge[:4]))
    apart = {frozenset((edge.left, edge.right)) for edge in pairs if not edge.same}
    groups: list[frozenset[str]] = [frozenset({mention}) for mention in MENTIONS]
    for edge in (edge for edge in pairs if edge.same and len(_all_behind(edge, pairs)) >= reviewers):
        joined = frozenset().union(*(group for group in groups if edge.left in group or edge.right in group))
        if not any(frozenset(pair) in apart for pair in combinations(joined, 2)):
            groups = [group for group in groups if not group <= joined] + [joined]
    return {group for group in groups if len(group) > 1}


def _behind(one: Judgement, judgements: list[Judgement], standing: frozenset[str]) -> frozenset[str]:
    """Who signed a judgement, or a standing confirmation of it."""
    seconds = [by for made in judgements if made.id in standing and made.confirms == one.id for by in made.reviewers]
    return frozenset([*one.reviewers, *seconds])


def _all_behind(edge: Edge, pairs: list[Edge]) -> frozenset[str]:
    """Everybody who said that the two are one, in whichever judgement."""
    return frozenset().union(*(one.by for one in pairs if one.same == edge.same and one[2:4] == edge[2:4]))


@given(boards(), st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_the_result_is_the_plain_reading_of_the_rule_in_any_order(board: list[Judgement], rng: random.Random) -> None:
    settled, published = settle(board), settle(board, TO_PUBLISH)
    assert persons(settled) == slow_settle(board)
    assert persons(published) == slow_settle(board, TO_PUBLISH)
    shuffled = [*board, *rng.sample(board, len(board) // 2)]
    rng.shuffle(shuffled)
    assert settle(shuffled) == settled
    assert settle(shuffled, TO_PUBLISH) == published


@given(boards())
@settings(max_examples=200, deadline=None)
def test_a_published_person_is_a_part_of_one_person_inside(board: list[Judgement]) -> None:
    inside, published = settle(board), settle(board, TO_PUBLISH)
    for group in persons(published):
        assert any(group <= whole for whole in persons(inside))


@given(boards())
@settings(max_examples=200, deadline=None)
def test_one_person_alone_publishes_no_merge_however_often(board: list[Judgement]) -> None:
    alone = [msgspec.structs.replace(one, reviewers=("a", " A ")) for one in board]
    assert settle(alone, TO_PUBLISH).anchors == {}


def test_a_second_person_publishes_a_merge_and_either_can_undo_it() -> None:
    first = judged("j1", "same", "m1", "m2")
    yes = Judgement(id="c1", answer="confirm", confirms="j1", at="2019-04-03", reviewers=("b",), reason="")
    published = {"m1": "m1", "m2": "m1"}
    assert settle([first], TO_PUBLISH).anchors == {}
    assert settle([yes, first], TO_PUBLISH).anchors == published
    assert settle([first, yes, judged("w", "withdraw", of="c1")], TO_PUBLISH).anchors == {}
    assert settle([first, yes, judged("w", "withdraw", of="c1")]).anchors == published
    assert settle([first, yes, judged("w", "withdraw", of="j1")]).anchors == {}
    own = msgspec.structs.replace(yes, reviewers=("A",))
    assert settle([first, own], TO_PUBLISH).anchors == {}


def test_two_people_who_say_the_same_of_a_pair_each_by_themselves_are_two_reviewers() -> None:
    board = [judged("j1", "same", "m1", "m2"), judged("j2", "same", "m2", "m1", by=("b",))]
    assert settle(board, TO_PUBLISH).anchors == {"m1": "m1", "m2": "m1"}


def test_a_confirmed_batch_is_published_as_a_whole() -> None:
    many = batch("b", ("m1", "n1"), ("m2", "n2"))
    yes = Judgement(id="c", answer="confirm", confirms="b", at="2019", reviewers=("b",), reason="")
    assert len(persons(settle([many, yes], TO_PUBLISH))) == 2


def test_confirming_a_confirmation_or_nothing_adds_nobody() -> None:
    yes = Judgement(id="c1", answer="confirm", confirms="j1", at="2019", reviewers=("a",), reason="")
    more = Judgement(id="c2", answer="confirm", confirms="c1", at="2019", reviewers=("b",), reason="")
    board = [judged("j1", "same", "m1", "m2"), yes, more, msgspec.structs.replace(yes, id="c3", confirms="gone")]
    assert settle(board, TO_PUBLISH).anchors == {}


@given(boards(), st.sampled_from(MENTIONS))
@settings(max_examples=200, deadline=None)
def test_settling_one_component_gives_what_settling_everything_gives(board: list[Judgement], seed: str) -> None:
    standing, _ = in_force(board)
    effective = [edge for one in board if one.id in standing for edge in edges(one)]

    def neighbours(ids: object) -> set[str]:
        return {end for edge in effective if edge.same and {edge.left, edge.right} & set(ids) for end in edge[2:4]}  # type: ignore[call-overload]

    inside = component([seed], neighbours)
    part = settle_edges(edge for edge in effective if edge.left in inside and edge.right in inside)
    whole = settle_edges(effective)
    assert part.anchors == {mention: anchor for mention, anchor in whole.anchors.items() if mention in inside}
    assert part.skipped == tuple(one for one in whole.skipped if one.left in inside)


def test_ten_thousand_random_orders_of_the_same_judgements_give_one_state() -> None:
    rng = random.Random(2)
    board = [
        judged(
            f"j{n}",
            rng.choice(["same", "same", "same", "different", "unsure"]),
            *rng.sample([f"m{k}" for k in range(14)], rng.choice([2, 2, 2, 3])),
            at=f"2019-0{rng.randint(1, 9)}-01",
            by=tuple(rng.sample("abc", rng.randint(1, 2))),
        )
        for n in range(22)
    ]
    board += [judged(f"w{n}", "withdraw", of=f"j{3 * n}") for n in range(4)]
    board += [judged("w9", "withdraw", of="w1"), batch("b", ("m1", "m5"), ("m2", "m13"))]
    first = settle(board)
    assert first.disputes
    assert first.anchors
    for _ in range(10_000):
        rng.shuffle(board)
        assert settle(board) == first


def test_a_mention_held_apart_from_thousands_stays_fast() -> None:
    board = [judged(f"d{n}", "different", "m", f"x{n}") for n in range(20_000)]
    board += [judged(f"j{n}", "same", f"x{n}", f"x{n + 1}") for n in range(19_999)]
    board += [judged("last", "same", "m", "x5", at="2020")]
    started = time.perf_counter()
    settled = settle(board)
    assert time.perf_counter() - started < 5
    assert [name for name, _ in settled.disputes] == ["last"]
