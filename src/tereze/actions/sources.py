"""One source with all that hangs on it, for whoever reads it beside its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from tereze.intake import encodings
from tereze.model.errors import KeyProblem, NotFound
from tereze.model.mentions import Mention
from tereze.model.sources import Consent, Evidence, Source

from . import auditing
from .desk import Desk
from .reading import label_of

MOST_TEXT = 1 << 20  # bytes of one text shown on a screen


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of evidence: its text where it is plain text that may be shown here, else empty and why.

    why: "" shown; "sealed" it may name someone who is protected; "kind" it is no plain text; "gone" its key is gone
    """

    evidence: Evidence
    text: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class SourceCase:
    """A source, whom it speaks of (with their statements), its consents and its evidence."""

    source: Source
    mentions: tuple[Mention, ...]
    consents: tuple[Consent, ...]
    texts: tuple[Text, ...]
    numbers: dict[str, str]  # mention id → register number of the person
    labels: dict[str, str]  # mention id → what to call it; empty for a sealed one
    withheld: int  # entries that only custodians may open


def source_case(desk: Desk, local: str) -> SourceCase:
    """The source called `local` in the collection. Raises `NotFound`."""
    desk.must("read")
    index = desk.register.index
    source = index.source_by_local(local)
    if source is None:
        raise NotFound(local)
    auditing.looked(desk, auditing.SOURCE, source.id)
    mentions = cast("tuple[Mention, ...]", index.of_source(source.id, "mention"))
    anchors = index.person_of([mention.id for mention in mentions])
    numbers = index.number_of(sorted(set(anchors.values())))
    evidence = cast("tuple[Evidence, ...]", index.of_source(source.id, "evidence"))
    withheld = index.unopened([mention.id for mention in mentions])
    hidden = withheld > 0 or any(mention.sealed for mention in mentions)
    return SourceCase(
        source=source,
        mentions=mentions,
        consents=cast("tuple[Consent, ...]", index.of_source(source.id, "consent")),
        texts=tuple(_text(desk, one, hidden=hidden) for one in evidence),
        numbers={mention: numbers[anchor] for mention, anchor in anchors.items() if anchor in numbers},
        labels={mention.id: label_of(mention) for mention in mentions},
        withheld=withheld,
    )


def _text(desk: Desk, evidence: Evidence, *, hidden: bool) -> Text:
    """The text of a file. Of a source with a sealed voice no text is shown: it may hold the very name."""
    if hidden:
        return Text(evidence, why="sealed")
    if not evidence.media_type.startswith("text/plain") or evidence.size > MOST_TEXT:
        return Text(evidence, why="kind")
    try:  # decoded as it was when places in it were counted
        return Text(evidence, encodings.decode(b"".join(desk.register.vault.open(evidence.blob))))
    except KeyProblem:
        return Text(evidence, why="gone")
