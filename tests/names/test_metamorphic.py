"""What must not change a comparison: how text is encoded, and the alphabet a name is converted to."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.names_training.words import _CYRILLIC, _UYGHUR, respell

from tereze.names import NameIndex, compare_many, fold, join_keys, prepare, similarity
from tereze.names.lexicon import lexicon

PAIRS = [
    ("Гүлзира Әуелхан", "古孜拉·阿瓦尔汗"),
    ("ئامىنە توختى", "Amina Tohti"),
    ("Şolpan Äubäkir", "Шолпан Әубәкір"),
    ("Oʻtkir Gʻayratov", "Уткир Гайратов"),
]
KAZAKH_LATIN = str.maketrans(
    {
        **dict(zip("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһыіэ", "aäbvgğdeejziikqlmnñoöprstuūüfhhyıe", strict=True)),
        **{"ш": "ş", "ч": "ch", "ц": "ts", "щ": "ş", "ю": "iu", "я": "ia", "ъ": "", "ь": ""},
    }
)
KAZAKH = [
    "Ержан Сәрсенбек", "Нұрлан Тілеубек", "Айгерім Қанатқызы", "Жанар Болатова", "Мұхтар Әбілқасым", "Серік Жұмабай",
    "Гүлнұр Оразбек", "Бақытжан Ермекұлы", "Шынар Досбол", "Қайрат Ғабиден", "Зәуре Мейрамбек", "Талғат Өмірзақ",
]  # fmt: skip


def hidden_marks(name: str) -> str:
    """A zero-width space and a bidi mark inside, as copied from a web page."""
    return "\u200f" + name[:2] + "\u200b" + name[2:] + "\u200e"


def decomposed(name: str) -> str:
    return unicodedata.normalize("NFD", name)


def shouted(name: str) -> str:
    return name.upper()


def spaced(name: str) -> str:
    return "\t " + name.replace(" ", "\u00a0 \u3000") + " \n"


@pytest.mark.parametrize("change", [hidden_marks, decomposed, shouted, spaced])
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_encoding_does_not_matter(change: Callable[[str], str], one: str, other: str) -> None:
    assert similarity(change(one), other) == similarity(one, other)
    assert join_keys(change(one)) == join_keys(one)


def test_presentation_forms_are_the_same_letters() -> None:
    """As cut out of a PDF: the shapes of letters in place of the letters."""
    assert similarity("ﺋﺎﻣﯩﻨﻪ", "Amina") == similarity("ئامىنە", "Amina")


def test_look_alike_letters_of_another_alphabet() -> None:
    """Kazakh і and Cyrillic а typed on a Latin keyboard."""
    assert similarity("Cepiк Aсaн", "Серік Асан") > 0.8
    assert similarity("Nurlаn", "Nurlan") == similarity("Nurlan", "Nurlan")


def test_from_one_alphabet_to_another_by_a_converter() -> None:
    """Every attested name that can be respelled letter by letter stays the same name in Uyghur and Cyrillic letters."""
    heads = [head for head in lexicon().heads if len(head) > 3 and head.isalpha()]
    for letters in (_UYGHUR, _CYRILLIC):
        converted = [respell(head, letters) for head in heads]
        scores = compare_many(heads, converted)
        assert (scores > 0.5).mean() > 0.95


@pytest.mark.parametrize("name", KAZAKH)
def test_kazakh_cyrillic_to_latin(name: str) -> None:
    latin = fold(name).translate(KAZAKH_LATIN)
    assert similarity(name, latin) > 0.9


def test_converted_names_are_found_first() -> None:
    index = NameIndex()
    for number, name in enumerate(KAZAKH):
        index.add(str(number), name)
    for number, name in enumerate(KAZAKH):
        assert index.search(fold(name).translate(KAZAKH_LATIN), k=1)[0].ident == str(number)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüñşçğı '-", max_size=40))
@settings(deadline=None)
def test_case_and_edges_do_not_matter(name: str) -> None:
    assert prepare(f"  {name} ").words == prepare(name).words
    assert similarity(name, name) == similarity(f" {name}", f"{name} ")
