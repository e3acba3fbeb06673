"""Lists of people in CSV, TSV, XLSX, ODS and JSON, read by a reviewed mapping: one source however many rows it has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tereze.intake import cells, mapping, sheet
from tereze.intake.drafts import Parsed, Refusal
from tereze.intake.nodes import Node, Scalar, Section, Series
from tereze.intake.page import Page
from tereze.intake.plan import Mapping


def read(
    path: Path,
    plan: Path | Mapping,
    *,
    secret: bytes,
    recorded: str,
    local: str = "",
    root: Path | None = None,
    version: int = 1,
) -> Iterator[Parsed]:
    """A table without a sheet: first the `SheetDraft` of the list, from the mapping's `list`, then its rows.

    Rows come as `RowsDraft`s in batches, refused rows as `Refusal`s with `row` set; remarks about the whole table come
    with the last batch. `local` names the source (left out: `list.id`, else the file's name). Joined tables must lie
    under `root` (left out: the table's folder). A `version` from 2 up names a newer version of the list (`ruvte@2`).
    Raises `SheetMissing` when there is no mapping.
    """
    found = plan if isinstance(plan, Mapping) else mapping.read(plan)
    if isinstance(found, list):
        yield from found
        return
    page = Page(str(path), secret, recorded, path, root or path.resolve().parent)
    if not path.is_file():
        yield Refusal(str(path), 1, "table", f"there is no file “{path.name}”", "Check the path.")
        return
    node = _sheet(path, found, local)
    page.versions = {name: version for name in (local, _written_id(node)) if name}
    yield from sheet.read(page, node, (path, path.name, found))


def _written_id(node: Section) -> str:
    source = node.items["source"]
    found = source.items["id"] if isinstance(source, Section) else None
    return found.value if isinstance(found, Scalar) else ""


def _sheet(path: Path, plan: Mapping, local: str) -> Section:
    """The mapping's `list` as the sheet it stands for; its publisher, a name there, becomes a mention."""
    source, mentions, made = Section(1), Section(1), Section(1)
    given = {key: node for key, node in plan.meta.items() if not _is_empty(node)}
    source.items = {"id": _text(cells.key(path.stem) or "list"), "kind": _text("list"), **given}
    if local:
        source.items["id"] = _text(local)
    publisher = source.items.get("publisher")
    if isinstance(publisher, Scalar) and publisher.value:
        mentions.items["publisher"] = _organisation(publisher, plan.language)
        source.items["publisher"] = _text("publisher")
    made.items = {"tereze": _text("source/1"), "source": source, "mentions": mentions}
    return made


def _organisation(name: Scalar, language: str | None) -> Node:
    """{kind: organization, names: [{text, lang}]}."""
    one, names, made = Section(name.line), Series(name.line), Section(name.line)
    one.items["text"] = _text(name.value)
    if language:
        one.items["lang"] = _text(language)
    names.items.append(one)
    made.items = {"kind": _text("organization"), "names": names}
    return made


def _is_empty(node: Node) -> bool:
    """Whether a proposed line was left as it was proposed: an empty text."""
    return isinstance(node, Scalar) and not node.value.strip()


def _text(value: str) -> Scalar:
    return Scalar(value, 1, plain=False)
