"""A check's result: good only where something vouched and nothing is wrong."""

from __future__ import annotations

from tereze.intake.proofs.checked import Checked, verdict_of


def test_good_needs_a_voucher_and_no_problem() -> None:
    assert not Checked("ots").good
    assert Checked("ots", with_=("x",)).good
    assert not Checked("ots", with_=("x",), problems=("broken",)).good


def test_one_line_says_it_all() -> None:
    line = Checked("rfc3161", "the file", "2026-01-01T00:00:00Z", "CN=X", ("a", "b")).line()
    assert line == "rfc3161: holds; the file; 2026-01-01T00:00:00Z; CN=X; checked with a, b"
    assert Checked("ots", notes=("pending",)).line() == "ots: not decided; pending"
    assert "does not hold" in Checked("ots", problems=("broken",)).line()


def test_the_verdict_is_the_beginning_of_the_line_and_names_nobody() -> None:
    for one in (
        Checked("pgp", "the file", by="key; of; somebody", with_=("gpgv",)), Checked("ots"),
        Checked("c2pa", by="A. Fictional", problems=("broken; more",)),
    ):  # fmt: skip
        assert verdict_of(one.line()) == one.verdict
    assert Checked("c2pa", by="A. Fictional", problems=("broken",)).verdict == "c2pa: does not hold"
