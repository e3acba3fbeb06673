"""Who stands behind each fact, and how many: chains, independence, conflicts, timelines, the person view."""

from .case import PersonCase, Voice
from .explain import Explanation, Sentence, explain
from .knownby import days, known_by
from .lists import Protect, RegisterCounts, register_counts, voices_to_protect
from .person import person_view, support
from .places import WRITTEN, Places
from .view import (
    Conflict,
    Fact,
    Item,
    LastKnown,
    PersonView,
    Relative,
    Side,
    StatementRow,
    Support,
    to_json,
)
from .wording import ENGLISH, say

__all__ = [
    "ENGLISH",
    "WRITTEN",
    "Conflict",
    "Explanation",
    "Fact",
    "Item",
    "LastKnown",
    "PersonCase",
    "PersonView",
    "Places",
    "Protect",
    "RegisterCounts",
    "Relative",
    "Sentence",
    "Side",
    "StatementRow",
    "Support",
    "Voice",
    "days",
    "explain",
    "known_by",
    "person_view",
    "register_counts",
    "say",
    "support",
    "to_json",
    "voices_to_protect",
]
