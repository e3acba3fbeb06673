"""What the pages are read from is kept while nothing changes, and told in the reader's language."""

from __future__ import annotations

import pytest

from tereze.actions import watching_filing
from tereze.watch.sentences import Sentence, said
from tereze_web.office import Office
from tereze_web.window.reading import KEPT, assessed, gathered, say, word
from tereze_web.words import words


def test_the_same_state_of_the_register_is_gathered_once(office: Office) -> None:
    with office.desk(office.owner) as desk:
        first = gathered(office, desk)
        assert gathered(office, desk) is first
        assert assessed(office, desk, "", "channel") is assessed(office, desk, "", "channel")


def test_what_is_written_is_seen_at_once(office: Office) -> None:
    with office.desk(office.owner) as desk:
        before = gathered(office, desk)
        watching_filing.count_inbox(desk, 3, "2019-01-31", "A. Recorder")
        after = gathered(office, desk)
    assert len(after.material.assessments) == len(before.material.assessments) + 1


def test_no_more_days_are_kept_than_there_is_room_for(office: Office) -> None:
    with office.desk(office.owner) as desk:
        first = gathered(office, desk, "2019-01-01")
        for day in range(2, KEPT + 3):
            gathered(office, desk, f"2019-01-{day:02}")
        assert gathered(office, desk, "2019-01-01") is not first


@pytest.mark.parametrize(
    ("code", "start"),
    [("en", "On \u20682019\u2069 the numbers"), ("ru", "На \u20682019\u2069"), ("zh", "\u20682019\u2069")],
)
def test_sentences_are_said_in_the_readers_language(code: str, start: str) -> None:
    sentence = said("before_now", since="2019", before="@verdict.open", word="@verdict.closing")
    assert say(words(code), sentence).startswith(start)


def test_the_four_questions_and_their_events_too() -> None:
    told = said("factor", asks="…", factor="host_response", closes="1", opens="0", neutral="0", gravest="2", events="x")
    one = Sentence(text=told.text, message=told.message, values=told.values, events=(("2019-03", "@incident.fine"),))
    text = say(words("ru"), one)
    assert text.startswith("Как принимающее государство")
    assert text.endswith("\u20682019-03\u2069 штраф.")


def test_a_sentence_without_a_message_stays_as_it_is() -> None:
    assert say(words("kk"), Sentence(text="As it is.")) == "As it is."
    assert (word(words("en"), ""), word(words("en"), "@verdict.cannot tell")) == ("", "cannot tell")
