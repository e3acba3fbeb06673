"""The person view as plain text: what is known, from whom, how sure, and where people disagree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

View = dict[str, Any]
ORIGINS = {
    "firsthand": "first hand",
    "secondhand": "second hand",
    "document_origins": "documents",
    "official_origins": "officials",
}


def render(view: View) -> str:
    """The whole view. Takes the JSON document of formats/person-view.md: what is printed is what is promised."""
    return "\n".join(lines(view))


def lines(view: View) -> Iterator[str]:
    """The view, line by line."""
    names = list(dict.fromkeys(name["text"] for name in view["names"]))
    yield f"{view['number']}  {'  ·  '.join(names) or '(no name known)'}"
    last = view.get("last_known")
    if last and last.get("status"):
        when, since = last["as_of"] or "an unknown date", last["silent_since"] or "?"
        yield f"  Last known: {_words(last['status'])} as of {when}; silent since {since}"
    if view["timeline"]:
        yield "\nTimeline"
        for item in view["timeline"]:
            yield f"  {_when(item):<24} {_words(item['status']):<20} {_where(item)}{_witnesses(item)}{_terms(item)}"
    if view["facts"]:
        yield "\nFacts"
        for fact in view["facts"]:
            yield from _fact(fact)
    if view["conflicts"]:
        yield "\nWhere the accounts differ"
        for conflict in view["conflicts"]:
            sides = "  ≠  ".join(f"{value['value']}{_witnesses(value)}" for value in conflict["values"])
            yield f"  {_words(conflict['property'])}: {sides}"
    if view["relatives"]:
        yield "\nRelatives"
        for relative in view["relatives"]:
            yield f"  {relative['relation']}: {relative['person']}"
    yield f"\nMentions: {', '.join(m['source'] + '/' + m['local'] for m in view['mentions'])}"
    for dispute in view["disputes"]:
        yield f"Dispute: {dispute}"


def _fact(fact: View) -> Iterator[str]:
    support = fact["support"]
    parts = (_words(fact["property"]), str(fact["value"]), fact.get("when") or "", fact.get("where") or "")
    head = "  ".join(part for part in parts if part)
    yield f"  {head}"
    counts = [f"{support['independent_witnesses']} independent witness(es) in {support['sources']} source(s)"]
    if support["witness_floor"] != support["independent_witnesses"]:
        counts.append(f"at least {support['witness_floor']}")
    for key, label in ORIGINS.items():
        if support[key]:
            counts.append(f"{label}: {len(support[key])}")
    if support["load_bearing"]:
        counts.append(f"rests on {len(support['load_bearing'])} voice(s)")
    if support["possible"]:
        counts.append(f"{support['possible']} more possible")
    if support["sealed"]:
        counts.append(f"{support['sealed']} sealed")
    yield f"      {'; '.join(counts)}"
    if fact.get("refuted"):
        yield "      shown false"
    for key, label in (("denied_by", "denied by"), ("does_not_know", "does not know")):
        if fact.get(key):
            yield f"      {label}: {len(fact[key])}"


def _words(code: str) -> str:
    return code.replace("_", " ")


def _when(item: View) -> str:
    start, end = item.get("from") or "", item.get("to") or ""
    return start if start == end else f"{start or '?'} – {end or '?'}"


def _where(item: View) -> str:
    return f"{item['where']} " if item.get("where") else ""


def _witnesses(item: View) -> str:
    return f" [{item['independent_witnesses']}]"


def _terms(item: View) -> str:
    terms = [term if isinstance(term, str) else term.get("text", "") for term in item.get("terms", [])]
    return f"  called “{'”, “'.join(terms)}”" if terms else ""
