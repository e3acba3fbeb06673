"""Where files from strangers are taken apart: a process of its own, under limits, without network or way to the disk.

The program gets the file as an unnamed piece of memory (no plain byte of sealed evidence reaches the disk) and answers
on its standard output. Limits: memory, processor time, wall clock, size of what it writes. With bubblewrap it sees the
system's programs and nothing else: no home, no register, no other process, no network. Without, the limits and (where
the kernel allows) the cut network remain; `enclosed()` tells which. A file that kills its worker kills nothing else.
"""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tereze.model.errors import MachineFailed

_CONFINE = Path(__file__).with_name("confine.py")
_MIB = 1024 * 1024
_OPEN = "/proc/self/fd" if sys.platform.startswith("linux") else "/dev/fd"
_SYSTEM = ("/bin", "/sbin", "/lib", "/lib32", "/lib64")
INPUT = "{input}"
"""Stands in a command for the path under which the program finds the file."""


class Limits(NamedTuple):
    """Memory in bytes, processor and wall time in seconds, and the most bytes the program may write."""

    memory: int = 1024 * _MIB
    seconds: int = 60
    wall: int = 120
    output: int = 64 * _MIB


USUAL = Limits()


class Ran(NamedTuple):
    """What a program answered."""

    code: int
    out: bytes
    err: str


class NoTool(MachineFailed):
    """A program of the system that is needed is not installed."""

    message = "This needs the program “{0}”, which is not installed."
    hint = "On Debian or Ubuntu: sudo apt-get install {1}"


class Killed(ValueError):
    """The worker died or was stopped; the reader turns it into a `CannotRead`."""


PACKAGES = {
    "tesseract": "tesseract-ocr tesseract-ocr-eng tesseract-ocr-rus tesseract-ocr-kaz tesseract-ocr-kir "
    "tesseract-ocr-uig tesseract-ocr-chi-sim",
    "ffmpeg": "ffmpeg", "ffprobe": "ffmpeg", "exiftool": "libimage-exiftool-perl", "openssl": "openssl",
    "bwrap": "bubblewrap",
}  # fmt: skip


def tool(name: str) -> str:
    """Where a program of the system lies. Raises `NoTool`, which names the package."""
    found = shutil.which(name)
    if found is None:
        raise NoTool(name, PACKAGES.get(name, name))
    return found


def python(worker: Path, *arguments: str) -> list[str]:
    """The command that runs one of our worker files, isolated from the environment."""
    return [sys.executable, "-I", str(worker), *arguments]


def run(command: Sequence[str], data: bytes | BinaryIO, limits: Limits = USUAL, see: Sequence[Path] = ()) -> Ran:
    """Run `command` over `data`; `INPUT` in it becomes the path of the file. `see` are paths it may also read.

    Raises `Killed` when it was stopped by a limit or a signal. A program that ends with an error code is answered
    as it is: what that means differs.
    """
    with _unnamed(data) as given, _unnamed(b"") as out, _unnamed(b"") as err:
        path = f"{_OPEN}/{given.fileno()}"
        asked = [path if word == INPUT else word for word in command]
        process = subprocess.Popen(
            _confined(asked, limits, see), stdin=given, stdout=out, stderr=err, env=_environment(), close_fds=True,
            pass_fds=(given.fileno(),), start_new_session=True, cwd="/",
        )  # fmt: skip
        code = _wait(process, limits.wall)
        answer = _whole(out, limits.output)
        said = _whole(err, 64 * 1024).decode("utf-8", "replace").strip()
    if code < 0 or code in {128 + signal.SIGKILL, 128 + signal.SIGXCPU, 128 + signal.SIGXFSZ, 128 + signal.SIGSEGV}:
        raise Killed("taking it apart took more time or memory than a document may, and was stopped")
    return Ran(code, answer, said)


def _wait(process: subprocess.Popen[bytes], wall: int) -> int:
    try:
        return process.wait(wall)
    except subprocess.TimeoutExpired:
        return -int(signal.SIGKILL)
    finally:  # whatever the program left behind ends with it
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@functools.cache
def enclosed() -> bool:
    """Whether bubblewrap is there and this kernel lets it work."""
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        return False
    probe = [bwrap, *_walls(()), "--", sys.executable, "-I", "-S", "-c", ""]
    return subprocess.run(probe, check=False, capture_output=True).returncode == 0


def _confined(command: list[str], limits: Limits, see: Sequence[Path]) -> list[str]:
    inside = enclosed()
    network = "walled" if inside else "cut"
    confine = [sys.executable, "-I", "-S", str(_CONFINE), str(limits.memory), str(limits.seconds), str(limits.output)]
    walls = [str(shutil.which("bwrap")), *_walls(tuple(see)), "--"] if inside else []
    return [*walls, *confine, network, "--", *command]


def _walls(see: tuple[Path, ...]) -> list[str]:
    words = ["--unshare-all", "--die-with-parent", "--cap-drop", "ALL", "--ro-bind", "/usr", "/usr"]
    words += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--chdir", "/"]  # noqa: S108  # its own, empty
    for folder in _SYSTEM:
        if Path(folder).is_symlink():
            words += ["--symlink", str(Path(folder).readlink()), folder]
        elif Path(folder).is_dir():
            words += ["--ro-bind", folder, folder]
    seen = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable).resolve().parent, _CONFINE.parent}
    seen |= {Path(sysconfig.get_path("purelib")), *see}
    for path in sorted(seen):
        if path.exists() and not path.is_relative_to("/usr"):
            words += ["--ro-bind", str(path), str(path)]
    for path in (Path("/etc/ld.so.cache"), Path("/etc/alternatives")):
        words += ["--ro-bind-try", str(path), str(path)]
    return words


def _environment() -> dict[str, str]:
    path = os.environ.get("PATH", "/usr/local/bin:/usr/bin:/bin")
    return {
        "PATH": path,
        "LANG": "C.UTF-8",
        "HOME": "/nonexistent",
        "OMP_THREAD_LIMIT": "1",
        "TZ": "UTC",
        "OPENSSL_CONF": os.devnull,
    }


@contextlib.contextmanager
def _unnamed(data: bytes | BinaryIO) -> Iterator[BinaryIO]:
    """`data` as a file without a name: in memory where the system can, else one that is gone once closed."""
    if not isinstance(data, bytes) and _is_file(data):
        data.seek(0)
        yield data
        return
    with _new() as file:
        if isinstance(data, bytes):
            file.write(data)
        else:
            shutil.copyfileobj(data, file)
        file.flush()
        file.seek(0)
        yield file


def _new() -> BinaryIO:
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("tereze"), "w+b")
    return tempfile.TemporaryFile()


def _is_file(stream: BinaryIO) -> bool:
    try:
        return stream.fileno() >= 0
    except (OSError, AttributeError):
        return False


def _whole(file: BinaryIO, most: int) -> bytes:
    file.seek(0)
    return file.read(most)
