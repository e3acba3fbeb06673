"""The `source` section, consents and grounds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tereze.model import ids
from tereze.model.sources import Consent, Ground, Source, Told

from .conftest import NOW, SECRET, Read

FULL = """\
tereze: source/1
source:
  id: interview-17
  kind: interview
  title: Interview with a returned worker (fictional)
  publisher: office
  authors: [recorder]
  published: "2019-03-04"
  language: kk
  url: https://example.org/a
  repeats: [other-sheet]
  reliability: B
  system_of_record: null
  teller: me
  told: {on: "2019-03-01", place: Almaty, to: recorder, interpreter: null}
  consent:
    - given_by: me
      capacity: self
      covers: [me, husband]
      purposes: [register, publication, un]
      identity: full
      place: exact
      until: "2029-01-01"
      explained_in: kk
      recorded_by: recorder
      objects: false
  ground: null
mentions:
  me: {kind: person, names: [{text: Мысал Есім, lang: kk}]}
  husband: {kind: person, named: false}
  recorder: {kind: person, names: [{text: A. Recorder, lang: en}]}
  office: {kind: organization, names: [{text: Example Volunteers, lang: en}]}
"""


def mid(key: str) -> str:
    return ids.mention_id(SECRET, "interview-17", key)


def test_every_field_of_a_source(read: Callable[..., Read]) -> None:
    (source,) = read(FULL).of(Source)
    assert source.id == ids.source_id(SECRET, "interview-17")
    assert (source.local, source.sort, source.publisher, source.authors) == (
        "interview-17",
        "interview",
        mid("office"),
        (mid("recorder"),),
    )
    assert source.told == Told(on="2019-03-01", place="Almaty", to=mid("recorder"))
    assert (source.repeats, source.teller) == ((ids.source_id(SECRET, "other-sheet"),), mid("me"))
    assert (source.published, source.language, source.reliability, source.recorded) == ("2019-03-04", "kk", "B", NOW)
    assert source.system_of_record is None


def test_a_source_that_is_repeated_is_left_to_the_importer(read: Callable[..., Read]) -> None:
    (reference,) = read(FULL).draft.references
    assert (reference.kind, reference.written) == ("source", "other-sheet")


def test_every_field_of_a_consent(read: Callable[..., Read]) -> None:
    (consent,) = read(FULL).of(Consent)
    assert consent == Consent(
        id=ids.consent_id(SECRET, "interview-17", "#1"),
        source=ids.source_id(SECRET, "interview-17"),
        given_by=mid("me"),
        capacity="self",
        covers=(mid("me"), mid("husband")),
        purposes=("register", "publication", "un"),
        identity="full",
        place="exact",
        until="2029-01-01",
        explained_in="kk",
        recorded_by=mid("recorder"),
        at=NOW,
    )


def test_who_speaks_for_himself_covers_himself(read: Callable[..., Read]) -> None:
    text = FULL.replace("      covers: [me, husband]\n", "")
    assert read(text).of(Consent)[0].covers == (mid("me"),)


def test_who_speaks_for_others_must_say_for_whom(read: Callable[..., Read]) -> None:
    text = FULL.replace("      covers: [me, husband]\n", "").replace("capacity: self", "capacity: guardian")
    (refusal,) = read(text).refusals
    assert (refusal.key, refusal.line) == ("covers", 17)


def test_a_ground_and_its_two_people(read: Callable[..., Read]) -> None:
    text = FULL.replace("ground: null", "ground: {kind: published_source, confirmed_by: [reviewer-one, reviewer-two]}")
    found = read(text)
    (ground,) = found.of(Ground)
    assert (ground.sort, ground.confirmed_by) == ("published_source", ("reviewer-one", "reviewer-two"))
    assert not found.warnings


@pytest.mark.parametrize("people", ["[]", "[reviewer-one]", "[reviewer-one, reviewer-one]"])
def test_a_ground_with_fewer_than_two_people_is_remarked_upon(read: Callable[..., Read], people: str) -> None:
    found = read(FULL.replace("ground: null", f"ground: {{kind: official_record, confirmed_by: {people}}}"))
    assert len(found.of(Ground)) == 1
    assert [warning.key for warning in found.warnings] == ["ground"]


@pytest.mark.parametrize(
    ("old", "new", "key", "hint"),
    [
        ("kind: interview", "kind: intervew", "kind", "Did you mean “interview”?"),
        ("publisher: office", "publisher: offce", "publisher", "Did you mean “office”?"),
        ("authors: [recorder]", "authors: recorder", "authors", ""),
        ('published: "2019-03-04"', "published: 4 March", "published", ""),
        ("language: kk", "language: Kazakh_", "language", ""),
        ("repeats: [other-sheet]", "repeats: [interview-17]", "repeats", "Name the sheet it repeats."),
        ("reliability: B", "reliability: G", "reliability", ""),
        ("teller: me", "teler: me", "teler", "Did you mean “teller”?"),
        ("capacity: self", "capacity: friend", "capacity", ""),
        ("place: exact", "place: village", "place", ""),
        ("identity: full", "identity: initial", "identity", "Did you mean “initials”?"),
        ("objects: false", "objects: maybe", "objects", "Write true or false."),
        ("ground: null", "ground: {confirmed_by: [a, b]}", "kind", ""),
        ("purposes: [register, publication, un]", "purposes: [everything]", "purposes", ""),
        ("to: recorder,", "to: nobody,", "to", ""),
    ],
)
def test_what_is_refused(read: Callable[..., Read], old: str, new: str, key: str, hint: str) -> None:
    assert FULL.count(old) >= 1
    (refusal,) = read(FULL.replace(old, new)).refusals
    assert refusal.key == key
    assert refusal.ref == "interview-17"
    assert hint in refusal.hint
    assert FULL.replace(old, new).splitlines()[refusal.line - 1].find(key) >= 0 or key == "kind"


def test_a_consent_is_a_list(read: Callable[..., Read]) -> None:
    head = "tereze: source/1\nsource: {id: a, kind: letter, consent: {given_by: me, capacity: self}}\n"
    (refusal,) = read(head + "mentions: {me: {kind: person, named: false}}\n").refusals
    assert "needs a list" in refusal.error
