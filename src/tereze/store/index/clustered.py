"""Small look-ups of persons that writing and reading share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tereze.store.sql import Database


def anchors_of(database: Database, mentions: Iterable[str]) -> dict[str, str]:
    """Mention → anchor of its person; a mention in no cluster is its own."""
    asked = list(dict.fromkeys(mentions))
    found = dict(database.among("SELECT mention, anchor FROM person_member WHERE mention IN {in}", asked))
    return {mention: found.get(mention, mention) for mention in asked}


def clusters_of(database: Database, anchors: Sequence[str]) -> dict[str, list[str]]:
    """Anchor → the mentions of its cluster in order of id; an anchor in no cluster stands alone."""
    clusters: defaultdict[str, list[str]] = defaultdict(list)
    sql = "SELECT anchor, mention FROM person_member WHERE anchor IN {in}"
    for anchor, mention in database.among(sql, anchors):
        clusters[anchor].append(mention)
    return {anchor: sorted(clusters.get(anchor) or [anchor]) for anchor in anchors}


def oldest_numbers(database: Database, clusters: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, str]]:
    """Anchor → (the oldest number anchored in its cluster, the mention it is anchored to)."""
    owner = {member: anchor for anchor, cluster in clusters.items() for member in cluster}
    best: dict[str, tuple[str, str, str]] = {}
    sql = "SELECT at, mention, number FROM assigned WHERE mention IN {in} AND shown = 1"
    for row in database.among(sql, sorted(owner)):
        anchor = owner[row[1]]
        best[anchor] = min(best.get(anchor, tuple(row)), tuple(row))
    return {anchor: (number, mention) for anchor, (_, mention, number) in best.items()}
