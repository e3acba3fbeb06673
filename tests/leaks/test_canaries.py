"""A different canary in every field that must stay inside: publish in every format, and no canary in any byte.

Everyone here is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from release_cases import (
    HERS,
    KEY,
    NOW,
    OFFICE,
    SECRET,
    SUBJECT,
    TELLER,
    another,
    case,
    changed,
    consent,
    ground,
    inputs,
    mention,
    quote,
    said,
    source,
    voices,
)

from tereze.model.events import Figure, Incident, Position
from tereze.model.judgements import Change, Lineage
from tereze.model.mentions import Link, Mention, Name, Statement, Term
from tereze.model.sources import Locator, Told
from tereze.publish import release
from tereze.publish.locale import LANGUAGES
from tereze.weigh.case import PersonCase, Voice

WITNESS, HIDDEN, RECORDER = "mwitnessaaaaaaaaa", "mhiddenaaaaaaaaaa", "mrecorderaaaaaaaa"


class Canaries:
    """Hands out strings that occur nowhere else, and remembers them."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def __call__(self, what: str) -> str:
        self.all.append(f"Zq{len(self.all):03d}{what}Qz")
        return self.all[-1]


SEALED = (
    *("treatment", "health", "phone", "email", "address", "idNumber", "religion", "passportNumber", "photograph"),
    *("notes", "fatherName", "parents"),
)


def everything_sealed(canary: Canaries) -> Iterator[PersonCase]:
    """One who is shown, with a canary in every field that may not be; and people who may not be shown at all."""
    facts = (
        said("birthDate", "1980-05-17"),
        said("custody", "internment", when="2018-03-05", where=f"{canary('village')}, Emin county", key=canary("key"),
             at=Locator(row=4242, file=canary("file"), text_sha256=canary("digest")), facility="mfacility",
             words=(quote(canary("words"), "kk"),),
             chain=(Link(voice=WITNESS, role="knows"), Link(voice=TELLER, role="relays", basis="told_by"))),
        *(said(prop, canary(prop)) for prop in SEALED),
        said("relative", "brother", target=HIDDEN),
        said("custody", "prison", id="ttermaaaaaaaaaaaa", term=Term(text="school", used_by=WITNESS)),
        said("steps_taken", f"told {canary('Zyxwvname')}"),
        said("custody", "hospital", id="tretractedaaaaaaa", said=canary("retracted")),
    )  # fmt: skip
    yield case(
        mention(*facts, local=canary("local"), at=Locator(row=1, file=canary("listfile"))),
        mention(said("custody", "released", id="tuncovered", source="snone", said=canary("uncovered")),
                id="muncovered", source="snone", names=(Name(text=canary("uncoveredname")),)),
        sources={
            HERS: source(
                local=canary("sheet"), title=canary("title"), url=f"https://example.org/{canary('url')}",
                published="2019-03-04", language="kk", evidence=(canary("evidence"),), digest=canary("sheetdigest"),
                told=Told(on="2019-03-01", place=canary("toldplace"), to=RECORDER), note=canary("note"),
                authors=(RECORDER,), recorded="2019-03-02T11:12:13Z", system_of_record=canary("database"),
                repeats=("soriginal",),
            ),
            "soriginal": source(id="soriginal", local=canary("original"), title=canary("originaltitle")),
            "snone": source(id="snone", local=canary("unconsented"), title=canary("unconsentedtitle")),
        },
        voices=voices(
            **{
                WITNESS: Voice(id=WITNESS, sort="person", label=canary("Witness"), number=canary("witnessnumber")),
                TELLER: Voice(id=TELLER, sort="person", label=canary("Teller"), number=canary("tellernumber")),
                HIDDEN: Voice(id=HIDDEN, sort="person", label=canary("Brother"), number=canary("brothernumber")),
                RECORDER: Voice(id=RECORDER, sort="person", label=canary("Recorder")),
                "mfacility": Voice(id="mfacility", sort="facility", label=canary("Facility")),
            }
        ),
        consents=(consent(recorded_by=canary("recordedby"), at=canary("consentat"), explained_in=canary("explained")),),
        grounds=(),
        changes=(
            Change(id=canary("change"), act="retract", of="tretractedaaaaaaa", by=canary("changer"), at="2020",
                   reason=canary("changereason"), source=HERS),
            Change(id=canary("refute"), act="refute", of="ttermaaaaaaaaaaaa", by=canary("refuter"),
                   at="2020-01-02T03:04:05Z", reason=canary("refutereason"), source=HERS),
        ),
        lineage=(Lineage(id=canary("lineage"), source=HERS, original="soriginal", by=canary("judge"),
                         reason=canary("why")),),
        disputes=(canary("dispute"),),
        number="T-0424242",
    )  # fmt: skip
    yield from _not_shown(canary)


def _not_shown(canary: Canaries) -> Iterator[PersonCase]:
    yield another("mobjectsaaaaaaaaa", canary("Objector"), consents=(
        consent(source="sobjectsaaaaaaaaa", covers=("mobjectsaaaaaaaaa",), objects=True),))  # fmt: skip
    yield another("mnoconsentaaaaaaa", canary("Unasked"), consents=())
    yield another("mexpiredaaaaaaaaa", canary("Expired"), consents=(
        consent(source="sexpiredaaaaaaaaa", covers=("mexpiredaaaaaaaaa",), until="2026-01-01"),))  # fmt: skip
    yield another("mwithdrawnaaaaaaa", canary("Withdrawn"), changes=(
        Change(id="h2", act="withdraw_consent", of="swithdrawnaaaaaaa", by="x", at="2026", source="swithdrawnaaaaaaa"),
    ))  # fmt: skip
    yield another("mpseudonymaaaaaaa", canary("Pseudonym"), consents=(
        consent(source="spseudonymaaaaaaa", covers=("mpseudonymaaaaaaa",), identity="pseudonym"),))  # fmt: skip
    child = another("mchildaaaaaaaaaaa", canary("Child"))
    yield changed(child, mentions=tuple(_young(one) for one in child.mentions))
    ageless = another("mageaaaaaaaaaaaaa", canary("Ageless"))
    yield changed(ageless, mentions=tuple(_young(one, None) for one in ageless.mentions))
    sealed = another("msealedaaaaaaaaaa", canary("Sealed"))
    yield changed(sealed, mentions=tuple(changed(one, sealed=True) for one in sealed.mentions))


def _young(person: Mention, born: str | None = "2014-02-03") -> Mention:
    kept: list[Statement] = [one for one in person.statements if one.property != "birthDate"]
    if born:
        kept.append(changed(person.statements[0], property="birthDate", value=born))
    return changed(person, statements=tuple(kept))


def events(canary: Canaries) -> dict[str, Any]:
    """Positions and incidents of a source that nobody confirmed, and one confirmed source with a person in it."""
    common: dict[str, Any] = {"source": "spress", "words": (quote(f"said to {canary('Zyxwvpress')}"),)}
    return {
        "events": (
            Position(id=canary("position"), actor="mhidden2", topic="camps", stance="denies", **common),
            Position(id="p2", actor=OFFICE, topic=canary("topic2"), stance="denies", source="sclosed"),
            Position(id="p3", actor=OFFICE, topic="departures", stance="promises", key=canary("pkey"), **common,
                     number=Figure(value=2000, who=canary("Zyxwvwho"))),
            Incident(id="i1", sort="fine", direction="closes", factor="public_response", against="mhidden2",
                     says=canary("says"), where=canary("Zyxwvwhere"), by=RECORDER, **common),
        ),
        "sources": {"spress": source(id="spress", local=canary("presssheet"), title=canary("Zyxwvtitle"),
                                     publisher=OFFICE),
                    "sclosed": source(id="sclosed", local=canary("closed"), title=canary("closedtitle"))},
        "voices": {OFFICE: Voice(id=OFFICE, sort="organization", label="Example Volunteers"),
                   "mhidden2": Voice(id="mhidden2", sort="person", label=canary("Arrested"))},
        "grounds": (ground("spress"),),
    }  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A release in all languages and formats, and the canaries that went in."""
    canary = Canaries()
    people = tuple(everything_sealed(canary))
    given = inputs(people, **events(canary), totals={"persons": 9})
    # Names are found by the register; free text that holds them is not. These stand for any name in a text.
    given = changed_inputs(given, forbidden=frozenset(one for one in canary.all if "Zyxwv" in one))
    out = tmp_path_factory.mktemp("leaks") / "release"
    release(
        given, out, line_secret=SECRET, signing_key=KEY, now=NOW, approved_by=("amina", "basel"), languages=LANGUAGES
    )
    return out, canary.all


def changed_inputs(given: Any, **fields: Any) -> Any:
    from dataclasses import replace

    return replace(given, **fields)


def test_there_is_something_to_leak_from(built: tuple[Path, list[str]]) -> None:
    out, canaries = built
    assert len(canaries) > 70
    assert len(set(canaries)) == len(canaries)
    assert "Мысал Есім" in (out / "data" / "persons.csv").read_text("utf-8")
    assert (out / "data" / "persons.parquet").is_file()


def test_no_canary_stands_in_any_byte_of_any_file_or_file_name(built: tuple[Path, list[str]]) -> None:
    out, canaries = built
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) > 40
    for path in files:
        raw = path.read_bytes() + str(path.relative_to(out)).encode()
        for form in ("utf-8", "utf-16-le"):
            found = [one for one in canaries if one.encode(form) in raw]
            assert found == [], f"{path.relative_to(out)} holds {found}"
        lower = raw.lower()
        assert [one for one in canaries if one.lower().encode() in lower] == []


def test_no_internal_id_time_or_number_either(built: tuple[Path, list[str]]) -> None:
    out, _ = built
    inside = (SUBJECT, TELLER, OFFICE, WITNESS, HIDDEN, RECORDER, HERS, "T-0424242", "11:12", "03:04", "4242", "09:30")
    for path in (path for path in out.rglob("*") if path.is_file()):
        raw = path.read_bytes()
        assert [one for one in inside if one.encode() in raw] == [], path.name


def test_dates_of_people_without_a_name_are_coarse(built: tuple[Path, list[str]]) -> None:
    out, _ = built
    assert "2014-02" not in (out / "data" / "statements.csv").read_text("utf-8")


def test_file_times_are_the_day_of_the_release(built: tuple[Path, list[str]]) -> None:
    out, _ = built
    assert {int(path.stat().st_mtime) % 86400 for path in out.rglob("*")} == {0}
    assert len({int(path.stat().st_mtime) for path in out.rglob("*")}) == 1
