"""Say what this machine lacks before anything is installed, with the exact command that brings it."""

import importlib.util
import shutil
import subprocess
import sys

PYTHON = (3, 11)
# Programs that reading uses where they are there: what each is for, and the packages of Debian and Ubuntu.
PROGRAMS = {
    "tesseract": (
        "reading scans and photographs of paper",
        "tesseract-ocr" + "".join(f" tesseract-ocr-{pack}" for pack in ("eng", "rus", "kaz", "kir", "uig", "chi-sim")),
    ),
    "ffmpeg": ("small pictures of photographs, and the length of recordings", "ffmpeg"),
    "exiftool": ("what files say of themselves", "libimage-exiftool-perl"),
    "bwrap": ("a closed room in which files from strangers are taken apart", "bubblewrap"),
    "openssl": ("the second check of time stamps", "openssl"),
}
PACKS = ("eng", "rus", "kaz", "kir", "uig", "chi_sim")


def programs() -> list[str]:
    """What is missing and what for; empty when every program is there."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if "tesseract" not in missing:
        said = subprocess.run(["tesseract", "--list-langs"], check=False, capture_output=True, text=True).stdout
        if not set(PACKS) <= set(said.split()):
            missing.append("tesseract")
    return missing


def tell_of_programs() -> None:
    """Tereze works without them; what it then cannot do is said once, with the one command that brings them."""
    missing = programs()
    for name in missing:
        print(f"Not here: {name} ({PROGRAMS[name][0]}). Everything else works without it.")
    if missing:
        packages = " ".join(PROGRAMS[name][1] for name in missing)
        print(f"On Debian or Ubuntu: sudo apt-get install --no-install-recommends {packages}")


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
    tell_of_programs()
    return 0


if __name__ == "__main__":
    sys.exit(main())
