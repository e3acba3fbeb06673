"""No verb shows people without leaving a note. Read from the code itself, so that a verb added tomorrow is met too.

Every public function of `tereze.actions` that asks for one of the rights to look must call `auditing.looked` or
`auditing.searched`, or stand in the table below with its reason.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import tereze.actions

LOOKING = {"read", "browse", "search", "view"}
NOTED = {"looked", "searched"}
WITHOUT = {
    ("approving", "releases"): "what is public already",
    ("browsing", "judgements_about"): "part of a person's page, which leaves the note",
    ("coding_copies", "copy"): "the opening of the file is an event of its custody",
    ("contradictions", "about"): "part of a person's page, which leaves the note",
    ("custodians", "listed"): "public keys, nobody's data",
    ("evidence", "history"): "part of a source's page; opening a file is an event of its custody",
    ("find", "find_person"): "from a number or a name to an id; names go through `search`, pages leave the note",
    ("groupings", "groupings"): "draws over ids; what is shown of them are counts",
    ("interviews", "told_before"): "goes through `find.search`, which leaves the note",
    ("overview", "status"): "counts",
    ("person_steps", "steps"): "part of a person's page, which leaves the note",
    ("playing", "of"): "part of a source's page; playing, and reading what is said in it, leave notes of their own",
    ("portraits", "of"): "part of a person's page, which leaves the note; the picture leaves one of its own",
    ("queue", "references"): "part of a task, which leaves the note",
    ("queue", "waits"): "counts",
    ("sources", "look"): "goes through `source_case`, which leaves the note",
    ("stamping", "check"): "proofs of time",
    ("stamping", "waiting"): "proofs of time",
    ("today", "today"): "counts and one's own drafts",
}


def verbs() -> list[tuple[str, str, set[str]]]:
    """(module, function, names of the functions it calls) of every public verb that asks for a right to look."""
    found = []
    for path in sorted(Path(str(tereze.actions.__file__)).parent.glob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _looks(node):
                found.append((path.stem, node.name, {_called(one) for one in _calls(node)}))
    return found


def _calls(node: ast.AST) -> list[ast.Call]:
    return [one for one in ast.walk(node) if isinstance(one, ast.Call)]


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _looks(node: ast.FunctionDef) -> bool:
    asked = [call.args[0] for call in _calls(node) if _called(call) == "must" and call.args]
    return any(isinstance(one, ast.Constant) and one.value in LOOKING for one in asked)


@pytest.mark.parametrize(("module", "name", "calls"), [pytest.param(*one, id=f"{one[0]}.{one[1]}") for one in verbs()])
def test_every_verb_that_shows_something_leaves_a_note(module: str, name: str, calls: set[str]) -> None:
    assert (module, name) in WITHOUT or calls & NOTED, "call auditing.looked before anything is shown"


def test_the_exceptions_are_still_there() -> None:
    known = {(module, name) for module, name, _ in verbs()}
    assert set(WITHOUT) <= known
    assert len(known) > 15
