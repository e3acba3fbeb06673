"""What still stands: statements after the acts on them (correct, revise, retract, refute, withdraw consent, erase)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from tereze.model.judgements import Change
from tereze.model.mentions import Statement

from .case import PersonCase

REPLACE = frozenset({"correct", "revise"})
UNSAID = frozenset({"revise", "retract", "refute"})  # the account itself changed, so its reprints fall with it


class Standing(NamedTuple):
    """A statement in force, with its standing (stands, refuted, withdrawn) and the act that gave it that.

    `first` is the id under which it was first said: other statements know it by that.
    """

    said: Statement
    standing: str = "stands"
    act: Change | None = None
    first: str = ""


class Fallen(NamedTuple):
    """A statement that no longer counts, and the act."""

    said: Statement
    act: Change


def in_force(case: PersonCase, *, release: bool = False) -> tuple[list[Standing], list[Fallen]]:
    """The statements in force and the fallen ones. In a release nothing counts whose consent was withdrawn."""
    acts = _acts(case.changes)
    mentions = {mention.id for mention in case.mentions}
    standing: list[Standing] = []
    fallen: list[Fallen] = []
    seen: set[str] = set()
    for said in (said for mention in case.mentions for said in mention.statements):
        seen.add(said.id)
        if not acts:
            standing.append(Standing(said))
            continue
        now = _follow(case, said, _of(acts, said), fallen, release=release)
        if now and now.said.about in mentions:
            standing.append(now._replace(first=said.id))
    standing += _moved_here(case, acts, seen, fallen, release=release)
    return standing, fallen


def _acts(changes: tuple[Change, ...]) -> dict[str, list[Change]]:
    acts: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        acts[change.of].append(change)
    return acts


def _order(change: Change) -> tuple[str, str]:
    return change.at, change.id


def _of(acts: dict[str, list[Change]], said: Statement) -> list[Change]:
    """The acts on a statement, on what replaced it, on its mention and on its source, in order of time."""
    found: dict[str, Change] = {}
    waiting = [said.id, said.about, said.source]
    while waiting:
        for change in acts.get(waiting.pop(), ()):
            if change.id not in found:
                found[change.id] = change
                if change.to is not None:
                    waiting.append(change.to.id)
    return sorted(found.values(), key=_order)


def _follow(
    case: PersonCase, said: Statement, acts: list[Change], fallen: list[Fallen], *, release: bool
) -> Standing | None:
    now: Standing | None = Standing(said)
    last = said
    for act in acts:
        if act.act in REPLACE:
            if act.of in {said.source, said.about} or (now is None and act.act == "correct"):
                continue  # one reading cannot replace a whole source, nor a coder bring back what was taken back
            if now:
                fallen.append(Fallen(now.said, act))
            now = Standing(_replacement(case, last, act.to)) if act.to else None
            last = now.said if now else last
        elif now is None or (act.act == "withdraw_consent" and _spared(case, act, now.said)):
            continue
        elif act.act == "refute":
            now = Standing(now.said, "refuted", act)
        elif act.act == "withdraw_consent" and act.keep_internal and not release:
            now = Standing(now.said, "withdrawn" if now.standing == "stands" else now.standing, act)
        elif act.act in {"retract", "erase", "withdraw_consent"}:
            fallen.append(Fallen(now.said, act))
            now = None
    return now


def _replacement(case: PersonCase, old: Statement, new: Statement) -> Statement:
    """The new reading; where it does not say who speaks or in which source, that has not changed."""
    source = new.source if new.source in case.sources else old.source
    return msgspec.structs.replace(new, source=source, chain=new.chain or old.chain)


def _spared(case: PersonCase, act: Change, said: Statement) -> bool:
    """Whether another's consent still covers the statement: a voice withdraws its own part, not that of others."""
    consents = [consent for consent in case.consents if consent.source == said.source and not consent.objects]
    own = any(consent.given_by == act.by and said.about in consent.covers for consent in consents)
    others = any(consent.given_by != act.by and said.about in consent.covers for consent in consents)
    known = any(consent.given_by == act.by for consent in consents)
    heads = (held.get(said.source) for held in (case.sources, case.received))  # a corrected head frees no word
    speaks = any(link.voice == act.by for link in said.chain) or any(one and one.teller == act.by for one in heads)
    return known and others and not own and not speaks


def _moved_here(
    case: PersonCase, acts: dict[str, list[Change]], seen: set[str], fallen: list[Fallen], *, release: bool
) -> Iterator[Standing]:
    """Statements that a correction moved to this person from another mention of the same source."""
    mentions = {mention.id for mention in case.mentions}
    replaced = {change.of: change for change in sorted(case.changes, key=_order) if change.act in REPLACE}
    for change in replaced.values():
        new = change.to
        if new is None or new.about not in mentions or change.of in seen or new.id in seen:
            continue
        later = [act for act in acts[change.of] if _order(act) > _order(change)]
        now = _follow(case, new, sorted([*later, *_of(acts, new)], key=_order), fallen, release=release)
        if now and now.said.about in mentions:
            yield now._replace(first=change.of)
