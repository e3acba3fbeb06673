"""Sentences say what they rest on, and say so where there is nothing."""

from __future__ import annotations

import msgspec
import numpy as np

from tereze.model.sources import Source
from tereze.watch.closing import Verdict
from tereze.watch.inbox import Counted
from tereze.watch.incidents import factors
from tereze.watch.material import Cite, Material
from tereze.watch.sentences import (
    SHOWN,
    Sentence,
    changed,
    counted_from,
    of_factor,
    of_inbox,
    of_incidents,
    of_model,
)
from tereze.watch.triangle import Triangle

TABLE = Triangle(np.full((1, 24, 2), 3.0), ("letter",), tuple(f"m{k}" for k in range(24)), 5, 0, 0)
OPEN = Verdict(word="open", probability=0.9, closing=0.02, ratio=1.02, low=0.8, high=1.3)
UNSURE = Verdict(word="cannot tell", probability=0.0, closing=0.4, why="the interval allows both")


def test_the_latest_sources_are_opened_and_the_others_counted(material: Material) -> None:
    many = {
        f"x{k}": Source(id=f"x{k}", local=f"call-{k:03}", sort="interview", published=f"2019-01-{k % 28 + 1:02}")
        for k in range(SHOWN + 7)
    }
    given = msgspec.structs.replace(material, sources=many)
    cites, more = counted_from(given, [*(f"call-{k:03}" for k in range(SHOWN + 7)), "call-001", "nobody"])
    assert (len(cites), more) == (SHOWN, 7)
    assert [cite.when for cite in cites] == sorted((cite.when for cite in cites), reverse=True)


def test_the_counts_say_their_word_and_interval() -> None:
    found = of_model(OPEN, TABLE, ((Cite("s1", "call", "2019"),), 3))
    assert "the window is open (probability 90%)" in found.text
    assert "102% of the year before (90 % interval 80% to 130%)" in found.text
    assert (found.by_model, found.absent, found.more) == (True, False, 3)


def test_the_counts_say_why_they_cannot() -> None:
    found = of_model(UNSURE, TABLE, ((), 0))
    assert "cannot tell: the interval allows both" in found.text
    assert "144 pieces of news over 24 months (5 more have no close date)" in found.text
    assert found.absent


def test_the_covariate_is_told_beside_with_its_effect(material: Material) -> None:
    found = of_incidents(UNSURE, OPEN, (0.8, 0.9, 1.05), factors(material))
    assert "is 2%, without them 40%" in found.text
    assert "90% of the intensity in its first month (90 % interval 80% to 105%" in found.text
    assert len(found.cites) == 4


def test_the_inbox_is_used_or_too_little_or_nobodys() -> None:
    counts = [Counted("m2", 12, Cite("c1", "desk", "m2")), Counted("m9", 14, Cite("c2", "desk", "m9"))]
    assert (
        "2 of 24 months (too few months for the nowcast); 14 were waiting in m9"
        in of_inbox(counts, TABLE.months, used=False).text
    )
    assert "(the nowcast uses it)" in of_inbox(counts, TABLE.months, used=True).text
    nobody = of_inbox([Counted("n1", 1, counts[0].cite)], TABLE.months, used=False)
    assert nobody.absent
    assert not nobody.cites


def test_a_question_without_an_event_says_so(material: Material) -> None:
    host, *others = factors(material)
    assert of_factor(host).cites
    assert all(of_factor(one).absent and of_factor(one).text.endswith("no event on this.") for one in others)


def test_what_changed_is_the_word_and_the_events(material: Material) -> None:
    now = Sentence(text="…", cites=(Cite("s1", "call", "2019"),))
    found = changed(factors(material), "2019-06-01", OPEN, now, "cannot tell")
    assert found[0].text.endswith("said open: now cannot tell.")
    assert found[0].cites == now.cites
    assert [one.text[:10] for one in found[1:]] == ["2019-07-01", "2019-07-02"]
    (nothing,) = changed((), "2019-06-01", None, now, "open")
    assert nothing.absent
