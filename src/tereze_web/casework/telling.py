"""Put a person view into the words of the office: as the published pages tell it, but with everything, and numbers.

The published `Teller` decides how values, dates and chains are said; here voices lead to their persons, sources to
their pages, and each fact carries the sentences of `weigh.explain`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from msgspec.structs import replace

from tereze import weigh
from tereze.actions.person_steps import Step
from tereze.model.events import Intervention
from tereze.publish.person import Published
from tereze.publish.saydate import say_date
from tereze.publish.tell import Teller, Text, Told
from tereze.publish.writing import direction
from tereze.weigh.case import PersonCase
from tereze.weigh.explain import Sentence, explain
from tereze.weigh.view import Fact, NameRow, PersonView, VoiceRow

from ..words import Words
from .chain_figure import ChainFigure, Ids, chain_figure


@dataclass(slots=True)
class Explained(Told):
    """A fact in words, with why it is believed, sentence by sentence."""

    sentences: tuple[str, ...] = ()
    graph: ChainFigure | None = None


class OfficeTeller(Teller):
    """One person in one language, for people who may read everything the desk can open."""

    def __init__(self, case: PersonCase, t: Words) -> None:
        self.view: PersonView = weigh.person_view(case)
        self.words = t
        self._sentences: dict[int, tuple[Sentence, ...]] = {
            id(self.view.facts[one.fact]): one.sentences for one in explain(self.view)
        }
        self._called_by = {mention: voice.label for mention, voice in case.voices.items() if not voice.sealed}
        self._said_in = {row.id: row.source for fact in self.view.facts for row in fact.support.statements}
        sources = {source.local: source for source in case.sources.values()}
        voices = {voice.id: voice for voice in self.view.voices}
        super().__init__(Published(self.view.anchor, "full", self.view, sources, voices, ""), t, "")

    def title(self) -> Text:
        """What to call the person; the number where no name is known or may be shown."""
        return super().title() if self.view.names else Text(self.view.number, "", "ltr")

    def voice(self, id_: str) -> Text:
        """A voice: the person it is, with the way there; "protected" where it is sealed."""
        if id_ == self.view.anchor:
            return Text(self.t("voice.self"), "", self.t.dir)
        known = self.person.voices.get(id_)
        if known is None:
            return self.source(id_) if id_ in self.person.sources else Text(id_, "", "ltr")
        return self._called(known)

    def source(self, id_: str) -> Text:
        """A source by its id in the collection, with the way to its page."""
        return Text(id_, "", "ltr", f"/sources/{id_}/" if id_ in self.person.sources else "")

    def voice_or_nobody(self, reference: str) -> Text:
        """A relative by register number or id."""
        for voice in self.person.voices.values():
            if reference in {voice.id, voice.number}:
                return self._called(voice)
        return Text(reference, "", "ltr", f"/people/{reference}/" if reference.startswith("T-") else "")

    def source_lines(self) -> Iterator[tuple[Text, str, str]]:
        """(way to the source, its kind, its title) of each source that speaks of the person."""
        for local in sorted({mention.source for mention in self.view.mentions}):
            source = self.person.sources.get(local)
            if source is not None:
                yield self.source(local), self.t.word("source_kind", source.sort), source.title

    def names(self) -> tuple[NameRow, ...]:
        """The names with the sources that use them."""
        return self.view.names

    def _called(self, voice: VoiceRow) -> Text:
        href = f"/people/{voice.number}/" if voice.number and voice.sort == "person" else ""
        if voice.sealed:
            return Text(self.words("voice.protected"), "", self.t.dir, href)
        label = voice.label if voice.label and voice.named else self.words("voice.unnamed")
        return Text(label, "", direction(label), href)

    def _notes(self, fact: Fact) -> list[Text]:
        """Who used a term is said by name where there is one; the id that stands in the view says nothing to people."""
        used = tuple(replace(term, used_by=self._called_by.get(term.used_by or "") or None) for term in fact.terms_used)
        return super()._notes(replace(fact, terms_used=used))

    def _readable(self, sentence: Sentence) -> Sentence:
        """A reprint names the statement it repeats by its id: people are told the source that says it."""
        of = self._said_in.get(str(sentence.values.get("of", "")))
        return replace(sentence, values={**sentence.values, "of": of}) if of else sentence

    def _fact(self, fact: Fact) -> Explained:
        told = super()._fact(fact)
        sentences = tuple(self.words.explain(self._readable(one)) for one in self._sentences.get(id(fact), ()))
        kept = {field.name: getattr(told, field.name) for field in fields(told)}
        if fact.property == "photograph":  # the digest of a file says nothing to people
            kept["value"] = Text(self.words("portrait.file"), "", self.t.dir)
        return Explained(**kept, sentences=sentences, graph=self._graph(fact))

    def _graph(self, fact: Fact) -> ChainFigure | None:
        """From the witnesses to the papers; the same in the direction of the language."""
        rows, bearing = fact.support.statements, fact.support.load_bearing
        return chain_figure(rows, self._node, bearing, rtl=self.t.dir == "rtl")

    def _node(self, one: Ids) -> str:
        return self.voice(one[1]).text if one[0] == "voice" else one[1]

    # --- steps --------------------------------------------------------------------------------------------------
    def step(self, step: Step) -> tuple[str, str, str, Text]:
        """(when, what was done, the answer, the source) of one step taken for the person."""
        record = step.record
        what = self.t.word("intervention", record.sort) if isinstance(record, Intervention) else self.t("step.inquiry")
        answer = self.t.word("inquiry_answer", record.answer) if record.answer else ""
        due = record.due if isinstance(record, Intervention) and not record.answer else ""
        late = self.t("step.due", date=say_date(due, self.t.code)) if due else ""
        return say_date(step.when, self.t.code), what, answer or late, self.source(step.source.local)
