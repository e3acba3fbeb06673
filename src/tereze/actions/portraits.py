"""Portraits: a photograph is shown beside a person only while a consent in force allows it. The default is no.

What ties a photograph to a person is a statement (property `photograph`, the SHA-256 of the file as received) about a
mention of that person, in the source whose evidence the file is. Faces are never compared.
It is shown where all of this holds today, asked anew at every look:

1. a consent for keeping in the register covers that very mention, allows the full name, and was not withdrawn;
2. nobody who is covered objects; the person is known to be of age; no mention of the person is sealed;
3. the source has no sealed voice (a photograph from her album tells who she is), whoever looks.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tereze.consent.current import current
from tereze.consent.publishable import publishable
from tereze.intake.reading import limits, pictures, thumbnail
from tereze.model.errors import BadInput, NotFound, TerezeError
from tereze.model.mentions import Mention
from tereze.model.sources import Evidence
from tereze.weigh.case import PersonCase

from . import auditing, coding, copies, evidence, sources
from .desk import MAY, Desk
from .reading import person_case
from .sources import SourceCase

PROPERTY = "photograph"
THUMBNAIL = copies.THUMBNAIL
PURPOSE = "register"
"""The office looks at what the register keeps. Publishing is another question (`consent.properties.NEVER`)."""


class NoPortrait(NotFound):
    """There is no photograph of this person, or it may not be shown: the same to whoever asks."""

    message = "There is no photograph to show."
    hint = "It is shown only while a consent in force allows it."


class NotAPortrait(BadInput):
    """A file that cannot be somebody's portrait, or a person it cannot be of."""

    message = "This is not kept as a portrait: {0}."
    hint = "A portrait is a photograph among the files of a source, of a person that the same source speaks of."


class Portrait(NamedTuple):
    """A photograph that may be shown: of which mention, and the file as received."""

    mention: str
    evidence: Evidence


def choices(case: SourceCase) -> tuple[tuple[str, str], ...]:
    """(key in the sheet, what to call them) of those a photograph of this source may be of: no protected people."""
    found = [one for one in case.mentions if one.sort == "person" and not one.sealed]
    return tuple((one.local, case.labels.get(one.id) or one.local) for one in found)


def attach(desk: Desk, local: str, file: str, mention: str) -> None:
    """Say that a picture among the files of a source is a photograph of the mention with this key in its sheet.

    1. It is a picture of this source, and of somebody who is not protected.  2. The small picture is drawn and kept.
    3. The statement is added. Twice is once. Raises `NotAPortrait`, and what reading the picture raises.
    """
    desk.must("import")
    sources.look(desk, local, 0, 0)
    original = next((one.evidence for one in evidence.history(desk, local) if one.evidence.id == file), None)
    if original is None:  # 1.
        raise NotAPortrait("it is no file of this source")
    if not _is_picture(desk, original):
        raise NotAPortrait("it is no photograph")
    found = [one for one in _mentions(desk, original.source) if one.local == mention and one.sort == "person"]
    if not found or found[0].sealed or evidence.has_sealed_voice(desk, original.source):
        raise NotAPortrait("somebody in this source is protected" if found else "the source knows no such person")
    if _kept(desk, original) is None:  # 2.
        small = _drawn(desk, original)
        evidence.derive(
            desk, original, io.BytesIO(small), name="portrait.png", media_type=THUMBNAIL, note="small picture"
        )
    sheet = json.dumps(_sheet(desk, original, mention), ensure_ascii=False).encode()  # 3.
    report = coding.add(desk, local, sheet)
    if report.refused:
        raise NotAPortrait(report.refused[0]["error"])


def of(desk: Desk, case: PersonCase) -> Portrait | None:
    """The photograph that may be shown beside this person today, to those who may view files."""
    desk.must("browse")
    if not desk.actor.has(*MAY["view"]) or any(one.sealed for one in case.mentions):
        return None
    today = date.fromisoformat(desk.now()[:10])
    decision = publishable(case, purpose=PURPOSE, on=today)
    subject = {one.id for one in case.mentions}
    objects = any(one.objects and not subject.isdisjoint(one.covers) for one in case.consents)
    if not decision.allowed or decision.identity != "full" or objects:
        return None
    covered = set(decision.mentions) - set(decision.grounded)
    found = (one for mention in current(case).mentions if mention.id in covered for one in _photographs(desk, mention))
    return next(found, None)


def look(desk: Desk, anchor: str) -> bytes:
    """The small picture (PNG) of a person, drawn anew from pixels: nothing the camera wrote is left. A look is noted.

    Raises `NoPortrait` where there is none, where it may not be shown, and where it cannot be drawn.
    """
    desk.must("view")
    desk.must("browse")
    found = of(desk, person_case(desk.register.index, anchor))
    if found is None:
        raise NoPortrait
    auditing.looked(desk, "look.portrait", found.mention)
    try:
        kept = _kept(desk, found.evidence)
        if kept is not None:
            return b"".join(desk.register.vault.open(kept.blob))
        small = _drawn(desk, found.evidence)
    except TerezeError:
        raise NoPortrait from None
    if desk.actor.has(*MAY["attach"]):
        made = io.BytesIO(small)
        evidence.derive(desk, found.evidence, made, name="portrait.png", media_type=THUMBNAIL, note="small picture")
    return small


def _mentions(desk: Desk, source: str) -> tuple[Mention, ...]:
    index = desk.register.index
    return tuple(index.mentions(index.ids_of_source(source, "mention")).values())


def _photographs(desk: Desk, mention: Mention) -> Iterator[Portrait]:
    """The originals of the mention's own source that its statements call a photograph of it."""
    said = {one.value for one in mention.statements if one.property == PROPERTY and one.stance == "asserts"}
    if said and not evidence.has_sealed_voice(desk, mention.source):
        for one in evidence.of_source(desk, mention.source):
            if one.original is None and one.sha256 in said and _is_picture(desk, one):
                yield Portrait(mention.id, one)


def _is_picture(desk: Desk, original: Evidence) -> bool:
    """By its first bytes, whatever its name says: the small picture of a letter or a film is nobody's portrait."""
    try:
        return pictures.media_type(desk.register.vault.part(original.blob, 0, 64)).startswith("image/")
    except TerezeError:  # erased, or not here
        return False


def _kept(desk: Desk, original: Evidence) -> Evidence | None:
    derived = evidence.of_source(desk, original.source)
    return next((one for one in derived if one.original == original.id and one.media_type == THUMBNAIL), None)


def _drawn(desk: Desk, original: Evidence) -> bytes:
    """The small picture, in the sandbox, from bytes that are a picture. Raises `NotAPortrait`."""
    if original.size > limits.MOST_BYTES:
        raise NotAPortrait("it is too large")
    data = b"".join(desk.register.vault.open(original.blob))
    kind = pictures.media_type(data)
    if not kind.startswith("image/"):
        raise NotAPortrait("it is no photograph")
    try:
        made = thumbnail.make(data, kind)
    except ValueError as error:  # every reason a reader gives
        raise NotAPortrait(error) from None
    if made is None:
        raise NotAPortrait("it cannot be drawn")
    return made


def _sheet(desk: Desk, original: Evidence, mention: str) -> dict[str, object]:
    source = desk.register.index.get(original.source)
    head = {"id": getattr(source, "local", ""), "kind": getattr(source, "sort", "")}
    said = {"key": f"photo-{original.sha256[:10]}-{mention}", "about": mention, "property": PROPERTY}
    return {
        "tereze": "source/1", "source": head, "mentions": {mention: {"kind": "person"}},
        "statements": [{**said, "value": original.sha256}],
    }  # fmt: skip
