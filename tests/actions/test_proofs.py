"""What proofs are worth is said once in a file's history, and never names a sealed voice. Everything is fictional."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import credentials
import pytest
import webs
from fictional import INTERVIEW, SEALED
from msgspec.structs import replace as with_
from tests.intake.reading import makers

from tereze.actions import archives, coding, copies, evidence, gathering, proofs
from tereze.actions.desk import Desk
from tereze.intake.proofs.checked import Checked
from tereze.model.errors import NotAllowed
from tereze.model.people import Actor
from tereze.model.sources import Evidence

PLAIN = makers.png(64, 64, b"\x80" * 4096)
SIGNER = "Fictional Camera"
FOUND = Checked("c2pa", "the file", "2026-01-01T00:00:00Z", SIGNER, ("c2pa",), notes=("well signed",))
SEAL = """
tereze: source/1
source: {id: interview-1, kind: interview, teller: wife}
mentions:
  wife: {kind: person}
  guard: {kind: person, names: [{text: Invented Guard, lang: en}], sealed: true}
"""


def _photo(desk: Desk, source: str = "interview-1", data: bytes = PLAIN) -> Evidence:
    return evidence.attach(desk, source, io.BytesIO(data), "photo.png")


def _as(desk: Desk, *roles: str) -> Desk:
    return replace(desk, actor=Actor(id="basel", roles=frozenset(roles)))


def _said(desk: Desk, local: str = "interview-1") -> list[str]:
    return [event.note for one in evidence.history(desk, local) for event in one.history if event.event == "checked"]


def test_what_was_found_is_said_once(desk: Desk, bring: Any) -> None:
    bring(INTERVIEW)
    kept = _photo(desk)
    other = Checked("pgp", problems=("broken",))
    for found in ((FOUND,), (FOUND, other), (other,), ()):
        proofs.note(desk, kept, found)
    assert _said(desk) == [FOUND.line(), "pgp: does not hold; broken"]


def test_of_a_sealed_voice_the_verdict_alone_is_written(desk: Desk, bring: Any) -> None:
    bring(SEALED)
    kept = _photo(desk, "interview-2")
    for _ in range(2):
        proofs.note(desk, kept, (FOUND,))
    assert _said(desk, "interview-2") == ["c2pa: holds"]
    assert all(SIGNER not in one.note for one in desk.register.index.of_kind("custody"))


def test_a_voice_that_is_sealed_later_shuts_what_was_said_before_for_all_but_custodians(desk: Desk, bring: Any) -> None:
    bring(INTERVIEW)
    kept = _photo(desk)
    proofs.note(desk, kept, (FOUND,))
    analyst, guard = _as(desk, "analyst"), _as(desk, "custodian")
    assert _said(analyst) == [FOUND.line()]
    assert not coding.add(desk, "interview-1", SEAL.encode()).refused
    assert _said(analyst) == ["c2pa: holds"]
    assert _said(guard) == [FOUND.line()]
    assert [one.note for one in evidence.history(analyst, "interview-1")[0].history if one.event != "checked"] == [
        one.note for one in evidence.history(guard, "interview-1")[0].history if one.event != "checked"
    ]
    proofs.note(desk, kept, (FOUND,))
    assert _said(guard) == [FOUND.line()]
    assert proofs.told(analyst, kept, FOUND) == "c2pa: holds"
    assert proofs.told(guard, kept, FOUND) == FOUND.line()


def test_working_copies_and_bundles_keep_it_so_too(desk: Desk, bring: Any, tmp_path: Path) -> None:
    bring(SEALED)
    photo = credentials.signed(PLAIN)
    (tmp_path / "photo.png").write_bytes(photo)
    documenter = _as(desk, "documenter")
    (one,) = gathering.gather(documenter, "interview-2", [tmp_path / "photo.png"])
    assert "Content Credentials: c2pa: holds" in one.remarks
    assert not any(SIGNER in remark for remark in one.remarks)
    (tmp_path / "bundle.zip").write_bytes(webs.proofmode(photo + b"\0"))
    archives.bring(documenter, tmp_path / "bundle.zip", "interview-2")
    assert all(SIGNER not in one.note for one in desk.register.index.of_kind("custody"))
    assert any(
        "c2pa" in remark for remark in copies.make(_as(desk, "documenter"), str(one.kept and one.kept.id)).remarks
    )


@pytest.mark.parametrize(
    ("media_type", "size", "may"),
    [("image/png", 10, True), ("text/plain", 10, False), ("video/mp4", proofs.limits.MOST_BYTES + 1, False)],
)
def test_which_files_are_asked(desk: Desk, bring: Any, media_type: str, size: int, *, may: bool) -> None:
    bring(INTERVIEW)
    assert proofs.may_have_credentials(with_(_photo(desk), media_type=media_type, size=size)) is may


def test_the_bytes_are_for_whoever_may_attach(desk: Desk, bring: Any) -> None:
    bring(INTERVIEW)
    kept = _photo(desk)
    assert proofs.bytes_of(_as(desk, "documenter"), kept) == PLAIN
    for role in ("reader", "advocate", "publisher", "custodian"):
        with pytest.raises(NotAllowed):
            proofs.bytes_of(_as(desk, role), kept)
        with pytest.raises(NotAllowed):
            proofs.note(_as(desk, role), kept, (FOUND,))


def test_a_check_that_could_not_be_run_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: Any) -> None:
        raise ValueError("killed")

    monkeypatch.setattr(proofs.c2pa, "check", killed)
    found = proofs.credentials(b"c2pa", "image/png", None)
    assert found is not None
    assert found.line() == "c2pa: not decided; the check could not be run"
