"""What happens in the office beside the register's own verbs leaves a note too: sign-ins, factors, roles, tokens."""

from __future__ import annotations

from .append import append, note
from .desk import Desk

# What may be noted in this way, and the verb it needs; "" for what a person does for himself or herself.
NOTED = {
    "office.enter": "", "office.refused": "", "office.factor": "", "office.passphrase": "", "office.visit": "",
    "office.join": "", "office.bound": "", "office.proved": "",
    "office.person": "administer", "office.roles": "administer", "office.remove": "administer",
    "office.token": "administer", "office.visits": "administer", "office.vouch": "administer",
    "office.trust": "administer",
}  # fmt: skip


def noted(desk: Desk, what: str, on: str = "", count: int = 0) -> None:
    """Keep an audit note of `what`, about the office id `on` (an id that is not a name). Raises `NotAllowed`.

    The caller owes: noting before doing, so that nothing is done without a note.
    """
    verb = NOTED[what]
    if verb:
        desk.must(verb)
    with desk.register.unit() as unit:
        append(desk, unit, [note(desk, what, on, count)])
        desk.register.index.settle()
