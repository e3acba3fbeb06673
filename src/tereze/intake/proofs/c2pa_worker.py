"""Read the Content Credentials of a file: `c2pa_worker.py FILE MEDIA_TYPE [SIGNERS]`. Run by `c2pa.py` in the sandbox.

SIGNERS is a PEM file of certificates of authorities: signers whose chain ends in one of them are trusted.
The library is told to fetch nothing, and there is no network in there in any case. Prints JSON; exit code 3: none.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import c2pa

NONE = 3
SETTINGS: dict[str, dict[str, Any]] = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": False, "verify_after_reading": True}
}


def main(arguments: list[str]) -> int:
    """Print what the manifest store says."""
    asked = SETTINGS
    if len(arguments) > 2:
        listed = Path(arguments[2]).read_text("ascii")
        trust = {"trust_anchors": listed}
        asked = SETTINGS | {"verify": SETTINGS["verify"] | {"verify_trust": True}, "trust": trust}
    with Path(arguments[0]).open("rb") as file:
        try:
            context = c2pa.Context.from_dict(asked)
            with c2pa.Reader(arguments[1], file, context=context) as reader:
                sys.stdout.write(reader.json())
        except c2pa.C2paError as error:
            sys.stderr.write(str(error)[:500])
            return NONE
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
