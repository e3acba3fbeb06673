"""Tokens of programs: theirs, never more than their person's, and ended with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rolls import loose_file

from tereze.model.errors import NotFound
from tereze.model.people import Actor
from tereze_web.people.tokens import DAY, BadToken, Tokens

PERSON = Actor(id="desk-two", roles=frozenset({"analyst", "advocate"}))


class World:
    """A clock, and who the person is today."""

    def __init__(self) -> None:
        self.now, self.person = 1e9, PERSON

    def actor_of(self, id_: str) -> Actor:
        if id_ != self.person.id:
            raise NotFound(id_)
        return self.person


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def tokens(tmp_path: Path, world: World) -> Tokens:
    return Tokens(loose_file(tmp_path), lambda: world.now, world.actor_of)


def test_a_token_opens_what_it_was_made_for(tokens: Tokens) -> None:
    made = tokens.make(PERSON, frozenset({"analyst"}), "a tool", 30)
    found = tokens.find(made)
    assert found is not None
    assert found[1] == Actor(id="desk-two", roles=frozenset({"analyst"}))
    for other in (made[:-1] + ("a" if made[-1] != "a" else "b"), made.upper(), "", "trz_", made + "x", "a" * 47):
        assert tokens.find(other) is None


def test_it_ends_by_time_and_by_hand(tokens: Tokens, world: World) -> None:
    one, other = (tokens.make(PERSON, frozenset({"analyst"}), name, 30) for name in ("one", "other"))
    tokens.end(next(row.id for row in tokens.all() if row.label == "one"))
    assert tokens.find(one) is None
    assert tokens.find(other) is not None
    world.now += 30 * DAY
    assert tokens.find(other) is None
    assert tokens.all() == ()


def test_a_role_its_person_lost_is_lost_to_it(tokens: Tokens, world: World) -> None:
    made = tokens.make(PERSON, frozenset({"analyst", "advocate"}), "a tool", 30)
    world.person = Actor(id="desk-two", roles=frozenset({"advocate", "administrator"}))
    found = tokens.find(made)
    assert found is not None
    assert found[1].roles == {"advocate"}


def test_who_leaves_takes_the_token_along(tokens: Tokens, world: World) -> None:
    made = tokens.make(PERSON, frozenset({"analyst"}), "a tool", 30)
    world.person = Actor(id="desk-three", roles=PERSON.roles)
    assert tokens.find(made) is None


def test_the_file_holds_no_token(tokens: Tokens, tmp_path: Path) -> None:
    made = tokens.make(PERSON, frozenset({"analyst"}), "a tool", 30)
    assert made not in (tmp_path / "people.json").read_text()
    assert made.removeprefix("trz_") not in (tmp_path / "people.json").read_text()


@pytest.mark.parametrize(
    ("roles", "label", "days"),
    [(set(), "a tool", 1), ({"publisher"}, "a tool", 1), ({"boss"}, "a tool", 1), ({"analyst"}, " ", 1),
     ({"analyst"}, "a tool", 0), ({"analyst"}, "a tool", 367)],
)  # fmt: skip
def test_what_cannot_be_is_refused(tokens: Tokens, roles: set[str], label: str, days: int) -> None:
    with pytest.raises(BadToken):
        tokens.make(PERSON, frozenset(roles), label, days)
