"""The roll, invitations, roles, visits and tokens, as an administrator sees and changes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tereze_web.gate import COOKIE
from tereze_web.office import Office

GOOD = "seven fictional words"
PEOPLE, TOKENS, VISITS = (f"/administration/{name}/" for name in ("people", "tokens", "visits"))
Send = Callable[..., Any]


def _notes(office: Office, what: str) -> list[tuple[str, str]]:
    """Notes of this kind, but for those of the tests' own preparations, which the owner makes."""
    with office.desk(office.owner) as desk:
        kept = [(one.by, one.on) for one in desk.register.index.audits() if one.what == what]
    return [one for one in kept if one[0] != office.owner.id]


def _between(text: str, first: str, last: str = "<") -> str:
    return text.partition(first)[2].partition(last)[0]


def test_somebody_is_invited_comes_in_and_is_removed(office: Office, signed: Callable[..., Any], send: Send) -> None:
    admin = signed("administrator")
    shown = send(admin, PEOPLE, f"{PEOPLE}invite/", id="desk-two", role=["documenter", "reader"]).content.decode()
    link = _between(shown, 'class="link" dir="ltr">')
    assert link.startswith("http://127.0.0.1/join/")
    assert link not in admin.get(PEOPLE).content.decode()  # shown once
    assert "72 hours left" in admin.get(PEOPLE).content.decode()
    guest = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    path = link.removeprefix("http://127.0.0.1")
    send(guest, path, path, passphrase=GOOD, again=GOOD)
    assert guest.get("/receive/").status_code == 200
    assert office.actor_of("desk-two").roles == {"documenter", "reader"}
    send(admin, PEOPLE, f"{PEOPLE}remove/", id="desk-two")
    assert guest.get("/receive/").status_code != 200
    assert _notes(office, "office.person") == [("someone", "desk-two")]
    assert _notes(office, "office.remove") == [("someone", "desk-two")]
    assert _notes(office, "office.role.reader") == _notes(office, "office.role.documenter") == [("someone", "desk-two")]
    assert _notes(office, "office.join") == [("desk-two", "")]


@pytest.mark.parametrize(("id_", "role"), [("Айгүл", "reader"), ("desk-two", "boss"), ("local", "reader"), ("", "")])
def test_who_cannot_be_invited_is_said_and_noted_nowhere(
    office: Office, signed: Callable[..., Any], send: Send, id_: str, role: str
) -> None:
    answer = send(signed("administrator"), PEOPLE, f"{PEOPLE}invite/", id=id_, role=[role])
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert office.roll.invited() == ()
    assert _notes(office, "office.person") == []


def test_other_roles_count_from_the_next_request(office: Office, signed: Callable[..., Any], send: Send) -> None:
    office.roll.add("desk-two", frozenset({"analyst"}), GOOD)
    other = Client(SERVER_NAME="127.0.0.1")
    other.cookies[COOKIE] = office.visits.begin(office.actor_of("desk-two"))
    assert other.get("/people/").status_code == 200
    send(signed("administrator"), PEOPLE, f"{PEOPLE}roles/", id="desk-two", role=["reader"])
    assert other.get("/people/").status_code == 302
    assert office.actor_of("desk-two").roles == {"reader"}
    assert send(signed("administrator"), PEOPLE, f"{PEOPLE}roles/", id="desk-ten", role=["reader"]).status_code == 422


@pytest.mark.parametrize("who", ["local", "desk-ten"])
def test_neither_the_owner_nor_nobody_can_be_removed_here(
    office: Office, signed: Callable[..., Any], send: Send, who: str
) -> None:
    assert office.owner.id == "local"
    answer = send(signed("administrator"), PEOPLE, f"{PEOPLE}remove/", id=who)
    assert answer.status_code == 422
    assert _notes(office, "office.remove") == []


def test_a_roll_changed_by_other_hands_lets_nobody_in_and_says_so(office: Office, signed: Callable[..., Any]) -> None:
    admin = signed("administrator")
    file = office.keys / "people.json"
    file.write_text(file.read_text().replace('"administrator"', '"custodian"'))
    for path in (PEOPLE, "/people/", "/me/"):
        answer = admin.get(path)
        assert answer.status_code == 400
        assert "changed outside the office" in answer.content.decode()


def test_a_change_asks_again_who_one_is(signed: Callable[..., Any], send: Send, clock: Any) -> None:
    admin = signed("administrator")
    clock.time += 11 * 60
    answer = send(admin, PEOPLE, f"{PEOPLE}invite/", id="desk-two", role=["reader"])
    assert answer.status_code == 302
    assert answer["Location"].startswith("/again/")


def test_an_administrator_sees_and_ends_everybodys_visits(
    office: Office, signed: Callable[..., Any], send: Send
) -> None:
    admin = signed("administrator")
    office.roll.add("desk-two", frozenset({"analyst"}), GOOD)
    tokens = [office.visits.begin(office.actor_of("desk-two"), "passphrase", "Firefox, Linux") for _ in range(3)]
    handles = [one.handle for one, _ in office.visits.open("desk-two")]
    text = admin.get(VISITS).content.decode()
    assert text.count("Firefox, Linux") == 3
    assert not [token for token in tokens if token in text]
    send(admin, VISITS, f"{VISITS}end/", visit=handles[0], id="desk-two")
    assert len(office.visits.open("desk-two")) == 2
    send(admin, VISITS, f"{VISITS}end/", id="desk-two")
    assert office.visits.open("desk-two") == ()
    assert _notes(office, "office.visits") == [("someone", "desk-two")] * 2
    assert admin.get(VISITS).status_code == 200


def test_a_token_is_made_shown_once_and_ended(office: Office, signed: Callable[..., Any], send: Send) -> None:
    office.roll.add("desk-two", frozenset({"analyst"}), GOOD)
    admin = signed("administrator")
    fields = {"of": "desk-two", "role": ["analyst"], "label": "A partner's tool", "days": "30"}
    shown = send(admin, TOKENS, f"{TOKENS}make/", **fields).content.decode()
    token = _between(shown, 'class="link" dir="ltr">')
    assert office.tokens.find(token) is not None
    listed = admin.get(TOKENS).content.decode()
    assert token not in listed
    assert "A partner" in listed
    assert token not in (office.keys / "people.json").read_text()
    send(admin, TOKENS, f"{TOKENS}end/", token=office.tokens.all()[0].id)
    assert office.tokens.find(token) is None
    assert sorted(_notes(office, "office.token")) == [("someone", "desk-two")] * 2


@pytest.mark.parametrize(
    "wrong",
    [{"role": ["publisher"]}, {"role": []}, {"label": ""}, {"label": "x" * 61}, {"days": "0"}, {"days": "367"},
     {"days": "many"}, {"of": "desk-ten"}],
    ids=str,
)  # fmt: skip
def test_a_token_that_cannot_be_is_refused(
    office: Office, signed: Callable[..., Any], send: Send, wrong: dict[str, Any]
) -> None:
    office.roll.add("desk-two", frozenset({"analyst"}), GOOD)
    fields = {"of": "desk-two", "role": ["analyst"], "label": "tool", "days": "30"} | wrong
    assert send(signed("administrator"), TOKENS, f"{TOKENS}make/", **fields).status_code == 422
    assert office.tokens.all() == ()


def test_nobody_but_the_owner_makes_a_token_in_the_owners_name(
    office: Office, signed: Callable[..., Any], send: Send
) -> None:
    fields = {"of": office.owner.id, "role": ["custodian"], "label": "tool", "days": "30"}
    assert send(signed("administrator"), TOKENS, f"{TOKENS}make/", **fields).status_code == 422
    assert f'value="{office.owner.id}"' not in signed("administrator").get(TOKENS).content.decode()
    assert office.tokens.all() == ()
    assert send(signed(), TOKENS, f"{TOKENS}make/", **fields).status_code == 200
    assert [one.of for one in office.tokens.all()] == [office.owner.id]
