"""An office, its partners and its end: shares, copies, letters, and two installations that merge both ways."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tereze import settings, wiring
from tereze.actions import changing, find, folder, lists
from tereze.actions.desk import Desk
from tereze.actions.report import ImportReport
from tereze.model.errors import NotAllowed, NotFound, TerezeError
from tereze.store import carried, seal

# Everyone here is invented.
OFFICE, PARTNER = "the passphrase of the first office", "the passphrase that the partner keeps"
SHEET = """
tereze: source/1
source: {{id: {0}, kind: interview, teller: me, language: en}}
mentions:
  me: {{kind: person, names: [{{text: {1}, lang: en}}], birthDate: "1960"}}
  other: {{kind: person, names: [{{text: Companion of {1}, lang: en}}], birthDate: "1961"}}
"""
Within = Callable[..., Any]


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    with wiring.create(at(tmp_path, "office", OFFICE), OFFICE) as opened:
        bring(opened.desk, tmp_path, "interview-1", "Dana Invented")
    return tmp_path


def at(top: Path, name: str, passphrase: str, **more: Any) -> settings.Settings:
    return settings.Settings(top / name, top / f"{name}.keys", None, passphrase, **more)


def bring(desk: Desk, top: Path, sheet: str, name: str) -> None:
    path = top / f"{sheet}.yaml"
    path.write_text(SHEET.format(sheet, name), "utf-8")
    report = ImportReport()
    folder.take_in(desk, path, None, report, lambda _done: None, link=False)
    assert not report.refused


def within(where: settings.Settings, do: Callable[[Desk], Any]) -> Any:
    with wiring.open_desk(where, ask=lambda: "") as opened:
        return do(opened.desk)


def names(desk: Desk) -> list[str]:
    return sorted(item["name"] for item in lists.items(desk, "persons"))


def healthy(where: settings.Settings) -> bool:
    return bool(within(where, lambda desk: wiring.verify(desk, quick=False)["ok"]))


def replica_of(where: settings.Settings, file: Path) -> Path:
    within(where, lambda desk: wiring.write_replica(desk, file, (), compressed=True))
    return file


# --- recovery ----------------------------------------------------------------------------------------------------


def test_the_drill_from_end_to_end(top: Path) -> None:
    office = at(top, "office", OFFICE)
    words, known_by = within(office, lambda desk: wiring.split_keys(desk, 3, 5))
    within(office, lambda desk: wiring.copy_keys(desk, top / "k.keys"))
    before = within(office, names)
    file = replica_of(office, top / "r.trzb")
    assert carried.copy_head(top / "k.keys").fingerprint == known_by
    shutil.rmtree(top / "office")
    shutil.rmtree(top / "office.keys")

    back = at(top, "back", PARTNER)
    with pytest.raises(TerezeError, match="3 different shares"):
        wiring.recover(back, PARTNER, words[:2], top / "k.keys", wiring.source(file, ()))
    done = wiring.recover(back, PARTNER, words[1:4], top / "k.keys", wiring.source(file, ()))
    assert within(back, names) == before
    assert healthy(back)
    assert done.origin == within(back, lambda desk: desk.register.ledger.origin)
    noted = within(back, lambda desk: [note.what for note in desk.register.index.audits()])
    assert "register.found" in noted
    assert "keys.split" in noted
    bringing = within(back, lambda desk: bring(desk, top, "interview-2", "Later Invented"))
    assert bringing is None
    assert healthy(back)


def test_an_older_copy_of_the_keys_restores_what_it_reaches(top: Path) -> None:
    office = at(top, "office", OFFICE)
    words, _ = within(office, lambda desk: wiring.split_keys(desk, 2, 3))
    within(office, lambda desk: wiring.copy_keys(desk, top / "k.keys"))
    within(office, lambda desk: bring(desk, top, "interview-2", "Later Invented"))
    file = replica_of(office, top / "r.trzb")
    back = at(top, "back", PARTNER)
    wiring.recover(back, PARTNER, words[:2], top / "k.keys", wiring.source(file, ()))
    assert within(back, names) == ["Companion of Dana Invented", "Dana Invented"]
    assert healthy(back)


def test_what_was_erased_before_the_copy_stays_erased(top: Path) -> None:
    office = at(top, "office", OFFICE)
    words, _ = within(office, lambda desk: wiring.split_keys(desk, 2, 3))
    within(office, lambda desk: changing.act(desk, "erase", "interview-1/me", "asked for", None))
    within(office, lambda desk: wiring.copy_keys(desk, top / "k.keys"))
    file = replica_of(office, top / "r.trzb")
    back = at(top, "back", PARTNER)
    wiring.recover(back, PARTNER, words[:2], top / "k.keys", wiring.source(file, ()))
    assert within(back, names) == ["Companion of Dana Invented"]
    assert healthy(back)


def test_shares_of_another_register_open_nothing_here(top: Path) -> None:
    office, other = at(top, "office", OFFICE), at(top, "other", OFFICE)
    with wiring.create(other, OFFICE) as opened:
        foreign, _ = wiring.split_keys(opened.desk, 2, 3)
    ours, _ = within(office, lambda desk: wiring.split_keys(desk, 2, 3))
    within(office, lambda desk: wiring.copy_keys(desk, top / "k.keys"))
    file = replica_of(office, top / "r.trzb")
    back = at(top, "back", PARTNER)
    for words, says in ((foreign[:2], "belong to another register"), ([ours[0], foreign[1]], "another set")):
        with pytest.raises(TerezeError, match=says):
            wiring.recover(back, PARTNER, words, top / "k.keys", wiring.source(file, ()))
    assert not (top / "back").exists()


def test_a_replica_of_another_register_is_refused(top: Path) -> None:
    office, other = at(top, "office", OFFICE), at(top, "other", OFFICE)
    with wiring.create(other, OFFICE):
        pass
    within(other, lambda desk: bring(desk, top, "interview-1", "Somebody Else"))
    words, _ = within(office, lambda desk: wiring.split_keys(desk, 2, 3))
    within(office, lambda desk: wiring.copy_keys(desk, top / "k.keys"))
    file = replica_of(other, top / "other.trzb")
    with pytest.raises(TerezeError, match="another register"):
        wiring.recover(at(top, "back", PARTNER), PARTNER, words[:2], top / "k.keys", wiring.source(file, ()))
    assert not [path.name for path in top.iterdir() if path.name.startswith("back")]


def test_a_new_root_key_makes_old_shares_useless_for_new_copies(top: Path) -> None:
    office = at(top, "office", OFFICE)
    old, _ = within(office, lambda desk: wiring.split_keys(desk, 2, 3))
    with pytest.raises(TerezeError, match="passphrase does not open"):
        within(office, lambda desk: wiring.split_keys(desk, 2, 3, "not the passphrase of this office"))
    new, known_by = within(office, lambda desk: wiring.split_keys(desk, 2, 3, OFFICE))
    within(office, lambda desk: wiring.copy_keys(desk, top / "k.keys"))
    assert carried.copy_head(top / "k.keys").fingerprint == known_by
    source = wiring.source(replica_of(office, top / "r.trzb"), ())
    with pytest.raises(TerezeError, match="older set"):
        wiring.recover(at(top, "back", PARTNER), PARTNER, old[:2], top / "k.keys", source)
    wiring.recover(at(top, "back", PARTNER), PARTNER, new[1:], top / "k.keys", source)
    assert healthy(office)
    assert healthy(at(top, "back", PARTNER))


def test_only_custodians_and_administrators_hand_keys_over(top: Path) -> None:
    volunteer = at(top, "office", OFFICE, roles=frozenset({"documenter", "analyst"}))
    for act in (
        lambda desk: wiring.split_keys(desk, 2, 3),
        lambda desk: wiring.copy_keys(desk, top / "k.keys"),
        lambda desk: wiring.send_keys(desk, wiring.card(desk), top / "l.keys"),
    ):
        with pytest.raises(TerezeError):
            within(volunteer, act)
    with pytest.raises(NotAllowed):
        wiring.ask_to_install(volunteer, PARTNER, "tereze/" + "a" * 26 + "/" + "b" * 26)
    assert not (top / "k.keys").exists()


# --- a second installation ---------------------------------------------------------------------------------------


@pytest.fixture
def two(top: Path) -> tuple[settings.Settings, settings.Settings]:
    """The office, and a partner who was founded from a replica and a letter."""
    office, partner = at(top, "office", OFFICE), at(top, "partner", PARTNER, actor="partner")
    origin, said = within(office, lambda desk: (desk.register.ledger.origin, wiring.letters(desk)))
    file, card = wiring.ask_to_install(partner, PARTNER, origin)
    assert carried.read_card(file) == card
    assert within(office, lambda desk: wiring.send_keys(desk, card, top / "l.keys"))
    source = wiring.source(replica_of(office, top / "r.trzb"), ())
    done = wiring.finish_install(partner, PARTNER, top / "l.keys", source, said)
    assert done.origin == card.origin
    return office, partner


def exchange(top: Path, sender: settings.Settings, receiver: settings.Settings) -> None:
    """Keys, then a replica, from one to the other."""
    card = within(receiver, wiring.card)
    within(sender, lambda desk: wiring.send_keys(desk, card, top / "x.keys"))
    within(receiver, lambda desk: wiring.take_replica(desk, replica_of(sender, top / "x.trzb"), (), ()))
    within(receiver, lambda desk: wiring.take_keys(desk, top / "x.keys"))


def test_the_partner_sees_the_same_people(top: Path, two: tuple[settings.Settings, settings.Settings]) -> None:
    office, partner = two
    assert within(partner, names) == within(office, names)
    assert healthy(partner)
    assert not (top / "partner.asking.json").exists()


def test_the_office_never_had_the_partners_key(top: Path, two: tuple[settings.Settings, settings.Settings]) -> None:
    office, partner = (seal.read_seal(where.keys / "seal.json", where.passphrase or "") for where in two)
    assert office.signing != partner.signing
    assert office.root != partner.root
    assert office.ids == partner.ids


def test_merge_works_both_ways(top: Path, two: tuple[settings.Settings, settings.Settings]) -> None:
    office, partner = two
    within(partner, lambda desk: bring(desk, top, "interview-7", "From Abroad"))
    file = replica_of(partner, top / "back.trzb")
    assert within(office, lambda desk: wiring.take_replica(desk, file, (), ()).added) > 0
    assert "From Abroad" not in within(office, names)  # verified and kept, not readable yet
    exchange(top, partner, office)
    within(office, lambda desk: bring(desk, top, "interview-8", "From The Office"))
    exchange(top, office, partner)
    assert within(office, names) == within(partner, names)
    assert {"From Abroad", "From The Office"} <= set(within(office, names))
    assert healthy(office)
    assert healthy(partner)


def test_erasing_here_erases_there(top: Path, two: tuple[settings.Settings, settings.Settings]) -> None:
    office, partner = two
    within(office, lambda desk: changing.act(desk, "erase", "interview-1/me", "asked for", None))
    exchange(top, office, partner)
    assert within(partner, names) == ["Companion of Dana Invented"]
    with pytest.raises(NotFound):
        within(partner, lambda desk: find.find_person(desk, "interview-1/me"))
    assert healthy(partner)


def test_a_partners_letter_does_not_bring_back_what_was_erased(
    top: Path, two: tuple[settings.Settings, settings.Settings]
) -> None:
    office, partner = two
    within(office, lambda desk: changing.act(desk, "erase", "interview-1/me", "asked for", None))
    exchange(top, partner, office)  # the partner has not heard of it, and still holds the keys
    assert within(office, names) == ["Companion of Dana Invented"]
    assert healthy(office)


def test_the_letters_must_be_the_senders(top: Path) -> None:
    office, partner = at(top, "office", OFFICE), at(top, "partner", PARTNER)
    origin = within(office, lambda desk: desk.register.ledger.origin)
    _, card = wiring.ask_to_install(partner, PARTNER, origin)
    within(office, lambda desk: wiring.send_keys(desk, card, top / "l.keys"))
    source = wiring.source(replica_of(office, top / "r.trzb"), ())
    with pytest.raises(TerezeError, match="not signed by the installation you named"):
        wiring.finish_install(partner, PARTNER, top / "l.keys", source, "aaaa-bbbb-cccc-dddd-eeee")
    with pytest.raises(TerezeError, match="passphrase"):
        wiring.finish_install(partner, "wrong words of the partner", top / "l.keys", source, "x")
    assert not (top / "partner").exists()


def test_somebody_in_the_middle_cannot_found_a_register_of_theirs(top: Path) -> None:
    """A foreign office answers the card with a letter and a replica of its own."""
    office, liar, partner = at(top, "office", OFFICE), at(top, "liar", OFFICE), at(top, "partner", PARTNER)
    origin, said = within(office, lambda desk: (desk.register.ledger.origin, wiring.letters(desk)))
    _, card = wiring.ask_to_install(partner, PARTNER, origin)
    with wiring.create(liar, OFFICE) as opened, pytest.raises(TerezeError, match="not another installation"):
        wiring.send_keys(opened.desk, card, top / "l.keys")
    within(office, lambda desk: wiring.send_keys(desk, card, top / "good.keys"))
    within(liar, lambda desk: bring(desk, top, "interview-1", "Somebody Else"))
    source = wiring.source(replica_of(liar, top / "liar.trzb"), ())
    with pytest.raises(TerezeError, match="another register"):
        wiring.finish_install(partner, PARTNER, top / "good.keys", source, said)


def test_a_letter_from_a_stranger_is_refused(top: Path, two: tuple[settings.Settings, settings.Settings]) -> None:
    office, partner = two
    third = at(top, "third", PARTNER)
    origin, said = within(office, lambda desk: (desk.register.ledger.origin, wiring.letters(desk)))
    _, card = wiring.ask_to_install(third, PARTNER, origin)
    within(office, lambda desk: wiring.send_keys(desk, card, top / "l3.keys"))
    wiring.finish_install(third, PARTNER, top / "l3.keys", wiring.source(replica_of(office, top / "r3.trzb"), ()), said)
    to_partner = within(partner, wiring.card)
    within(third, lambda desk: wiring.send_keys(desk, to_partner, top / "stranger.keys"))
    with pytest.raises(TerezeError, match="not known here yet"):
        within(partner, lambda desk: wiring.take_keys(desk, top / "stranger.keys"))
    with pytest.raises(TerezeError, match="not addressed"):
        within(office, lambda desk: wiring.take_keys(desk, top / "stranger.keys"))


@pytest.mark.parametrize("origin", ["", "tereze/x/y", "something else", "tereze/" + "a" * 26])
def test_an_origin_that_is_none_is_refused(top: Path, origin: str) -> None:
    with pytest.raises(TerezeError, match="not another installation"):
        wiring.ask_to_install(at(top, "partner", PARTNER), PARTNER, origin)


def test_asking_twice_does_not_replace_the_first_key(top: Path) -> None:
    origin = within(at(top, "office", OFFICE), lambda desk: desk.register.ledger.origin)
    wiring.ask_to_install(at(top, "partner", PARTNER), PARTNER, origin)
    with pytest.raises(TerezeError, match="already"):
        wiring.ask_to_install(at(top, "partner", PARTNER), PARTNER, origin)


def test_a_register_on_a_server_is_restored_into_a_folder(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    server = settings.Settings(tmp_path / "server", tmp_path / "server.keys", postgres_url, OFFICE)
    with wiring.create(server, OFFICE) as opened:
        bring(opened.desk, tmp_path, "interview-1", "Dana Invented")
        words, _ = wiring.split_keys(opened.desk, 2, 3)
        wiring.copy_keys(opened.desk, tmp_path / "k.keys")
        wiring.write_replica(opened.desk, tmp_path / "r.trzb", (), compressed=True)
        assert wiring.verify(opened.desk, quick=False)["ok"]
    back, source = at(tmp_path, "back", PARTNER), wiring.source(tmp_path / "r.trzb", ())
    with pytest.raises(TerezeError, match="into a folder"):
        wiring.recover(server, PARTNER, words[:2], tmp_path / "k.keys", source)
    wiring.recover(back, PARTNER, words[:2], tmp_path / "k.keys", source)
    assert within(back, names) == ["Companion of Dana Invented", "Dana Invented"]
    assert healthy(back)
