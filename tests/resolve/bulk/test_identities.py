"""Identity numbers in bulk. The numbers are made up; they are valid only in their check digits."""

from __future__ import annotations

import pytest
from stdnum.cn import ric

from tereze.resolve.bulk import BadTable, Contradiction, Table, explain, identities, link, number, texts, train
from tereze.resolve.bulk.columns import category

from .conftest import letters


def made_up(born: str, serial: int) -> str:
    """A number of no one: county 654002, an odd serial for men."""
    plain = f"654002{born}{serial:03d}"
    return plain + str(ric.calc_check_digit(plain + "0"))


ALI, AYSHE = made_up("19700312", 11), made_up("19810705", 22)


def test_what_a_row_leaves_out_is_taken_from_its_number() -> None:
    found = identities([ALI, AYSHE, None], [None, 1981, 1990], [None, "female", None])
    assert found.years == [1970, 1981, 1990]
    assert found.sexes == ["male", "female", None]
    assert found.regions == ["654002", "654002", None]
    assert not found.contradictions


def test_a_contradiction_is_told_and_what_the_row_says_stays() -> None:
    found = identities([ALI, AYSHE], [1971, 1981], ["male", "male"])
    assert found.contradictions == (
        Contradiction(0, "birth_year", "1971", "1970"),
        Contradiction(1, "sex", "male", "female"),
    )
    assert found.years == [1971, 1981]
    assert found.sexes == ["male", "male"]


def test_one_number_written_two_ways_is_the_same() -> None:
    spaced = f"{ALI[:6]} {ALI[6:14]} {ALI[14:].lower()}"
    codes = identities([ALI, spaced, AYSHE]).number.codes
    assert codes[0] == codes[1] != codes[2]


@pytest.mark.parametrize("text", ["123", "000000000000000000", "not a number"])
def test_what_is_no_number_is_counted_and_compared_with_nothing(text: str) -> None:
    found = identities([text, ALI])
    assert found.invalid == 1
    assert found.number.codes[0] == -1


def test_columns_of_other_lengths_are_refused() -> None:
    with pytest.raises(BadTable, match="identity numbers"):
        identities([ALI, AYSHE], [1970])


def test_a_number_links_rows_and_its_birth_year_is_a_reason_against_others() -> None:
    numbers = [made_up(f"19{50 + n % 40}0101", n) for n in range(300)]
    rows = [*numbers, *numbers[:100]]
    found = identities(rows, [None] * 400)
    columns = texts({"name": [f"n{n % 60}m" for n in range(300)] + [f"n{n % 60}m" for n in range(100)]}, letters)
    columns |= {"birth_year": number(found.years), "sex": category(found.sexes), "number": found.number}
    table = Table(columns)
    model = train(table)
    links = link(table, model)
    sure = {(i, j) for i, j, p in zip(links.left, links.right, links.probability, strict=True) if p >= 0.9}
    assert len(sure & {(n, 300 + n) for n in range(100)}) >= 90
    against = {one.column: one.bits for one in explain(table, model, 0, 61).reasons}
    assert against["birth_year"] < 0
    assert against["number"] < 0
