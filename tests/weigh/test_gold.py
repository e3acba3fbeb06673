"""Fifty cases coded twice by hand before the program saw them (docs/methods/weighing.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tereze.weigh import Fact, PersonView, person_view

COUNTS = ("n", "floor", "possible", "sources", "sealed")
LISTS = ("first", "second", "other", "bearing")
NUMBERS = ("papers", "officials")
AGREED = {"holds": "first"}


def full(coded: dict[str, Any], check: list[str]) -> dict[str, Any]:
    """A coding with what it left out: nothing, and one source."""
    empty: dict[str, Any] = dict.fromkeys((*COUNTS, *NUMBERS), 0) | {"sources": 1} | {key: [] for key in LISTS}
    asked = {"facts", "conflicts", "timeline", "last", "beside"} & set(check)
    return (empty if "support" in check else {}) | coded | {key: coded.get(key) for key in asked}


def computed(view: PersonView, fact: Fact, check: list[str]) -> dict[str, Any]:
    """What the program says, in the keys of the coding."""
    told = fact.support
    found: dict[str, Any] = {}
    if "support" in check:
        found |= {"n": told.independent_witnesses, "floor": told.witness_floor, "possible": told.possible}
        found |= {"sources": told.sources, "sealed": told.sealed}
        found |= {"first": list(told.firsthand), "second": list(told.secondhand)}
        found |= {"other": list(told.other_witnesses), "bearing": list(told.load_bearing)}
        found |= {"papers": len(told.document_origins), "officials": len(told.official_origins)}
    if "facts" in check:
        found["facts"] = len(view.facts)
    if "beside" in check:
        found["beside"] = [len(fact.denied_by), len(fact.refuted)]
    if "conflicts" in check:
        found["conflicts"] = [[side.value for side in one.values] for one in view.conflicts]
    if "timeline" in check:
        found["timeline"] = [[one.status, one.begin, one.end, one.independent_witnesses] for one in view.timeline]
    if "last" in check and view.last_known:
        last = view.last_known
        found["last"] = [last.status, last.as_of, last.silent_since, last.independent_witnesses]
    return found


def asked(view: PersonView, one: dict[str, Any]) -> Fact:
    """The claim the case is about: the one that its first statement states."""
    said = one["said"][0]
    value, when = said.get("value", "internment"), said.get("when", "")
    where = said.get("where", "")
    fits = [fact for fact in view.facts if fact.value == value]
    if "claim" in one:
        return fits[0]
    return next(fact for fact in fits if (fact.when, fact.where) == (when, where))


def test_fifty_cases_hold(case: Any, gold: Any) -> None:
    wrong = {}
    for one in gold["cases"]:
        keys = {key: value for key, value in one.items() if key in {"said", "sources", "voices", "changes", "lineage"}}
        view = person_view(case(**keys))
        check = one.get("check", ["support"])
        settled = gold["settled"].get(one["id"], AGREED)
        amended = {key: value for key, value in settled.items() if key in COUNTS}
        coded = gold[settled["holds"]][one["id"]] | amended
        found, expected = computed(view, asked(view, one), check), full(coded, check)
        if found != expected:
            wrong[one["id"]] = {
                key: (found.get(key), expected.get(key))
                for key in found | expected
                if found.get(key) != expected.get(key)
            }
    assert not wrong


def test_there_are_fifty_and_both_codings_have_them_all(gold: Any) -> None:
    named = [one["id"] for one in gold["cases"]]
    assert len(named) == len(set(named)) == 50
    assert set(gold["first"]) == set(gold["second"]) == set(named)


def test_every_difference_between_the_codings_was_settled_and_is_written_down(gold: Any, repo: Path) -> None:
    checks = {one["id"]: one.get("check", ["support"]) for one in gold["cases"]}
    differ = {
        name for name, check in checks.items() if full(gold["first"][name], check) != full(gold["second"][name], check)
    }
    assert differ == set(gold["settled"])
    page = (repo / "docs" / "methods" / "weighing.md").read_text("utf-8")
    assert [name for name in sorted(differ) if f"`{name}`" not in page] == []
