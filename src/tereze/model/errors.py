"""The one error family. Its message, hint and exit code are for the person at the keyboard.

`TerezeError` subclasses state their message as a format string and a hint; the edge (command line, web) catches only
the base class, so whatever else arrives there is a bug and shows as one.

Exit codes, documented in docs/reference.md: 0 all went well, 1 a check found something wrong, 2 wrong use, 3 some items
were refused and the others went in, 4 not found or not yours to see, 5 several answers fit, 6 not allowed,
7 a key is missing or wrong, 8 damage or tampering, 9 the machine failed (disk full, no permission), 10 interrupted,
141 whoever read the output went away.
"""

from __future__ import annotations

import errno
from typing import ClassVar

WHY = {
    errno.ENOSPC: "the disk is full", errno.EDQUOT: "the disk is full", errno.EFBIG: "the file would be too large",
    errno.EACCES: "no permission", errno.EPERM: "no permission", errno.EROFS: "it can only be read",
    errno.ENOENT: "there is no such file or folder", errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "it is not a folder",
    errno.EEXIST: "it is there already", errno.ENOTEMPTY: "the folder is not empty", errno.EBUSY: "it is in use",
    errno.EADDRINUSE: "another program is using it", errno.ENAMETOOLONG: "the name is too long",
    errno.EIO: "the disk reported an error", errno.EMFILE: "too many files are open",
}  # fmt: skip


def why(error: BaseException) -> str:
    """What the operating system says, in our own words; a code where we have none (its own words may be in any
    language, and its text may name folders).
    """
    number = getattr(error, "errno", None) or 0
    return WHY.get(number) or f"error {errno.errorcode.get(number, 'unknown')}"


class TerezeError(Exception):
    """Something Tereze can explain. Subclasses set `message` (a format string), `hint` and `exit_code`."""

    message: ClassVar[str] = "{0}"
    hint: ClassVar[str] = ""
    exit_code: ClassVar[int] = 1

    def __init__(self, *values: object, hint: str | None = None) -> None:
        self.values = values
        self.text = self.message.format(*values)
        self.advice = type(self).hint.format(*values) if hint is None else hint
        super().__init__(self.text)


class WrongUse(TerezeError):
    """The command or the call cannot be meant like this."""

    exit_code = 2


class BadInput(TerezeError):
    """A value that this program does not accept, with the reason."""

    exit_code = 3


class NotFound(TerezeError):
    """There is no such thing here, or it is not yours to see: the answer is the same for both."""

    message = "Nothing in this register answers to “{0}”."
    hint = "Try `tereze search` with part of a name, or `tereze list persons`."
    exit_code = 4


class Ambiguous(TerezeError):
    """Several people or things fit; `candidates` lists them as (reference, label)."""

    message = "“{0}” fits several people."
    hint = "Use the register number of the one you mean."
    exit_code = 5

    def __init__(self, asked: str, candidates: tuple[tuple[str, str], ...]) -> None:
        self.candidates = candidates
        super().__init__(asked)


class NotAllowed(TerezeError):
    """This person may not do this."""

    message = "You may not {0} here."
    hint = "Ask someone whose role allows it."
    exit_code = 6


class KeyProblem(TerezeError):
    """A key or passphrase is missing or wrong."""

    exit_code = 7


class Damaged(TerezeError):
    """Bytes are not what they were: damage or tampering."""

    exit_code = 8


class MachineFailed(TerezeError):
    """The machine could not do its part: disk full, no permission, file gone."""

    exit_code = 9


class Interrupted(TerezeError):
    """The person stopped it; what was accepted is kept."""

    message = "Stopped. {0}"
    hint = "Run the same command again to go on from here."
    exit_code = 10
