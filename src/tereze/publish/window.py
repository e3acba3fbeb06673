"""The window's page of a release: what bears on those who speak, what was said, claims against what is published.

Everything comes from what a release may show anyway: events of confirmed sources, and the people published in it. How
much was told in which month is left out: it would tell who spoke when.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from tereze.model.events import Assessment, Incident, Position
from tereze.watch import figures
from tereze.watch.assessment import WORDS
from tereze.watch.claims import ClaimTest, tested
from tereze.watch.material import Entry, Held, Material, Party, original

from .events import Ground, shown, source_label
from .locale import Catalogue
from .person import Published
from .saydate import say_date
from .tell import Text, written

TRAITS = ("ethnicity", "citizenship", "nationality")
FILES = ("window/incidents.csv", "window/positions.csv", "window/claims.csv")


class Window:
    """What the published people give to the window's page, gathered as they stream by."""

    def __init__(self) -> None:
        self.held: list[Held] = []
        self.entries: list[Entry] = []
        self.traits: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def take(self, person: Published) -> None:
        """Keep what claims are held against: statuses with their support, at the precision they are published with."""
        values: dict[str, tuple[str, ...]] = {}
        mine = []
        for fact in person.view.facts:
            support = fact.support
            if fact.property in TRAITS:
                values[fact.property] = (*values.get(fact.property, ()), fact.value)
            if fact.property == "custody":
                mine.append(
                    Held(
                        person=person.id, status=fact.value, when=fact.when, phase=fact.phase,
                        witnesses=support.independent_witnesses, documents=len(support.document_origins),
                        officials=len(support.official_origins),
                    )
                )  # fmt: skip
        self.held += mine
        self.traits[person.id] = values
        if mine:
            self.entries.append(
                Entry(
                    person=person.id, witnesses=max(one.witnesses for one in mine),
                    documents=max(one.documents for one in mine), officials=max(one.officials for one in mine),
                    refuted=any(fact.refuted for fact in person.view.facts),
                )
            )  # fmt: skip

    def claims(self, ground: Ground, day: str) -> tuple[ClaimTest, ...]:
        """The published claims with a number, by who is published here."""
        positions = tuple(one for one in shown(ground, Position) if one.number and ground.label(one.actor))
        material = Material(
            positions=positions, sources=ground.inputs.sources, held=tuple(self.held), entries=tuple(self.entries),
            parties={one.actor: Party(id=one.actor, label=_name(ground, one.actor)) for one in positions},
        )  # fmt: skip
        return tested(material, self.traits, day)

    def page(self, ground: Ground, t: Catalogue, day: str) -> dict[str, Any]:
        """What `window.html` shows in one language."""
        incidents = list(shown(ground, Incident))
        positions = [one for one in shown(ground, Position) if ground.label(one.actor)]
        events = [(one.when, t.word("lane", one.factor), _what(one, t)) for one in incidents]
        said = [(one.when, _name(ground, one.actor), t.word("stance", one.stance)) for one in positions]
        return {
            "incidents": figures.timeline(t("windowpage.incidents"), events).svg if events else "",
            "positions": figures.timeline(t("windowpage.positions"), said).svg if said else "",
            "claims": [_claim(one, ground, t) for one in self.claims(ground, day)],
            "signed": list(_signed(ground, t)),
        }

    def tables(self, ground: Ground, day: str) -> Iterator[tuple[str, bytes]]:
        """The data of the figures and claims: path below `data`, and the CSV."""
        yield FILES[0], _table(
            ("when", "factor", "kind", "direction", "severity", "where", "against"),
            ((one.when, one.factor, one.sort, one.direction, "" if one.severity is None else one.severity,
              ground.text(one.where), _name(ground, one.against)) for one in shown(ground, Incident)),
        )  # fmt: skip
        yield FILES[1], _table(
            ("when", "actor", "stance", "topic", "term", "number", "unit"),
            ((one.when, _name(ground, one.actor), one.stance, ground.text(one.topic), ground.text(one.term),
              one.number.value if one.number else "", ground.text(one.number.unit) if one.number else "")
             for one in shown(ground, Position) if ground.label(one.actor)),
        )  # fmt: skip
        yield FILES[2], _table(
            ("when", "actor", "number", "unit", "code", "documented", "witnessed", "unknown", "as_of"),
            ((one.when, one.actor, one.number.value, one.unit, one.code, one.now.documented, one.now.witnessed,
              one.now.unknown, day) for one in self.claims(ground, day)),
        )  # fmt: skip


def _claim(one: ClaimTest, ground: Ground, t: Catalogue) -> dict[str, Any]:
    rows: list[tuple[str, object]] = [
        (t("windowpage.documented"), one.now.documented),
        (t("windowpage.witnessed"), one.now.witnessed),
        (t("windowpage.unknown"), one.now.unknown),
    ]
    if one.entries_now is not None:
        held = one.entries_now
        rows = [(t("windowpage.entries"), held.total), (t("windowpage.witnessed"), held.witnessed),
                (t("windowpage.bare"), held.bare)]  # fmt: skip
    elif one.share_now is not None:
        share = one.share_now
        between = f"{share.low}–{share.high}" if share.low is not None else "–"
        rows = [(t("windowpage.documented"), share.shown), (t("windowpage.still"), share.still),
                (t("windowpage.between"), between)]  # fmt: skip
    number = one.number
    said = map(ground.text, (number.who, number.what, number.counts_if))
    return {
        "who": written(one.actor, None), "when": say_date(one.when, t.code), "verdict": t.word("claim", one.code),
        "number": f"{number.value:,}".replace(",", "\u00a0"), "unit": ground.text(number.unit),
        "details": [written(text, None) for text in said if text],
        "rows": rows,
    }  # fmt: skip


def _what(one: Incident, t: Catalogue) -> str:
    return f"{t.word('incident', one.sort)}, {t.word('direction', one.direction)}"


def _signed(ground: Ground, t: Catalogue) -> Iterator[dict[str, Any]]:
    """What people signed, in sources that may be published; the latest first."""
    found = [one for one in shown(ground, Assessment) if one.about == "window" and one.sort == "opinion"]
    for one in sorted(found, key=lambda one: (one.when, one.id), reverse=True):
        who, says = ground.label(one.by), ground.text(one.says)
        if who is not None and says.casefold().startswith(WORDS):
            source: Text | None = source_label(ground, one.source, t)
            quoted = ground.text(original(one.words)) or says
            yield {"who": who, "when": say_date(one.when, t.code), "says": written(quoted, None), "source": source}


def _name(ground: Ground, mention: str | None) -> str:
    label = ground.label(mention)
    return label.text if label is not None else ""


def _table(head: tuple[str, ...], rows: Any) -> bytes:
    """CSV as the other open data: no cell that a spreadsheet could take for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow(
            [f"'{cell}" if str(cell).startswith(("=", "+", "-", "@", "\t", "\r")) else cell for cell in row]
        )
    return out.getvalue().encode()
