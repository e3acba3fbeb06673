"""The text of a cell."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tereze.intake import cells


def test_tidy_and_folded() -> None:
    assert cells.tidy("  A \n B\u00a0C ") == "A B C"
    assert cells.folded(" ÁRBOL  Ж") == "árbol ж"


@pytest.mark.parametrize(
    ("text", "separators", "parts"),
    [
        ("A / B", (" / ",), ["A", "B"]),
        ("A, B / C", (", ", " / "), ["A", "B", "C"]),
        ("甲、乙", ("、",), ["甲", "乙"]),
        ("Cook      Baker", ("   ",), ["Cook", "Baker"]),
        ("Cook Baker", ("   ",), ["Cook Baker"]),
        ("A и Б", (" и ",), ["A", "Б"]),
        ("A И Б", (" и ",), ["A", "Б"]),
        ("Ирина", (" и ",), ["Ирина"]),
        (" / A / ", (" / ",), ["A"]),
        ("A", (), ["A"]),
        ("  ", (), []),
        ("A.B", (".",), ["A", "B"]),
    ],
)
def test_divide(text: str, separators: tuple[str, ...], parts: list[str]) -> None:
    assert cells.divide(text, separators) == parts


def test_without() -> None:
    assert cells.tidy(cells.without("A and B, BROTHERS", (", brothers",))) == "A and B"


@pytest.mark.parametrize(
    ("text", "outside", "inside"),
    [
        ("努尔波拉提（又名：波拉）·叶森", "努尔波拉提·叶森", ["波拉"]),
        ("Нурболат (Бола) Есен", "Нурболат Есен", ["Бола"]),
        ("A (aka Bee) C [alias Dee]", "A C", ["Bee", "Dee"]),
        ("A (она же Olga)", "A", ["Olga"]),
        ("A (Olga)", "A", ["Olga"]),
        ("A ()", "A", []),
        ("A", "A", []),
    ],
)
def test_brackets(text: str, outside: str, inside: list[str]) -> None:
    assert cells.brackets(text) == (outside, inside)


def test_a_shared_surname_is_given_to_each() -> None:
    assert cells.share(["Kurman", "Kurban Abdi"], "last") == ["Kurman Abdi", "Kurban Abdi"]
    assert cells.share(["Abdi Kurman", "Kurban"], "first") == ["Abdi Kurman", "Abdi Kurban"]
    assert cells.share(["A B", "C D"], "last") == ["A B", "C D"]


@pytest.mark.parametrize(
    ("text", "order", "parts"),
    [
        ("Abadía, Juan Carlos", "surname,given", ("Abadía", "Juan Carlos")),
        ("Abadía", "surname,given", ("", "")),
        ("A, B, C", "surname,given", ("", "")),
        ("ABADIA  JUAN CARLOS", "surname_given", ("ABADIA", "JUAN CARLOS")),
        ("DE LA CRUZ  ANA", "surname_given", ("DE LA CRUZ", "ANA")),
        ("DE LA CRUZ ANA", "surname_given", ("", "")),
        ("ABADIA JUAN", "surname_given", ("ABADIA", "JUAN")),
        ("Juan Abadía", "given_surname", ("Abadía", "Juan")),
        ("Juan Abadía", "as_it_stands", ("", "")),
    ],
)
def test_name_parts_only_where_they_are_certain(text: str, order: str, parts: tuple[str, str]) -> None:
    assert cells.name_parts(text, order) == parts


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("26", "26"),
        ("26 años", "26"),
        ("5 meses", "0"),
        ("18 months", "1"),
        ("3 días", "0"),
        ("39岁", "39"),
        ("8个月", "0"),
        ("39 лет", "39"),
        ("unknown", None),
        ("20-25", None),
        ("", None),
    ],
)
def test_ages(text: str, years: str | None) -> None:
    assert cells.age(text) == years


@pytest.mark.parametrize(
    ("text", "key"),
    [("5389", "5389"), ("E-001", "e-001"), ("3а", "3u430"), (" A  B/7 ", "a-b-7"), ("№ 3", "3"), ("--", ""), ("", "")],
)
def test_keys(text: str, key: str) -> None:
    assert cells.key(text) == key


@given(st.text(max_size=20))
def test_a_key_is_a_key(text: str) -> None:
    assert re.fullmatch("[a-z0-9_-]*", cells.key(text))
