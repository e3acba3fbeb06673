"""Which encoding a file is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.intake import encodings

RUSSIAN = "Кто пропал;Пол;Когда забрали\nБахитжан Н.;м;3 ноября 2017\nЖанат И.;ж;неизвестно\n"
CHINESE = "姓名,性别,出生日期,现状\n巴合江,男,一九六九年二月,在学\n加娜提,女,不详,收监\n"
SPANISH = "nombre;lugar;año\nIbáñez Núñez, José;Córdoba;1976\nMuñoz, Ángela;Río Gallegos;1977\n"
KAZAKH = "аты-жөні;жынысы\nМысал Есім;ер\nҒалия Өмір;әйел\n"


@pytest.mark.parametrize("text", [RUSSIAN, CHINESE, SPANISH, KAZAKH, "a,b\n1,2\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_certain(text: str, codec: str) -> None:
    assert text.encode(codec).decode(encodings.detect(text.encode(codec))).lstrip("\ufeff") == text


@pytest.mark.parametrize("text", [RUSSIAN, SPANISH, KAZAKH, "a,b\n1,2\n"])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_known_by_its_zeros(text: str, codec: str) -> None:
    assert encodings.detect(text.encode(codec)) == codec


@pytest.mark.parametrize(
    ("text", "codec", "found"),
    [
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN.upper(), "cp1251", "cp1251"),
        (CHINESE, "gb18030", "gb18030"),
        (SPANISH, "cp1252", "cp1252"),
        (SPANISH.upper(), "cp1252", "cp1252"),
        ("nombre;edad\nMuñoz;30\nIbáñez;31\n", "cp1252", "cp1252"),
        ("ФИО;год\nИванова;1980\n", "cp1251", "cp1251"),
        ("姓名;年\n王小明;1980\n", "gb18030", "gb18030"),
        ("plain ascii", "ascii", "utf-8"),
        ("姓名，年——王小明。", "gb18030", "gb18030"),
    ],
)
def test_older_encodings_by_what_the_text_looks_like(text: str, codec: str, found: str) -> None:
    assert encodings.detect(text.encode(codec)) == found
    assert encodings.decode(text.encode(codec)) == text


def test_a_sample_cut_inside_a_letter_is_still_utf8() -> None:
    data = b"a" + ("я" * encodings.SAMPLE).encode()
    assert encodings.detect(data[: encodings.SAMPLE]) == "utf-8"


@given(st.binary(max_size=300))
def test_any_bytes_have_some_encoding_that_reads_them(data: bytes) -> None:
    assert isinstance(encodings.decode(data), str)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200))
def test_utf8_text_comes_back_unchanged(text: str) -> None:
    assert encodings.decode(text.encode()) == text.removeprefix("\ufeff")
