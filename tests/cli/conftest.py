"""Run `tereze` in this process, at a demo register in a temporary folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from tereze.cli.main import cli
from tereze.store import seal


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def tereze(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """`tereze("show", "T-…")`: the register is `<tmp>/register`; nothing from the machine's environment reaches it."""
    monkeypatch.setattr(seal, "MEMORY_KIB", 64)
    monkeypatch.chdir(tmp_path)
    for name in ("TEREZE_REGISTER", "TEREZE_KEYS", "TEREZE_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, **environment: str) -> Ran:
        done = CliRunner().invoke(cli, list(arguments), env=environment, catch_exceptions=False)
        return Ran(done.exit_code, done.stdout, done.stderr)

    return run


@pytest.fixture
def filled(tereze: Callable[..., Ran], tmp_path: Path) -> Callable[..., Ran]:
    """The same, with two fictional sheets taken in."""
    from fictional import ARTICLE, INTERVIEW

    assert tereze("init", "--demo").code == 0
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "interview.yaml").write_text(INTERVIEW, "utf-8")
    (tmp_path / "sheets" / "article.yaml").write_text(ARTICLE, "utf-8")
    assert tereze("import", "sheets", "--no-link").code == 0
    return tereze
