"""What weighed persons give, and what of it was known on a day."""

from __future__ import annotations

from collections.abc import Callable

from fictional import ARTICLE, INTERVIEW

from tereze.actions.desk import Desk
from tereze.actions.reading import person_cases
from tereze.actions.watching_people import People, learned, spoken, tellers, told_by
from tereze.model.sources import Source, Told
from tereze.watch.material import Material, Party, TermUse

Bring = Callable[[str], object]


def people_of(desk: Desk, day: str = "") -> People:
    index = desk.register.index
    sources = {one.id: one for one in index.of_kind("source") if isinstance(one, Source)}
    sources = {id_: one for id_, one in sources.items() if not day or learned(one) <= day}
    made = People(sources)
    for case in person_cases(index, index.persons(), 1):
        made.take(told_by(case, sources, day) if day else case)
    return made


def test_each_status_and_each_entry_is_kept_with_what_it_rests_on(desk: Desk, bring: Bring) -> None:
    bring(INTERVIEW)
    bring(ARTICLE)
    made = people_of(desk)
    assert ("internment", 1) in {(one.status, one.witnesses) for one in made.held}
    assert len(made.entries) == 2
    assert {one.person for one in made.arrivals()} == {one.person for one in made.held}
    assert {one.id for one in made.heard} >= {one.person for one in made.held}


def test_of_a_day_before_anything_was_told_nothing_is_kept(desk: Desk, bring: Bring) -> None:
    bring(INTERVIEW)
    made = people_of(desk, "1990-01-01")
    assert (made.held, made.entries, made.heard, made.traits, list(made.arrivals())) == ([], [], [], {}, [])


def test_what_was_told_counts_before_what_was_recorded() -> None:
    one = Source(id="s", local="s", sort="letter", recorded="2026-01-01T00:00:00Z")
    assert learned(one) == "2026-01-01"
    told = Source(id="s", local="s", sort="letter", recorded="2026-01-01T00:00:00Z", told=Told(on="2019-03"))
    assert learned(told) == "2019-03"


def test_a_speaker_is_named_where_the_name_is_known() -> None:
    uses = [TermUse(text="school", speaker=who, when="2018", source="s", record="r") for who in ("m1", "m2")]
    assert [one.speaker for one in spoken(uses, {"m1": Party(id="m1", label="A Ministry")})] == ["A Ministry", "m2"]


def test_who_tells_is_listed_with_the_days() -> None:
    every = {
        f"s{day}": Source(id=f"s{day}", local=f"s{day}", sort="letter", teller="m1", told=Told(on=f"2019-0{day}-01"))
        for day in (2, 1)
    }
    (one,) = tellers(Material(sources=every, parties={"m1": Party(id="m1", label="An Invented Teller")}))
    assert (one.label, one.kind, one.days) == ("An Invented Teller", "teller", ("2019-01-01", "2019-02-01"))
