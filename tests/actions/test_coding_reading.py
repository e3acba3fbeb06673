"""The machine reads a text in the vault; what a person takes is added to the source it belongs to. All is invented."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from tereze.actions import coding_reading, draft_review, drafts, evidence, find, sources
from tereze.actions.coding_reading import NoText
from tereze.actions.desk import Desk
from tereze.actions.draft_review import NothingTaken, Opened, StillOpen
from tereze.actions.draft_store import StaleDraft
from tereze.actions.report import ImportReport
from tereze.model.errors import NotFound

TEXT = """Murat Zhaken said he was held in a re-education camp in 2018.

His sister Ainur Zhaken was sentenced to nine years in prison.
"""
SHEET = """
tereze: source/1
source: {id: talk-1, kind: letter, teller: teller, published: "2019-03-05"}
mentions:
  teller: {kind: person, names: [{text: Murat Zhaken, lang: en}]}
"""


@pytest.fixture
def file(desk: Desk, bring: Callable[[str], ImportReport]) -> str:
    """A received letter; the id of its text in the vault."""
    bring(SHEET)
    return evidence.attach(desk, "talk-1", io.BytesIO(TEXT.encode()), "letter.txt").id


@pytest.fixture
def opened(desk: Desk, file: str) -> Opened:
    return coding_reading.read(desk, "talk-1", file)


def _statement(opened: Opened, value: str) -> str:
    return next(item.key for item in opened.review.items if item.data.get("value") == value)


def test_people_the_source_knows_keep_their_keys(opened: Opened) -> None:
    people = {item.key: item.data["names"][0]["text"] for item in opened.review.items if item.section == "mentions"}
    assert people["teller"] == "Murat Zhaken"
    other = next(key for key, name in people.items() if name == "Ainur Zhaken")
    assert other.startswith("r")


def test_what_is_taken_is_added_with_its_place(desk: Desk, opened: Opened) -> None:
    at = draft_review.accept(desk, opened.key, _statement(opened, "prison"), opened.version)
    report = coding_reading.finish(desk, at.key, at.version, leave_open=True)
    assert (report.refused, report.accepted) == ([], ["talk-1"])
    case = sources.source_case(desk, "talk-1")
    said = next(one for mention in case.mentions for one in mention.statements if one.value == "prison")
    assert said.at is not None
    assert said.at.chars is not None
    assert said.words[0].text == TEXT[said.at.chars[0] : said.at.chars[1]]
    assert desk.register.index.counts()["source"] == 1
    assert drafts.list(desk, draft_review.KIND) == ()
    assert find.find_person(desk, "Ainur Zhaken")


def test_two_texts_of_one_source_do_not_meet(desk: Desk, opened: Opened) -> None:
    other = evidence.attach(desk, "talk-1", io.BytesIO(TEXT.replace("nine", "ten").encode()), "second.txt").id
    second = coding_reading.read(desk, "talk-1", other)
    assert second.key != opened.key
    for one in (opened, second):
        at = draft_review.accept(desk, one.key, _statement(one, "prison"), one.version)
        assert not coding_reading.finish(desk, at.key, at.version, leave_open=True).refused
    case = sources.source_case(desk, "talk-1")
    assert [one.value for mention in case.mentions for one in mention.statements].count("prison") == 2


def test_reading_again_goes_on_where_it_was(desk: Desk, opened: Opened, file: str) -> None:
    at = draft_review.reject(desk, opened.key, _statement(opened, "prison"), opened.version)
    assert coding_reading.read(desk, "talk-1", file) == at


def test_what_nobody_looked_at_is_not_left_out_in_silence(desk: Desk, opened: Opened) -> None:
    with pytest.raises(StillOpen):
        coding_reading.finish(desk, opened.key, opened.version)
    with pytest.raises(NothingTaken):
        coding_reading.finish(desk, opened.key, opened.version, leave_open=True)


def test_a_stale_finish_is_refused(desk: Desk, opened: Opened) -> None:
    draft_review.accept(desk, opened.key, _statement(opened, "prison"), opened.version)
    with pytest.raises(StaleDraft):
        coding_reading.finish(desk, opened.key, opened.version, leave_open=True)
    assert not [one for mention in sources.source_case(desk, "talk-1").mentions for one in mention.statements]


def test_a_text_that_may_not_be_shown_is_not_read(desk: Desk, bring: Callable[[str], ImportReport]) -> None:
    bring(SHEET.replace("kind: person, names", "kind: person, sealed: true, names"))
    made = evidence.attach(desk, "talk-1", io.BytesIO(TEXT.encode()), "letter.txt")
    with pytest.raises(NoText):
        coding_reading.read(desk, "talk-1", made.id)


@pytest.mark.parametrize("which", ["nothing", ""])
def test_a_file_of_another_source_is_not_there(desk: Desk, file: str, which: str) -> None:
    with pytest.raises(NotFound):
        coding_reading.read(desk, "talk-1", which)
