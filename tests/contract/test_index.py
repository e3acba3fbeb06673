"""What every index does alike, whatever order entries come in."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from tereze.actions.index import Called, Index, Indexed, SuggestionRow
from tereze.model.judgements import Judgement
from tereze.model.mentions import Mention, Name, Number, Statement
from tereze.model.records import Audit
from tereze.model.sources import Source
from tereze.store.index.rows import IndexDamaged
from tereze.store.index.tables import DERIVED
from tereze.store.memory import MemoryIndex
from tereze.store.verify import rows

SECRET = b"contract secret of thirty-two by"
Place = Callable[..., list[Indexed]]
World = Callable[[int], list[Indexed]]


def _person(name: str, number: str, text: str = "Fictional Person") -> list[Any]:
    mention = Mention(id=name, source="s1", local=name, names=(Name(text=text),))
    return [mention, Number(id=f"n{name}", number=number, mention=name, at="2019")]


def _same(name: str, *mentions: str, at: str = "2019", **more: Any) -> Judgement:
    fields: dict[str, Any] = {"answer": "same", "reviewers": ("a",), "reason": "invented", "mentions": mentions} | more
    return Judgement(id=name, at=at, **fields)


def _fill(index: Index, items: list[Indexed]) -> None:
    index.apply(items)
    index.settle()


def test_an_empty_index_answers_nothing(index: Index) -> None:
    index.settle()
    assert index.get("m1") is None
    assert list(index.persons()) == []
    assert index.counts() == {"persons": 0, "suggestions": 0, "disputes": 0}
    assert index.person_of(["m1"]) == {"m1": "m1"}
    assert index.members("m1") == ()


def test_applying_twice_changes_nothing(index: Index, place: Place) -> None:
    items = place([*_person("m1", "T-0000001"), *_person("m2", "T-0000002"), _same("j1", "m1", "m2")])
    _fill(index, items)
    before = index.counts(), list(index.persons())
    _fill(index, items + items[:2])
    assert (index.counts(), list(index.persons())) == before
    assert before[0]["mention"] == 2


def test_a_merge_keeps_the_oldest_number_and_a_split_follows_the_anchor(index: Index, place: Place) -> None:
    items = place([*_person("m1", "T-0000007"), *_person("m2", "T-0000002"), _same("j1", "m1", "m2")])
    _fill(index, items)
    assert index.person_of(["m2"]) == {"m2": "m1"}
    assert [(row.anchor, row.number, row.mentions) for row in index.persons()] == [("m1", "T-0000007", 2)]
    assert index.by_number("T-0000002") == "m1"
    withdrawn = place([_same("j2", answer="withdraw", of="j1")], start=50)
    _fill(index, withdrawn)
    assert index.by_number("T-0000002") == "m2"
    assert [row.number for row in index.persons()] == ["T-0000002", "T-0000007"]


def test_groups_are_listed_nowhere_as_persons(index: Index, place: Place) -> None:
    group = Mention(id="m1", source="s1", local="g", sort="group", description="about forty people")
    _fill(index, place([group, Number(id="n1", number="T-0000001", mention="m1")]))
    assert list(index.persons()) == []
    assert index.mentions(["m1"])["m1"].description == "about forty people"


def test_a_person_without_a_number_is_not_listed_yet(index: Index, place: Place) -> None:
    items = place(_person("m1", "T-0000001"))
    _fill(index, items[:1])
    assert index.counts()["persons"] == 0
    _fill(index, items[1:])
    assert [row.label for row in index.persons()] == ["Fictional Person"]


def test_a_sealed_mention_has_no_label_and_no_search_key(index: Index, place: Place) -> None:
    from tereze import names

    mention = Mention(id="m1", source="s1", local="teller", sealed=True, names=(Name(text="Aigul Invented"),))
    _fill(index, place([mention, Number(id="n1", number="T-0000001", mention="m1")]))
    assert [row.label for row in index.persons()] == [""]
    assert index.search(names.keys("Aigul Invented"), 10) == []
    assert index.unopened(["m1"]) == 1


def test_a_name_is_found_in_another_script(index: Index, place: Place) -> None:
    from tereze import names

    _fill(index, place([*_person("m1", "T-0000001", "Нурлан Вымышлен"), *_person("m2", "T-0000002", "Zhang Invented")]))
    found = index.search(names.keys("Nurlan"), 10)
    assert [mention for mention, _ in found] == ["m1"]


def test_parts_of_a_mention_are_read_together(
    new_index: Callable[[str, Any], Index], opened: Any, place: Place
) -> None:
    said = [
        Statement(id=f"t{n}", source="s1", about="m1", property="health", value=str(n), target="m9") for n in (1, 2)
    ]
    parts = [
        Mention(id="m1", source="s1", local="a", names=(Name(text="X Invented"),), statements=(said[0],)),
        Mention(id="m1", source="s1", local="a", part="sensitive", statements=(said[1],)),
    ]
    items = place(parts)
    opened.update((item.entry, item.record) for item in items)
    for kind in ("memory", "sqlcipher", "postgres"):
        index = new_index(kind, opened)
        _fill(index, list(reversed(items)))
        mention = index.mentions(["m1"])["m1"]
        assert [one.id for one in mention.statements] == ["t1", "t2"]
        assert mention.names == (Name(text="X Invented"),)
        assert index.get("t2") == mention
        assert index.pointing_at(["m9"]) == ("m1",)


def test_a_sensitive_part_whose_key_is_gone_is_left_out(
    new_index: Callable[[str, Any], Index], opened: Any, place: Place
) -> None:
    said = Statement(id="t2", source="s1", about="m1", property="health", value="2")
    items = place([
        Mention(id="m1", source="s1", local="a"),
        Mention(id="m1", source="s1", local="a", part="sensitive", statements=(said,)),
    ])  # fmt: skip
    for kind in ("sqlcipher", "postgres"):
        index = new_index(kind, opened)
        _fill(index, items)
        assert index.mentions(["m1"])["m1"].statements == ()


def test_the_newest_version_of_a_source_answers_to_its_name(index: Index, place: Place) -> None:
    old = Source(id="s1", local="list-a", sort="list", recorded="2020")
    new = Source(id="s2", local="list-a", sort="list", recorded="2019", version_of="s1")
    _fill(index, place([new, old]))
    assert index.source_by_local("list-a") == new
    assert index.source_by_local("list-b") is None


def test_suggestions_come_best_first_and_are_replaced_as_a_whole(index: Index) -> None:
    rows_ = [SuggestionRow("m1", f"m{n}", n / 10, (("age", 0.25, "born in one year"),)) for n in range(2, 9)]
    index.put_suggestions(rows_)
    assert list(index.suggestions()) == sorted(rows_, key=lambda row: -row.score)
    assert list(index.suggestions(2)) == sorted(rows_, key=lambda row: -row.score)[:2]
    index.put_suggestions(rows_[:1])
    assert index.counts()["suggestions"] == 1


def test_forgetting_removes_what_rested_on_an_entry_and_nothing_else(index: Index, place: Place) -> None:
    from tereze import names

    items = place([*_person("m1", "T-0000001", "Aigul Invented"), *_person("m2", "T-0000002", "Aigul Other")])
    _fill(index, items)
    index.put_suggestions([SuggestionRow("m1", "m2", 1.0, (("name", 1.0, "Aigul = Aigul"),))])
    index.forget([items[0].entry, items[1].entry])
    index.settle()
    assert index.get("m1") is None
    assert index.by_number("T-0000001") is None
    assert [mention for mention, _ in index.search(names.keys("Aigul"), 10)] == ["m2"]
    assert list(index.suggestions()) == []
    assert [row.number for row in index.persons()] == ["T-0000002"]
    assert index.counts()["mention"] == 1


def test_a_disputed_judgement_is_reported_and_not_applied(index: Index, place: Place) -> None:
    people = [*_person("m1", "T-0000001"), *_person("m2", "T-0000002")]
    apart = _same("j1", "m1", "m2", answer="different")
    _fill(index, place([*people, apart, _same("j2", "m1", "m2")]))
    assert [name for name, _ in index.disputes()] == ["j2"]
    assert index.counts()["disputes"] == 1
    assert len(list(index.persons())) == 2


def test_one_number_given_twice_is_settled_alike_in_any_order(
    new_index: Callable[[str, Any], Index], opened: Any, place: Place
) -> None:
    people = place([*_person("m1", "T-0000001"), *_person("m2", "T-0000001"), *_person("m3", "T-0000003")])
    answers = set()
    for order in (people, people[::-1], people[2:] + people[:2]):
        index = new_index("sqlcipher", opened)
        for item in order:
            _fill(index, [item])
        answers.add(tuple((row.anchor, row.number) for row in index.persons()))
    assert len(answers) == 1
    assert ("m1", "T-0000001") in answers.pop()


@pytest.mark.parametrize(
    ("kind", "seed"), [("sqlcipher", seed) for seed in range(24)] + [("postgres", seed) for seed in range(0, 24, 4)]
)
def test_any_order_in_any_stretches_gives_what_the_memory_index_gives(  # noqa: PLR0917
    kind: str, seed: int, world: World, new_index: Callable[[str, Any], Index], opened: Any,
    snapshot: Callable[..., Any], suggested: Callable[..., Any],
) -> None:  # fmt: skip
    items = world(seed)
    opened.update((item.entry, item.record) for item in items)
    dice = random.Random(seed)
    index = new_index(kind, opened)
    forgotten = _apply_in_pieces(index, items, dice)
    left = [item for item in items if item.entry not in forgotten]
    reference = MemoryIndex(SECRET)
    _fill(reference, left)
    for one in (index, reference):
        one.put_suggestions(suggested(items))
    assert snapshot(index, items) == snapshot(reference, items)
    again = new_index("sqlcipher", opened)
    _fill(again, left)
    for table in DERIVED:
        assert _rows(index, table) == _rows(again, table), table.name


def _apply_in_pieces(index: Index, items: list[Indexed], dice: random.Random) -> set[bytes]:
    """Apply in random order and stretches, settling now and then, forgetting some entries for good."""
    waiting = items[:]
    dice.shuffle(waiting)
    doomed = {item.entry for item in dice.sample(waiting, dice.choice([0, 0, 4]))}
    while waiting:
        size = dice.randint(1, 7)
        index.apply(waiting[:size])
        waiting = waiting[size:]
        if dice.random() < 0.5:
            index.settle()
    index.forget(doomed)
    index.settle()
    return doomed


def _rows(index: Any, table: Any) -> list[Any]:
    return list(rows(index._database, table))


def test_audit_notes_come_newest_first_between_two_times(index: Index, place: Place) -> None:
    days = ["2026-01-03", "2026-01-01", "2026-01-02", "2026-01-02"]
    notes = [Audit(id=f"u{at}", at=f"{day}T10:00:00Z", by="x", what="look.person") for at, day in enumerate(days)]
    _fill(index, place([*notes, *_person("m1", "T-0000001")]))
    assert [note.id for note in index.audits()] == ["u0", "u3", "u2", "u1"]
    assert [note.id for note in index.audits(since="2026-01-02")] == ["u0", "u3", "u2"]
    assert [note.id for note in index.audits(before="2026-01-03")] == ["u3", "u2", "u1"]
    assert [note.id for note in index.audits("2026-01-02", "2026-01-03T10:00:00Z")] == ["u3", "u2"]
    assert list(index.audits(since="2027")) == []


def test_more_audit_notes_than_fit_one_question_all_come(index: Index, place: Place) -> None:
    notes = [Audit(id=f"u{at:05}", at=f"2026-01-01T{at // 100:02}", by="x", what="w") for at in range(1203)]
    _fill(index, place(notes))
    assert [note.id for note in index.audits()] == [f"u{at:05}" for at in reversed(range(1203))]
    index.forget([place(notes)[-1].entry])
    assert next(index.audits()).id == "u01201"


def test_a_page_of_a_kind_is_that_part_of_all_of_it(index: Index, place: Place) -> None:
    _fill(index, place([Source(id=f"s{at}", local=f"list-{at}", sort="list") for at in range(7)]))
    every = [one.id for one in index.of_kind("source")]
    assert [one.id for at in range(0, 9, 3) for one in index.page_of_kind("source", at, 3)] == every
    assert index.page_of_kind("position", 0, 3) == []


def test_ids_of_a_source_and_how_many_are_sealed(index: Index, place: Place) -> None:
    _fill(index, place([Mention(id=f"m{at}", source="s1", local=str(at), sealed=at == 1) for at in range(3)]))
    assert index.ids_of_source("s1", "mention") == ("m0", "m1", "m2")
    assert index.ids_of_source("s2", "mention") == ()
    assert index.sealed_among(["m0", "m1", "m9"]) == 1


def _plain(index: Index, source: str) -> bool:
    """Whether a source speaks through somebody sealed, by reading everybody in it."""
    found = [one for one in index.of_source(source, "mention") if isinstance(one, Mention)]
    return any(one.sealed for one in found) or index.unopened([one.id for one in found]) > 0


SOURCES = [f"s{at}" for at in range(40)]


def _part_of(dice: random.Random, at: int, source: str) -> Mention:
    """A part of somebody in a source; two installations may have written down the same part and not agree."""
    part = dice.choice(["case", "case", "sensitive", "witness"])
    return Mention(id=f"m{source}{dice.randrange(3)}", source=source, local="a", part=part, description=f"number {at}",
                   sealed=dice.random() < 0.12)  # fmt: skip


@pytest.mark.parametrize("kind", ["memory", "sqlcipher", "postgres"])
@pytest.mark.parametrize("seed", range(4))
def test_which_sources_have_a_sealed_voice_is_what_reading_everybody_says(
    new_index: Callable[[str, Any], Index], opened: Any, place: Place, kind: str, seed: int
) -> None:
    """Over all parts and tiers, some with no part in the case tier, some whose keys were destroyed or are not ours."""
    dice = random.Random(seed)
    items = place([_part_of(dice, at, dice.choice(SOURCES)) for at in range(150)])
    items = [item._replace(tier=item.record.part) for item in items]  # type: ignore[union-attr]
    shut = {item.entry for item in items if kind != "memory" and item.tier != "case" and dice.random() < 0.5}
    opened.update((item.entry, item.record) for item in items if item.entry not in shut)
    index = new_index(kind, opened)
    _fill(index, items)
    asked = [*SOURCES, "nothing"]
    for _ in range(3):
        slow = frozenset(source for source in asked if _plain(index, source))
        assert index.sealed_sources(asked) == slow
        assert frozenset().union(*(index.sealed_sources([source]) for source in asked)) == slow
        assert 5 < len(slow) < 35
        gone = dice.sample([item.entry for item in items], 10)  # erased
        index.forget(gone)
    assert index.sealed_sources([]) == frozenset()


@pytest.mark.parametrize("kind", ["sqlcipher", "postgres"])
def test_a_part_in_another_tier_than_its_name_says_hides_at_least_as_much(
    new_index: Callable[[str, Any], Index], opened: Any, place: Place, kind: str
) -> None:
    """As no installation of ours writes it, but a stranger's might."""
    hidden = 0
    for seed in range(6):
        dice = random.Random(seed)
        items = place([_part_of(dice, at, dice.choice(SOURCES)) for at in range(120)])
        items = [item._replace(tier=dice.choice(["case", "sensitive", "witness"])) for item in items]
        opened.update((item.entry, item.record) for item in items)
        index = new_index(kind, opened)
        _fill(index, items)
        slow = {source for source in SOURCES if _plain(index, source)}
        assert slow <= index.sealed_sources(SOURCES)
        hidden += len(slow)
    assert hidden > 30


def test_what_mentions_are_called_is_what_reading_them_whole_says(
    new_index: Callable[[str, Any], Index], opened: Any, place: Place
) -> None:
    """Over all parts and tiers, in whatever order two installations wrote them down."""
    dice = random.Random(11)
    parts = [
        Mention(
            id=f"m{dice.randrange(8)}", source="s1", local="a", part=dice.choice(["case", "sensitive", "witness"]),
            sort=dice.choice(["person", "group"]), sealed=dice.random() < 0.3, description=f"number {at}",
            names=tuple(Name(text=f"Fictional {dice.randrange(5)}", lang=dice.choice(["kk", None]))
                        for _ in range(dice.randrange(3))),
        )
        for at in range(30)
    ]  # fmt: skip
    items = place(parts)
    items = [item._replace(tier=item.record.part) for item in items]  # type: ignore[union-attr]
    opened.update((item.entry, item.record) for item in items if dice.random() < 0.8)  # some keys were destroyed
    asked = [f"m{at}" for at in range(10)]
    for kind in ("sqlcipher", "postgres"):
        index = new_index(kind, opened)
        _fill(index, list(reversed(items)))
        whole = {
            name: Called(one.sort, one.sealed, tuple(dict.fromkeys(said.text for said in one.names)))
            for name, one in index.mentions(asked).items()
        }
        assert index.names_of(asked) == whole
        assert list(index.names_of(asked)) == list(whole)
        assert len(whole) > 5


def test_what_is_called_in_a_damaged_row_is_told_as_damage(new_index: Callable[[str, Any], Any], place: Place) -> None:
    for kind in ("sqlcipher", "postgres"):
        index = new_index(kind, {})
        _fill(index, place(_person("m1", "T-0000001")))
        assert index.names_of(["m1"]) == {"m1": Called("person", False, ("Fictional Person",))}
        index._database.run("UPDATE record SET body = ? WHERE kind = 'mention'", (b'{"kind":"number"}',))
        with pytest.raises(IndexDamaged):
            index.names_of(["m1"])
