"""`tereze release`: one proposes, another approves, at the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fictional import ARTICLE

Tereze = Callable[..., Any]
WISH = ("--contact", "by letter", "--fictional")


def test_one_proposes_and_another_approves(filled: Tereze, tmp_path: Path) -> None:
    made = filled("release", "propose", *WISH, "--json", TEREZE_ACTOR="first")
    assert made.code == 0, made.err
    proposal = made.json["id"]
    assert proposal in filled("release", "waiting").out
    own = filled("release", "approve", proposal, TEREZE_ACTOR="first")
    assert own.code == 2
    assert "somebody else must approve" in own.err
    done = filled("release", "approve", proposal, "--json", TEREZE_ACTOR="second")
    assert done.code == 0, done.err
    assert done.json["digest"] == made.json["digest"]
    assert (tmp_path / "register.releases" / "public" / "release.json.sig").is_file()
    assert filled("release", "waiting").out == "Nothing waits.\n"
    assert filled("release", "approve", proposal, TEREZE_ACTOR="third").code == 2


def test_what_changed_since_is_told(filled: Tereze, tmp_path: Path) -> None:
    proposal = filled("release", "propose", *WISH, "--json", TEREZE_ACTOR="first").json["id"]
    (tmp_path / "later.yaml").write_text(ARTICLE.replace("article-1", "article-9"), "utf-8")
    assert filled("import", "later.yaml", "--no-link", TEREZE_ACTOR="desk-nine").code == 0
    refused = filled("release", "approve", proposal, TEREZE_ACTOR="second")
    assert refused.code == 2
    assert "since then: import by desk-nine" in refused.err
    assert not (tmp_path / "register.releases" / "public").exists()


def test_a_proposal_is_refused_once(filled: Tereze) -> None:
    proposal = filled("release", "propose", *WISH, "--json").json["id"]
    assert filled("release", "decline", proposal).code == 0
    assert filled("release", "decline", proposal, "--json").code == 2
    assert filled("release", "waiting", "--json").json["proposals"] == []


def test_what_a_check_stops_is_not_proposed(filled: Tereze) -> None:
    stopped = filled("release", "propose", "--intro", "write to someone@example.org")
    assert stopped.code == 2
    assert "an e-mail address" in stopped.err
    assert filled("release", "waiting").out == "Nothing waits.\n"


def test_only_publishers_take_part(filled: Tereze) -> None:
    assert filled("release", "propose", *WISH, TEREZE_ROLES="analyst").code == 6
    assert filled("release", "waiting", TEREZE_ROLES="administrator").code == 6
