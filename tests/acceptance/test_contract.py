"""Sheets written from the page “Source sheet” alone, and what the page “Person view” makes of them.

Every number here was counted by hand from those two pages before the program was asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tereze import settings, wiring
from tereze.actions import find, folder, lists, views
from tereze.actions.desk import Desk
from tereze.actions.report import ImportReport

SHEETS = Path(__file__).parent / "contract"
TOP = ["tereze", "number", "names", "mentions", "facts", "conflicts", "timeline", "last_known", "relatives", "disputes"]
FACT = ["property", "value", "facet", "when", "where", "terms", "support", "denied_by", "does_not_know"]
SUPPORT = [
    "sources",
    "independent_witnesses",
    "witness_floor",
    "load_bearing",
    "firsthand",
    "secondhand",
    "document_origins",
    "official_origins",
    "channels",
    "possible",
    "sealed",
    "statements",
]
STATEMENT = ["id", "source", "stance", "chain", "words", "at"]
Collection = tuple[Desk, ImportReport]


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """The sheets beside this file in a register of their own, and the report of their import."""
    place = tmp_path_factory.mktemp("contract")
    report = ImportReport()
    with wiring.create(settings.read({}, register=place / "register"), "", demo=True) as opened:
        folder.take_in(opened.desk, SHEETS, None, report, lambda _: None, link=False)
        yield opened.desk, report


def view(collection: Collection, person: str) -> dict[str, Any]:
    return views.to_json(views.person(collection[0], find.find_person(collection[0], person)))


def voices(collection: Collection, people: str) -> list[str]:
    """The ids of voices, sorted: the anchors of the persons behind `sheet/mention …`."""
    index = collection[0].register.index
    ids = [find.mention_of(collection[0], one) if "/" in one else one for one in people.split()]
    anchors = index.person_of([one for one in ids if one.startswith("m")])
    return sorted({anchors.get(one, one) for one in ids})


def test_all_of_it_goes_in(collection: Collection) -> None:
    report = collection[1]
    assert report.refused == []
    assert report.warnings == []
    assert len(report.accepted) == len(set(report.accepted)) == 28
    assert [Path(one).name for one in report.documents] == ["who.yaml", "changed.yaml"]


@pytest.mark.parametrize("person", ["mother-told/son", "verdict/man", "life/self", "changed/self", "as-json/who"])
def test_every_key_of_the_page_is_there(collection: Collection, person: str) -> None:
    shown = view(collection, person)
    assert shown["tereze"] == "person/1"
    assert set(TOP) <= shown.keys()
    for fact in shown["facts"]:
        assert set(FACT) <= fact.keys()
        assert set(SUPPORT) <= fact["support"].keys()
        for said in [*fact["support"]["statements"], *fact["denied_by"], *fact["does_not_know"]]:
            assert set(STATEMENT) <= said.keys()
            assert all(set(link) == {"voice", "role", "basis"} for link in said["chain"])
    for item in shown["timeline"]:
        assert {"status", "facet", "from", "to", "where", "independent_witnesses", "terms"} <= item.keys()
    for conflict in shown["conflicts"]:
        assert {"property", "facet", "values"} <= conflict.keys()
        assert all({"value", "independent_witnesses"} <= value.keys() for value in conflict["values"])
    if shown["last_known"]:
        assert {"status", "as_of", "silent_since", "independent_witnesses"} <= shown["last_known"].keys()


# person, property, value, when → counts and origins; what is not named is nought or empty.
FACTS: list[tuple[str, str, str, str, dict[str, Any]]] = [
    # One mother: told to the office, to a paper, reprinted, and retold by the father: one witness. A cellmate: two.
    # His “2018-06, Xinjiang” lies within her period and place, so each of the two claims is supported by all.
    ("mother-told/son", "custody", "internment", "2018-03/2019-01",
     {"sources": 5, "independent_witnesses": 2, "witness_floor": 2,
      "firsthand": "mother-told/mother cellmate-told/cellmate",
      "channels": "mother-told/office mother-told/recorder mother-told/interpreter paper-one/paper paper-one/reporter "
                  "paper-two/paper"}),
    ("mother-told/son", "custody", "internment", "2018-06",
     {"sources": 5, "independent_witnesses": 2, "witness_floor": 2,
      "firsthand": "mother-told/mother cellmate-told/cellmate",
      "channels": "mother-told/office mother-told/recorder mother-told/interpreter paper-one/paper paper-one/reporter "
                  "paper-two/paper"}),
    # An attribute in a paper without a teller adds no witness; the mother's own is hers, on an unknown basis.
    ("mother-told/son", "birthDate", "1979", "", {"sources": 1, "channels": "paper-one/paper paper-one/reporter"}),
    ("mother-told/son", "birthDate", "1982", "",
     {"sources": 1, "independent_witnesses": 1, "witness_floor": 1, "load_bearing": "mother-told/mother",
      "channels": "mother-told/office mother-told/recorder mother-told/interpreter"}),
    # Two who were told by somebody unknown, and one who stands behind an unnamed guard: perhaps one informant.
    # Two unnamed guards, of two sheets, are only possible.
    ("uncle-told/girl", "custody", "prison", "2019",
     {"sources": 4, "independent_witnesses": 3, "witness_floor": 1, "possible": 2,
      "secondhand": "uncle-told/uncle aunt-told/aunt neighbour-told/neighbour", "channels": "neighbour-told/scribe"}),
    # Four voices and a clerk: one chain; the second voice is the first who can be told apart.
    ("four-voices/held", "custody", "hospital", "2020-02-01",
     {"sources": 1, "independent_witnesses": 1, "witness_floor": 1, "possible": 1, "secondhand": "four-voices/second",
      "load_bearing": "four-voices/first four-voices/second four-voices/third four-voices/fourth",
      "channels": "four-voices/clerk"}),
    # Two leaks of one database are one origin; the wife holds the paper and is no witness to it.
    ("verdict/man", "sentence", "12 years", "2018-09-10",
     {"sources": 3, "document_origins": 2, "channels": "verdict/court"}),
    ("verdict/man", "custody", "prison", "2018-09/..",
     {"sources": 1, "independent_witnesses": 1, "witness_floor": 1, "load_bearing": "wife-holds/wife",
      "firsthand": "wife-holds/wife", "denied_by": 1, "does_not_know": 1}),
    # What was denied for 2010 meets no claim: it is shown, and nothing supports it.
    ("verdict/man", "custody", "prison", "2010", {"denied_by": 1}),
    ("verdict/man", "custody", "in_contact", "2019-01",
     {"sources": 1, "official_origins": 1, "channels": "ministry-says/ministry"}),
    ("as-json/who", "custody", "police_custody", "2019-03-02", {"sources": 1, "document_origins": 1}),
    ("life/self", "work", "no", "2019~",
     {"sources": 1, "independent_witnesses": 1, "witness_floor": 1, "load_bearing": "life/self",
      "firsthand": "life/self"}),
    # Changes: the new readings count, the old ones do not; what was refuted is shown and supports nothing.
    ("changed/self", "custody", "internment", "2016",
     {"sources": 1, "independent_witnesses": 1, "witness_floor": 1, "load_bearing": "changed/self",
      "firsthand": "changed/self"}),
    ("changed/self", "custody", "pretrial_detention", "2018",
     {"sources": 1, "independent_witnesses": 1, "witness_floor": 1, "load_bearing": "changed/self",
      "firsthand": "changed/self"}),
    ("changed/self", "custody", "house_arrest", "2020", {"refuted": 1}),
    # A witness who asked to stay unnamed counts like any other, and is counted as sealed.
    ("hidden/held", "custody", "prison", "2018",
     {"sources": 1, "independent_witnesses": 1, "witness_floor": 1, "sealed": 1, "load_bearing": "hidden/teller",
      "firsthand": "hidden/teller"}),
    # Taken over from another source: the same voice by name, one witness. What it adds of its own stands for itself.
    ("copy/held", "custody", "prison", "2018",
     {"sources": 2, "independent_witnesses": 1, "witness_floor": 1, "load_bearing": "original/witness",
      "firsthand": "original/witness"}),
    ("copy/held", "custody", "hospital", "2020",
     {"sources": 1, "independent_witnesses": 1, "witness_floor": 1, "load_bearing": "copy/witness",
      "firsthand": "copy/witness"}),
    # a–b, b–c and c–d: two chains can be chosen that share nobody, and never three.
    ("packing/held", "custody", "missing", "2018",
     {"sources": 1, "independent_witnesses": 2, "witness_floor": 2,
      "firsthand": "packing/a packing/b packing/c"}),
    # Who infers counts, who heard a rumour is of the second hand, a notice is the organ's word, a crowd and the
    # unknown informant of one who only recorded are possible.
    ("bases/held", "work", "sews gloves", "",
     {"sources": 1, "independent_witnesses": 2, "witness_floor": 2, "possible": 2, "official_origins": 1,
      "secondhand": "bases/gossip", "channels": "bases/gossip"}),
    # The sister reports what a cousin without a name saw: the chain is hers too, so she is one witness.
    ("answers/held", "custody", "police_custody", "2018-03-05",
     {"sources": 1, "independent_witnesses": 1, "witness_floor": 1, "possible": 1, "load_bearing": "answers/sister",
      "firsthand": "answers/sister", "refuses": 1}),
]  # fmt: skip


@pytest.mark.parametrize("case", FACTS, ids=lambda case: "-".join(case[:4]))
def test_a_fact_is_counted_as_the_page_says(collection: Collection, case: tuple[str, str, str, str, Any]) -> None:
    person, *key, wanted = case
    shown = view(collection, person)["facts"]
    (fact,) = [one for one in shown if [one["property"], one["value"], one["when"]] == key]
    support = fact["support"]
    for count in ("sources", "independent_witnesses", "witness_floor", "possible", "sealed"):
        assert support[count] == wanted.get(count, 0), count
    for list_of in ("load_bearing", "firsthand", "secondhand", "channels"):
        assert support[list_of] == voices(collection, wanted.get(list_of, "")), list_of
    for origins in ("document_origins", "official_origins"):
        assert len(support[origins]) == wanted.get(origins, 0), origins
    for beside in ("denied_by", "does_not_know", "refuted", "refuses"):
        assert len(fact[beside]) == wanted.get(beside, 0), beside


@pytest.mark.parametrize(
    ("person", "wanted"),
    [
        ("mother-told/son", [("internment", "2018-03", "2019-01", 2, [])]),
        ("verdict/man", [("prison", "2018-09", None, 1, []), ("in_contact", "2019-01", "2019-01", 0, [])]),
        # Three observations of one stay are one item; the release gives it the end it has not.
        (
            "life/self",
            [
                ("internment", "2017-05", "2018-11-05", 1, ["imaginary course", "imaginary school"]),
                ("released", "2018-11-05", "2018-11-05", 1, []),
                ("papers_withheld", "2018-12", "2019-05", 1, []),
                ("forced_labour", "2018-12", None, 1, []),
            ],
        ),
        ("changed/self", [("internment", "2016", "2016", 1, []), ("pretrial_detention", "2018", "2018", 1, [])]),
        ("answers/held", [("police_custody", "2018-03-05", "2018-03-20", 1, [])]),
        # One status in two places that exclude each other is two items.
        ("places/held", [(status, "2018-01", "2018-06", 1, []) for status in ("internment", "internment", "prison")]),
    ],
)
def test_the_timeline_merges_what_the_page_merges(collection: Collection, person: str, wanted: list[Any]) -> None:
    shown = view(collection, person)["timeline"]
    keys = ("status", "from", "to", "independent_witnesses", "terms")
    assert [tuple(item[key] for key in keys) for item in shown] == wanted


def test_conflicts_relatives_and_silence(collection: Collection) -> None:
    son = view(collection, "mother-told/son")
    (conflict,) = son["conflicts"]
    assert (conflict["property"], conflict["facet"]) == ("birthDate", None)
    values = [(one["value"], one["independent_witnesses"]) for one in conflict["values"]]
    assert values == [("1979", 0), ("1982", 1)]
    (relative,) = son["relatives"]
    assert relative["relation"] == "mother"
    assert relative["person"] == view(collection, "paper-two/mother")["number"]
    assert son["last_known"]["as_of"] == "2019-01"
    assert view(collection, "life/self")["last_known"]["silent_since"] == "2021-07-07"
    assert view(collection, "dates/self")["last_known"] is None


def test_two_places_and_two_statuses_at_one_time_are_two_conflicts(collection: Collection) -> None:
    shown = view(collection, "places/held")["conflicts"]
    assert [(one["property"], one["facet"]) for one in shown] == [("custody", "holding")] * 2
    values = [[(value["value"], value["independent_witnesses"]) for value in one["values"]] for one in shown]
    assert sorted(values) == [[("Firstville", 1), ("Secondtown", 1)], [("internment", 2), ("prison", 1)]]


def test_a_sealed_teller_is_shown_nowhere(collection: Collection) -> None:
    for shown in (view(collection, "hidden/held"), view(collection, "hidden/teller")):
        assert "Hidden Teller" not in str(shown)
        assert "1960" not in str(shown)
    assert "Hidden Teller" not in str([list(lists.items(collection[0], kind)) for kind in lists.KINDS])


def test_names_keep_their_script_and_say_where_they_stand(collection: Collection) -> None:
    names = {one["text"]: (one["lang"], one["sources"]) for one in view(collection, "mother-told/son")["names"]}
    assert names["奥伊丹"] == ("zh-Hans", ["paper-two"])
    assert names["ئويدان شىغارما"] == ("kk-Arab", ["mother-told"])
    assert names["ئويدان"] == ("ug", ["father-told"])
    assert {"Ойдан Шығарма", "Oydan Shygharma"} <= names.keys()
    assert {"No", "Null", "1e3"} == {one["text"] for one in view(collection, "life/self")["names"]}


def test_every_way_to_write_a_date_is_kept_as_written(collection: Collection) -> None:
    facts = view(collection, "dates/self")["facts"]
    assert len(facts) == 17
    assert "[2017-06..2017-08]/2018-10" in {fact["when"] for fact in facts}
    assert all(fact["support"]["independent_witnesses"] == 1 for fact in facts)


def test_the_teller_is_added_to_a_chain_without_him(collection: Collection) -> None:
    shown = view(collection, "uncle-told/girl")["facts"][0]["support"]["statements"]
    (said,) = [one for one in shown if one["source"] == "neighbour-told"]
    assert [(link["role"], link["basis"]) for link in said["chain"]][-1] == ("relays", "told_by")
    assert said["chain"][-1]["voice"] == voices(collection, "neighbour-told/neighbour")[0]


def test_what_was_set_aside_is_shown_to_reviewers(collection: Collection) -> None:
    shown = view(collection, "changed/self")
    assert sorted(one["act"] for one in shown["set_aside"]) == ["correct", "retract", "revise"]
    assert shown["erased"] == 1
    standing = [one["standing"] for fact in shown["facts"] for one in fact["support"]["statements"]]
    assert set(standing) == {"withdrawn"}  # it counts inside the house all the same


def test_what_was_erased_is_gone(collection: Collection) -> None:
    desk = collection[0]
    assert "gone" not in {item["source"] for item in lists.items(desk, "sources")}
    assert "Gone Imagined" not in {item["name"] for item in lists.items(desk, "persons")}
    assert "treatment" not in {fact["property"] for fact in view(collection, "changed/self")["facts"]}


def test_judgements_make_persons_and_what_cannot_be_applied_is_a_dispute(collection: Collection) -> None:
    assert len(view(collection, "paper-two/son")["mentions"]) == 5
    man = view(collection, "verdict/man")
    assert {one["source"] for one in man["mentions"]} == {
        "verdict", "leaked-list", "wife-holds", "ministry-says", "brother-told",
    }  # fmt: skip
    uncle, aunt = view(collection, "uncle-told/uncle"), view(collection, "aunt-told/aunt")
    assert uncle["number"] != aunt["number"] != man["number"] != uncle["number"]
    assert len(uncle["disputes"]) == len(aunt["disputes"]) == 1
    (dispute,) = lists.items(collection[0], "disputes")
    assert sorted(dispute["mentions"]) == ["aunt-told/aunt", "uncle-told/uncle"]


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("positions", [{"actor": "ministry", "organ": "bureau", "forum": "a press day", "addressee": "agency",
                        "topic": "departures", "about": ["many"], "stance": "promises", "term": "imaginary term",
                        "reason": "goodwill", "when": "2019-01",
                        "number": {"value": 2000, "unit": "persons", "who": "imaginary people", "what": "may leave",
                                   "period": "2019-01/..", "counts_if": "left the country"},
                        "said_by": [{"voice": "columnist", "role": "relays", "basis": "official_notice"}],
                        "words": [{"text": "they may leave", "lang": "en", "role": "original"}]},
                       {"topic": "camps", "about": ["held"], "stance": "denies", "when": "2018"}]),
        ("assessments", [{"by": "columnist", "about": "promise", "kind": "forecast", "check_on": "2020-01",
                          "says": "they will be said to have jobs", "when": "2019-02"},
                         {"by": "columnist", "about": "held", "kind": "irony", "says": "how generous"}]),
        ("interventions", [{"by": "spouse", "for": ["held"], "kind": "petition", "addressee": "ministry",
                            "when": "2018", "answer": "none came",
                            "effect": {"says": "credited",
                                       "said_by": [{"voice": "spouse", "role": "knows", "basis": "inference"}]}}]),
        ("inquiries", [{"by": "agency", "to": "ministry", "about": "departures", "when": "2019-01",
                        "answer": "refused"},
                       {"about": "held", "when": "2019-02", "answer": "pending"}]),
        ("incidents", [{"kind": "fine", "direction": "closes", "factor": "public_response", "when": "2019-02",
                        "where": "Imaginary town", "against": "agency", "severity": 2,
                        "said_by": [{"voice": "columnist", "role": "relays", "basis": "media"}]},
                       {"kind": "visit_allowed", "direction": "opens", "factor": "host_response", "severity": None}]),
        ("claims", [{"actor": "ministry", "stance": "promises", "topic": "departures"}]),
    ],
)  # fmt: skip
def test_a_list_gives_back_what_the_sheet_said(collection: Collection, kind: str, wanted: list[dict[str, Any]]) -> None:
    items = list(lists.items(collection[0], kind))
    assert len(items) == len(wanted)
    for expected in wanted:
        assert [item for item in items if expected.items() <= item.items()], expected
    assert all(item["source"] == "around" and item["id"] for item in items)


def test_a_claim_is_held_against_the_register(collection: Collection) -> None:
    (claim,) = lists.items(collection[0], "claims")
    assert {"documented", "witnessed", "as_of"} <= claim["register"].keys()
    assert (claim["register"]["documented"], claim["register"]["witnessed"]) == (1, 1)  # who left in 2019-03
    assert claim["verdict"]


def test_importing_it_all_again_changes_nothing(collection: Collection) -> None:
    desk, before = collection[0], collection[0].register.ledger.heads()
    again = ImportReport()
    folder.take_in(desk, SHEETS, None, again, lambda _: None, link=False)
    assert again.refused == []
    assert sorted(again.unchanged) == sorted(again.accepted) == sorted(collection[1].accepted)
    assert desk.register.ledger.heads() == before
    assert [one["key"] for one in again.warnings] == ["source.id"]  # the erased sheet stays erased
