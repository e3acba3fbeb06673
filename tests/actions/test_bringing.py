"""A document is brought: kept first, read apart from the register, looked over, added to its source. All invented."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tereze.actions import bringing, changing, draft_review, drafting, evidence, sources
from tereze.actions.bringing import About, Erased, Known, NotBrought, TooLong, Voiced
from tereze.actions.desk import Desk
from tereze.actions.evidence import EmptyFile, NoSuchEvidence
from tereze.actions.hearing import NoTranscript
from tereze.actions.report import ImportReport
from tereze.intake.reading.derived import CannotRead
from tereze.model.errors import NotAllowed, NotFound
from tereze.model.people import Actor

PAGE = b"<html><body><p>Murat Zhaken said he was held in a re-education camp last spring.</p></body></html>"
ARTICLE = About("news_article", "An invented report", "The Fictional Post", "2019-03-05", "en")
SEALED = """
tereze: source/1
source: {id: talk-9, kind: interview, teller: me}
mentions:
  me: {kind: person, names: [{text: Somebody Hidden, lang: en}], sealed: true}
"""


def _bring(desk: Desk, data: bytes = PAGE, name: str = "page.html", about: About = ARTICLE) -> bringing.Brought:
    return bringing.bring(desk, io.BytesIO(data), name, about)


def test_a_document_is_evidence_before_anything_is_read(desk: Desk) -> None:
    brought = _bring(desk)
    [kept] = evidence.history(desk, brought.local)
    assert [one.event for one in kept.history] == ["received", "hashed"]
    source = desk.register.index.source_by_local(brought.local)
    assert source is not None
    assert (source.sort, source.title, source.published) == ("news_article", "An invented report", "2019-03-05")
    assert [name.text for mention in sources.source_case(desk, brought.local).mentions for name in mention.names] == [
        "The Fictional Post"
    ]


def test_the_same_document_again_is_the_same_source(desk: Desk) -> None:
    first = _bring(desk)
    assert _bring(desk, about=About("book")) == first
    assert _bring(desk, PAGE + b" ").local != first.local
    assert desk.register.index.counts()["source"] == 2
    assert "page" not in first.local


def test_what_was_read_is_added_to_its_source_with_its_places(desk: Desk) -> None:
    brought = _bring(desk)
    taken = bringing.take(desk, brought.local, brought.evidence.id)
    opened = bringing.begin(desk, taken, bringing.read(taken))
    said = next(item for item in opened.review.items if item.data.get("value") == "internment")
    assert said.data["when"] == "2018-21"  # against the day it was published
    opened = draft_review.accept(desk, opened.key, said.key, opened.version)
    report = bringing.finish(desk, opened.key, opened.version, leave_open=True)
    assert (report.refused, report.accepted) == ([], [brought.local])
    case = sources.source_case(desk, brought.local)
    text = next(one for one in case.texts if one.evidence.original == brought.evidence.id and not one.why)
    [found] = [one for mention in case.mentions for one in mention.statements if one.value == "internment"]
    assert found.at is not None
    assert found.at.chars is not None
    assert text.text[slice(*found.at.chars)] == found.words[0].text
    assert draft_review.waiting(desk) == ()


def test_reading_again_goes_on_where_it_was(desk: Desk) -> None:
    brought = _bring(desk)
    taken = bringing.take(desk, brought.local, brought.evidence.id)
    first = bringing.begin(desk, taken, bringing.read(taken))
    first = draft_review.reject(desk, first.key, first.review.items[0].key, first.version)
    assert bringing.begin(desk, taken, bringing.read(taken)) == first


def test_a_draft_of_the_terminal_ends_as_a_source_of_its_own(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Murat Zhaken said he was held in a re-education camp in 2018.\n", "utf-8")
    opened = draft_review.begin(desk, drafting.draft(path), place=path)
    item = next(one for one in opened.review.items if one.section == "statements")
    opened = draft_review.accept(desk, opened.key, item.key, opened.version)
    assert not bringing.finish(desk, opened.key, opened.version, leave_open=True).refused
    assert evidence.history(desk, "letter")


def test_what_was_erased_does_not_come_again(desk: Desk) -> None:
    brought = _bring(desk)
    changing.act(desk, "erase", brought.local, "at their wish", None)
    with pytest.raises(Erased):
        _bring(desk)


@pytest.mark.parametrize("kind", ["interview", "list", "letter", "", "nothing"])
def test_what_people_tell_is_not_brought_as_a_document(desk: Desk, kind: str) -> None:
    with pytest.raises(NotBrought):
        _bring(desk, about=About(kind))


def test_what_cannot_stand_in_a_sheet_is_refused_whole(desk: Desk) -> None:
    with pytest.raises(NotBrought, match="there is no month"):
        _bring(desk, about=ARTICLE._replace(published="2019-99"))
    assert desk.register.index.counts().get("source", 0) == 0
    with pytest.raises(EmptyFile):
        _bring(desk, b"")
    assert desk.register.index.counts().get("source", 0) == 0


@pytest.mark.parametrize(
    ("name", "data"), [("a.html", b"<html></html>"), ("a.pdf", b"no pdf"), ("a.bin", b"\0\1"), ("a.exe", b"MZ\x90\0")]
)
def test_what_is_not_read_says_why_and_stays(desk: Desk, name: str, data: bytes) -> None:
    brought = _bring(desk, data, name)
    taken = bringing.take(desk, brought.local, brought.evidence.id)
    with pytest.raises(CannotRead):
        bringing.read(taken)
    assert evidence.history(desk, brought.local)


def test_a_text_without_end_is_not_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "MOST", 20)
    brought = _bring(desk)
    with pytest.raises(TooLong):
        bringing.read(bringing.take(desk, brought.local, brought.evidence.id))


def test_nothing_of_a_source_with_a_protected_voice_is_read(desk: Desk, bring: Callable[[str], ImportReport]) -> None:
    bring(SEALED)
    file = evidence.attach(desk, "talk-9", io.BytesIO(PAGE), "page.html")
    with pytest.raises(Voiced):
        bringing.take(desk, "talk-9", file.id)


def test_a_copy_and_a_file_of_another_source_are_not_read(desk: Desk) -> None:
    one, other = _bring(desk), _bring(desk, PAGE + b" ")
    with pytest.raises(NoSuchEvidence):
        bringing.take(desk, one.local, other.evidence.id)
    taken = bringing.take(desk, one.local, one.evidence.id)
    bringing.begin(desk, taken, bringing.read(taken))
    copy = next(kept for kept in evidence.of_source(desk, one.evidence.source) if kept.original)
    with pytest.raises(NoSuchEvidence):
        bringing.take(desk, one.local, copy.id)


def test_a_recording_that_nobody_wrote_down_is_not_read(desk: Desk) -> None:
    brought = _bring(desk, b"RIFF\0\0\0\0WAVE", "talk.wav", About("other"))
    with pytest.raises(NoTranscript):
        bringing.take(desk, brought.local, brought.evidence.id)


@pytest.mark.parametrize("role", ["reader", "advocate", "publisher", "custodian"])
def test_who_may_not_import_brings_and_takes_nothing(desk: Desk, role: str) -> None:
    brought = _bring(desk)
    other = replace(desk, actor=Actor(id="other", roles=frozenset({role})))
    for deed in (lambda: _bring(other), lambda: bringing.take(other, brought.local, brought.evidence.id)):
        with pytest.raises(NotAllowed):
            deed()


def test_a_document_of_somebody_elses_is_known_and_nothing_more(desk: Desk) -> None:
    brought = _bring(desk)
    other = replace(desk, actor=Actor(id="other", roles=frozenset({"documenter"})))
    with pytest.raises(Known):
        _bring(other)
    with pytest.raises(NotFound):
        bringing.take(other, brought.local, brought.evidence.id)
    own = _bring(other, PAGE + b" ")
    assert bringing.take(other, own.local, own.evidence.id).data == PAGE + b" "


def test_a_look_at_a_text_is_noted(desk: Desk) -> None:
    brought = _bring(desk)
    taken = bringing.take(desk, brought.local, brought.evidence.id)
    opened = bringing.begin(desk, taken, bringing.read(taken))
    bringing.opened(desk, opened.key)
    noted = {note.on[:1] for note in desk.register.index.audits() if note.what == "look.text"}
    assert noted == {brought.evidence.id[:1], brought.evidence.source[:1]}
