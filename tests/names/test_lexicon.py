"""Attested names and endings."""

from __future__ import annotations

import pytest

from tereze.names.lexicon import PAIR, compile_rows, known, lexicon, mandarin, spelling_key
from tereze.names.readings import readings
from tereze.names.scripts import ARABIC, CYRILLIC, HAN, LATIN, words

ATTESTED = [
    ["m", "Tengri Tengir", "腾格里"],
    ["f", "Tengri", "腾格里娅"],
    ["m", "Tengir", "腾戈"],
    ["f", "Aylin Ailin", "艾琳"],
]
AFFIXES = [["family", "m", "ov", "夫", ""], ["part", "-", "xan khan", "汗", ""]]


def ask(word: str) -> object:
    [(script, text)] = words(word)
    return known(script, text, readings(script, text)[0].symbols)


def test_spellings_of_one_name_share_an_entry_across_scripts() -> None:
    [entry] = compile_rows(ATTESTED, AFFIXES).alphabetic[spelling_key("Aylin")]
    book = compile_rows(ATTESTED, AFFIXES)
    assert book.heads[entry] == "Aylin"
    assert book.alphabetic[spelling_key("Айлин")] == book.mandarin[mandarin("艾琳")] == (entry,)


def test_rows_whose_heads_name_each_other_are_one_name() -> None:
    book = compile_rows(ATTESTED, AFFIXES)
    assert book.mandarin[mandarin("腾格里")] == book.mandarin[mandarin("腾戈")]


def test_a_man_and_a_woman_of_one_spelling_stay_two_names() -> None:
    book = compile_rows(ATTESTED, AFFIXES)
    assert len(book.alphabetic[spelling_key("Tengri")]) == 2


@pytest.mark.parametrize(
    ("word", "sex", "kind"),
    [
        ("karimov", "m", "family"),
        ("каримова", "f", "family"),
        ("卡里莫娃", "f", "family"),
        ("كارىموۆا", "f", "family"),
        ("qunanbayuly", "m", "child"),
        ("qunanbayqyzy", "f", "child"),
        ("golovkin", "m", ""),
        ("golovkina", "f", ""),
        ("戈洛夫金娜", "f", ""),
    ],
)
def test_endings_tell_the_sex(word: str, sex: str, kind: str) -> None:
    found = ask(word)
    assert (getattr(found, "sex"), getattr(found, "kind")) == (sex, kind)  # noqa: B009


def test_compounds_are_known_by_their_parts() -> None:
    """Nurmemet is Nur and Memet in every alphabet."""
    for script, word in ((LATIN, "nurmemet"), (CYRILLIC, "нурмемет"), (ARABIC, "نۇرمەمەت"), (HAN, "努尔买买提")):
        entries = known(script, word, readings(script, word)[0].symbols).entries
        assert any(entry >= PAIR for entry in entries)


def test_an_identity_card_spelling_leads_to_the_name() -> None:
    [plain], [card] = (known(LATIN, w, readings(LATIN, w)[0].symbols).entries for w in ("gulnar", "gulinaer"))
    assert plain == card


def test_every_entry_and_ending_has_a_name() -> None:
    book = lexicon()
    assert len(book.heads) == len(book.sexes)
    assert all(book.name_of(affix.number) for affix in book.endings.values())


def test_no_word_has_more_entries_than_a_record_holds() -> None:
    assert max(len(ids) for ids in lexicon().alphabetic.values()) <= 6
