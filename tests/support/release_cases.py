"""Cases for consent and publishing from a few words each. Everyone in them is invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec

from tereze.model.mentions import Link, Mention, Name, Statement, Words
from tereze.model.sources import Consent, Ground, Source
from tereze.publish import ReleaseInput, Report, release
from tereze.weigh.case import PersonCase, Voice

ON = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SECRET, KEY = b"line secret of the tests, 32 byte", b"k" * 32
SUBJECT, TELLER, OFFICE = "msubjectaaaaaaaaa", "mtelleraaaaaaaaaa", "mofficeaaaaaaaaaa"
HERS = "stellingaaaaaaaaa"


def said(prop: str, value: str, **more: Any) -> Statement:
    """A statement about the subject, by the teller, who saw it, unless told otherwise."""
    fields: dict[str, Any] = {
        "id": f"t{prop}{value}".lower().replace("-", "").ljust(17, "a")[:17],
        "source": HERS,
        "about": SUBJECT,
        "property": prop,
        "value": value,
        "chain": (Link(voice=TELLER, role="knows", basis="eyewitness"),),
    }
    return Statement(**(fields | more))


def mention(*statements: Statement, **more: Any) -> Mention:
    """The subject as her source speaks of her: an adult, named, interned."""
    fields: dict[str, Any] = {
        "id": SUBJECT,
        "source": HERS,
        "local": "sister",
        "names": (Name(text="Мысал Есім", lang="kk"), Name(text="Example Name", lang="en")),
        "statements": statements
        or (said("birthDate", "1980-05-17"), said("custody", "internment", when="2018-03-05", where=WHERE)),
    }
    return Mention(**(fields | more))


WHERE = "Qarabulaq village, Emin county, Tacheng, Xinjiang"


def consent(**more: Any) -> Consent:
    """The teller's consent, as a relative in absence, to publish the subject by name."""
    fields: dict[str, Any] = {
        "id": "cconsentaaaaaaaaa",
        "source": HERS,
        "given_by": TELLER,
        "capacity": "relative_in_absence",
        "covers": (SUBJECT,),
        "purposes": ("register", "publication"),
        "identity": "full",
        "place": "county",
        "until": "2030-01-01",
    }
    return Consent(**(fields | more))


def ground(source: str = HERS, **more: Any) -> Ground:
    """A ground that two people confirmed."""
    fields: dict[str, Any] = {"sort": "published_source", "confirmed_by": ("amina", "basel")}
    return Ground(id=f"g{source[1:]}", source=source, **(fields | more))


def source(**more: Any) -> Source:
    """The interview in which the teller speaks."""
    fields: dict[str, Any] = {
        "id": HERS,
        "local": "interview-17",
        "sort": "interview",
        "title": "Interview about Example Name",
        "teller": TELLER,
    }
    return Source(**(fields | more))


def voices(**more: Voice) -> dict[str, Voice]:
    """Everyone who speaks or is spoken of."""
    return {
        SUBJECT: Voice(id=SUBJECT, sort="person", label="Мысал Есім", number="T-0000001"),
        TELLER: Voice(id=TELLER, sort="person", label="Куә Адам", number="T-0000002"),
        OFFICE: Voice(id=OFFICE, sort="organization", label="Example Volunteers"),
        **more,
    }


def case(*mentions: Mention, **more: Any) -> PersonCase:
    """One person: covered by a relative's consent unless told otherwise."""
    fields: dict[str, Any] = {
        "anchor": SUBJECT,
        "number": "T-0000001",
        "mentions": mentions or (mention(),),
        "sources": {HERS: source()},
        "voices": voices(),
        "consents": (consent(),),
    }
    return PersonCase(**(fields | more))


def another(anchor: str, name: str, **more: Any) -> PersonCase:
    """Another person with a source and a consent of her own; `more` as in `case`."""
    src, subject = "s" + anchor[1:], anchor
    facts = (
        said("birthDate", "1975", id="tb" + anchor[2:], source=src, about=subject),
        said("custody", "prison", id="tc" + anchor[2:], source=src, about=subject, when="2018"),
    )
    own = mention(*facts, id=subject, source=src, local="her", names=(Name(text=name, lang="kk"),))
    fields: dict[str, Any] = {
        "anchor": anchor,
        "number": "T-" + anchor[1:8],
        "sources": {src: source(id=src, local="interview-" + anchor[1:6])},
        "voices": voices() | {subject: Voice(id=subject, sort="person", label=name, number="T-" + anchor[1:8])},
        "consents": (consent(id="c" + anchor[1:], source=src, covers=(subject,)),),
    }
    return case(own, **(fields | more))


def quote(text: str, lang: str = "kk", role: str = "original") -> Words:
    """Words of a source."""
    return Words(text=text, lang=lang, role=role)


def changed(value: Any, /, **fields: Any) -> Any:
    """A copy of a model value with other fields."""
    return msgspec.structs.replace(value, **fields)


def inputs(cases: Iterable[PersonCase] = (), **more: Any) -> ReleaseInput:
    """What a release is made from."""
    kept = tuple(cases) or (case(),)
    given: dict[str, Any] = {
        "cases": lambda: kept,
        "title": "Example register",
        "contact": "by letter",
        "fictional": True,
    }
    return replace(ReleaseInput(cases=lambda: kept), **(given | more))


def publish(
    out: Path, cases: Iterable[PersonCase] = (), *, languages: tuple[str, ...] = ("en",), **more: Any
) -> Report:
    """Make a release of the cases at `out`, with the keys of the tests. `more` as in `inputs`."""
    return release(
        inputs(cases, **more),
        out,
        line_secret=SECRET,
        signing_key=KEY,
        now=NOW,
        approved_by=("amina", "basel"),
        languages=languages,
        parquet=False,
    )


def text_of(folder: Path) -> str:
    """Everything in a folder that can be read as text, file names included."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "\n".join(f"{path.relative_to(folder)}\n{path.read_text('utf-8', 'replace')}" for path in files)
