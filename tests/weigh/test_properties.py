"""What must hold for every case (DESIGN §9): a reprint or a merge never raises a count, a witness never lowers one."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tereze.weigh import Fact, PersonView, Support, person_view, to_json

Case = Any
Spec = dict[str, Any]
NAMED, UNNAMED, ORGANS = "abcde", "uvw", "o"
VOICES: dict[str, dict[str, Any]] = (
    {name: {} for name in NAMED}
    | {name: {"named": False} for name in UNNAMED}
    | {name: {"sort": "organization"} for name in ORGANS}
)
BASES = (
    "own_experience",
    "eyewitness",
    "told_by",
    "phone_call",
    "document",
    "official_notice",
    "media",
    "inference",
    "unknown",
)
LINK = st.tuples(
    st.sampled_from(NAMED + UNNAMED + ORGANS),
    st.sampled_from(("knows", "relays", "records", "publishes")),
    st.sampled_from(BASES),
)
LATER = st.tuples(
    st.sampled_from(NAMED + UNNAMED + ORGANS), st.sampled_from(("relays", "relays", "publishes")), st.just("told_by")
)
SAID: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "in": st.sampled_from("pqrs"),
        "value": st.sampled_from(("internment", "prison")),
        "when": st.sampled_from(("", "2017", "2017-03/2018-06", "2018-02")),
        "where": st.sampled_from(("", "Model", "Example county, Model", "Elsewhere")),
        "phase": st.sampled_from((None, None, "began", "ended")),
        "by": st.tuples(st.lists(LINK, max_size=1), st.lists(LATER, max_size=2)).map(
            lambda chain: [" ".join(link) for link in chain[0] + (chain[1] if chain[0] else [])]
        ),
    }
).map(lambda one: {**one, "phase": None} if one["when"] in ("", "2017-03/2018-06") else one)
KINDS = st.sampled_from(({}, {"kind": "list"}, {"teller": "a"}, {"kind": "official_statement"}))
CASES = st.fixed_dictionaries(
    {
        "said": st.lists(SAID, min_size=1, max_size=9),
        "sources": st.fixed_dictionaries(dict.fromkeys("pqrs", KINDS)),
    }
)
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def view(case: Case, spec: Spec, **more: Any) -> PersonView:
    return person_view(case(**({"voices": VOICES} | spec | more)))


def by_claim(found: PersonView) -> dict[tuple[str, ...], Fact]:
    return {(fact.value, fact.when, fact.where, fact.phase or ""): fact for fact in found.facts}


def counts(support: Support) -> tuple[int, ...]:
    """Every number of a support that speaks of witnesses or origins."""
    return (
        support.independent_witnesses,
        support.witness_floor,
        support.possible,
        support.sealed,
        len(support.firsthand) + len(support.secondhand) + len(support.other_witnesses),
        len(support.document_origins),
        len(support.official_origins),
    )


def no_higher(after: PersonView, before: PersonView) -> None:
    old = by_claim(before)
    for claim, fact in by_claim(after).items():
        assert all(new <= was for new, was in zip(counts(fact.support), counts(old[claim].support), strict=True)), claim


@MANY
@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_statements_does_not_matter(case: Case, spec: Spec, draw: random.Random) -> None:
    said = [{**one, "key": f"k{place}"} for place, one in enumerate(spec["said"])]
    first = to_json(view(case, spec, said=said))
    draw.shuffle(said)
    assert to_json(view(case, spec, said=said)) == first


@MANY
@given(CASES, st.sampled_from("pqrs"), st.booleans())
def test_a_reprint_raises_nothing_and_states_nothing_new(case: Case, spec: Spec, copied: str, strangers: bool) -> None:
    """Also where nobody has judged yet that the voices of the reprint are those of the original."""
    before = view(case, spec)
    voices = dict(VOICES)
    copies = []
    for one in spec["said"]:
        if one["in"] == copied:
            by = [f"{link.split()[0]}2 {' '.join(link.split()[1:])}" if strangers else link for link in one["by"]]
            copies.append({**one, "in": "z", "by": by})
    if strangers:
        voices |= {f"{name}2": {"label": name, **given_} for name, given_ in VOICES.items()}
    original = spec["sources"][copied]
    teller = {"teller": f"{original['teller']}2" if strangers else original["teller"]} if "teller" in original else {}
    sources = {**spec["sources"], "z": {**original, **teller, "repeats": [copied]}}
    after = view(case, spec, said=[*spec["said"], *copies], sources=sources, voices=voices)
    assert set(by_claim(after)) == set(by_claim(before))
    no_higher(after, before)


@MANY
@given(CASES, st.sampled_from(list(combinations(NAMED, 2)) + list(combinations(UNNAMED, 2))))
def test_merging_two_testifiers_raises_nothing(case: Case, spec: Spec, pair: tuple[str, str]) -> None:
    merged = VOICES | {pair[1]: {**VOICES[pair[1]], "id": pair[0], "label": pair[0]}}
    no_higher(view(case, spec, voices=merged), view(case, spec))


@MANY
@given(CASES, st.integers(0, 8))
def test_one_more_witness_of_a_claim_is_one_more(case: Case, spec: Spec, which: int) -> None:
    before = view(case, spec)
    told = spec["said"][which % len(spec["said"])]
    fresh = {**told, "in": "y", "by": ["n knows eyewitness"]}
    after = by_claim(view(case, spec, said=[*spec["said"], fresh], voices=VOICES | {"n": {}}))
    for claim, fact in by_claim(before).items():
        new = after[claim].support
        gain = new.independent_witnesses - fact.support.independent_witnesses
        assert gain in {0, 1}
        assert new.witness_floor - fact.support.witness_floor == gain
        assert new.possible == fact.support.possible
        if claim == (told["value"], told["when"], told["where"], told["phase"] or ""):
            assert gain == 1


@MANY
@given(CASES)
def test_counts_agree_with_every_subset_of_chains(case: Case, spec: Spec) -> None:
    """Counted again from what the view prints: statement by statement, subset by subset."""
    for fact in view(case, spec).facts:
        chains = set()
        for statement in fact.support.statements:
            if statement.origin in {"firsthand", "secondhand", "own_word"}:
                voices = frozenset(link.voice for link in statement.chain if link.role in {"knows", "relays"})
                chains.add((voices, statement.origin == "secondhand"))
        assert fact.support.independent_witnesses == best({chain for chain, _ in chains})
        assert fact.support.witness_floor == best({chain | {"?"} if told else chain for chain, told in chains})
        common = frozenset.intersection(*(chain for chain, _ in chains)) if chains else frozenset()
        assert set(fact.support.load_bearing) == common


def best(chains: set[frozenset[str]]) -> int:
    """The largest number of disjoint chains, by trying every subset."""
    few = list(chains)
    found = 0
    for mask in range(1 << len(few)):
        chosen = [chain for place, chain in enumerate(few) if mask >> place & 1]
        if len(frozenset().union(*chosen)) == sum(map(len, chosen)):
            found = max(found, len(chosen))
    return found


@MANY
@given(CASES)
def test_a_timeline_keeps_every_supported_status_and_invents_none(case: Case, spec: Spec) -> None:
    found = view(case, spec)
    supported = {(fact.value, one.id) for fact in found.facts for one in fact.support.statements}
    held = {(item.status, one) for item in found.timeline for one in item.statements}
    assert held == supported
    for item in found.timeline:
        for fact in found.facts:
            if fact.value == item.status and {one.id for one in fact.support.statements} <= set(item.statements):
                assert item.independent_witnesses >= fact.support.independent_witnesses
