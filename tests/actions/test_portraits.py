"""A photograph is shown only while a consent allows it: every role, every state of consent. Everybody is invented."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest
from recorded import png, wav

from tereze.actions import changing, evidence, find, judging, portraits, views
from tereze.actions.desk import MAY, Desk
from tereze.actions.portraits import NoPortrait, NotAPortrait
from tereze.actions.report import ImportReport
from tereze.model.errors import NotAllowed
from tereze.model.people import ROLES, Actor

pytestmark = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg")

Sheet = Callable[[str], ImportReport]
ADULT = 'birthDate: "1979"'
YES = "{given_by: me, capacity: relative_in_absence, covers: [son], purposes: [register], identity: full, place: none}"
STATES = {  # what the sheet says → whether the photograph may be shown
    "the full name is allowed": (YES, ADULT, True),
    "by the guardian": (YES.replace("relative_in_absence", "guardian"), ADULT, True),
    "no consent": ("", ADULT, False),
    "initials only": (YES.replace("full", "initials"), ADULT, False),
    "an invented name": (YES.replace("full", "pseudonym"), ADULT, False),
    "protected": (YES.replace("full", "none"), ADULT, False),
    "for another purpose": (YES.replace("[register]", "[publication, press, un]"), ADULT, False),
    "run out": (YES.replace("place: none", 'place: none, until: "2025-12-31"'), ADULT, False),
    "not run out": (YES.replace("place: none", 'place: none, until: "2026-12-31"'), ADULT, True),
    "for somebody else": (YES.replace("covers: [son]", "covers: [me]"), ADULT, False),
    "the teller for herself alone": (YES.replace("relative_in_absence", "self"), ADULT, False),
    "a child": (YES, 'birthDate: "2012"', False),
    "of unknown age": (YES, "occupation: driver", False),
    "the subject objects": (f"{YES}, {YES.replace('place: none', 'place: none, objects: true')}", ADULT, False),
    "the strictest of two": (f"{YES}, {YES.replace('full', 'initials')}", ADULT, False),
}

SEALED = {"an invented name", "protected"}
"""Consents of this kind seal the person's name as the sheet comes in."""


def _sheet(consent: str = YES, age: str = ADULT, *, son: str = "", me: str = "") -> str:
    return f"""
tereze: source/1
source: {{id: talk-1, kind: interview, teller: me, consent: [{consent}]}}
mentions:
  me: {{kind: person, names: [{{text: Invented Mother, lang: en}}]{me}}}
  son: {{kind: person, names: [{{text: Invented Son, lang: en}}], {age}{son}}}
"""


def _photograph(desk: Desk, local: str = "talk-1", data: bytes | None = None) -> str:
    file = evidence.attach(desk, local, io.BytesIO(data or png()), "Invented Son.png").id
    portraits.attach(desk, local, file, "son")
    return file


def _anchor(desk: Desk, reference: str = "talk-1/son") -> str:
    return find.find_person(desk, reference)


def _shown(desk: Desk, anchor: str) -> bool:
    """Whether it is shown; the page and the picture must say the same."""
    on_page = portraits.of(desk, views.case(desk, anchor)) is not None
    try:
        portraits.look(desk, anchor)
    except NoPortrait:
        assert not on_page
        return False
    except NotAllowed:
        assert not on_page
        return False
    assert on_page
    return True


@pytest.mark.parametrize("state", STATES)
def test_every_state_of_consent_for_every_role(desk: Desk, bring: Sheet, state: str) -> None:
    consent, age, allowed = STATES[state]
    bring(_sheet(consent, age))
    if state in SEALED:
        with pytest.raises(NotAPortrait, match="protected"):
            _photograph(desk)
    else:
        _photograph(desk)
    anchor = _anchor(desk)
    for role in ROLES:
        other = replace(desk, actor=Actor(id=f"a-{role}", roles=frozenset({role})))
        if role not in MAY["browse"]:
            with pytest.raises(NotAllowed):
                portraits.look(other, anchor)
            continue
        assert _shown(other, anchor) == (allowed and role in MAY["view"]), f"{role}, {state}"


def test_the_default_is_no(desk: Desk, bring: Sheet) -> None:
    bring(_sheet())
    evidence.attach(desk, "talk-1", io.BytesIO(png()), "photo.png")  # a picture nobody said is of anybody
    assert not _shown(desk, _anchor(desk))


def test_what_is_shown_is_drawn_anew(desk: Desk, bring: Sheet) -> None:
    bring(_sheet())
    _photograph(desk)
    small = portraits.look(desk, _anchor(desk))
    assert small.startswith(b"\x89PNG\r\n\x1a\n")
    assert b"where it was taken" not in small
    assert small != png()


def test_a_consent_taken_back_takes_the_photograph_away_at_once(desk: Desk, bring: Sheet) -> None:
    bring(_sheet())
    _photograph(desk)
    anchor = _anchor(desk)
    assert _shown(desk, anchor)
    changing.act(desk, "withdraw_consent", "talk-1", "she fears for him", "me")
    assert not _shown(desk, anchor)


def test_a_statement_taken_back_takes_the_photograph_away(desk: Desk, bring: Sheet) -> None:
    bring(_sheet())
    file = _photograph(desk)
    anchor = _anchor(desk)
    key = f"photo-{evidence.get(desk, file).sha256[:10]}-son"
    changing.act(desk, "retract", f"talk-1/{key}", "it is his brother", "me")
    assert not _shown(desk, anchor)


def test_an_erased_source_leaves_no_photograph(desk: Desk, bring: Sheet) -> None:
    bring(_sheet())
    _photograph(desk)
    bring(_sheet().replace("talk-1", "talk-2"))
    judging.judge(desk, "same", ("talk-1/son", "talk-2/son"), "one man")
    assert _shown(desk, _anchor(desk, "talk-2/son"))
    changing.act(desk, "erase", "talk-1", "at their wish", None)
    assert not _shown(desk, _anchor(desk, "talk-2/son"))


def test_a_consent_of_one_source_does_not_show_the_photograph_of_another(desk: Desk, bring: Sheet) -> None:
    bring(_sheet(""))
    _photograph(desk)
    bring(_sheet().replace("talk-1", "talk-2"))
    judging.judge(desk, "same", ("talk-1/son", "talk-2/son"), "one man")
    assert not _shown(desk, _anchor(desk))


def test_a_ground_is_no_consent(desk: Desk, bring: Sheet) -> None:
    bring(_sheet("").replace("consent: []", "ground: {kind: published_source, confirmed_by: [a, b]}"))
    _photograph(desk)
    assert not _shown(desk, _anchor(desk))


def test_a_sealed_person_is_never_shown(desk: Desk, bring: Sheet) -> None:
    bring(_sheet())
    _photograph(desk)
    bring(_sheet(son=", sealed: true").replace("talk-1", "talk-2"))
    judging.judge(desk, "same", ("talk-1/son", "talk-2/son"), "one man")
    for role in ROLES:
        other = replace(desk, actor=Actor(id=f"a-{role}", roles=frozenset({role, "analyst"})))
        assert not _shown(other, _anchor(desk))


def test_a_photograph_from_a_sealed_voice_is_neither_kept_nor_shown(desk: Desk, bring: Sheet) -> None:
    bring(_sheet(me=", sealed: true"))
    with pytest.raises(NotAPortrait, match="protected"):
        _photograph(desk)


def test_a_look_is_noted(desk: Desk, bring: Sheet) -> None:
    bring(_sheet())
    _photograph(desk)
    portraits.look(desk, _anchor(desk))
    assert [note.on[:1] for note in desk.register.index.audits() if note.what == "look.portrait"] == ["m"]


def test_twice_is_once(desk: Desk, bring: Sheet) -> None:
    bring(_sheet())
    file = _photograph(desk)
    before = desk.register.index.counts()
    portraits.attach(desk, "talk-1", file, "son")
    assert desk.register.index.counts() == before


@pytest.mark.parametrize(
    ("data", "mention"), [(wav(0.2), "son"), (b"<svg/>", "son"), (png()[:30], "son"), (png(), "nobody"), (png(), "")]
)
def test_what_is_no_portrait_is_refused(desk: Desk, bring: Sheet, data: bytes, mention: str) -> None:
    bring(_sheet())
    file = evidence.attach(desk, "talk-1", io.BytesIO(data), "a.png").id
    with pytest.raises(NotAPortrait):
        portraits.attach(desk, "talk-1", file, mention)
    assert not _shown(desk, _anchor(desk))


def test_a_file_of_another_source_is_refused(desk: Desk, bring: Sheet) -> None:
    bring(_sheet())
    bring(_sheet().replace("talk-1", "talk-2"))
    file = evidence.attach(desk, "talk-2", io.BytesIO(png()), "a.png").id
    with pytest.raises(NotAPortrait):
        portraits.attach(desk, "talk-1", file, "son")


def test_a_photograph_that_came_with_a_sheet_is_drawn_when_it_is_looked_at(desk: Desk, bring: Sheet) -> None:
    from hashlib import sha256

    bring(_sheet(son=f", photograph: {sha256(png()).hexdigest()}"))
    evidence.attach(desk, "talk-1", io.BytesIO(png()), "a.png")
    reader = replace(desk, actor=Actor(id="an-advocate", roles=frozenset({"advocate"})))
    assert _shown(reader, _anchor(desk))  # drawn for whoever looks
    assert not evidence.history(desk, "talk-1")[0].derived  # and kept by those alone who may keep
    assert _shown(desk, _anchor(desk))
    assert len(evidence.history(desk, "talk-1")[0].derived) == 1


def test_who_may_not_import_names_nobody(desk: Desk, bring: Sheet) -> None:
    bring(_sheet())
    file = evidence.attach(desk, "talk-1", io.BytesIO(png()), "a.png").id
    for role in ("reader", "advocate", "publisher", "custodian"):
        with pytest.raises(NotAllowed):
            portraits.attach(replace(desk, actor=Actor(id="x", roles=frozenset({role}))), "talk-1", file, "son")


def test_the_small_picture_of_a_letter_or_a_film_is_nobodys_portrait(desk: Desk, bring: Sheet) -> None:
    from hashlib import sha256

    letter = b"%PDF-1.7 an invented letter"
    bring(_sheet(son=f", photograph: {sha256(letter).hexdigest()}"))
    kept = evidence.attach(desk, "talk-1", io.BytesIO(letter), "letter.png")
    evidence.derive(desk, kept, io.BytesIO(png(8)), name="small.png", media_type="image/png", note="small picture")
    assert not _shown(desk, _anchor(desk))
    with pytest.raises(NotAPortrait, match="no photograph"):
        portraits.attach(desk, "talk-1", kept.id, "son")
