"""An infiltrated volunteer with the desk's rights probes the look-up. What can be learnt, and how fast?"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from tereze.actions import auditing, folder, judging, lookup
from tereze.actions.desk import Desk
from tereze.actions.lookup import Answer, Asked, NotALookup
from tereze.actions.lookup_budget import TooManyLookups
from tereze.actions.report import ImportReport
from tereze.model.people import ROLES, Actor
from tereze.store import embedded, seal

# Everyone here is invented.
FAMILY = """
tereze: source/1
source: {id: family-1, kind: interview, teller: teller, language: en}
mentions:
  teller: {kind: person, names: [{text: Zhanar Invented, lang: en}], birthDate: "1960"}
  son: {kind: person, names: [{text: Daulet Invented, lang: en}], birthDate: "1988", birthPlace: Toksun}
"""
SEALED = """
tereze: source/1
source: {id: witness-1, kind: interview, teller: me, language: en}
mentions:
  me: {kind: person, names: [{text: Gulbahar Hidden, lang: en}], birthDate: "1979", sealed: true}
"""
PRESS = """
tereze: source/1
source: {id: press-1, kind: news_article, language: en}
mentions:
  woman: {kind: person, names: [{text: Gulbahar Hidden, lang: en}], birthDate: "1979", birthPlace: Toksun}
"""
FOUND = Asked(("Daulet Invented",), born="1988", place="Toksun")
HIDDEN = Asked(("Gulbahar Hidden",), born="1979", place="Toksun")
NOBODY = Asked(("Gulnara Hidder",), born="1979", place="Toksun")
NOT_KNOWN = Answer(known=False)


class Clock:
    """A clock that the tests turn."""

    at = 1_767_225_600

    def __call__(self) -> str:
        return datetime.fromtimestamp(self.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.fixture
def head(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Somebody with every role at a register where one person is known from the press and as a sealed witness."""
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    rolls = count()
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    for name, text in {"family": FAMILY, "sealed": SEALED, "press": PRESS}.items():
        (sheets / f"{name}.yaml").write_text(text, "utf-8")
    with embedded.create(tmp_path / "register", tmp_path / "keys", "", demo=True) as register:
        register.create_custodian("first", "words of the custodian")
        desk = Desk(
            register, Actor(id="head", roles=frozenset(ROLES)), Clock(),
            lambda size: hashlib.shake_256(b"%d" % next(rolls)).digest(size),
        )  # fmt: skip
        report = ImportReport()
        folder.take_in(desk, sheets, None, report, lambda _done: None, link=False)
        assert not report.refused
        judging.judge(desk, "same", ("witness-1/me", "press-1/woman"), "she told us so herself")
        yield desk


def infiltrator(head: Desk) -> Desk:
    return Desk(head.register, Actor(id="eve", roles=frozenset({"documenter"})), head.now, head.dice)


def test_whoever_has_sealed_content_is_not_known_except_to_custodians(head: Desk) -> None:
    assert lookup.look_up(infiltrator(head), HIDDEN) == NOT_KNOWN
    analyst = Desk(head.register, Actor(id="ana", roles=frozenset({"analyst"})), head.now, head.dice)
    assert all("Hidden" not in one.label for one in lookup.look_up(analyst, HIDDEN).people)
    custodian = Desk(head.register, Actor(id="cus", roles=frozenset({"custodian"})), head.now, head.dice)
    assert lookup.look_up(custodian, HIDDEN).known


def test_sealed_and_absent_cannot_be_told_apart_by_the_notes_left(head: Desk) -> None:
    eve = infiltrator(head)
    shapes = []
    for asked in (HIDDEN, NOBODY):
        before = {note.id for note in head.register.index.audits()}
        lookup.look_up(eve, asked)
        new = [note for note in head.register.index.audits() if note.id not in before]
        shapes.append([(note.what, note.on[0], note.count) for note in new])
    assert shapes[0] == shapes[1] == [("look.up", "q", 0)]


def test_the_database_does_the_same_work_whether_sealed_or_open(head: Desk) -> None:
    """The same questions, in the same order, for one who may not answer as for one who may."""
    eve, connection = infiltrator(head), head.register.database.connection  # type: ignore[attr-defined]
    lookup.look_up(eve, Asked(("Somebody Else",), born="1950"))  # whatever is loaded once is loaded
    asked: list[str] = []
    shapes = []
    for question in (HIDDEN, Asked(FOUND.names, place="somewhere else"), NOBODY):
        asked.clear()
        connection.set_trace_callback(lambda sql: asked.append(" ".join(sql.split()[:4])))
        assert lookup.look_up(eve, question) == NOT_KNOWN
        connection.set_trace_callback(None)
        shapes.append(Counter(asked))
    assert shapes[0].keys() == shapes[1].keys() == shapes[2].keys()
    assert max(sum(shape.values()) for shape in shapes) <= 1.2 * min(sum(shape.values()) for shape in shapes)


def test_a_known_person_gives_the_number_and_nothing_of_the_family(head: Desk) -> None:
    answer = lookup.look_up(infiltrator(head), FOUND)
    assert answer.known
    assert answer.people == ()
    assert not [word for word in ("Daulet", "Zhanar", "Toksun", "1988") if word in repr(answer)]


def test_a_list_of_names_alone_learns_nothing(head: Desk) -> None:
    eve = infiltrator(head)
    refusals = set()
    for name in ("Daulet Invented", "Gulbahar Hidden", "Zhanar Invented", "Somebody Else"):
        with pytest.raises(NotALookup) as caught:
            lookup.look_up(eve, Asked((name,)))
        refusals.add(caught.value.text)
        assert lookup.look_up(eve, Asked((name,), place="x")) == NOT_KNOWN
    assert len(refusals) == 1


def test_feeling_for_a_year_of_birth_takes_hours(head: Desk) -> None:
    """One name, every year from 1940 on, as fast as the budgets let: 1988 is not reached within four hours."""
    eve, clock = infiltrator(head), head.now
    assert isinstance(clock, Clock)
    start, reached = clock.at, 1940
    while clock.at < start + 4 * 3600:
        try:
            lookup.look_up(eve, Asked(("Daulet Invented",), born=str(reached)))
            reached += 1
        except TooManyLookups:
            clock.at += 30
    assert reached < 1988


def test_a_day_of_probing_asks_about_few_people_and_shows_in_the_trail(head: Desk) -> None:
    eve, clock = infiltrator(head), head.now
    assert isinstance(clock, Clock)
    start, answered, refused = clock.at, 0, 0
    while clock.at < start + 86_400:
        name = hashlib.sha256(b"%d" % answered).hexdigest().translate(str.maketrans("0123456789", "ghijklmnop"))
        try:
            lookup.look_up(eve, Asked((f"{name[:6]} {name[6:14]}",), born="1980"))
            answered += 1
        except TooManyLookups:
            refused += 1
            clock.at += 300
    assert answered <= 60
    totals = {(by, what): number for by, what, number in auditing.totals(head)}
    assert totals["eve", "look.up"] == answered
    assert totals["eve", "look.up.slowed"] >= 20


def test_typing_letter_by_letter_tells_at_most_one_person(head: Desk) -> None:
    """Free steps are no free answers: a chain of them ends with the first number, and a new year begins another."""
    eve = infiltrator(head)
    found = [
        lookup.look_up(eve, Asked((name,), born="1988", place=place)).number
        for name, place in (("Daulet", ""), ("Daulet Inv", ""), ("Daulet Invented", ""), ("Daulet Invented", "Toksun"))
    ]
    assert len(set(found) - {""}) == 1
    counted = 1 + sum(1 for number in found[:-1] if number)
    assert len(eve.looks.spent["eve"].times) == counted, "what was asked after a number was counted"
