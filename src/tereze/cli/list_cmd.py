"""`tereze list KIND`: persons, sources, positions, claims, incidents and the other lists."""

from __future__ import annotations

from typing import Any

import click

from tereze.actions import lists
from tereze.settings import Settings

from .common import open_desk, register_options, show_json


@click.command("list")
@click.argument("kind", type=click.Choice(lists.KINDS))
@click.option("--limit", type=click.IntRange(min=1), help="How many items at the most.")
@register_options
def command(kind: str, limit: int | None, where: Settings, as_json: bool) -> None:
    """List everything of one KIND."""
    with open_desk(where) as desk:
        items = lists.items(desk, kind)
        chosen = [item for _, item in zip(range(limit), items, strict=False)] if limit else list(items)
    if as_json:
        show_json({"tereze": "list/1", "kind": kind, "items": chosen})
        return
    for item in chosen:
        click.echo(line(item))
    click.echo(f"{len(chosen)} {kind}", err=True)


def line(item: dict[str, Any]) -> str:
    """One item on one line: what identifies it first, then what it says."""
    first = item.get("number") if isinstance(item.get("number"), str) else item.get("key") or item.get("id") or ""
    if "mentions" in item and isinstance(item["mentions"], list):
        first = "  ~  ".join(item["mentions"])
    if "sources" in item and isinstance(item["sources"], list):
        first = "  ~  ".join(item["sources"]) + "  (reprint?)"
    shown = [
        f"{key}: {', '.join(map(str, value)) if isinstance(value, list) else value}"
        for key, value in item.items()
        if key not in {"id", "ids", "key", "number", "mentions", "words", "reasons", "said_by", "digest", "recorded"}
        and value not in ("", None, [], ())
        and not isinstance(value[0] if isinstance(value, list) else value, dict)
    ]
    reasons = [reason["why"] for reason in item.get("reasons", []) if isinstance(reason, dict)]
    return "  ".join([str(first), *shown, *([f"— {'; '.join(reasons)}"] if reasons else [])])
