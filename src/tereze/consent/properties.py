"""Which properties may be published, by what they tell."""

from __future__ import annotations

from tereze.model.vocabulary import words

NEVER = frozenset({"idNumber", "passportNumber", "phone", "email", "address", "photograph", "counsel_access", "notes"})
"""Never published: numbers and ways to find someone, pictures (until a later form can check them), working notes."""

OWN_NAMES = frozenset({"name", "alias", "firstName", "lastName"})
NAMES_OF_OTHERS = frozenset({"fatherName", "motherName", "parents", "children"})
"""Published only from published and official sources: the people named have not been asked."""

PLACES = frozenset({"birthPlace", "residence", "birthCountry", "country"})
CLOSED = frozenset({"custody", "gender", "age", "birthDate", "deathDate", "citizenship", "nationality", "ethnicity"})
"""Values from a closed vocabulary, dates and numbers: no free text that could hold a name."""

WITHOUT_NAME = CLOSED - {"deathDate"}
"""What remains of someone who is not named."""


def never(prop: str) -> bool:
    """Whether this property stays out of every release in this form: sensitive ones, and those that lead to someone."""
    return prop in NEVER or prop in words("sensitive")
