"""The timeline: one lane per facet, folded from the claims about custody; and the last thing known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tereze.model.vocabulary import facets

from .claims import Claim
from .items import Item as Weighed
from .periods import facet_of, stated
from .places import Places, words_of
from .support import Counter, sources
from .view import Item

RELEASED = "released"
GOES_ON = frozenset({"began", "continuing"})  # phases that state no end


def timeline(claims: Sequence[Claim], counter: Counter, places: Places) -> tuple[Item, ...]:
    """The items of all lanes. Claims of one status whose periods overlap and whose places fit are one item."""
    held = [claim for claim in claims if claim.prop == "custody" and claim.supporting]
    by_status: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in held:
        by_status[claim.key[0]].append(claim)
    groups = [group for status in sorted(by_status) for group in _merged(by_status[status], places)]
    groups.sort(key=_order)
    return tuple(_item(group, held, counter) for group in groups)


def _order(group: Sequence[Claim]) -> tuple[object, ...]:
    first = min(group, key=lambda claim: claim.span.period)
    return lane(first.facet), first.span.period, first.key, first.where, first.facility


def lane(facet: str | None) -> int:
    """The place of a facet among the lanes; a status outside the vocabulary comes last."""
    lanes = list(dict.fromkeys(facets().values()))
    return lanes.index(facet) if facet in lanes else len(lanes)


def _merged(claims: Iterable[Claim], places: Places) -> list[list[Claim]]:
    """Dated claims join, in order of time, what they overlap; an undated one joins the first it fits, bridging none."""
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda claim: (not claim.span.dated, claim.span.period, claim.where)):
        for group in groups:
            touching = any(claim.span.period.meets(other.span.period) for other in group if other.span.dated)
            undated = not claim.span.dated or not group[0].span.dated
            if (touching or undated) and all(_fit(claim, other, places) for other in group):
                group.append(claim)
                break
        else:
            groups.append([claim])
    return groups


def _fit(one: Claim, other: Claim, places: Places) -> bool:
    if one.facility and other.facility and one.facility != other.facility:
        return False
    return places.related(one.where, other.where)


def _item(group: Sequence[Claim], held: Sequence[Claim], counter: Counter) -> Item:
    items = union(group)
    found = counter.tally(items)
    end, ended_by = _end(group, held)
    return Item(
        status=group[0].value,
        facet=group[0].facet,
        begin=_begin(group),
        end=end,
        ended_by=ended_by,
        where=max((claim.where for claim in group), key=lambda where: (len(words_of(where)), where)),
        facility=max(claim.facility for claim in group) or None,
        independent_witnesses=found.witnesses,
        exact=found.exact,
        terms=tuple(sorted({item.said.term.text for item in items if item.said.term})),
        phases=tuple(sorted({item.said.phase for claim in group for item in claim.stating if item.said.phase})),
        sources=sources(items),
        document_origins=len(found.documents),
        official_origins=len(found.officials),
        statements=tuple(item.said.id for item in items),
    )


def union(claims: Iterable[Claim]) -> list[Weighed]:
    """The supporting items of several claims, each once, in order."""
    found = {item.said.id: item for claim in claims for item in claim.supporting}
    return sorted(found.values(), key=lambda item: (item.source.local, item.said.id))


def _begin(group: Sequence[Claim]) -> str | None:
    dated = [claim.span for claim in group if claim.span.dated]
    if not dated:
        return None
    return min(dated, key=lambda span: (span.period.begin_first, span.period.begin_last)).begin


def _end(group: Sequence[Claim], held: Sequence[Claim]) -> tuple[str | None, str | None]:
    """The latest bound; a release, where a holding item has no end of its own."""
    dated = [claim for claim in group if claim.span.dated]
    latest = max(
        (claim.span for claim in dated), key=lambda span: (span.period.end_last, span.period.end_first), default=None
    )
    bound = latest.end if latest else None
    if any(_ends_itself(item) for claim in group for item in claim.stating):
        return bound, None
    begun = any(item.said.phase == "began" for claim in dated for item in claim.stating)
    release = _release(group, held)
    if release is None or (begun and bound is not None and bound != release):
        return bound, None
    return release, RELEASED


def _ends_itself(item: Weighed) -> bool:
    return item.said.phase not in GOES_ON and stated(item.said.when).end is not None


def _release(group: Sequence[Claim], held: Sequence[Claim]) -> str | None:
    if group[0].facet != facet_of(RELEASED) or group[0].key[0] == RELEASED:
        return None
    starts = [claim.span.period.begin_first for claim in group if claim.span.dated]
    fitting = [
        claim.span
        for claim in held
        if claim.key[0] == RELEASED and claim.span.dated and (not starts or claim.span.period.begin_last >= min(starts))
    ]
    return min(fitting, key=lambda span: span.period).begin if fitting else None
