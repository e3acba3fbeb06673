"""Who stands behind each fact, and how many: chains, independence, conflicts, timelines, the person view."""

from .case import PersonCase, Voice
from .person import person_view, support
from .places import WRITTEN, Places
from .view import Conflict, Fact, Item, LastKnown, PersonView, StatementRow, Support, to_json

__all__ = [
    "WRITTEN",
    "Conflict",
    "Fact",
    "Item",
    "LastKnown",
    "PersonCase",
    "PersonView",
    "Places",
    "StatementRow",
    "Support",
    "Voice",
    "person_view",
    "support",
    "to_json",
]
