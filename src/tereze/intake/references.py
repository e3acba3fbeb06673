"""Readable references between files ("wire-report/teller", "interview-17/camp") into opaque ids."""

from __future__ import annotations

import re

from tereze.intake import fields
from tereze.intake.nodes import Node
from tereze.intake.page import Page, Wrong
from tereze.model import ids

_LOCAL = r"[a-z0-9_-]+(?:@[1-9]\d*)?"  # @2: the second version of a list
_SOURCE = re.compile(_LOCAL)
_MENTION = re.compile(rf"({_LOCAL})/([a-z0-9_-]+)")
_STATEMENT = re.compile(rf"({_LOCAL})/([a-z0-9_-]+(?:/[A-Za-z]+(?:/[1-9]\d*)?)?)")


def source(page: Page, node: Node, key: str) -> str:
    """A sheet of the collection."""
    written = fields.text(page, node, key)
    if _SOURCE.fullmatch(written):
        return page.refer("source", ids.source_id(page.secret, written), written, node.line)
    raise Wrong(f"“{written}” is not the id of a sheet", "Small Latin letters, digits, “_” and “-” only.")


def mention(page: Page, node: Node, key: str) -> str:
    """sheet/mention."""
    written = fields.text(page, node, key)
    match = _MENTION.fullmatch(written)
    if match is None:
        raise Wrong(f"“{written}” does not name a mention", "Write sheet/mention, such as interview-17/me.")
    return page.refer("mention", ids.mention_id(page.secret, match[1], match[2]), written, node.line)


def said(page: Page, node: Node, key: str) -> tuple[str, str, str]:
    """sheet or sheet/statement-key (an attribute: sheet/mention/property) as (id, the sheet, the rest)."""
    written = fields.text(page, node, key)
    if _SOURCE.fullmatch(written):
        return source(page, node, key), written, ""
    match = _STATEMENT.fullmatch(written)
    if match is None:
        raise Wrong(f"“{written}” names no statement and no sheet", "Write sheet/statement-key, or the sheet alone.")
    sheet, name = match[1], match[2]
    otherwise = "" if "/" in name else ids.mention_id(page.secret, sheet, name)
    made = ids.statement_id(page.secret, sheet, name)
    return page.refer("statement", made, written, node.line, otherwise), sheet, name


def evidence(page: Page, node: Node, key: str) -> str:
    """What a judgement rests on: a statement, a sheet, or words of its own."""
    written = fields.filled(page, node, key)
    if _SOURCE.fullmatch(written) or _STATEMENT.fullmatch(written):
        return said(page, node, key)[0]
    return written
