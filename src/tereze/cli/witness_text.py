"""A sealed witness in words, for the terminal of a custodian. Nothing here is written anywhere."""

from __future__ import annotations

from typing import Any

from tereze.model.mentions import Mention


def render(mention: Mention) -> str:
    """One opened mention: its names, its description and what was sealed with it, one line each."""
    lines = [f"{mention.local}: {', '.join(name.text for name in mention.names) or '(no name)'}"]
    lines += [f"  {text}" for text in (mention.description, mention.place) if text]
    for said in mention.statements:
        when = f" ({said.when})" if said.when else ""
        lines.append(f"  {said.property}: {said.value}{when}")
        lines += [f"    “{spoken.text}”" for spoken in said.words]
    return "\n".join(lines)


def plain(mention: Mention) -> dict[str, Any]:
    """The same for a program that draws on the terminal."""
    return {
        "mention": mention.local,
        "names": [name.text for name in mention.names],
        "description": mention.description,
        "place": mention.place,
        "statements": [
            {"property": said.property, "value": said.value, "when": said.when, "words": [w.text for w in said.words]}
            for said in mention.statements
        ],
    }
