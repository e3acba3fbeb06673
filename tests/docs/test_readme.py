"""The README's transcript is executed: every `$ command` of its console blocks, in order, in an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


class Step(NamedTuple):
    """A command and the output that the README shows for it; “…” stands for anything."""

    command: str
    shown: str


def steps(text: str) -> list[Step]:
    found: list[Step] = []
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append(Step(command.strip(), shown.strip()))
    return found


def pattern(shown: str) -> str:
    """The shown output as a pattern: numbers of persons differ from register to register, “…” is anything."""
    escaped = re.escape(re.sub(r"T-\d{7}", "T-NUMBER", shown))
    return escaped.replace("…", r"[\s\S]*?").replace("T\\-NUMBER", r"T-\d{7}")


@pytest.mark.slow
def test_the_transcript_is_true(repo: Path, tmp_path: Path) -> None:
    found = steps((repo / "README.md").read_text("utf-8"))
    assert len(found) >= 5
    (tmp_path / "examples").symlink_to(repo / "examples")
    (tmp_path / "tools").symlink_to(repo / "tools")
    place = Path(sys.executable).parent
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TEREZE_")}
    environment["PATH"] = f"{place}{os.pathsep}{environment['PATH']}"
    for step in found:
        ran = subprocess.run(
            step.command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )  # our own README
        output = (ran.stdout + ran.stderr).strip()
        assert re.search(pattern(step.shown), output), (
            f"$ {step.command}\n{output}\n--- is not what the README shows:\n{step.shown}"
        )
