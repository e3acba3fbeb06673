"""A real Chromium, driven over a pipe: no driver, no socket, nothing that could leave the machine."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

CHROMIUM = shutil.which("chromium") or ""
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
    "--remote-debugging-pipe", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)  # fmt: skip
# Chromium reads commands at descriptor 3 and writes answers to 4: put our pipes there, then become Chromium.
WIRE = """import os, sys
ends = [os.dup(int(one)) for one in sys.argv[1:3]]
for at, end in zip((3, 4), ends):
    os.dup2(end, at)
    os.set_inheritable(at, True)
os.execv(sys.argv[3], sys.argv[3:])
"""
PATIENCE = 6.0
KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowDown": 40}


class Browser:
    """One tab. `profile` is an empty folder of its own; `more` are flags over ours."""

    def __init__(self, profile: Path, *more: str) -> None:
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()

        self._process = subprocess.Popen(
            [sys.executable, "-c", WIRE, str(theirs_in), str(theirs_out), CHROMIUM, *FLAGS, *more,
             f"--user-data-dir={profile}", "about:blank"],
            pass_fds=(theirs_in, theirs_out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(theirs_in)
        os.close(theirs_out)
        self._read, self._write = os.fdopen(ours_in, "rb", buffering=0), os.fdopen(ours_out, "wb", buffering=0)
        self._waiting, self._count, self._session = b"", 0, ""
        self.said: list[str] = []
        """What the page's console said at level warning or error, a breach of its policy included."""
        targets = self.call("Target.getTargets")["targetInfos"]
        tab = next(one for one in targets if one["type"] == "page")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **values: Any) -> Any:
        """Send a command of the DevTools protocol and wait for its answer."""
        self._count += 1
        asked = {"id": self._count, "method": method, "params": values}
        if self._session:
            asked["sessionId"] = self._session
        self._write.write(json.dumps(asked).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self._count:
                if "error" in told:
                    raise AssertionError(f"{method}: {told['error']}")
                return told["result"]

    def _next(self) -> Any:
        while b"\0" not in self._waiting:
            more = self._read.read(1 << 16)
            if not more:
                raise AssertionError("the browser went away")
            self._waiting += more
        message, _, self._waiting = self._waiting.partition(b"\0")
        told = json.loads(message)
        if told.get("method") == "Log.entryAdded" and told["params"]["entry"]["level"] in {"warning", "error"}:
            self.said.append(told["params"]["entry"]["text"])
        if told.get("method") == "Runtime.exceptionThrown":
            self.said.append(str(told["params"]["exceptionDetails"].get("exception", {}).get("description")))
        return told

    def look(self, width: int = 1200, height: int = 900, *, dark: bool = False) -> None:
        """Choose the size of the screen and the colours."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])

    def go(self, url: str) -> None:
        """Open an address and wait until it is there."""
        self.run("window.name = 'before'")
        self.call("Page.navigate", url=url)
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression in the page."""
        done = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in done:
            raise AssertionError(done["exceptionDetails"])
        return done["result"].get("value")

    def until(self, script: str) -> Any:
        """Wait until an expression is true."""
        return self.wait(lambda: self.run(script), script)

    def wait(self, ask: Callable[[], Any], what: str) -> Any:
        """Wait until `ask` gives something true."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if found := ask():
                    return found
            except AssertionError:  # the page was changing
                pass
            time.sleep(0.05)
        raise AssertionError(f"waited in vain: {what}")

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        self.call("Input.insertText", text=text)

    def press(self, key: str, *, ctrl: bool = False) -> None:
        """Press and let go one key."""
        code = KEYS.get(key, ord(key.upper()) if len(key) == 1 else 0)
        shared = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 2 if ctrl else 0}
        text = {"\r" if key == "Enter" else key} if len(key) == 1 or key == "Enter" else set()
        self.call("Input.dispatchKeyEvent", type="keyDown", **shared, **({"text": text.pop()} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **shared)

    def picture(self, file: Path, *, whole: bool = True) -> None:
        """A picture of the page as PNG."""
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        file.write_bytes(base64.b64decode(shot["data"]))

    def close(self) -> None:
        """End the browser."""
        self._process.terminate()
        self._process.wait(PATIENCE)
        self._read.close()
        self._write.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
