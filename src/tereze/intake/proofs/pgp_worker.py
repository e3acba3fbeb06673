"""Check a PGP signature: `pgp_worker.py FILE`. Run by `pgp.py` in the sandbox; prints the status lines of gpgv.

FILE holds the public key, the signature and the data, each after its length (8 bytes, big end first). They reach gpgv
as unnamed pieces of memory: no plain byte of evidence touches a disk.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

MISSING = 3


def main(arguments: list[str]) -> int:
    """Take the parts apart and let gpgv judge; the exit code is its own."""
    program = shutil.which("gpgv")
    if program is None:
        return MISSING
    rest = Path(arguments[0]).read_bytes()
    files = []
    for _ in range(3):
        (length,) = struct.unpack(">Q", rest[:8])
        files.append(_unnamed(rest[8 : 8 + length]))
        rest = rest[8 + length :]
    key, signature, data = (f"/proc/self/fd/{file}" for file in files)
    command = [program, "--status-fd", "1", "--homedir", "/nonexistent", "--keyring", key, signature, data]
    ran = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pass_fds=files)
    sys.stdout.buffer.write(ran.stdout)
    return ran.returncode


def _unnamed(data: bytes) -> int:
    file = os.memfd_create("part")
    with os.fdopen(os.dup(file), "wb") as stream:
        stream.write(data)
    os.lseek(file, 0, os.SEEK_SET)
    return file


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
