"""A large register is counted while the office goes on; what is shown says of which moment it is."""

from __future__ import annotations

import gc
import re
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tereze.actions import watching_filing
from tereze.actions.watching_events import LOOK
from tereze.actions.watching_gather import Gathered, Gathering
from tereze.publish.locale import LANGUAGES
from tereze.watch.sentences import Sentence, said
from tereze_web.gate import LANGUAGE_COOKIE
from tereze_web.office import Office
from tereze_web.window import reading
from tereze_web.window.counting import REST, WHOLE
from tereze_web.window.reading import Shown, say, shown, word
from tereze_web.words import words

Signed = Callable[..., Any]
SECONDS = 10
COUNTING = "is being counted"


class Gate:
    """Lets the gathering of a register go on or not; counts how many were begun."""

    def __init__(self) -> None:
        self.open, self.reached, self.begun = threading.Event(), threading.Event(), 0


@pytest.fixture
def gate(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Every register is large, and its gathering stands at a gate between two slices."""
    made = Gate()

    class Gated(Gathering):
        def __init__(self, *given: Any) -> None:
            made.begun += 1
            super().__init__(*given)

        def weigh(self) -> None:
            made.reached.set()
            assert made.open.wait(SECONDS)
            super().weigh()

    monkeypatch.setattr(reading, "AT_ONCE", 0)
    monkeypatch.setattr(reading, "Gathering", Gated)
    yield made
    made.open.set()
    office.counting.wait(SECONDS)


def all_of(found: Gathered) -> Gathered:
    return found


def ask(office: Office, on: str = "") -> Shown:
    with office.desk(office.owner) as desk:
        return shown(office, desk, ("all",), all_of, on)


def inbox(office: Office) -> None:
    with office.desk(office.owner) as desk:
        watching_filing.count_inbox(desk, 3, "2019-01-31", "A. Recorder")


def test_a_small_register_is_counted_at_once_and_once_for_a_state(office: Office) -> None:
    first = ask(office)
    assert first.state == "now"
    assert ask(office).value is first.value
    inbox(office)
    after = ask(office)
    assert len(after.value.material.assessments) == len(first.value.material.assessments) + 1


def test_what_takes_long_though_little_is_gathered_is_counted_in_the_background(office: Office) -> None:
    for state in ("counting", "now"):
        with office.desk(office.owner) as desk:
            assert shown(office, desk, ("fit",), all_of, quick=lambda _found: False).state == state
        office.counting.wait(SECONDS)


def test_others_work_while_it_is_counted_and_the_page_says_so(gate: Gate, signed: Signed) -> None:
    browser = signed()
    text = browser.get("/window/positions/").content.decode()
    assert "An Invented Ministry" in text  # what was said needs nobody of the register
    assert COUNTING in text
    assert 'data-again="3"' in text
    assert gate.reached.wait(SECONDS)
    for path in ("/people/", "/search/", "/window/incidents/", "/window/steps/", "/window/forecasts/"):
        answer = browser.get(path)
        assert answer.status_code == 200
        assert COUNTING not in answer.content.decode(), path
    for path in ("/window/", "/window/claims/"):
        assert COUNTING in browser.get(path).content.decode(), path
    assert gate.begun == 1


def test_what_was_counted_is_shown_and_a_write_makes_it_renew(gate: Gate, office: Office, signed: Signed) -> None:
    browser = signed()
    gate.open.set()
    for path in ("/window/", "/window/claims/", "/window/positions/"):
        browser.get(path)
        office.counting.wait(SECONDS)
        text = browser.get(path).content.decode()
        assert COUNTING not in text
        assert "As of" not in text
    assert gate.begun == 1
    gate.open.clear()
    inbox(office)
    older = browser.get("/window/").content.decode()
    assert re.search(r"As of [^<]+ UTC[^<]*It is being counted anew", older)
    assert "testimonies are too few" in older
    gate.open.set()
    office.counting.wait(SECONDS)
    assert "As of" not in browser.get("/window/").content.decode()
    assert gate.begun == 2


def test_a_register_that_is_written_to_all_day_rests_between_two_countings(
    gate: Gate, office: Office, clock: Any
) -> None:
    ask(office)
    assert gate.reached.wait(SECONDS)
    clock.time += 60  # it takes a minute
    gate.open.set()
    office.counting.wait(SECONDS)
    inbox(office)
    assert ask(office).state == "older"
    clock.time += 60 * REST
    assert ask(office).state == "renewing"
    office.counting.wait(SECONDS)
    assert ask(office).state == "now"


def test_the_panic_lock_drops_it(gate: Gate, office: Office) -> None:
    gate.open.set()
    ask(office)
    office.counting.wait(SECONDS)
    assert isinstance(ask(office).value, Gathered)
    office.close()
    assert office.counting.kept((WHOLE, "")) is None
    assert office.counting.kept(("all", "")) is None
    gc.collect()
    assert not [one for one in gc.get_objects() if isinstance(one, Gathered)]


def test_the_panic_lock_ends_what_is_being_counted(
    gate: Gate, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(office)
    assert gate.reached.wait(SECONDS)
    office.close()  # waits for nobody at the gate
    gate.open.set()
    office.counting.wait(SECONDS)
    office.open()
    gate.open.clear()
    assert ask(office).state == "counting"  # nothing was kept, and no failure of the other opening is told
    assert capsys.readouterr().err == ""


def test_what_is_begun_in_one_opening_is_not_gone_on_with_in_the_next(gate: Gate, office: Office) -> None:
    ask(office)
    assert gate.reached.wait(SECONDS)
    office.close()
    office.open()
    gate.open.set()
    office.counting.wait(SECONDS)
    assert office.counting.kept((WHOLE, "")) is None


def test_what_was_counted_before_something_was_taken_back_is_not_shown(gate: Gate, office: Office) -> None:
    gate.open.set()
    ask(office)
    office.counting.wait(SECONDS)
    kept = office.counting.kept(("all", ""))
    assert kept is not None
    more = kept.state._replace(counts={**kept.state.counts, "mention": kept.state.counts["mention"] + 1})
    office.counting.keep(("all", ""), kept._replace(state=more), office.counting.opening)
    gate.open.clear()
    assert ask(office) == Shown(None, state="counting")


def test_nothing_is_signed_or_scored_that_nobody_could_see(gate: Gate, office: Office, signed: Signed) -> None:
    browser = signed()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get("/window/").content.decode())
    assert token is not None
    given = {"csrfmiddlewaretoken": token[1], "word": "closing", "why": "two were fined", "signer": "A. Recorder"}
    answer = browser.post("/window/sign/", given)
    assert answer.status_code == 422
    assert "The register is being counted." in answer.content.decode()
    assert "two were fined" in answer.content.decode()
    scored = browser.post("/window/forecasts/ours/", {"csrfmiddlewaretoken": token[1], "scorer": "B. Reviewer"})
    assert scored.status_code == 422
    gate.open.set()
    office.counting.wait(SECONDS)
    assert browser.post("/window/sign/", given).status_code == 302


def test_a_bug_is_told_and_the_next_who_asks_tries_again(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(found: Gathered) -> object:
        raise ValueError(found.today)

    monkeypatch.setattr(reading, "AT_ONCE", 0)
    states = []
    for _ in range(3):
        with office.desk(office.owner) as desk:
            states.append(shown(office, desk, ("broken",), broken).state)
        office.counting.wait(SECONDS)
    assert states == ["counting", "failed", "counting"]
    assert "ValueError in broken" in capsys.readouterr().err


def test_looking_leaves_a_note_whoever_counts(gate: Gate, office: Office) -> None:
    ask(office)
    with office.desk(office.owner) as desk:
        notes = [one for one in desk.register.index.audits() if one.what == LOOK]
    assert [one.by for one in notes] == [office.owner.id]


@pytest.mark.parametrize("code", LANGUAGES)
def test_waiting_is_said_in_every_language(gate: Gate, signed: Signed, code: str) -> None:
    browser = signed()
    browser.cookies[LANGUAGE_COOKIE] = code
    text = browser.get("/window/claims/").content.decode()
    assert words(code)("window.counting") in text
    assert (COUNTING in text) == (code == "en")


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
