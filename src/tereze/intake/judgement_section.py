"""`judgements/1`: human answers about who is who. References into other files are kept; the importer checks them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tereze.intake import fields, references
from tereze.intake.drafts import JudgementsDraft, Parsed
from tereze.intake.nodes import Node, Scalar, Section, Series, is_null, plain
from tereze.intake.page import Page, Spec, Wrong, each, fill, items, part, suggest
from tereze.model import ids
from tereze.model.judgements import Judgement, Sample
from tereze.model.value import encode

_PAIRS = ("same", "different", "unsure")
ANSWERS = (*_PAIRS, "batch", "confirm", "withdraw")
_MOST = frozenset({"tereze", "judgements"})


def _several(page: Page, node: Node, key: str) -> tuple[str, ...]:
    found: tuple[str, ...] = each(references.mention)(page, node, key)
    if len(set(found)) < 2 and len(items(node, key)) == len(found):
        raise Wrong(f"“{key}” needs two different mentions", "Write [sheet-a/key, sheet-b/key].")
    return found


def _judgement(page: Page, node: Node, key: str) -> str:
    name = fields.name(page, node, key)
    return page.refer("judgement", ids.judgement_id(page.secret, name), name, node.line)


def _batch(page: Page, node: Node, _key: str) -> dict[str, str]:
    """The rule: `between` names the sources, in one text; every other key is kept as it is written."""
    if not isinstance(node, Section):
        raise Wrong("a batch needs its rule", 'Write batch: {between: [list-a, list-b], min_score: "0.99"}.')
    rule = {}
    for key, item in node.items.items():
        if key == "between":
            for sheet in items(item, key):
                references.source(page, sheet, key)
            rule[key] = " ".join(str(plain(sheet)) for sheet in items(item, key))
        elif not is_null(item):
            rule[key] = fields.text(page, item, key)
    return rule


_SAMPLE: Spec = {
    "judged": fields.whole,
    "wrong": fields.whole,
    "seed": fields.text,
    "population": fields.whole,
}


def _sample(page: Page, node: Node, _key: str) -> Sample:
    found = part(page, node, _SAMPLE, "sample", ("judged", "wrong"))
    if found["wrong"] > found["judged"]:
        raise Wrong("more pairs were wrong than judged", "Check the two numbers.")
    return Sample(**found)


_SPEC: Spec = {
    "key": fields.name,
    **dict.fromkeys(_PAIRS, _several),
    "batch": _batch,
    "confirm": _judgement,
    "withdraw": _judgement,
    "supersedes": _judgement,
    "sample": _sample,
    "reason": fields.text,
    "evidence": each(references.evidence),
    "by": fields.filled,
    "second": fields.filled,
    "at": fields.moment,
}


def read(page: Page, node: Section) -> Iterator[Parsed]:
    """The judgements of a document, or every reason why it cannot go in."""
    for key, item in node.items.items():
        if key not in _MOST:
            page.refuse(item.line, key, f"“{key}” is not a section of judgements", suggest(key, _MOST))
    series = node.items.get("judgements")
    if not isinstance(series, Series):
        page.refuse(
            series.line if series else page.line, "judgements", "“judgements” needs a list", "Begin each with “- ”."
        )
        yield from page.problems
        return
    found = [made for item in series.items if (made := _one(page, item)) is not None]
    _unique(page, found, series)
    if page.problems:
        yield from page.problems
    else:
        records = tuple(found)
        yield JudgementsDraft(page.file, page.file, page.line, records, tuple(page.warnings), tuple(page.references))


def _unique(page: Page, found: list[Judgement], series: Series) -> None:
    seen: set[str] = set()
    for judgement in found:
        if judgement.key in seen:
            line = next(item.line for item in reversed(series.items) if _key(item) == judgement.key)
            page.refuse(line, "key", f"the key “{judgement.key}” is used twice", "Keys of judgements are unique.")
        seen |= {judgement.key} if judgement.key else set()


def _key(node: Node) -> str | None:
    given = node.items.get("key") if isinstance(node, Section) else None
    return given.value if isinstance(given, Scalar) else None


def _one(page: Page, node: Node) -> Judgement | None:
    values = fill(page, node, _SPEC, "a judgement", ("by",))
    if values is None:
        return None
    given = [answer for answer in ANSWERS if answer in values]
    if len(given) != 1:
        hint = f"Write one of {', '.join(ANSWERS)}."
        page.refuse(node.line, given[1] if given else "same", "a judgement gives exactly one answer", hint)
        return None
    return _made(page, node, values, given[0])


def _made(page: Page, node: Node, values: dict[str, Any], answer: str) -> Judgement:
    for missing in ("reason", "at"):
        if not values.get(missing):
            page.warn(node.line, missing, f"this judgement has no “{missing}”")
    parts = (values["key"],) if "key" in values else (encode(plain(node)).decode(),)
    second = (values["second"],) if "second" in values else ()
    return Judgement(
        id=ids.judgement_id(page.secret, *parts),
        answer=answer,
        at=values.get("at", page.recorded),
        reviewers=(values["by"], *second),
        reason=values.get("reason", ""),
        mentions=values.get(answer, ()) if answer in _PAIRS else (),
        evidence=values.get("evidence", ()),
        of=values.get("withdraw") or values.get("supersedes"),
        confirms=values.get("confirm"),
        key=values.get("key"),
        rule=values.get("batch"),
        sample=values.get("sample"),
    )
