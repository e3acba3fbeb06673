"""A mapping as read."""

from __future__ import annotations

from tereze.intake.plan import Join, Layout, Mapping, Origins, Rule


def test_every_column_it_speaks_of() -> None:
    plan = Mapping(
        "m.yaml",
        (
            Rule("name", ("who",)),
            Rule("birthPlace", ("town", "land")),
            Rule("custody", (), "missing", when="taken", where=("there",), only_if={"state": ("x",)}),
            Rule("address", ("district", "street")),
        ),
        frozenset({"link"}),
        {},
        Layout(groups="district", fill_down=("below",)),
        row_id=("id",),
        joins=(Join("other.csv", "their_id", "our_id", (Rule("alias", ("nick",)),)),),
        origins=Origins("field_sources", "field_notes"),
    )
    assert plan.columns() == {
        "who", "town", "land", "taken", "there", "state", "street", "link", "below", "id", "our_id",
        "field_sources", "field_notes",
    }  # fmt: skip


def test_of_nothing_nothing() -> None:
    assert Mapping("m", (), frozenset(), {}, Layout()).columns() == frozenset()
