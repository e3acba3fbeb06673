"""`change/1`: what became of what was said. Six acts, each naming a statement or a sheet that another file brought."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from tereze.intake import fields, references, statement_section
from tereze.intake.drafts import ChangesDraft, Parsed
from tereze.intake.nodes import Node, Scalar, Section, Series, is_null, plain
from tereze.intake.page import Page, Reader, Spec, fill, suggest
from tereze.model import ids
from tereze.model.judgements import Change
from tereze.model.mentions import Statement
from tereze.model.value import encode
from tereze.model.vocabulary import words

_MOST = frozenset({"tereze", "changes"})
_NEW = ("correct", "revise")
_OF_STATEMENTS = (*_NEW, "retract", "refute")


def _as_given(_page: Page, node: Node, _key: str) -> Node:
    return node


def _spec() -> Spec:
    acts: dict[str, Reader] = dict.fromkeys(words("change_act"), references.said)
    return {
        **acts,
        "by": fields.filled,
        "at": fields.moment,
        "reason": fields.text,
        "to": _as_given,
        "keep_internal": fields.yes,
    }


def read(page: Page, node: Section) -> Iterator[Parsed]:
    """The changes of a document, or every reason why it cannot go in."""
    for key, item in node.items.items():
        if key not in _MOST:
            page.refuse(item.line, key, f"“{key}” is not a section of changes", suggest(key, _MOST))
    series = node.items.get("changes")
    if not isinstance(series, Series):
        page.refuse(series.line if series else page.line, "changes", "“changes” needs a list", "Begin each with “- ”.")
        yield from page.problems
        return
    speakers: dict[str, str] = {}
    made = [change for item in series.items if (change := _one(page, item, speakers)) is not None]
    if page.problems:
        yield from page.problems
        return
    warnings, known = tuple(page.warnings), tuple(page.references)
    yield ChangesDraft(page.file, page.file, page.line, tuple(made), warnings, known, speakers)


def _one(page: Page, node: Node, speakers: dict[str, str]) -> Change | None:
    node = _short(node)
    values = fill(page, node, _spec(), "a change", ("by",))
    if values is None or not isinstance(node, Section):
        return None
    given = [act for act in sorted(words("change_act")) if act in values]
    if len(given) != 1:
        hint = f"Write one of {', '.join(sorted(words('change_act')))}."
        page.refuse(node.line, given[1] if given else "retract", "a change is exactly one act", hint)
        return None
    act = given[0]
    of, sheet, name = values[act]
    if not _fits(page, node, act, name):
        return None
    made = ids.change_id(page.secret, act, of, encode(plain(node)).decode())
    new = _new_statement(page, node, sheet, made) if act in _NEW else None
    if act in _NEW and new is None:
        return None
    if fields.KEY.fullmatch(values["by"]):
        speakers[made] = ids.mention_id(page.secret, sheet, values["by"])
    return _made(page, node, values, act=act, id=made, of=of, source=ids.source_id(page.secret, sheet), to=new)


def _short(node: Node) -> Node:
    """`{act: retract, of: sheet/key}` as the short form `{retract: sheet/key}`."""
    act = node.items.get("act") if isinstance(node, Section) else None
    if not isinstance(node, Section) or not isinstance(act, Scalar) or "of" not in node.items:
        return node
    made = Section(node.line)
    made.items = {key: item for key, item in node.items.items() if key not in {"act", "of"}}
    made.items[act.value] = node.items["of"]
    return made


def _fits(page: Page, node: Section, act: str, name: str) -> bool:
    """Whether the act is about a thing it can be about, and brings what it must bring."""
    line, before = node.items[act].line, len(page.problems)
    if act in _OF_STATEMENTS and not name and act in _NEW:
        page.refuse(line, act, f"“{act}” is about one statement", "Write sheet/statement-key.")
    if act == "withdraw_consent" and name:
        page.refuse(line, act, "a consent belongs to a whole sheet", "Write the sheet alone.")
    has_new = "to" in node.items and not is_null(node.items["to"])
    if act in _NEW and not has_new:
        page.refuse(line, "to", f"“{act}” needs the new statement", "Write to: {about: …, property: …, value: …}.")
    if act not in _NEW and has_new:
        page.refuse(node.items["to"].line, "to", f"“{act}” brings no new statement", "Use correct or revise.")
    return len(page.problems) == before


def _new_statement(page: Page, node: Section, sheet: str, change: str) -> Statement | None:
    """The statement of `to`, spoken inside the sheet it changes; its id is the change's own."""
    inner = Page(page.file, page.secret, page.recorded, local=sheet, open_mentions=True)
    inner.source = ids.source_id(page.secret, sheet)
    inner.problems, inner.warnings, inner.references = page.problems, page.warnings, page.references
    made = statement_section.read(inner, node.items["to"], "")
    if made is None:
        return None
    return msgspec.structs.replace(made, id=ids.statement_id(page.secret, sheet, f"/{change}"))


def _made(page: Page, node: Section, values: dict[str, Any], **own: Any) -> Change:
    if "at" not in values:
        page.warn(node.line, "at", "this change has no “at”")
    kept = {key: values[key] for key in ("by", "reason", "keep_internal") if key in values}
    return Change(at=values.get("at", page.recorded), **own, **kept)
