"""A statement's chain made whole, and the origin its knowledge comes from (docs/methods/weighing.md §2–3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tereze.model.mentions import Link, Statement
from tereze.model.sources import Source

from .case import Voice
from .view import LinkRow

FIRSTHAND, SECONDHAND, OWN_WORD = "firsthand", "secondhand", "own_word"  # humans: they count
DOCUMENT, OFFICIAL = "document", "official"  # origins of their own kind
POSSIBLE, NONE = "possible", "none"  # a human we cannot tell; nobody at all
WITNESSES = frozenset({FIRSTHAND, SECONDHAND, OWN_WORD})

PAPERS = frozenset({"list", "official_document", "court_document"})
SEEN = frozenset({"own_experience", "eyewitness"})
TOLD = frozenset({"told_by", "phone_call", "rumour"})
READ = frozenset({"document", "official_notice", "media"})
LIMITING = frozenset({"knows", "relays"})


class Chain(NamedTuple):
    """A whole chain with its voices resolved.

    links: deepest voice first; voices: ids that know or relay; channels: ids that record or publish
    kind, origin: where the knowledge comes from (`origin` is an id or the key of a document, `label` its text)
    deepest: the voice that lineage compares; sealed, unnamed: such voices among `voices`
    """

    links: tuple[LinkRow, ...]
    voices: frozenset[str]
    channels: frozenset[str]
    kind: str
    origin: str
    label: str
    deepest: Voice | None
    sealed: frozenset[str]
    unnamed: frozenset[str]


class Known:
    """Who and what the case knows: mention ids resolved under the judgements in force, sources and their editions."""

    def __init__(self, voices: Mapping[str, Voice], own: Mapping[str, Voice], sources: Mapping[str, Source]) -> None:
        self._voices = voices
        self._own = own
        self.sources = sources
        self.met: dict[str, Voice] = {}

    def of(self, mention: str) -> Voice:
        """The voice behind a mention; one that nobody described is a person of its own. `met` keeps all asked for."""
        found = self._voices.get(mention) or self._own.get(mention) or Voice(id=mention, sort="person")
        self.met[found.id] = found
        return found

    def edition(self, source: str) -> str:
        """The first version of a list: all its versions are one paper."""
        seen: set[str] = set()
        while source not in seen and source in self.sources and self.sources[source].version_of:
            seen.add(source)
            source = self.sources[source].version_of or source
        return min(seen) if source in seen else source

    def local(self, source: str) -> str:
        """The id of a source in its collection."""
        found = self.sources.get(source)
        return (found.local or source) if found else source


def chain_of(said: Statement, source: Source, known: Known) -> Chain:
    """The whole chain of a statement: the teller added, the voices resolved, the origin found."""
    raw = _completed(said, source, known)
    resolved = [(link, known.of(link.voice)) for link in raw]
    limiting = [(link, voice) for link, voice in resolved if link.role in LIMITING]
    kind, origin, label = _origin(said, source, known, limiting or resolved)
    ids = frozenset(voice.id for _, voice in limiting)
    return Chain(
        links=tuple(LinkRow(voice=voice.id, role=link.role, basis=link.basis) for link, voice in resolved),
        voices=ids,
        channels=_channels(source, known, resolved) - ids,
        kind=kind,
        origin=origin,
        label=label,
        deepest=limiting[0][1] if limiting else None,
        sealed=frozenset(voice.id for _, voice in limiting if voice.sealed),
        unnamed=frozenset(voice.id for _, voice in limiting if _unnamed(voice)),
    )


def _unnamed(voice: Voice) -> bool:
    return voice.sort in {"person", "group"} and not voice.named and not voice.sealed


def _completed(said: Statement, source: Source, known: Known) -> tuple[Link, ...]:
    teller = source.teller
    if teller is None:
        return said.chain
    who = known.of(teller).id
    if said.chain:
        if any(_is_teller(link, teller, known) for link in said.chain):
            return said.chain
        return (*said.chain, Link(voice=teller, role="relays", basis="told_by"))
    if is_paper(source):
        return (Link(voice=teller, role="relays", basis="document"),)
    basis = "own_experience" if known.of(said.about).id == who else "unknown"
    return (Link(voice=teller, role="knows", basis=basis),)


def _is_teller(link: Link, teller: str, known: Known) -> bool:
    """Whether the coder put the teller here, or the judgements find the teller speaking here under another mention.

    Somebody who only records is not taken for the teller by a judgement alone: merging two people must not free a chain
    of one of them.
    """
    return link.voice == teller or (link.role in LIMITING and known.of(link.voice).id == known.of(teller).id)


def is_paper(source: Source) -> bool:
    """Whether the source is a document in itself: a list, a paper of an office or court, an extract of a database."""
    return source.sort in PAPERS or source.system_of_record is not None


def _channels(source: Source, known: Known, resolved: list[tuple[Link, Voice]]) -> frozenset[str]:
    found = [voice.id for link, voice in resolved if link.role not in LIMITING]
    told = source.told
    aside = (*source.authors, source.publisher, told.to if told else None, told.interpreter if told else None)
    return frozenset([*found, *(known.of(mention).id for mention in aside if mention)])


def _origin(said: Statement, source: Source, known: Known, links: list[tuple[Link, Voice]]) -> tuple[str, str, str]:
    """Kind, key and text of the origin. `links` are those that know or relay, or all where none does."""
    if not links or _paper_speaks(said, source, links):
        return _source_itself(source, known)
    first, voice = links[0]
    if first.basis == "document":
        return _paper(source, known) if is_paper(source) else (DOCUMENT, voice.id, voice.id)
    if first.basis == "official_notice":
        return OFFICIAL, voice.id, voice.id
    if first.basis == "media":
        return POSSIBLE, "", ""
    if first.role not in LIMITING:
        return (POSSIBLE, "", "") if first.basis in TOLD else _source_itself(source, known)
    speaks = first.basis not in SEEN or first.voice in {source.teller, source.publisher}
    if source.sort == "official_statement" and speaks:
        return OFFICIAL, voice.id, voice.id
    return _human(links)


def _human(links: list[tuple[Link, Voice]]) -> tuple[str, str, str]:
    """The first voice we can tell apart, and whether someone we do not know told it."""
    for place, (link, voice) in enumerate(links):
        if place and link.basis in READ:
            break  # it read what an unknown voice had said: it holds the paper, it was not told
        if voice.sort == "person" and (voice.named or voice.sealed):
            if place or link.role == "relays" or link.basis in TOLD:
                return SECONDHAND, voice.id, voice.id
            return (FIRSTHAND if link.basis in SEEN else OWN_WORD), voice.id, voice.id
        organ = voice.sort not in {"person", "group"}
        if organ and not place and link.role == "knows" and link.basis not in TOLD:
            return OFFICIAL, voice.id, voice.id
    return POSSIBLE, "", ""


def _paper_speaks(said: Statement, source: Source, links: list[tuple[Link, Voice]]) -> bool:
    """Whether a teller merely brought the paper: what is read off it, not told, is the paper's word."""
    link = links[0][0]
    return (
        said.attribute
        and len(links) == 1
        and link.basis == "unknown"
        and link.voice == source.teller
        and (is_paper(source))
    )


def _source_itself(source: Source, known: Known) -> tuple[str, str, str]:
    if is_paper(source):
        return _paper(source, known)
    if source.sort == "official_statement":
        organ = known.of(source.publisher).id if source.publisher else source.local or source.id
        return OFFICIAL, organ, organ
    return NONE, "", ""


def _paper(source: Source, known: Known) -> tuple[str, str, str]:
    """Two leaks of one database are one origin, whatever they are called."""
    if source.system_of_record is not None:
        text = " ".join(source.system_of_record.split())
        return DOCUMENT, "system of record: " + text.casefold(), text
    edition = known.edition(source.id)
    return DOCUMENT, "source: " + edition, known.local(edition)
