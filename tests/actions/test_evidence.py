"""Evidence: kept as received, its history appended, opened only by those who may. People and files are fictional."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from fictional import INTERVIEW, SEALED

from tereze.actions import changing, evidence
from tereze.actions.desk import Desk
from tereze.model.errors import KeyProblem, NotAllowed, NotFound
from tereze.model.people import Actor
from tereze.model.records import Audit
from tereze.model.sources import Evidence

LETTER = b"A fictional letter: he was taken in September 2017.\n"


@pytest.fixture
def kept(desk: Desk, bring: Any) -> Evidence:
    """One letter at one interview."""
    bring(INTERVIEW)
    return evidence.attach(desk, "interview-1", io.BytesIO(LETTER), "letter.txt", note="brought on a stick")


def as_(desk: Desk, *roles: str) -> Desk:
    return Desk(desk.register, Actor(id="basel", roles=frozenset(roles)), desk.now, desk.dice)


def events(desk: Desk, kept: Evidence) -> list[str]:
    return [one.event for one in evidence.events_of(desk, kept.id)]


def test_a_file_is_kept_as_received_and_its_history_begins(desk: Desk, kept: Evidence) -> None:
    assert b"".join(desk.register.vault.open(kept.blob)) == LETTER
    assert (kept.name, kept.size, kept.media_type) == ("letter.txt", len(LETTER), "text/plain")
    assert events(desk, kept) == ["received", "hashed"]
    assert evidence.events_of(desk, kept.id)[0].note == "brought on a stick"


def test_the_same_file_again_changes_nothing(desk: Desk, kept: Evidence) -> None:
    before = desk.register.ledger.heads()
    assert evidence.attach(desk, "interview-1", io.BytesIO(LETTER), "copy of letter.txt") == kept
    assert desk.register.ledger.heads() == before


def test_two_files_of_one_name_are_two(desk: Desk, kept: Evidence) -> None:
    other = evidence.attach(desk, "interview-1", io.BytesIO(b"another"), "letter.txt")
    assert other.id != kept.id
    assert {one.sha256 for one in evidence.of_source(desk, kept.source)} == {kept.sha256, other.sha256}


def test_evidence_of_nothing_and_empty_files_are_refused(desk: Desk, kept: Evidence) -> None:
    with pytest.raises(evidence.NoSuchSource, match="interview-9"):
        evidence.attach(desk, "interview-9", io.BytesIO(LETTER), "letter.txt")
    with pytest.raises(evidence.EmptyFile):
        evidence.attach(desk, "interview-1", io.BytesIO(b""), "nothing.txt")


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\x00b\x1b[2J.txt", "\u202etxt.exe", "C:\\x\\y.txt", "/"])
def test_names_lead_nowhere_and_turn_no_line(desk: Desk, kept: Evidence, name: str) -> None:
    made = evidence.attach(desk, "interview-1", io.BytesIO(name.encode() + b"!"), name)
    assert made.name.isprintable()
    assert "/" not in made.name
    assert "\\" not in made.name


def test_looking_leaves_a_trace_each_time(desk: Desk, kept: Evidence) -> None:
    for _ in range(2):
        found, pieces = evidence.view(desk, kept.id)
        assert (found, b"".join(pieces)) == (kept, LETTER)
    assert events(desk, kept) == ["received", "hashed", "viewed", "viewed"]
    audits = [one for one in desk.register.index.of_kind("audit") if isinstance(one, Audit) and one.what == "view"]
    assert [one.on for one in audits] == [kept.id, kept.id]


def test_a_copy_out_is_noted_and_overwrites_nothing(desk: Desk, kept: Evidence, tmp_path: Path) -> None:
    evidence.copy_out(desk, kept.id, tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_bytes() == LETTER
    assert events(desk, kept)[-1] == "copied"
    with pytest.raises(evidence.AlreadyThere):
        evidence.copy_out(desk, kept.id, tmp_path / "out.txt")


def test_a_damaged_file_leaves_no_half_copy(desk: Desk, kept: Evidence, tmp_path: Path) -> None:
    path = desk.register.vault.path(kept.blob)  # type: ignore[attr-defined]
    raw = bytearray(path.read_bytes())
    raw[100] ^= 1
    path.write_bytes(raw)
    with pytest.raises(Exception, match="damaged"):
        evidence.copy_out(desk, kept.id, tmp_path / "out.txt")
    assert not (tmp_path / "out.txt").exists()


def test_a_working_copy_names_its_original(desk: Desk, kept: Evidence) -> None:
    copy = {"name": "letter.text", "media_type": "text/plain", "note": "text read by Tereze"}
    made = evidence.derive(desk, kept, io.BytesIO(b"text"), **copy)
    again = evidence.derive(desk, kept, io.BytesIO(b"text"), **copy)
    assert made == again
    assert made.original == kept.id
    [one] = evidence.history(desk, "interview-1")
    assert (one.evidence, one.derived) == (kept, (made,))
    assert [event.event for event in one.history] == ["received", "hashed", "copied"]


def test_who_may_not(desk: Desk, kept: Evidence, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        evidence.attach(as_(desk, "reader"), "interview-1", io.BytesIO(LETTER), "x.txt")
    with pytest.raises(NotAllowed):
        evidence.view(as_(desk, "reader"), kept.id)
    with pytest.raises(NotAllowed):
        evidence.copy_out(as_(desk, "documenter"), kept.id, tmp_path / "x")
    assert events(desk, kept) == ["received", "hashed"]


def test_evidence_of_a_sealed_witness_is_for_custodians_and_its_name_tells_nothing(desk: Desk, bring: Any) -> None:
    bring(SEALED)
    made = evidence.attach(desk, "interview-2", io.BytesIO(LETTER), "Жасырын Куәгер.txt")
    assert made.name == "file.txt"
    with pytest.raises(NotAllowed):
        evidence.view(as_(desk, "analyst"), made.id)
    assert b"".join(evidence.view(as_(desk, "custodian"), made.id)[1]) == LETTER


def test_what_is_no_evidence_is_not_found(desk: Desk, kept: Evidence) -> None:
    with pytest.raises(NotFound):
        evidence.view(desk, kept.source)


def test_what_is_erased_takes_its_files_their_copies_and_their_history_with_it(desk: Desk, kept: Evidence) -> None:
    made = evidence.derive(desk, kept, io.BytesIO(b"text"), name="a.txt", media_type="text/plain", note="text")
    evidence.view(desk, kept.id)
    changing.act(desk, "erase", "interview-1", "she wishes it", None)
    for gone in (kept, made):
        with pytest.raises(NotFound):
            evidence.view(desk, gone.id)
        with pytest.raises(KeyProblem):
            list(desk.register.vault.open(gone.blob))
    assert list(desk.register.index.of_kind("custody")) == []  # a note may tell as much as a file


def test_files_of_a_sheet_have_their_history_too(desk: Desk, bring: Any, tmp_path: Path) -> None:
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "a.txt").write_bytes(LETTER)
    bring(INTERVIEW.replace("language: kk", "language: kk\n  evidence: [a.txt]"))
    [one] = evidence.history(desk, "interview-1")
    assert [event.event for event in one.history] == ["received", "hashed"]
