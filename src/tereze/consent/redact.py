"""Make a case smaller: keep what the decision covers, say it as coarsely as decided, drop the rest.

Everything kept was in the case before (as it stands after corrections), or is a coarser form of it; nothing is added.
Redacting twice gives the same as redacting once.
"""

from __future__ import annotations

from datetime import date

import msgspec

from tereze.model.mentions import Mention, Name
from tereze.weigh.case import PersonCase

from .current import current
from .decision import Decision
from .forbidden import Forbidden
from .initials import initials
from .places import Gazetteer, by_parts
from .publishable import publishable
from .said import Rule, redact_statement
from .surroundings import keep_changes, keep_consents, keep_lineage, keep_sources, keep_voices

NOBODY: frozenset[str] = frozenset()


def redact(
    case: PersonCase,
    *,
    on: date,
    purpose: str = "publication",
    named: frozenset[str] = NOBODY,
    barred: frozenset[str] = NOBODY,
    forbidden: Forbidden | None = None,
    gazetteer: Gazetteer = by_parts,
    decision: Decision | None = None,
) -> PersonCase | None:
    """The part of the case that may be shown for `purpose` on the day `on`; None when nothing may.

    named: anchors of other people who may be named (their own decision says identity "full"); everyone else is nobody
    barred: anchors of people who objected: what points to them is dropped
    forbidden: names that no free text may hold
    decision: the answer of `publishable` for this case, when the caller has it already
    """
    decision = publishable(case, purpose=purpose, on=on) if decision is None else decision
    if not decision.allowed:
        return None
    covered = frozenset(decision.mentions)
    rule = Rule(
        identity=decision.identity,
        place=decision.place,
        named=named | {case.anchor} if decision.identity == "full" else named,
        barred=barred,
        voices=case.voices,
        forbidden=forbidden or Forbidden(),
        coarsen=gazetteer,
    )
    standing = [mention for mention in current(case).mentions if mention.id in covered]
    mentions = tuple(_mention(m, rule, grounded=m.id in decision.grounded) for m in standing)
    if not any(mention.statements for mention in mentions):
        return None
    kept = frozenset(said.id for mention in mentions for said in mention.statements)
    sources = keep_sources(case, mentions, rule, decision)
    return PersonCase(
        anchor=case.anchor,
        number=case.number,
        mentions=mentions,
        sources=sources,
        voices=keep_voices(case, mentions, sources, rule),
        lineage=keep_lineage(case, sources, kept),
        changes=keep_changes(case, sources, kept),
        consents=keep_consents(case, sources, decision, purpose=purpose, on=on),
        grounds=tuple(ground for ground in case.grounds if ground.source in sources),
    )


def _mention(mention: Mention, rule: Rule, *, grounded: bool) -> Mention:
    said = [redact_statement(one, rule, grounded=grounded) for one in mention.statements]
    kept = tuple(one for one in said if one is not None)
    ids = {one.id for one in kept}
    full = rule.identity == "full"
    return Mention(
        id=mention.id,
        source=mention.source,
        local="",
        sort=mention.sort,
        named=mention.named,
        sealed=mention.sealed,
        names=_names(mention, rule),
        size=mention.size if full else "",
        description=rule.text(mention.description) if full else "",
        place=rule.place_of(mention.place),
        statements=tuple(
            one if one.after is None or one.after in ids else msgspec.structs.replace(one, after=None) for one in kept
        ),
    )


def _names(mention: Mention, rule: Rule) -> tuple[Name, ...]:
    if mention.sealed:
        return ()
    if rule.identity == "full":
        return mention.names
    if rule.identity == "initials":
        return tuple(short for name in mention.names if (short := initials(name)) is not None)
    return ()
