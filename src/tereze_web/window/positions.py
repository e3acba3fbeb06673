"""What states said: each actor's line on each topic, what contradicts what, the words used, claims with a number."""

from __future__ import annotations

from typing import Any

from tereze.actions.desk import Desk
from tereze.watch.claims import tested
from tereze.watch.contradictions import contradictions
from tereze.watch.positions import lines
from tereze.watch.terms import terms

from ..pages import page
from ..words import words
from . import claim_words, figures, filing
from .reading import gathered


def positions(request: Any, desk: Desk) -> Any:
    """Lines with their turns, contradictions with their evidence, terms with who lived under them."""
    t = words(request.language)
    found = gathered(request.office, desk)
    material = found.material
    every = lines(material)
    topics = sorted({line.topic for line in every})
    topic = request.GET.get("topic", "")
    shown = [line for line in every if topic not in topics or line.topic == topic]
    return page(
        request, "window/positions.html", lines=shown, topics=topics, topic=topic if topic in topics else "",
        contradictions=contradictions(material), terms=terms(material), figure=figures.positions(t, shown),
        done=request.GET.get("done", ""),
    )  # fmt: skip


def claims(request: Any, desk: Desk) -> Any:
    """Every claim with a number against the register."""
    t = words(request.language)
    found = gathered(request.office, desk)
    held = tested(found.material, found.traits, found.today)
    said = {one.id: (claim_words.verdict(t, one), claim_words.missing(t, one), claim_words.confirming(t, one))
            for one in held}  # fmt: skip
    return page(request, "window/claims.html", claims=held, said=said)


def new(request: Any, desk: Desk) -> Any:
    """File a position with where it was said."""
    return filing.form(request, desk, "positions")
