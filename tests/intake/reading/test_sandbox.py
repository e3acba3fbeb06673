"""The sandbox: what runs in it is stopped by its limits, sees nothing of ours, reaches nobody, kills nothing else."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tereze.intake.reading import sandbox
from tereze.intake.reading.sandbox import INPUT, Killed, Limits

SMALL = Limits(memory=512 * 1024**2, seconds=1, wall=2, output=100_000)
HOSTILE = {
    "never ends": "while True: pass",
    "sleeps": "import time; time.sleep(60)",
    "kills itself": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "crashes": "import ctypes; ctypes.string_at(0)",
}
FAILING = {
    "eats memory": "x = bytearray(4 * 1024**3)",
    "writes without end": "import os\nwhile True: os.write(1, b'x' * 65536)",
    "fills the disk": "open('/usr/tereze-was-here', 'w')",
}


def python(code: str) -> list[str]:
    return [sys.executable, "-I", "-c", code]


@pytest.fixture(params=["as this machine allows", "without bubblewrap"])
def walls(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Both ways of running; whether bubblewrap encloses."""
    if request.param == "without bubblewrap":
        monkeypatch.setattr(sandbox, "enclosed", lambda: False)
    return sandbox.enclosed()


def test_a_program_gets_the_file_and_answers(walls: bool) -> None:
    ran = sandbox.run(["cat", INPUT], b"a fictional letter")
    assert (ran.code, ran.out) == (0, b"a fictional letter")


def test_a_stream_and_a_file_of_the_disk_serve_as_well(walls: bool, tmp_path: Path) -> None:
    assert sandbox.run(["cat", INPUT], io.BytesIO(b"stream")).out == b"stream"
    (tmp_path / "x").write_bytes(b"file")
    with (tmp_path / "x").open("rb") as file:
        file.read(2)
        assert sandbox.run(["cat", INPUT], file).out == b"file"


@pytest.mark.parametrize("code", HOSTILE.values(), ids=HOSTILE)
def test_what_does_not_stop_is_stopped(walls: bool, code: str) -> None:
    begin = time.monotonic()
    with pytest.raises(Killed):
        sandbox.run(python(code), b"", SMALL)
    assert time.monotonic() - begin < 10


@pytest.mark.parametrize("code", FAILING.values(), ids=FAILING)
def test_what_takes_too_much_fails(code: str) -> None:
    if "usr" in code and not sandbox.enclosed():
        pytest.skip("needs bubblewrap: sudo apt-get install bubblewrap")
    ran = sandbox.run(python(code), b"", SMALL)
    assert ran.code != 0
    assert len(ran.out) <= SMALL.output


def test_nothing_of_ours_is_seen_inside(tmp_path: Path) -> None:
    if not sandbox.enclosed():
        pytest.skip("needs bubblewrap: sudo apt-get install bubblewrap")
    secret = tmp_path / "register.db"
    secret.write_text("secret")
    ran = sandbox.run(python(f"import os; print(os.path.exists({str(secret)!r}), len(os.listdir('/proc')) > 100)"), b"")
    assert ran.out.split()[0] == b"False"
    environment = sandbox.run(python("import os; print(sorted(os.environ))"), b"").out.decode()
    assert "TEREZE" not in environment


def test_nobody_is_reached_from_inside(walls: bool) -> None:
    if not walls and subprocess.run(["unshare", "--net", "true"], check=False, capture_output=True).returncode != 0:
        pytest.skip("this kernel lets nobody have a network of his own")
    called = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)

        def wait() -> None:
            try:
                server.accept()[0].close()
                called.set()
            except TimeoutError:
                pass

        waiting = threading.Thread(target=wait)
        waiting.start()
        code = f"import socket; socket.create_connection(('127.0.0.1', {server.getsockname()[1]}), 0.3)"
        assert sandbox.run(python(code), b"").code != 0
        waiting.join()
    assert not called.is_set()


def test_what_a_program_leaves_running_ends_with_it(walls: bool, tmp_path: Path) -> None:
    code = "import subprocess, sys; p = subprocess.Popen([sys.executable, '-I', '-c', 'import time; time.sleep(60)'])"
    begin = time.monotonic()
    assert sandbox.run(python(code), b"").code == 0
    assert time.monotonic() - begin < 20


def test_a_missing_program_is_named_with_the_command_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox.shutil, "which", lambda _name: None)
    with pytest.raises(sandbox.NoTool, match="tesseract") as caught:
        sandbox.tool("tesseract")
    assert "apt-get install tesseract-ocr" in caught.value.advice
    assert caught.value.exit_code == 9
