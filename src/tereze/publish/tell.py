"""Put what is published of a person into the words of one language: plain values for the template, no logic left."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import escape

from tereze.model.sources import Source
from tereze.weigh.view import Conflict, Fact, Item, Side, StatementRow, Support

from .locale import Catalogue
from .person import Published
from .saydate import say_date
from .timeline import Figure, figure
from .writing import direction, language

_ORDER = (
    "custody", "reason_suspected", "reason_official", "sentence", "facility", "arresting_force", "work", "legal_status",
    "last_contact", "steps_taken", "no_remedy_reason", "birthDate", "age", "gender", "birthPlace", "residence",
    "citizenship", "nationality", "ethnicity", "occupation", "education", "marital_status", "fatherName", "motherName",
    "deathDate",
)  # fmt: skip
_ELSEWHERE = frozenset({"name", "alias", "relative"})
_DATES = frozenset({"birthDate", "deathDate", "last_contact", "remains_found", "remains_identified"})
_WORDS_OF = {"custody": "status", "gender": "value", "citizenship": "country", "nationality": "country"}


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text with its language and direction, and where it leads."""

    text: str
    lang: str = ""
    dir: str = "ltr"
    href: str = ""

    def __html__(self) -> str:
        """As an element with its language and direction, a link where it leads somewhere; everything escaped."""
        lang = f' lang="{self.lang}"' if self.lang else ""
        if self.href:
            return f'<a href="{escape(self.href)}"{lang} dir="{self.dir}">{escape(self.text)}</a>'
        return f'<span{lang} dir="{self.dir}">{escape(self.text)}</span>'


@dataclass(slots=True)
class Chain:
    """One account in support of a fact: voices from the deepest on, the source, the words."""

    steps: list[Text]
    source: Text
    words: list[tuple[Text, bool]]
    note: str = ""


@dataclass(slots=True)
class Told:
    """One fact in words."""

    value: Text
    when: str
    where: Text | None
    notes: list[Text]
    support: str
    chains: list[Chain]
    against: list[str] = field(default_factory=list)
    bearing: Text | None = None
    refuted: bool = False


class Teller:
    """Turns one `Published` into texts of one language. `up` is the way from the page to the top of the site."""

    def __init__(self, person: Published, t: Catalogue, up: str) -> None:
        self.person, self.t, self.up = person, t, up
        self._letters: dict[str, str] = {}
        self._numbers = {id_: at + 1 for at, id_ in enumerate(self._shown_sources())}

    # --- people and sources -------------------------------------------------------------------------------------
    def title(self) -> Text:
        """What to call the person."""
        name = self.person.name_for(self.t.code)
        if name is None:
            return Text(self.t("person.unnamed", ref=self.person.id[:4].upper()), self.t.tag, self.t.dir)
        return written(name.text, name.lang)

    def also(self) -> list[Text]:
        """The other names and spellings."""
        first = self.person.name_for(self.t.code)
        return [written(name.text, name.lang) for name in self.person.names if name is not first]

    def voice(self, id_: str) -> Text:
        """A voice: its name with a link when it has a page, or a letter that holds on this page only."""
        if id_ == self.person.id:
            return Text(self.t("voice.self"), "", self.t.dir)
        known = self.person.voices.get(id_)
        if known is not None and known.label and not known.sealed:
            href = person_path(known.number, self.up) if known.number else ""
            return Text(known.label, "", direction(known.label), href)
        if known is None and id_ in self._numbers:
            return self.source(id_)
        kind = known.sort if known is not None and known.sort in {"organization", "group"} else "hidden"
        letter = self._letters.setdefault(id_, _letter(len(self._letters)))
        return Text(self.t(f"voice.{kind}", ref=letter), "", self.t.dir)

    def source(self, id_: str) -> Text:
        """A short label for a source, leading to its line in the list."""
        found = self.person.sources.get(id_)
        number = self._numbers.get(id_)
        kind = self.t.word("source_kind", found.sort if found else "other")
        return Text(f"[{number}] {kind}" if number else kind, "", self.t.dir, f"#{id_}" if number else "")

    def _shown_sources(self) -> list[str]:
        used: dict[str, None] = {}
        for fact in self.person.view.facts:
            for row in (*fact.support.statements, *fact.denied_by, *fact.does_not_know, *fact.refuses, *fact.refuted):
                used.setdefault(row.source)
        for name in self.person.names:
            for id_ in name.sources:
                used.setdefault(id_)
        return [id_ for id_ in used if id_ in self.person.sources]

    def sources(self) -> list[dict[str, object]]:
        """The list of sources, numbered as they occur."""
        return [self._source_line(self.person.sources[id_], number) for id_, number in self._numbers.items()]

    def _source_line(self, source: Source, number: int) -> dict[str, object]:
        publisher = next((v for v in self.person.voices.values() if v.id == source.publisher), None)
        return {
            "id": source.id,
            "number": number,
            "kind": self.t.word("source_kind", source.sort),
            "title": written(source.title, source.language) if source.title else None,
            "publisher": written(publisher.label, None) if publisher is not None and publisher.label else None,
            "published": say_date(source.published or "", self.t.code),
            "url": source.url if source.url and source.url.startswith(("http://", "https://")) else "",
        }

    # --- facts --------------------------------------------------------------------------------------------------
    def groups(self) -> list[tuple[str, list[Told]]]:
        """What is known, by property in a fixed order."""
        groups: dict[str, list[Told]] = {}
        for fact in sorted(self.person.view.facts, key=lambda fact: _rank(fact.property)):
            if fact.property not in _ELSEWHERE:
                groups.setdefault(fact.property, []).append(self._fact(fact))
        return [(self.t.word("property", prop), told) for prop, told in groups.items()]

    def value(self, prop: str, value: str) -> Text:
        """A value in words: vocabularies are translated, dates are said, free text stays as it is."""
        if prop in _WORDS_OF:
            known = self.t.word(_WORDS_OF[prop], value if prop in {"custody", "gender"} else value.lower())
            return Text(known if known != value.lower() else value, "", self.t.dir)
        if prop in _DATES:
            return Text(say_date(value, self.t.code), "", self.t.dir)
        return Text(value, "", direction(value))

    def _fact(self, fact: Fact) -> Told:
        support = fact.support
        refuted = bool(fact.refuted) and not support.statements
        rows = support.statements or fact.refuted or fact.denied_by or fact.does_not_know or fact.refuses
        return Told(
            value=self.value(fact.property, fact.value),
            when=say_date(fact.when, self.t.code),
            where=written(fact.where, None) if fact.where else None,
            notes=self._notes(fact),
            support="" if refuted else self.support(support),
            chains=[self._chain(row) for row in rows],
            against=self._against(fact),
            bearing=self._bearing(support),
            refuted=refuted,
        )

    def _notes(self, fact: Fact) -> list[Text]:
        notes = []
        for term in fact.terms_used:
            key = "person.term_by" if term.used_by else "person.term"
            notes.append(Text(self.t(key, term=term.text, who=term.used_by or ""), "", self.t.dir))
        if fact.facility and (held := self.person.voices.get(fact.facility)) is not None and held.label:
            notes.append(written(held.label, None))
        if fact.said:
            notes.append(written(f"“{fact.said}”", None))
        return notes

    def support(self, support: Support) -> str:
        """What a claim rests on, in one line."""
        t = self.t
        parts = []
        if support.independent_witnesses:
            line = t.many("support.witnesses", support.independent_witnesses)
            parts.append(line if support.exact else t("support.at_least", n=line))
            if support.witness_floor < support.independent_witnesses:
                parts[-1] += f" ({t('support.floor', n=support.witness_floor)})"
        for key, count in (
            ("documents", len(support.document_origins)),
            ("officials", len(support.official_origins)),
            ("possible", support.possible),
            ("sealed", support.sealed),
        ):
            if count:
                parts.append(t.many(f"support.{key}", count))
        if not parts:
            parts.append(t("support.none"))
        if support.sources > 1:
            parts.append(t.many("support.sources", support.sources))
        return " · ".join(parts)

    def _bearing(self, support: Support) -> Text | None:
        """The one voice everything rests on, when several sources say it: readers would count them as several."""
        if support.sources < 2 or not support.load_bearing:
            return None
        who = [self.voice(voice) for voice in support.load_bearing]
        return Text(self.t("support.bearing", who=", ".join(one.text for one in who)), "", self.t.dir)

    def _against(self, fact: Fact) -> list[str]:
        said = []
        if fact.denied_by:
            said.append(self.t.many("person.denied", len(fact.denied_by)))
        if fact.does_not_know:
            said.append(self.t("person.unknown_by"))
        if fact.refuses:
            said.append(self.t("person.refused_by"))
        return said

    def _chain(self, row: StatementRow) -> Chain:
        steps = []
        for link in row.chain:
            who = self.voice(link.voice)
            how = self.t.word("basis", link.basis) if link.basis != "unknown" else self.t.word("role", link.role)
            steps.append(Text(f"{who.text} ({how})", "", who.dir, who.href))
        if not steps:
            steps.append(Text(self.t("voice.source"), "", self.t.dir))
        place = ""
        if row.at.row is not None:
            place = self.t("person.row", n=row.at.row)
        elif row.at.page is not None:
            place = self.t("person.page", n=row.at.page)
        words = [(written(w.text, w.lang), w.role != "original") for w in row.words]
        return Chain(steps, self.source(row.source), words, place)

    # --- time, conflicts, family --------------------------------------------------------------------------------
    def last(self) -> tuple[str, str] | None:
        """(status with its date, the silence since), or None."""
        last = self.person.view.last_known
        if last is None:
            return None
        status = self.t.word("status", last.status)
        line = (
            self.t("person.last_line", status=status, date=say_date(last.as_of, self.t.code))
            if last.as_of
            else self.t("person.last_undated", status=status)
        )
        since = "" if last.status == "deceased" else last.silent_since or last.as_of
        return line, self.t("person.silence", date=say_date(since, self.t.code)) if since else ""

    def timeline(self) -> tuple[Figure | None, list[dict[str, object]]]:
        """The figure, and the same as rows of a table."""
        items = self.person.view.timeline
        labels = [self.t.word("status", item.status) for item in items]
        return figure(items, labels), [self._row(item, label) for item, label in zip(items, labels, strict=True)]

    def _row(self, item: Item, label: str) -> dict[str, object]:
        return {
            "facet": self.t.word("facet", item.facet or "knowledge"),
            "status": label,
            "from": say_date(item.begin or "", self.t.code) or self.t("person.open"),
            "to": say_date(item.end or "", self.t.code) or self.t("person.open"),
            "where": written(item.where, None) if item.where else None,
            "witnesses": item.independent_witnesses,
        }

    def conflicts(self) -> list[tuple[str, list[tuple[Text, str]]]]:
        """For each conflict its heading and its sides with their support."""
        found = []
        for conflict in self.person.view.conflicts:
            heading = self.t.word("property", conflict.property)
            if conflict.status:
                heading += f": {self.t.word('status', conflict.status)}"
            found.append((heading, [self._side(side, conflict) for side in conflict.values]))
        return found

    def _side(self, side: Side, conflict: Conflict) -> tuple[Text, str]:
        t, kind = self.t, conflict.kind
        if kind in {"beginning", "end"}:
            parts = [say_date(side.value, t.code)]
        else:
            label = "" if side.property == conflict.property else f"{t.word('property', side.property)}: "
            parts = [label + self.value(side.property, side.value).text]
            parts += [say_date(side.when, t.code)] if side.when and kind != "value" else []
        if side.where and kind in {"place", "status"}:
            parts.append(side.where)
        counts = [
            t.many(f"support.{key}", count)
            for key, count in (
                ("witnesses", side.independent_witnesses),
                ("documents", side.document_origins),
                ("officials", side.official_origins),
                ("sources", side.sources),
            )
            if count > (1 if key == "sources" else 0)
        ]
        text = ", ".join(parts)
        return Text(text, "", direction(text)), " · ".join(counts) or t("support.none")

    def family(self) -> list[tuple[str, Text]]:
        """(relation, who) of each relative, named only where the relative is published by name."""
        found = {
            (fact.value, fact.target or "")
            for fact in self.person.view.facts
            if fact.property == "relative" and fact.support.statements
        }
        return [(self.t.word("relation", relation), self.voice_or_nobody(who)) for relation, who in sorted(found)]

    def voice_or_nobody(self, reference: str) -> Text:
        """A relative by register number or id; an empty text when not named."""
        for voice in self.person.voices.values():
            if reference in {voice.id, voice.number} and voice.label and not voice.sealed:
                href = person_path(voice.number, self.up) if voice.number else ""
                return Text(voice.label, "", direction(voice.label), href)
        return Text("")


def written(text: str, lang: str | None) -> Text:
    """Text as it stands in a source."""
    return Text(text, language(lang), direction(text))


def person_path(id_: str, up: str = "") -> str:
    """Where the page of a person stands."""
    return f"{up}p/{id_[:2]}/{id_}.html"


def _rank(prop: str) -> tuple[int, str]:
    return (_ORDER.index(prop), "") if prop in _ORDER else (len(_ORDER), prop)


def _letter(n: int) -> str:
    return chr(65 + n) if n < 26 else f"{chr(65 + n // 26 - 1)}{chr(65 + n % 26)}"
