"""What can go wrong when linking in bulk, said so that the person can act."""

from __future__ import annotations

from tereze.model.errors import BadInput, WrongUse


class BadTable(BadInput):
    """A table that cannot be linked."""

    message = "These columns cannot be linked: {0}."
    hint = "Every column needs one value or nothing for each row."


class BadModel(WrongUse):
    """A model that does not fit the table, or a file that is no model."""

    message = "This linkage model cannot be used: {0}."
    hint = "Train a model on this table with `train`."
