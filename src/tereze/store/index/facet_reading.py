"""Persons by facets (`tereze.actions.index_facets`), over the references that `facets` files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tereze.actions.index_facets import PersonRow

from .clustered import clusters_of
from .facets import BEGINS
from .reviews import ReviewReader
from .tables import IS_FACET

_HAS = (
    "anchor IN (SELECT coalesce(m.anchor, r.id) FROM ref r LEFT JOIN person_member m ON m.mention = r.id "
    "WHERE r.sort = ? AND r.target = ?)"
)


class FacetReader(ReviewReader):
    """The part of the index that a search by facets uses."""

    def persons_with(
        self, chosen: Sequence[tuple[str, str]], among: Sequence[str] | None = None, offset: int = 0, limit: int = 50
    ) -> list[PersonRow]:
        """Persons that have every (facet, value) in `chosen`, in order of number; `among` anchors where it is given."""
        values: list[object] = []
        wanted = ["1 = 1"]
        for facet, value in chosen:
            wanted.append(_HAS)
            values += [BEGINS + facet, value]
        if among is not None:
            wanted.append(f"anchor IN ({', '.join('?' * len(among)) or 'NULL'})")
            values += among
        sql = (
            f"SELECT anchor, number, label, mentions FROM person WHERE {' AND '.join(wanted)} "  # noqa: S608  # marks only
            "ORDER BY number, anchor LIMIT ? OFFSET ?"
        )
        return [PersonRow(*row) for row in self._database.all(sql, [*values, limit, offset])]

    def facet_counts(self, anchors: Sequence[str] | None = None) -> Mapping[str, Mapping[str, int]]:
        """Facet → value → how many of the persons `anchors` have it; without `anchors`, how many mentions in all."""
        if anchors is None:
            sql = f"SELECT sort, target, count(*) FROM ref WHERE {IS_FACET} GROUP BY sort, target"  # noqa: S608
            return _sorted({(sort, target): count for sort, target, count in self._database.all(sql)})
        clusters = clusters_of(self._database, list(anchors))
        person = {mention: anchor for anchor, cluster in clusters.items() for mention in cluster}
        have: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        sql = f"SELECT id, sort, target FROM ref WHERE id IN {{in}} AND {IS_FACET}"  # noqa: S608
        for mention, sort, target in self._database.among(sql, sorted(person)):
            have[sort, target].add(person[mention])
        return _sorted({key: len(found) for key, found in have.items()})


def _sorted(counts: Mapping[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    """By facet; the commonest values first, then in order."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (sort, target), count in sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        found[sort.removeprefix(BEGINS)][target] = count
    return dict(found)
