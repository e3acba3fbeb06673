"""Chains made whole, and the origin of what they say."""

from __future__ import annotations

from typing import Any

import pytest

from tereze.weigh.chains import Chain, chain_of, is_paper
from tereze.weigh.items import known_of

Case = Any


def chain(case: Case, by: list[str], source: dict[str, Any] | None = None, **more: Any) -> Chain:
    """The chain of one statement in one source."""
    voices = more.pop("voices", {})
    built = case([{"in": "a", "by": by, **more}], sources={"a": source or {}}, voices=voices)
    known = known_of(built)
    return chain_of(built.mentions[0].statements[0], built.sources["a"], known)


def origin(found: Chain) -> tuple[str, str]:
    return found.kind, found.label


U = {"u": {"named": False}}
ORG = {"o": {"sort": "organization"}}
GROUP = {"g": {"sort": "group"}}


@pytest.mark.parametrize(
    ("by", "voices", "kind", "label"),
    [
        (["son knows own_experience"], {}, "firsthand", "son"),
        (["son knows eyewitness"], {}, "firsthand", "son"),
        (["son relays eyewitness"], {}, "secondhand", "son"),  # who relays was told, by whom is not known
        (["son knows told_by"], {}, "secondhand", "son"),
        (["son knows phone_call"], {}, "secondhand", "son"),
        (["son knows rumour"], {}, "secondhand", "son"),
        (["son knows inference"], {}, "own_word", "son"),
        (["son knows unknown"], {}, "own_word", "son"),
        (["son knows document"], {}, "document", "son"),
        (["son knows official_notice"], {}, "official", "son"),
        (["son knows media"], {}, "possible", ""),
        (["u knows eyewitness"], U, "possible", ""),
        (["u knows eyewitness", "son relays told_by"], U, "secondhand", "son"),
        (["u knows eyewitness", "son relays media"], U, "possible", ""),
        (["u knows eyewitness", "son relays media", "aunt relays told_by"], U, "possible", ""),
        (["u knows document", "son relays told_by"], U, "document", "u"),
        (["son knows eyewitness", "u relays told_by", "aunt relays told_by"], U, "firsthand", "son"),
        (["g knows eyewitness"], GROUP, "possible", ""),
        (["g knows eyewitness", "son relays told_by"], GROUP, "secondhand", "son"),
        (["o knows own_experience"], ORG, "official", "o"),
        (["o knows unknown", "son relays told_by"], ORG, "official", "o"),
        (["o knows told_by"], ORG, "possible", ""),
        (["o relays official_notice"], ORG, "official", "o"),
        (["o relays told_by", "son relays told_by"], ORG, "secondhand", "son"),
        (["o publishes document"], ORG, "document", "o"),
        (["o publishes media"], ORG, "possible", ""),
        (["son records told_by"], {}, "possible", ""),
        (["son records unknown"], {}, "none", ""),
        ([], {}, "none", ""),
    ],
)
def test_origins(case: Case, by: list[str], voices: dict[str, Any], kind: str, label: str) -> None:
    assert origin(chain(case, by, voices=voices)) == (kind, label)


@pytest.mark.parametrize(
    ("source", "by", "kind", "label"),
    [
        ({"kind": "list"}, [], "document", "sheet-a"),
        ({"kind": "court_document"}, [], "document", "sheet-a"),
        ({"kind": "other", "system_of_record": "Example  Base"}, [], "document", "Example Base"),
        ({"kind": "official_document", "teller": "wife"}, [], "document", "sheet-a"),
        ({"kind": "official_document"}, ["wife knows document"], "document", "sheet-a"),
        ({"kind": "court_document"}, ["guard knows eyewitness"], "firsthand", "guard"),
        ({"kind": "official_statement"}, [], "official", "sheet-a"),
        ({"kind": "official_statement", "publisher": "ministry"}, [], "official", "ministry"),
        ({"kind": "official_statement", "teller": "speaker"}, [], "official", "speaker"),
        ({"kind": "official_statement"}, ["deputy knows unknown"], "official", "deputy"),
        ({"kind": "official_statement"}, ["prisoner knows own_experience"], "firsthand", "prisoner"),
        ({"kind": "book", "authors": ["writer"]}, [], "none", ""),
    ],
)
def test_origins_by_source(case: Case, source: dict[str, Any], by: list[str], kind: str, label: str) -> None:
    assert origin(chain(case, by, source)) == (kind, label)


def test_what_is_read_off_a_paper_is_the_papers_word(case: Case) -> None:
    source = {"kind": "official_document", "teller": "wife"}
    assert origin(chain(case, ["wife knows unknown"], source, attribute=True)) == ("document", "sheet-a")
    assert origin(chain(case, ["wife knows unknown"], source)) == ("own_word", "wife")
    assert origin(chain(case, ["wife knows unknown"], {"teller": "wife"}, attribute=True)) == ("own_word", "wife")


def test_a_teller_outside_the_chain_relays(case: Case) -> None:
    found = chain(case, ["guard knows eyewitness"], {"kind": "interview", "teller": "son"})
    assert [(link.voice, link.role, link.basis) for link in found.links] == [
        ("guard", "knows", "eyewitness"),
        ("son", "relays", "told_by"),
    ]
    assert found.voices == {"guard", "son"}


def test_a_teller_in_the_chain_is_not_added_again(case: Case) -> None:
    assert len(chain(case, ["guard knows eyewitness", "son records told_by"], {"teller": "son"}).links) == 2
    same = {"son": {"id": "p1"}, "son2": {"id": "p1"}}
    assert len(chain(case, ["son2 knows eyewitness"], {"teller": "son"}, voices=same).links) == 1


def test_a_recorder_found_to_be_the_teller_still_relays(case: Case) -> None:
    same = {"son": {"id": "p1"}, "scribe": {"id": "p1"}}
    found = chain(case, ["guard knows eyewitness", "scribe records told_by"], {"teller": "son"}, voices=same)
    assert found.voices == {"guard", "p1"}


def test_an_empty_chain_is_the_tellers_own_word(case: Case) -> None:
    own = chain(case, [], {"teller": "x"}, voices={"x": {"id": "x"}})
    assert (own.kind, own.links[0].basis) == ("firsthand", "own_experience")
    other = chain(case, [], {"teller": "wife"})
    assert (other.kind, other.links[0].basis) == ("own_word", "unknown")


def test_channels_are_recorders_publishers_authors_and_whoever_it_was_told_to(case: Case) -> None:
    source = {
        "publisher": "office",
        "authors": ["writer"],
        "told": {"to": "desk", "interpreter": "ear"},
        "teller": "son",
    }
    found = chain(case, ["son knows eyewitness", "scribe records told_by"], source)
    assert found.channels == {"office", "writer", "desk", "ear", "scribe"}
    assert found.voices == {"son"}


def test_who_speaks_is_no_channel_of_himself(case: Case) -> None:
    assert chain(case, ["son knows eyewitness"], {"authors": ["son"]}).channels == frozenset()


def test_voices_are_the_people_behind_the_mentions(case: Case) -> None:
    found = chain(case, ["m1 knows eyewitness"], voices={"m1": {"id": "p1", "sealed": True, "named": False}})
    assert found.links[0].voice == "p1"
    assert found.kind == "firsthand"
    assert found.sealed == {"p1"}


def test_editions_of_a_list_are_one_paper(case: Case) -> None:
    sources = {
        "a": {"kind": "list"},
        "b": {"kind": "list", "version_of": "a"},
        "c": {"kind": "list", "version_of": "b"},
        "d": {"kind": "list", "version_of": "e"},
        "e": {"kind": "list", "version_of": "d"},
    }
    known = known_of(case([{"in": one} for one in sources], sources=sources))
    assert [known.edition(one) for one in "abcde"] == ["a", "a", "a", "d", "d"]
    assert known.edition("elsewhere") == known.local("elsewhere") == "elsewhere"


def test_papers(case: Case) -> None:
    built = case([{"in": "a"}, {"in": "b"}], sources={"a": {"kind": "list"}, "b": {"kind": "letter"}})
    assert is_paper(built.sources["a"])
    assert not is_paper(built.sources["b"])
