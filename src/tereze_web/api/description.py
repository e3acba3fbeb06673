"""The interface described as an OpenAPI 3.1 document, made from the table of operations.

`python -m tereze_web.api.description` prints it; docs/formats/openapi.json is that, and a test keeps it true.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from .operations import LAST_PAGE, OPERATIONS, Operation

ROOT = "/api/v1/"
REFUSED = {
    "400": "The request is not as described, or the verb refuses it; the error says why.",
    "404": "There is nothing here, or it is not for this token; the answer is the same.",
    "405": "Another method.",
    "409": "The register is closed.",
    "413": "The body is too long.",
    "415": "The body is not JSON.",
    "429": "Too much in a short time; Retry-After says how many seconds to wait.",
}
ERROR = {
    "type": "object", "additionalProperties": False, "required": ["error", "hint"],
    "properties": {"error": {"type": "string"}, "hint": {"type": "string"}},
}  # fmt: skip
PAGE = {
    "name": "page", "in": "query", "required": False,
    "schema": {"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1},
}  # fmt: skip


def document() -> dict[str, Any]:
    """The whole description."""
    paths: dict[str, dict[str, Any]] = {}
    for one in OPERATIONS:
        paths.setdefault(ROOT + one.path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tereze", "version": "1",
            "description": "The register of an office, for programs of its partners. Every operation is a verb that "
            "the command line has too; a token sees no more than its person and its roles. docs/formats/api.md",
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Error": ERROR},
            "responses": {code: _refusal(text) for code, text in REFUSED.items()},
        },
    }  # fmt: skip


def _operation(one: Operation) -> dict[str, Any]:
    parts = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "pattern": pattern}}
        for name, pattern in one.parts
    ]
    summary = (one.view.__doc__ or "").strip().splitlines()[0]
    made: dict[str, Any] = {
        "operationId": one.view.__name__, "summary": summary, "description": f"Needs the verb `{one.verb}`.",
        "parameters": [*parts, PAGE] if one.paged else parts,
        "responses": {
            str(one.said): {"description": "Done.", "content": {"application/json": {"schema": one.gives}}},
            **{code: {"$ref": f"#/components/responses/{code}"} for code in REFUSED},
        },
    }  # fmt: skip
    if one.asks is not None:
        made["requestBody"] = {"required": True, "content": {"application/json": {"schema": one.asks}}}
    return made


def _refusal(text: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Error"}
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def as_text() -> str:
    """The document as it is kept in docs/formats/openapi.json."""
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_text())
