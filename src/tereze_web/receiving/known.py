"""“Already in the register?” asked from a form, at the door and while coding, with all that is told of a person so far.

The desk is told no more than the desk may know (`tereze.actions.lookup`): what the script is sent and what stands on
the page is made from one and the same answer, and the answer about somebody sealed is the answer about nobody.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from django.http import JsonResponse

from tereze.actions import lookup
from tereze.actions.desk import Desk
from tereze.actions.lookup import Asked, Likely, NameAlone
from tereze.actions.lookup_budget import TooManyLookups
from tereze.model import ids
from tereze.model.errors import BadInput, NotAllowed
from tereze.publish.writing import direction

from ..words import Words, words
from . import arrival, filling
from .arrival import Arrival
from .document import Coding, Item, label

DOOR, PEOPLE = "known-", "people"
NO_KIN = frozenset({"", "friend", "neighbour", "colleague"})


class Told(NamedTuple):
    """The answer for one person of a form: what to say, a number where somebody is likely the same, for analysts the
    likeliest with reasons; `slowed` where a pause is due."""

    said: str
    number: str = ""
    people: tuple[Likely, ...] = ()
    slowed: bool = False


def asked_of(request: Any) -> int:
    """Which person of the form the button asks about; 0 for none of them."""
    act = request.POST.get("act", "")
    return int(act[len(DOOR) :]) if act.startswith(DOOR) and act[len(DOOR) :].isdecimal() else 0


def door(request: Any, desk: Desk) -> Any:
    """The answer about one person of the form at the door, as JSON, for the script. Nothing is kept by asking."""
    form = arrival.read(request.POST, request.POST.getlist("purposes"))
    return JsonResponse(_plain(at_the_door(desk, form, _who(request), words(request.language))))


def coded(request: Any, desk: Desk, local: str) -> Any:
    """The answer about one person of a coding, as JSON, for the script. Nothing is kept by asking."""
    from . import code

    coding = filling.fill(code.opened(desk, local)[0], code.named(PEOPLE), request.POST.lists())
    place = filling.place_of(coding, request.POST, _who(request))
    return JsonResponse(_plain(ask(desk, coding, place, words(request.language))))


def at_the_door(desk: Desk, form: Arrival, number: int, t: Words) -> Told | None:
    """Whether person 1, 2 or 3 of the form is known; whoever tells is taken for a relative where they say so."""
    if number not in arrival.SOUGHT or not getattr(form, f"name_{number}"):
        return None
    kin = getattr(form, f"relation_{number}") not in NO_KIN and form.teller
    relatives = (form.teller,) if kin else ()
    asked = Asked((getattr(form, f"name_{number}"),), born=getattr(form, f"born_{number}"), relatives=relatives)
    return _answered(desk, asked, (), t)


def ask(desk: Desk, coding: Coding, place: int, t: Words) -> Told | None:
    """Whether the person at this place of the form is known, besides from this source itself."""
    items = coding.items(PEOPLE)
    if not 0 <= place < len(items):
        return None
    return _answered(desk, _asked(coding, items[place]), _own(desk, coding, items[place]), t)


def _answered(desk: Desk, asked: Asked, besides: Collection[str], t: Words) -> Told:
    try:
        answer = lookup.look_up(desk, asked, besides)
    except NameAlone:
        return Told(t("desk.known_more"))
    except TooManyLookups as pause:
        return Told(t("desk.known_wait", n=pause.seconds), slowed=True)
    except (BadInput, NotAllowed) as error:
        return Told(f"{error.text} {error.advice}")
    if answer.number:
        return Told(t("desk.likely"), answer.number, answer.people)
    return Told(t("desk.likely_none" if answer.people else "desk.not_known"), people=answer.people)


def _plain(told: Told | None) -> dict[str, Any]:
    """For the script, which writes it as text: the same members whatever the answer."""
    if told is None:
        return {"said": "", "number": "", "people": [], "slowed": False}
    people = [
        {"number": one.number, "name": one.label, "dir": direction(one.label), "score": percent(one.score),
         "why": [reason.sentence for reason in one.reasons]}
        for one in told.people
    ]  # fmt: skip
    return {"said": told.said, "number": told.number, "people": people, "slowed": told.slowed}


def percent(score: float) -> str:
    """A probability as it is shown: never 100."""
    return f"{min(round(score * 100), 99)} %"


def _who(request: Any) -> int:
    who = request.POST.get("who", "")
    return int(who) if who.isdecimal() and len(who) < 4 else -1


def _asked(coding: Coding, item: Item) -> Asked:
    names = tuple(item[f"name_{n}"] for n in (1, 2, 3) if item.get(f"name_{n}"))
    return Asked(
        names, born=item.get("birthDate", ""), sex=item.get("gender", ""),
        place=item.get("birthPlace") or item.get("residence", ""), relatives=_relatives(coding, item.get("key", "")),
        number=item.get("idNumber", ""),
    )  # fmt: skip


def _relatives(coding: Coding, key: str) -> tuple[str, ...]:
    """Names of those whom the form calls relatives of `key`; of a protected one none."""
    called = {item["key"]: label(item) for item in coding.items("people") if item.get("key")}
    pairs = [(one.get("about"), one.get("target")) for one in coding.items("kin")]
    near = [b if a == key else a for a, b in pairs if key in {a, b}]
    return tuple(called[one] for one in near if one and called.get(one))[:3]


def _own(desk: Desk, coding: Coding, item: Item) -> Collection[str]:
    """Whom this person is already, from this very source."""
    mention = ids.mention_id(desk.register.secret, coding.key, item["key"])
    return set(desk.register.index.person_of([mention]).values())
