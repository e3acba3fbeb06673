"""The whole view of a person, and the support of any claim."""

from __future__ import annotations

import random
from typing import Any

import msgspec

from tereze.weigh import PersonView, person_view, support
from tereze.weigh.packing import STEPS
from tereze.weigh.support import Counter

Case = Any
SON, AUNT = ["son knows eyewitness"], ["aunt knows eyewitness"]


def facts(view: PersonView) -> list[tuple[str, str]]:
    return [(fact.property, fact.value) for fact in view.facts]


def test_custody_comes_first_by_lane_and_time_then_the_rest_by_name(case: Case) -> None:
    said = [
        {"in": "a", "property": "occupation", "value": "teacher"},
        {"in": "a", "value": "forced_labour", "when": "2018"},
        {"in": "a", "value": "released", "when": "2018"},
        {"in": "a", "value": "internment", "when": "2017"},
        {"in": "a", "property": "birthDate", "value": "1979"},
    ]
    assert facts(person_view(case(said))) == [
        ("custody", "internment"),
        ("custody", "released"),
        ("custody", "forced_labour"),
        ("birthDate", "1979"),
        ("occupation", "teacher"),
    ]


def test_the_same_words_for_another_property_are_another_claim(case: Case) -> None:
    said = [{"in": "a", "by": SON}, {"in": "b", "property": "reason_official", "value": "internment", "by": AUNT}]
    assert [fact.support.independent_witnesses for fact in person_view(case(said)).facts] == [1, 1]


def test_names_by_script_with_their_sources(case: Case) -> None:
    names = {
        "a": [
            {"text": "Мысал", "lang": "kk"},
            {"text": "Mysal", "lang": "kk-Latn"},
            {"text": "Misal", "sort": "alias"},
        ],
        "b": [{"text": "Мысал", "lang": "kk"}],
    }
    said = [{"in": "a"}, {"in": "b", "property": "name", "value": "米萨勒", "lang": "zh-Hans"}]
    found = person_view(case(said, names=names)).names
    assert [(name.text, name.lang, name.sources, name.sort) for name in found] == [
        ("Мысал", "kk", ("sheet-a", "sheet-b"), "name"),
        ("Mysal", "kk-Latn", ("sheet-a",), "name"),
        ("米萨勒", "zh-Hans", ("sheet-b",), "name"),
        ("Misal", None, ("sheet-a",), "alias"),
    ]


def test_names_go_with_a_consent_that_lets_nothing_stay(case: Case) -> None:
    names = {"a": [{"text": "Мысал", "lang": "kk"}]}
    withdrawn = {"act": "withdraw_consent", "of": "a", "keep_internal": False}
    assert person_view(case([{"in": "a"}], names=names, changes=[withdrawn])).names == ()
    kept = case([{"in": "a"}], names=names, changes=[{"act": "withdraw_consent", "of": "a"}])
    assert len(person_view(kept).names) == 1
    assert person_view(kept, release=True).names == ()
    assert person_view(case([{"in": "a"}], names=names, changes=[{"act": "erase", "of": "x@a"}])).names == ()


def test_relatives_by_number_once_each(case: Case) -> None:
    husband = {"property": "relative", "value": "husband", "target": "h"}
    said = [
        {"in": "a", **husband, "by": ["x@a knows own_experience"]},
        {"in": "b", **husband, "when": "2018", "by": SON},
        {"in": "b", **husband, "by": SON},
        {"in": "b", "property": "relative", "value": "son", "target": "s"},
        {"in": "b", "property": "relative", "value": "wife", "target": "w", "stance": "denies"},
    ]
    found = person_view(case(said, voices={"h": {"number": "T-0000002", "label": "Uly"}})).relatives
    assert [(one.relation, one.person, one.label, one.independent_witnesses) for one in found] == [
        ("husband", "T-0000002", "Uly", 2),
        ("son", "s", "s", 0),
    ]


def test_what_fell_is_listed_with_the_act(case: Case) -> None:
    said = [{"in": "a", "key": "s", "when": "2017"}, {"in": "b", "key": "e", "when": "2018"}]
    changes = [{"act": "retract", "of": "s", "reason": "she fears for her son"}, {"act": "erase", "of": "e"}]
    view = person_view(case(said, changes=changes))
    retracted, erased = view.set_aside
    assert (retracted.act, retracted.value, retracted.when, retracted.reason) == (
        "retract",
        "internment",
        "2017",
        "she fears for her son",
    )
    assert (erased.act, erased.value, erased.when) == ("erase", "", "")
    assert view.erased == 1
    assert view.facts == ()


def test_an_erased_statement_that_is_gone_is_still_counted_as_erased(case: Case) -> None:
    assert person_view(case([{"in": "a"}], changes=[{"act": "erase", "of": "gone"}])).erased == 1


def test_what_was_shown_false_is_shown_as_that(case: Case) -> None:
    view = person_view(case([{"in": "a", "key": "s", "by": SON}], changes=[{"act": "refute", "of": "s"}]))
    (fact,) = view.facts
    assert fact.support.independent_witnesses == fact.support.sources == 0
    assert [one.standing for one in fact.refuted] == ["refuted"]
    assert view.timeline == ()
    assert view.last_known is None


def test_withdrawn_consent_counts_inside_and_not_in_a_release(case: Case) -> None:
    built = case([{"in": "a", "by": SON}, {"in": "b", "by": AUNT}], changes=[{"act": "withdraw_consent", "of": "a"}])
    inside = person_view(built).facts[0].support
    assert inside.independent_witnesses == 2
    assert [one.standing for one in inside.statements] == ["withdrawn", "stands"]
    assert person_view(built, release=True).facts[0].support.independent_witnesses == 1


def test_what_the_reader_may_not_open_is_counted(case: Case) -> None:
    assert person_view(case([{"in": "a"}], unopened=3)).sealed == 3


def test_voices_of_the_view_can_be_looked_up(case: Case) -> None:
    source = {"a": {"publisher": "paper"}}
    view = person_view(
        case([{"in": "a", "by": ["s knows eyewitness"]}], sources=source, voices={"s": {"sealed": True}})
    )
    known = {voice.id: voice for voice in view.voices}
    assert {"paper", "s"} <= set(known)
    assert known["s"].sealed


def test_places_may_come_from_a_gazetteer(case: Case) -> None:
    class Same:
        def related(self, a: str, b: str) -> bool:
            return {a, b} <= {"Ili", "伊犁"}

    built = case([{"in": "a", "where": "Ili", "by": SON}, {"in": "b", "where": "伊犁", "by": AUNT}])
    assert [fact.support.independent_witnesses for fact in person_view(built).facts] == [1, 1]
    assert [fact.support.independent_witnesses for fact in person_view(built, places=Same()).facts] == [2, 2]


def test_mentions_in_any_order_give_one_view(case: Case) -> None:
    said = [{"in": place, "by": SON, "when": "2018"} for place in "abc"]
    built = case(said)
    turned = msgspec.structs.replace(built, mentions=built.mentions[::-1])
    assert person_view(turned) == person_view(built)


def test_hundreds_of_overlapping_chains_stay_within_one_budget(case: Case) -> None:
    draw = random.Random(11)
    voices = [f"v{one:03}" for one in range(150)]
    said = []
    for place in range(300):
        first, *others = draw.sample(voices, 3)
        chain = [f"{first} knows eyewitness", *(f"{one} relays told_by" for one in others)]
        said.append({"in": "abcdefgh"[place % 8], "when": f"20{10 + place % 9}", "by": chain})
        said.append({"in": "abcdefgh"[place % 8], "by": chain})
    view = person_view(case(said))
    whole = next(fact for fact in view.facts if not fact.when).support
    assert len(whole.statements) == 600
    assert 40 < whole.independent_witnesses <= 50
    counter = Counter(None, 5_000)  # type: ignore[arg-type]  # packing asks nobody who anybody is
    for _ in range(20):
        counter.pack(frozenset(draw.sample(voices, 3)) for _ in range(200))
    assert counter._left > -STEPS // 10


def test_the_support_of_any_claim(case: Case) -> None:
    built = case(
        [
            {"in": "a", "when": "2017", "where": "Ili", "by": SON},
            {"in": "b", "when": "2018", "by": AUNT},
            {"in": "c", "stance": "denies", "by": ["guard knows eyewitness"]},
        ]
    )
    assert support(built, "custody", "Internment").independent_witnesses == 2
    assert support(built, "custody", "internment", when="2016/2017").firsthand == ("son",)
    assert support(built, "custody", "internment", where="Kashgar").firsthand == ("aunt",)
    assert support(built, "custody", "prison").sources == 0
