"""Finding names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tereze.names import Hit, NameIndex, index, similarity

PEOPLE = {
    "p1": "Amina Tohti",
    "p2": "帕尔哈提·铁木尔",
    "p3": "Гүлзира Әуелхан",
    "p4": "ئامىنە سەمەت",
    "p5": "Yerlan Zhumabek",
    "p6": "Perhat Ömer",
}


@pytest.fixture
def people() -> NameIndex:
    found = NameIndex()
    for ident, name in PEOPLE.items():
        found.add(ident, name, {"sex": "f" if ident in ("p1", "p3", "p4") else "m"})
    return found


@pytest.mark.parametrize(
    ("query", "ident"),
    [("阿米娜·托合提", "p1"), ("Parhat Tomur", "p2"), ("古孜拉·阿瓦尔汗", "p3"), ("叶尔兰·居马别克", "p5")],
)
def test_finds_other_spellings(people: NameIndex, query: str, ident: str) -> None:
    best = people.search(query, k=1)
    assert best == [Hit(ident, PEOPLE[ident], similarity(query, PEOPLE[ident]))]


def test_best_first_and_no_more_than_asked(people: NameIndex) -> None:
    hits = people.search("Amina", k=5)
    assert {hit.ident for hit in hits} == {"p1", "p4"}
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(people.search("Amina", k=1)) == 1


def test_filters(people: NameIndex) -> None:
    assert people.search("Perhat Tömür", filters={"sex": "f"}) == []
    assert people.search("Perhat Tömür", filters={"sex": "m"})[0].ident == "p2"


def test_removed_names_are_gone(people: NameIndex) -> None:
    people.search("Amina Tohti")
    people.remove("p1")
    people.remove("nobody")
    assert "p1" not in {hit.ident for hit in people.search("Amina Tohti")}
    assert len(people) == len(PEOPLE) - 1


def test_removed_before_the_first_search(people: NameIndex) -> None:
    people.remove("p2")
    assert people.search("Perhat Tömür", k=1)[0].ident == "p6"


def test_adding_twice_is_harmless_and_facets_are_renewed(people: NameIndex) -> None:
    people.search("Amina Tohti")
    people.add("p1", "Amina Tohti", {"sex": "unknown"})
    assert len(people) == len(PEOPLE)
    assert people.search("Amina Tohti", filters={"sex": "f"}) != people.search("Amina Tohti")
    assert people.search("Amina Tohti", filters={"sex": "unknown"})[0].ident == "p1"


def test_one_ident_many_names() -> None:
    found = NameIndex()
    found.add("p1", "Amina Tohti")
    found.add("p1", "阿米娜·托合提")
    hits = found.search("阿米娜·托合提")
    assert [(hit.ident, hit.name) for hit in hits] == [("p1", "阿米娜·托合提")]


def test_names_added_in_turns_are_all_found() -> None:
    """Searching between additions makes segments; merging them loses nothing."""
    found = NameIndex()
    for number in range(40):
        found.add(f"n{number}", f"Amina Sadyq{'abcdefghij'[number % 10]}{number // 10 * 'q'}")
        found.search("Amina Sadyq")
    assert len(found) == 40
    assert len(found.search("Amina Sadyq", k=100)) == 40
    assert len(found._segments) < 8


def test_saved_and_opened(people: NameIndex, tmp_path: Path) -> None:
    people.remove("p5")
    people.save(tmp_path / "index")
    again = NameIndex.open(tmp_path / "index")
    assert again.search("阿米娜·托合提", k=3) == people.search("阿米娜·托合提", k=3)
    again.add("p9", "Mahire Seitkali")
    again.remove("p1")
    assert again.search("Mahire Seitkali", k=1)[0].ident == "p9"
    assert "p1" not in {hit.ident for hit in again.search("阿米娜·托合提")}
    assert len(again) == len(PEOPLE) - 1


def test_opening_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        NameIndex.open(tmp_path / "absent")


def test_saving_an_empty_index(tmp_path: Path) -> None:
    NameIndex().save(tmp_path / "empty")
    assert len(NameIndex.open(tmp_path / "empty")) == 0


def test_compiled_and_plain_agree(people: NameIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "kernel_loaded", lambda _: False)
    plain = people.search("Amina Tohti")
    monkeypatch.setattr(index, "kernel_loaded", lambda _: True)
    assert people.search("Amina Tohti") == plain


def test_many_candidates_are_sorted_out_coarsely(people: NameIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "CLOSE_LOOK", 1)
    assert people.search("Amina Tohti", k=1)[0].ident == "p1"


def test_unreadable_queries_find_nothing(people: NameIndex) -> None:
    assert people.search("12345") == []
    assert NameIndex().search("Amina") == []
