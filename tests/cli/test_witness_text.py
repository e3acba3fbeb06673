"""A sealed witness in words."""

from __future__ import annotations

from tereze.cli import witness_text
from tereze.model.mentions import Mention, Name, Statement, Words

SAID = Statement(
    id="t1", source="s1", about="m1", property="occupation", value="midwife", when="2017",
    words=(Words(text="I was the midwife"),),
)  # fmt: skip
WITNESS = Mention(
    id="m1", source="s1", local="neighbour", names=(Name(text="Invented Name"), Name(text="Ойдан")), place="a village",
    description="an invented midwife", statements=(SAID,),
)  # fmt: skip


def test_everything_that_was_sealed_is_shown() -> None:
    assert witness_text.render(WITNESS).splitlines() == [
        "neighbour: Invented Name, Ойдан",
        "  an invented midwife",
        "  a village",
        "  occupation: midwife (2017)",
        "    “I was the midwife”",
    ]


def test_a_part_without_a_name_says_so() -> None:
    assert witness_text.render(Mention(id="m2", source="s1", local="man")) == "man: (no name)"


def test_a_program_is_given_the_same_and_no_ids() -> None:
    plain = witness_text.plain(WITNESS)
    assert plain["names"] == ["Invented Name", "Ойдан"]
    assert plain["statements"] == [
        {"property": "occupation", "value": "midwife", "when": "2017", "words": ["I was the midwife"]}
    ]
    assert "m1" not in repr(plain)
