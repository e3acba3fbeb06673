"""The ways somebody may be called. Everyone here is fictional."""

from __future__ import annotations

import pytest

from tereze.resolve.facts import MentionFacts
from tereze.resolve.ready import ready
from tereze.resolve.ways import MOST_TOGETHER, Way, ways


def called(*names: str, aliases: tuple[str, ...] = ()) -> tuple[Way, ...]:
    return ways(ready(MentionFacts(id="m", source="s", names=names, aliases=aliases)))


def words(found: tuple[Way, ...]) -> list[tuple[str, ...]]:
    return [tuple(word.text if word else "-" for word in way) for way in found]


def sounds(found: tuple[Way, ...]) -> set[tuple[str, ...]]:
    return {tuple(word.group if word else "-" for word in way) for way in found}


def test_every_two_words_of_every_name_proper_names_first() -> None:
    found = words(called("Rado Mila Peto", aliases=("Bado",)))
    assert set(found) == {("rado", "mila"), ("rado", "peto"), ("mila", "peto"), ("bado", "-"), ("-", "bado")}
    assert found[0] == ("rado", "mila")
    assert found[-1] == ("-", "bado")


def test_a_word_alone_stands_in_either_place_and_no_name_is_a_way_too() -> None:
    assert set(words(called("Rado"))) == {("rado", "-"), ("-", "rado")}
    assert called() == ((None, None),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ерлан Сейтказы", "叶尔兰·赛依特哈孜"),
        ("Канат Тулеген", "哈那提·吐列根"),
        ("Рара Авис", "Rara Avis"),
    ],
)
def test_one_name_in_two_scripts_has_a_way_of_one_sound(one: str, other: str) -> None:
    assert sounds(called(one)) & sounds(called(other))


def test_of_long_names_the_longest_words_are_kept_in_their_order() -> None:
    found = words(called("Ana Barbora Cecilka Dominga Evelina Filomela"))
    assert {word for way in found for word in way} == {"barbora", "cecilka", "dominga", "evelina", "filomela"}
    assert found[0] == ("barbora", "cecilka")


def test_titles_count_only_where_little_else_is_left() -> None:
    assert words(called("Hajji Rado Mila")) == words(called("Rado Mila"))
    assert {word for way in words(called("Hajji Rado")) for word in way} == {"hajji", "rado"}


def test_where_all_combinations_are_too_many_each_sound_stands_beside_the_first_of_the_other() -> None:
    names = ("买买提热西提·吐尔逊江", "哈那提·吐列根", "克里木江·赛依特哈孜")
    for name in names:
        found = sounds(called(name))
        one, other = ({way[side] for way in found} for side in (0, 1))
        assert len(found) == len(one) * len(other) or len(one) * len(other) > MOST_TOGETHER
        assert len(found) >= len(one) + len(other) - 1
