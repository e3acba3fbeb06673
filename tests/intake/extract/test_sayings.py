"""Which verbs tell that something was said, and which only look so: no denial may come of a refusal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import english, read

from tereze.intake.extract import quotes
from tereze.intake.extract.sayings import Sayings


def _verbs(text: str) -> list[tuple[str, str]]:
    found = Sayings(text, english(), quotes.find(text)).verbs(0, len(text))
    return [(text[one.begin : one.end], one.stance) for one in found]


def test_the_stance_is_in_the_verb() -> None:
    assert _verbs("She said no.") == [("said", "asserts")]
    assert _verbs("She rejected the allegations.")[0][1] == "denies"
    assert _verbs("She has yet to respond.")[0][1] == "refuses"


@pytest.mark.parametrize(
    "text",
    [
        "Nothing was said.",
        "The ministry will say so.",
        "“She said so,” he wept.",
        "The judge warned her to wait.",
    ],
)
def test_no_verb_of_saying(text: str) -> None:
    assert _verbs(text) == []


WHO = ("The embassy", "China", "Bai Jun, a spokesman for the ministry,", "Police", "Roza Kenzhe", "A court in Emin")
WHAT = (
    "did not deny that camps exist", "didn't deny it", "never denied it", "denied her registration",
    "denied him asylum",
    "denied the group's application for registration", "denied them entry", "denied Murat Zhaken a visa",
    "rejected the asylum claim of Murat Zhaken", "dismissed his appeal for asylum", "rejected her request",
    "refused the visa", "spoke of undeniable facts", "was denied a visa", "had been denied registration four times",
)  # fmt: skip
AFTER = (".", " on Monday.", ", officials said.", ", Roza Kenzhe told Radio Example.", " and left.")
NOBODY = ("No one denied it.", "Nobody denied that they were held.", "It is undeniable, she said.")


pieces = st.builds("{} {}{}".format, st.sampled_from(WHO), st.sampled_from(WHAT), st.sampled_from(AFTER))
texts = st.lists(st.one_of(st.sampled_from(NOBODY), pieces), min_size=1, max_size=4).map(" ".join)


@settings(max_examples=120, deadline=None)
@given(texts)
def test_a_refusal_and_what_is_not_denied_never_give_a_denial(text: str) -> None:
    found = read(text)
    assert [one.stance for one in found.statements if one.stance == "denies"] == []
    assert [one.stance for one in found.positions if one.stance == "denies"] == []
