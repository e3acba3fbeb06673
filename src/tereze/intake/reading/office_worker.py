"""Read a packed document: `office_worker.py PACKAGES KIND FILE`, KIND docx or odt. Run by `office.py` in the sandbox.

PACKAGES is the folder in which this program's own package lies. Prints one JSON line: what was read, or why not.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Read it and print the line."""
    sys.path.insert(0, arguments[0])
    from tereze.intake.reading import docx, odt

    try:
        found = {"docx": docx.read, "odt": odt.read}[arguments[1]](Path(arguments[2]).read_bytes())
    except ValueError as error:
        ours = type(error).__module__.startswith("tereze.")
        _say({"refused": str(error) if ours else "it is damaged"})
    except (RecursionError, MemoryError):
        _say({"refused": "its parts are nested without end"})
    else:
        _say({"text": found.text, "about": list(found.about), "remarks": list(found.remarks)})
    return 0


def _say(line: dict[str, object]) -> None:
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
