"""One person with very many rows among people with few: values are counted among people. Everybody is made up."""

from __future__ import annotations

import numpy as np
import pytest

from tereze.resolve.bulk import Model, Table, category, cluster, link, number, place, settle, texts, train
from tereze.resolve.bulk.blocks import PER_ROW, USUAL, WIDEST, namesakes
from tereze.resolve.bulk.people import MANY, among_people, by_name
from tereze.resolve.bulk.train import recount

from .conftest import NAMES, People, letters, pair_f1

FAMOUS, FEW = 400, 1500


@pytest.fixture(scope="module")
def register() -> tuple[Table, np.ndarray]:
    """1,500 people with one row or two, and one named by 400 sources, each of which knows only part, and half of which
    put him elsewhere; six others share his two names."""
    random = np.random.default_rng(11)
    rows, person = [], []

    def told(one: tuple[str, str, int, int, int], who: int) -> None:
        given, father, year, town, job = one
        shown_year = None if random.random() < 0.3 else year + int(random.integers(0, 2))
        where = town if random.random() < 0.5 else int(random.integers(0, 60))
        rows.append(
            (given, father, shown_year, f"t{where}", f"j{job if random.random() < 0.6 else random.integers(40)}")
        )
        person.append(who)

    for who in range(FEW):
        given, father = NAMES[int(random.integers(len(NAMES)))], NAMES[int(random.integers(len(NAMES)))]
        made = given, father, 1940 + int(random.integers(60)), int(random.integers(60)), int(random.integers(40))
        for _ in range(1 + int(random.random() < 0.5)):
            told(made, who)
    for _ in range(FAMOUS):
        told(("bamir", "dolan", 1969, 3, 5), FEW)
    for who in range(FEW + 1, FEW + 7):
        made = "bamir", "dolan", 1940 + int(random.integers(60)), int(random.integers(60)), int(random.integers(40))
        told(made, who)
    columns = texts({"given": [one[0] for one in rows], "father": [one[1] for one in rows]}, letters)
    columns["year"] = number([one[2] for one in rows])
    columns["town"] = place([one[3] for one in rows], [one[3][:2] for one in rows])
    columns["job"] = category([one[4] for one in rows])
    return Table(columns, swap=("given", "father")), np.array(person)


def test_a_person_of_four_hundred_rows_is_found_to_be_one(register: tuple[Table, np.ndarray]) -> None:
    table, person = register
    model = train(table)
    plain, made = cluster(link(table, model)), settle(table, model)
    assert made.rounds > 0
    famous = np.bincount(made.labels[person == FEW]).max()
    assert famous >= 0.85 * FAMOUS
    assert np.bincount(plain[person == FEW]).max() < 0.5 * FAMOUS  # what counting rows leads to
    assert pair_f1(person, made.labels) > 0.85


def test_where_nobody_has_many_rows_nothing_is_done_twice(people: People, table: Table, model: Model) -> None:
    made = settle(table, model)
    plain = link(table, model)
    assert made.rounds == 0
    assert np.array_equal(made.links.probability, plain.probability)
    assert np.array_equal(made.labels, cluster(plain))
    assert np.bincount(made.labels).max() < MANY
    assert pair_f1(people.person, made.labels) > 0.8


def test_the_same_input_settles_the_same(register: tuple[Table, np.ndarray]) -> None:
    table, _ = register
    model = train(table)
    one, other = settle(table, model, threads=1), settle(table, model, threads=2)
    assert np.array_equal(one.labels, other.labels)
    assert one.model == other.model


def test_rows_judged_apart_stay_apart_in_every_round(register: tuple[Table, np.ndarray]) -> None:
    table, person = register
    rows = np.flatnonzero(person == FEW)
    pair = int(rows[0]), int(rows[1])
    made = settle(table, train(table), apart=[pair])
    assert made.rounds > 0
    assert made.labels[pair[0]] != made.labels[pair[1]]


def test_a_group_counts_as_one_row(register: tuple[Table, np.ndarray]) -> None:
    table, person = register
    counted = among_people(table, np.unique(person, return_index=True)[1][person])
    given = table.columns["given"]
    at = given.leaves.index("bamir")
    others = len(np.unique(person[(given.codes == at) & (person != FEW)]))
    shares = np.exp(counted.packed.log_leaf[counted.packed.base[0] + at])
    assert shares == pytest.approx((others + 1) / (FEW + 7))
    rows = np.exp(table.packed.log_leaf[table.packed.base[0] + at])
    assert rows > 0.1
    assert np.array_equal(counted.packed.rows, table.packed.rows)
    assert counted.blocks is table.blocks


def test_groups_of_one_row_change_nothing(table: Table, model: Model) -> None:
    counted = among_people(table, np.arange(len(table)))
    assert np.allclose(counted.packed.log_leaf, table.packed.log_leaf)
    assert np.allclose(counted.packed.log_group, table.packed.log_group)
    made = recount(counted, model)
    assert (made.m, made.beside, made.partners) == (model.m, model.beside, model.partners)
    assert np.allclose(np.array(made.chance), np.array(recount(table, model).chance))


def test_later_rows_are_compared_by_the_same_counts(register: tuple[Table, np.ndarray]) -> None:
    from tereze.resolve.bulk import extend

    table, person = register
    counted = among_people(table, np.unique(person, return_index=True)[1][person])
    larger = extend(counted, {"given": ["bamir"], "father": ["dolan"]}, sound=letters)
    at = table.columns["given"].leaves.index("bamir")
    assert larger.packed.log_leaf[at] == counted.packed.log_leaf[at]


def test_rows_of_one_name_are_worth_less_where_one_person_has_most(register: tuple[Table, np.ndarray]) -> None:
    table, person = register
    worth = by_name(table, train(table))
    given = table.columns["given"]
    his = (given.codes == given.leaves.index("bamir")) & (person >= FEW)
    assert len(np.unique(worth[his])) == 1  # those of one name count alike
    assert 1.0 / worth[his][0] > MANY
    assert (worth[~his] == 1.0).all()


def test_many_people_of_one_name_keep_their_worth() -> None:
    random = np.random.default_rng(2)
    names = ["bamir"] * 60 + [NAMES[int(at)] for at in random.integers(len(NAMES), size=900)]
    columns = texts({"given": names, "father": names[::-1][:900] + ["dolan"] * 60}, letters)
    columns |= {name: category([f"{n}" for n in random.integers(30, size=960)]) for name in ("town", "job", "street")}
    table = Table(columns, swap=("given", "father"))
    assert (by_name(table, train(table)) == 1.0).all()


def test_without_exchanged_names_rows_count_once(table: Table) -> None:
    nameless = Table(table.columns, table.source)
    assert (by_name(nameless, train(nameless)) == 1.0).all()
    assert namesakes(nameless) == ()


def test_rows_with_the_same_two_names_meet_though_they_are_many(register: tuple[Table, np.ndarray]) -> None:
    table, _ = register
    (wide,) = namesakes(table)
    assert wide.key[0] == "given|father"
    assert wide.largest == FAMOUS + 6 > USUAL
    assert wide.pairs <= PER_ROW * len(table)


def test_a_name_on_a_fifth_of_the_rows_is_cut_by_all_else() -> None:
    random = np.random.default_rng(3)
    many, size = 12_000, 60_000
    columns = texts(
        {
            "given": ["bamir" if at < many else NAMES[at % len(NAMES)] for at in range(size)],
            "father": ["dolan" if at < many else NAMES[at // 7 % len(NAMES)] for at in range(size)],
        },
        letters,
    )
    columns["number"] = category([f"{n}" for n in random.integers(20, size=size)])
    table = Table(columns, swap=("given", "father"))
    assert not table.defaults
    (wide,) = namesakes(table)
    assert wide.refined >= many > WIDEST >= wide.largest
    assert wide.pairs <= PER_ROW * size + size * USUAL
    assert np.array_equal(np.sort(wide.order[np.isin(wide.order, np.arange(many))]), np.arange(many))  # none is lost
