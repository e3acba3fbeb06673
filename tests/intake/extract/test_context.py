"""What the words around a status make of it, each rule by itself."""

from __future__ import annotations

import re

import pytest
from spoken import cast

from tereze.intake.extract import context
from tereze.intake.extract.quotes import Quote
from tereze.intake.extract.said import Said
from tereze.intake.extract.speakers import Speaker


def _cue(words: str, text: str) -> re.Match[str]:
    found = re.search(words, text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "camp"),
    [
        ("Two former detainees spoke. One was held in Korla.", True),
        ("Camp survivors spoke. One was held for a year.", True),
        ("Two lawyers spoke. One was held in Korla.", False),
        ("Two former detainees spoke. One was held in a police cell.", False),
        ("Two former detainees spoke. One was held at the border.", False),
    ],
)
def test_former_detainees_were_held_in_camps(text: str, camp: bool) -> None:
    assert context.of_camps(text, 0, _cue("held", text)) is camp


def test_work_is_forced_beside_a_camp_a_guard_or_no_pay() -> None:
    assert all(context.made_to_work(text, 0, len(text)) for text in ("the camp", "a guard", "was not paid"))
    assert not context.made_to_work("a shop in Almaty", 0, 16)


@pytest.mark.parametrize(
    ("lead", "was"),
    [
        ("She was held until her ", True),
        ("She spent a year there until ", True),
        ("She will be held until her ", False),
        ("She was not to speak until his ", False),
        ("She holds a picket until his ", False),
        ("She was glad of his ", False),
    ],
)
def test_until_a_release_that_was(lead: str, was: bool) -> None:
    assert context.until_it_was(lead) is was


@pytest.mark.parametrize(
    ("speaker", "verb", "status", "chain", "told"),
    [
        ("Officials", "confirmed", "police_custody", True, True),
        ("Officials", "confirmed", "police_custody", False, False),
        ("Officials", "confirmed", "released", True, False),
        ("Officials", "said", "police_custody", True, False),
        ("The embassy of Kazakhstan", "said", "internment", False, True),
        ("The embassy of Kazakhstan", "said", "released", False, False),
        ("The Chinese embassy", "said", "internment", False, False),
    ],
)
def test_what_an_office_admits(speaker: str, verb: str, status: str, chain: bool, told: bool) -> None:
    text, place = f"{speaker} {verb} it", len(speaker) + 1
    who = Speaker("org", speaker, 0, speaker.index("embassy") + 7 if "embassy" in speaker else place - 1)
    said = Said(who, "asserts", 0, len(text), False, (who,) if chain else (), (place, place + len(verb)))
    assert context.admitted(text, status, said) is told


def test_kin_and_lawyers_take_nobody_into_custody() -> None:
    assert context.done_privately("led out of court by her lawyer", _cue("led out", "led out of court by her lawyer"))
    assert not context.done_privately("led out by two officers", _cue("led out", "led out by two officers"))


def test_words_that_begin_with_after() -> None:
    assert context.begins_after(_cue("after.*", "freed after a week in a cell"))
    assert not context.begins_after(_cue("week.*", "freed after a week in a cell"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Police freed a herder on Friday.\n\n“I am home,” said Aset Kenzhe, 68.", "Aset Kenzhe"),
        ("Police freed a herder on Friday.\n\n“He is home,” said Aset Kenzhe.", None),
        ("Police freed the men on Friday.\n\n“I am home,” said Aset Kenzhe, 68.", None),
        ("Roza Kenzhe heard it: police freed a herder.\n\n“I am home,” said Aset Kenzhe, 68.", None),
        ("Police freed a herder on Friday.\n\nIt rained. “I am home,” said Aset Kenzhe, 68.", None),
    ],
)
def test_the_one_who_speaks_next(text: str, name: str | None) -> None:
    quotes = (Quote(text.index("“"), text.index("”") + 1),)
    one = context.speaks_next(text, cast(text), quotes, _cue("freed", text), text.index("\n\n"))
    assert (one.text if one else None) == name
