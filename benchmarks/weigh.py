"""How fast persons are weighed: `python benchmarks/weigh.py`. All input is invented here, from a fixed seed.

Three shapes: a person with a handful of testimonies (5–20 statements), a register of 18,000 persons from one or two
lists, and a person about whom hundreds of chains overlap.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

from tereze.model.mentions import Link, Mention, Name, Statement
from tereze.model.sources import Source
from tereze.weigh import PersonCase, PersonView, Voice, person_view

STATUSES = ("internment", "prison", "released", "forced_labour", "house_arrest")
LISTED = ("gender", "birthDate", "nationality", "idNumber", "custody", "birthPlace")


def told(draw: random.Random, place: int, source: str, voices: int) -> Statement:
    """One statement about a status, by a chain of one to three of `voices` voices."""
    chain = [
        Link(voice=f"v{one}", role="relays", basis="told_by") for one in draw.sample(range(voices), draw.randint(1, 3))
    ]
    chain[0] = Link(voice=chain[0].voice, role="knows", basis="eyewitness")
    year = draw.randint(2016, 2019)
    return Statement(
        id=f"s{place}",
        source=source,
        about=f"x@{source}",
        property="custody",
        value=draw.choice(STATUSES),
        when=draw.choice((f"{year}", f"{year}-05", f"{year}-02/{year}-11", "")),
        phase=draw.choice(("began", "continuing", None)),
        where=draw.choice(("", "Model", "Example county, Model")),
        chain=tuple(chain),
    )


def person(draw: random.Random, statements: int, voices: int) -> PersonCase:
    """A person with that many statements from about a third as many sources."""
    sources = {
        f"n{one}": Source(id=f"n{one}", local=f"sheet-{one}", sort="news_article") for one in range(statements // 3 + 1)
    }
    said = [told(draw, place, draw.choice(sorted(sources)), voices) for place in range(statements)]
    said = [
        one if not (one.phase == "began" and "/" in one.when) else told(draw, 10_000 + place, one.source, voices)
        for place, one in enumerate(said)
    ]
    return PersonCase(
        anchor="x",
        number="T-0000001",
        mentions=tuple(
            Mention(
                id=f"x@{source}",
                source=source,
                local="x",
                names=(Name(text="Invented Person", lang="en"),),
                statements=tuple(one for one in said if one.source == source),
            )
            for source in sources
        ),
        sources=sources,
        voices={f"v{one}": Voice(id=f"v{one}", sort="person", label=f"Voice {one}") for one in range(voices)},
    )


def listed(place: int, lists: int) -> PersonCase:
    """A person from one or two lists, six cells each."""
    sources = {f"l{one}": Source(id=f"l{one}", local=f"list-{one}", sort="list") for one in range(lists)}
    mentions = []
    for source in sources:
        said = tuple(
            Statement(
                id=f"{source}-{place}-{prop}",
                source=source,
                about=f"m{place}@{source}",
                property=prop,
                value="missing" if prop == "custody" else f"{prop} {place % 7}",
                when=f"1976-05-{place % 28 + 1:02}" if prop == "custody" else "",
                phase="began" if prop == "custody" else None,
                attribute=True,
            )
            for prop in LISTED
        )
        mentions.append(
            Mention(
                id=f"m{place}@{source}",
                source=source,
                local=str(place),
                names=(Name(text="Invented"),),
                statements=said,
            )
        )
    return PersonCase(
        anchor=f"m{place}@l0", number=f"T-{place:07}", mentions=tuple(mentions), sources=sources, voices={}
    )


def timed(cases: Iterator[PersonCase] | list[PersonCase]) -> tuple[float, list[PersonView]]:
    """Processor seconds for weighing the cases, and the views."""
    ready = list(cases)
    start = time.process_time()
    views = [person_view(case) for case in ready]
    return time.process_time() - start, views


def main() -> None:
    """Print one line per shape."""
    draw = random.Random(20)
    timed([person(draw, 10, 8) for _ in range(50)])
    seconds, _ = timed([person(draw, draw.randint(5, 20), 12) for _ in range(500)])
    print(f"testimonies: {seconds / 500 * 1000:.2f} ms a person (500 persons of 5-20 statements)")
    seconds, _ = timed(listed(place, 1 + place % 2) for place in range(18_000))
    print(f"lists: {seconds:.1f} s for 18,000 persons of one or two mentions ({seconds / 18:.3f} ms a person)")
    for chains in (100, 200, 400):
        seconds, views = timed([person(draw, chains, chains // 3)])
        exact = sum(fact.support.exact for fact in views[0].facts)
        facts = len(views[0].facts)
        print(
            f"adversary: {seconds:.2f} s for {chains} chains over {chains // 3} voices; {exact} of {facts} claims exact"
        )


if __name__ == "__main__":
    main()
