"""Texts that hold a sealed name, in every form in which it may be written."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from tereze.actions.sealed_names import muted, telling
from tereze.model.events import Figure, Position
from tereze.model.mentions import Link, Words
from tereze.model.sources import Source, Told

NAMES = ("Жасырын Куәгер", "Ли", "王伟", "نازىگۈل بېك")


@pytest.mark.parametrize(
    "text",
    [
        "Жасырын Куәгер",
        "from ЖАСЫРЫН  куәгер, by letter",
        "Куәгер Жасырын",
        "Жасырын Куәгердің айтуы",
        "(Жасырын\nКуәгер)",
        normalize("NFD", "Жасырын Куәгер й"),
        "said Ли.",
        "证人王伟说",
        "نازىگۈل بېك دېدى",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    tells = telling(NAMES)
    assert tells
    assert tells(text)


@pytest.mark.parametrize("text", ["", "если", "Лида", "Жасырын", "a witness", "王先生"])
def test_other_words_do_not_tell(text: str) -> None:
    tells = telling(NAMES)
    assert tells
    assert not tells(text)


def test_without_names_there_is_nothing_to_find() -> None:
    assert telling([]) is None
    assert telling(["", " – "]) is None


def test_what_tells_nothing_comes_back_as_it_is() -> None:
    tells = telling(NAMES)
    assert tells
    source = Source(id="s1", local="i", sort="letter", title="A letter", told=Told(place="Almaty"))
    assert muted(source, tells) is source


def test_texts_at_any_depth_are_emptied_and_ids_left_alone() -> None:
    tells = telling(NAMES)
    assert tells
    position = Position(
        id="p1", source="s1", actor="m1", topic="of Жасырын Куәгер", stance="denies", key="key",
        number=Figure(value=1, who="Жасырын Куәгер"), chain=(Link(voice="m2", role="knows"),),
        words=(Words(text="Ли said so"), Words(text="nobody did")),
    )  # fmt: skip
    assert muted(position, tells) == Position(
        id="p1", source="s1", actor="m1", topic="", stance="denies", key="key", number=Figure(value=1),
        chain=(Link(voice="m2", role="knows"),), words=(Words(text="nobody did"),),
    )  # fmt: skip
