"""Heads put right: with a reason, over what stands, by whoever may, and nothing protected is loosened by it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fictional import INTERVIEW, SEALED

from tereze.actions import browsing, changing, find, heads, imports, lists, sources, views
from tereze.actions.desk import Desk
from tereze.actions.heads import NoReason, StaleHead, WrongHead
from tereze.model.errors import NotAllowed, NotFound
from tereze.model.people import Actor

WHY = "misheard at the door"


def _correct(desk: Desk, local: str = "interview-1", **asked: str) -> Any:
    return heads.correct(desk, local, asked, WHY, heads.open_head(desk, local).mark)


def _sits(desk: Desk, *roles: str, name: str = "bolat") -> Desk:
    return replace(desk, actor=Actor(id=name, roles=frozenset(roles)))


def _wrong(desk: Desk, local: str = "interview-1", **asked: str) -> dict[str, str]:
    with pytest.raises(WrongHead) as found:
        _correct(desk, local, **asked)
    return found.value.fields


def test_a_correction_stands_everywhere_and_what_was_typed_is_kept(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    received = desk.register.index.source_by_local("interview-1")
    made = _correct(desk, title="The account of a wife", language="ru", told_on="2019-03-04", told_place="Almaty",
                    told_to="recorder", teller="wife", sort="letter", reliability="B")  # fmt: skip
    assert (made.act, made.of, made.by, made.reason) == ("correct", received.id, "amina", WHY)
    now = sources.source_case(desk, "interview-1").source
    assert (now.title, now.language, now.sort, now.reliability) == ("The account of a wife", "ru", "letter", "B")
    assert (now.told.on, now.told.place) == ("2019-03-04", "Almaty")
    assert desk.register.index.mentions([now.told.to])[now.told.to].local == "recorder"
    assert now.teller == received.teller
    assert desk.register.index.source_by_local("interview-1") == received
    assert [one.title for one in browsing.sources(desk, 0, 10)] == ["The account of a wife"]
    assert [one["title"] for one in lists.items(desk, "sources")] == ["The account of a wife"]


def test_a_person_is_told_from_it_and_the_look_back_is_not(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    _correct(desk, title="The account of a wife")
    view = views.case(desk, find.find_person(desk, "interview-1/husband"))
    (source,), (received,) = view.sources.values(), view.received.values()
    assert (source.title, received.title) == ("The account of a wife", "A fictional interview")


def test_who_when_why_and_what_it_was_are_in_the_history_and_the_trail(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    made = _correct(desk, title="", told_to="recorder")
    (one,) = heads.history(desk, "interview-1")
    assert one.fields == (("title", "A fictional interview", ""), ("told_to", "", "recorder"))
    notes = [note for note in desk.register.index.audits(of={"correct"}) if note.on == made.id]
    assert [(note.what, note.by) for note in notes] == [("correct", "amina")]


def test_the_same_again_changes_nothing(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    opened = heads.open_head(desk, "interview-1")
    assert heads.correct(desk, "interview-1", opened.texts, WHY, opened.mark) is None
    assert heads.history(desk, "interview-1") == ()


def test_over_a_stale_view_nothing_is_written(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    seen = heads.open_head(desk, "interview-1").mark
    _correct(desk, title="The first")
    with pytest.raises(StaleHead):
        heads.correct(desk, "interview-1", {"title": "The second"}, WHY, seen)
    assert sources.source_case(desk, "interview-1").source.title == "The first"


def test_of_two_within_a_second_the_second_counts(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    still = replace(desk, now=lambda: "2026-01-01T00:59:59Z")
    made = [_correct(still, title=f"the {number}th") for number in range(6)]
    assert sources.source_case(desk, "interview-1").source.title == "the 5th"
    assert [one.at for one in made][::5] == ["2026-01-01T00:59:59Z", "2026-01-01T01:00:04Z"]


def test_without_a_reason_nothing_is_written(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    with pytest.raises(NoReason):
        heads.correct(desk, "interview-1", {"title": "x"}, " \n", heads.open_head(desk, "interview-1").mark)
    assert heads.history(desk, "interview-1") == ()


def test_every_wrong_field_is_named_at_once(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    found = _wrong(desk, told_on="last spring", language="?", sort="", reliability="Z", teller="nobody", title="a\0b",
                   note="x" * (heads.MOST + 1), publisher="wife husband")  # fmt: skip
    assert found == {
        "told_on": "date", "language": "language", "sort": "word", "reliability": "word", "teller": "person",
        "title": "text", "note": "text", "publisher": "person",
    }  # fmt: skip
    assert heads.history(desk, "interview-1") == ()
    assert _wrong(desk, sort="list") == {"sort": "word"}


def test_of_a_list_its_kind_stays(desk: Desk, bring) -> None:
    bring(INTERVIEW.replace("kind: interview\n", "kind: list\n", 1))
    assert _wrong(desk, sort="letter") == {"sort": "sealed"}


def test_a_protected_teller_stays_and_nobody_becomes_one(desk: Desk, bring) -> None:
    bring(SEALED)
    opened = heads.open_head(desk, "interview-2")
    assert "neighbour" not in opened.people
    assert "teller" in opened.shut
    assert _wrong(desk, "interview-2", teller="man") == {"teller": "sealed"}
    assert _wrong(desk, "interview-2", told_to="neighbour") == {"told_to": "person"}
    before = sources.source_case(desk, "interview-2").consents
    _correct(desk, "interview-2", told_to="man")
    assert sources.source_case(desk, "interview-2").consents == before


def test_free_texts_of_a_protected_source_are_for_custodians(desk: Desk, bring) -> None:
    bring(SEALED)
    analyst, guard = _sits(desk, "analyst"), _sits(desk, "analyst", "custodian", name="guard")
    texts = {"title": "x", "told_place": "x", "url": "x", "system_of_record": "x", "note": "x"}
    assert _wrong(analyst, "interview-2", **texts) == dict.fromkeys(texts, "sealed")
    _correct(analyst, "interview-2", told_on="2019-03-04")
    _correct(guard, "interview-2", told_place="Almaty")
    told = sources.source_case(desk, "interview-2").source.told
    assert (told.on, told.place) == ("2019-03-04", "Almaty")


@pytest.mark.parametrize("role", ["custodian", "administrator", "publisher", "reader"])
def test_whoever_may_not_is_refused(desk: Desk, bring, role: str) -> None:
    bring(INTERVIEW)
    with pytest.raises(NotAllowed):
        heads.open_head(_sits(desk, role), "interview-1")


def test_a_documenter_corrects_what_is_their_own(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    documenter = _sits(desk, "documenter")
    with pytest.raises(NotFound):
        heads.open_head(documenter, "interview-1")
    with pytest.raises(NotFound):
        heads.history(documenter, "interview-1")
    imports.write(documenter, [], "import", desk.register.index.source_by_local("interview-1").id)
    assert _correct(documenter, title="Mended").by == "bolat"


def test_what_was_erased_takes_its_corrections_along(desk: Desk, bring) -> None:
    bring(INTERVIEW)
    made = _correct(desk, title="A telling title")
    changing.act(desk, "erase", "interview-1", "she asked", None)
    assert desk.register.index.get(made.id) is None
    with pytest.raises(NotFound):
        heads.history(desk, "interview-1")
