"""Load what the first look-up and the first page of each kind need, while nobody waits: tables, gazetteer, templates.

Otherwise whoever comes first holds the register for half a second, and everybody waits with them. Nothing of any
register is read here: what is looked up is invented.
"""

from __future__ import annotations

from threading import Thread

from django.template import engines

from tereze import names
from tereze.resolve.facts import Kin, MentionFacts
from tereze.resolve.frequencies import Frequencies
from tereze.resolve.ready import ready
from tereze.resolve.suggest import judge_pair

INVENTED = MentionFacts(
    "warming", "warming", names=("Fictional Nobody",), births=("1970",), places=("Nowhere",),
    relatives=(Kin("sister", "Fictional Sister"),),
)  # fmt: skip


def begin() -> Thread:
    """Warm up in a thread of its own; the application must be there."""
    made = Thread(target=warm, daemon=True, name="warming")
    made.start()
    return made


def warm() -> None:
    """Look up somebody invented among nobody, and make every template ready."""
    asked = ready(INVENTED)
    names.query_keys(INVENTED.names[0])
    names.compare_one_to_many(INVENTED.names[0], INVENTED.names)
    judge_pair(asked, asked, Frequencies([asked]))
    templates = engines["jinja2"].env
    for name in templates.list_templates(extensions=["html"]):
        templates.get_template(name)
