"""All checks a release must pass, gathered: on each person as it streams by, and on the built folder at the end.

`Checks.built` is numbered as docs/methods/publishing.md numbers it. The caller owes: no file is put in place before the
list of findings holds nothing that stops.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tereze.consent import Decision, Forbidden
from tereze.weigh.case import PersonCase

from .factcheck import FactChecker
from .finding import LOW, Finding
from .inputs import ReleaseInput
from .leaks import Scanner, scan
from .locale import Catalogue
from .person import Published
from .quotes import quotations
from .survey import Survey

_HERE = Path(__file__).resolve().parent


class Checks:
    """The checks of one release."""

    def __init__(self, inputs: ReleaseInput, found: Survey, forbidden: Forbidden, plain: Sequence[str]) -> None:
        self._inputs = inputs
        self._facts = FactChecker(found.objectors)
        secrets = found.ids | inputs.secrets
        self._scanner = Scanner(secrets, forbidden, [*plain, *found.urls], inputs.contact)
        self._found: list[Finding] = []
        self._urls = found.urls

    def person(self, case: PersonCase, small: PersonCase, decision: Decision, shown: Published) -> None:
        """Check one person: quotations against their sources, then the hostile fact-checker."""
        self._scanner.shown.add(shown.id)
        self._found += quotations(small, self._inputs, shown.id)
        self._found += self._facts.person(case, decision, shown)

    def built(self, folder: Path) -> list[Finding]:
        """1 what each page showed; 2 what only all pages together show; 3 every byte; 4 where the links lead."""
        return [*self._found, *self._facts.people(), *scan(folder, self._scanner), *self._machine_made()]

    def _machine_made(self) -> Iterator[Finding]:
        if self._inputs.contact == "":
            message = "no address for corrections is given"
            yield Finding(severity=LOW, check="contact", message=message, on="corrections.html")


def interface_texts(catalogues: Sequence[Catalogue], inputs: ReleaseInput) -> list[str]:
    """Everything that stands on pages and says nothing of anyone: templates, style, script, interface words."""
    files = [*(_HERE / "templates").iterdir(), *(_HERE / "static").iterdir()]
    texts = [file.read_text("utf-8") for file in sorted(files)]
    texts += [t(key) for t in catalogues for key in sorted(t.keys())]
    return [*texts, inputs.title, inputs.intro, inputs.contact]
