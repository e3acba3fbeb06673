"""Which properties may be published."""

from __future__ import annotations

import pytest

from tereze.consent.properties import CLOSED, NEVER, WITHOUT_NAME, never
from tereze.model.vocabulary import words


@pytest.mark.parametrize("prop", ["treatment", "health", "idNumber", "passportNumber", "phone", "email", "address"])
def test_what_harms_or_leads_to_someone_is_never_published(prop: str) -> None:
    assert never(prop)


def test_all_sensitive_properties_stay_inside() -> None:
    assert all(never(prop) for prop in words("sensitive"))


def test_what_is_published_is_not_also_never_published() -> None:
    assert not any(never(prop) for prop in CLOSED)
    assert WITHOUT_NAME < CLOSED


def test_every_property_named_here_is_in_the_vocabulary() -> None:
    assert words("property") >= (NEVER | CLOSED)
