"""May this person be shown, and at which level?"""

from __future__ import annotations

from typing import Any

import pytest
from release_cases import HERS, OFFICE, ON, SUBJECT, TELLER, case, consent, ground, mention, said, source

from tereze.consent import Decision, publishable
from tereze.model.judgements import Change
from tereze.weigh.case import PersonCase

OTHER, THERE = "motheraaaaaaaaaaa", "sotheraaaaaaaaaaa"


def decide(person: PersonCase) -> Decision:
    return publishable(person, on=ON)


def why(person: PersonCase) -> list[str]:
    return [reason.message for reason in decide(person).reasons]


def two_sources(*consents: Any, grounds: Any = ()) -> PersonCase:
    """The subject in two sources: the interview, and one more."""
    second = mention(said("custody", "prison", id="t2", source=THERE, about=OTHER), id=OTHER, source=THERE)
    return case(
        mention(),
        second,
        sources={HERS: source(), THERE: source(id=THERE, local="wire-2")},
        consents=consents,
        grounds=grounds,
    )


def test_nothing_said_is_nothing_shown() -> None:
    assert not decide(case(consents=())).allowed
    assert why(case(consents=())) == ["mentions_left_out", "not_covered"]


def test_a_relative_in_absence_may_consent() -> None:
    found = decide(case())
    assert found == Decision(allowed=True, identity="full", place="county", mentions=(SUBJECT,))


@pytest.mark.parametrize(
    "fields",
    [
        {"covers": (TELLER,)},
        {"covers": ()},
        {"purposes": ("register", "un", "press")},
        {"until": "2026-11-23"},
        {"capacity": "friend"},
        {"source": THERE},
    ],
)
def test_a_consent_that_does_not_reach_her_covers_nothing(fields: dict[str, Any]) -> None:
    assert not decide(case(consents=(consent(**fields),))).allowed


def test_her_own_objection_overrides_her_relatives() -> None:
    hers = consent(id="c2", given_by=SUBJECT, capacity="self", objects=True, purposes=(), until=None)
    found = decide(case(consents=(consent(), hers)))
    assert not found.allowed
    assert found.objected


def test_her_objection_overrides_a_published_source_too_and_does_not_run_out() -> None:
    hers = consent(id="c2", given_by=SUBJECT, capacity="self", objects=True, until="2020")
    assert not decide(two_sources(consent(), hers, grounds=(ground(THERE),))).allowed


def test_an_objection_about_somebody_else_is_not_hers() -> None:
    other = consent(id="c2", given_by=TELLER, capacity="self", objects=True, covers=(TELLER,))
    assert decide(case(consents=(consent(), other))).allowed


def test_withdrawing_her_own_consent_takes_her_out_altogether() -> None:
    own = consent(given_by=SUBJECT, capacity="self")
    took = Change(id="h1", act="withdraw_consent", of=HERS, by=SUBJECT, at="2026-01-01", source=HERS)
    person = two_sources(own, grounds=(ground(THERE),))
    assert decide(person).allowed
    gone = PersonCase(**{name: getattr(person, name) for name in person.__struct_fields__} | {"changes": (took,)})
    assert not decide(gone).allowed
    assert why(gone) == ["own_withdrawal"]


def test_a_relatives_withdrawal_takes_out_that_source_alone() -> None:
    took = Change(id="h1", act="withdraw_consent", of=HERS, by=TELLER, at="2026-01-01", source=HERS)
    person = two_sources(consent(), grounds=(ground(THERE),))
    gone = PersonCase(**{name: getattr(person, name) for name in person.__struct_fields__} | {"changes": (took,)})
    assert decide(gone).mentions == (OTHER,)


def test_what_she_allowed_herself_is_not_widened_by_a_relative() -> None:
    own = consent(id="c2", source=THERE, given_by=OTHER, capacity="self", covers=(OTHER,), purposes=("register", "un"))
    assert not decide(two_sources(consent(), own)).allowed
    assert "own_choice" in why(two_sources(consent(), own))


def test_the_strictest_identity_and_place_win_over_all_that_is_shown() -> None:
    strict = consent(id="c2", source=THERE, covers=(OTHER,), identity="initials", place="country")
    found = decide(two_sources(consent(), strict))
    assert (found.identity, found.place) == ("initials", "country")
    assert found.mentions == (SUBJECT, OTHER)


def test_two_consents_in_one_source_the_stricter_wins() -> None:
    found = decide(case(consents=(consent(), consent(id="c2", identity="pseudonym", place="region"))))
    assert (found.identity, found.place) == ("pseudonym", "region")


def test_a_consent_that_does_not_stand_does_not_make_stricter_either() -> None:
    old = consent(id="c2", identity="none", place="none", until="2020")
    assert decide(case(consents=(consent(), old))).identity == "full"


def test_one_who_speaks_for_himself_cannot_give_another_persons_name() -> None:
    infiltrator = consent(capacity="self", given_by=TELLER, covers=(TELLER, SUBJECT))
    found = decide(case(consents=(infiltrator,)))
    assert found.identity == "none"
    assert "nobody_entitled" in [reason.message for reason in found.reasons]


def test_beside_a_relatives_consent_his_words_may_be_used() -> None:
    beside = consent(id="c2", capacity="self", given_by=OFFICE, source=THERE, covers=(OTHER,))
    found = decide(two_sources(consent(), beside))
    assert (found.identity, found.mentions) == ("full", (SUBJECT, OTHER))


def test_a_published_source_needs_two_people_and_no_consent_beside_it() -> None:
    assert decide(case(consents=(), grounds=(ground(),))).identity == "full"
    assert decide(case(consents=(), grounds=(ground(),))).place == "exact"
    assert not decide(case(consents=(), grounds=(ground(confirmed_by=("amina",)),))).allowed
    kept = consent(purposes=("register",))
    assert not decide(case(consents=(kept,), grounds=(ground(),))).allowed


@pytest.mark.parametrize("born", ["2015", "2008-11-25"])
def test_a_child_is_never_named_whatever_the_guardian_or_the_paper_says(born: str) -> None:
    child = mention(said("birthDate", born), said("custody", "internment"))
    for person in (
        case(child, consents=(consent(capacity="guardian", place="exact"),)),
        case(child, consents=(), grounds=(ground(),)),
    ):
        found = decide(person)
        assert (found.identity, found.place) == ("none", "region")
        assert found.reasons[-1].message == "age_minor"


def test_unknown_age_is_treated_alike_until_two_people_confirm_a_ground() -> None:
    ageless = mention(said("custody", "internment"))
    found = decide(case(ageless))
    assert (found.identity, found.place) == ("none", "region")
    assert found.reasons[-1].message == "age_unknown"
    assert decide(case(ageless, consents=(), grounds=(ground(),))).identity == "full"


def test_a_sealed_person_is_never_named() -> None:
    found = decide(case(mention(sealed=True)))
    assert found.identity == "none"
    assert "sealed" in [reason.message for reason in found.reasons]


def test_another_purpose_is_asked_by_itself() -> None:
    person = case(consents=(consent(purposes=("un",)),))
    assert publishable(person, purpose="un", on=ON).allowed
    assert not publishable(person, purpose="press", on=ON).allowed


def test_reasons_carry_no_name() -> None:
    people = [case(), case(consents=()), case(mention(sealed=True)), case(mention(said("custody", "prison")))]
    said_why = "".join(str(reason) for person in people for reason in decide(person).reasons)
    assert "Мысал" not in said_why
    assert "Example" not in said_why
