"""The table of the interface: every operation with its method, path, verb, and what goes in and comes out.

From it come the addresses, the guard's questions and the description (`description.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from tereze.actions.lookup import MOST_NAMES, SEXES

from . import views
from .views import LAST_PAGE, LONGEST, MOST_HITS, MOST_SHEET

Schema = dict[str, Any]
PERSON_NUMBER = r"^[Tt]-\d{4,10}[a-z]?$"
MENTION = r"^m[a-z2-7]{16}$"


def text(most: int = LONGEST, **more: Any) -> Schema:
    """A text that is not blank."""
    return {"type": "string", "minLength": 1, "maxLength": most, "pattern": r"\S"} | more


def thing(**members: Schema) -> Schema:
    """An object with exactly these members."""
    return {"type": "object", "properties": members, "required": sorted(members), "additionalProperties": False}


def many(one: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": one}


STRING: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
TRUTH: Schema = {"type": "boolean"}
SCORE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
SHEET: Schema = {"type": "object", "description": "The keys of docs/formats/source-sheet.md."}
PAGED: dict[str, Schema] = {"page": {"type": "integer", "minimum": 1}, "more": TRUTH}
HIT = thing(number=STRING, name=STRING, score=SCORE, mentions=WHOLE)
SIDE = thing(id=STRING, name=STRING, number=STRING, mention=SHEET)


class Operation(NamedTuple):
    """One operation. `parts` are the parts of the path with their patterns; `asks` is the schema of the body."""

    method: str
    path: str
    view: Callable[..., dict[str, Any]]
    verb: str
    gives: Schema
    asks: Schema | None = None
    paged: bool = False
    parts: tuple[tuple[str, str], ...] = ()
    said: int = 200


PAIR = (("left", MENTION), ("right", MENTION))
LOOK_UP = thing(
    names=many(text()) | {"minItems": 1, "maxItems": MOST_NAMES}, born=text(), place=text(), number=text(),
    relatives=many(text()) | {"maxItems": MOST_NAMES}, sex={"type": "string", "enum": [one for one in SEXES if one]},
) | {"required": ["names"]}  # fmt: skip
OPERATIONS = (
    Operation("GET", "persons/", views.persons, "browse",
              thing(persons=many(thing(number=STRING, name=STRING, mentions=WHOLE)), **PAGED), paged=True),
    Operation("GET", "persons/{number}/", views.person, "browse",
              {"type": "object", "description": "docs/formats/person-view.md",
               "required": ["tereze", "number", "facts"]},
              parts=(("number", PERSON_NUMBER),)),
    Operation("POST", "search/", views.search, "search", thing(hits=many(HIT)),
              thing(text=text(), limit={"type": "integer", "minimum": 1, "maximum": MOST_HITS})
              | {"required": ["text"]}),
    Operation("POST", "lookup/", views.look_up, "lookup",
              thing(known=TRUTH, number=STRING, people=many(thing(
                  number=STRING, name=STRING, score=SCORE, mentions=WHOLE, reasons=many(STRING)))), LOOK_UP),
    Operation("GET", "sources/", views.sources, "browse",
              thing(sources=many(thing(source=STRING, kind=STRING, publisher=STRING, published=STRING)), **PAGED),
              paged=True),
    Operation("POST", "sources/", views.take_in, "import",
              thing(refused=many({"type": "object", "additionalProperties": STRING})),
              thing(name=text(), sheet=text(MOST_SHEET))),
    Operation("GET", "sources/{local}/", views.source, "read",
              thing(source=SHEET, mentions=many(SHEET), withheld=WHOLE, **PAGED), paged=True,
              parts=(("local", r"^[^/]+$"),)),
    Operation("GET", "queue/", views.waiting, "browse",
              thing(waiting=many(thing(left=STRING, right=STRING, left_name=STRING, right_name=STRING,
                                       score={"type": "number"}, reasons=many(STRING))), **PAGED), paged=True),
    Operation("GET", "queue/{left}/{right}/", views.pair, "browse",
              thing(left=SIDE, right=SIDE, score={"type": "number"}, reasons=many(STRING), is_one=TRUTH, seen=STRING),
              parts=PAIR),
    Operation("POST", "queue/{left}/{right}/", views.decide, "judge",
              thing(id=STRING, persons=many(STRING), disputes=many(STRING)),
              thing(answer={"type": "string", "enum": ["same", "different", "unsure"]}, reason=text(2000), seen=text()),
              parts=PAIR),
    Operation("GET", "positions/", views.positions, "read", thing(positions=many(SHEET), **PAGED), paged=True),
    Operation("GET", "releases/", views.releases, "read",
              thing(releases=many(thing(at=STRING, digest=STRING, persons=WHOLE, line=STRING,
                                        approved_by=many(STRING))))),
)  # fmt: skip
PATHS: dict[str, dict[str, Operation]] = {}
for _one in OPERATIONS:
    PATHS.setdefault(_one.path, {})[_one.method] = _one
__all__ = ["LAST_PAGE", "OPERATIONS", "PATHS", "Operation"]
