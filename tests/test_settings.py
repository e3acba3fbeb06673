"""Settings are read once, and a mistake stops the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from tereze.settings import KNOWN, BadSetting, at, read


def test_without_settings_everything_is_beside_where_you_stand() -> None:
    found = read({})
    assert found.register == Path("register")
    assert found.keys == Path("register.keys")
    assert found.passphrase is None
    assert found.roles is None


def test_options_win_over_the_environment(tmp_path: Path) -> None:
    found = read({"TEREZE_REGISTER": "elsewhere"}, register=tmp_path / "here")
    assert found.register == tmp_path / "here"
    assert found.keys == tmp_path / "here.keys"


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_every_known_setting_is_accepted(name: str, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("seven random words\n", "utf-8")
    address = "https://stamps.example"
    own = {"TEREZE_STAMP_AUTHORITIES": address, "TEREZE_STAMP_CALENDARS": address, "TEREZE_ACTOR": "amina"}
    assert read({name: (own | {"TEREZE_LANGUAGE": "ug"}).get(name, str(file))}) is not None


def test_addresses_are_told_apart_and_looked_at() -> None:
    found = read({"TEREZE_STAMP_AUTHORITIES": "https://one.example/tsr, http://two.example"})
    assert found.stamp_authorities == ("https://one.example/tsr", "http://two.example")
    with pytest.raises(BadSetting, match="no address"):
        read({"TEREZE_STAMP_CALENDARS": "ftp://three.example"})


@pytest.mark.parametrize("name", ["TEREZE_REGISTRE", "TEREZE_PASSWORD", "TEREZE_"])
def test_an_unknown_setting_is_refused(name: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read({name: "x"})
    assert name in caught.value.text


def test_other_programs_settings_do_not_concern_us() -> None:
    assert read({"PATH": "/bin", "HOME": "/"}).actor == "local"


def test_the_passphrase_comes_from_a_files_first_line(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("seven random words\nand more\n", "utf-8")
    assert read({"TEREZE_PASSPHRASE_FILE": str(file)}).passphrase == "seven random words"


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_a_passphrase_file_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BadSetting):
        read({"TEREZE_PASSPHRASE_FILE": str(file)})


def test_two_passphrases_are_one_too_many(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="keep one"):
        read({"TEREZE_PASSPHRASE": "a", "TEREZE_PASSPHRASE_FILE": str(tmp_path)})


def test_roles_are_a_list() -> None:
    assert read({"TEREZE_ROLES": "reader, analyst"}).roles == {"reader", "analyst"}


def test_another_register_takes_its_keys_with_it_unless_they_were_named(tmp_path: Path) -> None:
    assert at(read({}), tmp_path / "r").keys == tmp_path / "r.keys"
    assert at(read({"TEREZE_KEYS": "k"}), tmp_path / "r").keys == Path("k")


@pytest.mark.parametrize("given", ["Айгүл Мысал", "Amina", "9a", "a b", "a" * 40, "-x"])
def test_who_is_at_the_keyboard_is_an_id_and_no_name(given: str) -> None:
    with pytest.raises(BadSetting, match="TEREZE_ACTOR") as caught:
        read({"TEREZE_ACTOR": given})
    assert given not in caught.value.text


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(BadSetting, match="TEREZE_LANGUAGE"):
        read({"TEREZE_LANGUAGE": "xx"})
    assert read({"TEREZE_LANGUAGE": "ug"}).language == "ug"
