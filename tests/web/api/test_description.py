"""The description is true: kept in the docs, valid, and what schemathesis makes of it finds nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from tereze.actions import lookup_budget
from tereze_web.api import description
from tereze_web.api.operations import OPERATIONS, Operation
from tereze_web.office import Office
from tereze_web.run import application

# Held by tests of our own: without a token the answer is that of nothing (404), not 401; and a verb may refuse what is
# well formed (a name without a letter), with a 400 that says why.
OTHERWISE = [ignored_auth, positive_data_acceptance]


def test_the_description_in_the_docs_is_up_to_date(repo: Path) -> None:
    kept = (repo / "docs/formats/openapi.json").read_text("utf-8")
    assert kept == description.as_text(), "run: python -m tereze_web.api.description > docs/formats/openapi.json"


def test_every_operation_is_told_of_in_the_docs(repo: Path) -> None:
    text = (repo / "docs/formats/api.md").read_text("utf-8")
    for one in OPERATIONS:
        assert f"`{one.method} {one.path}`" in text, one.path
        assert f"`{one.verb}`" in text, one.verb


def test_every_schema_is_one() -> None:
    for one in OPERATIONS:
        Draft202012Validator.check_schema(one.gives)
        if one.asks is not None:
            Draft202012Validator.check_schema(one.asks)


def test_every_operation_has_a_name_of_its_own() -> None:
    assert len({one.view.__name__ for one in OPERATIONS}) == len(OPERATIONS)


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: f"{one.method} {one.path}")
def test_schemathesis_finds_nothing(office: Office, one: Operation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are as described, for questions as described and for others; nothing breaks, nothing opens unasked."""
    roles = frozenset({"analyst", "documenter", "publisher"})
    token = office.tokens.make(office.owner, roles, "schemathesis", 30)
    monkeypatch.setattr(office.limits, "take", lambda *_asked: None)
    monkeypatch.setattr(lookup_budget, "spend", lambda *_asked: lookup_budget.LOOKUP)
    headers = {"Authorization": f"Bearer {token}", "Host": "127.0.0.1"}
    schema = schemathesis.openapi.from_wsgi(f"{description.ROOT}openapi.json", application(office), headers=headers)
    operation = schema[description.ROOT + one.path][one.method]

    @settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def run(case: Any) -> None:
        case.call_and_validate(headers=headers, excluded_checks=OTHERWISE)

    run()
