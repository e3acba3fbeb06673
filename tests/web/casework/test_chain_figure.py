"""Chains drawn: one voice is one point, however many papers retell it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tereze.model.sources import Locator
from tereze.weigh.view import LinkRow, StatementRow
from tereze_web.casework.chain_figure import MOST, WIDTH, Ids, chain_figure


def _said(source: str, *voices: str) -> StatementRow:
    chain = tuple(LinkRow(voice=one, role="knows", basis="eyewitness") for one in voices)
    return StatementRow(id=f"t-{source}-{'-'.join(voices)}", source=source, stance="asserts", chain=chain, at=Locator())


def _name(one: Ids) -> str:
    return f"{one[0]} {one[1]}"


def test_one_woman_in_three_papers_is_one_point_with_three_ways() -> None:
    made = chain_figure([_said(paper, "gulmira") for paper in ("p1", "p2", "p3")], _name, ["gulmira"])
    assert made is not None
    assert [node.kind for node in made.nodes].count("origin") == 1
    assert [node.full for node in made.nodes if node.bearing] == ["voice gulmira"]
    assert len(made.lines) == 3
    assert len({(line.x1, line.y1) for line in made.lines}) == 1


def test_each_stands_after_everyone_it_heard_from() -> None:
    made = chain_figure([_said("p1", "son", "reporter"), _said("p2", "reporter"), _said("p3", "wife")], _name)
    assert made is not None
    x = {node.full: node.x for node in made.nodes}
    assert x["voice son"] == x["voice wife"] < x["voice reporter"] < x["source p1"] == x["source p3"]


def test_right_to_left_it_begins_at_the_right() -> None:
    rows = [_said("p1", "son"), _said("p2", "wife")]
    left, right = chain_figure(rows, _name), chain_figure(rows, _name, rtl=True)
    assert left is not None
    assert right is not None
    assert [WIDTH - node.x for node in left.nodes] == [node.x for node in right.nodes]


def test_a_single_chain_or_a_thousand_are_told_in_words() -> None:
    assert chain_figure([], _name) is None
    assert chain_figure([_said("p1", "son")], _name) is None
    assert chain_figure([_said("p1"), _said("p2")], _name) is None
    assert chain_figure([_said(f"p{at}", "son") for at in range(MOST + 1)], _name) is None


def test_voices_that_heard_it_from_each_other_still_make_a_figure() -> None:
    made = chain_figure([_said("p1", "a", "b"), _said("p2", "b", "a")], _name)
    assert made is not None
    assert len(made.nodes) == 4


def test_a_long_name_is_cut_under_its_point_and_kept_in_full() -> None:
    made = chain_figure([_said("p1", "a" * 60), _said("p2", "b")], _name)
    assert made is not None
    node = next(node for node in made.nodes if "a" * 60 in node.full)
    assert len(node.text) < 20


@given(st.lists(st.lists(st.sampled_from("abcde"), max_size=5), min_size=2, max_size=8))
def test_everything_lies_inside_the_figure_and_nothing_on_another(chains: list[list[str]]) -> None:
    made = chain_figure([_said(f"p{at}", *voices) for at, voices in enumerate(chains)], _name)
    if made is not None:
        places = [(node.x, node.y) for node in made.nodes]
        assert len(set(places)) == len(places)
        assert all(0 <= x <= made.width and 0 <= y <= made.height for x, y in places)
        voices = {one for chain in chains for one in chain}
        assert len(places) == len(voices) + len(chains)
