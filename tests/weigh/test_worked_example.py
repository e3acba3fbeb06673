"""DESIGN §9: twenty-four numbered testimonies in several outlets that rest on two people. All names are invented."""

from __future__ import annotations

from typing import Any

from tereze.weigh import explain, person_view, say, voices_to_protect

Case = Any
SON, BROTHER = "Mysal Uly", "Ulgi Inisi"
OUTLETS = (
    "Model Wire",
    "Example Radio",
    "Sample Public Broadcasting",
    "Specimen Post",
    "Pattern Times",
    "Mock Gazette",
)


def collected() -> tuple[list[dict[str, Any]], dict[str, Any], dict[str, Any]]:
    """Twenty-four: the son speaks in fifteen, the brother-in-law in nine, each through one outlet after another."""
    said, sources = [], {}
    voices: dict[str, Any] = {
        "son": {"label": SON},
        "brother": {"label": BROTHER},
    }
    for number in range(24):
        voice = "son" if number % 8 < 5 else "brother"
        outlet = f"outlet{number % len(OUTLETS)}"
        voices[outlet] = {"sort": "organization", "label": OUTLETS[number % len(OUTLETS)]}
        source = f"t{number:02}"
        sources[source] = {"kind": "news_article", "publisher": outlet}
        basis = "eyewitness" if voice == "son" else "own_experience"
        said.append(
            {
                "in": source,
                "value": "prison",
                "when": "2018" if number % 2 else "2017-05/2018-12",
                "where": "" if number % 3 else "Example county, Model",
                "by": [f"{voice} knows {basis}", f"{outlet} publishes media"],
            }
        )
    return said, sources, voices


def test_twenty_four_testimonies_are_two_witnesses(case: Case) -> None:
    said, sources, voices = collected()
    view = person_view(case(said, sources=sources, voices=voices))
    assert len(view.facts) == 4  # two periods, with and without the place
    for fact in view.facts:
        assert fact.support.sources == 24
        assert fact.support.independent_witnesses == fact.support.witness_floor == 2
        assert fact.support.firsthand == ("brother", "son")
        assert len(fact.support.channels) == len(OUTLETS)
        assert fact.support.load_bearing == ()
    assert [(item.status, item.independent_witnesses, item.sources) for item in view.timeline] == [("prison", 2, 24)]
    assert view.last_known is not None
    assert view.last_known.independent_witnesses == 2
    assert view.conflicts == ()


def test_if_the_two_are_one_everything_rests_on_him(case: Case) -> None:
    said, sources, voices = collected()
    voices["brother"] = {"id": "son", "label": SON}
    view = person_view(case(said, sources=sources, voices=voices))
    assert {fact.support.independent_witnesses for fact in view.facts} == {1}
    assert [(one.voice, len(one.facts)) for one in voices_to_protect(view)] == [("son", 4)]


def test_it_can_be_told_in_words(case: Case) -> None:
    said, sources, voices = collected()
    view = person_view(case(said, sources=sources, voices=voices))
    told = [say(sentence) for sentence in explain(view)[0].sentences]
    assert told[0] == "2 independent witnesses; sources: 24."
    assert f"First hand, in sheet-t00: {SON}." in told
    assert f"First hand, in sheet-t05: {BROTHER}." in told


def test_reprints_declared_as_such_change_nothing(case: Case) -> None:
    said, sources, voices = collected()
    more = [dict(one, **{"in": f"r{one['in']}"}) for one in said]
    again = {f"r{name}": {"repeats": [name]} for name in sources}
    plain = person_view(case(said, sources=sources, voices=voices))
    view = person_view(case([*said, *more], sources=sources | again, voices=voices))
    assert [fact.support.independent_witnesses for fact in view.facts] == [2, 2, 2, 2]
    assert [fact.when for fact in view.facts] == [fact.when for fact in plain.facts]
    assert view.facts[0].support.sources == 48
