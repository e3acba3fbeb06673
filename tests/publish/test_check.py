"""The checks together, and what a finding is."""

from __future__ import annotations

from pathlib import Path

import pytest
from release_cases import case, inputs, mention, publish, said

from tereze.publish import CheckFailed, Finding, Report
from tereze.publish.check import interface_texts
from tereze.publish.differences import Differences
from tereze.publish.finding import ordered
from tereze.publish.locale import LANGUAGES, catalogue
from tereze.publish.readme import data_readme


def test_findings_stand_worst_first_once_each() -> None:
    low = Finding(severity="low", check="b", message="x")
    high = Finding(severity="high", check="c", message="x")
    stops = Finding(severity="stops", check="a", message="x")
    assert ordered([low, high, stops, low]) == (stops, high, low)


def test_a_release_without_an_address_for_corrections_is_told_so(tmp_path: Path) -> None:
    report = publish(tmp_path / "r", contact="")
    assert [one.check for one in report.findings if one.severity == "low"] == ["contact", "kinship not stated"]


def test_everything_the_interface_says_is_nobodys_secret() -> None:
    texts = interface_texts([catalogue(code) for code in LANGUAGES], inputs())
    assert any("person.html" not in text and "Where accounts differ" in text for text in texts)
    assert any("terezeNames" in text for text in texts)
    assert "Example register" in texts


def test_findings_never_hold_what_they_found(tmp_path: Path) -> None:
    secret = "letter-of-the-aunt"
    bad = mention(said("birthDate", "1980"), said("custody", "prison"), said("steps_taken", f"see {secret}"))
    with pytest.raises(CheckFailed) as stopped:
        publish(tmp_path / "r", (case(bad),), secrets=frozenset({secret}))
    assert secret not in str(stopped.value) + str(stopped.value.report)
    assert stopped.value.exit_code == 1


def test_a_report_is_a_value() -> None:
    report = Report(persons=1, named=1, withheld={}, findings=(), differences=Differences(), files=1, size=1, digest="",
                    languages=("en",), at="2026-11-24")  # fmt: skip
    assert report == Report(**{name: getattr(report, name) for name in report.__struct_fields__})


def test_the_page_of_the_data_says_what_they_are_and_for_what() -> None:
    text = data_readme(inputs(), "2026-11-24")
    for part in ("Example register", "2026-11-24", "invented", "statements.csv", "tereze:Custody", "by letter", "EDTF"):
        assert part in text
    assert "invented" not in data_readme(inputs(fictional=False), "2026-11-24")
