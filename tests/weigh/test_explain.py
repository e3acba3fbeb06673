"""Facts explained: which sentences, with which values."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from tereze.weigh import explain, person_view
from tereze.weigh.chains import DOCUMENT, FIRSTHAND, NONE, OFFICIAL, OWN_WORD, POSSIBLE, SECONDHAND

Case = Any


def messages(built: Any, fact: int = 0, **more: Any) -> list[str]:
    return [sentence.message for sentence in explain(person_view(built, **more))[fact].sentences]


def test_a_fact_is_counted_then_told_chain_by_chain(case: Case) -> None:
    built = case([{"in": "a", "by": ["guard knows eyewitness", "son relays told_by"]}, {"in": "b"}])
    assert messages(built) == ["count.one", "chain.firsthand", "chain.none", "bearing"]
    sentences = explain(person_view(built))[0].sentences
    assert sentences[0].values == {"n": 1, "sources": 2}
    assert sentences[1].values == {"source": "sheet-a", "chain": ("guard", "son")}
    assert sentences[3].values == {"voices": ("guard", "son")}


def test_everything_that_bears_on_a_count_is_said(case: Case) -> None:
    said = [
        {"in": "a", "by": ["son relays told_by"]},
        {"in": "b", "by": ["aunt relays told_by"]},
        {"in": "c", "by": ["wife knows document"]},
        {"in": "d", "by": ["wife knows official_notice"]},
        {"in": "e", "by": ["u knows eyewitness"]},
        {"in": "f", "by": ["s knows eyewitness"]},
        {"in": "g", "by": ["s knows eyewitness"]},
        {"in": "h", "key": "z", "by": ["guard knows eyewitness"]},
        {"in": "i", "stance": "denies", "by": ["ministry knows unknown"]},
        {"in": "j", "stance": "does_not_know", "by": ["guard knows unknown"]},
        {"in": "k", "stance": "refuses", "by": []},
    ]
    voices = {"u": {"named": False, "label": ""}, "s": {"sealed": True}, "ministry": {"sort": "organization"}}
    changes = [{"act": "refute", "of": "z"}]
    found = messages(case(said, voices=voices, sources={"g": {"repeats": ["f"]}}, changes=changes))
    assert found[:6] == ["count.many", "floor", "documents", "officials", "possible", "sealed"]
    assert found[6:] == [
        "chain.secondhand",
        "chain.secondhand",
        "chain.document",
        "chain.official",
        "chain.possible",
        "chain.firsthand",
        "reprint",
        "denied",
        "does_not_know",
        "refuses",
        "refuted",
    ]


@pytest.mark.parametrize(
    ("voice", "label"),
    [
        ({"sealed": True, "label": "her real name"}, "@voice.sealed"),
        ({"named": False, "label": ""}, "@voice.unnamed"),
        ({"named": False, "label": "a neighbour"}, "a neighbour"),
        ({"label": "", "number": "T-0000007"}, "T-0000007"),
        ({"label": ""}, "v"),
    ],
)
def test_what_a_voice_is_called(case: Case, voice: dict[str, Any], label: str) -> None:
    view = person_view(case([{"in": "a", "by": ["v knows eyewitness"]}], voices={"v": voice}))
    (told,) = (one for one in explain(view)[0].sentences if one.message.startswith("chain."))
    assert told.values["chain"] == (label,)


def test_a_voice_that_the_view_does_not_list_keeps_its_id(case: Case) -> None:
    view = person_view(case([{"in": "a", "by": ["v knows eyewitness"]}]))
    bare = msgspec.structs.replace(view, voices=())
    assert explain(bare)[0].sentences[1].values["chain"] == ("v",)


def test_recorders_are_named_where_nobody_else_speaks(case: Case) -> None:
    view = person_view(case([{"in": "a", "by": ["scribe records told_by"]}]))
    assert explain(view)[0].sentences[-1].values["chain"] == ("scribe",)


def test_a_search_cut_short_is_admitted(case: Case) -> None:
    ring = [
        {
            "in": "a",
            "by": [f"v{i} knows eyewitness", f"v{(i + 1) % 9} relays told_by", f"v{(i + 3) % 9} relays told_by"],
        }
        for i in range(9)
    ]
    assert "inexact" in messages(case(ring), steps=1)
    assert "inexact" not in messages(case(ring))


def test_every_kind_of_origin_has_its_sentence() -> None:
    from tereze.weigh import ENGLISH

    kinds = (FIRSTHAND, SECONDHAND, OWN_WORD, DOCUMENT, OFFICIAL, POSSIBLE, NONE)
    assert {f"chain.{kind}" for kind in kinds} == {message for message in ENGLISH if message.startswith("chain.")}
