"""What states said: each actor's line on each topic, what contradicts what, the words used, claims with a number."""

from __future__ import annotations

from typing import Any, NamedTuple

from tereze.actions.desk import Desk
from tereze.actions.watching_events import events
from tereze.actions.watching_gather import Gathered
from tereze.watch.claims import ClaimTest, tested
from tereze.watch.contradictions import Contradiction, contradictions
from tereze.watch.positions import lines
from tereze.watch.terms import Term, terms

from ..pages import page
from ..words import words
from . import claim_words, figures, filing
from .reading import shown as counted_of


class Against(NamedTuple):
    """What positions are held against in the register: contradictions, and terms with who lived under them."""

    contradictions: tuple[Contradiction, ...]
    terms: tuple[Term, ...]


def _against(found: Gathered) -> Against:
    return Against(contradictions(found.material), terms(found.material))


def _tested(found: Gathered) -> tuple[ClaimTest, ...]:
    return tuple(tested(found.material, found.traits, found.today))


def positions(request: Any, desk: Desk) -> Any:
    """Lines with their turns, contradictions with their evidence, terms with who lived under them."""
    t = words(request.language)
    every = lines(events(desk).material)
    topics = sorted({line.topic for line in every})
    topic = request.GET.get("topic", "")
    shown = [line for line in every if topic not in topics or line.topic == topic]
    return page(
        request, "window/positions.html", lines=shown, topics=topics, topic=topic if topic in topics else "",
        counted=counted_of(request.office, desk, ("positions",), _against), figure=figures.positions(t, shown),
        done=request.GET.get("done", ""),
    )  # fmt: skip


def claims(request: Any, desk: Desk) -> Any:
    """Every claim with a number against the register."""
    t = words(request.language)
    counted = counted_of(request.office, desk, ("claims",), _tested)
    held = counted.value or ()
    said = {one.id: (claim_words.verdict(t, one), claim_words.missing(t, one), claim_words.confirming(t, one))
            for one in held}  # fmt: skip
    return page(request, "window/claims.html", counted=counted, claims=held, said=said)


def new(request: Any, desk: Desk) -> Any:
    """File a position with where it was said."""
    return filing.form(request, desk, "positions")
