"""One writer at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tereze.store.faults import Busy, MachineFailed
from tereze.store.lock import WriterLock, hold, is_held

HOLD = """
import pathlib, sys
from tereze.store.lock import WriterLock
lock = WriterLock(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_writer_is_told_why_it_must_wait(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "lock")
    with pytest.raises(Busy, match="Another program is writing"):
        WriterLock(tmp_path / "lock")
    lock.release()
    lock.release()
    WriterLock(tmp_path / "lock").release()


def test_a_dead_writer_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(Busy):
            WriterLock(tmp_path / "lock")
        other.kill()
        other.wait()
    WriterLock(tmp_path / "lock").release()


def test_a_folder_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(MachineFailed):
        WriterLock(tmp_path / "absent" / "lock")


def test_a_file_in_use_can_be_told(tmp_path: Path) -> None:
    path = tmp_path / "file"
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR)
    assert not is_held(path)
    hold(descriptor)
    assert is_held(path)
    os.close(descriptor)
    assert not is_held(path)
    assert not is_held(tmp_path / "absent")
