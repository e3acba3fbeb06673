"""The whole way from a text to what it says: names, places, dates, statements, custody, positions, incidents, kin.

Everything found holds the very characters of the text; nothing is concluded that no passage says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tereze.intake.extract import dates, names, places, quotes, tellings, tokens
from tereze.intake.extract.coreference import Person, persons
from tereze.intake.extract.cues import load
from tereze.intake.extract.dates import FoundDate
from tereze.intake.extract.happenings import Custody, Incident, Position, Reader, teller
from tereze.intake.extract.names import NameSpan
from tereze.intake.extract.places import FoundPlace
from tereze.intake.extract.relations import Relation, Relations
from tereze.intake.extract.speakers import Cast
from tereze.intake.extract.statements import Finder, Said
from tereze.intake.extract.tellings import See


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one text in one language says. All places are code points of the text."""

    lang: str
    names: tuple[NameSpan, ...] = ()
    persons: tuple[Person, ...] = ()
    places: tuple[FoundPlace, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    statements: tuple[Said, ...] = ()
    custody: tuple[Custody, ...] = ()
    positions: tuple[Position, ...] = ()
    incidents: tuple[Incident, ...] = ()
    relations: tuple[Relation, ...] = ()


def extract(
    text: str, lang: str, anchor: date | None = None, own: tuple[tuple[int, int], ...] = (),
    see: See | None = tellings.seen,
) -> Extraction:  # fmt: skip
    """Read a text whose language (BCP 47) is known; `anchor` is the date of the document, `own` persons known before.

    `see` reads custody in English beside the rules; None leaves it to the rules.

    Languages without cue tables, and Kazakh or Uyghur in other scripts than their main one, give dates in figures and
    places only.
    """
    found_places = places.find(text, lang)
    found_dates = dates.narrated(text, dates.find(text, lang, anchor), anchor)
    cues = load(lang)
    if cues is None:
        return Extraction(lang, places=found_places, dates=found_dates)
    spans = names.find(text, lang, tuple((one.begin, one.end) for one in found_places), own)
    people = persons(text, spans)
    cast = Cast(text, cues, spans, people)
    quoted = quotes.find(text)
    sentences = tokens.sentences(text)
    said = Finder(text, cues, cast, quoted, sentences).find()
    reader = Reader(text, cues, cast, quotes=quoted, said=said, sentences=sentences, dates=found_dates)
    me = teller(text, cues, cast)
    kin = Relations(text, lang, cast, quotes=quoted, said=said, sentences=sentences, me=me)
    outside = tuple(one for one in found_places if not _in_person(one, people))
    return Extraction(
        lang, spans, people, outside, found_dates, tuple(said),
        tuple(reader.custody(see)), tuple(reader.positions()), tuple(reader.incidents()), tuple(kin.all()),
    )  # fmt: skip


def _in_person(place: FoundPlace, people: tuple[Person, ...]) -> bool:
    return any(begin <= place.begin and place.end <= end for person in people for begin, end in person.spans)
