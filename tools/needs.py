"""Say what this machine lacks before anything is installed, with the exact command that brings it."""

import importlib.util
import sys

PYTHON = (3, 11)


def main() -> int:
    """Return 0 when set-up can begin, 1 after naming what is missing."""
    if sys.version_info < PYTHON:
        found = ".".join(map(str, sys.version_info[:3]))
        print(f"Tereze needs Python 3.11 or newer; this is {found}. Try: make PYTHON=python3.12 setup")
        return 1
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        print(f"Python's venv module is missing. On Debian or Ubuntu: sudo apt-get install python{version}-venv")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
