"""Heads of sources under their corrections: what was received, what stands, and what stood on a day."""

from __future__ import annotations

from msgspec.structs import replace

from tereze.model.judgements import Change
from tereze.model.sources import Head, Source, Told
from tereze.weigh.case import PersonCase
from tereze.weigh.heads import FIELDS, about, corrected, difference, value
from tereze.weigh.knownby import known_by

SOURCE = Source(
    id="s1", local="interview-1", sort="interview", title="As typed", language="kk", recorded="2019-03-05T00:00:00Z",
    told=Told(on="2019-03-04", place="Almaty"),
)  # fmt: skip


def _made(head: Head, at: str = "2019-04-01T00:00:00Z", **more: str) -> Change:
    given = {"id": f"c{at}", "act": "correct", "of": "s1", "by": "amina", "at": at, "source": "s1"} | more
    return Change(**given, head=head)


def test_only_what_is_named_is_different() -> None:
    now = corrected(SOURCE, [_made(Head(title="As it is", told_on="2019-03-03"))])
    assert now == replace(SOURCE, title="As it is", told=Told(on="2019-03-03", place="Almaty"))


def test_of_one_field_the_newest_counts_whatever_their_order() -> None:
    first, second = _made(Head(title="first", language="ru")), _made(Head(title="second"), "2019-05-01T00:00:00Z")
    for order in ([first, second], [second, first]):
        now = corrected(SOURCE, order)
        assert (now.title, now.language) == ("second", "ru")


def test_a_field_can_be_emptied_and_its_kind_not() -> None:
    now = corrected(SOURCE, [_made(Head(cleared=("title", "language", "told_on", "told_place", "sort", "no_field")))])
    assert now == replace(SOURCE, title="", language=None, told=None)


def test_other_acts_and_other_sources_change_no_head() -> None:
    head = Head(title="no")
    others = [_made(head, act="revise"), _made(head, of="s2"), replace(_made(head), head=None)]
    assert about("s1", others) == []
    assert corrected(SOURCE, others) is SOURCE


def test_the_difference_makes_what_was_wanted() -> None:
    wanted = {"title": "", "told_place": "Astana", "told_to": "m1", "authors": ("m2",), "language": "kk"}
    head = difference(SOURCE, wanted)
    assert head == Head(told_place="Astana", told_to="m1", authors=("m2",), cleared=("title",))
    now = corrected(SOURCE, [_made(head)])
    assert {name: value(now, name) for name in wanted} == wanted


def test_nothing_wanted_is_no_correction() -> None:
    assert difference(SOURCE, {name: value(SOURCE, name) for name in FIELDS}) is None
    assert difference(SOURCE, {"no_field": "x"}) is None


def test_what_was_corrected_later_still_stood_then() -> None:
    early, late = _made(Head(title="early")), _made(Head(title="late"), "2019-06-01T00:00:00Z")
    case = PersonCase(
        anchor="m1", number="", mentions=(), voices={}, changes=(early, late),
        sources={"s1": corrected(SOURCE, [early, late])}, received={"s1": SOURCE},
    )  # fmt: skip
    titles = [known_by(case, day).sources["s1"].title for day in ("2019-03-31", "2019-04-01", "2019-06-01")]
    assert titles == ["As typed", "early", "late"]
