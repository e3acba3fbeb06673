"""Fictional material: a press office that denies and then relabels, a ministry with a number, a fined office."""

from __future__ import annotations

import pytest

from tereze.model.events import Assessment, Figure, Incident, Position
from tereze.model.mentions import Link, Words
from tereze.model.sources import Source, Told
from tereze.watch.material import Held, Material, Party

PROMISE = Figure(
    value=2000,
    unit="persons",
    who="ethnic Kazakhs",
    what="may leave",
    period="2019-03/..",
    counts_if="left the country",
)


@pytest.fixture
def material() -> Material:
    """Four positions, three assessments, four incidents, three persons held; everything invented."""
    return Material(
        positions=(
            Position(
                id="p1", source="s1", actor="press@1", topic="camps", stance="denies", term="Camp", when="2018-08-30",
                words=(Words(text="There are none.", lang="en"),),
            ),
            Position(
                id="p2", source="s2", actor="press@2", topic="Camps", stance="relabels", term="School",
                when="2018-10-20",
                words=(Words(text="Schools.", lang="en", role="translation"), Words(text="学校", lang="zh-Hans")),
            ),
            Position(
                id="p3", source="s3", actor="ministry@3", topic="departures", stance="promises", number=PROMISE,
                when="2019-03-06", chain=(Link(voice="ministry@3", role="knows"), Link(voice="wire@3", role="relays")),
            ),
            Position(id="p4", source="s3", actor="ministry@3", topic="departures", stance="refuses", when="2019-03-06"),
        ),
        assessments=(
            Assessment(id="a1", source="s4", key="jobs", by="columnist@4", about="departures", sort="forecast",
                       says="nobody will leave (p=0.8)", check_on="2020-01"),
            Assessment(id="a2", source="s4", by="columnist@4", about="office@5", sort="forecast",
                       says="it will be shut", check_on="2031"),
            Assessment(id="a3", source="s4", by="columnist@4", about="departures", sort="irony", says="how generous"),
        ),
        incidents=(
            Incident(id="i1", source="s5", sort="fine", direction="closes", factor="host_response", when="2019-03-15",
                     against="office@5", severity=2, where="Model", chain=(Link(voice="court@5", role="knows"),)),
            Incident(id="i2", source="s6", sort="fine", direction="closes", factor="host_response", when="2019-03-16",
                     against="office@6", severity=3, chain=(Link(voice="teller@6", role="knows"),)),
            Incident(id="i3", source="s6", sort="asylum_refused", direction="closes", factor="host_response",
                     when="2019-07-01", against="teller@6", severity=3),
            Incident(id="i4", source="s6", sort="asylum_refused", direction="closes", factor="host_response",
                     when="2019-07-02", against="teller@6", severity=3),
        ),
        sources={
            "s1": Source(id="s1", local="denial", sort="official_statement", published="2018-08-30"),
            "s2": Source(id="s2", local="relabel", sort="official_statement", published="2018-10-20"),
            "s3": Source(id="s3", local="promise", sort="news_article", published="2019-03-06"),
            "s4": Source(id="s4", local="column", sort="news_article", published="2019-04-12"),
            "s5": Source(id="s5", local="fine", sort="news_article", published="2019-03-15"),
            "s6": Source(id="s6", local="asylum", sort="interview", teller="teller@6", told=Told(on="2019-05-22")),
        },
        parties={
            "press@1": Party(id="press", label="Press Office", state="Elsewhere"),
            "press@2": Party(id="press", label="Press Office", state="Elsewhere"),
            "ministry@3": Party(id="ministry", label="Ministry"),
            "wire@3": Party(id="wire", label="Wire"),
            "columnist@4": Party(id="columnist", label="A Columnist", sort="person"),
            "office@5": Party(id="office", label="Office"),
            "office@6": Party(id="office", label="Office"),
            "court@5": Party(id="court", label="Court"),
            "teller@6": Party(id="teller", label="A Teller", sort="person"),
        },
        held=(
            Held(person="T-1", status="internment", when="2018-02/2018-07", learned="2018-09-01", witnesses=2),
            Held(person="T-2", status="internment", when="2018-10/2019-02", learned="2019-05-01", documents=1),
            Held(person="T-3", status="left_country", when="2019-04-28", learned="2019-05-11", witnesses=1),
        ),
    )  # fmt: skip
