"""A pile of files becomes evidence of one source: each kept or refused by itself, none keeps the others out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tereze.intake.reading.derived import safe_name
from tereze.model.errors import BadInput, MachineFailed, TerezeError, why
from tereze.model.sources import Evidence

from . import copies as working
from . import evidence
from .desk import Desk
from .evidence import Kept

MOST_KEPT = 64 * 1024**3  # bytes of one file


class NotAFile(BadInput):
    """Something in the pile that is no file: a link that leads nowhere, a device, a pipe."""

    message = "“{0}” is not kept: {1}."
    hint = "Copy the file itself into the folder."


class Unreadable(MachineFailed):
    """A file that the machine does not give."""

    message = "“{0}” cannot be opened ({1})."
    hint = "Check its permissions, or the stick it is on."


@dataclass(frozen=True, slots=True)
class Gathered:
    """What became of one file of the pile: kept (with its working copies and what to know), or why not."""

    file: str
    kept: Evidence | None = None
    made: tuple[Evidence, ...] = ()
    remarks: tuple[str, ...] = ()
    error: TerezeError | None = None

    def document(self) -> dict[str, Any]:
        """For programs."""
        if self.error is not None or self.kept is None:
            return {"file": self.file, "error": self.error.text if self.error else ""}
        made = [{"id": one.id, "name": one.name, "media_type": one.media_type} for one in self.made]
        return {
            "file": self.file, "id": self.kept.id, "sha256": self.kept.sha256, "size": self.kept.size,
            "media_type": self.kept.media_type, "made": made, "remarks": list(self.remarks),
        }  # fmt: skip


def gather(
    desk: Desk, local: str, paths: Iterable[Path], *, lang: str | None = None, note: str = "", copies: bool = True,
    signers: Path | None = None,
) -> list[Gathered]:  # fmt: skip
    """Keep every file at or under `paths` as evidence of the source called `local`, and make its working copies.

    `lang` and `signers` are those of `copies.make`.

    Raises `NoSuchSource` and `NotAllowed` before anything is kept; whatever is wrong with one file is in its line.
    """
    desk.must("attach")
    if desk.register.index.source_by_local(local) is None:
        raise evidence.NoSuchSource(local)
    return [_one(desk, local, path, working.Ways(lang, signers), note, copies=copies) for path in _files(paths)]


def _one(desk: Desk, local: str, path: Path, ways: working.Ways, note: str, *, copies: bool) -> Gathered:
    shown = safe_name(path.name)
    try:
        kept = _keep(desk, local, path, shown, note)
        return _with_copies(desk, shown, kept, ways) if copies else Gathered(shown, kept)
    except TerezeError as error:
        return Gathered(shown, error=error)


def _with_copies(desk: Desk, shown: str, kept: Evidence, ways: working.Ways) -> Gathered:
    made = working.make(desk, kept.id, *ways)
    return Gathered(shown, kept, made.made, made.remarks)


def _keep(desk: Desk, local: str, path: Path, shown: str, note: str) -> Evidence:
    try:
        if path.is_symlink():
            raise NotAFile(shown, "it is a link to somewhere else")
        if path.is_dir():
            raise Unreadable(shown, "its files cannot be listed")
        if not path.is_file():
            raise NotAFile(shown, "there is no such file")
        if path.stat().st_size > MOST_KEPT:
            raise NotAFile(shown, f"it is larger than {MOST_KEPT // 1024**3} GiB")
        with path.open("rb") as stream:
            return evidence.attach(desk, local, stream, path.name, note=note)
    except OSError as error:
        raise Unreadable(shown, why(error)) from None


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files, folders gone through in order of name; links are not followed, hidden files are files."""
    waiting = list(paths)[::-1]
    while waiting:
        path = waiting.pop()
        if path.is_symlink() or not path.is_dir():
            yield path
            continue
        try:
            waiting += sorted(path.iterdir(), reverse=True)
        except OSError:
            yield path  # its line says that it cannot be opened


def document(one: Kept) -> dict[str, Any]:
    """A kept file with its history, for screens and programs."""
    kept = one.evidence
    return {
        "id": kept.id, "name": kept.name, "media_type": kept.media_type, "size": kept.size, "sha256": kept.sha256,
        "received": kept.received,
        "history": [{"event": e.event, "at": e.at, "by": e.by, "note": e.note} for e in one.history],
        "derived": [{"id": d.id, "name": d.name, "media_type": d.media_type} for d in one.derived],
    }  # fmt: skip
