"""The `mentions` section: whom the source speaks of, and what is said of them there (their attributes)."""

from __future__ import annotations

from functools import cache
from typing import Any

from tereze.intake import fields, parts, properties, statement_section
from tereze.intake.nodes import Node, Scalar, Section, Series, is_null
from tereze.intake.page import Page, Reader, Spec, Wrong, fill, part, read_into
from tereze.model import ids
from tereze.model.mentions import Mention, Name, Statement
from tereze.model.vocabulary import words

_OWN: Spec = {
    "kind": fields.word("mention_kind"),
    "names": parts.names("name"),
    "aliases": parts.names("alias"),
    "named": fields.yes,
    "sealed": fields.yes,
    "size": fields.text,
    "description": fields.text,
    "place": fields.text,
    "at": parts.locator,
}
_ALSO_NAMES = {"name": "name", "alias": "alias", "weakAlias": "alias"}


@cache
def _spec() -> Spec:
    """The table of readers: our own keys, and every property that may stand here."""
    spec: dict[str, Reader] = dict.fromkeys(properties.known() | set(properties.renamed()), _attribute)
    spec |= dict.fromkeys(_ALSO_NAMES, _as_given)
    return spec | dict(_OWN)


def _as_given(_page: Page, node: Node, _key: str) -> Node:
    return node


def _attribute(page: Page, node: Node, key: str) -> list[dict[str, Any]]:
    """The values of one attribute, each as the fields of a statement."""
    prop = properties.renamed().get(key, key)
    if prop in words("date_valued") and isinstance(node, Series):
        _refuse_bare_set(page, node, key)
    read = _age if prop == "age" else _one
    return [
        read(page, item, prop) for item in (node.items if isinstance(node, Series) else [node]) if not is_null(item)
    ]


def _refuse_bare_set(page: Page, node: Series, key: str) -> None:
    """`[2017..2018]` without quotes is a list to YAML. Raises `Wrong` with the quoted form; lists of dates are fine."""
    if any(isinstance(item, Scalar) and item.plain and ".." in item.value for item in node.items):
        fields.date(page, node, key)


_AGE: Spec = {
    "years": fields.whole,
    "months": fields.whole,
    "at": fields.moment,
    "said": fields.text,
    "said_by": parts.chain,
}


def _age(page: Page, node: Node, key: str) -> dict[str, Any]:
    """{years: 39, at: "2019-03"}: the age on a date, as a number of years (of a small child: months)."""
    if isinstance(node, Scalar):
        return {"value": str(fields.whole(page, node, key))}
    found = part(page, node, _AGE, key)
    years, months = found.pop("years", None), found.pop("months", None)
    if years is None and months is None and not found.get("said"):
        raise Wrong("an age needs its years", 'Write {years: 39, at: "2019-03"}.', node.line, key)
    value = "" if years is None and months is None else str(years or (months or 0) // 12)
    return {"value": value, "when": found.pop("at", ""), **found} | (
        {"duration": (("months", months),)} if months else {}
    )


_LONG: Spec = {
    "value": _as_given,
    "mention": fields.mention,
    "relation": fields.filled,
    "lang": fields.language,
    "when": fields.date,
    "where": fields.text,
    "said": fields.text,
    "said_by": parts.chain,
    "stance": fields.word("stance"),
    "credibility": fields.word("credibility"),
    "words": parts.quotations,
}


def _one(page: Page, node: Node, prop: str) -> dict[str, Any]:
    """One value: a bare text, or {value, lang, when, said, said_by …}."""
    if isinstance(node, Scalar):
        try:
            return statement_section.value(page, node, prop)
        except Wrong as wrong:  # here the key is the property itself
            raise Wrong(wrong.error, wrong.hint, wrong.line, prop) from None
    found = part(page, node, _LONG, prop)
    target, relation = found.pop("mention", None), found.pop("relation", "")
    if target is not None:
        return {"value": relation, "target": target, **found}
    given = found.pop("value", None)
    if given is None and not found.get("said"):
        raise Wrong(f"“{prop}” has no value", "Write {value: …}.", node.line, prop)
    return {**({"value": ""} if given is None else statement_section.value(page, given, prop)), **found}


def read(page: Page, key: str, node: Node) -> Mention | None:
    """One mention with its attributes as statements; None when something was wrong."""
    values = fill(page, node, _spec(), f"the mention “{key}”", ("kind",))
    if values is None:
        return None
    names = values.pop("names", ()) + values.pop("aliases", ())
    for other, sort in _ALSO_NAMES.items():
        names += _more_names(page, values, other, sort)
    own = {
        name: values.pop(name) for name in ("named", "sealed", "size", "description", "place", "at") if name in values
    }
    own.setdefault("named", bool(names))
    if own["named"] and not names:
        page.warn(node.line, "names", f"“{key}” is called named and has no name")
    return Mention(
        id=page.mentions[key],
        source=page.source,
        local=key,
        sort=values.pop("kind"),
        names=names,
        statements=tuple(_statements(page, key, values)),
        **own,
    )


def _more_names(page: Page, values: dict[str, Any], key: str, sort: str) -> tuple[Name, ...]:
    """Names given as a property (`name`, `alias`) are names like the others."""
    if key not in values:
        return ()
    node = values.pop(key)
    series = Series(node.line)
    series.items = node.items if isinstance(node, Series) else [node]
    slot: dict[str, tuple[Name, ...]] = {}
    read_into(page, slot, key, series, parts.names(sort))
    return slot.get(key, ())


def _statements(page: Page, key: str, values: dict[str, Any]) -> list[Statement]:
    made = []
    about = page.mentions[key]
    for written, found in values.items():
        prop = properties.renamed().get(written, written)
        for place, one in enumerate(found, start=1):
            name = f"{key}/{prop}" if place == 1 else f"{key}/{prop}/{place}"
            chain = one.pop("said_by") if "said_by" in one else statement_section.default_chain(page, about)
            made.append(
                Statement(
                    id=ids.statement_id(page.secret, page.local, name),
                    source=page.source,
                    about=about,
                    property=prop,
                    chain=chain,
                    attribute=True,
                    **one,
                )
            )
    return made


def keys(page: Page, node: Node) -> dict[str, Node]:
    """The mentions of a sheet by key, entered on the page. Keys that are no keys are noted."""
    if not isinstance(node, Section):
        page.refuse(node.line, "mentions", "“mentions” needs a key for each mention", "Write me: {kind: person, …}.")
        return {}
    for key, item in node.items.items():
        if not fields.KEY.fullmatch(key):
            page.refuse(item.line, key, f"“{key}” is not a key", "Use small Latin letters, digits, “_” and “-” only.")
        page.mentions[key] = ids.mention_id(page.secret, page.local, key)
    return node.items
