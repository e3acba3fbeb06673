"""Make an installation of a register that exists elsewhere: restored from partners' copies, or a partner's own.

1. What the replica holds is verified, and the heads of its logs are read.
2. A new signing key, hence a new log, which names the old heads; an installation that was there before vouches for it.
   A private key is never used again: that would fork its log for ever (ledger.md §6).
3. Everything is built in folders that end in `.part`: keys first, then the replica, then the index.
4. Only when all of it is there do the folders get their names. An interruption leaves `.part` folders that the next
   attempt removes; what was there before is never touched.
"""

from __future__ import annotations

import shutil
from base64 import b32decode
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tereze.ledger.identity import expected_origin, introduce, new_installation, register_of
from tereze.ledger.notes import read_checkpoint, split_note
from tereze.ledger.packing import opened
from tereze.ledger.protocol import Head
from tereze.ledger.reading import Reading
from tereze.ledger.unbundle import LIMITS, check_bundle

from . import embedded, replica, seal
from .carried import Carried
from .disk import DISK, write_whole
from .embedded import AlreadyThere
from .faults import disk_errors
from .register import Register, Site

PART, UNFINISHED = ".part", "unfinished"
Dice = Callable[[int], bytes]
First = Callable[[Register], None]


class Founding(NamedTuple):
    """Who is being founded: the keys that came, a new signing seed, the note of an older installation for it, and the
    root key, where the newcomer has one already (its card was made from it).
    """

    carried: Carried
    seed: bytes
    introduction: str
    root: bytes = b""


class Source(NamedTuple):
    """The replica to begin from, and the age secret keys that open it, if it is sealed."""

    file: Path
    identities: Sequence[str] = ()


class Founded(NamedTuple):
    """A new installation: its origin, the entries it took over, and how many keys it was given."""

    origin: str
    entries: int
    keys: int


def restored(carried: Carried, dice: Dice) -> Founding:
    """An installation that goes on from a lost one, whose old key vouches for it and signs nothing else ever."""
    seed = dice(32)
    newcomer = expected_origin(register_id(carried.origin), seed)
    return Founding(carried, seed, introduce(new_roots_of(carried).installation(), newcomer))


def new_roots_of(carried: Carried) -> seal.Roots:
    """The roots of the lost installation, as far as a copy holds them: to sign an introduction and no entry."""
    return seal.Roots(b"", carried.genesis, b"", b"", carried.ids, carried.signing, carried.demo, carried.custodians)


def register_id(origin: str) -> bytes:
    """The 16 random bytes that name a register, from any origin in it."""
    return b32decode(register_of(origin).removeprefix("tereze/").upper() + "======")


def found(site: Site, passphrase: str, founding: Founding, source: Source, first: First) -> Founded:
    """Make the installation at `site`; the numbered steps above. `first` writes the first entries of the new log.

    Raises `AlreadyThere`, what reading a bundle raises, and MachineFailed.
    """
    _clear_way(site)
    check_bundle(source.file, source.identities)  # 1.
    roots = _roots(founding, heads_of(source), site.dice)  # 2.
    carried = founding.carried
    with _parts(site) as building:
        with embedded.create(building.folder, building.keys, passphrase, roots=roots, demo=carried.demo) as register:
            register.keys.adopt(carried.keys)
            taken = replica.take(register, source.file, source.identities, carried.trusted)  # 3.
            first(register)
            done = Founded(register.origin, taken.added, len(carried.keys))
        _name(building, site)  # 4.
    return done


def heads_of(source: Source) -> list[Head]:
    """The heads of the logs in a replica, which the caller has verified."""
    heads = []
    with opened(source.file, source.identities, LIMITS) as begin:
        for head, part in Reading(begin()).parts():
            deque(part.entries, maxlen=0)
            signed = read_checkpoint(split_note(part.note)[0])
            heads.append(Head(head.origin, signed.size, signed.root, part.note))
    return heads


def _roots(founding: Founding, follows: Sequence[Head], dice: Dice) -> seal.Roots:
    carried = founding.carried
    made = new_installation(register_id(carried.origin), founding.seed, follows=follows, intro=(founding.introduction,))
    roots = seal.new_roots(dice, demo=carried.demo, ids=carried.ids, genesis=lambda _seed: made.genesis.raw)
    return roots._replace(signing=founding.seed, custodians=carried.custodians, root=founding.root or roots.root)


def _clear_way(site: Site) -> None:
    """Remove what an attempt left that died between naming the keys and naming the register; refuse anything else."""
    if (site.keys / UNFINISHED).is_file() and not embedded.is_register(site.folder):
        with disk_errors(site.keys.name):
            shutil.rmtree(site.keys)
    for path in (site.folder, site.keys):
        if path.exists() and any(path.iterdir()):
            raise AlreadyThere(path.name)


@contextmanager
def _parts(site: Site) -> Iterator[Site]:
    """Folders to build in, without what an interrupted attempt left; gone when the block fails."""
    building = site._replace(folder=_part(site.folder), keys=_part(site.keys))
    _remove(building)
    with disk_errors(building.keys.name):
        DISK.make_folder(building.keys)
        write_whole(building.keys / UNFINISHED, b"this folder is being made\n")
    try:
        yield building
    except BaseException:
        _remove(building)
        raise


def _part(folder: Path) -> Path:
    return folder.with_name(folder.name + PART)


def _remove(building: Site) -> None:
    for folder in (building.folder, building.keys):
        if folder.exists():
            with disk_errors(folder.name):
                shutil.rmtree(folder)


def _name(building: Site, site: Site) -> None:
    """Give the folders their names, the keys first; only then are the keys no longer marked as unfinished."""
    for part, whole in ((building.keys, site.keys), (building.folder, site.folder)):
        with disk_errors(whole.name):
            if whole.exists():
                whole.rmdir()  # it is empty
            DISK.rename(part, whole)
            DISK.sync_folder(whole.parent)
    with disk_errors(site.keys.name):
        DISK.remove(site.keys / UNFINISHED)
