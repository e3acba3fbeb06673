"""Two people publish: proposing, approving, and everything that stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from fictional import ARTICLE, INTERVIEW

from tereze.actions import approving, changing, judging, previewing, publishing
from tereze.actions.approving import Decided, SamePerson, Stale, Stopped, approve, decline, propose, waiting
from tereze.actions.desk import Desk
from tereze.actions.publishing import ALONE, Ways, Wish
from tereze.actions.report import ImportReport
from tereze.model.errors import NotAllowed, NotFound
from tereze.model.people import Actor

CONSENT = """  language: kk
  consent:
    - {given_by: wife, capacity: relative_in_absence, covers: [husband], purposes: [register, publication],
       identity: full, place: exact}
"""
WISH = Wish(previewing.NOBODY, title="A fictional register", contact="by letter", fictional=True)
Bring = Callable[[str], ImportReport]


@pytest.fixture
def filled(desk: Desk, bring: Bring) -> Desk:
    for sheet in (INTERVIEW, ARTICLE):
        assert not bring(sheet).refused
    return replace(desk, now=lambda: "2026-01-01T12:00:00Z")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "releases" / "public"


def _as(desk: Desk, id_: str) -> Desk:
    return replace(desk, actor=Actor(id=id_, roles=frozenset({"publisher"})))


def _proposed(desk: Desk, out: Path) -> str:
    return propose(_as(desk, "first"), WISH, previewing.preview(_as(desk, "first"), out, WISH, ALONE)).id


def _notes(desk: Desk, what: str) -> list[tuple[str, str]]:
    return [(one.by, one.on) for one in desk.register.index.audits() if one.what == what]


def test_what_one_proposes_another_approves_and_exactly_that_is_published(filled: Desk, out: Path) -> None:
    proposal = _proposed(filled, out)
    assert not out.exists()
    (open_,) = waiting(filled)
    assert (open_.proposal.id, open_.proposal.by, open_.today) == (proposal, "first", True)
    made = approve(_as(filled, "second"), proposal, out, ALONE)
    assert made.digest == open_.proposal.digest
    assert (out / "release.json.sig").is_file()
    (kept,) = approving.releases(filled)
    assert (kept.approved_by, kept.digest, kept.persons) == (("first", "second"), made.digest, made.persons)
    assert _notes(filled, "approve") == [("second", proposal)]
    assert _notes(filled, "propose") == [("first", proposal)]
    assert waiting(filled) == []


@pytest.mark.parametrize("id_", ["first", "FIRST"])
def test_nobody_approves_what_they_proposed(filled: Desk, out: Path, id_: str) -> None:
    proposal = _proposed(filled, out)
    with pytest.raises(SamePerson):
        approve(_as(filled, id_), proposal, out, ALONE)
    assert not out.exists()


def test_an_approval_works_once(filled: Desk, out: Path) -> None:
    proposal = _proposed(filled, out)
    approve(_as(filled, "second"), proposal, out, ALONE)
    before = (out / "release.json").read_bytes()
    with pytest.raises(Decided):
        approve(_as(filled, "third"), proposal, out, ALONE)
    assert (out / "release.json").read_bytes() == before
    assert len(approving.releases(filled)) == 1


def test_a_refused_proposal_cannot_be_approved(filled: Desk, out: Path) -> None:
    proposal = _proposed(filled, out)
    decline(_as(filled, "second"), proposal)
    with pytest.raises(Decided):
        approve(_as(filled, "third"), proposal, out, ALONE)
    with pytest.raises(Decided):
        decline(_as(filled, "first"), proposal)
    assert _notes(filled, "decline") == [("second", proposal)]


def test_a_register_that_changed_since_is_not_what_was_proposed(filled: Desk, out: Path, bring: Bring) -> None:
    proposal = _proposed(filled, out)
    other = ARTICLE.replace("article-1", "article-2")
    later = replace(filled, now=lambda: "2026-01-01T13:00:00Z")
    bring(other)
    judging.judge(later, "same", ("interview-1/husband", "article-1/man"), "one man")
    judging.judge(
        later,
        "same",
        ("interview-1/husband", "article-1/man"),
        "one man, says a second",
    )
    with pytest.raises(Stale) as refused:
        approve(_as(later, "second"), proposal, out, ALONE)
    assert not out.exists()
    assert "judge" in {one.what for one in refused.value.since}
    assert {one.what for one in refused.value.since}.isdisjoint({"propose", "look.persons"})
    assert refused.value.differences is not None


def test_a_consent_withdrawn_meanwhile_stops_what_was_proposed(filled: Desk, out: Path, bring: Bring) -> None:
    """The one that matters most: somebody takes their word back between the proposal and the approval."""
    allowed = INTERVIEW.replace("interview-1", "interview-7").replace("  language: kk\n", CONSENT)
    assert not bring(allowed).refused
    proposal = _proposed(filled, out)
    assert waiting(filled)[0].proposal.persons == 1
    changing.act(filled, "withdraw_consent", "interview-7", "they asked us to", None)
    with pytest.raises(Stale) as refused:
        approve(_as(filled, "second"), proposal, out, ALONE)
    assert "it shows 0 people, and the proposal 1" in refused.value.text
    assert not out.exists()
    assert not approving.releases(filled)


def test_a_proposal_holds_for_its_day(filled: Desk, out: Path) -> None:
    proposal = _proposed(filled, out)
    tomorrow = replace(filled, now=lambda: "2026-01-02T00:00:00Z")
    assert [one.today for one in waiting(tomorrow)] == [False]
    with pytest.raises(Stale):
        approve(_as(tomorrow, "second"), proposal, out, ALONE)
    assert not out.exists()


def test_what_comes_in_while_it_is_built_stops_it(filled: Desk, out: Path, bring: Bring) -> None:
    proposal = _proposed(filled, out)
    came: list[str] = []

    def meanwhile(_done: int, _of: int) -> None:
        if not came:
            came.append("an article")
            bring(ARTICLE.replace("article-1", "article-9"))

    with pytest.raises(Stale):
        approve(_as(filled, "second"), proposal, out, ALONE._replace(progress=meanwhile))
    assert came
    assert not out.exists()
    assert approving.releases(filled) == []


def test_the_last_turn_is_kept_until_the_release_is_in_the_ledger(filled: Desk, out: Path) -> None:
    proposal = _proposed(filled, out)
    turns, depth, deepest = [0], [0], [0]

    @contextmanager
    def hold() -> Iterator[None]:
        turns[0] += 1
        depth[0] += 1
        deepest[0] = max(deepest[0], depth[0])
        yield
        depth[0] -= 1

    approve(_as(filled, "second"), proposal, out, Ways(hold=hold))
    assert turns[0] > 4
    assert depth[0] == 0


def test_a_build_that_a_check_stops_is_not_proposed(filled: Desk, out: Path) -> None:
    shown = previewing.preview(_as(filled, "first"), out, WISH, ALONE)
    with pytest.raises(Stopped):
        propose(_as(filled, "first"), WISH, shown._replace(stopped=True))


def test_only_publishers_take_part(filled: Desk, out: Path) -> None:
    proposal = _proposed(filled, out)
    reader = replace(filled, actor=Actor(id="reader", roles=frozenset({"analyst", "administrator"})))
    for deed in (
        lambda: approve(reader, proposal, out, ALONE),
        lambda: decline(reader, proposal),
        lambda: waiting(reader),
        lambda: previewing.preview(reader, out, WISH, ALONE),
        lambda: previewing.decisions(reader, "public", 0, 10),
        lambda: previewing.numbers(reader, "public", ["x"]),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_what_was_never_proposed_is_not_found(filled: Desk, out: Path) -> None:
    for asked in ("y2222222222222222", "", publishing.KEY_NAME):
        with pytest.raises(NotFound) as refused:
            approve(_as(filled, "second"), asked, out, ALONE)
        assert "tereze release waiting" in refused.value.advice


def test_a_preview_notices_that_the_register_moved(filled: Desk, out: Path, bring: Bring) -> None:
    check = approving.steady(filled, ALONE.hold)
    shown = previewing.preview(filled, out, WISH, ALONE._replace(accept=check))
    assert not shown.stopped
    check = approving.steady(filled, ALONE.hold)
    bring(ARTICLE.replace("article-1", "article-9"))
    with pytest.raises(Stale):
        previewing.preview(filled, out, WISH, ALONE._replace(accept=check))
