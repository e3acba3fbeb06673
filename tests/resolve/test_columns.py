"""Mentions as one table. Everyone here is fictional."""

from __future__ import annotations

from tereze.resolve.columns import certain, namesakes, table_of
from tereze.resolve.facts import MentionFacts, Stay
from tereze.resolve.ready import ready


def person(name: str, *names: str, **more: object) -> MentionFacts:
    return MentionFacts(id=name, source="s", names=names, **more)  # type: ignore[arg-type]


def test_a_row_has_what_is_said_and_none_elsewhere() -> None:
    stays = (Stay(when="2017-09", where="Ili"),)
    one = person("a", "Avis Rara", births=("1979-03",), sex="female", places=("Emin county",), stays=stays)
    table = table_of([ready(one), ready(person("b"))])
    assert {column: values[0] for column, values in table.items() if column in {"name", "born", "sex", "place"}} == {
        "name": "avis rara", "born": 1979, "sex": "female", "place": "county",
    }  # fmt: skip
    assert table["sound"][0]
    assert str(table["held"][0]).startswith("month ")
    assert {values[1] for column, values in table.items() if column != "ways"} == {None}
    assert table["years"][0] == (1979,)
    assert table["jail_words"][0] is None or table["jails"][0] is None
    assert {word.text for way in table["ways"][0] for word in way} == {"avis", "rara"}
    assert table["ways"][1] == ((None, None),)


def test_the_order_of_words_does_not_matter_and_a_long_stretch_is_no_month() -> None:
    rows = [ready(person("a", "Rara Avis")), ready(person("b", "Avis Rara", stays=(Stay(when="2017"),)))]
    table = table_of(rows)
    assert table["name"][0] == table["name"][1]
    assert table["held"] == [None, None]
    assert list(namesakes(rows)) == [(0, 1)]


def test_words_stand_in_one_order_whatever_the_script() -> None:
    rows = [
        ready(person("a", "Ezimet Polatjan")),
        ready(person("b", "波拉提江·艾则买提")),
        ready(person("c", "Әзімет Полатжан")),
    ]
    first = [str(name).split()[0] for name in table_of(rows)["name"]]
    assert first == ["polatjan", "波拉提江", "полатжан"]


def test_a_name_of_hundreds_makes_no_pairs() -> None:
    many = [ready(person(f"m{at}", "Rara Avis")) for at in range(301)]
    assert list(namesakes(many)) == []
    assert table_of([])["name"] == []


def test_no_engine_may_miss_a_number_a_file_or_a_name_in_common() -> None:
    rows = [
        ready(person("a", "Rara Avis", numbers=("AB-123456",))),
        ready(person("b", "Mila Rado", numbers=("ab 123456", "12"), photos=("f1", "f1"))),
        ready(person("c", "Avis Rara", photos=("f2",))),
        ready(person("d", "Peto Dona", photos=("f2", "f1"), numbers=("12",))),
    ]
    assert set(certain(rows)) == {(0, 2), (0, 1), (1, 3), (2, 3)}
    assert list(certain([ready(person(f"m{at}", photos=("blank",))) for at in range(301)])) == []


def test_a_stay_with_an_open_beginning_has_no_month() -> None:
    assert table_of([ready(person("a", stays=(Stay(when="../2018"),)))])["held"] == [None]
