"""The evidence vault: each file sealed under a key of its own and named by the SHA-256 of its ciphertext.

No plain byte reaches the disk. Putting a file: 1 issue a key; 2 encrypt into a new file in `incoming/`; 3 fsync it;
4 make the folder of its name and fsync its parent; 5 rename; 6 fsync the folder. A death before 5 leaves a file in
`incoming/` that is removed at the next start, and at worst a key that opens nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tereze.actions.desk import VaultFile
from tereze.ledger.protocol import KeyStore
from tereze.model.errors import Damaged, KeyProblem, NotFound, TerezeError

from . import stream
from .disk import DISK, Disk, new_file
from .faults import disk_errors
from .lock import is_held

INCOMING = "incoming"
_NAME = re.compile(r"[0-9a-f]{64}")


class NoSuchFile(NotFound):
    """The vault does not hold this file."""

    message = "The evidence vault holds no file {0}."
    hint = "Restore it from a partner's copy; `tereze verify` lists all that are missing."


class FileDamaged(Damaged):
    """A sealed file is not what was sealed."""

    message = "The sealed file {0} is damaged: {1}."
    hint = "Restore it from a partner's copy of the vault; the name of the file is the checksum of its content."


class FileErased(KeyProblem):
    """The key of a sealed file is not in the key store."""

    message = "The file {0} cannot be opened: its key was destroyed, or never was here."
    hint = "An erased file cannot be brought back. If it was not erased, restore the key store."


class Finding(NamedTuple):
    """One thing that is wrong: what it is about, and what is wrong with it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class Vault:
    """`tereze.actions.desk.Vault` in a folder."""

    def __init__(self, folder: Path, keys: KeyStore, disk: Disk = DISK, name: str = "the evidence vault") -> None:
        self._folder = folder
        self._keys = keys
        self._disk = disk
        self._name = name

    def prepare(self) -> int:
        """Make the folders and remove what a crash left in `incoming/`; how many files that were.

        What another process is writing there just now stays.
        """
        incoming = self._folder / INCOMING
        with disk_errors(self._name):
            self._disk.make_folder(self._folder)
            self._disk.make_folder(incoming)
            leftovers = [path for path in sorted(incoming.iterdir()) if not is_held(path)]
            for path in leftovers:
                self._disk.remove(path)
        return len(leftovers)

    def put(self, stream_in: BinaryIO, unit: str) -> VaultFile:
        """Seal a file under a new key of the erasure unit; on the disk when this returns. Raises MachineFailed."""
        [(kid, key)] = self._keys.issue([unit])
        incoming = self._folder / INCOMING / kid.hex()
        plain, sealed, size = sha256(), sha256(), 0

        def read() -> bytes:
            nonlocal size
            piece = stream_in.read(stream.CHUNK)
            plain.update(piece)
            size += len(piece)
            return piece

        with disk_errors(self._name):
            with new_file(self._disk, incoming) as descriptor:
                for piece in stream.seal(read, kid, key):
                    sealed.update(piece)
                    self._disk.write(descriptor, piece)
            blob = sealed.hexdigest()
            self._settle(incoming, self.path(blob))
        return VaultFile(blob, plain.hexdigest(), size)

    def keep(self, blob: str, pieces: Iterable[bytes]) -> None:
        """Take in a file that came sealed, from a replica: kept under `blob` if its bytes hash to that, else refused.

        A file that is here already stays as it is. Raises `FileDamaged`, MachineFailed.
        """
        if self.path(blob).is_file():
            for _ in pieces:  # whoever reads a bundle must read all of it
                pass
            return
        incoming, digest = self._folder / INCOMING / blob, sha256()
        with disk_errors(self._name):
            with new_file(self._disk, incoming) as descriptor:
                for piece in pieces:
                    digest.update(piece)
                    self._disk.write(descriptor, piece)
            if digest.hexdigest() != blob:
                self._disk.remove(incoming)
                raise FileDamaged(blob, "its bytes are not what its name says")
            self._settle(incoming, self.path(blob))

    def _settle(self, incoming: Path, final: Path) -> None:
        try:
            self._disk.make_folder(final.parent)
            self._disk.rename(incoming, final)
        except OSError:
            self._disk.remove(incoming)
            raise
        self._disk.sync_folder(final.parent)

    def open(self, blob: str) -> Iterator[bytes]:
        """The file as received, in pieces, each authenticated; the last only after the whole file was.

        Raises `NoSuchFile`, `FileErased`, `FileDamaged`, MachineFailed. Treat what came before an error as nothing.
        """
        path = self.path(blob)
        if not path.is_file():
            raise NoSuchFile(blob)
        with disk_errors(blob), path.open("rb") as file:
            yield from self._open(blob, file)

    def _open(self, blob: str, file: BinaryIO) -> Iterator[bytes]:
        try:
            kid = stream.read_head(file)
            key = self._keys.get(kid)
            if key is not None:
                yield from stream.unseal(file, kid, key, bytes.fromhex(blob))
                return
            stream.compare_digest(file, bytes.fromhex(blob))
        except stream.BadStream as error:
            raise FileDamaged(blob, error) from error
        raise FileErased(blob)

    def part(self, blob: str, begin: int, length: int) -> bytes:
        """Some bytes of the file as received, from `begin` on, each chunk of them authenticated: for a player.

        Raises as `open`; that the whole file is as it was sealed is only known to `open` and `check`.
        """
        path = self.path(blob)
        if not path.is_file():
            raise NoSuchFile(blob)
        with disk_errors(blob), path.open("rb") as file:
            try:
                kid = stream.read_head(file)
                key = self._keys.get(kid)
                if key is None:
                    raise FileErased(blob)
                return stream.part(file, kid, key, begin, length)
            except stream.BadStream as error:
                raise FileDamaged(blob, error) from error

    def path(self, blob: str) -> Path:
        """Where a sealed file lies."""
        if not _NAME.fullmatch(blob):
            raise NoSuchFile(blob)
        return self._folder / blob[:2] / blob

    def blobs(self) -> Iterator[str]:
        """The names of all sealed files, sorted."""
        for folder in sorted(self._folder.glob("??")):
            for path in sorted(folder.iterdir()):
                if _NAME.fullmatch(path.name):
                    yield path.name

    def check(self) -> Iterator[Finding]:
        """Everything that is wrong: sealed files whose bytes are not their name, cannot be opened, or do not belong.

        Reads every byte. A file whose key was destroyed is checked against its name and is not a finding.
        """
        for folder in sorted(self._folder.iterdir()):
            if folder.name == INCOMING:
                continue
            if not folder.is_dir() or len(folder.name) != 2:
                yield Finding(f"vault/{folder.name}", "this does not belong here")
                continue
            for path in sorted(folder.iterdir()):
                yield from self._check(path)

    def _check(self, path: Path) -> Iterator[Finding]:
        where = f"vault/{path.parent.name}/{path.name}"
        if not _NAME.fullmatch(path.name) or path.parent.name != path.name[:2]:
            yield Finding(where, "this does not belong here")
            return
        try:
            for _ in self.open(path.name):
                pass
        except FileErased:
            return
        except TerezeError as error:
            yield Finding(where, error.text)
