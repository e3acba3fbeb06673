"""Make an office at a fictional register, for the tests that look at it from outside."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fictional import ARTICLE, INTERVIEW, SEALED

from tereze import wiring
from tereze.actions import approving, folder, previewing
from tereze.actions.publishing import ALONE, Wish
from tereze.actions.report import ImportReport
from tereze.model.people import Actor
from tereze.settings import Settings
from tereze.store import seal
from tereze_web.administration.jobs import Job
from tereze_web.office import Office
from tereze_web.run import application

GOOD = "seven fictional words"
HIDDEN = "Жасырын Куәгер"
"""The sealed witness of the fictional sheets: no page may ever hold this name."""
ALL_WORDS = """
tereze: source/1
source:
  id: post-1
  kind: news_article
  publisher: paper
  published: "2019-03-04"
  language: en
  evidence: [../files/post-1.txt]
mentions:
  paper: {kind: organization, names: [{text: The Fictional Post, lang: en}]}
  ministry: {kind: organization, names: [{text: An Invented Ministry, lang: en}]}
  man: {kind: person, names: [{text: <b>Erlan</b> Mysalov, lang: en}], birthDate: "1979"}
statements:
  - key: camp
    about: man
    property: custody
    value: internment
    when: "2017-09"
    said_by: [{voice: paper, role: publishes, basis: media}]
    words: [{text: "was taken in September", lang: en, role: original}]
    at: {chars: [15, 37]}
positions:
  - {actor: ministry, topic: departures, stance: promises, when: "2019-01",
     number: {value: 2000, unit: persons, who: people, what: may leave, counts_if: left the country},
     said_by: [{voice: paper, role: publishes, basis: media}]}
"""
EVIDENCE = "Erlan Mysalov, was taken in September, said the invented newspaper.\n"


def prepare(top: Path) -> Path:
    """Fill a demo register below `top`, with cheap keys; returns `top`."""
    for name, text in {"interview": INTERVIEW, "article": ARTICLE, "sealed": SEALED, "post": ALL_WORDS}.items():
        (top / "sheets").mkdir(exist_ok=True)
        (top / "sheets" / f"{name}.yaml").write_text(text, "utf-8")
    (top / "files").mkdir()
    (top / "files" / "post-1.txt").write_text(EVIDENCE, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seal, "MEMORY_KIB", 64)
        where = Settings(top / "register", top / "register.keys")
        with wiring.create(where, "", demo=True) as made:
            report = ImportReport()
            folder.take_in(made.desk, top / "sheets", None, report, lambda _done: None, link=True)
    assert not report.refused
    return top


def office_in(prepared: Path, to: Path, clock: Callable[[], float]) -> Office:
    """A copy of the prepared register in `to`, and an open office at it. The caller closes it."""
    for name in ("register", "register.keys"):
        shutil.copytree(prepared / name, to / name)
    return office_at_hand(to, clock)


def office_at_hand(to: Path, clock: Callable[[], float] = time.monotonic) -> Office:
    """An open office at the register in `to`. The caller closes it."""
    where = Settings(to / "register", to / "register.keys")

    def open_with(passphrase: str | None) -> Any:
        return wiring.open_desk(Settings(where.register, where.keys, None, passphrase), lambda: "")

    made = Office(open_with, where.keys, wiring.actor(where), clock, "en")
    application(made)
    made.open()
    return made


def furnish(office: Office) -> None:
    """Somebody on the roll, somebody invited, a token, and an office that holds no demo: all banners show."""
    office.roll.add("desk-two", frozenset({"documenter", "analyst"}), GOOD)
    office.roll.invite("desk-three", frozenset({"reader"}))
    office.tokens.make(office.owner, frozenset({"analyst"}), "a partner's reading tool", 90)
    office.is_demo = False
    wish = Wish(previewing.NOBODY, title="A fictional register", contact="by letter", fictional=True)
    other = Actor(id="desk-two", roles=frozenset({"publisher"}))

    def shown(_job: Job) -> previewing.Preview:
        with office.desk(other) as desk:
            return previewing.preview(desk, office.releases / "public", wish, ALONE)

    office.jobs.start(Job("preview", office.owner.id, wish), shown)
    office.jobs.wait(20)
    job = office.jobs.last
    assert job is not None
    with office.desk(other) as desk:
        approving.propose(desk, wish, job.result)
