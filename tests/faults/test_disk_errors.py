"""The disk fills up or fails under us: a clear sentence, nothing accepted lost, and it goes on when there is room."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tereze.model.errors import MachineFailed, TerezeError
from tereze.store import embedded
from tereze.store.faults import DiskFailed, DiskFull

Commit = Callable[..., list[bytes]]
fork_only = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes; skips where none may be mounted."""
    place = tmp_path / "tiny"
    place.mkdir()
    mount = shutil.which("mount")
    done = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], capture_output=True, check=False
    )
    if not done or done.returncode:
        pytest.skip("needs the right to mount a small file system")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def _until_it_fails(register: embedded.Register, commit: Commit, start: int = 0) -> tuple[set[bytes], TerezeError]:
    done: set[bytes] = set()
    for number in range(start, start + 5000):
        try:
            done.update(commit(register, number))
        except TerezeError as error:
            return done, error
    raise AssertionError("it never failed")


def test_a_full_disk_says_so_and_loses_nothing(tiny_disk: Path, passphrase: str, commit: Commit) -> None:
    with embedded.create(tiny_disk / "register", tiny_disk / "keys", passphrase) as register:
        (tiny_disk / "ballast").write_bytes(bytes(300_000))
        done, error = _until_it_fails(register, commit)
        assert isinstance(error, DiskFull)
        assert "disk is full" in error.text
        assert "Nothing that was accepted is lost" in error.advice
        assert error.exit_code == 9
        assert done <= set(register.store.ids(register.origin))
        (tiny_disk / "ballast").unlink()
        commit(register, 9000)
    with embedded.open(tiny_disk / "register", tiny_disk / "keys", passphrase) as register:
        assert done <= set(register.store.ids(register.origin))
        assert register.verify(quick=True) == []


def test_a_disk_that_is_full_from_the_start_makes_no_register(tiny_disk: Path, passphrase: str) -> None:
    with pytest.raises(OSError, match="space"):
        (tiny_disk / "ballast").write_bytes(bytes(3_000_000))
    with pytest.raises(MachineFailed):
        embedded.create(tiny_disk / "register", tiny_disk / "keys", passphrase)
    assert not embedded.is_register(tiny_disk / "register")


@fork_only
@pytest.mark.parametrize("limit", [300_000, 500_000, 900_000])
def test_a_file_that_may_not_grow_is_a_clear_error(tmp_path: Path, passphrase: str, commit: Commit, limit: int) -> None:
    embedded.create(tmp_path / "register", tmp_path / "keys", passphrase).close()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            register = embedded.open(tmp_path / "register", tmp_path / "keys", passphrase)
            done, error = _until_it_fails(register, commit)
            os.write(writing, type(error).__name__.encode().ljust(32) + b"".join(done))
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writing)
    said = b""
    while piece := os.read(reading, 65536):
        said += piece
    os.close(reading)
    assert os.waitpid(child, 0)[1] == 0
    assert said[:32].strip().decode() in {DiskFull.__name__, DiskFailed.__name__}
    with embedded.open(tmp_path / "register", tmp_path / "keys", passphrase) as register:
        assert {said[at : at + 32] for at in range(32, len(said), 32)} <= set(register.store.ids(register.origin))
        assert register.verify() == []


FAULTS = [
    "pwrite64:error=ENOSPC:when=9+", "pwrite64:error=EIO:when=25", "pwrite64:error=EIO:when=60+3",
    "fdatasync,fsync:error=EIO:when=3", "fdatasync,fsync:error=EIO:when=8+4", "fdatasync,fsync:error=ENOSPC:when=5+",
    "rename,renameat,renameat2:error=EIO:when=1", "write:error=ENOSPC:when=2+", "ftruncate:error=EIO:when=1+",
]  # fmt: skip


@fork_only
@pytest.mark.parametrize("fault", FAULTS)
def test_injected_errors_lose_nothing_that_was_acknowledged(
    tmp_path: Path, passphrase: str, commit: Commit, fault: str
) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("needs strace")
    embedded.create(tmp_path / "register", tmp_path / "keys", passphrase).close()
    said = tmp_path / "said"
    said.touch()
    go_reading, go_writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(go_writing)
        _commit_under_strace(tmp_path, passphrase, commit, go_reading)
    os.close(go_reading)
    call = fault.partition(":")[0]
    log = (tmp_path / "strace").open("wb")
    tracer = subprocess.Popen(
        [strace, "-f", "-q", "-e", f"trace={call}", "-e", f"inject={fault}", "-p", str(child)], stderr=log
    )
    attached = _attached(child)
    os.close(go_writing)
    os.waitpid(child, 0)
    tracer.wait(20)
    log.close()
    if not attached:
        pytest.skip("strace may not trace here")
    with embedded.open(tmp_path / "register", tmp_path / "keys", passphrase) as register:
        raw = said.read_bytes()
        there = set(register.store.ids(register.origin))
        assert {raw[at : at + 32] for at in range(0, len(raw), 32)} <= there
        assert register.verify() == []
        commit(register, 9000)
    assert b"INJECTED" in (tmp_path / "strace").read_bytes()
    assert (tmp_path / "foreign").exists() is False, (tmp_path / "foreign").read_text()


def _commit_under_strace(folder: Path, passphrase: str, commit: Commit, go: int) -> None:
    """In the child: wait for the tracer, commit, write down what was acknowledged; only TerezeErrors may come."""
    try:
        os.read(go, 1)
        shared = os.open(folder / "said", os.O_WRONLY | os.O_APPEND)
        register = embedded.open(folder / "register", folder / "keys", passphrase)
        for number in range(12):
            try:
                entries = commit(register, number)
            except MachineFailed:
                continue
            os.pwritev(shared, [b"".join(entries)], os.fstat(shared).st_size)
    except TerezeError:
        pass
    except BaseException as error:  # the parent must hear of it
        (folder / "foreign").write_text(repr(error))
    finally:
        os._exit(0)


def _attached(child: int) -> bool:
    """Whether a tracer came within five seconds."""
    status = Path(f"/proc/{child}/status")
    for _ in range(500):
        if not status.exists():
            return False
        if any(line.startswith("TracerPid:") and line.split()[1] != "0" for line in status.read_text().splitlines()):
            return True
        time.sleep(0.01)
    return False
