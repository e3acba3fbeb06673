"""DOCX and ODT, read in the sandbox: unpacking and XML are the work of parsers written in C."""

from __future__ import annotations

import json
from pathlib import Path

from tereze.intake.reading import docx, odt, sandbox
from tereze.intake.reading.derived import About, Derived, derived
from tereze.model import resources

_WORKER = Path(__file__).with_name("office_worker.py")
_PACKAGES = Path(__file__).resolve().parents[3]
_MEDIA_TYPES = {"docx": docx.MEDIA_TYPE, "odt": odt.MEDIA_TYPE}
_LIMITS = sandbox.Limits(memory=1024**3, seconds=30, wall=60, output=128 * 1024 * 1024)


class BadDocument(ValueError):
    """A document that was not read, with the reason; the reader turns it into a `CannotRead`."""


def read_docx(data: bytes) -> Derived:
    """A DOCX. Raises `BadDocument`, `Killed`."""
    return _read("docx", data)


def read_odt(data: bytes) -> Derived:
    """An ODT. Raises `BadDocument`, `Killed`."""
    return _read("odt", data)


def _read(kind: str, data: bytes) -> Derived:
    command = sandbox.python(_WORKER, str(_PACKAGES), kind, sandbox.INPUT)
    ran = sandbox.run(command, data, _LIMITS, (_PACKAGES, resources.path("intake")))
    if ran.code != 0 or not ran.out:
        raise BadDocument("it is damaged, or unpacks to more than a document holds")
    said = json.loads(ran.out)
    if "refused" in said:
        raise BadDocument(said["refused"])
    return derived(said["text"], _MEDIA_TYPES[kind], about=About(*said["about"]), remarks=tuple(said["remarks"]))
