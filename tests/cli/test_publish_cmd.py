"""`tereze publish` says which merges it does not show, because one person stands behind them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from merges import listed


def test_a_merge_of_one_reviewer_is_listed_and_shown_apart(tereze: Callable[..., Any], tmp_path: Path) -> None:
    assert tereze("init", "--demo").code == 0
    (tmp_path / "sheets").mkdir()
    for sheet in ("gazette-a", "gazette-b"):
        (tmp_path / "sheets" / f"{sheet}.yaml").write_text(listed(sheet), "utf-8")
    assert tereze("import", "sheets", "--no-link").code == 0
    people = ("gazette-a/man", "gazette-b/man")
    made = tereze("judge", "same", *people, "--reason", "one man", "--json", TEREZE_ACTOR="amina").json["id"]
    publish = ("publish", "site", "--approve", "ana", "--approve", "ben", "--contact", "by letter", "--fictional")
    found = tereze(*publish, "--json").json
    assert (found["persons"], found["merges_waiting"]) == (2, 1)
    assert found["waiting"] == [{"id": made, "answer": "same", "mentions": list(people)}]
    assert "1 merge(s) wait for a second reviewer" in tereze(*publish).out
    assert tereze("judge", "confirm", made, "--reason", "I read both", TEREZE_ACTOR="basel").code == 0
    found = tereze(*publish, "--json").json
    assert (found["persons"], found["merges_waiting"], found["waiting"]) == (1, 0, [])
