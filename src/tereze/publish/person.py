"""What is published of one person, before it is put into the words of a language."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec

from tereze import weigh
from tereze.consent import Decision
from tereze.model.sources import Source
from tereze.weigh.case import PersonCase
from tereze.weigh.view import NameRow, PersonView, VoiceRow

from .writing import script


@dataclass(frozen=True, slots=True)
class Published:
    """One person as released: only public ids, only what consent allows.

    identity: full, initials, pseudonym or none; digest: changes when anything published of the person changes
    """

    id: str
    identity: str
    view: PersonView
    sources: dict[str, Source]
    voices: dict[str, VoiceRow]
    digest: str

    @property
    def names(self) -> tuple[NameRow, ...]:
        """The names that may be shown; none for someone who is not named."""
        return self.view.names if self.identity in {"full", "initials"} else ()

    def name_for(self, language: str) -> NameRow | None:
        """The name to call the person by on a page in `language`: in that language, else in its script, else any."""
        names = self.names
        if not names:
            return None
        wanted = {"en": "latn", "kk": "cyrl", "ru": "cyrl", "ug": "arab", "zh": "hani"}.get(language, "latn")
        proper = [name for name in names if name.sort == "name"] or list(names)
        return min(
            proper,
            key=lambda name: (
                (name.lang or "").split("-")[0] != language,
                script(name.text) != wanted,
                -len(name.text.split()) if len(name.text.split()) <= 3 else 0,
                -len(name.sources),
                name.text,
            ),
        )


def published(case: PersonCase, decision: Decision) -> Published:
    """Weigh an unlinked case (`unlink`) and keep what pages and data are made from."""
    view = weigh.person_view(case, release=True)
    encoded = msgspec.json.encode(view, order="sorted") + decision.identity.encode()
    for source in case.sources.values():
        encoded += msgspec.json.encode(source, order="sorted")
    return Published(
        id=case.anchor,
        identity=decision.identity,
        view=view,
        sources=case.sources,
        voices={voice.id: voice for voice in view.voices},
        digest=hashlib.sha256(encoded).hexdigest(),
    )


def says_something(case: PersonCase) -> bool:
    """Whether a redacted case says more of someone than who he or she is: only then is there a page."""
    return any(said.property not in _WHO for mention in case.mentions for said in mention.statements)


_WHO = frozenset({
    "name", "alias", "firstName", "lastName", "fatherName", "motherName", "parents", "children", "gender", "age",
    "birthDate", "birthPlace", "birthCountry", "nationality", "citizenship", "ethnicity", "relative", "country",
    "occupation", "marital_status", "description", "title", "residence", "education",
})  # fmt: skip
