"""The words of the register, to read; they are edited in a file, and reviewed there."""

from __future__ import annotations

from typing import Any

from tereze.actions.desk import Desk
from tereze.model import resources
from tereze.model.vocabulary import facets

from ..pages import page

FILE = "resources/vocabulary.yaml"


def vocabulary(request: Any, _desk: Desk) -> Any:
    """Every group with its words, and how each is called on the screen."""
    table = resources.table("vocabulary.yaml")
    plain = [
        (name, said)
        for name, said in table.items()
        if name != "open" and isinstance(said, list) and all(isinstance(one, str) for one in said)
    ]
    custody = {
        facet: [status for status, of in facets().items() if of == facet] for facet in dict.fromkeys(facets().values())
    }
    return page(
        request, "administration/words.html", groups=plain, custody=custody, open=frozenset(table.get("open", ())),
        file=FILE,
    )  # fmt: skip
