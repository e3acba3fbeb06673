"""Take in what was archived elsewhere, with its proofs checked: web archives, auto-archiver folders, ProofMode bundles.

Every page of a web archive becomes a source of its own, with address and time; the archive itself is kept as received
at a source for the whole. What a check found stands in the custody history of each file, good or not.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tereze.intake.proofs import autoarchiver, c2pa, proofmode, wacz, warc
from tereze.intake.proofs.checked import Checked
from tereze.intake.reading import archive, documents, limits
from tereze.intake.reading.archive import BadArchive
from tereze.intake.reading.derived import About, CannotRead, safe_name
from tereze.model import ids
from tereze.model.errors import BadInput, TerezeError, why
from tereze.model.sources import Evidence, Source

from . import copies, imports, proofs
from . import evidence as files
from .desk import Desk

_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}


class NoArchive(BadInput):
    """Nothing of the kinds that are taken in with their proofs."""

    message = "“{0}” is not taken in: {1}."
    hint = "Known are web archives (.warc, .warc.gz, .wacz), folders of auto-archiver and bundles of ProofMode (.zip)."


class NeedsSource(BadInput):
    """Files that are evidence of something the register must know first."""

    message = "“{0}” holds files, and it was not said which source they are evidence of."
    hint = "Give the id of that source with --source."


class Trusted(NamedTuple):
    """Whom the user trusts: with time (a PEM file), and to vouch for makers of Content Credentials (a folder)."""

    roots: Path | None
    signers: Path | None


class Brought(NamedTuple):
    """One file that was taken in: the source it is evidence of, and what its checks found."""

    source: str
    kept: Evidence
    checked: tuple[Checked, ...]


def bring(
    desk: Desk, path: Path, source: str = "", roots: Path | None = None, signers: Path | None = None
) -> list[Brought]:
    """Take in an archive or a bundle. `source` (its id in the collection) is needed for files that are no pages;
    `roots` is a PEM file of the authorities that the user trusts with time, `signers` a folder with the certificates of
    those whom he trusts to vouch for makers of Content Credentials.

    The same again changes nothing. Raises `NoArchive`, `NeedsSource`, `NoSuchSource`, `BadRoots`, `BadSigners`,
    `NotAllowed`.
    """
    desk.must("attach")
    if signers is not None:
        c2pa.certificates(signers)  # before anything is kept
    shown = safe_name(path.name)
    try:
        return list(_bring(desk, path, source, shown, Trusted(roots, signers)))
    except OSError as error:
        raise NoArchive(shown, why(error)) from None
    except ValueError as error:  # a reason of the readers
        raise NoArchive(shown, error) from None


def _bring(desk: Desk, path: Path, source: str, shown: str, trusted: Trusted) -> Iterator[Brought]:
    if path.is_dir():
        found = autoarchiver.table(path)
        if found is None:
            raise NoArchive(shown, "there is no table of auto-archiver in this folder")
        yield from _folder(desk, path, found, _needed(source, shown), trusted)
        return
    if path.stat().st_size > limits.MOST_BYTES:
        raise NoArchive(shown, f"it is larger than {limits.MOST_BYTES // 1024**2} MiB")
    data = path.read_bytes()
    if path.suffix.lower() == ".wacz" or path.name.lower().endswith((".warc", ".warc.gz")):
        yield from _web(desk, shown, data, trusted)
    elif data.startswith(b"PK\x03\x04"):
        yield from _bundle(desk, shown, data, source, trusted)
    else:
        raise NoArchive(shown, "it is of another kind")


def _needed(source: str, shown: str) -> str:
    if not source:
        raise NeedsSource(shown)
    return source


def _web(desk: Desk, shown: str, data: bytes, trusted: Trusted) -> Iterator[Brought]:
    """1. Read and check all of it before anything is kept.  2. Keep the archive.  3. Keep each page."""
    packed = wacz.read(data, trusted.roots) if shown.lower().endswith(".wacz") else None  # 1.
    parts = packed.archives if packed else ((shown, data),)
    pages = [page for name, part in parts if not name.endswith((".cdx", ".cdxj", ".idx")) for page in warc.pages(part)]
    if not pages:
        raise NoArchive(shown, "there is no page in it")
    whole = f"archive-{hashlib.sha256(data).hexdigest()[:12]}"
    _source(desk, whole, About(title=f"Web archive of {len(pages)} pages"), "")  # 2.
    kept = files.attach(desk, whole, io.BytesIO(data), shown, media_type=wacz.MEDIA_TYPE if packed else warc.MEDIA_TYPE)
    yield Brought(whole, kept, _noted(desk, kept, packed.checked if packed else ()))
    for page in pages:  # 3.
        yield _page(desk, page, kept, trusted)


def _page(desk: Desk, page: warc.Page, whole: Evidence, trusted: Trusted) -> Brought:
    local = f"web-{hashlib.sha256(f'{page.url} {page.time}'.encode()).hexdigest()[:12]}"
    name = f"page{_ENDINGS[page.media_type]}"
    try:
        about = documents.read_bytes(name, page.data).about
    except (CannotRead, TerezeError):  # it is kept as it is
        about = About()
    _source(desk, local, about, page.url)
    if not page.data:
        return Brought(local, whole, (page.checked._replace(problems=("the page is empty",)),))
    note = f"from {whole.id}, answered at {page.time}"
    kept = files.attach(desk, local, io.BytesIO(page.data), name, media_type=page.media_type, note=note)
    copies.make(desk, kept.id, signers=trusted.signers)
    return Brought(local, kept, _noted(desk, kept, (page.checked,)))


def _source(desk: Desk, local: str, about: About, url: str) -> None:
    """A source as the page tells it of itself. Its kind and everything else are for a person to say."""
    if desk.register.index.source_by_local(local) is not None:
        return
    made = Source(
        id=ids.source_id(desk.register.secret, local), local=local, sort="other", title=about.title or url,
        published=about.published or None, url=url or None, recorded=desk.now(),
        note="Taken in from a web archive; its kind was not looked at yet.",
    )  # fmt: skip
    imports.write(desk, [made], "import", made.id)


def _folder(desk: Desk, folder: Path, found: Path, source: str, trusted: Trusted) -> Iterator[Brought]:
    for item in autoarchiver.read(folder, found):
        with item.path.open("rb") as stream:
            note = f"archived by auto-archiver from {item.url or 'an address not named'} {item.time}".rstrip()
            kept = files.attach(desk, source, stream, item.path.name, note=note)
        yield Brought(source, kept, _noted(desk, kept, (item.checked, *_credentials(desk, kept, trusted))))


def _bundle(desk: Desk, shown: str, data: bytes, source: str, trusted: Trusted) -> Iterator[Brought]:
    with archive.opened(data) as packed:
        names = packed.namelist()
    if not proofmode.is_bundle(names):
        raise BadArchive("it is a zip without the notes of ProofMode; unpack it and add its files")
    captured = list(proofmode.read(data))
    kept = files.attach(desk, _needed(source, shown), io.BytesIO(data), shown, note="bundle of ProofMode")
    yield Brought(source, kept, ())
    for one in captured:
        file = files.attach(desk, source, io.BytesIO(one.data), one.name, note=f"out of the bundle {kept.id}")
        yield Brought(source, file, _noted(desk, file, (*one.checked, *_credentials(desk, file, trusted))))


def _credentials(desk: Desk, kept: Evidence, trusted: Trusted) -> Iterator[Checked]:
    """What the file's own Content Credentials say, where it has any and is not too large to be taken apart."""
    if proofs.may_have_credentials(kept):
        found = proofs.credentials(proofs.bytes_of(desk, kept), kept.media_type, trusted.signers)
        if found is not None:
            yield found


def _noted(desk: Desk, kept: Evidence, checked: Iterable[Checked]) -> tuple[Checked, ...]:
    """Say in the custody history what was found."""
    found = tuple(checked)
    proofs.note(desk, kept, found)
    return found
