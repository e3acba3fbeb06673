"""Make a release: decide, redact, unlink, write, check, sign, put in place. Nothing is visible before it is checked."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from tereze.consent import redact
from tereze.model.errors import why

from .check import Checks, interface_texts
from .differences import differences, versions
from .errors import CannotWrite, CheckFailed, NotAFolder, NotApproved
from .events import Ground, open_sources
from .finding import STOPS, ordered
from .ids import Line
from .inputs import ReleaseInput
from .locale import catalogue
from .manifest import MANIFEST, SIGNATURE, manifest, signature
from .opendata import OpenData
from .person import Published, published, says_something
from .readme import data_readme
from .report import Report
from .site import Site
from .survey import survey
from .unlink import unlink

_TOTALS = ("persons", "mentions", "statements", "sources")


def release(
    inputs: ReleaseInput,
    out: Path,
    *,
    line_secret: bytes,
    signing_key: bytes,
    now: datetime,
    approved_by: tuple[str, str],
    languages: Sequence[str] = ("en",),
    key_name: str = "tereze-release",
    parquet: bool = True,
    accept: Callable[[Report], None] = lambda _report: None,
) -> Report:
    """Build a release of everything that may be published at `now`, check it, sign it and put it at `out`.

    line_secret: at least 32 bytes, the same for every release of one line; signing_key: 32-byte Ed25519 seed
    approved_by: two different people; raises `NotApproved` otherwise
    accept: asked last of all, with everything built and checked; what it raises leaves `out` as it was before
    Raises `CheckFailed` (its `report` says what was found) when a check stops it; `out` is then as it was before.
    """
    approvals = len({name.strip().casefold() for name in approved_by} - {""})
    if approvals < 2:
        raise NotApproved(approvals)
    making = _Making(inputs, Line(line_secret), now.astimezone(UTC).date(), languages)
    _must_be_ours(out)
    before = versions(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".tereze-", dir=out.parent) as scratch:
            folder = Path(scratch) / "release"
            folder.mkdir()
            making.build(folder, parquet=parquet)
            digest = making.sign(folder, key_name, signing_key, approvals)
            report = making.report(folder, before, digest)
            _stop_if_needed(report)
            accept(report)
            _fix_times(folder, datetime(making.day.year, making.day.month, making.day.day, tzinfo=UTC))
            _put_in_place(folder, out, Path(scratch))
            return report
    except OSError as error:
        raise CannotWrite(why(error)) from error


class _Making:
    """One release while it is made."""

    def __init__(self, inputs: ReleaseInput, line: Line, day: date, languages: Sequence[str]) -> None:
        self.inputs, self.line, self.day = inputs, line, day
        self.catalogues = [catalogue(code) for code in dict.fromkeys(languages)]
        self.found = survey(inputs, line, day)
        self.forbidden = self.found.forbidden()
        texts = interface_texts(self.catalogues, inputs)
        self.checks = Checks(inputs, self.found, self.forbidden, texts)
        self.data = OpenData()
        self.named = 0
        self.sources: set[str] = set()

    def build(self, folder: Path, *, parquet: bool) -> None:
        """Write the site and the data."""
        inputs, day = self.inputs, self.day.isoformat()
        about = {"title": inputs.title, "contact": inputs.contact, "intro": inputs.intro, "fictional": inputs.fictional}
        site = Site(folder, self.catalogues, about, day)
        for person in self.people():
            site.person(person)
            self.data.add(person)
            self.named += person.identity == "full"
        ground = Ground(inputs, frozenset(self.found.named), self.forbidden, open_sources(inputs))
        site.finish(ground, self.totals(), parquet=parquet)
        self.data.write(folder / "data", data_readme(inputs, day), parquet=parquet)

    def people(self) -> Iterator[Published]:
        """The second walk: everyone who may be shown, redacted, unlinked and weighed."""
        found = self.found
        named, barred, open_ = frozenset(found.named), frozenset(found.barred), frozenset(found.grounded)
        for case in self.inputs.cases():
            decision = found.decisions.get(case.anchor)
            if decision is None:
                continue
            small = redact(case, on=self.day, named=named, barred=barred, forbidden=self.forbidden, decision=decision)
            if small is None or not says_something(small):
                found.refused["nothing_left"] += 1
                continue
            person = published(unlink(small, self.line, found.pages, open_), decision)
            self.checks.person(case, small, decision, person)
            self.sources.update(said.source for mention in small.mentions for said in mention.statements)
            yield person

    def totals(self) -> list[tuple[str, int]]:
        """Totals of the whole register only: nothing that counts a group."""
        held = self.inputs.totals
        return [(key, held[key]) for key in _TOTALS if key in held] + [("published", len(self.data.persons))]

    def sign(self, folder: Path, key_name: str, seed: bytes, approvals: int) -> str:
        """Write the manifest and its signature; the digest of the manifest."""
        raw = manifest(
            folder,
            day=self.day.isoformat(),
            languages=[t.code for t in self.catalogues],
            persons=len(self.data.persons),
            approvals=approvals,
        )
        (folder / MANIFEST).write_bytes(raw)
        (folder / SIGNATURE).write_bytes(signature(raw, key_name, seed))
        return hashlib.sha256(raw).hexdigest()

    def report(self, folder: Path, before: dict[str, str] | None, digest: str) -> Report:
        """Run the checks on what was built, and say what was made."""
        sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
        return Report(
            persons=len(self.data.persons),
            named=self.named,
            withheld=dict(sorted(self.found.refused.items())),
            findings=ordered(self.checks.built(folder)),
            differences=differences(before, dict(self.data.versions)),
            files=len(sizes),
            size=sum(sizes),
            digest=digest,
            languages=tuple(t.code for t in self.catalogues),
            at=self.day.isoformat(),
            sources=tuple(sorted(self.sources)),
        )


def _stop_if_needed(report: Report) -> None:
    stopping = [finding for finding in report.findings if finding.severity == STOPS]
    if stopping:
        raise CheckFailed(len(stopping), f"{stopping[0].message} ({stopping[0].on})", report=report)


def _fix_times(folder: Path, when: datetime) -> None:
    """One time for every file and folder: the day of the release."""
    stamp = int(when.timestamp())
    for path in sorted(folder.rglob("*"), reverse=True):
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (stamp, stamp))
    folder.chmod(0o755)
    os.utime(folder, (stamp, stamp))


def _must_be_ours(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise NotAFolder(out.name)
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise NotAFolder(out.name)


def _put_in_place(folder: Path, out: Path, scratch: Path) -> None:
    """Two renames: the old release away, the new one in; if the second fails the old one comes back."""
    old = scratch / "old"
    had_one = out.exists()
    if had_one:
        out.rename(old)
    try:
        folder.rename(out)
    except OSError:
        if had_one:
            old.rename(out)
        raise
    if had_one:
        shutil.rmtree(old, ignore_errors=True)
