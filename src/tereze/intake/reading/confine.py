"""Start a program under limits: `confine.py MEMORY SECONDS FILE NETWORK -- PROGRAM ...` (bytes, seconds, bytes).

Run by `sandbox.py` as a file of its own: it imports nothing of Tereze, sets the limits and becomes PROGRAM. Where
bubblewrap is not there (NETWORK is "cut") it asks the kernel for a network of its own, in which there is nobody.
"""

from __future__ import annotations

import ctypes
import os
import sys

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # flags of unshare(2)


def main(arguments: list[str]) -> None:
    """Set the limits and become the program."""
    memory, seconds, size = map(int, arguments[:3])
    _limit(memory, seconds, size)
    if arguments[3] == "cut":
        _cut_off()
    command = arguments[5:]
    os.execvp(command[0], command)  # noqa: S606  # no shell: the program and its arguments come from our own table


def _limit(memory: int, seconds: int, size: int) -> None:
    try:
        import resource
    except ImportError:  # not a POSIX system: the caller's clock is the only limit
        return
    wanted = {
        resource.RLIMIT_AS: memory, resource.RLIMIT_CPU: seconds, resource.RLIMIT_FSIZE: size,
        resource.RLIMIT_CORE: 0, resource.RLIMIT_NOFILE: 256,
    }  # fmt: skip
    for which, most in wanted.items():
        hard = resource.getrlimit(which)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (least, least))


def _cut_off() -> None:
    """Best effort: a kernel that refuses leaves the limits alone; what runs here opens no connection by itself."""
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_NETWORK) != 0:
        libc.unshare(_NEW_USER | _NEW_NETWORK)


if __name__ == "__main__":
    main(sys.argv[1:])
