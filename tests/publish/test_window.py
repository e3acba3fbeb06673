"""The window's page of a release: figures with their data, claims against who is published, nothing of the others."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from release_cases import OFFICE, case, consent, ground, mention, publish, said, source

from tereze.model.events import Assessment, Figure, Incident, Position
from tereze.publish.locale import LANGUAGES
from tereze.weigh.case import Voice

NUMBER = Figure(value=2000, unit="persons", who="people", what="may go home", counts_if="released")
PLACED = {"source": "snewsaaaaaaaaaaaa", "when": "2019-03-06"}


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "data" / "window" / name).read_text("utf-8"))))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("window") / "release")


def made(out: Path, **more: Any) -> Path:
    """A release with a promise, a fine, a signed word, and one of each whose source nobody confirmed."""
    shut = {"source": "sshutaaaaaaaaaaaa", "when": "2019-04-01"}
    fine = {"direction": "closes", "factor": "host_response"}
    opinion = {"by": OFFICE, "about": "window", "sort": "opinion"}
    events = (
        Position(id="ppromise", actor=OFFICE, topic="releases", stance="promises", number=NUMBER, **PLACED),
        Incident(id="ifine", sort="fine", severity=2, where="Taldykorgan", **fine, **PLACED),
        Assessment(id="asigned", says="narrowing: the office was fined", **opinion, **PLACED),
        Incident(id="ihidden", sort="raid", where="Hidden", **fine, **shut),
        Assessment(id="ahidden", says="closed: nobody confirmed this", **opinion, **shut),
    )
    news, closed = source(id="snewsaaaaaaaaaaaa"), source(id="sshutaaaaaaaaaaaa")
    one = case(mention(said("custody", "released", when="2019-04")), consents=(consent(),))
    publish(
        out, (one,), events=events, sources={news.id: news, closed.id: closed}, grounds=(ground(source=news.id),),
        voices={OFFICE: Voice(id=OFFICE, sort="organization", label="An Office")}, languages=LANGUAGES, **more,
    )  # fmt: skip
    return out


def test_the_figures_have_their_data_beside_them(folder: Path) -> None:
    text = (folder / "window.html").read_text("utf-8")
    assert text.count("<svg") == 2
    assert 'href="data/window/incidents.csv"' in text
    (fine,) = rows(folder, "incidents.csv")
    assert (fine["kind"], fine["severity"], fine["where"]) == ("fine", "2", "Taldykorgan")
    (promise,) = rows(folder, "positions.csv")
    assert (promise["actor"], promise["number"]) == ("An Office", "2000")


def test_a_claim_is_held_against_who_is_published(folder: Path) -> None:
    (claim,) = rows(folder, "claims.csv")
    assert (claim["code"], claim["documented"], claim["witnessed"], claim["unknown"]) == ("fewer", "1", "1", "1999")
    text = (folder / "window.html").read_text("utf-8")
    assert "Not confirmed: the register documents fewer." in text
    assert "Counted are the people published here, and no others." in text


def test_a_signed_word_stands_there_only_from_a_confirmed_source(folder: Path) -> None:
    text = (folder / "window.html").read_text("utf-8")
    assert "narrowing: the office was fined" in text
    assert "nobody confirmed this" not in text
    assert "Hidden" not in text


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_every_language_has_the_page_and_finds_the_data(folder: Path, code: str) -> None:
    text = (folder / code / "window.html").read_text("utf-8")
    assert "windowpage." not in text
    assert 'href="../data/window/incidents.csv"' in text


def test_the_same_inputs_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = made(tmp_path / "again")
    for name in ("window.html", "zh/window.html", "data/window/claims.csv", "data/window/incidents.csv"):
        assert (again / name).read_bytes() == (folder / name).read_bytes()


def test_a_release_without_events_says_so(tmp_path: Path) -> None:
    one = case(mention(said("custody", "released", when="2019-04")), consents=(consent(),))
    publish(tmp_path / "release", (one,))
    assert "Nothing of this kind is published here yet." in (tmp_path / "release" / "window.html").read_text("utf-8")
    assert rows(tmp_path / "release", "claims.csv") == []
