"""Several mentions as the lines of one table."""

from __future__ import annotations

from tereze.actions.beside import lines
from tereze.model.mentions import Mention, Name, Statement


def _mention(name: str, *said: tuple[str, str]) -> Mention:
    statements = tuple(
        Statement(id=f"{name}{at}", source="s1", about=name, property=key, value=value)
        for at, (key, value) in enumerate(said)
    )
    return Mention(id=name, source="s1", local=name, names=(Name(text="Fictional"),), statements=statements)


def test_what_tells_people_apart_stands_first_and_names_are_left_out() -> None:
    one = _mention("m1", ("work", "herder"), ("custody", "prison"), ("birthDate", "1979"), ("name", "X"))
    assert [line.property for line in lines([one])] == ["birthDate", "custody", "work"]


def test_every_mention_has_its_cell_and_two_that_agree_are_marked() -> None:
    one = _mention("m1", ("gender", "male"), ("occupation", "Driver"))
    two = _mention("m2", ("gender", "female"))
    three = _mention("m3", ("occupation", "driver"), ("occupation", "cook"))
    gender, occupation = lines([one, two, three])
    assert not gender.agree
    assert occupation.agree
    assert [[said.value for said in cell] for cell in occupation.said] == [["Driver"], [], ["driver", "cook"]]


def test_nobody_and_nothing() -> None:
    assert lines([]) == ()
    assert lines([_mention("m1"), _mention("m2")]) == ()
