"""Write docs/reference.md from the program itself: commands, settings, errors, exit codes and the vocabularies.

`python tools/make_reference.py --check` says whether the page is up to date (a test runs it).
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click

import tereze
from tereze import settings
from tereze.cli.main import COMMANDS, cli
from tereze.model import vocabulary
from tereze.model.errors import TerezeError

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference.md"
EXIT_CODES = {
    0: "all went well; also where there was nothing new to do, such as merging a replica that is known already",
    1: "a check found something wrong",
    2: "wrong use",
    3: "some items were refused; the others went in",
    4: "not found, or not yours to see",
    5: "several answers fit",
    6: "not allowed",
    7: "a key or passphrase is missing or wrong",
    8: "damage or tampering",
    9: "the machine failed: disk full, no permission, file gone",
    10: "interrupted; what was accepted is kept",
    141: "whoever read the output went away (`| head`); nothing is wrong",
}
GROUPS = (
    "source_kind", "mention_kind", "role", "basis", "stance", "phase", "capacity", "purpose", "identity", "place_level",
    "ground_kind", "position_stance", "assessment_kind", "direction", "factor", "incident_kind", "intervention_kind",
    "inquiry_answer", "change_act", "tier",
)  # fmt: skip


def page() -> str:
    """The whole page."""
    parts = ["# Reference\n\nWritten by `tools/make_reference.py` from the program itself; a test keeps it true.\n"]
    parts += ["## Commands\n", *_commands()]
    parts += ["## Exit codes\n", "| code | meaning |\n|---|---|"]
    parts += ["\n".join(f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items()) + "\n"]
    parts += [
        "## Settings\n",
        "Read once from the environment; a mistyped name stops the start.\n\n| name | meaning |\n|---|---|",
    ]
    parts += ["\n".join(f"| `{name}` | {meaning} |" for name, meaning in settings.KNOWN.items()) + "\n"]
    parts += ["## Vocabularies\n", *_vocabularies()]
    parts += ["## Errors\n", "| error | exit code | says | hint |\n|---|---|---|---|", "\n".join(_errors())]
    return "\n".join(parts).rstrip() + "\n"


def _commands() -> Iterator[str]:
    context = click.Context(cli, info_name="tereze", **cli.context_settings)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        if command is None:
            raise SystemExit(f"no command {name}")
        yield from _help(command, click.Context(command, info_name=name, parent=context), "###")


def _help(command: click.Command, context: click.Context, level: str) -> Iterator[str]:
    yield f"{level} `{context.command_path}`\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from _help(below, click.Context(below, info_name=name, parent=context), level + "#")


def _vocabularies() -> Iterator[str]:
    yield "**custody** by facet:\n"
    facets: dict[str, list[str]] = {}
    for status, facet in vocabulary.facets().items():
        facets.setdefault(facet, []).append(status)
    yield (
        "\n".join(f"- {facet}: {' '.join(f'`{status}`' for status in found)}" for facet, found in facets.items()) + "\n"
    )
    for group in ("property", *GROUPS):
        more = " (open: others are kept, with a warning)" if vocabulary.open_words(group) else ""
        yield f"**{group}**{more}: {' '.join(f'`{word}`' for word in sorted(vocabulary.words(group)))}\n"


def _errors() -> Iterator[str]:
    for module in pkgutil.walk_packages(tereze.__path__, "tereze."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    ours = (kind for kind in _family(TerezeError) if kind.__module__.startswith("tereze."))
    for kind in sorted(ours, key=lambda kind: (kind.__name__, kind.__module__)):
        message, hint = (text.replace("|", "\\|").replace("\n", " ") for text in (kind.message, kind.hint))
        yield f"| {kind.__name__} | {kind.exit_code} | {message} | {hint} |"


def _family(kind: type[TerezeError]) -> set[type[TerezeError]]:
    below = set(kind.__subclasses__())
    return below.union(*(_family(one) for one in below))


def main() -> int:
    """Write the page, or with --check return 1 when it is out of date."""
    made = page()
    if "--check" in sys.argv[1:]:
        return int(PAGE.read_text("utf-8") != made)
    PAGE.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
