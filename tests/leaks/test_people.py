"""Who is in a release and who is not, read from the files a stranger gets. Everyone is invented."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from release_cases import SECRET, SUBJECT, TELLER, another, case, changed, consent, mention, publish, said, text_of

from tereze.model.judgements import Change
from tereze.publish.ids import Line

ID = "mpersonaaaaaaaaaa"
SRC = "spersonaaaaaaaaaa"
NAME = "Айгүл Сейітқан"


def rows(out: Path) -> dict[str, dict[str, str]]:
    with (out / "data" / "persons.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


def made(out: Path, **more: Any) -> dict[str, str] | None:
    """The row of one person in a release that also shows somebody else."""
    publish(out, (case(), another(ID, NAME, **more)))
    return rows(out).get(Line(SECRET).person(ID))


def of(**fields: Any) -> Any:
    return consent(id="c2", source=SRC, covers=(ID,), **fields)


def test_with_consent_she_is_shown_by_name(tmp_path: Path) -> None:
    row = made(tmp_path / "r")
    assert row is not None
    assert row["name"] == NAME
    assert NAME in text_of(tmp_path / "r")


@pytest.mark.parametrize(
    "more",
    [
        {"consents": ()},
        {"consents": (of(purposes=("register", "un")),)},
        {"consents": (of(until="2026-11-23"),)},
        {"consents": (of(), of(objects=True))},
        {"changes": (Change(id="h", act="withdraw_consent", of=SRC, by="x", at="2026-11-24", source=SRC),)},
        {"changes": (Change(id="h", act="erase", of=SRC, by="x", at="2026-11-24", source=SRC),)},
    ],
    ids=["no consent", "other purposes", "run out", "objection", "withdrawn", "erased"],
)
def test_without_a_standing_consent_no_byte_speaks_of_her(tmp_path: Path, more: dict[str, Any]) -> None:
    assert made(tmp_path / "r", **more) is None
    everything = text_of(tmp_path / "r")
    assert NAME not in everything
    assert Line(SECRET).person(ID) not in everything


@pytest.mark.parametrize("level", ["pseudonym", "none"])
def test_a_pseudonym_or_no_name_shows_none(tmp_path: Path, level: str) -> None:
    row = made(tmp_path / "r", consents=(of(identity=level),))
    assert row is not None
    assert (row["name"], row["names"]) == ("", "")
    assert "Сейітқан" not in text_of(tmp_path / "r")


def test_initials_are_initials(tmp_path: Path) -> None:
    row = made(tmp_path / "r", consents=(of(identity="initials"),))
    assert row is not None
    assert row["name"] == "А. С."
    assert "Сейітқан" not in text_of(tmp_path / "r")


def test_withdrawing_takes_her_out_of_the_next_release(tmp_path: Path) -> None:
    out = tmp_path / "r"
    assert made(out) is not None
    took = Change(id="h", act="withdraw_consent", of=SRC, by="x", at="2026-11-24", source=SRC)
    report = publish(out, (case(), another(ID, NAME, changes=(took,))))
    assert report.differences.removed == (Line(SECRET).person(ID),)
    assert NAME not in text_of(out)
    assert not list(out.rglob(f"{Line(SECRET).person(ID)}*"))


def test_nobodys_page_names_one_who_objected(tmp_path: Path) -> None:
    own = case()
    kin = mention(*own.mentions[0].statements, said("relative", "sister", target=ID))
    voices = own.voices | {ID: changed(own.voices[TELLER], id=ID, label=NAME)}
    shown = changed(own, mentions=(kin,), voices=voices)
    publish(tmp_path / "free", (shown, another(ID, NAME)))
    assert "sister" in text_of(tmp_path / "free")
    publish(tmp_path / "barred", (shown, another(ID, NAME, consents=(of(objects=True),))))
    page = (tmp_path / "barred" / "p").rglob("*.html")
    assert not any("sister" in one.read_text("utf-8") or NAME in one.read_text("utf-8") for one in page)


def test_a_teller_is_named_only_by_her_own_consent(tmp_path: Path) -> None:
    publish(tmp_path / "kept", (case(),))
    assert "Куә" not in text_of(tmp_path / "kept")
    teller = another(TELLER, "Куә Адам")
    publish(tmp_path / "named", (case(), teller))
    page = next((tmp_path / "named" / "p").rglob(f"{Line(SECRET).person(SUBJECT)}.html"))
    assert "Куә Адам" in page.read_text("utf-8")


def test_two_lines_share_no_id(tmp_path: Path) -> None:
    from release_cases import KEY, NOW, inputs

    from tereze.publish import release

    people = tuple(
        another(f"m{n:02d}aaaaaaaaaaaaaa".replace("0", "q").replace("1", "w"), f"Мысал Адам{n}") for n in range(8)
    )
    for line in ("one", "two"):
        release(
            inputs(people), tmp_path / line, line_secret=line.encode() * 20, signing_key=KEY, now=NOW,
            approved_by=("a", "b"), parquet=False,
        )  # fmt: skip
    one, two = rows(tmp_path / "one"), rows(tmp_path / "two")
    assert not set(one) & set(two)
    assert {row["name"] for row in one.values()} == {row["name"] for row in two.values()}
    local = {"one": set(), "two": set()}  # type: dict[str, set[str]]
    for line, found in local.items():
        for page in (tmp_path / line / "p").rglob("*.html"):
            found |= set(page.read_text("utf-8").split('"'))
    hashes = {token for token in local["one"] & local["two"] if token.startswith("#s") and len(token) == 16}
    assert hashes == set()


def test_the_order_of_people_says_nothing_of_the_register(tmp_path: Path) -> None:
    people = [another(f"m{c}aaaaaaaaaaaaaaa", f"Мысал {c}") for c in "bcdefghijk"]
    publish(tmp_path / "one", people)
    publish(tmp_path / "two", people[::-1])
    assert list(rows(tmp_path / "one")) == sorted(rows(tmp_path / "one"))
    assert text_of(tmp_path / "one") == text_of(tmp_path / "two")
