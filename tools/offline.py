"""Run a command with the network removed: only loopback is left (a promise of the product, kept in its tests).

Where the kernel does not allow a network namespace the command runs as it is, and says so: `tests/conftest.py`
refuses every connection that leaves the machine in any case.
"""

import os
import shutil
import subprocess
import sys

WRAP = ["unshare", "--net"] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]
LOOPBACK = 'ip link set lo up 2>/dev/null || "$0" tools/loopback.py; exec "$@"'


def can_unshare() -> bool:
    """Whether this kernel lets us have a network of our own."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*WRAP, "true"], check=False, capture_output=True).returncode == 0


def main(command: list[str]) -> int:
    """Run `command`, without a network if the machine allows it; return its exit code."""
    if can_unshare():
        command = [*WRAP, "sh", "-c", LOOPBACK, sys.executable, *command]
    else:
        print("No network namespace here: tests rely on the guard in tests/conftest.py alone.", flush=True)
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
