"""The scanner of a built folder."""

from __future__ import annotations

from base64 import b32encode, b64encode, urlsafe_b64encode
from pathlib import Path

import pytest

from tereze.consent import Forbidden
from tereze.publish import leaks
from tereze.publish.leaks import Scanner, scan

DIGEST = "3f" * 31 + "9c"
NAMES = Forbidden(["Айгүл Сейітқан", "Example Person", "娜孜古丽·别克"], allowed=["Example Person Published"])


def found(
    text: str, *, path: str = "page.html", secrets: tuple[str, ...] = (DIGEST, "mabcdefghijklmnop", "T-0001234"),
    plain: tuple[str, ...] = (), contact: str = "",
) -> list[str]:  # fmt: skip
    scanner = Scanner(secrets, NAMES, plain, contact)
    return [one.message for one in scanner.file(path, text.encode())]


@pytest.mark.parametrize(
    "text",
    [
        "mabcdefghijklmnop",
        "<a id='mabcdefghijklmnop'>",
        "mabcdefghijkl…",
        "T-0001234",
        DIGEST,
        DIGEST.upper(),
        DIGEST[:12],
        b32encode(bytes.fromhex(DIGEST)).decode().lower(),
        b64encode(bytes.fromhex(DIGEST)).decode(),
        urlsafe_b64encode(bytes.fromhex(DIGEST)).decode(),
    ],
)
def test_ids_numbers_and_digests_whole_or_their_beginning_in_any_alphabet(text: str) -> None:
    assert len(found(f"<p>{text}</p>")) == 1


def test_what_only_looks_alike_is_left_alone() -> None:
    assert found("<p>mabcdefghij T-00012345 counterproductive</p>") == []


def test_file_names_with_spaces_and_in_other_scripts() -> None:
    secrets = ("letter of aunt.pdf", "хат.txt")
    assert found("see letter of aunt.pdf", secrets=secrets) != []
    assert found("see хат.txt", secrets=secrets) != []
    assert found("see letter of uncle.pdf", secrets=secrets) == []


def test_words_of_the_templates_are_nobodys_secret() -> None:
    assert found("<p class='last-known'>", secrets=("last-known",)) != []
    assert found("<p class='last-known'>", secrets=("last-known",), plain=("last-known",)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Айгүл Сейітқан",
        "Сейітқан Айгүлдің",
        "Example&#32;Person",
        "<b>Example</b> Person",
        "娜孜古丽别克",
        "EXAMPLE PERSON",
    ],
)
def test_a_name_is_found_through_markup_case_and_endings(text: str) -> None:
    assert len(found(f"<p>{text}</p>")) == 1


@pytest.mark.parametrize(
    "text",
    ["<li>Example</li>\n<li>Person</li>", '["Example","Person"]', "Example Person Published", "an example; person"],
)
def test_two_names_side_by_side_and_a_longer_published_name_are_no_finding(text: str) -> None:
    assert found(text) == []


def test_a_sentence_of_the_interface_that_is_also_a_name_is_read_past() -> None:
    assert found("<p>Ask the example person.</p>", plain=("Ask the example person.",)) == []
    assert len(found("<p>Ask the example person. Example Person.</p>", plain=("Ask the example person.",))) == 1


@pytest.mark.parametrize(
    "text",
    ["650102199003078515", "65010219900307851X", "900307300123", "+7 701 123 45 67", "+77011234567",
     "8 (701) 123-45-67", "0049 30 123456 78", "who@example.org"],
)  # fmt: skip
def test_numbers_and_addresses_that_lead_to_someone(text: str) -> None:
    assert len(found(f"<p>call {text} now</p>")) == 1


@pytest.mark.parametrize(
    "text",
    ["2018-03-05/2019-01-31", "[2017-06..2017-08]/2018-10", "ab900307300123cd", "1234567890", "0.123456789012",
     "@media", "viewBox 0 0 400 120"],
)  # fmt: skip
def test_dates_and_other_numbers_do_not(text: str) -> None:
    assert found(f"<p>{text}</p>") == []


def test_the_contact_may_stand_there() -> None:
    assert found("<p>+7 701 000 00 00</p>", contact="+7 701 000 00 00") == []
    assert found("<p>+7 701 000 00 01</p>", contact="+7 701 000 00 00") != []


def test_the_folder_itself_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "mabcdefghijklmnop.html").write_text("nothing")
    (tmp_path / "p" / ".DS_Store").write_text("nothing")
    (tmp_path / "p" / "old.bak").write_text("nothing")
    (tmp_path / "away").symlink_to(tmp_path.parent)
    result = [(one.severity, one.on) for one in scan(tmp_path, Scanner(("mabcdefghijklmnop",), NAMES, ()))]
    assert sorted(result) == [
        ("high", "p/.DS_Store"),
        ("high", "p/old.bak"),
        ("stops", "away"),
        ("stops", "p/mabcdefghijklmnop.html"),
    ]


def test_bytes_that_are_no_text_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "t.parquet").write_bytes(
        b"PAR1\x00\xff\x15" + "Айгүл Сейітқан".encode() + b"\x00\x15\xfe" + DIGEST.encode()
    )
    assert len(list(scan(tmp_path, Scanner((DIGEST,), NAMES, ())))) == 2


@pytest.mark.parametrize("digest", ["0012345678901a" + "b" * 50, "87771234567" + "c" * 53])
def test_digits_at_the_beginning_of_a_digest_are_no_telephone_number(digest: str) -> None:
    scanner = Scanner((), Forbidden(), ())
    assert not list(scanner.file("release.json", f'{{"sha256": "{digest}"}}'.encode()))


SHOWN = "bxvdjr66k4jajo6l"


def _by_chance(text: str, *shown: str) -> list[str]:
    scanner = Scanner((), Forbidden(["Jajo", "Ada"]), ())
    scanner.shown.update(shown)
    return [one.message for one in scanner.file("page.html", text.encode())]


@pytest.mark.parametrize(
    "text",
    [
        f'<a href="p/bx/{SHOWN}.html">', f"reference {SHOWN}", f"id_{SHOWN}", "x3f9ada70915d2e", "s12ada40775e1bc",
        "sha256:" + "12ada4" * 10 + "0f3c",
    ],
)  # fmt: skip
def test_letters_that_chance_put_into_an_id_or_digest_are_nobodys_name(text: str) -> None:
    assert _by_chance(text, SHOWN) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{SHOWN} Jajo", "6jajo6", "aaaa22aa2jajo22a", f"{SHOWN}jajo", "n12ada", "xada ada", "ADA 4",
    ],
)  # fmt: skip
def test_a_name_beside_an_id_or_in_what_is_no_id_of_this_release_is_found(text: str) -> None:
    assert _by_chance(text, SHOWN) != []


def test_several_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for at in range(30):
        name = "Example Person" if at % 7 == 0 else "Nobody"
        (tmp_path / f"{at:02}.html").write_text(f"<p>{name} {at}</p>", "utf-8")
    (tmp_path / ".left").write_text("x", "utf-8")
    (tmp_path / "away").symlink_to(tmp_path / "01.html")
    alone = list(scan(tmp_path, Scanner((DIGEST,), NAMES, ())))
    monkeypatch.setattr(leaks, "_STRETCH", 4)
    monkeypatch.setattr(leaks, "_WORTH", 2)
    monkeypatch.setattr(leaks.os, "cpu_count", lambda: 2)
    assert list(scan(tmp_path, Scanner((DIGEST,), NAMES, ()))) == alone
    assert len(alone) == 7
