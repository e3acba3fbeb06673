"""Linkage at scale: columns in, scored pairs and clusters out, compiled (docs/methods/linkage.md).

`Table` holds columns made by `texts`, `number`, `category` and `place`; `train` learns a `Model` without labels;
`link` scores pairs; `cluster` groups rows; `draw` gives other groupings by chance; `explain` says why; `Lookup` answers
for one record; `plan`, `extend` and `link_more` add later rows; `with_family` adds what
relatives say. The compiled core loads on first use.
"""

from .cluster import best_threshold, cluster
from .columns import Column, by_letters, by_sound, category, number, place, texts
from .draw import draw
from .errors import BadModel, BadTable
from .explain import Explanation, Reason, explain
from .grow import Plan, extend, link_all, link_more, plan
from .identities import Contradiction, Identities, identities
from .kin import Family, with_family
from .link import KeyReport, Links, link
from .lookup import Found, Lookup
from .model import Model
from .people import Settled, among_people, settle
from .table import Table
from .train import train

__all__ = [
    "BadModel",
    "BadTable",
    "Column",
    "Contradiction",
    "Explanation",
    "Family",
    "Found",
    "Identities",
    "KeyReport",
    "Links",
    "Lookup",
    "Model",
    "Plan",
    "Reason",
    "Settled",
    "Table",
    "among_people",
    "best_threshold",
    "by_letters",
    "by_sound",
    "category",
    "cluster",
    "draw",
    "explain",
    "extend",
    "identities",
    "link",
    "link_all",
    "link_more",
    "number",
    "place",
    "plan",
    "settle",
    "texts",
    "train",
    "with_family",
]
