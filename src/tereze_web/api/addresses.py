"""The addresses of the JSON interface: one for each path of the table of operations, and the description."""

from __future__ import annotations

from tereze_web.addresses import PROGRAM, Page

from .door import described, for_program
from .operations import PATHS


def _route(path: str) -> str:
    return "api/v1/" + path.replace("{", "<str:").replace("}", ">")


PAGES: tuple[Page, ...] = (
    Page("api/v1/openapi.json", described, PROGRAM),
    *(Page(_route(path), for_program(operations), PROGRAM, tuple(operations)) for path, operations in PATHS.items()),
)
